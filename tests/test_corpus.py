"""The made-up corpora of the benchmarks: the truth about them is true, and they are the same each time."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.corpus import World, Written, iter_corpus, write_corpus
from kg.articles import SourceArticle, iter_articles
from kg.model import from_json
from kg.rdf import to_quads
from kg.validate import Gate

ARTICLES = 120


@pytest.fixture(scope="module")
def corpus() -> list[Written]:
    """Some articles of one world."""
    return list(islice(iter_corpus(World(ARTICLES, seed=7)), ARTICLES))


def test_a_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_corpus(20, tmp_path / name, seed=seed)
    content = {name: [path.read_bytes() for path in sorted((tmp_path / name).iterdir())] for name in "abc"}
    assert content["a"] == content["b"] != content["c"]


def test_the_reader_reads_the_articles_that_the_facts_are_about(tmp_path: Path) -> None:
    write_corpus(20, tmp_path)
    read = list(iter_articles([tmp_path / "articles.jsonl"]))
    facts = [from_json(line) for line in (tmp_path / "facts.jsonl").read_bytes().splitlines()]
    truth = [json.loads(line)["article"] for line in (tmp_path / "truth.jsonl").read_bytes().splitlines()]
    assert [source.article for source in read if isinstance(source, SourceArticle)] == [each.article for each in facts]
    assert [each.article.id for each in facts] == truth


def test_a_mention_is_a_name_of_its_entity(corpus: list[Written]) -> None:
    world = World(ARTICLES, seed=7)
    forms: Counter[str] = Counter()
    for written in corpus:
        text = written.facts.article.text
        for mention in written.truth["mentions"]:
            words, entity = text[mention["start"] : mention["end"]], world[mention["entity"]]
            forms[mention["form"]] += 1
            if mention["form"] == "full":
                assert words in entity.names
            elif mention["form"] == "acronym":
                assert words == entity.acronym
            else:
                assert words not in entity.names[:1]
    assert {"full", "variant", "surname", "acronym", "initial", "slip"} <= forms.keys()


def test_names_are_not_identities(corpus: list[Written]) -> None:
    world = World(1000, seed=7)
    assert any(entity.namesake_of for entity in world.entities.values())
    assert any(entity.branch_of for entity in world.entities.values())
    assert any(written.occurrence.repeats for written in corpus)


def test_a_copy_has_the_words_of_its_original(corpus: list[Written]) -> None:
    texts = {written.facts.article.id: written.facts.article.text for written in corpus}
    copies = [written for written in corpus if written.truth["copy_of"] in texts]
    assert copies
    for written in copies:
        text = written.facts.article.text
        begun = text.partition(") — ")[2] if "— " in text[:60] else text
        assert texts[written.truth["copy_of"]].startswith(begun)


def test_the_facts_pass_the_gate(corpus: list[Written]) -> None:
    gate = Gate()
    for written in corpus[:40]:
        report = gate.check(to_quads(written.facts))
        assert report.conforms, report.to_text()
