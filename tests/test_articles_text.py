"""Text files, Markdown, records: headers, dates, names, field names."""

from __future__ import annotations

import re
from datetime import date, time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.dates import is_date_line, parse_published
from kg.articles.fields import read_fields
from kg.articles.markdown import parse_markdown
from kg.articles.metadata import UnreadableError
from kg.articles.names import absolute_url, is_person_name, language_code, split_names
from kg.articles.plain_text import parse_text
from kg.articles.records import parse_record
from kg.pipeline.facts import to_record

PROSE = "Residents of two villages wrote to the council on Monday.\n\nThey asked for maps."

# -- headers of text files --


def test_a_million_empty_lines_are_read_in_no_time() -> None:
    text = "headline: Rain\n" + "\n" * 900_000 + PROSE
    start = process_time()
    article = parse_text(text)
    assert process_time() - start < 20  # line by line with all that follow, it would be days
    assert (article.headline, article.text[article.body_start :]) == ("Rain", PROSE)


@pytest.mark.parametrize(
    ("header", "headline", "authors", "published"),
    [
        ("date 2025-04-14 14 April 2025 12:03 (UTC+04:00)\n\nJane Doe",
         None, ("Jane Doe",), "2025-04-14T12:03:00+04:00"),
        ("Residents write letters\nBy Jane Doe\n14 April 2025", "Residents write letters", ("Jane Doe",), "2025-04-14"),
        ("Residents write letters\n\nMonday, April 14, 2025", "Residents write letters", (), "2025-04-14"),
        ("Residents write letters\n\nJane van der Doe", "Residents write letters", ("Jane van der Doe",), None),
        ("By JANE DOE and Joe A. Roe Jr.", None, ("JANE DOE", "Joe A. Roe Jr."), None),
        ("Title: Letters\nAuthor: Jane Doe; Joe Roe\nDate: 14.04.2025\nSection: World",
         "Letters", ("Jane Doe", "Joe Roe"), "2025-04-14"),
        ("Published: 14 April 2025, 9 am EDT\nUpdated: 15 April 2025", None, (), "2025-04-14T09:00:00-04:00"),
        ("Will the council answer?", "Will the council answer?", (), None),
        ("14 April 2025\n\nCouncil Answers Letters\n\nJane Doe", "Council Answers Letters",
         ("Jane Doe",), "2025-04-14"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_header_lines_are_read_and_the_prose_begins_below(
    header: str, headline: str | None, authors: tuple[str, ...], published: str | None, newline: str
) -> None:
    text = f"{header}\n\n{PROSE}\n".replace("\n", newline)
    article = parse_text(text)

    assert (article.headline, article.authors, article.published) == (headline, authors, published)
    assert article.text == text
    assert article.text[article.body_start :] == f"{PROSE}\n".replace("\n", newline)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "By Monday, thousands had left the city.\n\nMore followed.",
        "KYIV, March 12 (Agency) — Words of a story.\n\nMore words.",
        "Note: this is prose with a colon.\n\nMore prose.",
        "“We will stay”\n\nSo said the mayor.",
        "On 14 April 2025 two people were hurt.\n\nMore prose.",
        "A first line that goes on\nin a second line, as old files do.\n\nMore prose.",
        "Only a heading",
        "14 April 2025",
    ],
)
def test_prose_is_not_taken_for_a_header(text: str) -> None:
    assert parse_text(text).body_start == 0


def test_a_header_with_known_keys_says_everything() -> None:
    article = parse_text(
        f"id: A-1\nurl: https://post.example/a\nsource: Example Post\nlanguage: en\nsources: One; Two\n\n{PROSE}"
    )

    assert (article.url, article.publisher, article.language) == ("https://post.example/a", "Example Post", "en")
    assert article.sources == ("One", "Two")


# -- Markdown --


def test_a_question_below_a_headline_with_a_key_is_prose() -> None:
    text = "headline: Ferry late again\npublisher: River Post\n\nWho pays for the ferry?\n\nNobody on the quay knew.\n"
    article = parse_text(text)
    assert article.text[article.body_start :].startswith("Who pays for the ferry?")


def test_a_headline_that_is_told_by_key_and_repeated_is_no_prose() -> None:
    article = parse_text("headline: Ferry late again\n\n# Ferry late again\n\nNobody on the quay knew.\n")
    assert article.headline == "Ferry late again"
    assert article.text[article.body_start :] == "Nobody on the quay knew.\n"


def test_markdown_without_front_matter_takes_its_heading() -> None:
    article = parse_markdown(f"# Residents *write* letters\n\n{PROSE}\n")

    assert article.headline == "Residents write letters"
    assert article.text[article.body_start :] == PROSE


def test_marks_go_and_words_stay() -> None:
    article = parse_markdown(
        "One **two** [three](https://x.example) `four` five_six_seven 8 \\* 9 &amp; ten.\n\n"
        "> Said.\n\n- a\n- b\n\n1986. Year.\n"
    )

    assert article.text == "One two three four five_six_seven 8 * 9 & ten.\n\nSaid.\n\na\n\nb\n\n1986. Year."


def test_values_of_front_matter_stay_as_they_are_written() -> None:
    article = parse_markdown(
        f"---\ntitle: 'Yes: no'\ndate: 2025-04-14T12:03:00-03:00\nid: 007\nauthor: null\n---\n{PROSE}"
    )

    assert (article.headline, article.published, article.id) == ("Yes: no", "2025-04-14T12:03:00-03:00", "007")
    assert article.authors == ()


def test_front_matter_in_toml() -> None:
    article = parse_markdown(
        f'+++\ntitle = "Letters"\ndate = 2025-04-14T12:03:00+02:00\nauthors = ["Jane Doe"]\n+++\n{PROSE}'
    )

    assert (article.headline, article.published, article.authors) == (
        "Letters",
        "2025-04-14T12:03:00+02:00",
        ("Jane Doe",),
    )


@pytest.mark.parametrize("matter", ["a: [", "- a\n- b", "!!python/object:os.system x: {"])
def test_front_matter_that_is_none_is_refused(matter: str) -> None:
    with pytest.raises(UnreadableError, match="front matter"):
        parse_markdown(f"---\n{matter}\n---\n{PROSE}")


def test_aliases_in_front_matter_do_not_grow() -> None:
    levels = "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 30))

    assert (
        parse_markdown(f"---\nk0: &k0 x\n{levels}\nauthors: *k29\ntitle: Letters\n---\n{PROSE}").headline == "Letters"
    )


@given(st.lists(st.text("abc ABC.,’é", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_plain_paragraphs_come_through_markdown_as_they_are(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)

    assert parse_markdown(text).text == text


# -- dates --


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2025-04-14T12:03:00.123+0400", "2025-04-14T12:03:00+04:00"),
        ("2025-04-14T20:15Z", "2025-04-14T20:15:00Z"),
        ("2025-04-14 12:03", "2025-04-14T12:03:00"),
        ("20250414T120300Z", "2025-04-14T12:03:00Z"),
        ("20250414", "2025-04-14"),
        ("2025-04-14T12:03:00-05:00[America/New_York]", "2025-04-14T12:03:00-05:00"),
        ("Mon, 14 Apr 2025 08:03:11 -0400", "2025-04-14T08:03:11-04:00"),
        ("Mon Apr 14 2025 08:03:11 GMT+0200 (CEST)", "2025-04-14T08:03:11+02:00"),
        ("April 14, 2025, 12:03 a.m. EDT", "2025-04-14T00:03:00-04:00"),
        ("April 14, 2025 12:03 pm ET", "2025-04-14T12:03:00"),
        ("Published: 14:02 IST, 14 April 2025", "2025-04-14T14:02:00"),
        ("14/04/2025 15:00", "2025-04-14T15:00:00"),
        ("04/04/2025", "2025-04-04"),
        ("14. April 2025 um 12:03 Uhr", "2025-04-14T12:03:00"),
        ("14 avril 2025 à 12h03", "2025-04-14T12:03:00"),
        ("14 апреля 2025, 12:03", "2025-04-14T12:03:00"),
        ("2025年4月14日", "2025-04-14"),
        ("Published 14 April 2025; updated 15 April 2025 13:00", "2025-04-14"),
        (1713082980, "2024-04-14T08:23:00Z"),
        ("1713082980000", "2024-04-14T08:23:00Z"),
        ("03/04/2025", None),
        ("April 2025", None),
        ("2025", None),
        ("14 April", None),
        ("14 April 25", None),
        ("2 hours ago", None),
        ("yesterday at 12:03", None),
        ("Updated: 15 April 2025", None),
        ("2025-02-30", None),
        ("2025-13-01", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
    ],
)
def test_publication_is_what_was_stated_and_nothing_more(
    stated: str | int | float | None, published: str | None
) -> None:
    assert parse_published(stated) == published


@given(st.text(max_size=60) | st.text("0123456789-/:. TZ+apmonJulyMarch,", max_size=40) | st.floats() | st.integers())
def test_a_publication_is_always_in_the_form_of_the_model(stated: str | float) -> None:
    found = parse_published(stated)

    assert found is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?", found)


@given(
    st.dates(date(1500, 1, 1), date(2099, 12, 31)),
    st.times(),
    st.sampled_from(["", "Z", "+04:00", "-09:30"]),
    st.sampled_from(["T", " "]),
)
def test_iso_8601_comes_back_with_its_zone(day: date, clock: time, zone: str, between: str) -> None:
    stamp = f"{day} {clock}"[:19]

    assert parse_published(stamp.replace(" ", between) + zone) == stamp.replace(" ", "T") + zone


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tuesday, June 19, 2018", True),
        ("Published: 14 April 2025 | 10:00 GMT", True),
        ("2025-04-14T12:03:00Z", True),
        ("Apr 12,2007", True),
        ("The war ended on 10 November 2020", False),
        ("13,000 people died in 2023", False),
        ("BUDAPEST, 14 April 2025", False),
        ("2025", False),
    ],
)
def test_a_line_of_a_date_has_nothing_else(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


# -- names, addresses, languages --


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("Written by Jane Doe & Joe Roe", ("Jane Doe", "Joe Roe")),
        ("Jane Doe, Political Correspondent", ("Jane Doe",)),
        ("Jane Doe in Example City and Joe Roe in London", ("Jane Doe", "Joe Roe")),
        ("Jane Doe <jane@post.example>; @joe", ("Jane Doe",)),
        ("['Jane Doe', \"Seán O'Roe\"]", ("Jane Doe", "Seán O'Roe")),
        ("Ministry for Work with Youth", ("Ministry for Work with Youth",)),
        ("Byron Doe", ("Byron Doe",)),
        ("https://social.example/jane", ()),
        ("Staff Writer", ()),
        ("n/a", ()),
        ("Jane Doe, Jane Doe", ("Jane Doe",)),
    ],
)
def test_bylines_give_names_only(byline: str, names: tuple[str, ...]) -> None:
    assert split_names(byline) == names


