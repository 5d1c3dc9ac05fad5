"""A parse copied out of spaCy, column by column.

What comes in: spaCy's `Doc`. What goes out: the `kg.extract.tokens.Doc` that rules read.
What it never does: keep spaCy's objects.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc as Parse
from spacy.vocab import Vocab

from kg.extract.tokens import Doc, Token
from kg.extract.words import Word

_COLUMNS: list[int | str] = ["ORTH", "SPACY", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "SENT_START", "HEAD"]
_IOB = ("", "I", "O", "B")
#: The values of the column SENT_START; -1 in a column of unsigned integers says that no sentence begins.
_SENTENCE_START = {0: None, 1: True, 2**64 - 1: False}
#: From here on, numbers in such a column are negative.
_NEGATIVE = 2**63


class _Memory:
    """The words and strings of a vocabulary, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._words: dict[int, Word] = {}
        self._strings: dict[int, str] = {}

    def word(self, orth: int) -> Word:
        """The word of an id."""
        return self._words.get(orth) or self._words.setdefault(orth, self._look_up(orth))

    def string(self, string_id: int) -> str:
        """The string of an id."""
        found = self._strings.get(string_id)
        return found if found is not None else self._strings.setdefault(string_id, self._vocab.strings[string_id])

    def _look_up(self, orth: int) -> Word:
        lexeme = self._vocab[orth]
        return Word(
            text=lexeme.text,
            lower_=lexeme.lower_,
            is_alpha=lexeme.is_alpha,
            is_digit=lexeme.is_digit,
            is_lower=lexeme.is_lower,
            is_upper=lexeme.is_upper,
            is_title=lexeme.is_title,
            is_punct=lexeme.is_punct,
            is_quote=lexeme.is_quote,
            is_space=lexeme.is_space,
            is_stop=lexeme.is_stop,
            like_num=lexeme.like_num,
        )


@cache
def _memory_of(vocab: Vocab) -> _Memory:
    return _Memory(vocab)


def copy_parse(parse: Parse) -> Doc:
    """The parse as plain objects."""
    memory = _memory_of(parse.vocab)
    doc = Doc(parse.text)
    word, string = memory.word, memory.string
    tokens: list[Token] = []
    heads: list[int] = []
    offset = 0
    rows = parse.to_array(_COLUMNS).tolist()
    for i, (orth, space, lemma, pos, tag, dep, ent_type, ent_iob, sent_start, head) in enumerate(rows):
        token = Token(
            doc,
            i,
            offset,
            word(orth),
            " " if space else "",
            string(lemma),
            string(pos),
            string(tag),
            string(dep),
            string(ent_type),
            _IOB[ent_iob],
            _SENTENCE_START[sent_start],
        )
        tokens.append(token)
        heads.append(i + head if head < _NEGATIVE else i + head - 2**64)
        offset += len(token.text) + space
    doc.complete(tokens, heads, [(name.start, name.end, name.label_) for name in parse.ents])
    return doc
