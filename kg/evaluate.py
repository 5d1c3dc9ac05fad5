"""How good the facts are: gold facts beside found facts, as precision, recall and F1 by kind.

What comes in: two sets of `ArticleFacts`, matched by article id. What goes out: an `Evaluation`.
What it never does: score a kind of fact that the gold has nowhere (it would all count as wrong).

Items of one article are matched one to one by a maximum-weight matching, so the order of the facts
never matters. An entity that a fact refers to is right if it shares a mention with the gold's, or,
where one of the two has no mention (a publisher known from metadata), if it has the same name. Who takes part in an
event, where it happens and what a claim is about is scored where the gold marks any.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import networkx as nx

from kg.errors import FactsError
from kg.model import ArticleFacts, Attribution, Claim, Communication, Count, Entity, Span, Time

T = TypeVar("T")

#: Two contents are the same if they share at least this part of their union.
CONTENT_OVERLAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One row: how many were found, how many are gold, and how many agree.

    >>> score = Score(measure="time", found=4, gold=5, agreed=3)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.75, 0.6, 0.667)
    """

    measure: str
    found: int
    gold: int
    agreed: int

    @property
    def precision(self) -> float:
        """Part of the found that agrees; 1 if nothing was found and nothing was to be found."""
        return self.agreed / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Part of the gold that was found."""
        return self.agreed / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores over all articles of the gold."""

    articles: int
    scores: tuple[Score, ...]

    def get(self, measure: str) -> Score:
        """The score of that name.

        Raises:
            KeyError: the gold has no such facts, or there is no such measure.
        """
        return next((score for score in self.scores if score.measure == measure), None) or _missing(measure)

    def to_json(self) -> str:
        """As JSON: articles, and by measure the counts and the three figures."""
        return json.dumps(
            {
                "articles": self.articles,
                "scores": {
                    score.measure: {
                        "found": score.found,
                        "gold": score.gold,
                        "agreed": score.agreed,
                        "precision": round(score.precision, 4),
                        "recall": round(score.recall, 4),
                        "f1": round(score.f1, 4),
                    }
                    for score in self.scores
                },
            },
            indent=2,
        )

    def to_text(self) -> str:
        """As a table of plain text."""
        lines = [f"{'measure':38}{'P':>7}{'R':>7}{'F1':>7}{'found':>8}{'gold':>7}"]
        lines += [
            f"{s.measure:38}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}{s.found:8d}{s.gold:7d}" for s in self.scores
        ]
        return "\n".join(lines)


def _missing(measure: str) -> Score:
    raise KeyError(measure)


def evaluate(gold: Iterable[ArticleFacts], found: Iterable[ArticleFacts]) -> Evaluation:
    """Score `found` against `gold`, over the articles of the gold; an article not found scores nothing.

    Raises:
        FactsError: the text of an article is not the same on both sides, so offsets cannot be compared.
    """
    by_id = {facts.article.id: facts for facts in found}
    tally: dict[str, list[int]] = {}
    articles = 0
    for expected in gold:
        articles += 1
        actual = by_id.get(expected.article.id)
        if actual is None:
            actual = ArticleFacts(article=expected.article, extractor="none")
        elif actual.article.sha256 != expected.article.sha256:
            raise FactsError(
                f"{expected.article.id}: the gold and the found facts are of different texts.\n"
                "Extract again from the article that the gold was made on."
            )
        for score in _Comparison(expected, actual).scores():
            row = tally.setdefault(score.measure, [0, 0, 0])
            row[0] += score.found
            row[1] += score.gold
            row[2] += score.agreed
    scores = (Score(measure=name, found=f, gold=g, agreed=a) for name, (f, g, a) in tally.items())
    return Evaluation(articles, tuple(score for score in scores if score.gold))


