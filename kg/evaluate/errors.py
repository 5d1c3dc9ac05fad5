"""What is wrong, one by one: missed, found too much, or found in part, with the words.

What comes in: gold and found `ArticleFacts`. What goes out: `Discrepancy`s, by layer and kind.
What it never does: list what was found where the gold is not exhaustive (other events).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.evaluate.comparison import Comparison
from kg.evaluate.matching import find_holder, find_link, iou, match, same_figure, same_value
from kg.model import Claim, Communication, Count, Span

T = TypeVar("T")

#: The layers in the order in which they are shown.
LAYERS = ("name", "time", "event", "communication", "claim", "count")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One mistake.

    Attributes:
        layer: name, time, event, communication, claim or count.
        kind: `missed`, `spurious`, or what differs: `boundary`, `kind`, `value`, `source`, `cue` …
        article: the id of the article.
        spans: where to look; at least one.
        gold, found: what the one side and the other say, in words; empty where it says nothing.
    """

    layer: str
    kind: str
    article: str
    spans: tuple[Span, ...]
    gold: str = ""
    found: str = ""


def iter_errors(compared: Comparison) -> Iterator[Discrepancy]:
    """The mistakes in one article, layer by layer."""
    report = _Report(compared)
    yield from report.names()
    yield from report.times()
    yield from report.events()
    yield from report.communications()
    yield from report.claims()
    yield from report.counts()


