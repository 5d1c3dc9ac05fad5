"""A page of mistakes: each by its kind, and each article with gold and found side by side.

What comes in: compared articles. What goes out: one HTML page that needs nothing beside it.
What it never does: run a script, or fetch anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, Template

from kg.evaluate.comparison import Comparison
from kg.evaluate.errors import LAYERS, Discrepancy, iter_errors
from kg.evaluate.matching import find_link, get_names
from kg.evaluate.scores import Evaluation
from kg.model import Article, ArticleFacts, Span

#: How many characters of text stand around a mistake.
CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, the classes that mark it, and what to tell of it."""

    text: str
    classes: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of a text."""

    span: Span
    name: str
    title: str


def render_errors(compared: Iterable[Comparison]) -> str:
    """The page, as HTML: scores, mistakes by kind (the most frequent first), then the articles."""
    comparisons = list(compared)
    mistakes = [list(iter_errors(comparison)) for comparison in comparisons]
    kinds: dict[tuple[str, str], list[tuple[Discrepancy, list[Piece]]]] = defaultdict(list)
    for comparison, errors in zip(comparisons, mistakes, strict=True):
        for error in errors:
            kinds[error.layer, error.kind].append((error, _context(comparison.gold.article, error)))
    return _template().render(
        evaluation=Evaluation.of(comparisons),
        kinds=sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])),
        articles=[_article(comparison, errors) for comparison, errors in zip(comparisons, mistakes, strict=True)],
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files("kg.evaluate").joinpath("errors.html.j2").read_text(encoding="utf-8"))


def _context(article: Article, error: Discrepancy) -> list[Piece]:
    """The words at fault with those around them."""
    start = max(min(span.start for span in error.spans) - CONTEXT, 0)
    end = min(max(span.end for span in error.spans) + CONTEXT, len(article.text))
    return list(_pieces(article.text, [Mark(span, "at", "") for span in error.spans], start, end))


def _article(comparison: Comparison, errors: Iterable[Discrepancy]) -> dict[str, object]:
    article = comparison.gold.article
    number = Counter(error.layer for error in errors)
    sides = (comparison.gold, comparison.found)
    layers = [
        {"name": layer, "errors": number[layer], "sides": [_side(facts, layer) for facts in sides]} for layer in LAYERS
    ]
    return {"id": article.id, "headline": article.headline or article.id, "layers": layers}


def _side(facts: ArticleFacts, layer: str) -> list[list[Piece]]:
    """The text in paragraphs, with the marks of one layer."""
    text, marks = facts.article.text, list(_marks(facts, layer))
    paragraphs, start = [], 0
    for block in text.split("\n"):
        if block.strip():
            paragraphs.append(list(_pieces(text, marks, start, start + len(block))))
        start += len(block) + 1
    return paragraphs


def _marks(facts: ArticleFacts, layer: str) -> Iterator[Mark]:
    names = {entity.id: entity.name for entity in facts.entities}
    match layer:
        case "name":
            yield from (Mark(span, f"name {kind}", kind) for span, kind, _ in get_names(facts))
        case "time":
            yield from (Mark(time.span, "time", time.value or "?") for time in facts.times)
        case "event":
            yield from (Mark(e.trigger, "event", f"{e.type}, {e.modality}") for e in facts.events)
        case "communication":
            for act in facts.communications:
                who = " → ".join(", ".join(names[i] for i in ids) or "?" for ids in (act.senders, act.recipients))
                yield Mark(act.trigger, "cue", f"{act.medium}: {who}")
        case "claim":
            for claim in facts.claims:
                link = find_link(claim)
                holder = names.get(link.source or "", "?") if link else "?"
                yield from (Mark(span, "content", f"{holder}: {claim.type}") for span in claim.content)
                if link is not None and link.cue is not None:
                    yield Mark(link.cue, "cue", f"cue of {holder}")
                if link is not None and link.source_span is not None:
                    yield Mark(link.source_span, "source", holder)
        case "count":
            for count in facts.counts:
                yield from (Mark(span, "count", f"{count.harm} {count.value or ''}") for span in count.evidence)


def _pieces(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Piece]:
    """The text from `start` to `end`, cut wherever a mark begins or ends."""
    inside = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    bounds = {bound for mark in inside for bound in (mark.span.start, mark.span.end) if start < bound < end}
    edges = [start, *sorted(bounds), end]
    for left, right in pairwise(edges):
        covering = [mark for mark in inside if mark.span.start <= left and right <= mark.span.end]
        names = dict.fromkeys(name for mark in covering for name in mark.name.split())
        titles = dict.fromkeys(mark.title for mark in covering if mark.title)
        yield Piece(text[left:right], " ".join(names), " · ".join(titles))