class _Comparison:
    """The gold and the found facts of one article."""

    def __init__(self, gold: ArticleFacts, found: ArticleFacts) -> None:
        self.gold = gold
        self.found = found
        self._gold_entities = {entity.id: entity for entity in gold.entities}
        self._found_entities = {entity.id: entity for entity in found.entities}

    def scores(self) -> list[Score]:
        return [
            *self._names(),
            *self._times(),
            *self._events(),
            *self._communications(),
            *self._claims(),
            *self._counts(),
        ]

    def _names(self) -> list[Score]:
        gold, found = _names(self.gold), _names(self.found)
        typed = _match(gold, found, lambda g, f: g[1] == f[1] and _iou([g[0]], [f[0]]))
        exact = _match(gold, found, lambda g, f: float(g == f))
        return [
            _score("name, overlap and kind", gold, found, typed),
            _score("name, exact and kind", gold, found, exact),
        ]

    def _times(self) -> list[Score]:
        gold, found = self.gold.times, self.found.times
        spans = _match(gold, found, lambda g, f: _iou([g.span], [f.span]))
        return [
            _score("time, overlap", gold, found, spans),
            _score("time, overlap and value", gold, found, [(g, f) for g, f in spans if _same_value(g, f)]),
        ]

    def _events(self) -> list[Score]:
        gold, found = self.gold.events, (*self.found.events, *self.found.communications)
        pairs = _match(gold, found, lambda g, f: _iou([g.trigger], [f.trigger]))
        # Only recall is fair: the gold names the events that matter, extraction all that happens.
        matched = [f for _, f in pairs]
        typed = [(g, f) for g, f in pairs if g.type == f.type]
        modal = [(g, f) for g, f in pairs if g.modality == f.modality]
        scores = [
            _score("event, trigger (recall)", gold, matched, pairs),
            _score("event, type given trigger", matched, matched, typed),
            _score("event, modality given trigger", matched, matched, modal),
        ]
        for name, field in (("places", "places"), ("participants", "participants")):
            marked = [(g, f) for g, f in pairs if getattr(g, field)]
            scores.append(self._references(f"event, {name} where marked", marked, field))
        return scores

    def _communications(self) -> list[Score]:
        gold, found = self.gold.communications, self.found.communications
        pairs = _match(gold, found, lambda g, f: _iou([g.trigger], [f.trigger]) or 0.5 * _iou(g.evidence, f.evidence))
        partner = {id(g): f for g, f in pairs}
        scores = [_score("communication", gold, found, pairs)]
        for name, field in (("sender", "senders"), ("recipient", "recipients")):
            scores.append(self._references(f"communication, {name}", self._aligned(gold, found, partner), field))
        media = [(g, f) for g, f in pairs if g.medium == f.medium]
        return [*scores, _score("communication, medium given act", pairs, pairs, media)]

    def _aligned(
        self, gold: Sequence[Communication], found: Sequence[Communication], partner: dict[int, Communication]
    ) -> list[tuple[Communication | None, Communication | None]]:
        """Pairs of acts, and the acts without a partner: their senders and recipients are missed or wrong."""
        taken = {id(act) for act in partner.values()}
        rows: list[tuple[Communication | None, Communication | None]] = [(act, partner.get(id(act))) for act in gold]
        return rows + [(None, act) for act in found if id(act) not in taken]

    def _claims(self) -> list[Score]:
        gold, found = self.gold.claims, self.found.claims
        pairs = _match(gold, found, lambda g, f: v if (v := _iou(g.content, f.content)) >= CONTENT_OVERLAP else 0.0)
        sourced = [(g, f) for g, f in pairs if self._same(_holder(g), _holder(f))]
        return [
            _score("claim, content", gold, found, pairs),
            _score("claim, content and source", gold, found, sourced),
            _score("claim, type given content", pairs, pairs, [(g, f) for g, f in pairs if g.type == f.type]),
            self._references("claim, about where marked", [(g, f) for g, f in pairs if g.about], "about"),
        ]

    def _counts(self) -> list[Score]:
        gold, found = self.gold.counts, self.found.counts
        pairs = _match(gold, found, lambda g, f: float(_same_figure(g, f)) and (0.1 + _iou(g.evidence, f.evidence)))
        qualified = [(g, f) for g, f in pairs if g.qualifier == f.qualifier]
        return [
            _score("count, harm and figure", gold, found, pairs),
            _score("count, with qualifier", gold, found, qualified),
        ]

    def _references(self, measure: str, pairs: Iterable[tuple[object | None, object | None]], field: str) -> Score:
        """Agreement of the entities that paired facts refer to in `field`."""
        total = [0, 0, 0]
        for expected, actual in pairs:
            gold = [self._gold_entities[i] for i in _ids(expected, field)]
            found = [self._found_entities[i] for i in _ids(actual, field)]
            matched = _match(gold, found, lambda g, f: float(_same_entity(g, f)))
            total = [total[0] + len(found), total[1] + len(gold), total[2] + len(matched)]
        return Score(measure=measure, found=total[0], gold=total[1], agreed=total[2])

    def _same(self, gold: str | None, found: str | None) -> bool:
        if gold is None or found is None:
            return gold is found
        return _same_entity(self._gold_entities[gold], self._found_entities[found])


def _ids(fact: object | None, field: str) -> list[str]:
    if fact is None:
        return []
    values = getattr(fact, field)
    return list(dict.fromkeys(value if isinstance(value, str) else value.entity for value in values))


def _holder(claim: Claim) -> str | None:
    first: Attribution | None = next((link for link in claim.attributions if link.level == 1), None)
    return first.source if first else None


def _names(facts: ArticleFacts) -> list[tuple[Span, str]]:
    """Name mentions with the kind of their entity; a state and its territory count as one kind."""
    return [
        (mention.span, "place" if entity.kind == "state" else entity.kind)
        for entity in facts.entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]


def _same_value(gold: Time, found: Time) -> bool:
    return gold.value == found.value if gold.value else gold.edtf == found.edtf


def _same_figure(gold: Count, found: Count) -> bool:
    return (gold.harm, gold.value, gold.lower, gold.upper) == (found.harm, found.value, found.lower, found.upper)


def _same_entity(gold: Entity, found: Entity) -> bool:
    if gold.mentions and found.mentions:
        return any(g.span.overlaps(f.span) for g in gold.mentions for f in found.mentions)
    return gold.name.casefold() == found.name.casefold()


def _iou(gold: Sequence[Span], found: Sequence[Span]) -> float:
    """The characters that two lists of spans share, as a part of those that either has.

    >>> _iou([Span(0, 4)], [Span(2, 6)])
    0.3333333333333333
    """
    a = {i for span in gold for i in range(span.start, span.end)}
    b = {i for span in found for i in range(span.start, span.end)}
    return len(a & b) / len(a | b) if a or b else 0.0


def _match(gold: Sequence[T], found: Sequence[T], weight: Callable[[T, T], float | bool]) -> list[tuple[T, T]]:
    """The one-to-one pairs with the greatest total weight; a weight of 0 never pairs.

    >>> _match([1, 2], [2, 3], lambda g, f: g == f)
    [(2, 2)]
    """
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, expected in enumerate(gold):
        for j, actual in enumerate(found):
            value = float(weight(expected, actual))
            if value > 0:
                graph.add_edge(("gold", i), ("found", j), weight=value)
    pairs = (sorted(pair, reverse=True) for pair in nx.max_weight_matching(graph, maxcardinality=True))
    return [(gold[left[1]], found[right[1]]) for left, right in sorted(pairs)]


def _score(measure: str, gold: Sequence[object], found: Sequence[object], agreed: Sequence[object]) -> Score:
    return Score(measure=measure, found=len(found), gold=len(gold), agreed=len(agreed))
