"""Names in lines where every word has a capital: `Carmaker Olken Warns Velland Over Steel Duties`.

What comes in: the names of an article as they were found one by one. What goes out: the same, with those in such
headlines cut to what the rest of the article knows as names; capitals tell nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from kg.extract.entities.lexical import given_names, iter_known, kind_of_name, titles, words
from kg.extract.entities.name import LEXICON, Name
from kg.extract.tokens import Doc
from kg.model import EntityKind

_FEWEST = 5  # words of a headline that have to be long enough to tell
_LONG = 4  # letters
_MOST = 25  # words of a headline
_LONGEST_NAME = 5  # words
_FULL_NAME = 2
_PARTICLES = words("al el de da di du del van von der bin ibn la le abu umm")
_OPENING = ("VB", "VBG", "VBD", "VBN", "JJ", "JJR", "JJS", "RB", "NN", "NNS", "IN")


def read_headlines(doc: Doc, texts: list[str], names: list[Name]) -> list[Name]:
    """The names, those in headlines cut to names that stand in the text as well, with those that were not seen."""
    names = _without_opening_words(doc, texts, names)
    lines = list(_iter_headlines(texts))
    if not lines:
        return names
    inside = {i for start, end in lines for i in range(start, end)}
    small = {text for text in texts if text.islower()}
    told = _told_outside(doc, names, inside)
    kept: list[Name] = []
    dropped: list[Name] = []
    for name in names:
        stays = name.start not in inside or _may_stay(doc, name, told, small)
        (kept if stays else dropped).append(name)
    kept += [known for name in dropped for known in _known_inside(doc, name)]
    covered = {i for name in kept for i in range(name.start, name.end)}
    for start, end in lines:
        kept += [name for name in _find_told(doc, start, end, told) if covered.isdisjoint(range(name.start, name.end))]
    return sorted(kept, key=lambda name: name.start)


def _known_inside(doc: Doc, name: Name) -> Iterator[Name]:
    """The names of the lexicons in what is none as a whole."""
    tokens = doc[name.start : name.end]
    for start, end, known in iter_known(tokens.text):
        inner = tokens.char_span(start, end)
        if inner is not None:
            yield Name(inner.start, inner.end, known.kind, LEXICON, known)


def _iter_headlines(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The lines of which all long words, and enough of them, have a capital and are not all in capitals."""
    start = 0
    for end in [i for i, text in enumerate(texts) if "\n" in text] + [len(texts)]:
        words = [text for text in texts[start:end] if len(text) >= _LONG and text.isalpha()]
        capitals = sum(word[0].isupper() for word in words)
        opens = start < end and (texts[start][0].isupper() or texts[start] == '"')
        if opens and _FEWEST <= len(words) == capitals <= _MOST and not all(word.isupper() for word in words):
            yield start, end
        start = end + 1


def _without_opening_words(doc: Doc, texts: list[str], names: list[Name]) -> list[Name]:
    """The names, without a word that only opens the sentence, where the rest is a name elsewhere: `Choosing Lira`."""
    opening = {name.start for name in names if name.end - name.start > 1 and doc[name.start].is_sent_start}
    if not opening:
        return names
    told = {" ".join(texts[name.start : name.end]) for name in names if name.start not in opening}
    told |= {text.rsplit(" ", 1)[-1] for text in told}
    return [
        replace(name, start=name.start + 1)
        if name.start in opening and _has_opening_word(doc, texts, name, told)
        else name
        for name in names
    ]


def _has_opening_word(doc: Doc, texts: list[str], name: Name, told: Collection[str]) -> bool:
    first = doc[name.start]
    if name.rank == LEXICON or name.kind in ("other", "group"):
        return False
    if doc[name.start + 1 : name.end].text not in told or first.text in given_names() or first.text in titles():
        return False
    if first.lower_ in _PARTICLES:
        return False
    is_common = first.tag_ in _OPENING or first.text.endswith("ing") or first.lower_ in texts
    return is_common and texts.count(first.text) == 1


def _told_outside(doc: Doc, names: list[Name], inside: Collection[int]) -> dict[str, EntityKind]:
    """The names that stand outside of headlines, with the kind that each most often has; surnames with them."""
    votes: dict[str, Counter[EntityKind]] = {}
    for name in names:
        if name.start in inside or name.known is not None:
            continue
        words = doc[name.start : name.end].text.split()
        votes.setdefault(" ".join(words), Counter())[name.kind] += 1
        if name.kind == "person" and len(words) > 1:
            votes.setdefault(words[-1], Counter())["person"] += 1
    return {text: counter.most_common(1)[0][0] for text, counter in votes.items()}


def _find_told(doc: Doc, start: int, end: int, told: Mapping[str, EntityKind]) -> Iterator[Name]:
    """The names of the rest of the article in tokens `start` to `end`, the longest at each place."""
    i = start
    while i < end:
        lengths = range(min(_LONGEST_NAME, end - i), 0, -1)
        length = next((n for n in lengths if doc[i].text[0].isupper() and doc[i : i + n].text in told), 0)
        if length:
            yield Name(i, i + length, told[doc[i : i + length].text])
        i += length or 1


def _may_stay(doc: Doc, name: Name, told: Mapping[str, EntityKind], small: Collection[str]) -> bool:
    """Whether what is taken for a name in a headline is one: elsewhere too, or with no word that is a common one."""
    tokens = doc[name.start : name.end]
    if name.rank == LEXICON or tokens.text in told:
        return True
    if len(tokens) > 1 and tokens[0].text in given_names() and (tokens[-1].text in told or len(tokens) == _FULL_NAME):
        return tokens[-1].lower_ not in small
    if any(True for _ in _find_told(doc, name.start, name.end, told)) or tokens[-1].text in titles():
        return False
    if len(tokens) > 1 and kind_of_name([token.text for token in tokens]) == name.kind:
        return True
    return all(token.pos_ == "PROPN" and token.lower_ not in small for token in tokens if token.is_alpha)
