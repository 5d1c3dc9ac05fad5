"""A parsed text as the rules read it: tokens with their words, tags and relations, as plain objects.

What comes in: the columns that `kg.extract.parsing` copies out of a parse. What goes out: a `Doc` of `Token`s, with
spaCy's own names for everything that a rule may ask.
What it never does: change. A token is made once, with all that is asked often, where spaCy makes a new object at
each access and looks every string up again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, overload

from kg.extract.words import Word, WordInPlace


class Token(WordInPlace):
    """A word where it stands.

    Attributes:
        doc: the text in which it stands, as its token `i`, at the offset `idx`.
        word: what is the same for it wherever it stands.
        whitespace_: a blank if one follows, else nothing.
        lemma_, pos_, tag_: its base form, part of speech and fine-grained tag.
        dep_, head: its relation to the token that governs it; the root of a sentence governs itself.
        ent_type_, ent_iob_: the kind of name it is part of, and whether it begins one (B), goes on (I) or neither (O).
        is_sent_start: whether it begins a sentence; None if the parser did not say.
        sent: the sentence.
        lefts, rights, children: the tokens that it governs: before it, after it, and both, in text order.
    """

    __slots__ = (
        "_edges",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "lefts",
        "lemma_",
        "lower_",
        "pos_",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    head: Token
    sent: Tokens
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    _edges: tuple[Token, Token] | None

    def __init__(
        self,
        doc: Doc,
        i: int,
        idx: int,
        word: Word,
        whitespace: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        ent_type: str,
        ent_iob: str,
        is_sent_start: bool | None,
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.word = word
        self.text = word.text
        self.lower_ = word.lower_
        self.whitespace_ = whitespace
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.ent_iob_ = ent_iob
        self.is_sent_start = is_sent_start
        self.head = self
        self.lefts = self.rights = self.children = ()
        self._edges = None

    def __len__(self) -> int:
        """The length of the word in characters."""
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: Token) -> bool:
        """Whether it stands before another token."""
        return self.i < other.i

    @property
    def n_lefts(self) -> int:
        """How many tokens before it it governs."""
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        """How many tokens after it it governs."""
        return len(self.rights)

    def nbor(self, distance: int = 1) -> Token:
        """The token so many further on.

        Raises:
            IndexError: the text has none there.
        """
        i = self.i + distance
        if i < 0:
            raise IndexError(i)
        return self.doc[i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The token that governs it, the one that governs that, and so on to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that it governs, and what these govern, in text order."""
        waiting = [self]  # not by recursion: a long list nests deeper than Python calls
        opened: list[Token] = []  # those that wait for their lefts
        while waiting:
            token = waiting.pop()
            if token.lefts and not (opened and opened[-1] is token):
                opened.append(token)
                waiting += (token, *reversed(token.lefts))
                continue
            if token.lefts:
                opened.pop()
            yield token
            waiting += reversed(token.rights)

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return (self._edges or self._find_edges())[0]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return (self._edges or self._find_edges())[1]

    def _find_edges(self) -> tuple[Token, Token]:
        """The first and the last token of the subtree, noted here and on what it governs, which comes first."""
        found = [self]
        for token in found:
            found += [child for child in token.children if child._edges is None]
        edges = self, self
        for token in reversed(found):
            edges = token, token
            for child in token.children:
                edges = min(edges[0], child.left_edge), max(edges[1], child.right_edge)
            token._edges = edges
        return edges

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other members of the list in which it stands."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)


class Tokens(Sequence[Token]):
    """Tokens `start` to `end` of a text.

    Attributes:
        label_: the kind of name, of names that the model found.
    """

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        """The number of tokens."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...

    @overload
    def __getitem__(self, key: slice) -> Tokens: ...

    def __getitem__(self, key: int | slice) -> Token | Tokens:
        """A token, or some of them, counted from the first one here."""
        if isinstance(key, slice):
            start, end = _bounds(key, len(self))
            return Tokens(self.doc, self.start + start, self.start + end)
        i = key + (self.start if key >= 0 else self.end)
        if not self.start <= i < self.end:
            raise IndexError(key)
        return self.doc.tokens[i]

    def __eq__(self, other: object) -> bool:
        """Whether the same tokens are meant, as the same kind of name."""
        if not isinstance(other, Tokens):
            return NotImplemented
        mine, others = (self.start, self.end, self.label_), (other.start, other.end, other.label_)
        return self.doc is other.doc and mine == others

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words as they stand, without the blank after the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """The offset of the first token."""
        return self.doc.tokens[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset behind the last token."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def sent(self) -> Tokens:
        """The sentence in which the first token stands."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of several; a word rather than a lone mark."""
        for token in self:
            if token.head is token:
                return token
        tops = [token for token in self if not self.start <= token.head.i < self.end]
        words = [token for token in tops if token.children or not (token.is_space or token.is_punct)]
        return min(words, key=_depth, default=tops[0] if tops else self.doc.tokens[self.start])

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> Tokens | None:
        """The tokens between two offsets in the text of these; see `Doc.char_span`."""
        return self.doc.char_span(self.start_char + start, self.start_char + end, alignment_mode)


