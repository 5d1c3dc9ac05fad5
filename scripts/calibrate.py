"""Fit what the certainty of a rule is worth, on the marked articles to develop on, and write it for extraction to use.

    python scripts/calibrate.py

For each kind of fact, the certainties that rules give are matched with the part of those facts that is right, by
isotonic regression (a higher certainty is never worth less), weighted by their number. A certainty that few facts
have is drawn towards the mean of its kind, as if four more facts had been seen.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from scipy.optimize import isotonic_regression

from kg.articles import iter_articles
from kg.errors import ArticleError, ExtractionError
from kg.evaluate import iter_comparisons, judge
from kg.extract import extract
from kg.model import ArticleFacts, from_json

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "kg" / "extract" / "lexicons" / "confidence.csv"
#: How many facts of the mean are added to those of each certainty.
PRIOR = 4
HEADER = (
    "# What the certainty of a rule is worth: how often facts of that kind and certainty are right in data/gold."
    " source: scripts/calibrate.py. licence: Apache-2.0",
    "# certainty: what the rule says; confidence: what is made of it; facts: how many were seen",
)


def main() -> None:
    """Write the table."""
    gold = [from_json(line) for line in (ROOT / "data" / "gold" / "dev.jsonl").read_text("utf-8").splitlines()]
    seen: dict[str, dict[float, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for fact in judge(iter_comparisons(gold, _extract())):
        seen[fact.kind][fact.confidence].append(fact.is_right)
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        stream.write("\n".join(HEADER) + "\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("kind", "certainty", "confidence", "facts"))
        for kind in sorted(seen):
            writer.writerows(_fit(kind, seen[kind]))
    print(f"{TABLE.relative_to(ROOT)}: {sum(len(levels) for levels in seen.values())} rows")


def _extract() -> Iterator[ArticleFacts]:
    """What the rules find, with the certainties that they give."""
    sources = iter_articles([ROOT / "data" / "articles", ROOT / "data" / "gold" / "articles"])
    articles = [source.article for source in sources if not isinstance(source, ArticleError)]
    for facts in extract(articles, calibrated=False):
        if isinstance(facts, ExtractionError):
            raise facts
        yield facts


def _fit(kind: str, levels: dict[float, list[bool]]) -> list[tuple[str, float, float, int]]:
    total = [right for rights in levels.values() for right in rights]
    mean = sum(total) / len(total)
    certainties = sorted(levels)
    rates = [(sum(levels[each]) + PRIOR * mean) / (len(levels[each]) + PRIOR) for each in certainties]
    weights = [len(levels[each]) + PRIOR for each in certainties]
    fitted: Sequence[float] = isotonic_regression(rates, weights=weights).x
    return [
        (kind, each, round(float(rate), 2), len(levels[each])) for each, rate in zip(certainties, fitted, strict=True)
    ]


if __name__ == "__main__":
    main()
