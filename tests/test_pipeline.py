"""A build as a whole: what is new, changed, the same, broken; and nothing lost."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from random import Random

import pytest

import kg
from benchmarks.corpus import write_corpus
from kg.namespaces import KG
from kg.pipeline import BuildResult, build
from kg.store import Store
from kg.validate import Gate

STORM = "A storm killed three people in Dakar on Monday, the interior ministry said."


def _write(folder: Path, name: str, **fields: str) -> Path:
    path = folder / f"{name}.json"
    record = {"id": name, "published": "2024-05-07", "publisher": "Coast Daily", "text": STORM} | fields
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def _outcomes(result: BuildResult) -> dict[str, str]:
    return {Path(name).name: outcome for name, outcome in result.outcomes}


def _dump(store: Path) -> bytes:
    with kg.open(store) as graph:
        return graph.dump("nquads")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    _write(folder, "a")
    _write(folder, "b", text="Kenya sent a letter to Uganda on Sunday.")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "store"


def test_what_is_done_for_all_articles_together_is_told_after_each(articles: Path, store: Path) -> None:
    told: list[str] = []
    kg.build(articles, store, on_progress=lambda name, _: told.append(name), on_stage=told.append)
    assert told == ["a", "b", "deciding who is who", "writing who is who", "comparing what articles tell"]


def test_articles_are_built_and_then_left_alone(articles: Path, store: Path) -> None:
    assert _outcomes(kg.build(articles, store)) == {"a": "built", "b": "built"}
    before = _dump(store)
    assert _outcomes(kg.build(articles, store)) == {"a": "unchanged", "b": "unchanged"}
    assert _dump(store) == before


def test_a_changed_article_takes_the_place_of_the_old_one(articles: Path, store: Path) -> None:
    kg.build(articles, store)
    _write(articles, "a", text="A storm killed five people in Dakar on Monday, the interior ministry said.")
    assert _outcomes(kg.build(articles, store)) == {"a": "replaced", "b": "unchanged"}
    with kg.open(store) as graph:
        values = graph.query("SELECT ?value WHERE { ?count kg:countValue ?value }").to_records()
    assert values == [{"value": 5}]


def test_an_older_version_beside_the_newer_one_changes_nothing(articles: Path, store: Path) -> None:
    newer = "A storm killed five people in Dakar on Monday, the interior ministry said."
    _write(articles, "z", id="a", text=newer)
    assert [outcome for _, outcome in kg.build(articles, store).outcomes] == ["built", "built", "replaced"]
    before = _dump(store)
    assert sorted(outcome for _, outcome in kg.build(articles, store).outcomes) == [
        "superseded",
        "unchanged",
        "unchanged",
    ]
    assert _dump(store) == before


def test_an_article_that_goes_back_to_an_older_version_is_replaced(articles: Path, store: Path) -> None:
    kg.build(articles, store)
    _write(articles, "a", text="A storm killed five people in Dakar on Monday, the interior ministry said.")
    kg.build(articles, store)
    _write(articles, "a")
    assert _outcomes(kg.build(articles, store)) == {"a": "replaced", "b": "unchanged"}
    with kg.open(store) as graph:
        assert graph.query("SELECT ?value WHERE { ?count kg:countValue ?value }").to_records() == [{"value": 3}]


def test_a_build_in_two_steps_is_a_build_in_one(articles: Path, store: Path, tmp_path: Path) -> None:
    kg.build(articles / "b.json", store)
    kg.build(articles / "a.json", store)
    kg.build(articles, tmp_path / "other")
    assert _dump(store) == _dump(tmp_path / "other")


def test_the_same_article_twice_is_stored_once(articles: Path, store: Path) -> None:
    (articles / "copy.json").write_text((articles / "a.json").read_text(encoding="utf-8"), encoding="utf-8")
    result = kg.build(articles, store)
    assert [outcome for _, outcome in result.outcomes] == ["built", "built", "duplicate"] or result.count(
        "duplicate"
    ) == 1
    assert result.complete


def test_what_cannot_be_read_is_told_and_the_rest_is_built(articles: Path, store: Path) -> None:
    (articles / "empty.txt").write_text("", encoding="utf-8")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (articles / "lines.jsonl").write_text('{"text": "It rained in Lima on Friday."}\n{"text": \n', encoding="utf-8")
    (articles / "broken.json").write_text('{"text": ', encoding="utf-8")
    result = kg.build(articles, store)
    assert not result.complete
    assert sorted(Path(name).name for name, outcome in result.outcomes if outcome == "failed") == [
        "binary.txt",
        "broken.json",
        "empty.txt",
        "lines.jsonl:2",
    ]
    assert result.count("built") == 3
    assert all(str(failure).startswith(str(articles)) for failure in result.failures)


def test_an_article_without_a_date_is_built_and_named(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "undated.json"
    path.write_text(json.dumps({"id": "undated", "text": STORM}), encoding="utf-8")
    result = kg.build(path, store)
    assert result.undated == ["undated"]
    assert result.complete
    with kg.open(store) as graph:
        assert not graph.query("SELECT ?d WHERE { ?time kg:earliestStart ?d }").to_records()


def test_a_file_whose_name_is_no_text_is_built_like_any_other(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/storm\xff.txt")).write_text(STORM, encoding="utf-8")
    except OSError:
        pytest.skip("this system gives files no such names")
    (folder / "other.txt").write_text(f"{STORM} It rained.", encoding="utf-8")
    assert kg.build(folder, store, jobs=1).count("built") == 2
    with kg.open(store) as graph:
        files = {row["f"] for row in graph.query("SELECT ?f WHERE { ?a kg:sourceFile ?f }").to_records()}
    assert files == {"storm\ufffd.txt", "other.txt"}


def test_a_row_of_marks_is_passed_over_and_the_rest_is_read(store: Path, tmp_path: Path) -> None:
    marks = '"(' * 10_000
    line = "-" * 100_000
    text = f"The mayor of Lund wrote to the king on Monday. {marks} The king wrote back to the mayor.\n\n{line}\n"
    path = tmp_path / "marks.json"
    path.write_text(json.dumps({"id": "marks", "text": text, "date": "2024-05-07"}), encoding="utf-8")
    start = time.process_time()
    result = kg.build(path, store, jobs=1)
    assert time.process_time() - start < 20  # spaCy alone takes minutes for it
    assert (result.unbroken, result.complete) == (["marks"], True)
    with kg.open(store) as graph:
        assert graph.query("communications").to_records()
        (row,) = graph.query("SELECT ?text WHERE { ?article kg:articleText ?text }").to_records()
    assert row["text"] == text


def test_a_dataset_put_back_from_a_copy_ends_like_a_store_that_never_was_elsewhere(tmp_path: Path) -> None:
    write_corpus(40, tmp_path, seed=5)
    lines = (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()

    def build_some(store: Path, chosen: Iterable[str]) -> None:
        (tmp_path / "some.jsonl").write_text("\n".join(chosen), encoding="utf-8")
        kg.build(tmp_path / "some.jsonl", store, facts=True, jobs=1)

    store, plain = tmp_path / "store", tmp_path / "plain"
    random = Random(1)
    before, meanwhile, after = (random.sample(lines, 20) for _ in range(3))
    build_some(store, before)
    shutil.copytree(store / "graph", tmp_path / "copy")
    build_some(store, meanwhile)
    # The catalogue stays beside it, and is ahead of what is put back.
    shutil.rmtree(store / "graph")
    shutil.move(tmp_path / "copy", store / "graph")
    build_some(plain, before)
    for each in (store, plain):
        build_some(each, after)
    assert _dump(store) == _dump(plain)


def _facts(articles: Path, tmp_path: Path) -> tuple[Path, list[dict[str, object]]]:
    """The facts of the articles as a file, and as records to spoil."""
    path = tmp_path / "facts.jsonl"
    lines = [kg.to_json(facts) for facts in kg.extract(articles) if isinstance(facts, kg.ArticleFacts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, [json.loads(line) for line in lines]


def test_facts_build_the_same_graph_as_their_articles(articles: Path, store: Path, tmp_path: Path) -> None:
    path, _ = _facts(articles, tmp_path)
    assert kg.build(path, store, facts=True).count("built") == 2
    kg.build(articles, tmp_path / "other")

    def without_registry(store: Path) -> list[bytes]:
        return [line for line in _dump(store).splitlines() if b"graph/registry" not in line]

    assert without_registry(store) == without_registry(tmp_path / "other")


def test_facts_that_break_the_contract_are_refused_by_line(articles: Path, store: Path, tmp_path: Path) -> None:
    path, (first, second) = _facts(articles, tmp_path)
    first["events"] = [{"id": "event-1", "type": "storm", "trigger": {"start": 0, "end": 9999}}]
    path.write_text(json.dumps(first) + "\n" + json.dumps(second), encoding="utf-8")
    result = kg.build(path, store, facts=True)
    assert [str(failure) for failure in result.failures] == [
        f"{path}:1: facts refused: events[0].trigger: the span 0..9999 ends beyond the text ({len(STORM)} characters)"
    ]
    assert result.count("built") == 1


def test_facts_are_read_from_folders_and_packed_and_no_file_is_passed_over(
    articles: Path, store: Path, tmp_path: Path
) -> None:
    path, _ = _facts(articles, tmp_path)
    first, second = path.read_bytes().splitlines(keepends=True)
    folder, empty = tmp_path / "many", tmp_path / "empty"
    for made in (folder / "more", empty):
        made.mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(first)
    (folder / "more" / "b.jsonl.gz").write_bytes(gzip.compress(second))
    (folder / "c.json").write_bytes(second)
    (tmp_path / "broken.jsonl.gz").write_bytes(second)
    result = kg.build([folder, empty, tmp_path / "broken.jsonl.gz"], store, facts=True)
    assert result.count("built") == 2
    assert [(failure.path, str(failure).partition(": ")[2].split(".")[0]) for failure in result.failures] == [
        (folder / "c.json", "has the ending '"),
        (empty, "holds no "),
        (tmp_path / "broken.jsonl.gz", "cannot be read (Not a gzipped file (b'{\"'))"),
    ]
    with kg.open(store) as graph:
        assert {row["file"] for row in graph.query("SELECT ?file { ?a kg:sourceFile ?file }").to_records()} == {
            "a.jsonl",
            "b.jsonl.gz",
        }


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"iri": "no iri"}, "facts of article b refused: entity 'e1', iri: 'no iri' is not an absolute IRI ("),
        ({"within": "Peru"}, "facts of article b refused: entity 'e1', within: 'Peru' is not an absolute IRI ("),
        ({"geonames": 2**64}, f"facts refused: geonames {2**64} is no GeoNames id"),
    ],
)
def test_facts_that_cannot_be_mapped_are_refused_by_line_and_cost_no_other(
    store: Path, tmp_path: Path, entity: dict[str, object], reason: str
) -> None:
    path = tmp_path / "facts.jsonl"
    good, bad = ({"article": {"id": name, "text": STORM}, "extractor": "hand 1"} for name in "ab")
    bad["entities"] = [{"id": "e1", "kind": "place", "name": "Dakar", **entity}]
    path.write_text(json.dumps(good) + "\n" + json.dumps(bad), encoding="utf-8")
    result = kg.build(path, store, facts=True)
    assert result.outcomes == [("a", "built"), (f"{path}:2", "failed")]
    (failure,) = result.failures
    assert str(failure).startswith(f"{path}:2: {reason}")


def test_an_article_whose_extraction_fails_is_told_with_its_file(
    articles: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: object) -> None:
        raise IndexError("none")

    monkeypatch.setattr(import_module("kg.extract.assemble"), "extract_facts", fail)
    result = kg.build(articles / "a.json", store)
    for failure in (*result.failures, *kg.extract(articles / "a.json")):
        assert isinstance(failure, kg.ExtractionError)
        assert str(failure).startswith(f"{articles / 'a.json'}: a: extraction failed (IndexError: none).")
        assert (failure.path, failure.line, failure.article_id) == (articles / "a.json", None, "a")
    assert result.outcomes == [("a", "failed")]


def test_a_graph_that_breaks_a_shape_goes_to_quarantine_with_the_reason(store: Path, tmp_path: Path) -> None:
    record = {
        "article": {"id": "odd", "text": STORM, "published": "2024-05-07"},
        "extractor": "hand 1",
        "events": [{"id": "event-1", "type": "no-such-type", "trigger": {"start": 8, "end": 14}}],
    }
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    result = kg.build(path, store, facts=True)
    assert result.count("quarantined") == 1
    assert not result.complete
    (entry,) = result.quarantined
    assert entry.article_id == "odd"
    assert "no-such-type" in entry.report.to_text()
    with kg.open(store) as graph:
        assert graph.stats().articles == 0
    assert list((store / "quarantine").iterdir())


def test_an_own_base_is_used_throughout(articles: Path, store: Path) -> None:
    kg.build(articles, store, base="https://example.org/news/")
    assert b"w3id.org/dateline/id/" not in _dump(store)


def test_one_more_article_is_validated_by_itself(articles: Path, store: Path) -> None:
    checked: list[set[str]] = []

    class Watched(Gate):
        def check_statements(self, triples, ntriples, nodes=None):
            checked.append({value.value for _, predicate, value in triples if predicate == KG.articleId})
            return super().check_statements(triples, ntriples, nodes)

    with Store.open(store) as opened:
        build([articles], opened, gate=Watched())
        assert checked == [{"a"}, {"b"}]
        _write(articles, "c", text="It rained in Lima on Friday.")
        build([articles], opened, gate=Watched())
    assert checked == [{"a"}, {"b"}, {"c"}]


def test_what_is_unchanged_needs_neither_shapes_nor_model(
    articles: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.extract import document

    kg.build(articles, store)

    def fail(*_arguments: object, **_options: object) -> None:
        raise AssertionError("loaded in vain")

    monkeypatch.setattr("kg.validate.gate._Compiled.of", fail)
    monkeypatch.setattr(document, "load_model", fail)
    assert set(_outcomes(kg.build(articles, store)).values()) == {"unchanged"}


def test_a_fault_of_a_rule_costs_one_article(articles: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.extract import assemble

    find_times = assemble.find_times

    def fail_on_letters(document: object) -> object:
        if "letter" in document.article.text:  # type: ignore[attr-defined]
            raise IndexError("no such token")
        return find_times(document)  # type: ignore[arg-type]

    monkeypatch.setattr(assemble, "find_times", fail_on_letters)
    result = kg.build(articles, store)
    assert _outcomes(result) == {"a": "built", "b": "failed"}
    assert "IndexError: no such token" in str(result.failures[0])