class _Report:
    def __init__(self, compared: Comparison) -> None:
        self.compared = compared
        self.article = compared.gold.article

    def _make(self, layer: str, kind: str, spans: Sequence[Span], gold: str = "", found: str = "") -> Discrepancy:
        return Discrepancy(layer, kind, self.article.id, tuple(spans), gold, found)

    def _words(self, spans: Iterable[Span]) -> str:
        return " … ".join(self.article.quote(span) for span in spans)

    def names(self) -> Iterator[Discrepancy]:
        missed, spurious = _left_over(self.compared.gold_names, self.compared.found_names, self.compared.names)
        crossed = match(missed, spurious, lambda g, f: iou([g[0]], [f[0]]))
        for (span, kind, _), (other, other_kind, _) in crossed:
            gold, found = f"{self.article.quote(span)} ({kind})", f"{self.article.quote(other)} ({other_kind})"
            yield self._make("name", f"kind: {kind} taken for {other_kind}", [span], gold, found)
        missed, spurious = _left_over(missed, spurious, crossed)
        for span, kind, _ in missed:
            yield self._make("name", "missed", [span], f"{self.article.quote(span)} ({kind})")
        for span, kind, _ in spurious:
            yield self._make("name", "spurious", [span], "", f"{self.article.quote(span)} ({kind})")
        for (span, _, _), (other, _, _) in self.compared.names:
            if span != other:
                yield self._make("name", "boundary", [span], self.article.quote(span), self.article.quote(other))

    def times(self) -> Iterator[Discrepancy]:
        missed, spurious = _left_over(self.compared.gold.times, self.compared.found.times, self.compared.times)
        for time in missed:
            yield self._make("time", "missed", [time.span], self.article.quote(time.span))
        for time in spurious:
            yield self._make("time", "spurious", [time.span], "", self.article.quote(time.span))
        for gold, found in self.compared.times:
            if not same_value(gold, found):
                words = self.article.quote(gold.span)
                yield self._make("time", "value", [gold.span], f"{words} = {gold.value}", f"{found.value}")
            elif gold.span != found.span:
                yield self._make(
                    "time", "boundary", [gold.span], self.article.quote(gold.span), self.article.quote(found.span)
                )

    def events(self) -> Iterator[Discrepancy]:
        missed, _ = _left_over(self.compared.gold.events, [], [(g, g) for g, _ in self.compared.events])
        for event in missed:
            yield self._make("event", "missed", [event.trigger], f"{self.article.quote(event.trigger)} ({event.type})")
        for gold, found in self.compared.events:
            for field in ("type", "modality"):
                expected, actual = getattr(gold, field), getattr(found, field)
                if expected != actual:
                    yield self._make("event", field, [gold.trigger], expected, actual)
            for field in ("places", "participants"):
                if getattr(gold, field):
                    yield from self._references("event", field, gold.trigger, gold, found)

    def communications(self) -> Iterator[Discrepancy]:
        pairs = self.compared.communications
        missed, spurious = _left_over(self.compared.gold.communications, self.compared.found.communications, pairs)
        for act in missed:
            yield self._make("communication", "missed", [act.trigger], self._tell(act))
        for act in spurious:
            yield self._make("communication", "spurious", [act.trigger], "", self._tell(act))
        for gold, found in pairs:
            if gold.medium != found.medium:
                yield self._make("communication", "medium", [gold.trigger], gold.medium, found.medium)
            for field in ("senders", "recipients"):
                yield from self._references("communication", field, gold.trigger, gold, found)

    def _tell(self, act: Communication) -> str:
        senders, recipients = (
            ", ".join(map(self.compared.name_of, who)) or "nobody" for who in (act.senders, act.recipients)
        )
        return f"{self.article.quote(act.trigger)} ({act.medium}): {senders} → {recipients}"

    def _references(self, layer: str, field: str, where: Span, gold: object, found: object) -> Iterator[Discrepancy]:
        missed, _, added = self.compared.compare_references(gold, found, field)
        if missed or added:
            names = (", ".join(entity.name for entity in side) for side in (missed, added))
            yield self._make(layer, field, [where], *names)

    def claims(self) -> Iterator[Discrepancy]:
        missed, spurious = _left_over(self.compared.gold.claims, self.compared.found.claims, self.compared.claims)
        partial = match(missed, spurious, lambda g, f: iou(g.content, f.content))
        for gold, found in partial:
            yield self._make("claim", "content differs", gold.content, self._claim(gold), self._claim(found))
        missed, spurious = _left_over(missed, spurious, partial)
        for claim in missed:
            yield self._make("claim", "missed", claim.content, self._claim(claim))
        for claim in spurious:
            yield self._make("claim", "spurious", claim.content, "", self._claim(claim))
        for gold, found in self.compared.claims:
            yield from self._compare_claims(gold, found)

    def _claim(self, claim: Claim) -> str:
        link = find_link(claim)
        cue = self.article.quote(link.cue) if link is not None and link.cue is not None else "no cue"
        return f"{self.compared.name_of(find_holder(claim))} [{cue}] {self._words(claim.content)}"

    def _compare_claims(self, gold: Claim, found: Claim) -> Iterator[Discrepancy]:
        if not self.compared.has_same_holder(gold, found):
            yield self._make("claim", "source", gold.content, self._claim(gold), self._claim(found))
        links = find_link(gold), find_link(found)
        cues = [[link.cue] if link is not None and link.cue is not None else [] for link in links]
        if any(cues) and not iou(*cues):
            yield self._make("claim", "cue", gold.content, *(self._words(cue) or "none" for cue in cues))
        for field in ("type", "quotation"):
            expected, actual = getattr(gold, field), getattr(found, field)
            if expected != actual:
                yield self._make("claim", f"{field}: {expected} taken for {actual}", gold.content, expected, actual)
        if gold.about:
            yield from self._references("claim", "about", gold.content[0], gold, found)

    def counts(self) -> Iterator[Discrepancy]:
        missed, spurious = _left_over(self.compared.gold.counts, self.compared.found.counts, self.compared.counts)
        crossed = match(missed, spurious, lambda g, f: not same_figure(g, f) and iou(g.evidence, f.evidence))
        for gold, found in crossed:
            kind = "harm" if gold.harm != found.harm else "figure"
            yield self._make("count", kind, gold.evidence, self._count(gold), self._count(found))
        missed, spurious = _left_over(missed, spurious, crossed)
        for count in missed:
            yield self._make("count", "missed", count.evidence, self._count(count))
        for count in spurious:
            yield self._make("count", "spurious", count.evidence, "", self._count(count))
        for gold, found in self.compared.counts:
            if gold.qualifier != found.qualifier:
                yield self._make("count", "qualifier", gold.evidence, self._count(gold), self._count(found))

    def _count(self, count: Count) -> str:
        bounds = f"{count.lower or ''}..{count.upper or ''}" if count.lower or count.upper else ""
        figure = " ".join(part for part in (str(count.value or ""), bounds, f"({count.qualifier})") if part)
        return f"{count.harm}: {figure} “{self._words(count.evidence)}”"


def _left_over(gold: Sequence[T], found: Sequence[T], pairs: Iterable[tuple[T, T]]) -> tuple[list[T], list[T]]:
    """What no pair holds, of either side."""
    used = {id(item) for pair in pairs for item in pair}
    return [item for item in gold if id(item) not in used], [item for item in found if id(item) not in used]
