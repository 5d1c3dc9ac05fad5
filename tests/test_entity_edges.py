"""Where names begin and end, and which of the model's names are two or none."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities.edges import before_preposition, trim
from kg.extract.entities.pieces import iter_pieces
from kg.model import Article


def trimmed(text: str, name: str, *, person: bool = False) -> str | None:
    doc = parse(Article(id="a", text=text)).doc
    tokens = doc.char_span(text.index(name), text.index(name) + len(name))
    assert tokens is not None
    end = before_preposition(doc, tokens.start, tokens.end)
    edges = trim(doc, tokens.start, end, person=person)
    return doc[edges[0] : edges[1]].text if edges is not None else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("He met Deputy Prime Minister Orm Quell.", "Prime Minister", None),
        ("He met Emergency Minister Orm Quell.", "Emergency Minister", None),
        ("The Harbour Council on Aug. 6 ordered a ban.", "Harbour Council on Aug.", "Harbour Council"),
        ("He heard of this Quell House today.", "this Quell House", "Quell House"),
        ("They let all 880 Quellans go.", "all 880 Quellans", "Quellans"),
        ("The 21 Quell Street flats burned.", "21 Quell Street", "21 Quell Street"),
        ("It gave Quell 13 percent of the coal.", "Quell 13 percent", "Quell"),
    ],
)
def test_what_is_no_part_of_a_name_is_left_out(text: str, name: str, expected: str | None) -> None:
    assert trimmed(text, name) == expected


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Ora wrote back. It is shown by Hulvu and Ora on Monday.", "Hulvu and Ora", 2),
        ("It was bought by Hulvu and Ora on Monday.", "Hulvu and Ora", 1),
        ("Ora wrote back. It was bought by Hulvu and Council on Monday.", "Hulvu and Council", 1),
    ],
)
def test_two_words_with_and_are_two_names_where_one_stands_alone(text: str, name: str, count: int) -> None:
    doc = parse(Article(id="a", text=text)).doc
    tokens = doc.char_span(text.index(name), text.index(name) + len(name))
    assert tokens is not None
    assert len(list(iter_pieces(doc, tokens.start, tokens.end, "organization"))) == count
