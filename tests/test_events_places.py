"""Where events take place, where their own words do not say it."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.events import find_events
from kg.extract.times import find_times
from kg.model import Article


def find_places(text: str, word: str) -> list[str]:
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    entities = EntityIndex(document)
    events = find_events(document, entities, find_times(document), ())
    names = {entity.id: entity.name for entity in entities.entities()}
    event = next(event for event in events if document.quote(event.trigger).startswith(word))
    return [names[place] for place in event.places]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("On 26 September the roof of the Calder School in Brennick fell in.", "fell", "Brennick"),
        ("The tailings dam of the Korvan mine near Kestrin gave way on Monday.", "gave", "Kestrin"),
        ("Firefighters rescued ten people from a hotel in Kestrin.", "rescued", "Kestrin"),
        ("A bomb destroyed the house of a judge in Kestrin.", "destroyed", "Kestrin"),
        ("All 90 residents of Tarrow House, a block in Kestrin, were evacuated on Tuesday.", "evacuated", "Kestrin"),
        ("The mudslide buried half of the village of Velmora on Sunday.", "buried", "Velmora"),
        ("The mudslide buried half of the village of Velmora on Sunday.", "mudslide", "Velmora"),
        ("Nine people died in a landslide that buried part of the town of Velmora.", "landslide", "Velmora"),
        ("Nine people died in a landslide that buried part of the town of Velmora.", "died", "Velmora"),
        ("The collapse of the Dos Robles pit killed 64 men.", "collapse", "Dos Robles"),
        ("The death toll of the flood in Kestrin rose to nine.", "death", "Kestrin"),
    ],
)
def test_things_are_struck_where_their_phrase_says_they_are(text: str, word: str, place: str) -> None:
    assert find_places(text, word) == [place]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police killed a man from Kestrin.", "killed"),
        ("Rebels killed the governor of Kestrin province.", "killed"),
        ("Troops captured the commander of rebels from Velmora.", "captured"),
        ("A bus full of pilgrims from Velmora overturned.", "overturned"),
        ("The Brennick Party was expelled from talks on Kestria.", "expelled"),
        ("Each of the porters of Tarrow Quay saved a child.", "saved"),
        ("The toll of soldiers from Kestrin rose after the death of a driver.", "death"),
    ],
)
def test_where_people_come_from_is_not_where_they_are_harmed(text: str, word: str) -> None:
    assert find_places(text, word) == []


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Guards shot dead two fishermen and wounded a third on Lake Tarrow.", "shot", "Lake Tarrow"),
        ("Gunmen killed two teachers and abducted three others near Kestrin on Monday.", "killed", "Kestrin"),
        ("Six people were killed and four were missing after a ferry capsized off Velmora.", "killed", "Velmora"),
        ("A stone hit a greenhouse in Church Lane and cut a woman's hand.", "cut", "Church Lane"),
    ],
)
def test_verbs_of_one_harm_share_the_place_told_with_one_of_them(text: str, word: str, place: str) -> None:
    assert find_places(text, word) == [place]


def test_verbs_of_two_subjects_do_not_share_a_place() -> None:
    assert find_places("Guards killed two men, and an officer wounded a third in Kestrin.", "killed") == []
    assert find_places("Guards killed two men in Kestrin and the army wounded a third.", "wounded") == []


@pytest.mark.parametrize("verb", ["announced a general strike for Tuesday", "began a strike on Monday"])
def test_those_who_undertake_something_do_it_where_they_are(verb: str) -> None:
    assert find_places(f"Unions in Kestria {verb}.", "strike") == ["Kestria"]


def test_those_who_speak_of_something_are_elsewhere() -> None:
    assert find_places("Unions in Kestria condemned the strike.", "strike") == []


def test_what_talks_are_on_is_not_where_they_are() -> None:
    assert find_places("The party was expelled from talks on Kestria.", "talks") == []
    assert find_places("The party was expelled from talks in Kestria.", "talks") == ["Kestria"]
