"""How well accounts of one event are put together, across articles and within them: B³ on marked triggers.

    python benchmarks/event_identity.py GOLD.jsonl

Each line of GOLD.jsonl is an article: `id`, `text`, and in `gold.events` the triggers (`start`, `end`) with the
`cluster` that each belongs to; triggers without a cluster are left out. A found event stands for the marked trigger
that it overlaps, and a marked trigger that no event overlaps counts as alone. *Of those found* leaves these out on
both sides: what the rules of identity do by themselves.

The peers: every event alone; and all events whose trigger has the same stem, in any article. *As kept* is what the
graph has, where what sources allege stays apart from what articles assert; *matched* counts an alleged occurrence as
one with the asserted occurrence that it matches.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Hashable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.evaluate.clusters import score_clusters
from kg.model import ArticleFacts
from kg.model.stories import AccountKey, Occurrence
from kg.pipeline import iter_facts
from kg.resolve.stories import MemoryShelf, Story, story_of
from kg.resolve.stories.occurrences import find_occurrences


class Mention(NamedTuple):
    """A marked trigger."""

    article_id: str
    start: int
    end: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().gold.read_text(encoding="utf-8").splitlines()]
    marked = {
        Mention(row["id"], event["start"], event["end"]): event["cluster"]
        for row in rows
        for event in row["gold"]["events"]
        if event.get("cluster")
    }
    facts = _extract(rows)
    events = {mention: event for mention in marked if (event := _find_event(facts, mention)) is not None}
    stories = [story_of(each) for each in facts.values()]
    print(f"{len(rows)} articles, {len(marked)} marked triggers, {len(set(marked.values()))} clusters; ", end="")
    print(f"{len(events)} triggers found")
    print(f"{'B³':42}{'P':>7}{'R':>7}{'F':>7}{'of those found: F':>20}")
    for name, clusters in _systems(stories).items():
        found = {mention: clusters.get(event, event) for mention, event in events.items()}
        whole = score_clusters(marked, found)
        part = score_clusters({mention: marked[mention] for mention in events}, found)
        print(f"{name:42}{whole.precision:7.3f}{whole.recall:7.3f}{whole.f1:7.3f}{part.f1:20.3f}")


def _extract(rows: list[dict[str, object]]) -> dict[str, ArticleFacts]:
    """The facts of each article, by its id."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        records = ({"id": row["id"], "text": row["text"], "published": row.get("published")} for row in rows)
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return {facts.article.id: facts for facts in iter_facts([path]) if isinstance(facts, ArticleFacts)}


def _find_event(facts: Mapping[str, ArticleFacts], mention: Mention) -> AccountKey | None:
    """The found event whose trigger overlaps a marked one; the last, where several do."""
    article = facts[mention.article_id]
    overlapping = [
        (event.trigger.start, event.trigger.end, event.id)
        for event in (*article.events, *article.communications)
        if event.trigger.start < mention.end and mention.start < event.trigger.end
    ]
    return AccountKey(mention.article_id, max(overlapping)[2]) if overlapping else None


def _systems(stories: list[Story]) -> dict[str, Mapping[AccountKey, Hashable]]:
    """The cluster of each event, by each way of making clusters."""
    accounts = [account for story in stories for account in story.accounts]
    occurrences = find_occurrences((account.key for account in accounts), MemoryShelf(stories))
    return {
        "every event alone": {},
        "same stem": {account.key: account.stem for account in accounts},
        "as kept": {key: each.accounts[0] for each in occurrences for key in each.accounts},
        "matched": {key: _matched(each) for each in occurrences for key in each.accounts},
    }


def _matched(occurrence: Occurrence) -> AccountKey:
    return occurrence.matches or occurrence.accounts[0]


if __name__ == "__main__":
    main()
