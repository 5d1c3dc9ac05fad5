"""IRIs are the same on every machine, lead back to what they were made of, and never fall together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import identifiers as ids
from kg.errors import IdentifierError

_BASE = "https://data.example.org/news/"
article_ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:#@~+()-]{0,30}", fullmatch=True)
fact_ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,30}", fullmatch=True)


@given(st.text())
def test_a_slug_is_plain_short_and_never_empty(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ids.slug(text))
    assert len(ids.slug(text)) <= 80


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ağdam", "Agdam"), ("  UN  Women ", "un women"), ("Coca-Cola", "Coca Cola"), ("L’Équipe", "L'Equipe")],
)
def test_spellings_of_one_name_share_a_slug(one: str, other: str) -> None:
    assert ids.slug(one) == ids.slug(other)


@pytest.mark.parametrize(
    ("one", "other"), [("北京", "南京"), ("a" * 100, "a" * 101), ("", "?!"), ("北京 Daily", "Daily"), ("Київ", "Киев")]
)
def test_different_names_keep_different_slugs(one: str, other: str) -> None:
    assert ids.slug(one) != ids.slug(other)


@given(article_ids, fact_ids, st.none() | st.from_regex(r"[a-z]{1,9}[0-9]{0,3}", fullmatch=True))
def test_a_fact_iri_leads_back_to_the_fact(article_id: str, fact_id: str, part: str | None) -> None:
    iri = ids.fact_iri(article_id, fact_id, part, base=_BASE)
    assert ids.parse_fact_iri(iri, base=_BASE) == (article_id, fact_id, part)


def test_a_part_of_one_fact_is_not_another_fact() -> None:
    assert ids.fact_iri("a", "event-1", "p1") != ids.fact_iri("a", "event-1.p1")


@given(article_ids, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_span_iri_leads_back_to_the_offsets(article_id: str, start: int, end: int) -> None:
    assert ids.parse_span_iri(ids.span_iri(article_id, start, end)) == (article_id, start, end)


@given(st.sampled_from(ids.ENTITY_KINDS), st.text())
def test_an_entity_iri_says_its_kind(kind: str, name: str) -> None:
    assert ids.parse_entity_iri(ids.entity_iri(kind, name, base=_BASE), base=_BASE) == (kind, ids.slug(name))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_extractor_iri_leads_back_to_its_name(name: str) -> None:
    assert ids.parse_extractor_iri(ids.extractor_iri(name)) == name


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_code_iri_leads_back_to_scheme_and_code(code: str) -> None:
    assert ids.parse_code_iri(ids.code_iri("harm", code)) == ("harm", code)


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_every_article_gets_an_id_that_the_model_accepts(url, publisher, published, headline, text) -> None:
    found = ids.article_id(url=url, publisher=publisher, published=published, headline=headline, text=text)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,199}", found)


def test_one_url_in_several_spellings_is_one_article() -> None:
    spellings = [
        "https://www.example.org/a/b.html",
        "http://example.org/a/b.html#comments",
        "https://EXAMPLE.org/a/b.html?utm_source=feed&fbclid=1",
        "example.org/a/b.html/",
    ]
    assert len({ids.article_id(url=url) for url in spellings}) == 1
    assert ids.article_id(url="https://example.org/a/b.html?id=1") != ids.article_id(url=spellings[0])


def test_a_changed_text_keeps_the_id_and_another_article_does_not() -> None:
    known = {"publisher": "Example Post", "published": "2025-04-14", "headline": "Letters sent"}
    first = ids.article_id(**known, text="One.")
    assert ids.article_id(**{**known, "published": "2025-04-14T09:00:00Z"}, text="Two.") == first
    for name in known:
        assert ids.article_id(**{**known, name: "Other"}, text="One.") != first
    assert ids.article_id(text="One.") != ids.article_id(text="Two.")


@pytest.mark.parametrize(
    "base", ["", "id/", "http://example.org", "http://a b/", "http://example.org/#/", "http://e/\udcff/"]
)
def test_a_base_that_no_iri_can_begin_with_is_refused(base: str) -> None:
    with pytest.raises(IdentifierError, match="absolute IRI that ends in"):
        ids.check_base(base)
    assert ids.check_base(_BASE) == _BASE


@pytest.mark.parametrize(
    ("parse", "iri"),
    [
        (ids.parse_article_iri, "https://w3id.org/dateline/id/article/a#event-1"),
        (ids.parse_article_iri, "https://w3id.org/dateline/id/article/"),
        (ids.parse_fact_iri, "https://w3id.org/dateline/id/article/a"),
        (ids.parse_fact_iri, "https://w3id.org/dateline/id/article/a#char=1,2"),
        (ids.parse_span_iri, "https://w3id.org/dateline/id/article/a#char=1"),
        (ids.parse_entity_iri, "https://w3id.org/dateline/id/planet/mars"),
        (ids.parse_entity_iri, "https://elsewhere.example.org/place/mars"),
        (ids.parse_code_iri, "https://w3id.org/dateline/codes/harm"),
    ],
)
def test_a_foreign_iri_is_refused(parse, iri: str) -> None:
    with pytest.raises(IdentifierError):
        parse(iri)


def test_an_unknown_kind_of_entity_is_refused() -> None:
    with pytest.raises(IdentifierError, match="planet"):
        ids.entity_iri("planet", "Mars")
