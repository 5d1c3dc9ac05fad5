"""What is done with one article, apart from all others: extract, link, map, check.

What comes in: a `Task`, which is an article or its facts, and the `Recipe` of the run.
What goes out: `Made`, ready to be stored. All three can be pickled, so that any process on any machine may do it.
What it never does: depend on another article, on the order of articles, or on what the store holds. Articles are
parsed one by one: in a batch, the last digits of the matrix products depend on the neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from kg.errors import ExtractionError, FactsError
from kg.extract import DEFAULT_MODEL, extract
from kg.identifiers import BASE
from kg.link import Authority, link
from kg.model import Article, ArticleFacts, from_json, to_json
from kg.rdf import own_quads, to_quads
from kg.syntax import to_nquads
from kg.validate import Gate, Report

#: What a task holds: an article to read, facts to link and map, or facts to map as they are.
Stage: TypeAlias = Literal["article", "extracted", "linked"]


class Task(NamedTuple):
    """An article, or its facts, as JSON."""

    article_id: str
    stage: Stage
    record: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that the graph of an article depends on, besides the article."""

    model: str = DEFAULT_MODEL
    base: str = BASE
    gate: Gate = field(default_factory=Gate)
    authority: Authority = field(default_factory=Authority)

    def link(self, facts: ArticleFacts) -> ArticleFacts:
        """The facts with identities, by the places of the user and of the gazetteer."""
        return link(facts, base=self.base, authority=self.authority)


class Made(NamedTuple):
    """What became of one article by itself.

    Attributes:
        nquads: its own graph; if it does not conform, all that was refused.
        report: why it does not conform; None if it does.
        warnings: how many warnings the shapes gave, if it conforms.
        extracted: the facts as JSON, not linked, if they were extracted just now.
    """

    nquads: bytes
    report: Report | None
    warnings: int
    extracted: bytes | None


def build_article(task: Task, recipe: Recipe) -> Made | ExtractionError | FactsError:
    """The graph of one article, checked; or why there is none."""
    facts = extract_article(task, recipe)
    if isinstance(facts, ExtractionError):
        return facts
    extracted = to_json(facts).encode() if task.stage == "article" else None
    try:
        quads = to_quads(facts if task.stage == "linked" else recipe.link(facts), base=recipe.base)
    except FactsError as error:
        return error
    report = recipe.gate.check(quads)
    if report.conforms:
        return Made(to_nquads(own_quads(quads)), None, len(report.warnings), extracted)
    return Made(to_nquads(quads), report, 0, extracted)


def extract_article(task: Task, recipe: Recipe) -> ArticleFacts | ExtractionError:
    """The facts of one article, as they were handed over or as the rules find them; they are not linked."""
    if task.stage != "article":
        return from_json(task.record)
    (facts,) = extract([msgspec.json.decode(task.record, type=Article)], model=recipe.model)
    return facts


def link_article(task: Task, recipe: Recipe) -> bytes | ExtractionError:
    """The facts of one article as JSON, linked."""
    facts = extract_article(task, recipe)
    return facts if isinstance(facts, ExtractionError) else to_json(recipe.link(facts)).encode()
