"""Articles and the facts found in them: the contract between extraction and everything else.

What comes in: an `Article` from `kg.articles`, or one JSON object from any extractor.
What goes out: `ArticleFacts`, frozen, checked, and the same JSON again.
What it never does: read a file, parse a text, mint an IRI.

Offsets are half-open ranges of Unicode code points of `Article.text` as it was read, so that
`article.text[span.start:span.end]` is the evidence, to the letter.
"""

from kg.model.checks import iter_spans
from kg.model.facts import ArticleFacts, build_schema, from_json, to_json
from kg.model.identities import ArticleReferences, Identity, IdentityStatus, Reference
from kg.model.records import (
    ACTOR_KINDS,
    MOST_PEOPLE,
    Article,
    Attribution,
    Claim,
    Communication,
    Count,
    Entity,
    EntityKind,
    Event,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Quotation,
    Relation,
    Span,
    Time,
    TimeType,
)

__all__ = [
    "ACTOR_KINDS",
    "MOST_PEOPLE",
    "Article",
    "ArticleFacts",
    "ArticleReferences",
    "Attribution",
    "Claim",
    "Communication",
    "Count",
    "Entity",
    "EntityKind",
    "Event",
    "Identity",
    "IdentityStatus",
    "Mention",
    "MentionKind",
    "Modality",
    "Participant",
    "Quotation",
    "Reference",
    "Relation",
    "Span",
    "Time",
    "TimeType",
    "build_schema",
    "from_json",
    "iter_spans",
    "to_json",
]
