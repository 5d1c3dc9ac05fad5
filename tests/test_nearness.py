"""How far articles tell one story: the same from either side, one by one or all at once, as plain arithmetic has it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.stories import Story
from kg.resolve.stories.nearness import find_nearness
from kg.resolve.stories.weights import weigh
from kg.resolve.stories.words import find_stem

WORDS = ("flood", "river", "street", "bridge", "storm", "harbour", "school", "mayor")
NAMES = ("vessa", "orlen", "lira", "mork")

words = st.lists(st.sampled_from(WORDS), max_size=12)
names = st.frozensets(st.sampled_from(NAMES), max_size=3)
days = st.one_of(st.none(), st.integers(0, 80))


def tell(article_id: str, names: frozenset[str], words: list[str], day: int | None) -> Story:
    published = None if day is None else date(2025, 3, 1) + timedelta(day)
    return Story(article_id, frozenset(), frozenset(), names, weigh(" ".join(words)), published, ())


def cosine(one: list[str], other: list[str]) -> float:
    """Of two texts, each stem weighed by the logarithm of how often it stands there."""
    weights = [{find_stem(word): 1 + log(n) for word, n in Counter(text).items()} for text in (one, other)]
    lengths = [sqrt(sum(weight**2 for weight in each.values())) or 1.0 for each in weights]
    shared = weights[0].keys() & weights[1].keys()
    return sum(weights[0][stem] * weights[1][stem] for stem in shared) / (lengths[0] * lengths[1])


@given(one=st.tuples(names, words, days), others=st.lists(st.tuples(names, words, days), max_size=5))
def test_it_is_the_same_from_either_side_and_for_many_at_once(
    one: tuple[frozenset[str], list[str], int | None], others: list[tuple[frozenset[str], list[str], int | None]]
) -> None:
    story, stories = tell("a", *one), [tell(f"b{n}", *other) for n, other in enumerate(others)]
    found = find_nearness(story, stories)
    for other in stories:
        alone = find_nearness(story, [other])
        assert alone == {name: degree for name, degree in found.items() if name == other.article_id}
        assert list(find_nearness(other, [story]).values()) == list(alone.values())


@given(one=words, other=words, named=st.tuples(names, names), day=st.integers(0, 60))
def test_it_is_what_names_words_and_days_say(
    one: list[str], other: list[str], named: tuple[frozenset[str], frozenset[str]], day: int
) -> None:
    found = find_nearness(tell("a", named[0], one, 0), [tell("b", named[1], other, day)])
    shared = len(named[0] & named[1])
    if not shared:
        assert found == {}
    else:
        expected = sqrt(shared / sqrt(len(named[0]) * len(named[1])) * cosine(one, other)) - 0.01 * day
        assert max(expected, 0.0) == pytest.approx(found.get("b", 0.0), abs=0.01)


def test_articles_too_many_weeks_apart_are_not_near() -> None:
    vessa, flood = frozenset({"vessa"}), ["flood"]
    assert find_nearness(tell("a", vessa, flood, 0), [tell("b", vessa, flood, 61)]) == {}
    assert find_nearness(tell("a", vessa, flood, None), [tell("b", vessa, flood, 61)]) == {"b": pytest.approx(1.0)}
    assert find_nearness(tell("a", vessa, flood, 0), []) == {}
