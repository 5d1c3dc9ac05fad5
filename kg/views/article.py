"""An article with its facts: each fact lights up the words that it came from.

What comes in: `ArticleFacts`. What goes out: HTML that needs nothing beside it.
What it never does: run a script; a style sheet does the lighting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, Template

from kg.model import ArticleFacts, Attribution, Communication, Event, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words.

    Attributes:
        kind: event, message, claim, count or relation; alleged before it for what a claim only alleges.
        text: what it says.
        spans: the words that it came from.
        confidence: how sure the extractor is.
    """

    kind: str
    text: str
    spans: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and the numbers of the facts that it stands behind."""

    text: str
    facts: tuple[int, ...]


@dataclass(frozen=True)
class ArticleView:
    """An article with its facts, for a notebook: point at a fact, and its words light up.

    Attributes:
        article_facts: the article and its facts, as `kg.extract` and `KnowledgeGraph.article` give them.
    """

    article_facts: ArticleFacts

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts in words, in the order of the text."""
        found = [fact for fact in _iter_facts(self.article_facts) if fact.spans]
        return tuple(sorted(found, key=lambda fact: (min(fact.spans).start, fact.kind, fact.text)))

    @cached_property
    def paragraphs(self) -> tuple[tuple[Piece, ...], ...]:
        """The text, cut wherever the words of a fact begin or end; the pieces of a paragraph joined are its text."""
        text, start, found = self.article_facts.article.text, 0, []
        for line in text.split("\n"):
            if line.strip():
                found.append(tuple(_cut(text, self.facts, start, start + len(line))))
            start += len(line) + 1
        return tuple(found)

    def to_html(self) -> str:
        """The view as HTML, everything escaped."""
        article = self.article_facts.article
        return _template().render(
            article=article, key=article.sha256[:12], paragraphs=self.paragraphs, facts=list(enumerate(self.facts))
        )

    def _repr_html_(self) -> str:
        return self.to_html()

    def __repr__(self) -> str:
        article = self.article_facts.article
        return f"<ArticleView of {article.id}: {article.headline or 'no headline'}, {len(self.facts)} facts>"


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files("kg.views").joinpath("article.html.j2").read_text(encoding="utf-8"))


def _cut(text: str, facts: Sequence[Fact], start: int, end: int) -> Iterator[Piece]:
    spans = [(span, i) for i, fact in enumerate(facts) for span in fact.spans if span.start < end and start < span.end]
    bounds = {bound for span, _ in spans for bound in (span.start, span.end) if start < bound < end}
    for left, right in pairwise([start, *sorted(bounds), end]):
        behind = dict.fromkeys(i for span, i in spans if span.start <= left and right <= span.end)
        yield Piece(text[left:right], tuple(behind))


def _iter_facts(facts: ArticleFacts) -> Iterator[Fact]:
    names = {entity.id: entity.name for entity in facts.entities}
    alleged = facts.alleged_ids

    def told(ids: Sequence[str]) -> str:
        return ", ".join(names.get(entity, entity) for entity in ids)

    for event in facts.events:
        kind = "alleged event" if event.id in alleged else "event"
        yield Fact(kind, _tell_event(event, told), (event.trigger, *event.evidence), event.confidence)
    for message in facts.communications:
        kind = "alleged message" if message.id in alleged else "message"
        parties = f"{told(message.senders) or '?'} → {told(message.recipients) or '?'}"
        text = f"{message.medium}: {parties}{_unless_actual(message)}"
        yield Fact(kind, text, (message.trigger, *message.evidence), message.confidence)
    for claim in facts.claims:
        said = " … ".join(facts.article.quote(span) for span in claim.content)
        text = f"{claim.type}: “{said}” ({_tell_chain(claim.attributions, names)})"
        yield Fact("claim", text, (*claim.content, *claim.evidence), claim.confidence)
    for count in facts.counts:
        number = count.value if count.value is not None else f"{count.lower or '?'} to {count.upper or '?'}"
        text = f"{count.harm}: {number} ({count.qualifier})"
        yield Fact("count", text, count.evidence, count.confidence)
    for relation in facts.relations:
        text = f"{told([relation.subject])} {relation.predicate} {told([relation.object])}"
        yield Fact("relation", text, relation.evidence, relation.confidence)


def _tell_event(event: Event, told: object) -> str:
    assert callable(told)
    parties = "; ".join(f"{part.role}: {told([part.entity])}" for part in event.participants)
    return f"{event.type}{f' ({parties})' if parties else ''}{_unless_actual(event)}"


def _unless_actual(event: Event | Communication) -> str:
    return "" if event.modality == "actual" else f", {event.modality}"


def _tell_chain(attributions: Sequence[Attribution], names: dict[str, str]) -> str:
    links = sorted(attributions, key=lambda link: link.level)
    return " ← ".join(names.get(link.source or "", "not named") for link in links) or "not named"
