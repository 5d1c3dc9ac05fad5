"""Numbers of people as they are written: `at least 12 people`, `dozens`, `between 40 and 50`, `a soldier`.

What comes in: the head of a noun phrase. What goes out: a figure with its bounds and its place in the text, or None.
What it never does: say what happened to them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.casualties.persons import is_age, is_one_person
from kg.extract.entities.lexical import find_noun
from kg.extract.lexicon import read_lexicon
from kg.extract.numbers import NUMBER, get_number_words, parse_number
from kg.extract.tokens import Doc, Token, Tokens
from kg.extract.wordsets import get_word_set
from kg.model import MOST_PEOPLE, Span

_PLURALS = "|".join(sorted(get_number_words("plural"), key=len, reverse=True))
_TENS_OF = {"tens of thousands": 20_000, "hundreds of thousands": 200_000, "tens of millions": 20_000_000}
_SCALES = "|".join(sorted(get_number_words("scale"), key=len, reverse=True))
#: "several hundred" is two of the unit or more, as the plural is.
_SEVERAL = rf"(?:several|many|a few|a couple of) (?:{_SCALES})"
_SMALL = "|".join(get_number_words("digit", "teen", "tens"))
#: Parts of a scale: "half a million", "a quarter of a million", "two and a half million".
_PARTS_OF_SCALE = {"half a": 0.5, "a half": 0.5, "a quarter of a": 0.25, "three quarters of a": 0.75}
_PART_OF_SCALE = (
    rf"(?:(?P<part>{'|'.join(_PARTS_OF_SCALE)}) "
    rf"|(?P<whole>{'|'.join(get_number_words('digit'))}) and a half )(?P<scale>dozen|million|billion)"
)
#: What stands in figures after "in" without being the whole of a ratio: "nine in two raids".
_OCCASIONS = "|".join(sorted(get_word_set("casualty_word_sets", "counted after a figure of people")))
_RATIO = rf"{NUMBER} (?:in|out of) (?:every )?(?:{_SMALL}|\d\d?)\b(?! (?:{_OCCASIONS})s?\b)(?=\s+\w)"
_NUMBER = re.compile(
    rf"\b(?P<ratio>{_RATIO})"
    rf"|\b(?:{_PART_OF_SCALE})\b"
    rf"|\b(?P<indefinite>{'|'.join(_TENS_OF)}|{_SEVERAL}|(?:a )?(?:{_PLURALS})(?! times)(?!(?<=couple)(?! of)))\b"
    rf"|(?<![\w$£€.,/#-])(?<!\bno )(?<!mother of )(?<!father of )(?<!\w out of )(?<!one in )(?P<number>{NUMBER})"
    rf"(?:(?P<to>\s?[-–—]\s?| to | and | or )(?P<number2>{NUMBER}))?"
    r"(?![\w%/]|[.,]\d|-year|-day|-hour| per ?cent| years?| months?| days?| hours?)",
    re.IGNORECASE,
)
_PARTS = get_word_set("casualty_word_sets", "parts of a whole")
_ARTICLES = frozenset(("a", "an", "another", "no", "nobody", "none"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "advmod"))
_REPORTS = get_word_set("casualty_word_sets", "reports of something")
_AGED = re.compile(r"\baged\s+(?:between\s+)?(?:\w+(?:,| and| or| to)\s+)*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:anywhere|rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\s+from\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people.

    Attributes:
        start, end: the number with the words that bound it.
        noun: the head of the phrase that says who they are; the number itself where nothing says it.
    """

    start: int
    end: int
    noun: Token
    value: int | None
    lower: int | None
    upper: int | None
    qualifier: str = "unstated"

    @property
    def span(self) -> Span:
        """Where the number stands."""
        return Span(self.start, self.end)


