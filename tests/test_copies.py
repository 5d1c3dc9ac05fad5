"""Articles that share their text, on generated texts and what editors do to them."""

from __future__ import annotations

import struct
from itertools import combinations
from random import Random

from kg.model.stories import TextGroup
from kg.resolve.stories import MemoryPrints, Printed, find_text_groups, print_of

#: Words of invented dispatches: enough that two of them share no run by chance, as few as make sentences repeat words.
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu"]
CREDITS = ("Coast Wire", "With reporting by our own correspondent", "Additional material from agencies")


def write_dispatch(random: Random) -> list[str]:
    """Eight paragraphs, each with a number."""
    words = ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(400)]
    return [
        " ".join([*random.choices(words, k=random.randint(25, 45)), str(random.randint(2, 900)), "people"]) + "."
        for _ in range(8)
    ]


def edit(paragraphs: list[str], random: Random) -> str:
    """What a desk does: another headline, one or two paragraphs less, other figures, a line of credit."""
    kept = [each for each in paragraphs if each not in random.sample(paragraphs[1:], k=random.randint(0, 2))]
    corrected = [each.replace(each.split()[-2], str(random.randint(2, 900))) for each in kept]
    headline = " ".join("".join(random.choices(SYLLABLES, k=3)) for _ in range(8))
    return "\n\n".join([headline, *corrected, random.choice(CREDITS)])


def find_groups(*articles: Printed) -> list[TextGroup]:
    """The groups of all these articles."""
    return find_text_groups(MemoryPrints(articles), [article.article_id for article in articles])


def test_edited_copies_are_found_and_nothing_else() -> None:
    random = Random(11)
    articles: list[Printed] = []
    pairs: set[frozenset[str]] = set()
    for number in range(60):
        dispatch = write_dispatch(random)
        prints = [f"{number}-{n}" for n in range(random.randint(1, 4))]
        pairs.update(frozenset(pair) for pair in combinations(prints, 2))
        articles.extend(Printed(name, name, print_of(edit(dispatch, random))) for name in prints)
    found = {frozenset(pair) for group in find_groups(*articles) for pair in combinations(group.articles, 2)}
    precision, recall = len(found & pairs) / len(found), len(found & pairs) / len(pairs)
    assert len(pairs) > 100
    assert precision == 1.0
    assert recall >= 0.97


def test_relations_of_texts() -> None:
    random = Random(5)
    dispatch = write_dispatch(random)
    whole, copy = print_of("\n\n".join(dispatch)), print_of("\n\n".join([*dispatch[:7], "Coast Wire"]))
    start, other = print_of("\n\n".join(dispatch[:2])), print_of("\n\n".join(write_dispatch(random)))

    def relate(*articles: Printed) -> list[tuple[tuple[str, ...], str]]:
        return [(group.articles, group.relation) for group in find_groups(*articles)]

    assert relate(Printed("a", "Post", whole), Printed("b", "Gazette", copy)) == [(("a", "b"), "copy")]
    assert relate(Printed("a", "Post", whole), Printed("b", "Post", copy)) == [(("a", "b"), "version")]
    assert relate(Printed("a", None, whole), Printed("b", None, copy)) == [(("a", "b"), "copy")]
    assert relate(Printed("a", "Post", whole), Printed("b", "Gazette", start)) == [(("a", "b"), "excerpt")]
    assert relate(Printed("a", "Post", whole), Printed("b", "Gazette", other)) == []


def test_groups_do_not_depend_on_the_order_and_can_be_asked_for_one_by_one() -> None:
    random = Random(3)
    dispatches = [write_dispatch(random) for _ in range(4)]
    articles = [Printed(f"{n}", f"{n}", print_of(edit(dispatches[n % 4], random))) for n in range(12)]
    groups = find_groups(*articles)
    assert len(groups) == len(dispatches)
    for _ in range(3):
        random.shuffle(articles)
        assert find_groups(*articles) == groups
    for group in groups:
        assert find_text_groups(MemoryPrints(articles), [group.articles[1]]) == [group]
    assert find_text_groups(MemoryPrints(articles), []) == []


def test_a_short_text_is_no_copy_of_another() -> None:
    short = print_of("Rain is expected in the north today and on Friday.")
    assert find_groups(Printed("a", "Post", short), Printed("b", "Gazette", short)) == []


def test_a_print_is_the_same_on_every_machine() -> None:
    made = print_of("Floods hit the valley on Monday, and 1,200 people fled to the hills above the town of Orlen.")
    numbers = struct.unpack("<3I", made.signature[:12])
    assert (made.runs, numbers) == (15, (240330817, 130812324, 22141099))
