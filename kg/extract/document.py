"""An article parsed by spaCy, with offsets that are those of the article's own text.

What comes in: articles. What goes out: `Document`s, in the same order.
What it never does: change the length of a text. Curly quotation marks are read as straight ones, the dateline and what
is longer than any word as blanks, one character for one, so every offset stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, tee

from kg.extract import DEFAULT_MODEL
from kg.extract.parsing import copy_parse, iter_docs, load_model
from kg.extract.tokens import Doc, Token, Tokens
from kg.extract.unbroken import blank_unbroken
from kg.gazetteer import find_places
from kg.model import Article, Span

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})

# Such as: KYIV, March 12 (Agency) — / FLINT, Mich., Oct. 4 (Agency) - / GENEVA/LONDON -- / Taipei, Taiwan —
_DATELINE = re.compile(
    r"""\s*
        (?P<place>[A-Z][\w'/-]*\.?(?:[ ][A-Z][\w'/-]*\.?){0,3})
        (?P<regions>(?:
            ,[ ](?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?[ ]\d)[A-Z][\w.' -]{1,20}
        ){0,2})
        (?P<date>,?[ ]\(?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?
            (?:\d{1,2}[ ][A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?[ ]\d{1,2})(?:,?[ ]\d{4})?\)?)?
        (?:,?[ ]\((?P<agency>[A-Z][\w .&/'-]{1,40})\))?
        ,?\s*(?P<dash>--|—|–|_|\s-)(?:\s+(?=["'A-Z])|(?P<alone>\s*$))""",
    re.VERBOSE,
)

_REGION = re.compile(r"[A-Z][^,]*")
_LINE = re.compile(r"[^\n]+")

#: A dateline stands in one of the first paragraphs, after a headline or a byline.
_PARAGRAPHS_BEFORE_DATELINE = 6


@dataclass(frozen=True, slots=True)
class Document:
    """An article beside its parse.

    Attributes:
        doc: the parse; `doc.text` is as long as `article.text`, and offsets agree.
        dateline: where the dateline stands, if the text begins with one.
        dateline_place: the place that it names.
        dateline_regions: what it names after the place: the state or region in which that lies.
        dateline_agency: the agency that it names.
    """

    article: Article
    doc: Doc
    dateline: Span | None = None
    dateline_place: Span | None = None
    dateline_regions: tuple[Span, ...] = ()
    dateline_agency: Span | None = None

    @property
    def dateline_places(self) -> tuple[Span, ...]:
        """All places that the dateline names, the first where the article was written."""
        return (*((self.dateline_place,) if self.dateline_place else ()), *self.dateline_regions)

    @property
    def text(self) -> str:
        """The article's text as it was read."""
        return self.article.text

    def quote(self, span: Span) -> str:
        """The words at `span`, as they stand in the article."""
        return self.article.text[span.start : span.end]


def to_span(tokens: Tokens | Token) -> Span:
    """The offsets of a spaCy span or token, without blanks at either end."""
    if isinstance(tokens, Token):
        return Span(tokens.idx, tokens.idx + len(tokens))
    text = tokens.text
    start = tokens.start_char + len(text) - len(text.lstrip())
    return Span(start, tokens.start_char + len(text.rstrip()))


def parse(article: Article, *, model: str = DEFAULT_MODEL) -> Document:
    """Parse one article."""
    return next(iter_documents([article], model=model))


def iter_documents(
    articles: Iterable[Article], *, model: str = DEFAULT_MODEL, batch_size: int = 16
) -> Iterator[Document]:
    """Parse articles in batches; documents come in the order of the articles."""
    nlp = load_model(model)
    # A batch of texts goes to the parser; what else is known of each article waits for its parse.
    prepared, waiting = tee((article, *_prepare(article)) for article in articles)
    docs = iter_docs(nlp, (text for _, text, _ in prepared), batch_size=batch_size)
    for parse, (article, _, dateline) in zip(docs, waiting, strict=False):
        yield _make_document(article, copy_parse(parse), dateline)


def _make_document(article: Article, doc: Doc, dateline: re.Match[str] | None) -> Document:
    if dateline is None:
        return Document(article, doc)
    return Document(
        article,
        doc,
        dateline=Span(dateline.start("place"), len(dateline[0].rstrip()) + dateline.start()),
        dateline_place=Span(*dateline.span("place")),
        dateline_regions=tuple(_iter_regions(dateline)),
        dateline_agency=Span(*dateline.span("agency")) if dateline["agency"] else None,
    )


def _iter_regions(dateline: re.Match[str]) -> Iterator[Span]:
    """The names after the place, each without what is around it."""
    for part in _REGION.finditer(dateline["regions"]):
        start = dateline.start("regions") + part.start()
        yield Span(start, start + len(part[0].rstrip()))


def _prepare(article: Article) -> tuple[str, re.Match[str] | None]:
    """The text to parse, of the same length, and the match of its dateline."""
    text = blank_unbroken(article.text.translate(_STRAIGHT))
    text = re.sub(r"[^\n]", " ", text[: article.body_start]) + text[article.body_start :]
    match = _find_dateline(text, article.body_start)
    if match is None:
        return text, None
    return text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :], match


def _find_dateline(text: str, start: int) -> re.Match[str] | None:
    """The dateline that begins one of the first paragraphs, if one does."""
    paragraphs = (line for line in _LINE.finditer(text, start) if not line[0].isspace())
    for paragraph in islice(paragraphs, _PARAGRAPHS_BEFORE_DATELINE):
        match = _DATELINE.match(text, paragraph.start(), paragraph.end())
        if match is not None and _is_dateline(match):
            return match
    return None


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether it looks like nothing else, or else names a place before a real dash."""
    if match["alone"] is not None:  # "OSLO —" in a line of its own
        return match["place"].isupper() and bool(find_places(match["place"].title()))
    if match["agency"] or match["date"] or (match["place"].isupper() and len(match["place"]) > 3):
        return True
    return match["dash"] != " -" and bool(find_places(match["place"]))
