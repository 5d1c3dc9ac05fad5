"""The members of a list of parties, read off the surface of the text.

What comes in: where a list begins. What goes out: the head tokens of its members, in order, and whether
the text presents the list as complete.

The parser loses long lists: it breaks names at their "and", hangs the members after "such as" on an
earlier one, and takes a member for the subject of what follows. Names are known better than syntax, so
the list is walked name by name and noun phrase by noun phrase, over commas, "and", "including", "such
as", brackets, dashes and quotation marks, until something else comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.arguments import find_content
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import words
from kg.extract.tokens import Doc, Token

_SEPARATORS = frozenset(
    (
        ",",
        ";",
        "and",
        "or",
        "&",
        "/",
        "as",
        "well",
        "also",
        "to",
        '"',
        "''",
        "``",
        "'",
        "—",
        "–",
        "-",
        "--",
        "both",
        "either",
        "then",
    )
)
_OPENERS = words("including include includes namely like notably especially particularly")
#: Words that close a list without naming the rest of it.
OPEN_ENDS = words("others more etc etc. elsewhere")
_INSIDE = words("of in at from for on under")
_BEFORE_NOUN = words("DET ADJ NUM PRON NOUN PROPN ADV PART VERB")
#: Pronouns that are the subject of what follows.
_NOMINATIVE = words("I he she we they")
_QUOTES = frozenset(('"', "''", "``", "'"))
_LIMIT = 250  # tokens that a list may take


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a list.

    Attributes:
        heads: the head token of each member.
        is_open: whether the text says that there are others ("including", "such as", "and others").
        inside: the tokens that head phrases inside a member ("Chile" in "envoys of Norway and Chile").
    """

    heads: tuple[Token, ...]
    is_open: bool
    inside: frozenset[int] = frozenset()


def read_list(doc: Doc, start: int, entities: EntityIndex, *, stop: int | None = None) -> Members:
    """The members of the list that begins at token `start`, read up to `stop` or the end of the list."""
    return _Reader(doc, entities, min(stop or len(doc), start + _LIMIT)).read(start)


def begins_examples(noun: Token) -> bool:
    """Whether a class of things is followed by some of them: "groups, including", "media such as"."""
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + 4, len(doc) - 1)):
        word = doc[i].lower_
        if word in ("including", "namely", "notably") or (word == "such" and doc[i + 1].lower_ == "as"):
            return True
        if word not in (",", "(", "-", "–", "—", "--"):
            return False
    return False


