"""Events of made-up news: triggers and types, participants, places, times, modality."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.events import find_events
from kg.extract.lexicon import iter_words, read_lexicon
from kg.extract.times import find_times
from kg.model import Article, ArticleFacts, Event, Span


class Found(NamedTuple):
    """The events of a text, with the names of what they refer to."""

    document: Document
    events: list[Event]
    names: dict[str, str]
    times: dict[str, str | None]

    def get(self, word: str) -> Event:
        return next(event for event in self.events if self.document.quote(event.trigger) == word)

    def words(self) -> list[str]:
        return [self.document.quote(event.trigger) for event in self.events]

    def roles(self, word: str) -> dict[str, list[str]]:
        roles: dict[str, list[str]] = {}
        for participant in self.get(word).participants:
            roles.setdefault(participant.role, []).append(self.names[participant.entity])
        return roles

    def places(self, word: str) -> list[str]:
        return [self.names[place] for place in self.get(word).places]

    def dates(self, word: str) -> list[str | None]:
        return [self.times[time] for time in self.get(word).times]


def find(text: str, *, taken: tuple[Span, ...] = (), published: str = "2025-04-14") -> Found:
    document = parse(Article(id="a", text=text, published=published))
    entities, times = EntityIndex(document), find_times(document)
    events = find_events(document, entities, times, taken)
    names = {entity.id: entity.name for entity in entities.entities()}
    return Found(document, events, names, {time.id: time.edtf for time in times})


# Triggers and types ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("A bomb exploded in Cairo.", "exploded", "explosive-attack"),
        ("A landmine exploded near Cairo.", "exploded", "mine-explosion"),
        ("Deadly mine explosions shook the valley.", "explosions", "mine-explosion"),
        ("A strong earthquake hit Chile.", "earthquake", "earthquake"),
        ("The rail strike ended.", "strike", "strike-or-boycott"),
        ("The air strike ended.", "strike", "air-or-drone-strike"),
        ("Voters went home after the election.", "election", "election"),
        ("The First World War began in 1914.", "War", "war"),
        ("The minister stepped down.", "stepped down", "resignation"),
        ("Four people were found dead.", "dead", "death"),
        ("The children painted the fence.", "painted", "occurrence"),
    ],
)
def test_types(text, word, code):
    """Verbs, particles, nouns with their modifiers, names and adjectives tell the type."""
    assert find(text).get(word).type == code


def test_what_is_no_trigger():
    """Auxiliaries, copulas, states and the light verb beside an event noun tell nothing of their own."""
    assert find("The town has been quiet and seems to be safe.").words() == []
    assert find("Rebels carried out an attack.").words() == ["attack"]
    assert find("The army conducted a raid.").words() == ["raid"]


def test_unknown_types_are_less_certain():
    """What the lexicon has no type for is an occurrence, with less confidence."""
    found = find("Rebels attacked the camp while children painted the fence.")
    assert found.get("attacked").confidence > found.get("painted").confidence


def test_a_letter_of_protest_is_no_demonstration():
    """The word before a message noun tells its kind, not an event."""
    assert "protest" not in find("The union sent protest letters to the ministry.").words()


def test_taken_triggers_are_left_out():
    """What a communication tells is not told again."""
    text = "The ministers met in Vienna."
    assert find(text).words() == ["met"]
    assert find(text, taken=(Span(14, 17),)).words() == []
    assert find("Police issued a warning.", taken=(Span(7, 13),)).words() == []


# Participants ----------------------------------------------------------------------------------


def test_roles_of_verbs():
    """Agents, patients and instruments, in both voices."""
    found = find("Rebels attacked Norwegian soldiers. Five farmers were killed by a landmine.")
    assert found.roles("attacked") == {"agent": ["Rebels"], "patient": ["Norwegian soldiers"]}
    assert found.roles("killed") == {"patient": ["Five farmers"], "instrument": ["a landmine"]}


def test_headline_passive():
    """A verb that needs an object and has none is read as passive: "Two killed in blast"."""
    assert find("Three miners killed in blast").roles("killed") == {"patient": ["Three miners"]}


def test_subject_that_is_no_agent():
    """Who dies is no agent."""
    assert find("Nine sailors drowned.").roles("drowned") == {"patient": ["Nine sailors"]}


def test_roles_of_nouns():
    """Owners, "of", "by" and "against", and the subject of the light verb."""
    found = find("Police condemned the killing of three farmers by bandits.")
    assert found.roles("killing") == {"patient": ["three farmers"], "agent": ["bandits"]}
    assert find("The rebels launched a series of attacks.").roles("attacks") == {"agent": ["The rebels"]}
    assert find("The court regretted his arrest.").roles("arrest").keys() == {"patient"}


def test_roles_around_what_carries_a_noun():
    """A noun for an event shares what hangs on the noun or the verb that only carries it."""
    found = find("The envoy launched a mediation effort between Norway and Chad.")
    assert sorted(found.roles("mediation")["participant"]) == ["Chad", "Norway", "The envoy"]
    assert find("An assassination attempt on the mayor failed.").roles("assassination") == {"patient": ["the mayor"]}
    assert find("The rebels' abduction of two nurses angered Norway.").roles("abduction") == {
        "agent": ["The rebels"],
        "patient": ["two nurses"],
    }


def test_what_an_event_strikes():
    """What is hit by an event is its patient."""
    assert find("The explosion destroyed a bakery.").roles("explosion") == {"patient": ["a bakery"]}
    assert find("The bakery was hit by an explosion.").roles("explosion") == {"patient": ["The bakery"]}


def test_those_spoken_to_and_given_to():
    """Who is asked or warned receives, and so does whom a gift goes to, wherever the parser hangs it."""
    assert find("The mayor urged farmers to stay.").roles("urged") == {"agent": ["The mayor"], "recipient": ["farmers"]}
    assert find("Norway donated tents to refugees.").roles("donated")["recipient"] == ["refugees"]


def test_nobody_takes_part():
    """What says that there is no one is no participant, and the event did not take place."""
    for text, word in (
        ("No one was hurt in the blast.", "hurt"),
        ("Nobody attacked the camp.", "attacked"),
        ("No soldiers were killed in the blast.", "killed"),
        ("Police arrested none of the rebels.", "arrested"),
    ):
        found = find(text)
        assert found.get(word).modality == "negated"
        assert not [name for name in found.names.values() if name.lower().startswith(("no", "none"))]
    assert find("No fewer than nine people were killed.").get("killed").modality == "actual"
    assert find("He was not hurt in the blast.").get("blast").modality == "actual"


def test_what_was_hit_does_no_harm():
    """The subject of a passive clause is not the agent of what came of it, and no place is an agent of harm."""
    found = find("The town hall was shattered by an explosion, killing nine people.")
    assert found.roles("killing") == {"patient": ["nine people"]}
    assert found.get("killing").part_of in (None, found.get("explosion").id, found.get("shattered").id)


def test_ends_of_a_move():
    """Where a move starts and ends are roles of the places, and the move does not take place there."""
    found = find("The refugees travelled from Niger to Chad.")
    assert found.roles("travelled") == {"agent": ["The refugees"], "source": ["Niger"], "destination": ["Chad"]}
    assert found.places("travelled") == []
    assert find("The envoy left Cairo.").roles("left")["source"] == ["Cairo"]
    assert find("The envoy left his wife.").roles("left")["patient"] == ["his wife"]
    assert find("The mayor flew to Cairo in a helicopter.").roles("flew")["instrument"] == ["a helicopter"]


def test_an_event_without_actors():
    """A disaster needs nobody."""
    found = find("An earthquake struck.")
    assert found.roles("earthquake") == {}


def test_named_examples_take_part():
    """After a class of participants those named as examples follow."""
    roles = find("The march was supported by groups including Oxfam and Amnesty International.").roles("supported")
    assert {"Oxfam", "Amnesty International"} <= set(roles["agent"])


def test_the_name_beside_a_title():
    """A common noun gives way to the name in apposition."""
    assert find("Police arrested the mayor, Maria Lopez, in June.").roles("arrested")["patient"] == ["Maria Lopez"]


# Places and times ------------------------------------------------------------------------------


def test_places_by_attachment():
    """A place belongs to the event that it is attached to, not to the nearest one."""
    found = find("In Lima, ministers condemned the attack in Quito.")
    assert found.places("attack") == ["Quito"]
    assert found.places("condemned") == ["Lima"]


def test_several_places_in_one_phrase():
    """Names before a plural noun are as many places; whose they are is none."""
    assert find("Mines exploded in Poland's Gdansk and Lublin regions.").places("exploded") == ["Gdansk", "Lublin"]


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("An attack in Cairo killed nine people.", "killed", ["Cairo"]),
        ("Nine people were killed in clashes between soldiers and rebels in Cairo.", "clashes", ["Cairo"]),
        ("The gunmen drove to Cairo and attacked the guards.", "attacked", ["Cairo"]),
        ("The envoy travelled to Cairo to meet the rebels.", "meet", ["Cairo"]),
        ("Rebels shelled Cairo.", "shelled", ["Cairo"]),
        ("The bomb was placed at the entrance to the building.", "placed", ["the building"]),
        ("Nine people were killed in a church.", "killed", ["a church"]),
        ("The region has seen several bombings.", "bombings", ["The region"]),
        ("They held hostages in a school in the towns of Cairo and Giza.", "held", ["a school", "Cairo", "Giza"]),
        ("The explosion was at the bus station in Cairo.", "explosion", ["the bus station", "Cairo"]),
    ],
)
def test_places_beyond_the_own_phrase(text, word, places):
    """Places are found on what did the harm, on those who take part, and at the end of the way there."""
    assert find(text).places(word) == places


def test_a_target_is_no_mere_place():
    """What an attack is on is its patient, and its place only if no other is told or it is more than a building."""
    found = find("Rebels launched an attack on a market in Cairo.")
    assert (found.roles("attack")["patient"], found.places("attack")) == (["a market"], ["Cairo"])
    found = find("Rebels launched an attack on Cairo.")
    assert (found.roles("attack")["patient"], found.places("attack")) == (["Cairo"], ["Cairo"])


def test_shared_setting():
    """A participle shares the place and the time of its verb, and the harm those of what did it."""
    found = find("A bomb exploded in Cairo on Friday, killing six people.")
    assert found.places("killing") == ["Cairo"]
    assert found.dates("killing") == found.dates("exploded") == ["2025-04-11"]


def test_time_of_one_clause_is_not_that_of_the_next():
    """A date after one verb says nothing of the verb coordinated with it."""
    found = find("The minister arrived on Friday and praised the police.")
    assert found.dates("arrived") == ["2025-04-11"]
    assert found.dates("praised") == []


# Modality and wholes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("Rebels attacked the town.", "attacked", "actual"),
        ("Rebels did not attack the town.", "attack", "negated"),
        ("Rebels never attacked the town.", "attacked", "negated"),
        ("There was no attack.", "attack", "negated"),
        ("Police prevented an attack.", "attack", "negated"),
        ("Rebels will attack the town.", "attack", "planned"),
        ("Rebels plan to attack the town.", "attack", "planned"),
        ("Rebels are going to attack the town.", "attack", "planned"),
        ("Rebels may attack the town.", "attack", "hypothetical"),
        ("If rebels attack, people flee.", "attack", "hypothetical"),
        ("Had rebels attacked the town, people would have fled.", "attacked", "hypothetical"),
        ("Rebels threatened to attack the town.", "attack", "hypothetical"),
        ("The union called for a boycott.", "boycott", "hypothetical"),
        ("Police prevented rebels from attacking the town.", "attacking", "negated"),
        ("The men tried to kill a guard.", "kill", "hypothetical"),
        ("An assassination attempt on the mayor failed.", "assassination", "hypothetical"),
        ("The threat of war is growing.", "war", "hypothetical"),
        ("The group is unlikely to attack.", "attack", "hypothetical"),
        ("The union called off the strike.", "strike", "negated"),
        ("The strike was called off.", "strike", "negated"),
        ("The talks were postponed.", "talks", "planned"),
        ("The minister cancelled a planned visit to Oslo.", "visit", "negated"),
        ("The government has yet to sign the treaty.", "sign", "negated"),
        ("The army is not going to withdraw.", "withdraw", "negated"),
        ("The rebels did not refuse to sign the treaty.", "sign", "hypothetical"),
        ("Police stopped rebels from entering the town.", "entering", "negated"),
        ("The soldiers almost killed the guard.", "killed", "negated"),
        ("Neither side attacked.", "attacked", "negated"),
        ("The mayor may have been killed in the attack.", "killed", "hypothetical"),
        ("The mayor may have been killed in the attack.", "attack", "actual"),
        ("Heirs met on Friday. The war began in 1914.", "began", "historical"),
        ("Heirs met on Friday. World War II began in 1939.", "War", "historical"),
        ("The war began in 1914.", "began", "actual"),
        ("The pit collapsed in 1987. The owner was tried in 1990.", "tried", "actual"),
        ("The pit collapsed in 1987. Its first owner died in 1950.", "died", "historical"),
        ("It was the worst fire since 1987, when 64 people drowned.", "drowned", "historical"),
        ("In 1874, when the cable was cut, people fled.", "cut", "historical"),
        ("Nobody has been hurt since the truce of 3 February.", "truce", "historical"),
        ("The last strike, in 1998, lasted for weeks.", "strike", "historical"),
        ("The vote is on 8 May.", "vote", "planned"),
        ("The lease expires on 17 July.", "expires", "planned"),
        ("The ballots are to be counted on Tuesday.", "counted", "planned"),
        ("The board called an election for 3 June.", "election", "planned"),
        ("Ministers were invited to a hearing on 21 May.", "hearing", "planned"),
        ("Eight days before the vote, she is behind.", "vote", "planned"),
        ("They will march when the minister opens the bridge.", "opens", "planned"),
        ("The council resolved to close the school and to build another.", "build", "planned"),
        ("Both agree that ten men were injured.", "injured", "actual"),
        ("Both agree that the border should open.", "open", "planned"),
        ("She warned that cholera is spreading.", "spreading", "actual"),
        ("The unions have called a strike.", "strike", "planned"),
        ("They do not exclude an attack.", "attack", "hypothetical"),
        ("They begged the ministers not to ban fishing.", "ban", "hypothetical"),
        ("He feared that the army would attack the town.", "attack", "hypothetical"),
        ("She asked whether the army would attack.", "attack", "hypothetical"),
        ("Did the army attack the town?", "attack", "hypothetical"),
        ("The mayor said a deal is possible.", "deal", "hypothetical"),
        ("Parents wanted the principal, Ada Noon, to resign.", "resign", "hypothetical"),
        ("The next march starts here.", "march", "planned"),
        ("They won their next three games.", "games", "actual"),
        ("Nine turbines were planned.", "planned", "planned"),
        ("They did not have a plan for the bridge.", "plan", "negated"),
        ("Few have returned since the end of the war in November 2020.", "war", "historical"),
    ],
)
def test_modality(text, word, modality):
    """What did not happen is told apart from what did."""
    assert find(text).get(word).modality == modality


def test_part_of():
    """An event during another is part of it."""
    found = find("Hundreds of people disappeared during the war.")
    assert found.get("disappeared").part_of == found.get("war").id


def test_harm_is_part_of_what_did_it():
    """Deaths and damage belong to the event that brought them about."""
    found = find("An attack on a market in Cairo killed nine people.")
    assert found.get("killed").part_of == found.get("attack").id
    found = find("A bomb exploded in Cairo, killing nine people and injuring two men.")
    assert found.get("killing").part_of == found.get("injuring").part_of == found.get("exploded").id
    found = find("The storm left nine people dead.")
    assert found.get("dead").part_of == found.get("storm").id
    found = find("The attack, a suicide bombing, killed nine people.")
    assert found.get("bombing").part_of == found.get("attack").id
    assert "suicide" not in found.words()


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("A bomb exploded in Cairo. The attack killed nine people.", "attack", "exploded"),
        ("Two trains collided near Cairo. The accident injured a man.", "accident", "collided"),
        ("Soldiers shelled Giza and a bomb exploded in Cairo. The attack killed a man.", "attack", None),
        ("Rebels may bomb Cairo. The attack killed a man.", "attack", None),
        ("A bomb exploded in Cairo. The attacks killed a man.", "attacks", None),
        ("A bomb exploded in Cairo. The attack in Giza killed a man.", "attack", None),
    ],
)
def test_an_event_that_is_taken_up(text, word, whole):
    """A definite noun takes up the one event of its kind before it, and none where there are several."""
    found = find(text)
    assert found.get(word).part_of == (found.get(whole).id if whole else None)


def extract_one(text: str) -> ArticleFacts:
    facts = next(extract([Article(id="a", text=text, published="2025-04-14")]))
    assert isinstance(facts, ArticleFacts)
    return facts


def test_no_event_is_part_of_one_that_is_only_claimed():
    """What the article tells itself is not joined to what someone in it says."""
    facts = extract_one("Rebels claimed that a bomb exploded in Cairo. The attack killed nine people.")
    claimed = {event for claim in facts.claims for event in claim.alleges}
    own = {event.id: event for event in facts.events if event.id not in claimed}
    assert claimed
    assert {event.part_of for event in own.values()} <= {None, *own}


def test_the_accused_is_of_the_claim_and_not_of_what_the_article_asserts():
    """That Chad has to do with it is Norway's word."""
    facts = extract_one("Norway accused Chad of selling weapons.")
    names = {entity.id: entity.name for entity in facts.entities}
    accusation = next(event for event in facts.events if event.type == "accusation")
    assert {names[each.entity] for each in accusation.participants} == {"Norway"}
    assert [[names[each] for each in claim.about] for claim in facts.claims] == [["Chad"]]


