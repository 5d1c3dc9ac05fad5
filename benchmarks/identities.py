"""How well, and how fast, actors are told apart and joined across articles, on names made up with known bearers.

    python -m benchmarks.identities 500 1000 2000

Actors get names from syllables, so that nobody real is meant. Articles name them fully, with initials, by surname,
in two transliterations, by acronym, with a legal form; some persons share a common name. Scored are pairs of
references: precision is the share of joined pairs that are to one actor, recall the share of pairs to one actor that
are joined. Time is that of `resolve` for all articles, and for one more article on top, beside that of storing them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from kg.identifiers import BASE
from kg.model import ArticleFacts
from kg.namespaces import KG
from kg.pipeline import resolve
from kg.store import Store
from tests.made_articles import Named, article, put

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnrstv" for vowel in "aeo"]
_FIELDS = ["Lake", "Forest", "Mine", "River", "Mountain", "Harbour", "Bridge", "Road", "Water", "Seed", "Grain"]
_BODIES = ["Council", "Agency", "Institute", "Foundation", "Association", "Service", "Bank", "Centre"]
_COMMON = ("John Smith", "James Brown", "Mary Jones", "Ali Hassan", "Juan Garcia", "Li Wei")


@dataclass
class Actor:
    """Someone or something real, and how articles call it: for each form its weight."""

    forms: dict[Named, int]
    company: list[int] = field(default_factory=list)


def _word(choice: random.Random, length: int) -> str:
    return "".join(choice.choice(_SYLLABLES) for _ in range(length)).capitalize()


def _person(choice: random.Random) -> Actor:
    given, surname = _word(choice, 2), _word(choice, 3)
    name, middle = f"{given} {surname}", choice.choice("ABDEFGKLMNRST")
    other = choice.choice([f"{given} {surname.replace('k', 'q')}", f"{given} {surname.replace('v', 'w')}", name])
    return Actor(
        {
            Named("person", name, (surname,)): 10,
            Named("person", f"{given} {middle}. {surname}", (surname,)): 2,
            Named("person", f"{name[0]}. {surname}"): 1,
            Named("person", other, ()): 2,
            Named("person", surname): 2,
        }
    )


def _body(choice: random.Random) -> Actor:
    name = f"{_word(choice, 3)} {choice.choice(_FIELDS)} {choice.choice(_FIELDS)} {choice.choice(_BODIES)}"
    acronym = "".join(word[0] for word in name.split())
    return Actor(
        {
            Named("organization", name, (acronym,), "ngo"): 8,
            Named("organization", name.replace("Centre", "Center"), (), "ngo"): 3,
            Named("organization", f"The {name}", (), "ngo"): 2,
            Named("organization", acronym, (), "ngo"): 2,
        }
    )


def make(number: int, seed: int) -> list[tuple[ArticleFacts, dict[str, int]]]:
    """Articles, each with the actor that each name in it stands for."""
    choice = random.Random(seed)
    actors = [(_person if i % 2 else _body)(choice) for i in range(max(20, number // 4))]
    for name in _COMMON:
        actors.extend(Actor({Named("person", name): 1}) for _ in range(max(2, number // 200)))
    for i, actor in enumerate(actors):
        near = {next(iter(actors[j].forms)).name: j for j in choice.sample(range(len(actors)), 8) if j != i}
        actor.company = sorted(near.values())[:6]  # nobody keeps company with two of one name
    weights = [1 / (1 + i % 97) for i in range(len(actors))]
    made = []
    for n in range(number):
        first = choice.choices(range(len(actors)), weights)[0]
        present = [
            first,
            *choice.sample(actors[first].company, min(3, len(actors[first].company))),
            choice.randrange(len(actors)),
        ]
        named: dict[str, tuple[Named, int]] = {}
        for i in dict.fromkeys(present):
            form = choice.choices(list(actors[i].forms), list(actors[i].forms.values()))[0]
            named.setdefault(form.name, (form, i))
        facts = article(f"a{n}", *(form for form, _ in named.values()), publisher=f"Paper {n % 7}")
        made.append((facts, {name: i for name, (_, i) in named.items()}))
    return made


def score(store: Store, truth: dict[tuple[str, str], int]) -> tuple[float, float]:
    """Precision and recall over pairs of references."""
    names = {quad.subject: quad.object.value for quad in store.dataset.quads_for_pattern(None, KG.name, None)}  # type: ignore[union-attr]
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for quad in store.dataset.quads_for_pattern(None, KG.refersTo, None):
        key = (quad.graph_name.value.rpartition("/")[2], names[quad.subject])  # type: ignore[union-attr]
        if key in truth:
            found[quad.object.value][truth[key]] += 1  # type: ignore[union-attr]

    def pairs(count: int) -> int:
        return count * (count - 1) // 2

    joined = sum(pairs(each.total()) for each in found.values())
    right = sum(pairs(count) for each in found.values() for count in each.values())
    real = sum(pairs(count) for count in Counter(truth[key] for key in truth).values())
    return right / joined, right / real


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    print("articles  precision  recall  resolve (s)  resolve/store  ms an article  one more (ms)")
    for size in sizes:
        made = make(size + 1, seed=7)
        truth = {(facts.article.id, name): actor for facts, actors in made for name, actor in actors.items()}
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "store") as store:
            start = time.process_time()
            with store.writing():
                for facts, _ in made[:-1]:
                    put(store, facts)
            stored = time.process_time()
            resolve(store, base=BASE)
            resolved = time.process_time()
            put(store, made[-1][0])
            again = time.process_time()
            resolve(store, base=BASE)
            one_more = time.process_time() - again
            precision, recall = score(store, truth)
        took = resolved - stored
        print(
            f"{size:8}  {precision:9.3f}  {recall:6.3f}  {took:11.1f}  {took / (stored - start):13.2f}"
            f"  {1000 * took / size:13.2f}  {1000 * one_more:13.1f}"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 1000, 2000])
