"""Precision, recall and F1 by kind of fact.

What comes in: gold and found `ArticleFacts`. What goes out: an `Evaluation`.
What it never does: score a kind of fact that the gold has nowhere (it would all count as wrong).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.comparison import Comparison, iter_comparisons
from kg.evaluate.matching import NEAR, find_link, iou, is_near, match, same_value
from kg.model import ArticleFacts, Claim, Span


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

    @classmethod
    def of(cls, compared: Iterable[Comparison]) -> Evaluation:
        """The scores of articles compared, added up."""
        tally: dict[str, list[int]] = {}
        articles = 0
        for comparison in compared:
            articles += 1
            for score in _scores(comparison):
                row = tally.setdefault(score.measure, [0, 0, 0])
                row[0] += score.found
                row[1] += score.gold
                row[2] += score.agreed
        scores = (Score(measure=name, found=f, gold=g, agreed=a) for name, (f, g, a) in tally.items())
        return cls(articles, tuple(score for score in scores if score.gold))

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
    return Evaluation.of(iter_comparisons(gold, found))


def _scores(compared: Comparison) -> list[Score]:
    return [
        *_names(compared),
        *_places(compared),
        *_times(compared),
        *_events(compared),
        *_communications(compared),
        *_claims(compared),
        *_counts(compared),
    ]


def _names(compared: Comparison) -> list[Score]:
    gold, found = compared.gold_names, compared.found_names
    exact = match(gold, found, lambda g, f: g[:2] == f[:2])
    return [
        _score("name, overlap and kind", gold, found, compared.names),
        _score("name, exact and kind", gold, found, exact),
    ]


def _places(compared: Comparison) -> list[Score]:
    """Mentions of real places that are put on the map, and invented ones that are not to be."""
    gold, placed, pairs = compared.gold_placed, compared.found_placed, compared.placed
    near = [(g, f) for g, f in pairs if is_near(g[2], f[2])]
    without_id = [f for g, f in pairs if g[2].geonames is None]
    same = [(g, f) for g, f in pairs if g[2].geonames is not None and g[2].geonames == f[2].geonames]
    return [
        _score(f"place, within {NEAR} km", gold, placed, near),
        _score(
            "place, exact GeoNames id",
            [g for g in gold if g[2].geonames is not None],
            [f for f in placed if f not in without_id],
            same,
        ),
    ]


def _times(compared: Comparison) -> list[Score]:
    gold, found, spans = compared.gold.times, compared.found.times, compared.times
    return [
        _score("time, overlap", gold, found, spans),
        _score("time, overlap and value", gold, found, [(g, f) for g, f in spans if same_value(g, f)]),
    ]


def _events(compared: Comparison) -> list[Score]:
    # Only recall is fair: the gold names the events that matter, extraction all that happens.
    pairs = compared.events
    matched = [f for _, f in pairs]
    scores = [
        _score("event, trigger (recall)", compared.gold.events, matched, pairs),
        _score("event, type given trigger", matched, matched, [(g, f) for g, f in pairs if g.type == f.type]),
        _score(
            "event, modality given trigger", matched, matched, [(g, f) for g, f in pairs if g.modality == f.modality]
        ),
    ]
    for field in ("places", "participants"):
        marked = [(g, f) for g, f in pairs if getattr(g, field)]
        scores.append(_references(compared, f"event, {field} where marked", marked, field))
    return scores


def _communications(compared: Comparison) -> list[Score]:
    gold, found, pairs = compared.gold.communications, compared.found.communications, compared.communications
    scores = [_score("communication", gold, found, pairs)]
    # The senders and recipients of an act that has no partner are missed, or wrong.
    taken = {id(f) for _, f in pairs}
    partner = {id(g): f for g, f in pairs}
    rows = [(act, partner.get(id(act))) for act in gold] + [(None, act) for act in found if id(act) not in taken]
    for name, field in (("sender", "senders"), ("recipient", "recipients")):
        scores.append(_references(compared, f"communication, {name}", rows, field))
    media = [(g, f) for g, f in pairs if g.medium == f.medium]
    return [*scores, _score("communication, medium given act", pairs, pairs, media)]


def _claims(compared: Comparison) -> list[Score]:
    gold, found, pairs = compared.gold.claims, compared.found.claims, compared.claims
    sourced = [(g, f) for g, f in pairs if compared.has_same_holder(g, f)]
    cued = [claim for claim in gold if _cues(claim)], [claim for claim in found if _cues(claim)]
    return [
        _score("claim, content", gold, found, pairs),
        _score("claim, content and source", gold, found, sourced),
        _score("claim, cue", *cued, match(*cued, lambda g, f: iou(_cues(g), _cues(f)))),
        _score("claim, type given content", pairs, pairs, [(g, f) for g, f in pairs if g.type == f.type]),
        _references(compared, "claim, about where marked", [(g, f) for g, f in pairs if g.about], "about"),
    ]


def _cues(claim: Claim) -> list[Span]:
    link = find_link(claim)
    return [link.cue] if link is not None and link.cue is not None else []


def _counts(compared: Comparison) -> list[Score]:
    gold, found, pairs = compared.gold.counts, compared.found.counts, compared.counts
    qualified = [(g, f) for g, f in pairs if g.qualifier == f.qualifier]
    return [
        _score("count, harm and figure", gold, found, pairs),
        _score("count, with qualifier", gold, found, qualified),
    ]


def _references(compared: Comparison, measure: str, pairs: Iterable[tuple[Any, Any]], field: str) -> Score:
    """Agreement of the entities that paired facts refer to in `field`; a fact may have no partner."""
    gold = found = agreed = 0
    for expected, actual in pairs:
        missed, shared, added = compared.compare_references(expected, actual, field)
        gold += len(missed) + len(shared)
        found += len(shared) + len(added)
        agreed += len(shared)
    return Score(measure=measure, found=found, gold=gold, agreed=agreed)


def _score(measure: str, gold: Sequence[object], found: Sequence[object], agreed: Sequence[object]) -> Score:
    return Score(measure=measure, found=len(found), gold=len(gold), agreed=len(agreed))
