"""A whole corpus: occurrences told by several publishers, with copies, in the order of publication.

What comes in: how many articles, a seed, and a folder. What goes out: files of JSON Lines.
What it never does: hold more articles in memory than a few weeks print.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from benchmarks.corpus.names import PUBLISHERS
from benchmarks.corpus.world import Occurrence, World
from benchmarks.corpus.writing import Draft, Telling, to_record
from kg.articles.records import parse_record
from kg.identifiers import article_id
from kg.link import link
from kg.model import ArticleFacts, to_json

_MOST_TELLINGS = 6
_MOST_DAYS = 9
_COPIES = 0.25


class Written(NamedTuple):
    """An article with all that is known of it.

    Attributes:
        record: the object that `kg build` reads.
        facts: what it says, linked as `kg extract` links.
        truth: the ids of its entities and its occurrence, and of what it copies.
        occurrence: what it tells.
    """

    record: dict[str, str]
    facts: ArticleFacts
    truth: dict[str, Any]
    occurrence: Occurrence


class _Planned(NamedTuple):
    published: date
    number: int
    occurrence: Occurrence
    telling: Telling
    copy_of: str | None


def write_corpus(articles: int, folder: Path, *, seed: int = 1) -> None:
    """Write `articles.jsonl`, `facts.jsonl`, `truth.jsonl` and `world.jsonl` into `folder`.

    Args:
        articles: how many.
        folder: made if it is missing.
        seed: another seed makes another world.
    """
    folder.mkdir(parents=True, exist_ok=True)
    world = World(articles, seed)
    described: set[str] = set()
    with ExitStack() as stack:
        records, facts, truths, known = (
            stack.enter_context((folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n"))
            for name in ("articles", "facts", "truth", "world")
        )
        for entity in world.entities.values():
            _write(known, {"record": "entity", **msgspec.to_builtins(entity)})
        for written in islice(iter_corpus(world), articles):
            _write(records, written.record)
            facts.write(to_json(written.facts) + "\n")
            _write(truths, written.truth)
            if written.occurrence.id not in described:
                described.add(written.occurrence.id)
                _write(known, {"record": "occurrence", **msgspec.to_builtins(written.occurrence)})


def iter_corpus(world: World) -> Iterator[Written]:
    """The articles of a world by day of publication, without end."""
    waiting: list[tuple[date, int, _Planned]] = []
    number = 0
    for occurrence in world.iter_occurrences():
        while waiting and waiting[0][0] < occurrence.day:
            yield _written(world, heapq.heappop(waiting)[2])
        for planned in _plan(world, occurrence, number):
            heapq.heappush(waiting, (planned.published, planned.number, planned))
            number += 1


def _plan(world: World, occurrence: Occurrence, number: int) -> Iterator[_Planned]:
    """Who tells an occurrence and when: most of them once or twice; some articles are copies of one before."""
    random = world.random("plan", occurrence.id)
    count = min(_MOST_TELLINGS, 1 + int(random.expovariate(0.7)))
    originals: list[_Planned] = []
    for n, publisher in enumerate(random.sample(PUBLISHERS, count)):
        days = min(_MOST_DAYS, int(random.expovariate(0.8)))
        published = occurrence.day + timedelta(days=days)
        if originals and random.random() < _COPIES:
            original = random.choice(originals)
            day = max(published, original.published)
            city = world[occurrence.place].names[0].upper()
            yield _Planned(
                day,
                number + n,
                occurrence,
                replace(
                    original.telling,
                    publisher=publisher,
                    printed=day,
                    dateline=f"{city} ({original.telling.publisher}) — " if random.random() < 0.7 else "",
                    paragraphs=random.choice([None, 3, 4]),
                ),
                _id_of(original),
            )
            continue
        planned = _Planned(
            published,
            number + n,
            occurrence,
            Telling(
                key=str(number + n),
                style=publisher,
                publisher=publisher,
                written=published,
                printed=published,
                part=min(1.0, 0.4 + 0.2 * days + 0.2 * random.random()),
            ),
            None,
        )
        originals.append(planned)
        yield planned


def _written(world: World, planned: _Planned) -> Written:
    draft = Draft(world, planned.occurrence, planned.telling)
    record = to_record(draft, planned.telling, url=_url_of(planned))
    article = parse_record(record)
    truth = {
        "article": article.id,
        "occurrence": planned.occurrence.id,
        "copy_of": planned.copy_of,
        "mentions": [told._asdict() for told in draft.told],
        "events": [{"start": span.start, "end": span.end} for span in draft.occurrence_spans],
        "figures": draft.figures,
    }
    return Written(record, link(draft.facts(article)), truth, planned.occurrence)


def _url_of(planned: _Planned) -> str:
    host = planned.telling.publisher.lower().replace(" ", "-")
    return f"https://{host}.example/{planned.published.isoformat()}/story-{planned.number}"


def _id_of(planned: _Planned) -> str:
    return article_id(url=_url_of(planned))


def _write(stream: IO[str], value: object) -> None:
    stream.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
