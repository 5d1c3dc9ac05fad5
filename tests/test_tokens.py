"""Plain tokens answer as spaCy's do, whose names for things they keep."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal, get_args

import pytest
from spacy.tokens import Doc as Parse

from kg.articles import SourceArticle, iter_articles
from kg.extract.parsing import copy_parse, iter_docs, load_model
from kg.extract.tokens import Doc

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
VALUES = [
    *("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_sent_start", "whitespace_"),
    *("i", "idx", "is_alpha", "is_digit", "is_lower", "is_upper", "is_title", "is_punct", "is_quote", "is_space"),
    *("is_stop", "like_num", "n_lefts", "n_rights"),
]
RELATIONS = ["lefts", "rights", "children", "ancestors", "subtree", "conjuncts"]
Alignment = Literal["strict", "contract", "expand"]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Parse, Doc]]:
    """Parses of the sample articles, each with its copy."""
    texts = [source.article.text for source in iter_articles([ARTICLES]) if isinstance(source, SourceArticle)]
    return [(parse, copy_parse(parse)) for parse in iter_docs(load_model(), texts, batch_size=16)]


def test_tokens(pairs: list[tuple[Parse, Doc]]) -> None:
    for parse, doc in pairs:
        assert (doc.text, len(doc)) == (parse.text, len(parse))
        assert [[getattr(token, name) for name in VALUES] for token in doc] == [
            [getattr(token, name) for name in VALUES] for token in parse
        ]


def test_relations(pairs: list[tuple[Parse, Doc]]) -> None:
    for parse, doc in pairs:
        for token, original in zip(doc, parse, strict=True):
            for name in RELATIONS:
                assert [other.i for other in getattr(token, name)] == [other.i for other in getattr(original, name)]
            actual = token.head.i, token.left_edge.i, token.right_edge.i, token.sent.start, token.sent.end
            sentence = original.sent
            assert actual == (
                *(original.head.i, original.left_edge.i, original.right_edge.i),
                *(sentence.start, sentence.end),
            )


@pytest.mark.parametrize("step", [-1, 1])
def test_a_sentence_may_nest_as_deep_as_it_is_long(step: int) -> None:
    """Each token governs the next one, or the one before it."""
    size = 3000
    heads = [min(max(i + step, 0), size - 1) for i in range(size)]
    doc = copy_parse(Parse(load_model().vocab, words=["and"] * size, heads=heads, deps=["conj"] * size))
    root = doc[0 if step < 0 else -1]

    assert [token.i for token in root.subtree] == list(range(size))
    assert (root.left_edge.i, root.right_edge.i) == (0, size - 1)


def test_sentences_and_names(pairs: list[tuple[Parse, Doc]]) -> None:
    for parse, doc in pairs:
        for actual, expected in ((doc.sents, parse.sents), (doc.ents, parse.ents)):
            assert [(each.text, each.label_, each.start_char, each.end_char, each.root.i) for each in actual] == [
                (each.text, each.label_, each.start_char, each.end_char, each.root.i) for each in expected
            ]


def test_stretches(pairs: list[tuple[Parse, Doc]]) -> None:
    for parse, doc in pairs:
        for start, end in bounds(len(doc)):
            actual, expected = doc[start:end], parse[start:end]
            assert (actual.start, actual.end, actual.text) == (expected.start, expected.end, expected.text)
            if len(actual):
                assert (actual.root.i, actual.sent.start) == (expected.root.i, expected.sent.start)
                assert (actual[0].i, actual[-1].i) == (expected[0].i, expected[-1].i)
                assert (actual[1:-1].start, actual[1:-1].end) == (expected[1:-1].start, expected[1:-1].end)


@pytest.mark.parametrize("alignment", get_args(Alignment))
def test_stretches_by_offset(pairs: list[tuple[Parse, Doc]], alignment: Alignment) -> None:
    for parse, doc in pairs:
        for start, end in bounds(len(doc.text)):
            actual, expected = (each.char_span(start, end, alignment_mode=alignment) for each in (doc, parse))
            assert (actual is None) == (expected is None), (start, end)
            if actual is not None and expected is not None:
                assert (actual.start, actual.end) == (expected.start, expected.end)


def bounds(length: int) -> Iterator[tuple[int, int]]:
    """Starts and ends, some of them outside of a text, all stretches being short or long."""
    starts = [-4, -1, *range(0, length + 2, 7)]
    return ((start, start + size) for start, size in product(starts, (0, 1, 2, 3, 5, 8, 40)))


def test_no_token_stands_before_the_first_or_after_the_last(pairs: list[tuple[Parse, Doc]]) -> None:
    _, doc = pairs[0]
    assert doc[0].nbor().i == 1
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[-1].nbor()
    with pytest.raises(IndexError):
        doc[3:5][2]


def test_tokens_are_taken_without_gaps(pairs: list[tuple[Parse, Doc]]) -> None:
    _, doc = pairs[0]
    with pytest.raises(ValueError, match="without gaps"):
        doc[0:9:2]


def test_what_is_the_same_stretch(pairs: list[tuple[Parse, Doc]]) -> None:
    (_, doc), (_, other), *_rest = pairs
    assert doc[2:5] == doc[2:5]
    assert len({doc[2:5], doc[2:5], doc[2:6]}) == 2
    assert doc[2:5] != other[2:5]
    assert doc[3] == doc[2:5][1]
