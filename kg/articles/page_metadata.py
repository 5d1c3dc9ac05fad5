"""What an HTML page says of its article: JSON-LD, OpenGraph, meta tags, microdata, links, times, bylines.

What comes in: a parsed page. What goes out: `Metadata`.
What it never does: follow a link, or take a date of change for the date of publication.

Places are asked in the order of trust; each says only what it has, and the next fills the gaps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import reduce
from html import unescape
from typing import Final

from lxml.html import HtmlElement

from kg.articles.dates import parse_published
from kg.articles.fields import read_fields
from kg.articles.linked_data import is_article, is_page, iter_nodes, resolve_references
from kg.articles.metadata import Metadata
from kg.articles.names import (
    absolute_url,
    is_person_name,
    language_code,
    one_line,
    publisher_name,
    split_names,
    split_sources,
    uninverted,
    without_site,
)

_TITLES: Final = (
    "og:title", "citation_title", "headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title",
    "twitter:title",
)  # fmt: skip
_PUBLISHERS: Final = (
    "og:site_name", "citation_publisher", "citation_journal_title", "publisher", "dc.publisher", "dcterms.publisher",
    "article:publisher", "source_name", "rbpubname", "application-name", "apple-mobile-web-app-title",
)  # fmt: skip
_AUTHORS: Final = (
    "author", "authors", "article:author", "article:author_name", "og:article:author", "og:author", "parsely-author",
    "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.author", "byl", "byline", "creator",
    "shareaholic:article_author_name", "cxenseparse:author", "twitter:creator",
)  # fmt: skip
_CITED_AUTHORS: Final = ("citation_author", "citation_authors")
_DATES: Final = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "og:pubdate",
    "datepublished", "citation_publication_date", "citation_online_date", "citation_date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date", "published",
    "published_at", "publication_date", "publication-date", "article_date_original", "article.published", "rbpubdate",
    "date", "release_date", "originalpublicationdate", "ptime",
)  # fmt: skip
_LANGUAGES: Final = (
    "content-language",
    "dc.language",
    "dcterms.language",
    "language",
    "og:locale",
    "citation_language",
)
_SOURCES: Final = ("citation", "sources", "source", "dc.source", "dcterms.source", "original-source")

#: What stands in these is not about this article.
_ELSEWHERE: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|recommend\w*|sidebar|widget|promo|teaser|trending|popular|latest|footer|newsletter)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|writer|dateline-author)(?:$|[\s_-])|author-?name", re.I
)
_DATE_CLASS: Final = re.compile(r"(?<!up)date|publish|posted|timestamp|pubtime|post-meta|entry-meta", re.IGNORECASE)
_CHANGE_CLASS: Final = re.compile(r"updated?|modified|edited", re.IGNORECASE)
_DATE_IN_URL: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)")
_LONGEST_BYLINE: Final = 150


def read_page(tree: HtmlElement) -> Metadata:
    """All that a page says of its article."""
    tags = _meta_tags(tree)
    url = _canonical_url(tree, tags)
    places = (_linked_data(tree, url), _tagged(tags), _microdata(tree), _visible(tree))
    found = reduce(Metadata.or_else, places, Metadata(url=url))
    day = _DATE_IN_URL.search(found.url or "")
    found = found.or_else(Metadata(published=parse_published("-".join(day.groups())) if day else None))
    found = found.or_else(_from_title(tree, found))
    return replace(found, headline=without_site(found.headline, found.publisher))


def _meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "http-equiv", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name:
                tags.setdefault(re.sub(r"^(dc|dcterms):", r"\1.", name), []).append(content)
    return tags


def _values(tags: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (value for name in names for value in tags.get(name, ()))


def _canonical_url(tree: HtmlElement, tags: Mapping[str, list[str]]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    base = next((base.get("href") for base in tree.iter("base") if base.get("href")), None)
    stated = list(_values(tags, ("og:url", "twitter:url", "citation_public_url", "dc.identifier", "parsely-link")))
    absolute = next((url for value in (base, *stated) if (url := absolute_url(value))), None)
    return next((url for value in (*links, *stated) if (url := absolute_url(value, absolute))), None)


def _linked_data(tree: HtmlElement, url: str | None) -> Metadata:
    nodes = resolve_references([node for block in _json_blocks(tree) for node in iter_nodes(block)])
    articles = [node for node in nodes if is_article(node)]
    pages = [node for node in nodes if is_page(node)]
    chosen = [*sorted(articles, key=lambda node: not _is_at(node, url))[:1], *pages[:1]]
    return reduce(Metadata.or_else, (_read_node(node) for node in chosen), Metadata())


def _read_node(node: Mapping[str, object]) -> Metadata:
    return read_fields({key: value for key, value in node.items() if key not in ("@id", "id", "source")})


def _is_at(node: Mapping[str, object], url: str | None) -> bool:
    addresses = read_fields({"url": node.get("url")}).url, read_fields({"url": node.get("mainEntityOfPage")}).url
    return url is not None and any((address or "").rstrip("/") == url.rstrip("/") for address in addresses)


def _json_blocks(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", script.text or "")
        for attempt in (source, re.sub(r",\s*([}\]])", r"\1", source), unescape(source)):
            try:
                yield json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue  # a broken block says nothing; the page has other places
            break


def _tagged(tags: Mapping[str, list[str]]) -> Metadata:
    return Metadata(
        headline=next(filter(None, map(one_line, _values(tags, _TITLES))), None),
        publisher=next(filter(None, map(publisher_name, _values(tags, _PUBLISHERS))), None),
        authors=_tagged_authors(tags),
        published=_finest(_values(tags, _DATES)),
        language=next(filter(None, map(language_code, _values(tags, _LANGUAGES))), None),
        sources=tuple(
            name for value in _values(tags, _SOURCES) for name in split_sources(value) if absolute_url(name) is None
        ),
    )


def _tagged_authors(tags: Mapping[str, list[str]]) -> tuple[str, ...]:
    for name in _AUTHORS:
        names = tuple(dict.fromkeys(author for value in tags.get(name, ()) for author in split_names(value)))
        if names:
            return names
    cited = (part for value in _values(tags, _CITED_AUTHORS) for part in value.split(";"))
    return tuple(dict.fromkeys(author for part in cited for author in split_names(uninverted(part.strip()))))


def _finest(stamps: Iterable[str]) -> str | None:
    """The first stamp that states a day, with the hour from a later one if that is of the same day."""
    days = (Metadata(published=day) for stamp in stamps if (day := parse_published(stamp)))
    return reduce(Metadata.or_else, days, Metadata()).published


def _microdata(tree: HtmlElement) -> Metadata:
    marked: dict[str, list[HtmlElement]] = {}
    for element in tree.xpath("//body//*[@itemprop]"):
        if not _is_elsewhere(element):
            for name in (element.get("itemprop") or "").lower().split():
                marked.setdefault(name, []).append(element)
    authors = (name for element in marked.get("author", ()) for name in split_names(_name_in(element)))
    return Metadata(
        headline=next(filter(None, (one_line(_said(element)) for element in marked.get("headline", ()))), None),
        authors=tuple(dict.fromkeys(authors)),
        published=_finest(_said(element) for element in marked.get("datepublished", ())),
        publisher=next(
            filter(None, (publisher_name(_name_in(element)) for element in marked.get("publisher", ()))), None
        ),
    )


def _said(element: HtmlElement) -> str:
    """What an element says for machines, else for people."""
    return element.get("content") or element.get("datetime") or " ".join(element.itertext())


def _name_in(element: HtmlElement) -> str:
    inner = element.xpath(".//*[@itemprop='name']")
    return _said(inner[0]) if inner else _said(element)


def _visible(tree: HtmlElement) -> Metadata:
    """What stands on the page for readers: the heading, the byline, the date."""
    return Metadata(
        headline=_heading(tree),
        authors=_visible_authors(tree),
        published=_visible_date(tree),
        language=language_code(tree.getroottree().getroot().get("lang") or tree.get("xml:lang")),
    )


def _heading(tree: HtmlElement) -> str | None:
    """The heading of the first rank, if there is just one."""
    headings = [line for heading in tree.iter("h1") if (line := one_line(" ".join(heading.itertext())))]
    return headings[0] if len(headings) == 1 else None


def _visible_authors(tree: HtmlElement) -> tuple[str, ...]:
    candidates = tree.xpath("//body//*[contains(concat(' ', @rel, ' '), ' author ') or @class or @data-testid]")
    for element in candidates:
        marks = f"{element.get('class') or ''} {element.get('data-testid') or ''}"
        by_rel = "author" in (element.get("rel") or "").split()
        if not (by_rel or _BYLINE_CLASS.search(marks)) or _is_elsewhere(element):
            continue
        line = " ".join(" ".join(element.itertext()).split())
        names = split_names(line) if len(line) <= _LONGEST_BYLINE else ()
        people = tuple(name for name in names if is_person_name(name))
        if people:
            return people
    return ()


def _visible_date(tree: HtmlElement) -> str | None:
    times = [time for time in tree.iter("time") if not (_is_elsewhere(time) or _CHANGE_CLASS.search(_marks(time)))]
    times.sort(key=lambda time: not (time.get("pubdate") is not None or "publi" in (time.get("class") or "").lower()))
    stamps = (stamp for time in times for stamp in (time.get("datetime"), " ".join(time.itertext())) if stamp)
    stated = next((day for stamp in stamps if (day := parse_published(stamp))), None)
    return stated or next((day for line in _date_lines(tree) if (day := parse_published(line))), None)


def _date_lines(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath("//body//*[@class or @id]"):
        marks = _marks(element)
        if _DATE_CLASS.search(marks) and not _CHANGE_CLASS.search(marks) and not _is_elsewhere(element):
            line = " ".join(" ".join(element.itertext()).split())
            if 8 <= len(line) <= _LONGEST_BYLINE:
                yield line


def _marks(element: HtmlElement) -> str:
    """What the page's author calls an element."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element stands in comments, a list of other articles, navigation or the site's own header."""
    inside = False
    for around in (element, *element.iterancestors()):
        inside = inside or around.tag in ("article", "main")
        if around.tag in ("aside", "nav", "footer"):
            return True
        if around.tag == "header" and not inside and around.find(".//h1") is None:
            return True  # many sites show today's date there
        if around.tag not in ("body", "html") and _ELSEWHERE.search(_marks(around)):
            return True
    return False


def _from_title(tree: HtmlElement, found: Metadata) -> Metadata:
    """The `<title>`; the name of the site is what it has after the headline that another place gives."""
    title = one_line(" ".join(next((" ".join(tag.itertext()) for tag in tree.iter("title")), "").split()))
    if title is None:
        return Metadata()
    for headline in filter(None, (found.headline, _heading(tree))):
        match = re.fullmatch(rf"{re.escape(headline)}\s*[-–—|•·»]+\s*([^-–—|•·»]{{2,60}})", title)
        if match is not None:
            return Metadata(headline=headline, publisher=publisher_name(match[1]))
    return Metadata(headline=title)