@pytest.mark.parametrize(
    "name", ["Jane Doe", "Ursula von der Doe", "J. R. Doe", "Jean-Luc O'Roe", "Əli Həsənov", "JANE DOE", "Omar al-Roe"]
)
def test_names_of_people(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize(
    "line", ["Doe", "Peace is near", "Prices up 3 percent", "He said:", "A b", "THE COUNCIL HAS DECIDED IT"]
)
def test_what_is_no_name_of_a_person(line: str) -> None:
    assert not is_person_name(line)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://post.example/a?b=c#d", "https://post.example/a?b=c#d"),
        ("//post.example/a", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("http://", None),
        ("https://post.example/a b\n", "https://post.example/a%20b"),
        ("https://post.example/a b\ud800", "https://post.example/a%20b%ED%A0%80"),
    ],
)
def test_only_absolute_web_addresses_count(address: str, found: str | None) -> None:
    assert absolute_url(address) == found


@pytest.mark.parametrize(
    ("given_code", "code"), [("EN", "en"), ("zh_Hant_TW", "zh-Hant-TW"), ("German", "de"), ("", None), ("a", None)]
)
def test_languages(given_code: str, code: str | None) -> None:
    assert language_code(given_code) == code


# -- any record at all --

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=12)
    | st.sampled_from(["https://x.example", "2025-04-14", "https://x.example/a b\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "@id", "@type", "url"]), inner, max_size=3)
    ),
    max_leaves=6,
)
records = st.dictionaries(
    st.sampled_from(
        ["id", "_id", "text", "body", "article", "title", "author", "authors", "publisher", "source", "date", "url"]
    )
    | st.sampled_from(["language", "sources", "citation", "dateline", "timestamp", "mainEntityOfPage"]),
    anything,
)


@given(records)
def test_a_record_is_an_article_or_refused(record: dict[str, object]) -> None:
    try:
        article = parse_record(record)
    except UnreadableError:
        return
    assert to_record(article), "it can be written"
    assert article.text.strip()
    assert article.text in str(record) or repr(article.text)[1:-1] in str(record) or "\n\n" in article.text


def test_the_first_of_two_equal_names_counts() -> None:
    assert read_fields({"Title": "A", "title": "B"}).headline == "A"
