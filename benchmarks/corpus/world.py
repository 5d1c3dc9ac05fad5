"""The world behind a corpus: who and what there is, and what happens.

What comes in: a seed and a size. What goes out: entities, and occurrences in the order of their days.
What it never does: depend on how much of it is asked for; each entity and occurrence has a random source of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.corpus.names import (
    COMPANY_PATTERNS,
    COUNTRIES,
    GROUP_PATTERNS,
    MINISTRIES,
    NGO_PATTERNS,
    PersonName,
    acronym,
    get_word,
    invent_person,
    without_accents,
)
from kg.model import EntityKind

FIRST_DAY = date(2023, 1, 2)

#: What can happen: the code of the event type, and the noun that tells it.
HAPPENINGS = {
    "flood": "flood",
    "storm": "storm",
    "earthquake": "earthquake",
    "fire": "fire",
    "transport-accident": "bus crash",
    "explosive-attack": "bombing",
    "shelling": "shelling",
    "demonstration": "protest",
    "epidemic": "cholera outbreak",
}

POSITIONS = (
    "Foreign Minister",
    "Health Minister",
    "Interior Minister",
    "Prime Minister",
    "Governor",
    "Ambassador",
    "Mayor",
)

_NAMESAKES = 0.04
_SAME_SURNAME = 0.08
_BRANCHES = 0.15
_REPEATS = 0.12


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that articles speak of.

    Attributes:
        id: `person-12`, `organization-3`, `state-UA`, `place-Kyiv`.
        kind: as in the facts.
        names: the spellings of its name, the proper one first.
        acronym: the short form of an organisation's name, if it has one.
        person: the parts of a person's name.
        position: what a person is called before the name.
        country: the id of the state that it belongs to.
        namesake_of: the id of another person of the same full name.
        branch_of: the id of the organisation of which it is a branch.
    """

    id: str
    kind: EntityKind
    type: str
    names: tuple[str, ...]
    acronym: str | None = None
    person: PersonName | None = None
    position: str | None = None
    country: str | None = None
    namesake_of: str | None = None
    branch_of: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happens once, in one place, on one day.

    Attributes:
        killed, injured: what the toll comes to in the end; earlier articles may state less.
        cast: the ids of those who speak or act in its articles: two persons, a ministry and another organisation.
        repeats: the id of an earlier occurrence of the same type in the same place, if it is easily confused with one.
    """

    id: str
    type: str
    place: str
    state: str
    day: date
    killed: int
    injured: int
    persons: tuple[str, ...]
    organizations: tuple[str, ...]
    accused: str
    repeats: str | None = None


class World:
    """All there is, for a corpus of about `articles` articles."""

    def __init__(self, articles: int, seed: int) -> None:
        self.seed = seed
        self.entities: dict[str, Entity] = {}
        self._states: list[str] = []
        self._places: dict[str, list[str]] = {}
        self._persons = max(20, articles // 4)
        self._organizations = max(12, articles // 12)
        self._per_day = max(1, articles // 1500)
        self._ministries: dict[str, list[str]] = {}
        self._known_surnames = min(1 / 3, 150 / self._persons)
        self._add_countries()
        for number in range(self._organizations):
            self._add(self._make_organization(number))
        bearers: dict[str, str] = {}
        for number in range(self._persons):
            person = self._make_person(number, bearers)
            bearers.setdefault(person.names[0], person.id)
            self._add(person)

    def __getitem__(self, entity_id: str) -> Entity:
        return self.entities[entity_id]

    def random(self, *key: object) -> Random:
        """A source of random numbers of its own for each key."""
        return Random(":".join(map(str, (self.seed, *key))))

    def iter_occurrences(self) -> Iterator[Occurrence]:
        """What happens, without end."""
        recent: list[Occurrence] = []
        number = 0
        while True:
            happened = self._make_occurrence(number, recent)
            recent = [*recent[-40:], happened]
            yield happened
            number += 1

    def _add(self, entity: Entity) -> None:
        self.entities[entity.id] = entity

    def _add_countries(self) -> None:
        for spellings, code, _, cities in COUNTRIES:
            state = f"state-{code}"
            self._add(Entity(state, "state", "country", spellings, country=state))
            self._states.append(state)
            for names in cities:
                place = f"place-{without_accents(names[0]).replace(' ', '-')}"
                self._add(Entity(place, "place", "city", names, country=state))
                self._places.setdefault(state, []).append(place)
            for field in MINISTRIES:
                ministry = f"ministry-{code}-{field.replace(' ', '-')}"
                spellings_of_it = tuple(
                    pattern.format(field=field, country=spellings[0])
                    for pattern in ("Ministry of {field} of {country}", "{country}'s Ministry of {field}")
                )
                self._add(Entity(ministry, "organization", "government", spellings_of_it, country=state))
                self._ministries.setdefault(state, []).append(ministry)

    def _make_person(self, number: int, bearers: dict[str, str]) -> Entity:
        """A person; a few have the name, and more of them the surname, of one who was there before."""
        random = self.random("person", number)
        name = invent_person(random, known=self._known_surnames)
        if number and random.random() < _SAME_SURNAME:
            other = self.entities[f"person-{random.randrange(number)}"].person
            if other is not None:
                name = other if random.random() < _NAMESAKES / _SAME_SURNAME else PersonName(name.given, other.surname)
        return Entity(
            f"person-{number}",
            "person",
            "politician",
            (name.full,),
            person=name,
            position=random.choice(POSITIONS),
            country=random.choice(self._states),
            namesake_of=bearers.get(name.full),
        )

    def _make_organization(self, number: int) -> Entity:
        random = self.random("organization", number)
        entity_id, state = f"organization-{number}", random.choice(self._states)
        country = self.entities[state].names[0]
        if number and random.random() < _BRANCHES:
            parent = self.entities[f"organization-{random.randrange(number)}"]
            if parent.type == "ngo" and parent.branch_of is None:
                return Entity(
                    entity_id,
                    "organization",
                    "ngo",
                    (f"{parent.names[0]} {country}",),
                    country=state,
                    branch_of=parent.id,
                )
        drawn, word = random.random(), get_word(number)
        turn = number // 5760  # words begin again there, and patterns must not
        if drawn < 0.15:
            name = GROUP_PATTERNS[turn % len(GROUP_PATTERNS)].format(word)
            return Entity(entity_id, "organization", "armed-group", (name,), acronym=acronym(name), country=state)
        if drawn < 0.3:
            name = COMPANY_PATTERNS[turn % len(COMPANY_PATTERNS)].format(word)
            return Entity(entity_id, "organization", "company", (name, name.rpartition(" ")[0]), country=state)
        name = NGO_PATTERNS[(turn + number) % len(NGO_PATTERNS)].format(word)
        spellings = (name, name.replace("&", "and")) if "&" in name else (name,)
        return Entity(entity_id, "organization", "ngo", spellings, acronym=acronym(name), country=state)

    def _make_occurrence(self, number: int, recent: list[Occurrence]) -> Occurrence:
        random = self.random("occurrence", number)
        day = FIRST_DAY + timedelta(days=number // self._per_day)
        like = random.choice(recent) if recent and random.random() < _REPEATS else None
        state = like.state if like else random.choice(self._states)
        return Occurrence(
            id=f"occurrence-{number}",
            type=like.type if like else random.choice(list(HAPPENINGS)),
            place=like.place if like else random.choice(self._places[state]),
            state=state,
            day=day,
            killed=random.randint(2, 90),
            injured=random.randint(3, 400),
            persons=tuple(self._draw(random, "person", self._persons, 2)),
            organizations=(
                random.choice(self._ministries[state]),
                *self._draw(random, "organization", self._organizations, 1),
            ),
            accused=random.choice([other for other in self._states if other != state]),
            repeats=like.id if like and like.day != day else None,
        )

    @staticmethod
    def _draw(random: Random, kind: str, size: int, count: int) -> list[str]:
        """Different ids of a kind; a few are drawn often and most of them seldom."""
        drawn: list[str] = []
        while len(drawn) < count:
            entity_id = f"{kind}-{int(size * random.random() ** 2.5)}"
            if entity_id not in drawn:
                drawn.append(entity_id)
        return drawn