class Doc(Sequence[Token]):
    """A parsed text.

    Attributes:
        text: the text as it was parsed.
        tokens: all tokens.
        sents: the sentences.
        ents: the names that the model found.
    """

    __slots__ = ("_starts", "ents", "sents", "text", "tokens")

    tokens: list[Token]
    sents: tuple[Tokens, ...]
    ents: tuple[Tokens, ...]
    _starts: list[int]

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = []
        self.sents = self.ents = ()
        self._starts = []

    def complete(self, tokens: list[Token], heads: Sequence[int], names: Sequence[tuple[int, int, str]]) -> None:
        """Join the tokens: each with the one that governs it, those that it governs, and its sentence."""
        self.tokens = tokens
        self._starts = [token.idx for token in tokens]
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, head in zip(tokens, heads, strict=True):
            token.head = tokens[head]
            if token.i < head:
                lefts.setdefault(head, []).append(token)
            elif token.i > head:
                rights.setdefault(head, []).append(token)
        for i, before in lefts.items():
            tokens[i].lefts = tokens[i].children = tuple(before)
        for i, after in rights.items():
            tokens[i].rights = tuple(after)
            tokens[i].children = (*tokens[i].lefts, *after)
        self.sents = tuple(self._iter_sentences())
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.ents = tuple(Tokens(self, start, end, label) for start, end, label in names)

    def _iter_sentences(self) -> Iterator[Tokens]:
        start = 0
        for token in self.tokens[1:]:
            if token.is_sent_start:
                yield Tokens(self, start, token.i)
                start = token.i
        if self.tokens:
            yield Tokens(self, start, len(self.tokens))

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...

    @overload
    def __getitem__(self, key: slice) -> Tokens: ...

    def __getitem__(self, key: int | slice) -> Token | Tokens:
        if isinstance(key, slice):
            return Tokens(self, *_bounds(key, len(self.tokens)))
        return self.tokens[key]

    def __repr__(self) -> str:
        return self.text

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> Tokens | None:
        """The tokens between two offsets: `expand` takes those partly inside too, `contract` leaves them out.

        None if an offset lies outside of the text; or, if `strict`, inside a token; or if no token is left.
        """
        first, last = self._find_at(start), self._find_at(end - 1)
        if first is None or last is None:
            return None
        is_inside_first = start != first.idx
        is_inside_last = end < last.idx + len(last.text)
        if alignment_mode == "strict":
            is_exact = not is_inside_first and end == last.idx + len(last.text)
            return Tokens(self, first.i, last.i + 1) if is_exact else None
        if alignment_mode == "contract":
            begin, stop = first.i + is_inside_first, last.i + 1 - is_inside_last
            return Tokens(self, begin, stop) if begin < stop else None
        is_behind_first = start == first.idx + len(first.text)
        return Tokens(self, first.i + is_behind_first, last.i + 1)

    def _find_at(self, offset: int) -> Token | None:
        """The token that holds an offset, or stands before the blank there."""
        i = bisect_right(self._starts, offset) - 1
        return self.tokens[i] if i >= 0 and offset < len(self.text) else None


def _bounds(key: slice, length: int) -> tuple[int, int]:
    """Where a slice begins and ends; it is empty where it would run backwards.

    Raises:
        ValueError: it takes only some of the tokens between.
    """
    start, end, step = key.indices(length)
    if step != 1:
        raise ValueError(f"tokens are taken without gaps, not by steps of {step}")
    return start, max(start, end)


def _depth(token: Token) -> int:
    """How many steps it is from the root of its sentence."""
    return sum(1 for _ in token.ancestors)
