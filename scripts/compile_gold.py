"""Compile the hand-marked facts of `data/gold/*.yaml` into `dev.jsonl` and `test.jsonl` beside them.

Every fourth article of a style (`wire-04-…`, `wire-08-…`) is for testing only, and all others are to develop on.
What a second person marked in the test articles, in `data/agreement/*.yaml`, becomes `agreement.jsonl` there.

In the YAML everything is named by its words: a quote stands for the place where it stands in the article;
where the words occur more than once, `words @2` is the second time. An entity has the list of its names,
all of whose occurrences are its mentions, and of its nominal mentions.

    python scripts/compile_gold.py           write the files
    python scripts/compile_gold.py --check   only say whether they are up to date
    python scripts/compile_gold.py F.yaml …  check the marks of these files alone, and write nothing
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from kg.articles import iter_articles
from kg.errors import ArticleError
from kg.gazetteer import find_place
from kg.model import (
    Article,
    ArticleFacts,
    Attribution,
    Claim,
    Communication,
    Count,
    Entity,
    Event,
    Mention,
    Participant,
    Span,
    Time,
    to_json,
)

DATA = Path(__file__).parent.parent / "data"
ANNOTATOR = "dateline-gold 0.1.0"


class Marking:
    """The marked facts of one article, resolved against its text."""

    def __init__(self, article: Article, marked: dict[str, Any]) -> None:
        self.article = article
        self.marked = marked

    def compile(self) -> ArticleFacts:
        """All facts, in the order in which they are marked."""
        rows = {kind: self.marked.get(kind, []) for kind in ("times", "events", "communications", "claims", "counts")}
        return ArticleFacts(
            article=self.article,
            extractor=ANNOTATOR,
            entities=tuple(self._entity(name, row) for name, row in self.marked["entities"].items()),
            times=tuple(self._time(row) for row in rows["times"]),
            events=tuple(self._event(row) for row in rows["events"]),
            communications=tuple(self._communication(row) for row in rows["communications"]),
            claims=tuple(self._claim(i, row) for i, row in enumerate(rows["claims"], start=1)),
            counts=tuple(self._count(i, row) for i, row in enumerate(rows["counts"], start=1)),
        )

    def span(self, words: str) -> Span:
        """Where the words stand.

        Raises:
            ValueError: nowhere, or more than once and no number says which.
        """
        words, _, number = words.partition(" @")
        starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.article.text)]
        if not starts:
            raise ValueError(f"{self.article.id}: the text has no {words!r}")
        if len(starts) > 1 and not number:
            raise ValueError(f"{self.article.id}: {words!r} stands {len(starts)} times: say which with ' @N'")
        start = starts[int(number or 1) - 1]
        return Span(start, start + len(words))

    def spans(self, words: str | list[str]) -> tuple[Span, ...]:
        """Where each of the words stands."""
        return tuple(self.span(each) for each in ([words] if isinstance(words, str) else words))

    def _entity(self, name: str, row: dict[str, Any]) -> Entity:
        names = row.get("names", [])
        mentions = [Mention(start=s.start, end=s.end) for s in self._occurrences(names)]
        for kind in ("nominal", "pronoun"):
            mentions += [Mention(start=s.start, end=s.end, kind=kind) for s in self.spans(row.get(f"{kind}s", []))]
        first = names[0] if names else next(iter(row.get("nominals", [name]))).partition(" @")[0]
        lat, lon = self._position(name, row)
        return Entity(
            id=name,
            kind=row["kind"],
            name=first,
            mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
            geonames=row.get("geonames"),
            lat=lat,
            lon=lon,
        )

    def _position(self, name: str, row: dict[str, Any]) -> tuple[float | None, float | None]:
        """Where a real place lies: `at`, or what the gazetteer says of its GeoNames id.

        Raises:
            ValueError: the gazetteer has no such id.
        """
        if "at" in row:
            lat, lon = row["at"]
            return float(lat), float(lon)
        if "geonames" not in row:
            return None, None
        place = find_place(row["geonames"])
        if place is None:
            raise ValueError(
                f"{self.article.id}: {name}: there is no GeoNames id {row['geonames']}: say `at: [lat, lon]`"
            )
        return place.lat, place.lon

    def _occurrences(self, names: list[str]) -> list[Span]:
        """All places of the names as whole words that no longer name of the article covers."""
        longer = [n for row in self.marked["entities"].values() for n in row.get("names", [])]
        found = []
        for name in names:
            bare, _, number = name.partition(" @")
            if number:
                found.append(self.span(name))
                continue
            covered = [
                match.span()
                for other in longer
                if len(other) > len(bare) and bare in other
                for match in re.finditer(re.escape(other.partition(" @")[0]), self.article.text)
            ]
            for match in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", self.article.text):
                if match.start() >= self.article.body_start and not any(
                    start <= match.start() and match.end() <= end for start, end in covered
                ):
                    found.append(Span(*match.span()))
        return found

    def _time(self, row: dict[str, Any]) -> Time:
        span = self.span(row["words"])
        return Time(
            id=f"time-{span.start}-{span.end}",
            start=span.start,
            end=span.end,
            type=row.get("type", "DATE"),
            value=row.get("value"),
            edtf=row.get("edtf"),
        )

    def _event_fields(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        trigger = self.span(row["trigger"])
        return {
            "id": f"{kind}-{trigger.start}-{trigger.end}",
            "type": row["type"],
            "trigger": trigger,
            "modality": row.get("modality", "actual"),
            "places": tuple(row.get("places", ())),
            "times": tuple(self._time_id(words) for words in row.get("times", ())),
            "participants": tuple(
                Participant(entity=entity, role=role)
                for role, entities in row.get("participants", {}).items()
                for entity in entities
            ),
            "evidence": self.spans(row.get("evidence", row["trigger"])),
        }

    def _time_id(self, words: str) -> str:
        span = self.span(words)
        return f"time-{span.start}-{span.end}"

    def _event(self, row: dict[str, Any]) -> Event:
        return Event(**self._event_fields("event", row))

    def _communication(self, row: dict[str, Any]) -> Communication:
        return Communication(
            **self._event_fields("communication", row),
            medium=row["medium"],
            senders=tuple(row.get("senders", ())),
            recipients=tuple(row.get("recipients", ())),
            recipients_exhaustive=row.get("exhaustive", True),
        )

    def _attribution(self, row: dict[str, Any]) -> Attribution:
        return Attribution(
            level=1,
            source=row.get("source"),
            cue=self.span(row["cue"]) if "cue" in row else None,
            source_span=self.span(row["source_words"]) if "source_words" in row else None,
            factuality=row.get("factuality", "certain-positive"),
        )

    def _claim(self, number: int, row: dict[str, Any]) -> Claim:
        return Claim(
            id=f"claim-{number}",
            type=row["type"],
            content=self.spans(row["content"]),
            quotation=row.get("quotation", "indirect"),
            attributions=(self._attribution(row),),
            about=tuple(row.get("about", ())),
            addressed_to=tuple(row.get("addressed_to", ())),
            evidence=self.spans(row["content"]),
        )

    def _count(self, number: int, row: dict[str, Any]) -> Count:
        return Count(
            id=f"count-{number}",
            harm=row["harm"],
            value=row.get("value"),
            lower=row.get("lower"),
            upper=row.get("upper"),
            qualifier=row.get("qualifier", "unstated"),
            population=row.get("population"),
            place=row.get("place"),
            evidence=self.spans(row["words"]),
            attributions=(self._attribution(row),) if "source" in row else (),
        )


def compile_files() -> dict[Path, str]:
    """The path and the text of each compiled file."""
    gold = sorted((DATA / "gold").glob("*.yaml"))
    return {
        DATA / "gold" / "dev.jsonl": compile_gold([path for path in gold if not _is_test(path)]),
        DATA / "gold" / "test.jsonl": compile_gold([path for path in gold if _is_test(path)]),
        DATA / "agreement" / "agreement.jsonl": compile_gold(sorted((DATA / "agreement").glob("*.yaml"))),
    }


def _is_test(path: Path) -> bool:
    numbered = re.match(r"[a-z]+-(\d\d)-", path.name)
    return numbered is not None and int(numbered[1]) % 4 == 0


def compile_gold(paths: Iterable[Path]) -> str:
    """The marks of these files, an article a line."""
    lines = []
    for path in paths:
        marked = yaml.safe_load(path.read_text(encoding="utf-8"))
        article = _read_article(marked)
        lines.append(to_json(Marking(article, marked).compile()))
    return "".join(f"{line}\n" for line in lines)


def _read_article(marked: dict[str, Any]) -> Article:
    """The article that a file of marked facts names, of those written to be marked or of the sample."""
    written = DATA / "gold" / "articles" / marked["article"]
    sources = list(iter_articles([written if written.exists() else DATA / "articles" / marked["article"]]))
    source = sources[marked.get("record", 1) - 1]
    if isinstance(source, ArticleError):
        raise source
    return source.article


def main() -> int:
    """Write the files, or compare them."""
    named = [Path(name) for name in sys.argv[1:] if name.endswith(".yaml")]
    if named:
        compile_gold(named)
        print(f"{len(named)} files compile")
        return 0
    out_of_date = 0
    for path, text in compile_files().items():
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path} is out of date: run python scripts/compile_gold.py", file=sys.stderr)
            out_of_date = 1
    return out_of_date


if __name__ == "__main__":
    sys.exit(main())
