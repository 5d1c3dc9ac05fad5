"""Who does what to whom, by the syntax of hand-made sentences."""

from __future__ import annotations

import pytest

from kg.extract.arguments import (
    find_arguments,
    find_content,
    find_governor,
    find_prepositional,
    find_subjects,
    is_passive,
    spread,
)
from kg.extract.document import parse
from kg.model import Article


def tokens_of(text):
    return {token.text: token for token in parse(Article(id="a", text=text)).doc}


def words(tokens):
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "verb", "agents", "patients"),
    [
        ("Rebels attacked the convoy.", "attacked", ["Rebels"], ["convoy"]),
        ("The convoy was attacked by rebels.", "attacked", ["rebels"], ["convoy"]),
        (
            "Rebels and soldiers attacked the convoy and the camp.",
            "attacked",
            ["Rebels", "soldiers"],
            ["convoy", "camp"],
        ),
        ("Police chased the man who robbed the bank.", "robbed", ["man"], ["bank"]),
        ("The troops promised to leave the town.", "leave", ["troops"], ["town"]),
        ("The army forced villagers to leave the valley.", "leave", ["villagers"], ["valley"]),
        ("Guards shot and killed a prisoner.", "shot", ["Guards"], ["prisoner"]),
        ("Guards shot and killed a prisoner.", "killed", ["Guards"], ["prisoner"]),
        ("A bomber attacked the market, killing nine people.", "killing", ["bomber"], ["people"]),
        ("The ministry accused smugglers of selling weapons.", "selling", ["smugglers"], ["weapons"]),
        ("Soldiers killed in the raid were buried.", "killed", [], ["Soldiers"]),
        ("The letter that the union sent angered the mayor.", "sent", ["union"], ["letter"]),
        ("France is ready to send troops.", "send", ["France"], ["troops"]),
        ("Hundreds of farmers blocked the road.", "blocked", ["farmers"], ["road"]),
        ("Soldiers accused of theft were acquitted.", "accused", [], ["Soldiers"]),
        ("The newspaper called Thursday on farmers to unite.", "called", ["newspaper"], []),
        ("The mayor asked residents to leave the hall.", "leave", ["residents"], ["hall"]),
        ("The embassy asked to send a delegation.", "send", ["embassy"], ["delegation"]),
        ("The union called on Norway to lift the ban.", "lift", ["Norway"], ["ban"]),
        ("Farmers appealed to the army to protect them.", "protect", ["army"], ["them"]),
        ("The bus was hit by a shell, killing two men.", "killing", ["shell"], ["men"]),
        ("The union issued a statement calling for talks.", "calling", ["union"], []),
    ],
)
def test_arguments(text, verb, agents, patients):
    """Voice, lists, relative clauses, control and quantities are undone."""
    found = find_arguments(tokens_of(text)[verb])
    assert (words(found.agents), words(found.patients)) == (agents, patients)


def test_recipients():
    """An indirect object receives, with and without its preposition; so does the subject of its passive."""
    assert words(find_arguments(tokens_of("Norway gave Chad a loan.")["gave"]).recipients) == ["Chad"]
    assert words(find_arguments(tokens_of("Norway gave a loan to Chad and Mali.")["gave"]).recipients) == [
        "Chad",
        "Mali",
    ]
    passive = find_arguments(tokens_of("Villagers were given food by the army.")["given"])
    assert (words(passive.recipients), words(passive.agents)) == (["Villagers"], ["army"])


def test_empty_subjects_are_left_out():
    """There is nobody behind the "it" and "there" of an impersonal clause."""
    assert words(find_subjects(tokens_of("It emerged that the bridge fell.")["emerged"])) == []


def test_passive_is_shared():
    """A second participle is as passive as the first."""
    tokens = tokens_of("Three men were arrested and jailed.")
    assert is_passive(tokens["arrested"])
    assert is_passive(tokens["jailed"])
    assert not is_passive(tokens_of("Police have arrested three men.")["arrested"])


def test_prepositional_phrases_spread_over_lists():
    """Each member of a list after one preposition is found with it."""
    pairs = find_prepositional(tokens_of("Talks were held in Aden and Taiz.")["held"])
    assert [(preposition.text, token.text) for preposition, token in pairs] == [("in", "Aden"), ("in", "Taiz")]


def test_spread_and_content():
    """Lists are spread, and words of quantity stand for what they count."""
    tokens = tokens_of("Oslo, Bergen and Bodø were hit by dozens of storms.")
    assert words(spread(tokens["Oslo"])) == ["Oslo", "Bergen", "Bodø"]
    assert find_content(tokens["dozens"]).text == "storms"


def test_governor():
    """The governor of a noun is the verb of its clause; a main verb has none."""
    tokens = tokens_of("Rebels attacked the convoy near Aden.")
    assert find_governor(tokens["Aden"]) == tokens["attacked"]
    assert find_governor(tokens["attacked"]) is None
