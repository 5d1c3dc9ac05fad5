"""HTML pages: metadata from wherever a page keeps them, prose only, and nothing that a hostile page can do."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.decoding import decode_page
from kg.articles.metadata import UnreadableError
from kg.articles.web_page import parse_page
from kg.model import Article

SENTENCES = (
    "The river rose by two metres during the night and flooded the lower streets of the town.",
    "Rescuers took forty people to a school on the hill, said the mayor, who was there herself.",
    "She expects the water to fall by the weekend, and asked everyone to stay away from the bridge.",
    "The province promised money for repairs. Nobody was hurt, and the power plant went on working.",
)
PROSE = "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)


def page(head: str = "", *, above: str = "", below: str = "", attributes: str = "") -> Article:
    body = f"<body><article>{above}{PROSE}{below}</article></body>"
    return parse_page(f"<!DOCTYPE html><html {attributes}><head>{head}</head>{body}</html>")


def linked(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_linked_data_may_be_a_list_with_lists_inside() -> None:
    article = page(
        linked(
            [
                {"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}]},
                {
                    "@type": ["Thing", "NewsArticle"],
                    "headline": "River floods town",
                    "author": [
                        {"@type": "Person", "name": "By Jane Doe"},
                        "Joe Roe",
                        {"givenName": "Ann", "familyName": "Poe"},
                    ],
                    "publisher": [{"@type": "Organization", "name": "Example Post"}],
                    "datePublished": ["2024-03-01T10:00:00+01:00"],
                    "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
                    "citation": [{"@type": "CreativeWork", "name": "Flood report"}, "Town council"],
                    "isBasedOn": {"@type": "NewsArticle", "headline": "Water rises"},
                },
            ]
        )
    )

    assert article.headline == "River floods town"
    assert article.authors == ("Jane Doe", "Joe Roe", "Ann Poe")
    assert article.publisher == "Example Post"
    assert article.published == "2024-03-01T10:00:00+01:00"
    assert article.language == "en"
    assert article.sources == ("Water rises", "Flood report", "Town council")


def test_of_several_articles_in_linked_data_the_one_at_the_address_counts() -> None:
    article = page(
        '<link rel="canonical" href="https://post.example/b">'
        + linked({"@type": "NewsArticle", "url": "https://post.example/a", "headline": "Another"})
        + linked(
            {"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://post.example/b/"}, "headline": "This one"}
        )
    )

    assert (article.headline, article.url) == ("This one", "https://post.example/b")


@pytest.mark.parametrize(
    "block",
    [
        "{,}",
        '{"@type": "NewsArticle", "headline": ',
        "[" * 50_000,
        "null",
        '"a"',
        "<!-- {} -->",
        '{"@graph": {"@graph": 3}}',
    ],
)
def test_broken_linked_data_leave_the_other_places(block: str) -> None:
    article = page(
        f'<script type="application/ld+json">{block}</script><meta property="og:title" content="River floods town">'
    )

    assert article.headline == "River floods town"


def test_linked_data_with_a_trailing_comma_or_a_comment_around_are_read() -> None:
    for block in ('{"@type": "NewsArticle", "headline": "A",}', '<!-- {"@type": "NewsArticle", "headline": "A"} -->'):
        assert page(f'<script type="application/ld+json">{block}</script>').headline == "A"


def test_open_graph_and_meta_tags() -> None:
    article = page(
        '<meta property="og:title" content="River floods town - Example Post">'
        '<meta property="og:site_name" content="Example Post"><meta property="og:url" content="https://post.example/a">'
        '<meta property="og:locale" content="en_GB">'
        '<meta property="article:published_time" content="2024-03-01T10:00:00Z">'
        '<meta property="article:modified_time" content="2024-03-05T10:00:00Z">'
        '<meta property="article:author" content="https://social.example/jane"><meta name="author" content="Jane Doe">'
        '<meta property="article:publisher" content="https://social.example/post">'
    )

    assert article.headline == "River floods town"
    assert (article.publisher, article.url, article.language) == ("Example Post", "https://post.example/a", "en-GB")
    assert (article.authors, article.published) == (("Jane Doe",), "2024-03-01T10:00:00Z")


def test_citation_tags_have_the_family_name_first() -> None:
    article = page(
        '<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, Joe">'
        '<meta name="citation_publication_date" content="2024/03/01"><meta name="citation_title" content="Floods">'
    )

    assert (article.authors, article.published, article.headline) == (("Jane Doe", "Joe Roe"), "2024-03-01", "Floods")


@pytest.mark.parametrize(
    "name", ["date", "DC.date.issued", "pubdate", "parsely-pub-date", "dcterms.created", "datePublished"]
)
def test_one_meta_tag_is_enough_for_the_date(name: str) -> None:
    assert page(f'<meta name="{name}" content="2024-03-01">').published == "2024-03-01"


def test_a_day_gains_its_hour_from_a_less_trusted_place() -> None:
    head = linked({"@type": "NewsArticle", "datePublished": "2024-03-01"})

    assert (
        page(head + '<meta name="date" content="2024-03-01T10:00:00+01:00">').published == "2024-03-01T10:00:00+01:00"
    )
    assert page(head + '<meta name="date" content="2024-03-02T10:00:00+01:00">').published == "2024-03-01"


def test_the_time_of_the_article_counts_not_that_of_comments_or_menus() -> None:
    other = '<nav><time datetime="2001-01-01"></time></nav><p class="comments"><time datetime="2002-02-02"></time></p>'

    assert (
        page(above=other + '<time datetime="2024-03-01T10:00+01:00">1 March</time>').published
        == "2024-03-01T10:00:00+01:00"
    )
    assert page(above=other).published is None


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ('<div class="post-date">Published 1 March 2024 at 10:00 GMT</div>', "2024-03-01T10:00:00Z"),
        ('<p class="byline">By Jane Doe</p><p class="timestamp">1. März 2024, 10:00 Uhr</p>', "2024-03-01T10:00:00"),
        ("<time>1 mars 2024</time>", "2024-03-01"),
        ('<span class="date">2 hours ago</span>', None),
        ('<time class="updated" datetime="2024-03-05">5 March</time><p class="last-update">5 March 2024</p>', None),
        ('</article><header><p class="date">5 January 2026</p></header><article>', None),
        ('<header><h1>River</h1><p class="date">1 March 2024</p></header>', "2024-03-01"),
        ('<span class="date">March 2024</span>', None),
        ('<meta property="article:modified_time" content="2024-03-01">', None),
    ],
)
def test_a_visible_date_counts_if_it_is_whole(above: str, published: str | None) -> None:
    assert page(above=above).published == published


def test_the_day_in_an_address_is_the_last_resort() -> None:
    assert page('<link rel="canonical" href="https://post.example/2024/03/01/flood">').published == "2024-03-01"
    assert page('<link rel="canonical" href="https://post.example/2024/03/flood">').published is None


def test_a_visible_byline_names_people_only() -> None:
    byline = '<div class="article-byline">By <a>Jane Doe</a> and Joe Roe, Example Post</div>'
    article = page('<meta property="og:site_name" content="Example Post">', above=byline)

    assert article.authors == ("Jane Doe", "Joe Roe")


def test_microdata() -> None:
    article = page(
        above='<h1 itemprop="headline">River floods town</h1>'
        '<span itemprop="author"><b itemprop="name">Jane Doe</b></span>'
        '<div itemprop="publisher"><meta itemprop="name" content="Example Post"></div>'
        '<span itemprop="datePublished" content="2024-03-01T10:00">1 March</span>'
    )

    assert (article.headline, article.authors) == ("River floods town", ("Jane Doe",))
    assert (article.publisher, article.published) == ("Example Post", "2024-03-01T10:00:00")


def test_the_name_of_the_site_is_what_the_title_has_after_the_heading() -> None:
    article = page("<title>River floods town | Example Post</title>", above="<h1>River floods town</h1>")

    assert (article.headline, article.publisher) == ("River floods town", "Example Post")
    assert page("<title>Oil - a story</title>").publisher is None


def test_a_language_other_than_english_is_kept() -> None:
    assert page(attributes='lang="pt-br"').language == "pt-BR"
    assert page().language is None


def test_a_page_that_says_nothing_of_itself_has_only_its_prose() -> None:
    article = parse_page("<p>One sentence stands here alone.</p>")

    assert article.text == "One sentence stands here alone."
    assert (article.headline, article.publisher, article.authors, article.published, article.url) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_the_prose_begins_after_repeated_title_byline_and_date() -> None:
    article = page(
        '<meta name="author" content="Jane Doe">',
        above="<h1>River floods town</h1><p>By Jane Doe</p><p>Friday, March 1, 2024</p>",
    )

    assert article.text[article.body_start :].startswith(SENTENCES[0])


# -- hostile pages --


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page made us use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_only_prose_is_kept() -> None:
    article = page(
        "<script>document.write('EVIL')</script><style>EVIL</style>",
        above='<nav>EVIL menu</nav><iframe srcdoc="<p>EVIL frame</p>"><p>EVIL inner frame of a page</p></iframe>',
        below="<!-- EVIL comment --><script>EVIL</script><p onclick='EVIL()'>The mayor <script>EVIL</script>spoke.</p>"
        "<noscript>EVIL</noscript><template><p>EVIL template</p></template><p>Tags: EVIL, flood</p>"
        '</article><section id="comments"><h2>Comments</h2><div class="comment"><p>EVIL reader.</p></div>'
        "</section><footer>EVIL footer</footer><article>",
    )

    assert "EVIL" not in article.text
    assert all(sentence in article.text for sentence in SENTENCES)
    assert "The mayor spoke." in article.text


def test_entities_of_a_page_mean_nothing() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    article = parse_page(
        f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html [<!ENTITY e0 "ha">{levels}'
        f'<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>Before &e11; and &file; after.</p>{PROSE}</body></html>"
    )

    assert len(article.text) < 1000
    assert "root:" not in article.text


def test_remote_references_are_not_followed() -> None:
    page(
        '<link rel="stylesheet" href="http://evil.example/a.css"><base href="http://evil.example/">'
        '<script src="http://evil.example/a.js"></script><meta http-equiv="refresh" content="0;url=http://evil.example/">',
        below='<img src="http://evil.example/a.png"><object data="http://evil.example/b"></object>',
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<frameset><frame src='http://evil.example'><noframes><p>No frames.</p></noframes></frameset>",
        "<!-- only a comment -->",
        "<script>alert(1)</script>",
        "<" * 50_000,
    ],
)
def test_a_page_without_prose_is_refused(markup: str) -> None:
    with pytest.raises(UnreadableError, match=r"Save the text as \.txt"):
        parse_page(markup)


@pytest.mark.parametrize("depth", [200, 20_000])
def test_deep_nesting_ends(depth: int) -> None:
    markup = "<div>" * depth + PROSE + "</div>" * depth
    try:
        assert SENTENCES[0] in parse_page(markup).text
    except UnreadableError:
        assert depth == 20_000


def test_a_page_keeps_what_it_declares_or_is_guessed() -> None:
    markup = f'<html><head><meta charset="windows-1251"></head><body><p>Река затопила город.</p>{PROSE}</body></html>'

    assert "Река затопила город." in parse_page(decode_page(markup.encode("cp1251"))).text
    assert "Река затопила город." in parse_page(decode_page(markup.encode("utf-8"))).text
    assert decode_page('<meta charset="iso-8859-1">“café”'.encode("cp1252")).endswith("“café”")
    with pytest.raises(UnreadableError, match="encoding cannot be told"):
        decode_page('<meta charset="no-such-charset">Zoë'.encode("cp1252"))


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.just("2024-03-01")
    | st.just("#x"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "@id", "@type", "@value", "@graph", "url", "mainEntity"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
KEYS = (
    "@type",
    "@id",
    "@graph",
    "headline",
    "author",
    "publisher",
    "datePublished",
    "inLanguage",
    "citation",
    "isBasedOn",
)
MORE_KEYS = ("url", "mainEntityOfPage", "mainEntity", "identifier", "dateline")
nodes = st.dictionaries(st.sampled_from((*KEYS, *MORE_KEYS)), values)


@settings(max_examples=60)
@given(nodes, st.sampled_from(["NewsArticle", "WebPage"]))
def test_no_linked_data_break_the_reading(node: dict[str, Any], kind: str) -> None:
    block = json.dumps({"@type": kind, **node}).replace("</", "<\\/")

    assert SENTENCES[0] in page(f'<script type="application/ld+json">{block}</script>').text


@settings(max_examples=60)
@given(st.text(st.sampled_from("<>/=\"'!-&;#[]abphdivr \n"), max_size=200))
def test_no_markup_breaks_the_reading(markup: str) -> None:
    try:
        article = parse_page(markup)
    except UnreadableError:
        return
    assert article.text.strip()
