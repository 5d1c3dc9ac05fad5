"""One article: sentences from templates, with a mark on each name and each fact as it is written.

What comes in: an occurrence, and the publisher that tells it. What goes out: an article, its facts, and the truth.
What it never does: write a fact that the words do not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from benchmarks.corpus import templates
from benchmarks.corpus.calling import Calling, Piece
from benchmarks.corpus.sheet import Sheet, Told
from benchmarks.corpus.world import HAPPENINGS, Entity, Occurrence, World
from kg.model import (
    Article,
    ArticleFacts,
    Attribution,
    Claim,
    Communication,
    Count,
    Event,
    Mention,
    Participant,
    Relation,
    Span,
    Time,
)
from kg.model import Entity as Found

EXTRACTOR = "corpus 1.0"


@dataclass(frozen=True, slots=True)
class Telling:
    """How an article tells an occurrence.

    Attributes:
        key: what its choices follow from; a near copy has the key of its original.
        style: the publisher whose spellings it uses; a copy keeps those of its original.
        publisher: who prints it.
        written: the day that its words are told from.
        printed: the day of publication.
        part: how much of the final toll is known, 0..1.
        dateline: what a copy puts before the text.
        paragraphs: after how many paragraphs it stops.
    """

    key: str
    style: str
    publisher: str
    written: date
    printed: date
    part: float
    dateline: str = ""
    paragraphs: int | None = None


@dataclass(slots=True)
class _Facts:
    times: list[Time] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    communications: list[Communication] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


class Draft:
    """An article while it is written."""

    def __init__(self, world: World, occurrence: Occurrence, telling: Telling) -> None:
        self.occurrence_spans: list[Span] = []
        self.figures: dict[str, int] = {}
        self._sheet = Sheet(telling.dateline)
        self._world = world
        self._occurrence = occurrence
        self._telling = telling
        self._random = world.random("article", telling.key)
        self._facts = _Facts()
        self._calling = Calling(world, telling.style, self._random)
        self._topics = self._shuffled(templates.TOPICS)
        self._fillers = self._shuffled(templates.FILLERS)
        self._write()

    @property
    def text(self) -> str:
        """The text."""
        return self._sheet.text

    @property
    def told(self) -> list[Told]:
        """The names in it."""
        return self._sheet.told

    def facts(self, article: Article) -> ArticleFacts:
        """What the article says, as facts that have not been linked."""
        found = self._facts
        entities: dict[str, list[Told]] = {}
        for told in self.told:
            entities.setdefault(told.entity, []).append(told)
        return ArticleFacts(
            article=article,
            extractor=EXTRACTOR,
            entities=(
                *(self._to_entity(entity_id, told) for entity_id, told in entities.items()),
                Found(id="publisher", kind="organization", type="media", name=self._telling.publisher),
            ),
            times=tuple(found.times),
            events=tuple(found.events),
            communications=tuple(found.communications),
            claims=tuple(found.claims),
            counts=tuple(found.counts),
            relations=tuple(found.relations),
        )

    def headline(self) -> str:
        """A headline; some newsrooms set them in capitals."""
        place = self._calling.spell(self._world[self._occurrence.place])
        line = f"{HAPPENINGS[self._occurrence.type].capitalize()} in {place}: {self._toll()} dead"
        return line.upper() if self._calling.style("capitals").random() < 0.1 else line

    def _write(self) -> None:
        happened, random = self._occurrence, self._random
        ministry, organization = (self._world[i] for i in happened.organizations)
        first, second = (self._world[i] for i in happened.persons)
        paragraphs: list[list[Callable[[], None]]] = [
            [self._lead, partial(self._toll_sentence, ministry)],
            [partial(self._statement, first)] * 2,
            [self._filler] * 3,
            [partial(self._letter, organization, ministry), partial(self._statement, organization)],
            [partial(self._accusation, second), partial(self._statement, second)],
            [partial(self._holder, first, second), self._filler],
            [self._filler] * 3,
        ]
        if random.random() < 0.4:
            paragraphs[1], paragraphs[4] = paragraphs[4], paragraphs[1]
        wanted = random.randint(4, len(paragraphs))
        for paragraph in paragraphs[:wanted][: self._telling.paragraphs]:
            if self._sheet.text != self._telling.dateline:
                self._sheet.text += "\n\n"
            for write in paragraph:
                write()

    def _lead(self) -> None:
        happened = self._occurrence
        noun = HAPPENINGS[happened.type]
        spans = self._say(
            templates.LEADS,
            {"event": Piece(noun), "place": self._calling.name(happened.place), "day": self._day(happened.day)},
        )
        time = self._time(spans["day"], happened.day)
        self._facts.events.append(
            Event(
                id=_id("event", spans["event"]),
                type=happened.type,
                trigger=spans["event"],
                places=(happened.place,),
                times=(time,),
                evidence=(spans["sentence"],),
                confidence=0.8,
            )
        )
        self.occurrence_spans.append(spans["event"])

    def _toll_sentence(self, source: Entity) -> None:
        happened, harm = self._occurrence, self._random.choice(["killed", "injured"])
        value = self._toll() if harm == "killed" else max(1, round(happened.injured * self._telling.part))
        self.figures[harm] = value
        slots = {
            "count": Piece(str(value)),
            "harm": Piece(harm),
            "source": self._calling.name(source.id),
            "cue": self._cue(),
        }
        spans = self._say(templates.TOLLS, slots)
        claim = self._claim("quantity", spans, source.id)
        at_least = "at least" in self._sheet.text[spans["content"].start : spans["content"].end].lower()
        self._facts.counts.append(
            Count(
                id=_id("count", spans["count"]),
                harm=harm,
                value=value,
                lower=value if at_least else None,
                qualifier="at-least" if at_least else "unstated",
                place=happened.place,
                cause=happened.type,
                event=self._facts.events[0].id,
                claim=claim,
                evidence=(spans["sentence"],),
                confidence=0.9,
            )
        )

    def _statement(self, speaker: Entity) -> None:
        topic = self._filled(self._topics.pop())
        slots = {"person": self._calling.name(speaker.id), "cue": self._cue(), "topic": Piece(topic)}
        self._claim(
            "assertion", self._say(templates.STATEMENTS, slots | {"Topic": Piece(_capitalized(topic))}), speaker.id
        )

    def _letter(self, sender: Entity, recipient: Entity) -> None:
        day = self._telling.written - timedelta(days=self._random.randint(1, 5))
        spans = self._say(
            templates.LETTERS,
            {
                "sender": self._calling.name(sender.id),
                "recipient": self._calling.name(recipient.id),
                "letter": Piece("letter"),
                "day": self._day(day),
                "topic": Piece(self._filled(self._random.choice(templates.REQUESTS))),
            },
        )
        self._facts.communications.append(
            Communication(
                id=_id("communication", spans["letter"]),
                type="letter",
                trigger=spans["letter"],
                participants=(
                    Participant(entity=sender.id, role="sender", evidence=(spans["sender"],)),
                    Participant(entity=recipient.id, role="recipient", evidence=(spans["recipient"],)),
                ),
                times=(self._time(spans["day"], day),),
                evidence=(spans["sentence"],),
                confidence=0.85,
                medium="letter",
                senders=(sender.id,),
                recipients=(recipient.id,),
                topics=(spans["topic"],),
            )
        )

    def _accusation(self, accuser: Entity) -> None:
        accused = self._occurrence.accused
        spans = self._say(
            templates.ACCUSATIONS,
            {
                "person": self._calling.name(accuser.id),
                "accused": self._calling.name(accused),
                "alleged": Piece(self._random.choice(templates.ALLEGED)),
                "area": Piece(self._random.choice(templates.AREAS)),
                "cue": Piece("accused"),
            },
        )
        alleged = Event(
            id=_id("event", spans["alleged"]),
            type="violence",
            trigger=spans["alleged"],
            participants=(Participant(entity=accused, role="alleged-perpetrator", evidence=(spans["accused"],)),),
            evidence=(spans["content"],),
            confidence=0.7,
        )
        self._facts.events.append(alleged)
        self._claim("accusation", spans, accuser.id, alleges=(alleged.id,), about=(accused,))

    def _holder(self, *persons: Entity) -> None:
        """Whose minister one of them is, which tells namesakes apart."""
        person = self._random.choice(persons)
        state, position = person.country or "", (person.position or "").lower()
        spans = self._say(
            templates.HOLDERS,
            {
                "person": self._calling.name(person.id),
                "position": Piece(position),
                "state": self._calling.name(state),
                "place": self._calling.name(self._occurrence.place),
            },
        )
        self._facts.relations.append(
            Relation(
                id=_id("relation", spans["sentence"]),
                subject=person.id,
                predicate="holds-position",
                object=state,
                evidence=(spans["sentence"],),
                confidence=0.8,
            )
        )

    def _filler(self) -> None:
        self._say((self._filled(self._fillers.pop()),), {})

    def _filled(self, line: str) -> str:
        """A line with words in its slots; a slot that is written with a capital begins the sentence."""
        words = {name: self._random.choice(choices) for name, choices in templates.WORDS.items()}
        capitalized = {name.capitalize(): _capitalized(word) for name, word in words.items()}
        return line.format(**words, **capitalized, number=self._random.choice(templates.NUMBERS))

    def _shuffled(self, lines: tuple[str, ...]) -> list[str]:
        return self._random.sample(lines, len(lines))

    # -- words ----------------------------------------------------------------------------------------

    def _say(self, templates: tuple[str, ...], slots: Mapping[str, Piece]) -> dict[str, Span]:
        """Write one of these sentences; see `Sheet.say`."""
        return self._sheet.say(self._random.choice(templates), slots)

    def _cue(self) -> Piece:
        return Piece(self._random.choice(("said", "said", "announced", "stated")))

    def _day(self, day: date) -> Piece:
        """A day of the week if it is near enough, or else the date."""
        if (self._telling.written - day).days < 6:
            return Piece(templates.DAYS[day.weekday()])
        return Piece(f"{day.day} {day:%B %Y}")

    def _toll(self) -> int:
        return max(1, round(self._occurrence.killed * self._telling.part))

    # -- facts ----------------------------------------------------------------------------------------

    def _time(self, span: Span, day: date) -> str:
        iso = day.isoformat()
        time = Time(
            id=_id("time", span),
            start=span.start,
            end=span.end,
            value=iso,
            edtf=iso,
            earliest_start=iso,
            latest_start=iso,
            earliest_end=iso,
            latest_end=iso,
            precision="day",
            confidence=0.95,
        )
        self._facts.times.append(time)
        return time.id

    def _claim(
        self,
        type_: str,
        spans: Mapping[str, Span],
        source: str,
        *,
        alleges: tuple[str, ...] = (),
        about: tuple[str, ...] = (),
    ) -> str:
        content = spans["content"]
        direct = self._sheet.text[content.start - 1] == "“"
        claim = Claim(
            id=_id("claim", content),
            type=type_,
            content=(content,),
            quotation="direct" if direct else "indirect",
            attributions=(
                Attribution(
                    level=1,
                    source=source,
                    cue=spans["cue"],
                    source_span=spans.get("person", spans.get("source")),
                    factuality="certain-positive",
                    stance="neutral",
                ),
                Attribution(level=2, source="publisher"),
            ),
            alleges=alleges,
            about=about,
            evidence=(spans["sentence"],),
            confidence=0.9,
        )
        self._facts.claims.append(claim)
        return claim.id

    def _to_entity(self, entity_id: str, told: list[Told]) -> Found:
        """What the article alone tells of an entity: its longest name, and the others as aliases."""
        entity = self._world[entity_id]
        names = sorted({self._sheet.text[each.start : each.end] for each in told}, key=lambda name: (-len(name), name))
        return Found(
            id=entity_id,
            kind=entity.kind,
            type=entity.type,
            name=names[0],
            aliases=tuple(sorted(names[1:])),
            mentions=tuple(Mention(start=each.start, end=each.end) for each in told),
            confidence=0.9,
        )


def _capitalized(words: str) -> str:
    return words[:1].upper() + words[1:]


def _id(kind: str, span: Span) -> str:
    return f"{kind}-{span.start}-{span.end}"


def to_record(draft: Draft, telling: Telling, *, url: str) -> dict[str, str]:
    """The article as one object of JSON, such as a newsroom would hand over."""
    return {
        "url": url,
        "publisher": telling.publisher,
        "published": telling.printed.isoformat(),
        "headline": draft.headline(),
        "language": "en",
        "text": draft.text,
    }
