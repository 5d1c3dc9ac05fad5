"""The type of an event by the frame of its word: what stands beside it, and how; texts made up."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.lexicon import iter_words
from kg.model import Article, ArticleFacts, Event


def find(text: str) -> tuple[dict[str, Event], dict[str, str]]:
    """The events of a text by their trigger, and the names of its entities."""
    facts = next(extract([Article(id="a", text=text, published="2025-04-14")]))
    assert isinstance(facts, ArticleFacts)
    events = {text[event.trigger.start : event.trigger.end]: event for event in facts.events}
    return events, {entity.id: entity.name for entity in facts.entities}


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        # what someone is made or found to be
        ("Rebels took two nurses hostage.", "took", "abduction"),
        ("Rebels took two photographs.", "took", "occurrence"),
        ("The jury found the clerk guilty.", "found", "sentence"),
        ("The child found the key.", "found", "occurrence"),
        # how
        ("The guard sexually abused her.", "abused", "sexual-violence"),
        ("The guard abused her.", "abused", "violence"),
        # what it is done for
        ("Volunteers helped the villagers.", "helped", "aid"),
        ("Cheap loans helped finance the bridge.", "helped", "occurrence"),
        # by how much
        ("Ada Steel sank 3 percent.", "sank", "economic-change"),
        ("The ferry sank.", "sank", "transport-accident"),
        # who does it, also in the passive
        ("A clerk was hit by a lorry.", "hit", "transport-accident"),
        ("A clerk was hit by a thief.", "hit", "violence"),
        # a particle, next to the verb or behind the object
        ("The guard shot down the drone.", "shot down", "violence"),
        ("The mayor threw the boy out.", "threw", "displacement"),
        ("The ministry called off the search.", "called off", "withdrawal"),
        # a preposition that goes with the verb
        ("The union called for a vote.", "called", "demand"),
        ("The shop set the lamps alight.", "set", "property-destruction"),
    ],
)
def test_frames(text, word, code):
    """Complements, adverbs, infinitives, measures, agents and particles decide as objects do."""
    events, _ = find(text)
    assert events[word].type == code


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Fighting broke out near the port.", "broke out", "armed-clash"),
        ("The workers began a strike.", "began", "strike-or-boycott"),
        ("The painter began a portrait.", "began", "occurrence"),
        ("A crossing opened near the mill.", "opened", "occurrence"),
    ],
)
def test_what_begins(text, word, code):
    """That an event begins or goes on is told by a verb of the type that its noun has."""
    events, _ = find(text)
    assert events[word].type == code


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("The flogging of a clerk shocked the town.", "flogging", "violence"),
        ("A murder case began.", "case", "trial"),
        ("The court awarded him damages.", "damages", "transaction"),
        ("The flood did damage.", "damage", "property-destruction"),
        ("The emergency landing shook them.", "landing", "transport-accident"),
    ],
)
def test_nouns(text, word, code):
    """A gerund tells what its verb does, a noun what it is with the word before it, a plural what it is alone."""
    events, _ = find(text)
    assert events[word].type == code


@pytest.mark.parametrize(
    "text", ["A case of wine stood there.", "She watched a war film.", "The protest leaders slept."]
)
def test_nouns_without_an_event(text):
    """A noun that needs a modifier is none without it, nor is what a film or a person is called after."""
    events, _ = find(text)
    assert not {"case", "war", "protest"} & set(events)


def test_forms_that_the_tagger_mistakes():
    """`hopes` is no form of `hop`."""
    events, _ = find("The mayor hopes to win.")
    assert "hopes" not in events


def test_where_one_flees_from():
    """The place that is fled is left, and none of those who take part."""
    events, names = find("Villagers fled Cairo.")
    roles = {names[participant.entity]: participant.role for participant in events["fled"].participants}
    assert roles == {"Villagers": "agent", "Cairo": "source"}


def test_rows_of_classes():
    """A row stands for all pairs of its words."""
    assert {row["nouns"] for row in iter_words("noun_classes", "nouns") if row["class"] == "home"} >= {"home", "house"}
