"""Which words tell an event at all, in what sense, and who is then the one that acts; texts made up."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article, ArticleFacts, Event


class Found:
    """The events of a text."""

    def __init__(self, text: str) -> None:
        facts = next(extract([Article(id="a", text=text, published="2025-04-14")]))
        assert isinstance(facts, ArticleFacts)
        self.text, self.events = text, facts.events
        self.claimed = {event for claim in facts.claims for event in claim.alleges}
        self.names = {entity.id: entity.name for entity in facts.entities}

    def words(self) -> list[str]:
        return [self.text[event.trigger.start : event.trigger.end] for event in self.events]

    def get(self, word: str) -> Event:
        return self.events[self.words().index(word)]

    def roles(self, word: str) -> dict[str, list[str]]:
        roles: dict[str, list[str]] = {}
        for participant in self.get(word).participants:
            roles.setdefault(participant.role, []).append(self.names[participant.entity])
        return roles


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The ceremony has taken place in Oslo.", ["ceremony"]),
        ("The mayor was re-elected on Monday.", ["elected"]),
        ("The children share #Strike with friends.", ["share"]),
        ("They played the video game Battle of Kings.", ["played", "game"]),
        ("Let us go.", ["go"]),
        ("The shuttle which will launch on STS-512 is old.", ["launch"]),
    ],
)
def test_what_tells_an_event(text, triggers):
    """No scrap of a word, title or idiom does."""
    assert Found(text).words() == triggers


def test_names_tell_no_event():
    """An organization with a word for an event in its name is none."""
    assert Found("Ana Berg leads the Northern Relief Campaign Group and the Clean Vote Party.").words() == ["leads"]
    assert "Conference" not in Found("The Catholic Bishops' Conference wrote to Oxfam.").words()


def test_idioms_have_no_objects():
    """In "takes place" the place takes no part."""
    assert "place" not in str(Found("The wall fell. It took place in Oslo.").names.values())


@pytest.mark.parametrize(
    ("text", "word", "patient"),
    [
        ("Forty asylum seekers rescued off Lampedusa", "rescued", "Forty asylum seekers"),
        ("Parents prosecuted over truancy in Leeds", "prosecuted", "Parents"),
        ("Relay team honored at Lima ceremony", "honored", "Relay team"),
        ("Bank robbed in broad daylight", "robbed", "Bank"),
    ],
)
def test_participles_of_headlines(text, word, patient):
    """A bare participle is passive."""
    assert Found(text).roles(word) == {"patient": [patient]}


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("The gunners were firing rounds of artillery at the town.", "firing", "violence"),
        ("The two sides had an exchange of fire near the border.", "fire", "armed-clash"),
        ("Mix the liquid by shaking the bottle.", "shaking", "occurrence"),
        ("A tremor shook the town.", "shook", "earthquake"),
        ("The doctors fought the disease for years.", "fought", "occurrence"),
        ("The leak of the documents embarrassed the ministry.", "leak", "publication"),
        ("A gas leak closed the school.", "leak", "industrial-accident"),
        ("Four workers died in the fall of a crane.", "fall", "accident"),
        ("The catch has dropped by a fifth.", "dropped", "economic-change"),
        ("A fall in prices hurt them.", "fall", "economic-change"),
        ("Prices fell.", "fell", "economic-change"),
        ("The curtain fell.", "fell", "occurrence"),
        ("The kettle exploded.", "exploded", "occurrence"),
        ("A grenade exploded in the market.", "exploded", "explosive-attack"),
        ("Her health declined last year.", "declined", "occurrence"),
        ("The mayor declined to comment.", "declined", "refusal"),
        ("Jonas suffered brain damage in the crash.", "damage", "injury"),
        ("The social movement began in Peru.", "movement", "occurrence"),
        ("The movement of troops began on Monday.", "movement", "movement"),
        ("A denial-of-service attack hit the bank.", "attack", "cyber-attack"),
        ("The hackers attacked the server.", "attacked", "cyber-attack"),
        ("The critic attacked the idea in a column.", "attacked", "condemnation"),
        ("Rebels attacked the village.", "attacked", "violence"),
        ("Critics charge that the law is weak.", "charge", "accusation"),
        ("The photographer shot the portrait in Rome.", "shot", "occurrence"),
        ("Police seized computers at the office.", "seized", "arrest"),
        ("Rebels seized two nurses.", "seized", "abduction"),
    ],
)
def test_senses(text, word, code):
    """A special type needs a word beside it that supports it."""
    assert Found(text).get(word).type == code


def test_what_is_only_called_so():
    """Neither what is named nor what a thing is for is an event."""
    assert Found("They bought a boat named Aurora.").words() == ["bought"]
    assert "retirement" not in Found("He sold the retirement home.").words()


def test_courts_and_countries_of_origin():
    """A court passes its sentence, and no country does what people from there do."""
    assert Found("The sentence of the Supreme Court was harsh.").roles("sentence") == {"agent": ["Supreme Court"]}
    found = Found("The applicants from Chad who applied last year were refused.")
    assert found.roles("applied") == {"agent": ["The applicants"]}


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        # what words tell of the clauses after them
        ("The clerk committed suicide on Monday.", "suicide", "actual"),
        ("The minister was able to cross the river.", "cross", "actual"),
        ("The rebels were not able to cross the river.", "cross", "negated"),
        ("The minister is able to cross the river.", "cross", "hypothetical"),
        ("If he were able to cross the river, he would speak.", "cross", "hypothetical"),
        ("The game was nearly tied.", "game", "actual"),
        ("The race is to be held in Oslo.", "race", "planned"),
        ("Had it happened earlier, the town would have burned.", "happened", "hypothetical"),
        ("The pages were either not loading, or loading slowly.", "loading", "negated"),
        ("Norway was urged not to ignore Chad's provocations.", "provocations", "actual"),
        ("The rebels did not carry out an attack.", "attack", "negated"),
        ("The alleged attack shocked the town.", "attack", "hypothetical"),
        ("He was convicted of murder.", "murder", "actual"),
        ("He was arrested on suspicion of murder.", "murder", "hypothetical"),
        ("He was tried over the murder of a guard.", "murder", "actual"),
        ("He is on trial for manslaughter.", "manslaughter", "hypothetical"),
        ("Police hold him for arson and theft.", "theft", "hypothetical"),
    ],
)
def test_modality(text, word, modality):
    """What is only charged, hoped or to come is told apart from what happened."""
    assert Found(text).get(word).modality == modality


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She was charged with murder.", "murder"),
        ("He was charged with killing a guard.", "killing"),
        ("The banker is accused of fraud.", "fraud"),
        ("Two men were suspected of arson and theft.", "theft"),
        ("The army accused rebels of burning the school.", "burning"),
        ("They heard of allegations of abuse.", "abuse"),
        ("He was allegedly beaten by guards.", "beaten"),
    ],
)
def test_charges(text, word):
    """What someone is charged with is not asserted: a claim holds it, or it is only possible."""
    found = Found(text)
    assert found.get(word).modality == "hypothetical" or found.get(word).id in found.claimed


def test_what_follows_either_not():
    """A denial after "either" ends before "or"."""
    found = Found("The pages were either not loading, or loading slowly.")
    assert [event.modality for event in found.events] == ["negated", "actual"]


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The mayor spoke. In 1931 she was born in a mill, which burned down.", "burned down", "historical"),
        ("The mayor spoke. In 1931 she was born in a mill, which still burns coal.", "burns", "actual"),
        ("He faces arson charges.", "arson", "hypothetical"),
        ("Police opened an arson inquiry.", "arson", "actual"),
    ],
)
def test_history_and_charges(text, word, modality):
    """What goes on with history is history, unless it has a tense of today; what only a charge names is no fact."""
    assert Found(text).get(word).modality == modality


def test_the_accused():
    """Whoever is charged with a deed, or convicted of it, is told as the one who did it, and nobody else is."""
    found = Found("Two clerks were convicted of the murder of a guard.")
    assert found.roles("murder") == {"agent": ["Two clerks"], "patient": ["a guard"]}
    assert Found("Two clerks were told of the murder of a guard.").roles("murder") == {"patient": ["a guard"]}
