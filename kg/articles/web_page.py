"""HTML pages: the article's prose, and what the page says of it.

What comes in: the text of an HTML file. What goes out: an article whose text is what the extractor kept.
What it never does: run a script, load anything that the page refers to, or expand an entity that the page defines.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Final

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.articles.metadata import UnreadableError, make_article
from kg.articles.page_metadata import read_page
from kg.articles.plain_text import skip_repeated
from kg.model import Article

_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NOT_FOR_READERS: Final = ("script", "style", "noscript", "noframes", "template")
_FROM_ELSEWHERE: Final = ("iframe", "frame", "object", "embed", "svg")
_AROUND_PROSE: Final = ("head", "form", "nav", "footer", "aside")
_IN_HEAD: Final = frozenset({"title", "meta", "link", "base", "script", "style", "noscript", "template"})

# Lines that a site puts beside any article: a label with a list, or an invitation without a full stop.
_SITE_LINE: Final = re.compile(
    r"""(?:categor(?:y|ies)|tags?|topics?|filed\ under|keywords|related(?:\ (?:articles|stories|news))?|follow\ us
          |read\ (?:more|next|also)|see\ also|more\ on\ this|share(?:\ this)?)\s*:.{0,300}
        |(?:advertisement|share(?:\ this|\ on)|sign\ up|subscribe|follow\ us|read\ more|related\ (?:articles|stories)
          |all\ rights\ reserved|©|copyright\b)[^.!?]{0,80}\.?""",
    re.IGNORECASE | re.VERBOSE,
)

# A page that it gives up is told to our caller by an error of ours, not to the terminal by a warning of its own.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def parse_page(markup: str) -> Article:
    """The article on an HTML page.

    Raises:
        UnreadableError: there is no prose on it, or far too much.

    >>> page = "<html lang='en'><title>Letters sent</title><article><p>Groups wrote to the UN.</p></article></html>"
    >>> article = parse_page(page)
    >>> article.headline, article.language, article.text
    ('Letters sent', 'en', 'Groups wrote to the UN.')
    """
    tree = _parse(markup)
    metadata = read_page(tree)
    _drop(tree, (*_NOT_FOR_READERS, *_FROM_ELSEWHERE))
    text = _find_prose(tree)
    if not re.search(r"[^\W\d_]", text):
        raise UnreadableError("has no prose that can be told from menus and the like. Save the text as .txt instead.")
    return make_article(text, metadata, body_start=skip_repeated(text, metadata))


def _parse(markup: str) -> HtmlElement:
    """The page as a tree. libxml2's HTML parser reads no DTD, so entities of the page's own mean nothing."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    body = _XML_DECLARATION.sub("", markup, count=1)
    try:
        return _with_body(document_fromstring(body.encode(), parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"is no HTML page ({error}). Save the text as .txt instead.") from None


def _with_body(tree: HtmlElement) -> HtmlElement:
    """The tree with a body: libxml2 leaves `<article>` in the head of a page that does not write `<body>`."""
    head = tree.find("head")
    if head is not None and tree.find("body") is None:
        body = etree.SubElement(tree, "body")
        body.extend([element for element in head if element.tag not in _IN_HEAD])
    return tree


def _find_prose(tree: HtmlElement) -> str:
    """What trafilatura keeps; pages that it finds too small or too odd give all their paragraphs."""
    for tables in (False, True):
        kept = trafilatura.extract(deepcopy(tree), include_comments=False, include_tables=tables)
        prose = _only_prose(kept or "")
        if prose:
            return prose
    return _only_prose(_all_paragraphs(tree))


def _drop(tree: HtmlElement, tags: Iterable[str]) -> None:
    """Take elements out of the tree; the text that follows each of them stays."""
    for element in list(tree.iter(*tags)):
        if element.getparent() is not None:
            element.drop_tree()


def _only_prose(text: str) -> str:
    """The lines of a text without those that serve the site."""
    return "\n".join(line for line in text.strip().split("\n") if not _SITE_LINE.fullmatch(line.strip()))


def _all_paragraphs(tree: HtmlElement) -> str:
    _drop(tree, _AROUND_PROSE)
    roots = tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//body") or [tree]
    blocks = roots[0].xpath(".//p|.//blockquote[not(.//p)]|.//li[not(.//p)]") or [roots[0]]
    lines = (" ".join(" ".join(block.itertext()).split()) for block in blocks)
    return "\n".join(line for line in lines if line)
