"""The only place where an IRI is minted: of articles, graphs, facts, spans, entities and codes.

What comes in: names, offsets, ids. What goes out: strings that are the same on every machine.
What it never does: look anything up, or give two different things one IRI by cutting a name short.

Under the base there are `article/`, `graph/`, `extractor/` and a folder for each kind of entity.
What belongs to an article is a fragment of it: `#event-12-20`, `#char=12,20` (RFC 5147).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from kg.errors import IdentifierError

#: Where data lie unless a user chooses another base.
BASE = "https://w3id.org/dateline/id/"

#: Where the codes lie: one SKOS scheme a folder.
CODES = "https://w3id.org/dateline/codes/"

#: The kinds of entity; the kind is part of the IRI, so that no entity has two classes.
ENTITY_KINDS = ("person", "organization", "group", "state", "place", "other")

SharedGraph: TypeAlias = Literal["entities", "links", "registry"]

_MAX_SLUG = 80
_HASH_LENGTH = 10
_SHORT_HASH_LENGTH = 8  # enough among those of one name

# Letters that Unicode does not decompose, as they are usually spelt without accents.
_FOLDED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ŧ": "t"}
    | {"ı": "i", "ə": "e", "ŋ": "ng", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "’": "", "'": "", "ʻ": "", "ʼ": ""}
)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|cmpid|ocid", re.IGNORECASE)
_SPAN = re.compile(r"char=(\d+),(\d+)")


class FactKey(NamedTuple):
    """What the IRI of a fact says: the article, the fact, and which part of the fact (`p1`, `a2`, `entity`), if any."""

    article_id: str
    fact_id: str
    part: str | None = None


class SpanKey(NamedTuple):
    """What the IRI of a span says: the article and the offsets."""

    article_id: str
    start: int
    end: int


class EntityKey(NamedTuple):
    """What the IRI of a shared entity says: its kind and the slug of its name."""

    kind: str
    slug: str


def slug(text: str) -> str:
    """Fold a name into lower-case ASCII letters, digits and single hyphens; never empty, never long.

    A name in which letters are lost, or that is cut, ends in a hash of the whole, so that it stays apart
    from other such names.

    >>> slug("Ağdam"), slug("São Tomé & Príncipe"), slug("Lech Wałęsa")
    ('agdam', 'sao-tome-principe', 'lech-walesa')
    >>> slug("北京"), slug("北京 Daily")
    ('x-68c77e1551', 'daily-80833ed237')
    """
    name = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    letters = unicodedata.normalize("NFKD", name.translate(_FOLDED)).casefold().translate(_FOLDED)
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    folded = re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
    if folded and len(folded) <= _MAX_SLUG and not any(c.isalnum() and not c.isascii() for c in kept):
        return folded
    head = folded[: _MAX_SLUG - _HASH_LENGTH - 1].strip("-") or "x"
    return f"{head}-{_digest(name)}"


def article_id(
    *,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    text: str = "",
) -> str:
    """The id of an article: from its URL if it has one, else from publisher, date and headline or text.

    A changed text under the same URL, or under the same publisher, day and headline, keeps the id.

    >>> article_id(url="https://www.example.org/news/mine-letters/?utm_source=x#top")
    'example-org-mine-letters-c7b7b5df8f'
    >>> article_id(publisher="Example Post", published="2025-04-14T12:03:00+04:00", headline="Letters sent")
    'example-post-2025-04-14-letters-sent-a618729edc'
    >>> article_id(text="Nothing is known of this one.")
    'article-6db956ab1f'
    """
    if url and url.strip():
        address = _normalize_url(url)
        host, _, path = address.partition("?")[0].partition("/")
        steps = [unquote(step) for step in path.split("/") if step]
        name = re.sub(r"\.(html?|php|aspx?)$", "", steps[-1]) if steps else ""
        return _join_id(host.partition(":")[0], name, key=address)
    day = (published or "")[:10]
    named = [part for part in (publisher, day) if part]
    if headline and headline.strip() and named:
        return _join_id(*named, headline, key="\n".join((publisher or "", day, headline.strip())))
    return _join_id(*(named or ["article"]), headline or "", key="\n".join((publisher or "", day, text)))


def _normalize_url(url: str) -> str:
    """The URL without scheme, `www.`, fragment, tracking parameters and final slash."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
    except ValueError:  # such as an unclosed bracket in the host; it still tells articles apart
        return url.strip()
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.").removesuffix(":443").removesuffix(":80")
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    return host + parts.path.rstrip("/") + (f"?{urlencode(query)}" if query else "")


def _join_id(*parts: str, key: str) -> str:
    readable = "-".join(slug(part)[:60].strip("-") for part in parts if part.strip())
    return f"{readable}-{_digest(key)}" if readable else f"article-{_digest(key)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]


