"""All facts of one article, checked as a whole, and the same as one line of JSON."""

from __future__ import annotations

from itertools import chain

import msgspec

from kg.errors import FactsError
from kg.model.checks import check_ids, check_references, check_spans
from kg.model.records import (
    Article,
    Claim,
    Communication,
    Count,
    Entity,
    Event,
    Record,
    Relation,
    Time,
)


class ArticleFacts(Record, frozen=True):
    """All that was found in one article.

    Making one checks it whole: every id is unique, every reference leads somewhere, every span lies
    in the text (and every quote that came with a span is what stands there), confidences lie in 0..1.
    """

    article: Article
    extractor: str
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    communications: tuple[Communication, ...] = ()
    claims: tuple[Claim, ...] = ()
    counts: tuple[Count, ...] = ()
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        check_ids(self)
        check_spans(self)
        check_references(self)

    @property
    def alleged_ids(self) -> frozenset[str]:
        """Ids of the events that stand in the article only as what a claim alleges or demands."""
        return frozenset(chain.from_iterable((*claim.alleges, *claim.demands) for claim in self.claims))

    def get_entity(self, entity_id: str) -> Entity:
        """The entity of that id.

        Raises:
            KeyError: there is none.
        """
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)


def from_json(line: str | bytes) -> ArticleFacts:
    """Read one JSON object into facts.

    Raises:
        FactsError: it is not JSON, does not meet the schema, or its evidence is not in the text;
            the message has the path of the field.

    >>> from_json('{"article": {"id": "a", "text": "x"}, "extractor": 3}')
    Traceback (most recent call last):
    kg.errors.FactsError: Expected `str`, got `int` - at `$.extractor`
    """
    try:
        return msgspec.json.decode(line, type=ArticleFacts)
    except msgspec.ValidationError as error:
        raise FactsError(str(error)) from None
    except msgspec.DecodeError as error:
        raise FactsError(f"not a line of JSON: {error}") from None


def to_json(facts: ArticleFacts) -> str:
    """Write facts as one line of JSON; fields at their default are left out."""
    return msgspec.json.encode(facts).decode()


def build_schema() -> dict[str, object]:
    """The JSON Schema of one line of facts."""
    schema = msgspec.json.schema(ArticleFacts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/dateline/facts.schema.json",
        "title": "Facts of one article",
        **schema,
    }