def test_whom_a_source_condemns_is_of_the_claim_alone():
    facts = extract_one("Protesters condemned Chad's attack on the port.")
    chad = {entity.id for entity in facts.entities if entity.name == "Chad"}
    own = [event for event in facts.events if event.id not in facts.alleged_ids]
    assert own
    assert not any(each.entity in chad for event in own for each in event.participants)


def test_the_object_decides():
    """Some verbs tell what their object makes of them."""
    assert find("The army fired rockets at the camp.").get("fired").type == "shelling"
    assert find("The mayor fired an aide.").get("fired").type == "resignation"
    assert find("Rebels planted a mine.").roles("planted") == {"agent": ["Rebels"], "instrument": ["a mine"]}
    assert find("Farmers planted trees.").get("planted").type == "occurrence"


def test_whose_the_rejected_thing_is():
    """Whose offer is refused, and whom a threat is about, takes part."""
    assert "Norway" in find("Chad rejected an offer from Norway.").roles("rejected")["patient"]
    assert find("Chad threatened to expel the envoys.").roles("threatened")["patient"] == ["the envoys"]
    assert find("Rebels have kidnapped nurses.").roles("kidnapped") == {"agent": ["Rebels"], "patient": ["nurses"]}


def test_what_nobody_means_is_no_violence():
    """A verb of striking is of the type of what strikes."""
    found = find("A strong earthquake struck Chile.")
    assert found.get("struck").type == found.get("earthquake").type == "earthquake"
    assert find("Rebels struck the camp.").get("struck").type == "violence"
    assert find("The storm left nine people dead.").get("left").type == "occurrence"


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("A bus struck a tree.", "struck", "transport-accident"),
        ("A roof collapsed at the mine.", "collapsed", "industrial-accident"),
        ("The collapse of a bridge hurt two men.", "collapse", "industrial-accident"),
        ("The collapse of the talks surprised them.", "collapse", "occurrence"),
        ("Prices fell.", "fell", "economic-change"),
        ("The town fell to the rebels.", "fell", "territory-change"),
        ("A man fell from a ladder.", "fell", "accident"),
        ("She was forced to leave her home.", "leave", "displacement"),
        ("Chad will leave the convention.", "leave", "withdrawal"),
        ("Thousands of ballots were counted.", "counted", "election"),
        ("Parliament passed the law.", "passed", "legislation"),
        ("The council lifted the curfew.", "lifted", "legislation"),
        ("The bank lowered its rate.", "lowered", "economic-change"),
        ("The firm hid the report.", "hid", "refusal-to-share-information"),
        ("The army refused to hand over the maps.", "refused", "refusal-to-share-information"),
        ("The refusal to publish the records angered them.", "refusal", "refusal-to-share-information"),
        ("The driver refused to stop.", "refused", "refusal"),
        ("Volunteers brought blankets.", "brought", "aid"),
        ("The army sent 80 soldiers.", "sent", "mobilization"),
        ("They were beaten to death.", "beaten", "killing"),
        ("They were held in prison.", "held", "arrest"),
        ("The judge ordered a retrial.", "ordered", "sentence"),
        ("The clerk was acquitted.", "acquitted", "sentence"),
        ("A worker was fined.", "fined", "sanction"),
        ("Cholera is spreading.", "spreading", "epidemic"),
        ("Sixty villagers fell ill.", "fell ill", "epidemic"),
        ("The war ended in May.", "ended", "war-end"),
        ("Protesters blocked the road.", "blocked", "demonstration"),
        ("Storm Ada tore roofs off sheds.", "tore", "storm"),
        ("Storm Ada brought rain.", "Storm", "storm"),
        ("Storm Ada collapsed over the hills.", "collapsed", "accident"),
        ("Norway joined the convention.", "joined", "occurrence"),
        ("The party convention opened on Monday.", "convention", "meeting"),
        ("Visits have halved.", "halved", "economic-change"),
        ("The ferry ran out of fuel.", "ran out", "occurrence"),
        ("The teachers want more pay. Their strike goes on.", "strike", "strike-or-boycott"),
        ("The army hit the town. Its strike killed two.", "strike", "air-or-drone-strike"),
        ("The election was fair. She lost.", "lost", "election"),
        ("The final was close. She lost.", "lost", "competition"),
        ("The museum lost a third of its visitors.", "lost", "occurrence"),
        ("Ada Steel fell 3 percent.", "fell", "economic-change"),
        ("He was jailed for five years.", "jailed", "sentence"),
        ("He was jailed.", "jailed", "arrest"),
        ("Oil leaked into the river.", "leaked", "industrial-accident"),
    ],
)
def test_type_in_the_light_of_nouns(text, word, code):
    """An object, a subject, what follows a preposition or the text decides what a word tells."""
    assert find(text).get(word).type == code


