"""The first person is the article's own only where it certainly speaks for itself."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities.own_voice import OwnVoice
from kg.extract.quotations import find_quotations
from kg.model import Article

_NEWS = (
    "The flood came in May.\n\nTwo villages lost their bridges.\n\nThe council met twice.\n\nNobody was hurt.\n\n{}"
    "\n\nThe bridges will be built again."
)


def roles(text: str, word: str) -> list[str | None]:
    doc = parse(Article(id="a", text=text)).doc
    voice = OwnVoice(doc, find_quotations(text))
    return [voice.find(token) for token in doc if token.lower_ == word]


@pytest.mark.parametrize(
    ("text", "word", "role"),
    [
        ("We met Anna Berg at the lake.", "we", "publisher"),
        ("I met Anna Berg at the lake.\n\nShe fed her geese.\n\nThen I left.", "i", "author"),
        (_NEWS.format("Anna Berg told me that she was tired."), "me", "author"),
        (_NEWS.format("Anna Berg said in an interview with us that she was tired."), "us", "publisher"),
    ],
)
def test_own_voice(text: str, word: str, role: str) -> None:
    assert set(roles(text, word)) == {role}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She said, “We met at the lake.”", "we"),
        (_NEWS.format("I was dragged out of my house and had to sleep in a barn."), "i"),
        (_NEWS.format("We know that our dam is safe."), "we"),
        ("We met twice.\n\nThe guild wrote:\n\nWe will never pay for your dam.", "we"),
    ],
)
def test_voice_of_others(text: str, word: str) -> None:
    assert roles(text, word)[-1] is None


def test_quotation_closed_in_a_later_paragraph_is_not_the_article_s_voice() -> None:
    assert set(roles('She said, "We lost two boats.\nWe will build more.\nWe are not afraid."', "we")) == {None}