class _Reader:
    def __init__(self, doc: Doc, entities: EntityIndex, stop: int) -> None:
        self._doc = doc
        self._entities = entities
        self._stop = stop
        self._heads: list[Token] = []
        self._is_open = False
        self._in_states = False
        self._inner: set[int] = set()

    def read(self, start: int) -> Members:
        i: int | None = start
        joined = True
        while i is not None and i < self._stop:
            token = self._doc[i]
            if token.is_space:
                if "\n" in token.text:
                    break
                i += 1
            elif self._opens(i):
                self._is_open = self._is_open or token.lower_ != "namely"
                i, joined = self._after_opener(i), True
            elif token.text in ("(", "["):
                i = self._after_bracket(i)
            elif token.lower_ in _SEPARATORS and self._heads:
                if token.lower_ == "to" and not self._repeats_to(i):
                    break
                i, joined = i + 1, True
            elif joined:
                i, joined = self._member(i), False
            elif token.lower_ in _INSIDE:
                i = self._inside(i)
            else:
                break
        return Members(tuple(self._heads), self._is_open, frozenset(self._inner))

    def _repeats_to(self, i: int) -> bool:
        """Whether the "to" at `i` begins the next member ("to X and to Y"), and no infinitive or direction."""
        if self._doc[i + 1 if i + 1 < len(self._doc) else i].tag_ == "VB":
            return False
        if self._heads[-1].i == i - 1:  # "invited both to a meeting"
            return False
        return self._doc[i - 1].lower_ in _SEPARATORS or self._doc[i - 1].lower_ == ";"

    def _opens(self, i: int) -> bool:
        before = self._doc[i - 2 if self._doc[i - 1].text == "," else i - 1]
        if before.i in self._inner and before.tag_ == "NNS":  # "retailers in nine countries, including Norway"
            return False
        word = self._doc[i].lower_
        after = self._doc[i + 1].lower_ if i + 1 < len(self._doc) else ""
        return bool(self._heads) and (
            word in _OPENERS or (word == "such" and after == "as") or (word == "among" and after == "them")
        )

    def _after_opener(self, i: int) -> int:
        return i + 2 if self._doc[i].lower_ in ("such", "among") else i + 1

    def _after_bracket(self, i: int) -> int:
        """Behind a bracket that only explains; inside one that goes on with the list."""
        if self._opens(i + 1):
            return i + 1
        while i < self._stop and self._doc[i].text not in (")", "]"):
            i += 1
        return i + 1

    def _member(self, i: int) -> int | None:
        """Takes the member that begins at token `i`; returns where it ends, or None if none does."""
        end = self._phrase_end(i)
        if end is None or self._doc[i].text in _NOMINATIVE:
            return None
        head = self._head(end - 1)
        if head.lower_ in OPEN_ENDS:
            self._is_open = True
            return end
        if self._begins_clause(i, end):
            return None
        if (
            (self._in_states and self._is_state(head))
            or self._is_apposed_place(i, head)
            or self._goes_with_inner(i, head)
        ):
            self._inner.add(head.i)
            return end
        self._in_states = False
        if head.i in {known.i for known in self._heads} or head.i < i - 3:
            return None
        if self._explains(i, head):
            self._inner.add(head.i)
            return end
        self._heads.append(head)
        words = {child.lower_: child.dep_ for child in head.lefts}
        self._is_open = self._is_open or ("other" in words and "nummod" not in words.values())
        return end

    def _phrase_end(self, i: int) -> int | None:
        """The token after the name or noun phrase that begins at `i`."""
        end = None
        while i < self._stop:
            token = self._doc[i]
            known = self._entities.find(token)
            if known is not None:
                end = self._name_end(i, known)
                i = end
                if token.pos_ == "PRON":
                    return end
                continue
            if token.pos_ == "NUM" and end == i and self._doc[i - 1].pos_ == "NOUN":  # "the company three times"
                break
            if token.pos_ in ("NOUN", "PROPN", "NUM", "X") or (token.pos_ == "PRON" and end is None):
                end = i = i + 1
                if token.pos_ == "PRON" and token.tag_ != "PRP$":
                    return end
                continue
            if end == i and self._is_inner_hyphen(i):  # "secretary-general"
                end = i = min(i + 2, self._stop)
                continue
            if end is None and (token.text in _QUOTES or token.dep_ == "quantmod"):  # "more than 30 ministers"
                i += 1
                continue
            if token.pos_ not in _BEFORE_NOUN or token.tag_ in ("VBD", "VBZ", "VBP", "VB", "MD", "TO"):
                break
            if token.pos_ in ("ADV", "VERB", "DET", "PRON") and end is not None:
                break
            if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound"):
                break
            i += 1
        return end

    def _is_inner_hyphen(self, i: int) -> bool:
        """Whether token `i` is the hyphen of one word: "secretary-general"."""
        token = self._doc[i]
        return token.text == "-" and not token.whitespace_ and not self._doc[i - 1].whitespace_

    def _name_end(self, i: int, known: str) -> int:
        end = self._doc[i].idx
        span = self._entities.span(self._doc[i])
        while (
            i < self._stop and self._doc[i].idx < max(span.end, end + 1) and self._entities.find(self._doc[i]) == known
        ):
            i += 1
        return i

    def _head(self, last: int) -> Token:
        """The head of the name that ends with token `last`, else of the noun phrase."""
        token = self._doc[last]
        if self._is_inner_hyphen(last - 1) and token.head.i == last - 2:
            token = token.head
        if self._entities.find(token) is not None:
            span = self._entities.span(token)
            name = self._doc.char_span(span.start, span.end, alignment_mode="expand")
            if name is not None:
                return name.root
        return find_content(token)

    def _begins_clause(self, start: int, end: int) -> bool:
        """Whether what looks like a member is the subject of the next clause: "…, the ministry said"."""
        if not self._heads or self._doc[start - 1].lower_ in ("and", "or", "&"):
            return False
        while end < self._stop and (self._doc[end].pos_ == "ADV" or self._doc[end].lower_ in ("has", "have", "had")):
            end += 1
        return end < self._stop and self._doc[end].tag_ in ("VBD", "VBZ", "VBP", "MD")

    def _inside(self, i: int) -> int | None:
        """Over a prepositional phrase that belongs to the member before it: "members of parliament"."""
        end = self._phrase_end(i + 1)
        if end is None or end <= i + 1:
            return None
        head = self._head(end - 1)
        if head.ent_type_ in ("DATE", "TIME"):  # "with the union on Monday, the first meeting in years"
            return None
        self._in_states = self._is_state(head)
        self._inner.add(head.i)
        return end

    def _is_apposed_place(self, start: int, head: Token) -> bool:
        """Whether a name tells which place was meant: "a crowd in the capital, Oslo"."""
        before = self._doc[start - 2]
        return (
            self._doc[start - 1].text == ","
            and before.i in self._inner
            and before.pos_ == "NOUN"
            and head.pos_ == "PROPN"
            and before.dep_ == "pobj"
            and before.head.lower_ in ("in", "at", "from")
        )

    def _explains(self, start: int, head: Token) -> bool:
        """Whether a noun behind a name and a comma tells who that is: "met Ana Ruiz, a nurse", "…, Norway's envoy"."""
        if not self._heads or self._doc[start - 1].text != ",":
            return False
        noun = head.head if head.dep_ == "poss" else head
        is_named = self._heads[-1].pos_ == self._doc[start - 2].pos_ == "PROPN"
        return is_named and noun.tag_ == "NN" and (noun is not head or self._doc[start].lower_ in ("a", "an"))

    def _goes_with_inner(self, start: int, head: Token) -> bool:
        """Whether a member goes with the phrase inside the one before: "the heads of her army and her navy"."""
        return (
            bool(self._heads)
            and self._heads[-1].tag_ in ("NNS", "NNPS")
            and self._doc[start - 1].lower_ == "and"
            and self._doc[start - 2].text != ","
            and head.dep_ == "conj"
            and head.head.i in self._inner
        )

    def _is_state(self, head: Token) -> bool:
        """Whether a name is one of a country or a place: one after another, "envoys of Norway, Sweden and Chile"."""
        known = self._entities.find(head) if head.pos_ == "PROPN" else None
        return known is not None and self._entities.kind(known) in ("state", "place")