# Laws ------------------------------------------------------------------------------------------

_SUBJECTS = st.sampled_from(["Rebels", "The army", "Two men from Oslo", "Norway", "It", "Nobody", "Those who fled"])
_VERBS = st.sampled_from(["attacked", "were attacked by", "did not meet", "will bomb", "died with", "sold", "is"])
_ENDS = st.sampled_from(["in Cairo on Friday.", "during the war.", '"in Bodø"', "— and left", "\n\nIn 1999,", ""])


@settings(max_examples=12)
@given(st.lists(st.tuples(_SUBJECTS, _VERBS, _SUBJECTS, _ENDS), min_size=1, max_size=3))
def test_every_event_is_sound(parts):
    """Spans lie in the text, ids are unique, references lead somewhere, and a second run finds the same."""
    text = " ".join(" ".join(part) for part in parts)
    found = find(text)
    known = {event.id for event in found.events}
    assert len(known) == len(found.events)
    for event in found.events:
        assert text[event.trigger.start : event.trigger.end].strip()
        assert all(span.end <= len(text) for span in event.evidence)
        assert event.part_of is None or event.part_of in known - {event.id}
        assert {*event.places, *(participant.entity for participant in event.participants)} <= found.names.keys()
        assert set(event.times) <= found.times.keys()
        assert any(span.contains(event.trigger) for span in event.evidence)
    assert find(text).events == found.events


