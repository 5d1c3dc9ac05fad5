"""Whether confidence means something: how often facts of a given confidence are right.

What comes in: compared articles. What goes out: `Judged` facts, and their reliability by tenths of confidence.
What it never does: judge kinds of facts that the gold does not mark in full (events, relations).

A name is right with its kind, a time with its value, a communication with all its senders and recipients, a claim with
its content and its holder, a count with its harm, figure and bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from kg.evaluate.comparison import Comparison
from kg.evaluate.matching import same_value

#: How many equal ranges of confidence there are.
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A found fact: its kind, its confidence, and whether the gold has it."""

    kind: str
    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of one kind in one range of confidence.

    Attributes:
        kind: name, time, communication, claim or count.
        confidence: the mean of what they claim for themselves.
        right: the part of them that is right.
        facts: how many they are.
    """

    kind: str
    confidence: float
    right: float
    facts: int


def judge(compared: Iterable[Comparison]) -> Iterator[Judged]:
    """Every found fact with its confidence and whether it is right."""
    for comparison in compared:
        yield from _judge(comparison)


def _judge(compared: Comparison) -> Iterator[Judged]:
    found = compared.found
    right_names = {id(f) for _, f in compared.names}
    right_times = {f.id for g, f in compared.times if same_value(g, f)}
    right_acts = {f.id for g, f in compared.communications if _names_the_same(compared, g, f)}
    right_claims = {f.id for g, f in compared.claims if compared.has_same_holder(g, f)}
    right_counts = {f.id for _, f in compared.counts}
    for name in compared.found_names:
        yield Judged("name", name[2].confidence, id(name) in right_names)
    for time in found.times:
        yield Judged("time", time.confidence, time.id in right_times)
    for act in found.communications:
        yield Judged("communication", act.confidence, act.id in right_acts)
    for claim in found.claims:
        yield Judged("claim", claim.confidence, claim.id in right_claims)
    for count in found.counts:
        yield Judged("count", count.confidence, count.id in right_counts)


def _names_the_same(compared: Comparison, gold: object, found: object) -> bool:
    """Whether two acts have the same senders and recipients."""
    return not any(
        missed or added
        for field in ("senders", "recipients")
        for missed, _, added in [compared.compare_references(gold, found, field)]
    )


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins of each kind of fact, by kind and rising confidence."""

    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Reliability:
        """The reliability of each kind of fact in each tenth of confidence that occurs.

        >>> Reliability.of([Judged("claim", 0.8, True), Judged("claim", 0.85, False)]).bins
        (Bin(kind='claim', confidence=0.825, right=0.5, facts=2),)
        """
        bins: dict[tuple[str, int], list[Judged]] = {}
        for fact in judged:
            bins.setdefault((fact.kind, min(int(fact.confidence * BINS), BINS - 1)), []).append(fact)
        return cls(tuple(_make_bin(kind, facts) for (kind, _), facts in sorted(bins.items())))

    @property
    def kinds(self) -> list[str]:
        """The kinds of fact that were judged."""
        return list(dict.fromkeys(each.kind for each in self.bins))

    def find_error(self, kind: str) -> float:
        """The expected calibration error: how far confidence is from truth, the mean over facts (Naeini et al. 2015).

        >>> Reliability((Bin("claim", 0.9, 0.8, 3), Bin("claim", 0.5, 0.5, 1))).find_error("claim")
        0.075
        """
        bins = [each for each in self.bins if each.kind == kind]
        total = sum(each.facts for each in bins)
        return round(sum(abs(each.confidence - each.right) * each.facts for each in bins) / total, 4) if total else 0.0

    def to_records(self) -> list[dict[str, str | float]]:
        """One dict a bin."""
        return [asdict(each) for each in self.bins]

    def to_text(self) -> str:
        """As a table of plain text, with the calibration error of each kind."""
        lines = [f"{'kind':22}{'confidence':>11}{'right':>7}{'facts':>7}"]
        for kind in self.kinds:
            rows = [each for each in self.bins if each.kind == kind]
            lines += [f"{kind:22}{each.confidence:11.3f}{each.right:7.3f}{each.facts:7d}" for each in rows]
            lines.append(f"{kind + ', error':22}{self.find_error(kind):11.3f}")
        return "\n".join(lines)


def _make_bin(kind: str, facts: Sequence[Judged]) -> Bin:
    confidence = sum(fact.confidence for fact in facts) / len(facts)
    return Bin(kind, round(confidence, 4), sum(fact.is_right for fact in facts) / len(facts), len(facts))
