"""Reading files, folders and archives: what becomes an article, and what becomes an error with its place."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import ENDINGS, MAX_CHARACTERS, SourceArticle, files, iter_articles
from kg.articles.archives import MAX_MEMBERS
from kg.articles.metadata import make_id
from kg.errors import ArticleError

FIXTURES = Path(__file__).parent / "articles"

PROSE = "Two people were hurt when a mine exploded near the village. The ministry blamed nobody."


def read_one(path: Path) -> SourceArticle:
    found = list(iter_articles([path]))
    assert len(found) == 1, found
    assert isinstance(found[0], SourceArticle), found[0]
    return found[0]


def errors_of(path: Path) -> list[str]:
    return [str(found) for found in iter_articles([path]) if isinstance(found, ArticleError)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


# -- every format says the same of the same article --


@pytest.mark.parametrize(
    "name", ["letters.txt", "letters.md", "letters.html", "letters.json", "letters.jsonl", "letters.csv"]
)
def test_each_format_gives_the_same_metadata(name: str) -> None:
    article = read_one(FIXTURES / name).article

    assert article.headline == "Residents write to the council about mines"
    assert article.publisher == "Example Post"
    assert article.authors == ("Jane Doe", "Joe Roe")
    assert article.published == "2025-04-14T12:03:00+04:00"
    assert article.url == "https://post.example/2025/letters"
    assert article.language == "en"
    assert article.sources == ("Town council", "Mine office")
    assert article.text[article.body_start :].startswith("Residents of two villages wrote")
    assert article.text.rstrip().endswith("had received the letters.")


@pytest.mark.parametrize(
    "name", ["letters.txt", "letters.md", "letters.html", "letters.json", "letters.jsonl", "letters.csv"]
)
def test_a_gzipped_file_reads_like_the_file(name: str, tmp_path: Path) -> None:
    packed = write(tmp_path / f"{name}.gz", gzip.compress((FIXTURES / name).read_bytes(), mtime=0))

    assert read_one(packed).article == read_one(FIXTURES / name).article


# -- ids --


@pytest.mark.parametrize(
    "given_id",
    ["road_ied_8", "GUM_news_clock", "ABC19980108.1830.0711", "64_VOA_EN_NW_2017.06.05.1", "GSR-COERCE-0004#2"],
)
def test_a_given_id_is_kept_to_the_letter(given_id: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.jsonl", line(id=given_id, text=PROSE))).article.id == given_id


def test_an_id_that_the_model_refuses_becomes_a_slug_of_its_own() -> None:
    assert make_id("a b") != make_id("a/b")
    assert make_id("a b").startswith("a-b-")


def test_an_id_that_is_an_address_is_the_url(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.json", line(id="https://post.example/a", text=PROSE))).article

    assert article.url == "https://post.example/a"
    assert "/" not in article.id


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.json", line(id=17, text=PROSE))).article.id == "17"


# -- records --


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Blast", "date": "2025-04-14", "source": "Example Post", "author": "Jane Doe", "body": PROSE},
        {"headline": "Blast", "published_at": "2025-04-14", "site_name": "Example Post", "byline": "By Jane Doe",
         "content": PROSE},
        {"Title": "Blast", "datePublished": "2025-04-14", "publisher": {"name": "Example Post"}, "articleBody": PROSE,
         "author": [{"@type": "Person", "name": "Jane Doe"}]},
        {"title": "Blast", "publishedAt": "2025-04-14", "source": {"id": None, "name": "Example Post"},
         "authors": ["Jane Doe"], "article": PROSE},
        {"article": {"title": "Blast", "text": PROSE, "author": "Jane Doe"}, "published": "2025-04-14",
         "publisher": "Example Post"},
    ],
)  # fmt: skip
def test_records_may_name_their_fields_in_several_ways(fields: dict[str, object], tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.json", json.dumps(fields))).article

    assert (article.headline, article.published, article.publisher, article.authors, article.text) == (
        "Blast",
        "2025-04-14",
        "Example Post",
        ("Jane Doe",),
        PROSE,
    )


def test_a_feed_gives_each_of_its_articles_with_its_number(tmp_path: Path) -> None:
    path = write(
        tmp_path / "feed.json", json.dumps({"status": "ok", "articles": [{"text": "One."}, {"x": 1}, {"text": "Two."}]})
    )
    found = list(iter_articles([path]))

    assert [(f.line, isinstance(f, SourceArticle)) for f in found] == [(1, True), (2, False), (3, True)]


def test_schema_org_nodes_refer_to_one_another(tmp_path: Path) -> None:
    graph = [
        {"@type": "NewsArticle", "articleBody": PROSE, "publisher": {"@id": "#org"}, "inLanguage": "en",
         "mainEntityOfPage": {"@id": "https://post.example/a"}, "isBasedOn": {"name": "Mine office"}},
        {"@type": "Organization", "@id": "#org", "name": "Example Post"},
    ]  # fmt: skip
    article = read_one(
        write(tmp_path / "a.json", json.dumps({"@context": "https://schema.org", "@graph": graph}))
    ).article

    assert (article.publisher, article.url, article.sources) == (
        "Example Post",
        "https://post.example/a",
        ("Mine office",),
    )


def test_a_date_line_below_the_headline_dates_a_record_and_stays_in_the_text(tmp_path: Path) -> None:
    text = f"Blast hurts two\n\nMonday, April 14, 2025\n\n{PROSE}"
    article = read_one(write(tmp_path / "a.jsonl", line(title="Blast hurts two", text=text))).article

    assert (article.published, article.text, article.body_start) == ("2025-04-14", text, 0)


def test_what_nobody_stated_stays_unknown(tmp_path: Path) -> None:
    article = read_one(
        write(tmp_path / "a.jsonl", line(text=PROSE, publisher="unknown", author="admin", date="yesterday"))
    ).article

    assert (article.publisher, article.authors, article.published, article.language) == (None, (), None, None)


def test_lines_of_a_json_file_are_read_as_json_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", line(text="One.") + line(text="Two."))

    assert [found.article.text for found in iter_articles([path]) if isinstance(found, SourceArticle)] == [
        "One.",
        "Two.",
    ]


# -- bad input: the rest is read, the error has its place and a remedy --


def test_one_bad_line_does_not_lose_the_others(tmp_path: Path) -> None:
    lines = [line(text="One."), '{"text": "broken\n', "\n", line(title="no text"), "[1]\n", line(text="Two.")]
    found = list(iter_articles([write(tmp_path / "a.jsonl", "".join(lines))]))

    assert [(f.line, isinstance(f, SourceArticle)) for f in found] == [
        (1, True),
        (2, False),
        (4, False),
        (5, False),
        (6, True),
    ]
    assert "is not JSON" in str(found[1])
    assert "Name the field of the prose 'text'" in str(found[2])


def test_a_line_that_is_not_utf_8_is_refused_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "caf\xe9"}\n' + line(text="Two.").encode())
    first, second = iter_articles([path])

    assert "byte 0xe9 in column" in str(first)
    assert isinstance(second, SourceArticle)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n \xef\xbb\xbf", "is empty"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.json", b"[]", "holds no article"),
        ("a.json", b'{"text": }', "is not JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"text": "Prose.", "id": ' + b"1" * 5000 + b"}", "more than 4,300 digits. Take it out"),
        ("a.md", b"+++\nid = " + b"1" * 5000 + b"\n+++\nProse.\n", "more than 4,300 digits. Take it out"),
        ("a.json", b'{"text": "\\ud83d"}', "surrogate pair (U+D83D) at character 1 of its text"),
        ("a.json", b'{"text": "Prose.", "id": "a\\ud800"}', "surrogate pair (U+D800) at character 2 of its id"),
        ("a.json", b'{"text": "Prose.", "url": "https://post.example/\\udc00"}', "surrogate pair (U+DC00)"),
        ("a.json", b'{"text": "Prose.", "author": ["Jo Roe", "Al\\ud800 Doe"]}', "at character 3 of its authors"),
        ("a.jsonl", b'{"text": "Prose.", "title": "A \\ud800"}', "of its headline"),
        ("a.md", b'---\ntitle: "A \\ud800"\n---\nProse.\n', "of its headline"),
        (
            "a.html",
            b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A \\ud800"}</script>'
            b"<p>" + PROSE.encode() + b"</p>",
            "of its headline",
        ),
        ("a.json", b'{"text": "Pro\\u0000se."}', "has a NUL (U+0000) at character 4 of its text"),
        ("a.json", b'{"text": "Prose.", "title": "A\\u0000"}', "has a NUL (U+0000) at character 2 of its headline"),
        ("a.txt", "Pro\0se.".encode("utf-16"), "has a NUL"),
        ("a.json", b'"prose"', "is a string, not an object"),
        ("a.txt", b"%PDF-1.7 \x00\x01", "is a PDF file"),
        ("a.txt", b"MZ\x00\x90\x00", "is binary"),
        ("a.html", b"\x89PNG\r\n\x1a\n\x00", "is a PNG image"),
        ("a.html", b"<html><body></body></html>", "has no prose"),
        ("a.csv", b"a,b\n1,2\n", "names no field for the text"),
        ("a.csv", b"id,text\n", "holds no row"),
        ("a.csv", b"text,id,text\nOne.,1,Two.\n", "names the field 'text' twice in its first row (columns 1 and 3)"),
        ("a.csv", b"text,Published At,published_at\nOne.,,\n", "names the field 'published_at' twice"),
        ("a.md", b"---\ntitle: a: b\n---\nProse.\n", "not YAML in line 2"),
        ("a.md", b"---\ntitle: a\n---\n", "has no text"),
        ("a.md", b"---\n" + b"[" * 20_000 + b"\n---\nProse.\n", "front matter"),
        ("a.zip", b"PK\x03\x04 broken", "is broken"),
        ("a.tar.gz", b"\x1f\x8b broken", "a.tar.gz: is broken"),
        ("a.tar", b"Prose.", "a.tar: is no tar archive, or is broken. Get"),
        ("a.jsonl.gz", b"no gzip", "cannot be read"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n', mtime=0)[:-9], "is broken"),
        ("a.docx", b"PK\x03\x04", "has the ending '.docx'"),
        ("article", b"Prose.", "has no ending"),
    ],
)
def test_bad_files_are_errors_that_say_why(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    path = write(tmp_path / name, content)
    found = list(iter_articles([path, write(tmp_path / "next.txt", PROSE)]))

    assert isinstance(found[-1], SourceArticle), "the run went on"
    problems = [error for error in found[:-1] if isinstance(error, ArticleError)]
    assert len(problems) == 1
    assert reason in str(problems[0])
    assert problems[0].path == path


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_an_enormous_article_is_refused_not_cut(name: str, tmp_path: Path) -> None:
    text = "word " * (MAX_CHARACTERS // 5) + "more"
    content = {"a.txt": text, "a.jsonl": line(text=text), "a.csv": f'text\n"{text}"\n'}[name]

    assert "is enormous: 1,000,004 characters" in errors_of(write(tmp_path / name, content))[0]


def test_a_file_of_many_bytes_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.articles.reading.MAX_ARTICLE_BYTES", 1000)

    assert "is enormous" in errors_of(write(tmp_path / "a.txt", b"x" * 1001))[0]


def test_an_overlong_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.articles.json_files.MAX_LINE_BYTES", 100)
    first, second = iter_articles([write(tmp_path / "a.jsonl", line(text="x" * 950) + line(text="Two."))])

    assert isinstance(first, ArticleError)
    assert first.line == 1
    assert isinstance(second, SourceArticle)
    assert second.article.text == "Two."


def test_a_missing_file_is_an_error() -> None:
    assert errors_of(Path("no/such.txt")) == ["no/such.txt: does not exist. Check the name."]


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", PROSE)
    monkeypatch.setattr(Path, "open", refuse)

    assert errors_of(path) == [f"{path}: cannot be read (Permission denied). Check the file and its permissions."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert "neither a file nor a folder" in errors_of(tmp_path / "pipe.txt")[0]


# -- encodings --


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", PROSE + " Ağdam “quoted”."), ("a.jsonl", line(text=PROSE + " Ağdam “quoted”."))]
)
def test_unicode_in_any_form_reads_alike(name: str, content: str, encoding: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path / name, content.encode(encoding))).article.text == PROSE + " Ağdam “quoted”."


def test_an_old_encoding_is_read_only_if_it_can_be_told(tmp_path: Path) -> None:
    russian = "Министерство обороны сообщило, что при взрыве погибли три человека. Раненых доставили в больницу."

    assert read_one(write(tmp_path / "a.txt", russian.encode("cp1251"))).article.text == russian
    assert "its encoding cannot be told" in errors_of(write(tmp_path / "b.txt", "Zoë naïve.".encode("cp1252")))[0]


def test_line_ends_are_kept(tmp_path: Path) -> None:
    text = "Blast hurts two\r\n\r\n14 April 2025\r\n\r\nProse stands here.\r\nAnd here.\r\n"
    article = read_one(write(tmp_path / "a.txt", text)).article

    assert article.text == text
    assert article.text[article.body_start :] == "Prose stands here.\r\nAnd here.\r\n"


# -- tables --


def test_a_row_with_too_many_fields_is_refused_and_others_are_read(tmp_path: Path) -> None:
    found = list(
        iter_articles([write(tmp_path / "a.csv", 'id,text\n1,One.\n2,Two, and more.\n3,"Three,\nlines."\n4,Four.\n')])
    )

    assert [(f.line, isinstance(f, SourceArticle)) for f in found] == [(2, True), (3, False), (4, True), (6, True)]


def test_an_unclosed_quote_ends_the_table_with_an_error(tmp_path: Path) -> None:
    found = list(iter_articles([write(tmp_path / "a.csv", 'id,text\n1,One.\n2,"Two\n3,Three.\n')]))

    assert isinstance(found[0], SourceArticle)
    assert str(found[1]).startswith(f"{tmp_path / 'a.csv'}:3: is no valid row")
    assert len(found) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_names_the_text(delimiter: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"Title{delimiter}Text\nBlast{delimiter}Prose stands here.\n")

    assert read_one(path).article.headline == "Blast"


def test_columns_that_say_nothing_of_the_article_may_have_one_name(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.csv", "tone,,text,tone,\n1,,Prose.,2,\n")).article.text == "Prose."


# -- folders --


def test_a_folder_is_walked_in_order_without_what_lies_beside_articles(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b.json",
        "c.html_files/x.txt",
        "README.md",
        ".hidden.txt",
        ".git/a.txt",
        "map.png",
        "LICENSE",
    ):
        write(tmp_path / name, line(text=PROSE) if name.endswith("json") else PROSE)
    write(tmp_path / "page.html", f"<p>{PROSE}</p>")
    write(tmp_path / "page_files/frame.html", "<p>An advertisement stands here.</p>")
    write(tmp_path / "report.pdf", b"%PDF-1.7")

    found = list(iter_articles([tmp_path]))

    assert [f.path.relative_to(tmp_path).as_posix() for f in found] == [
        "a/b.json", "a/z.txt", "b.txt", "c.html_files/x.txt", "page.html", "report.pdf",
    ]  # fmt: skip
    assert [f.path.name for f in found if isinstance(f, ArticleError)] == ["report.pdf"]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "About.")

    assert errors_of(tmp_path) == [f"{tmp_path}: holds no article. Give a folder with articles, or an article."]


def test_a_readme_that_is_asked_for_is_read(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "README.md", PROSE)).article.text == PROSE


def test_a_link_to_a_folder_is_told_unless_its_articles_are_read_anyway(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/a.txt", PROSE)
    write(tmp_path / "news/2024/b.txt", PROSE)
    write(tmp_path / "news/.hidden/c.txt", PROSE)
    for name, target in {"away": "elsewhere", "latest": "news/2024", "unhidden": "news/.hidden"}.items():
        (tmp_path / "news" / name).symlink_to(tmp_path / target)

    news = tmp_path / "news"
    reason = "is a link to a folder, which is not followed. Give that folder as well."
    assert errors_of(news) == [f"{news / name}: {reason}" for name in ("away", "unhidden")]
    assert [f.path for f in iter_articles([news]) if isinstance(f, SourceArticle)] == [news / "2024/b.txt"]
    assert read_one(news / "away").path == news / "away/a.txt"


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a/b.txt", PROSE)
    (tmp_path / "a/loop").symlink_to(tmp_path)

    assert len(list(iter_articles([tmp_path]))) == 1


def test_a_link_to_nothing_and_a_pipe_are_told_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PROSE)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    told = [f"{tmp_path}/{name}.txt: is a link that leads to no file." for name in ("gone", "self")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        told.insert(1, f"{tmp_path}/pipe.txt: is a pipe or a device, which is never read.")

    assert [error.partition(" Remove")[0] for error in errors_of(tmp_path)] == told


# -- archives --


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_tar(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


MEMBERS = {
    "news/a.txt": PROSE.encode(),
    "news/b.jsonl": line(text="One.").encode() + line(text="Two.").encode(),
    "news/c.jsonl.gz": gzip.compress(line(text="Three.").encode(), mtime=0),
    "news/README.txt": b"About.",
    "__MACOSX/._a.txt": b"\0",
    "news/map.png": b"\x89PNG",
}


@pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar.gz", make_tar), ("a.tgz", make_tar)])
def test_an_archive_reads_like_a_folder(name: str, make: object, tmp_path: Path) -> None:
    path = make(tmp_path / name, MEMBERS)  # type: ignore[operator]
    found = [(f.path, f.line, f.article.text) for f in iter_articles([path]) if isinstance(f, SourceArticle)]

    assert found == [
        (path / "news/a.txt", None, PROSE),
        (path / "news/b.jsonl", 1, "One."),
        (path / "news/b.jsonl", 2, "Two."),
        (path / "news/c.jsonl.gz", 1, "Three."),
    ]
    assert errors_of(path) == []


@pytest.mark.parametrize("make", [None, make_zip, make_tar])
def test_only_what_can_be_no_article_is_left_out_for_its_name(make: object, tmp_path: Path) -> None:
    articles = [
        *("Authors.protest.txt", "Desktop/a.txt", "Notice.of.strike.md", "README/a.txt", "authors/jane.txt"),
        *("copying.jsonl", "license.to.kill.txt", "notice.json", "thumbs.up.for.peru.txt", "x.ts/b.txt"),
    ]
    beside = [
        *("Thumbs.db", "desktop.ini", "AUTHORS", "LICENSE.txt", "NOTICE.md", "README.rst", "Readme.markdown"),
        *("app.ts", ".news/a.txt", "__MACOSX/a.txt"),
    ]
    members = {name: (line(text=PROSE) if "json" in name else PROSE).encode() for name in (*articles, *beside)}
    if make is None:
        path = tmp_path / "news"
        for name, content in members.items():
            write(path / name, content)
    else:
        path = make(tmp_path / ("news.zip" if make is make_zip else "news.tar.gz"), members)  # type: ignore[operator]
    found = list(iter_articles([path]))

    assert [str(f.path.relative_to(path)) for f in found if isinstance(f, SourceArticle)] == articles
    assert len(found) == len(articles)


def test_a_member_without_a_name_is_told_as_what_it_is(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"..": PROSE.encode(), "a.txt": PROSE.encode()})

    assert [error.partition(", which")[0] for error in errors_of(path)] == [f"{path}/unnamed: has no ending"]


@pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar.gz", make_tar)])
def test_names_that_lead_out_of_an_archive_lead_nowhere(name: str, make: object, tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    path = make(folder / name, {"../../evil.txt": PROSE.encode(), "/etc/evil.txt": PROSE.encode()})  # type: ignore[operator]
    before = sorted(tmp_path.rglob("*"))

    assert {f.path for f in iter_articles([path])} == {path / "evil.txt", path / "etc/evil.txt"}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("passwd.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)

    assert "is a link or a device" in errors_of(path)[0]


def test_an_archive_that_unpacks_to_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 10_000)
    members = {f"{i}.txt": PROSE.encode() * 50 for i in range(9)}
    found = list(iter_articles([make_zip(tmp_path / "a.zip", members)]))

    assert sum(isinstance(f, SourceArticle) for f in found) == 2
    assert "unpacks to more" in str(found[-1])
    assert len(found) <= 4


def test_a_compressed_file_that_unpacks_to_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_UNPACKED_BYTES", 1_000_000)
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(b"\n" * 50_000_000, mtime=0))

    assert "unpacks to more" in errors_of(path)[-1]


def test_an_archive_with_a_password_or_another_archive_inside_is_an_error(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", {"a.txt": PROSE.encode()}).read_bytes()
    locked = bytearray(make_zip(tmp_path / "locked.zip", {"a.txt": PROSE.encode()}).read_bytes())
    locked[6] |= 1  # the flag of encryption, in the member's header and in the directory
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1

    assert "archive in an archive" in errors_of(make_zip(tmp_path / "outer.zip", {"inner.zip": inner}))[0]
    assert "password" in errors_of(write(tmp_path / "locked.zip", bytes(locked)))[0]
    assert MAX_MEMBERS >= 100_000


# -- laws --

texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=80).filter(
    lambda text: bool(text.strip())
)


def _texts_read(path: Path) -> list[str]:
    return [found.article.text for found in iter_articles([path]) if isinstance(found, SourceArticle)]


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_text_comes_back_to_the_letter_from_every_kind_of_record(found: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for escaped in (True, False):
            rows = [json.dumps({"text": text}, ensure_ascii=escaped) for text in found]
            assert _texts_read(write(Path(folder) / "a.jsonl", "\n".join(rows))) == found
            assert _texts_read(write(Path(folder) / "a.json", f"[{','.join(rows)}]")) == found


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_text_comes_back_to_the_letter_from_a_table(found: list[str]) -> None:
    from tempfile import TemporaryDirectory

    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerows([["id", "text"], *([number, text] for number, text in enumerate(found))])
    with TemporaryDirectory() as folder:
        assert _texts_read(write(Path(folder) / "a.csv", table.getvalue())) == found


@given(texts.filter(lambda text: not text.startswith("\ufeff")))
def test_the_text_of_a_text_file_is_the_file(text: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        found = list(iter_articles([write(Path(folder) / "a.txt", text)]))
    if isinstance(found[0], SourceArticle):
        article = found[0].article
        assert article.text == text
        assert article.text[article.body_start :].strip()
    else:
        assert "is " in found[0].reason  # what looks like another kind of file, or is blank, is refused


# -- speed --


def test_trafilatura_loads_only_if_a_page_is_met() -> None:
    code = (
        "import sys; from kg.articles import iter_articles; from pathlib import Path\n"
        f"folder = Path({str(FIXTURES)!r})\n"
        "list(iter_articles([folder / 'letters.txt', folder / 'letters.jsonl', folder / 'letters.csv']))\n"
        "late = ('trafilatura', 'lxml', 'yaml', 'dateparser', 'charset_normalizer')\n"
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )

    assert done.stdout.strip() == "[]"


@given(
    content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    end=st.sampled_from(sorted(ENDINGS)),
)
@settings(max_examples=150)
def test_no_bytes_break_the_reading(content: bytes, end: str) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / f"any{end}", content)
        for found in iter_articles([path]):
            assert isinstance(found, SourceArticle) or found.reason, found
