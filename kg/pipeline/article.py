"""What is done with articles, each apart from all others: extract, link, map, check.

What comes in: `Task`s, each an article or its facts, and the `Recipe` of the run.
What goes out: for each `Made`, ready to be stored. All three can be pickled, so that any process on any machine may
do it. Several are given at once as they are parsed abreast.
What it never does: depend on another article, on the order of articles, or on what the store holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from kg.errors import ExtractionError, FactsError
from kg.extract import DEFAULT_MODEL, extract
from kg.identifiers import BASE
from kg.link import Authority, link
from kg.model import Article, ArticleFacts, from_json, to_json
from kg.pipeline.shares import encode_share, find_publisher, share_of
from kg.rdf import to_statements
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
        share: what it gives to what articles share, as `encode_share` writes it; None if it does not conform or is
            not known, in which case it is read from the graph.
    """

    nquads: bytes
    report: Report | None
    warnings: int
    extracted: bytes | None
    share: bytes | None = None


def build_articles(tasks: Sequence[Task], recipe: Recipe) -> list[Made | ExtractionError | FactsError]:
    """The graph of each article, checked; or why there is none."""
    extracted = extract_articles(tasks, recipe)
    return [_build(task, facts, recipe) for task, facts in zip(tasks, extracted, strict=True)]


def _build(task: Task, facts: ArticleFacts | ExtractionError, recipe: Recipe) -> Made | ExtractionError | FactsError:
    if isinstance(facts, ExtractionError):
        return facts
    extracted = to_json(facts).encode() if task.stage == "article" else None
    try:
        linked = facts if task.stage == "linked" else recipe.link(facts)
        statements = to_statements(linked, base=recipe.base)
    except FactsError as error:
        return error
    report = recipe.gate.check_statements(statements.all, statements.to_ntriples(), statements.nodes)
    if report.conforms:
        share = share_of(linked, find_publisher(statements.all), base=recipe.base)
        return Made(statements.to_own_nquads(), None, len(report.warnings), extracted, encode_share(share))
    return Made(statements.to_nquads(), report, 0, extracted)


def extract_articles(tasks: Sequence[Task], recipe: Recipe) -> list[ArticleFacts | ExtractionError]:
    """The facts of each article, as they were handed over or as the rules find them; they are not linked."""
    articles = [msgspec.json.decode(task.record, type=Article) for task in tasks if task.stage == "article"]
    extracted = extract(articles, model=recipe.model)
    return [next(extracted) if task.stage == "article" else from_json(task.record) for task in tasks]


def link_articles(tasks: Sequence[Task], recipe: Recipe) -> list[bytes | ExtractionError]:
    """The facts of each article as JSON, linked."""
    return [
        facts if isinstance(facts, ExtractionError) else to_json(recipe.link(facts)).encode()
        for facts in extract_articles(tasks, recipe)
    ]