class Figures:
    """All numbers of a text that can be of people, to be looked up by the phrases that hold them."""

    def __init__(self, doc: Doc, taken: list[Span]) -> None:
        self._doc = doc
        self._by_token: dict[int, Figure] = {}
        starts = [token.idx for token in doc]
        for figure in _iter_figures(doc):
            if any(span.start <= figure.start and figure.end <= span.end for span in taken):
                continue
            first = bisect_left(starts, figure.start)
            if is_age(doc[first]):
                continue
            for i in range(first, bisect_left(starts, figure.end)):
                self._by_token[i] = replace(figure, noun=doc[i])

    def may_be_in(self, sentence: Tokens) -> bool:
        """Whether the sentence has a number, or a word that can stand for one or for none."""
        return any(token.i in self._by_token or token.lower_ in _ARTICLES for token in sentence)

    def at(self, token: Token) -> Figure | None:
        """The number that `token` is part of."""
        return self._by_token.get(token.i)

    def within(self, sentence: Tokens) -> Iterator[tuple[Token, Token, Figure]]:
        """Each number of the sentence with its first and last token."""
        first = None
        for token in sentence:
            figure = self.at(token)
            if figure is None:
                continue
            first = token if first is None or first.idx < figure.start else first
            following = token.nbor() if token.i + 1 < sentence.end else None
            if following is None or (beside := self.at(following)) is None or beside.start != figure.start:
                yield first, token, self.of(token) or figure

    def of(self, noun: Token) -> Figure | None:
        """The number of the noun phrase of which `noun` is the head, or which it is itself."""
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "none":
            none = noun.head.head
            return Figure(none.idx, none.idx + len(none), noun, 0, 0, 0, "exact")
        if (without := _find_without(noun)) is not None:
            return without
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":
            is_counted = any(child.like_num for child in noun.lefts) or self.at(noun) is not None
            is_own = is_counted and noun.head.head.like_num  # "one of 40 reporters jailed", "two of the 12 killed"
            if not is_own and (figure := self.at(noun.head.head)) is not None:
                return replace(figure, noun=noun)
            if noun.head.head.lemma_.lower() in _PARTS:
                return None
        figure = self.at(noun)
        if figure is not None:
            return replace(figure, noun=_counted(noun))
        for child in noun.children:
            is_determiner = child.dep_ in ("nummod", "quantmod", "amod", "det", "advmod", "compound", "predet")
            if is_determiner and child.i < noun.i and (figure := self.at(child)) is not None:
                return replace(figure, noun=noun)
        another = next((child for child in noun.lefts if child.lower_ == "another"), None)
        if another is not None and (figure := self.at(another.nbor())) is not None:
            return replace(figure, noun=noun)
        return self._before_modifiers(noun) or self._of_group(noun) or self._beside(noun) or _find_article(noun)

    def _before_modifiers(self, noun: Token) -> Figure | None:
        """Of "cases" in "eleven confirmed cases", where the parser gives the number to another word: the number."""
        i = noun.i - 1
        while i > noun.sent.start and noun.doc[i].dep_ in _MODIFIERS and noun.doc[i].head.i > i:
            i -= 1
        number = noun.doc[i]
        is_stray = noun.tag_ == "NNS" and i < noun.i - 1 and number.like_num and number.head.i > i
        return replace(figure, noun=noun) if is_stray and (figure := self.at(number)) is not None else None

    def _beside(self, noun: Token) -> Figure | None:
        """Of "rest" in "the rest, 30 people, are missing": the number in apposition; a name has none."""
        if noun.pos_ != "NOUN":
            return None
        for child in noun.rights:
            if child.dep_ != "appos" or child.tag_ not in ("NNS", "NNPS") or noun.nbor().text != ",":
                continue
            number = next((word for word in child.lefts if word.dep_ == "nummod"), None)
            if number is not None and (figure := self.at(number)) is not None and figure.value != 1:
                return replace(figure, noun=child)
        return None

    def _of_group(self, noun: Token) -> Figure | None:
        """Of "crew" in "a crew of 14": the number."""
        known = find_noun(noun.lower_)
        if known is None or known.kind != "group":
            return None
        members = (word for child in noun.rights if child.lower_ == "of" for word in child.children)
        figures = (self.at(word) for word in members if word.dep_ == "pobj")
        return next((replace(figure, noun=noun) for figure in figures if figure is not None), None)


def _counted(number: Token) -> Token:
    """Of "dozens of villagers", "12 of the sailors": whom; else the number itself."""
    for child in number.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return _counted(noun) if noun.lower_ in get_number_words("plural") else noun
    return number


def _find_without(noun: Token) -> Figure | None:
    """Of "injuries" in "no reports of injuries": none."""
    report = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or report.lemma_ not in _REPORTS:
        return None
    no = next((child for child in report.lefts if child.lower_ == "no"), None)
    return Figure(no.idx, noun.idx + len(noun), noun, 0, 0, 0, "exact") if no is not None else None