def test_lexicons_agree():
    """No word has two types, and a noun in the list without types has none in the other."""
    verbs = [row["verbs"] for row in iter_words("event_verbs", "verbs")]
    nouns = [(row["nouns"], row["modifiers"]) for row in iter_words("event_nouns", "nouns", "modifiers")]
    senses = [(row["words"], row["argument"], row["nouns"]) for row in iter_words("event_senses", "words", "nouns")]
    for rows in (verbs, nouns, senses):
        assert len(set(rows)) == len(rows)
    assert not {noun for noun, modifier in nouns if not modifier} & {
        row["noun"] for row in read_lexicon("event_nouns_wordnet")
    }


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("Police in Cairo arrested two men.", "arrested", ["Cairo"]),
        ("Officials in Cairo condemned the attack.", "condemned", []),
        ("A roof collapsed at the pit in which ten men worked in Norway.", "worked", ["Norway"]),
        ("Ministers flew to Cairo. Two men were arrested there.", "arrested", ["Cairo"]),
        ("Two men were killed near the city of Cairo.", "killed", ["Cairo"]),
        ("A bomb exploded in Cairo. The attack killed nine people.", "attack", ["Cairo"]),
    ],
)
def test_places_of_those_involved(text, word, places):
    """Those whom a clause is about, what was told last and what is told again say where, speakers do not."""
    assert find(text).places(word) == places


