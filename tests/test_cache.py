"""What was extracted once is not extracted again, and nothing depends on that."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import kg
from kg.errors import StoreError
from kg.pipeline import article
from kg.pipeline.cache import CACHE_FILE, FileCache, key_of, open_cache


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles."""
    path = tmp_path / "articles.jsonl"
    path.write_text(
        '{"id": "a", "published": "2024-05-07", "text": "A storm killed three people in Dakar on Monday."}\n'
        '{"id": "b", "published": "2024-05-08", "text": "Kenya sent a letter to Uganda on Sunday."}\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are extracted from now on."""
    ids: list[str] = []
    extract = article.extract

    def counting(articles, **options):
        for each in articles:
            ids.append(each.id)
            yield from extract([each], **options)

    monkeypatch.setattr(article, "extract", counting)
    return ids


def _dump(store: Path) -> bytes:
    with kg.open(store) as graph:
        return graph.dump("nquads")


def test_an_article_is_extracted_once_for_all_builds(articles: Path, tmp_path: Path, extracted: list[str]) -> None:
    cache = tmp_path / "cache"
    kg.build(articles, tmp_path / "one", cache=cache)
    assert extracted == ["a", "b"]
    kg.build(articles, tmp_path / "two", cache=cache)
    kg.build(articles, tmp_path / "three", cache=cache, base="https://example.org/")
    assert extracted == ["a", "b"]
    assert _dump(tmp_path / "one") == _dump(tmp_path / "two")
    assert b"https://example.org/article/a" in _dump(tmp_path / "three")


def test_the_cache_is_in_the_store_unless_another_is_named_or_none(articles: Path, tmp_path: Path, extracted) -> None:
    kg.build(articles, tmp_path / "one")
    assert (tmp_path / "one" / "cache" / CACHE_FILE).is_file()
    kg.build(articles, tmp_path / "two", cache=False)
    assert not (tmp_path / "two" / "cache").exists()
    assert extracted == ["a", "b", "a", "b"]
    assert _dump(tmp_path / "one") == _dump(tmp_path / "two")


def test_a_store_that_is_gone_is_built_again_from_the_cache(articles: Path, tmp_path: Path, extracted) -> None:
    kg.build(articles, tmp_path / "store", cache=tmp_path / "cache")
    before = _dump(tmp_path / "store")
    shutil.rmtree(tmp_path / "store")
    kg.build(articles, tmp_path / "store", cache=tmp_path / "cache")
    assert extracted == ["a", "b"]
    assert _dump(tmp_path / "store") == before


def test_a_changed_article_is_extracted(articles: Path, tmp_path: Path, extracted: list[str]) -> None:
    kg.build(articles, tmp_path / "store")
    articles.write_text(articles.read_text(encoding="utf-8").replace("three", "five"), encoding="utf-8")
    kg.build(articles, tmp_path / "store")
    assert extracted == ["a", "b", "a"]


def test_facts_belong_to_the_rules_the_model_and_the_article() -> None:
    keys = {
        key_of(record, extractor=extractor, model=model)
        for record in (b"a", b"b")
        for extractor in ("rules 1", "rules 2")
        for model in ("small", "large")
    }
    assert len(keys) == 8


def test_what_is_damaged_counts_as_unknown(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put(b"key", b"{}")
    with sqlite3.connect(tmp_path / CACHE_FILE) as connection:
        connection.execute("UPDATE facts SET json = ?", (b"not compressed",))
    connection.close()
    cache = FileCache(tmp_path)
    assert cache.find(b"key") is None
    cache.put(b"key", b"{1}")
    cache.close()
    with open_cache(tmp_path) as again:
        assert again.find(b"key") == b"{1}"


def test_a_file_that_is_no_cache_is_told(tmp_path: Path) -> None:
    (tmp_path / CACHE_FILE).write_bytes(b"something else entirely, of some length" * 40)
    with pytest.raises(
        StoreError, match=r"extractions\.sqlite: the cache of extractions cannot be used.*\n.*--no-cache"
    ):
        FileCache(tmp_path)


def test_two_builds_use_one_cache(tmp_path: Path) -> None:
    one, two = FileCache(tmp_path), FileCache(tmp_path)
    for number in range(200):
        one.put(b"one %d" % number, b"1")
        two.put(b"two %d" % number, b"2")
    one.close()
    two.close()
    with open_cache(tmp_path) as cache:
        assert [cache.find(b"one 199"), cache.find(b"two 199"), cache.find(b"three")] == [b"1", b"2", None]