def _find_article(noun: Token) -> Figure | None:
    """`a soldier`, `another child`, `a third`, `no one`: one, or none."""
    if noun.lower_ == "another" and noun.dep_ != "det":
        return Figure(noun.idx, noun.idx + len(noun), noun, 1, 1, 1)
    if noun.lower_ == "none":
        return Figure(noun.idx, noun.idx + len(noun), noun, 0, 0, 0, "exact")
    if noun.lower_ in ("nobody",) or (noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no"):
        start = noun.idx if noun.lower_ == "nobody" else noun.nbor(-1).idx
        return Figure(start, noun.idx + len(noun), noun, 0, 0, 0, "exact")
    determiner = next((child for child in noun.lefts if child.dep_ == "det"), None)
    if determiner is None:
        return None
    if any(child.lower_ == "not" for child in noun.lefts):
        return Figure(determiner.idx, noun.idx + len(noun), noun, 0, 0, 0, "exact")
    if determiner.lower_ == "no" and noun.pos_ == "NOUN":
        return Figure(determiner.idx, noun.idx + len(noun), noun, 0, 0, 0, "exact")
    if determiner.lower_ not in ("a", "an", "another") or noun.tag_ not in ("NN", "JJ", "NNP"):
        return None
    if is_one_person(noun):
        return Figure(determiner.idx, noun.idx + len(noun), noun, 1, 1, 1)
    if noun.lower_ == "couple":
        return Figure(determiner.idx, noun.idx + len(noun), noun, 2, None, None)
    return None


def _iter_figures(doc: Doc) -> Iterator[Figure]:
    text = doc.text
    match = _NUMBER.search(text)
    while match is not None:
        figure = _read(match, doc)
        if figure is not None and not _AGED.search(text, max(0, figure.start - 40), figure.start):
            yield _qualify(figure, text)
        is_one = figure is not None and figure.qualifier != "between" and match["number2"]
        match = _NUMBER.search(text, match.end("number") if is_one else match.end())


def _read(match: re.Match[str], doc: Doc) -> Figure | None:
    start, end = match.span()
    if match["ratio"]:
        return None
    if match["indefinite"]:
        words = " ".join(match["indefinite"].lower().split())
        unit = words.split()[-1]
        lower = _TENS_OF.get(words) or get_number_words("plural").get(unit) or 2 * get_number_words("scale")[unit]
        return Figure(start, end, doc[0], None, lower, None, "dozens")
    if match["scale"]:
        whole = (
            _PARTS_OF_SCALE.get((match["part"] or "").lower())
            or get_number_words("digit")[match["whole"].lower()] + 0.5
        )
        return Figure(start, end, doc[0], int(whole * get_number_words("scale")[match["scale"].lower()]), None, None)
    value = parse_number(match["number"])
    if value is None or value != int(value) or value > MOST_PEOPLE:
        return None
    if match["number"].lower() == "one":  # as "a" is
        return Figure(start, match.end("number"), doc[0], 1, 1, 1)
    first = Figure(start, match.end("number"), doc[0], int(value), None, None)
    if not match["number2"]:
        return first
    second = parse_number(match["number2"])
    between = _BETWEEN.search(match.string, max(0, start - 12), start) or _FROM.search(
        match.string, max(0, start - 18), start
    )
    if second is None or second != int(second) or (match["to"].strip() in ("and", "or") and between is None):
        return first
    if not value < second or (
        between is None and match.string.endswith(("from ", "by "), 0, start)
    ):  # "climbed from 31 to 54"
        return first
    start = between.start() if between else start
    return Figure(start, end, doc[0], None, int(value), int(second), "between")


@cache
def _qualifiers(side: str) -> re.Pattern[str]:
    phrases = [row["phrase"] for row in read_lexicon("casualty_qualifiers") if row["side"] == side]
    words = "|".join(sorted((phrase.replace(" ", r"\s+") for phrase in phrases), key=len, reverse=True))
    return re.compile(
        rf"\b({words})\s+(?:another\s+|a\s+)?$" if side == "before" else rf"\s+({words})\b", re.IGNORECASE
    )


def _qualify(figure: Figure, text: str) -> Figure:
    before = _qualifiers("before").search(text, max(0, figure.start - 30), figure.start)
    after = _qualifiers("after").match(text, figure.end)
    found = before or after
    if found is None:
        return figure
    words = " ".join(found[1].lower().split())
    qualifier = next(row["qualifier"] for row in read_lexicon("casualty_qualifiers") if row["phrase"] == words)
    if figure.value is None:
        return replace(figure, start=before.start()) if before else figure
    lower, upper = _bound(figure.value, qualifier)
    start = before.start() if before else figure.start
    return replace(
        figure, start=start, end=max(figure.end, found.end(1)), qualifier=qualifier, lower=lower, upper=upper
    )


def _bound(value: int, qualifier: str) -> tuple[int | None, int | None]:
    """The bounds that a qualifier puts on the true number.

    >>> _bound(12, "more-than"), _bound(12, "up-to"), _bound(12, "about")
    ((13, None), (None, 12), (None, None))
    """
    match qualifier:
        case "at-least":
            return value, None
        case "more-than":
            return value + 1, None
        case "up-to" | "nearly":
            return None, value
        case "fewer-than":
            return None, value - 1
        case "exact":
            return value, value
    return None, None