def test_senses_use_known_classes():
    """A class in the senses of words has nouns."""
    classes = {row["class"] for name in ("noun_classes", "noun_classes_wordnet") for row in read_lexicon(name)}
    nouns = {row["nouns"] for row in iter_words("event_senses", "nouns")}
    used = {noun[1:-1] for noun in nouns if noun.startswith("<")}
    assert used <= classes | {"actor"}


@pytest.mark.parametrize(
    ("scheme", "columns"),
    [
        (
            "event-type",
            "event_verbs:type event_nouns:type event_adjectives:type event_prepositions:type "
            "event_senses:type communication_verbs:type communication_nouns:type",
        ),
        (
            "role",
            "event_verbs:subject event_verbs:object event_nouns:possessor "
            "event_prepositions:role event_light_verbs:role event_senses:subject event_senses:object",
        ),
        ("medium", "communication_verbs:medium communication_nouns:medium medium_nouns:medium"),
        ("modality", "modality_governors:modality modality_governors:object modality_adjectives:modality"),
    ],
)
def test_codes_of_the_lexicons_are_declared(root, scheme, columns):
    """No lexicon gives a code that its scheme does not have."""
    declared = re.findall(r'skos:notation "([^"]+)"', (root / "ontology" / "codes" / f"{scheme}.ttl").read_text())
    for name, column in (entry.split(":") for entry in columns.split()):
        assert {row[column] for row in read_lexicon(name)} <= {*declared, "", "*"}, name


def test_a_month_is_no_march():
    """Words of a time expression tell no event."""
    assert "March" not in find("The ministers met in March 2024.").words()
    assert "march" in find("The march ended in May.").words()