@lru_cache(maxsize=16)
def check_base(base: str) -> str:
    """Give back a base under which IRIs can be minted.

    Raises:
        IdentifierError: it is not an absolute IRI that ends in `/`.

    >>> check_base("http://example.org")
    Traceback (most recent call last):
    kg.errors.IdentifierError: The base 'http://example.org' is not an absolute IRI that ends in '/'.
    Give one such as https://example.org/id/
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#?\x00-\x20\ud800-\udfff]*/", base):
        raise IdentifierError(
            f"The base {base!r} is not an absolute IRI that ends in '/'.\nGive one such as https://example.org/id/"
        )
    return base


def article_iri(article_id: str, *, base: str = BASE) -> str:
    """The IRI of an article.

    >>> article_iri("a-1")
    'https://w3id.org/dateline/id/article/a-1'
    >>> article_iri("row#2")
    'https://w3id.org/dateline/id/article/row%232'
    """
    return f"{base}article/{_quote_article(article_id)}"


def graph_iri(article_id: str, *, base: str = BASE) -> str:
    """The name of the graph that holds what was found in one article.

    >>> graph_iri("a-1")
    'https://w3id.org/dateline/id/graph/article/a-1'
    """
    return f"{base}graph/article/{_quote_article(article_id)}"


def shared_graph_iri(name: SharedGraph, *, base: str = BASE) -> str:
    """The name of a graph that belongs to no one article.

    >>> shared_graph_iri("entities")
    'https://w3id.org/dateline/id/graph/entities'
    """
    return f"{base}graph/{name}"


def fact_iri(article_id: str, fact_id: str, part: str | None = None, *, base: str = BASE) -> str:
    """The IRI of a fact in an article, or of a part of it (`p1` a participation, `a2` an attribution).

    A full stop in the id of a fact is escaped, since it stands before the part.

    >>> fact_iri("a-1", "event-12-20", "p1")
    'https://w3id.org/dateline/id/article/a-1#event-12-20.p1'
    """
    fragment = fact_id.replace(".", "%2E")
    return f"{base}article/{_quote_article(article_id)}#{fragment}" + (f".{part}" if part else "")


def span_iri(article_id: str, start: int, end: int, *, base: str = BASE) -> str:
    """The IRI of a range of code points of an article.

    >>> span_iri("a-1", 3, 7)
    'https://w3id.org/dateline/id/article/a-1#char=3,7'
    """
    return f"{base}article/{_quote_article(article_id)}#char={start},{end}"


def entity_iri(kind: str, name: str, *, base: str = BASE) -> str:
    """The IRI of an entity that articles share.

    Raises:
        IdentifierError: there is no such kind of entity.

    >>> entity_iri("place", "Ağdam")
    'https://w3id.org/dateline/id/place/agdam'
    """
    if kind not in ENTITY_KINDS:
        raise IdentifierError(f"There is no kind of entity {kind!r}; the kinds are {', '.join(ENTITY_KINDS)}.")
    return f"{base}{kind}/{slug(name)}"


def namesake_iri(iri: str, key: str) -> str:
    """The IRI of another entity of the same kind and name: a hash of `key` tells the two apart.

    >>> namesake_iri("https://w3id.org/dateline/id/person/ana-belova", "urn:b#e")
    'https://w3id.org/dateline/id/person/ana-belova-9c0b0f19'
    """
    return f"{iri}-{_digest(key)[:_SHORT_HASH_LENGTH]}"


def change_kind(iri: str, kind: str, *, base: str = BASE) -> str:
    """The IRI of an entity under another kind.

    >>> change_kind("https://w3id.org/dateline/id/group/red-hill", "organization")
    'https://w3id.org/dateline/id/organization/red-hill'
    """
    return f"{base}{kind}/{iri.removeprefix(base).partition('/')[2]}"


def occurrence_iri(article_id: str, event_id: str, *, base: str = BASE) -> str:
    """The IRI of an occurrence: of the first of its accounts.

    >>> occurrence_iri("a-1", "event-12-20")
    'https://w3id.org/dateline/id/occurrence/a-1/event-12-20'
    """
    return f"{base}occurrence/{_quote_article(article_id)}/{_quote(event_id)}"


def text_group_iri(article_id: str, *, base: str = BASE) -> str:
    """The IRI of a group of articles that share their text: of the first of them.

    >>> text_group_iri("a-1")
    'https://w3id.org/dateline/id/texts/a-1'
    """
    return f"{base}texts/{_quote_article(article_id)}"


def identity_iri(one: str, other: str, *, base: str = BASE) -> str:
    """The IRI of the statement that two are one entity, or may be.

    >>> identity_iri("urn:a", "urn:b")
    'https://w3id.org/dateline/id/identity/93cab333ad'
    """
    return f"{base}identity/{_digest(f'{one} {other}')}"


def extractor_iri(name: str, *, base: str = BASE) -> str:
    """The IRI of an extractor; its name can be read back from it.

    >>> extractor_iri("dateline-rules 0.1.0")
    'https://w3id.org/dateline/id/extractor/dateline-rules%200.1.0'
    """
    return f"{base}extractor/{_quote(name)}"


def code_iri(scheme: str, code: str) -> str:
    """The IRI of a code in its scheme.

    >>> code_iri("event-type", "mine-explosion")
    'https://w3id.org/dateline/codes/event-type/mine-explosion'
    """
    return f"{CODES}{scheme}/{_quote(code)}"


def parse_code_iri(iri: str) -> tuple[str, str]:
    """The scheme and the code of which `iri` is the IRI.

    Raises:
        IdentifierError: it is not the IRI of a code.

    >>> parse_code_iri("https://w3id.org/dateline/codes/harm/killed")
    ('harm', 'killed')
    """
    scheme, separator, code = iri.removeprefix(CODES).partition("/")
    if not iri.startswith(CODES) or not separator:
        raise IdentifierError(f"{iri!r} is not the IRI of a code: it does not begin with {CODES} and a scheme.")
    return scheme, unquote(code)


def parse_extractor_iri(iri: str, *, base: str = BASE) -> str:
    """The name of the extractor of which `iri` is the IRI.

    Raises:
        IdentifierError: it is not the IRI of an extractor under `base`.

    >>> parse_extractor_iri("https://w3id.org/dateline/id/extractor/dateline-rules%200.1.0")
    'dateline-rules 0.1.0'
    """
    return unquote(_after(iri, f"{base}extractor/"))


def parse_article_iri(iri: str, *, base: str = BASE) -> str:
    """The id of the article of which `iri` is the IRI.

    Raises:
        IdentifierError: it is not the IRI of an article under `base`.

    >>> parse_article_iri("https://w3id.org/dateline/id/article/a-1")
    'a-1'
    """
    found = _after(iri, f"{base}article/")
    if not found or "#" in found or "/" in found:
        raise IdentifierError(f"{iri!r} is not the IRI of an article but of something above or below one.")
    return unquote(found)


def parse_fact_iri(iri: str, *, base: str = BASE) -> FactKey:
    """The article, the fact and the part of which `iri` is the IRI.

    Raises:
        IdentifierError: it is not the IRI of a fact under `base`.

    >>> parse_fact_iri("https://w3id.org/dateline/id/article/a-1#event-12-20.p1")
    FactKey(article_id='a-1', fact_id='event-12-20', part='p1')
    """
    article, separator, fragment = _after(iri, f"{base}article/").partition("#")
    if not separator or not fragment or "=" in fragment:
        raise IdentifierError(f"{iri!r} is not the IRI of a fact: no fragment names one.")
    fact, _, part = fragment.partition(".")
    return FactKey(unquote(article), fact.replace("%2E", "."), part or None)


def parse_span_iri(iri: str, *, base: str = BASE) -> SpanKey:
    """The article and the offsets of which `iri` is the IRI.

    Raises:
        IdentifierError: it is not the IRI of a span under `base`.

    >>> parse_span_iri("https://w3id.org/dateline/id/article/a-1#char=3,7")
    SpanKey(article_id='a-1', start=3, end=7)
    """
    article, _, fragment = _after(iri, f"{base}article/").partition("#")
    offsets = _SPAN.fullmatch(fragment)
    if offsets is None:
        raise IdentifierError(f"{iri!r} is not the IRI of a span: its fragment is not char=start,end.")
    return SpanKey(unquote(article), int(offsets[1]), int(offsets[2]))


def parse_entity_iri(iri: str, *, base: str = BASE) -> EntityKey:
    """The kind and the slug of which `iri` is the IRI.

    Raises:
        IdentifierError: it is not the IRI of a shared entity under `base`.

    >>> parse_entity_iri("https://w3id.org/dateline/id/place/agdam")
    EntityKey(kind='place', slug='agdam')
    """
    kind, separator, name = _after(iri, base).partition("/")
    if kind not in ENTITY_KINDS or not separator or not name:
        raise IdentifierError(f"{iri!r} is not the IRI of an entity that articles share.")
    return EntityKey(kind, name)


def _after(iri: str, beginning: str) -> str:
    if not iri.startswith(beginning):
        raise IdentifierError(f"{iri!r} does not begin with {beginning}; give the base that it was minted with.")
    return iri[len(beginning) :]


@lru_cache(maxsize=16)
def _quote_article(article_id: str) -> str:
    """The id as a segment of a path: only what would end the segment is escaped."""
    return quote(article_id, safe="~:@+()")


def _quote(name: str) -> str:
    return quote(name, safe="", errors="surrogatepass")
