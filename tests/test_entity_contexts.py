"""What the words around a name, and the others in its list, tell of it; where names and phrases begin and end."""

from __future__ import annotations

import pytest

from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.contexts import is_acronym_of_thing, is_field_of_office, kind_around
from kg.extract.entities.enumerations import Listed
from kg.extract.entities.name import Name
from kg.model import Article, Entity


def read(text: str) -> tuple[Document, EntityIndex]:
    document = parse(Article(id="a", text=text))
    return document, EntityIndex(document)


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in read(text)[1].entities()}


def kind_in(text: str, name: str, taken_for: str) -> str | None:
    document = parse(Article(id="a", text=text))
    start = text.index(name)
    tokens = document.doc.char_span(start, start + len(name))
    assert tokens is not None
    return kind_around(tokens, taken_for)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name", "taken_for", "kind"),
    [
        ("They met in the town of Orvenne on Sunday.", "Orvenne", "person", "place"),
        ("It was opposed by the parties Sol Nascent and Verdana.", "Sol Nascent", "person", "organization"),
        ("He had joined the Zarya party in his youth.", "Zarya", "person", "organization"),
        ("On stage was the actor Edda Brunn, who read.", "Edda Brunn", "organization", "person"),
        ("They wrote to the Bloc Identitaire.", "Bloc Identitaire", "person", "organization"),
        ("They sailed down the Danube for a week.", "Danube", "person", "place"),
        ("Last year Vesterholt was elected to the council.", "Vesterholt", "organization", "person"),
        ("Police questioned Vesterholt's wife on Friday.", "Vesterholt", "place", "person"),
        ("Vesterholt left the house because he was late.", "Vesterholt", "organization", "person"),
    ],
)
def test_the_words_around_a_name_tell_its_kind(text: str, name: str, taken_for: str, kind: str) -> None:
    assert kind_in(text, name, taken_for) == kind


@pytest.mark.parametrize(
    ("text", "name", "taken_for"),
    [
        ("A court in Zurich was elected to rule.", "Zurich", "place"),
        ("They praised the Canadian party for that.", "Canadian", "group"),
        ("The newspaper publisher Ann Lee sold it.", "Ann Lee", "person"),
        ("They wrote to the Vesterholt government.", "Vesterholt", "person"),
    ],
)
def test_words_that_tell_nothing_leave_the_kind_alone(text: str, name: str, taken_for: str) -> None:
    assert kind_in(text, name, taken_for) is None


def test_the_names_in_a_list_are_of_one_kind() -> None:
    found = named("The trains run to Lyon, Tours, Orvenne, Marseille and Nantes.")
    assert [found[name].kind for name in ("Lyon", "Tours", "Orvenne", "Marseille", "Nantes")] == ["place"] * 5


def test_a_member_of_a_list_that_the_model_left_out_is_found() -> None:
    document = parse(Article(id="a", text="The list has Oslo, Bergen and Bodø."))
    names = [Name(3, 4, "place"), Name(7, 8, "place")]
    assert list(Listed(document.doc, names).members(5, 6)) == [Name(5, 6, "place")]
    assert not list(Listed(document.doc, names).members(1, 2))


def test_who_speaks_after_two_places_is_no_third() -> None:
    found = named("The truck stood in Lyon, France, Brunner said. Edda Brunner is a baker.")
    assert found["Edda Brunner"].kind == "person"


def test_a_field_of_office_is_no_body() -> None:
    text = "The Secretary of State met the Home Secretary in London."
    document = parse(Article(id="a", text=text))
    state, home = (document.doc.char_span(text.index(word), text.index(word) + len(word)) for word in ("State", "Home"))
    assert is_field_of_office(state)
    assert is_field_of_office(home)
    assert not {"State", "Home"} & set(named(text))


def test_an_acronym_of_a_thing_is_no_name() -> None:
    text = "The CCTV of the shop showed an IED at 15:00 UTC."
    assert [token.text for token in parse(Article(id="a", text=text)).doc if is_acronym_of_thing(token)] == [
        "CCTV",
        "IED",
        "UTC",
    ]
    assert not {"CCTV", "IED", "UTC"} & set(named(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The heir ruled the Kingdom of León for years.", "Kingdom of León", "place"),
        ("The tanker was seen in the Gulf of Oman yesterday.", "Gulf of Oman", "place"),
        (
            "Votes went to the Social Democratic and Labour Party.",
            "Social Democratic and Labour Party",
            "organization",
        ),
    ],
)
def test_names_with_a_word_inside_are_found_whole(text: str, name: str, kind: str) -> None:
    assert named(text)[name].kind == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The blast shook the Orvenne mosque at noon.", "Orvenne mosque", "place"),
        ("The fair was held at the Brunner Convention Centre.", "Brunner Convention Centre", "place"),
        ("They never forgot Black Friday and its dead.", "Black Friday", "other"),
    ],
)
def test_facilities_and_days_of_note_have_their_kind(text: str, name: str, kind: str) -> None:
    assert named(text)[name].kind == kind


def test_the_place_in_the_name_of_a_facility_is_mentioned_too() -> None:
    found = named("The blast shook the Kabul airport at noon.")
    assert found["Kabul"].kind == "place"
    assert found["Kabul airport"].kind == "place"


def test_a_surname_with_a_particle_is_the_person_named_in_full() -> None:
    found = named('Mayor Tarek el Brunni resigned on Monday. "I am tired," el Brunni said.')
    assert [entity.kind for name, entity in found.items() if "Brunni" in name] == ["person"]


def test_a_state_is_mentioned_in_the_name_of_its_own_body_and_not_in_a_partys() -> None:
    assert "Canada" in named("An aide called the Canada Border Agency.")
    assert "Canada" not in named("An aide called the Canada Democratic Party.")


def test_a_note_after_a_name_is_no_part_of_it() -> None:
    document, index = read("The list: Staff Sergeant Adam B. Brunner[12], U.S. Army, and others.")
    person = next(entity for entity in index.entities() if entity.kind == "person")
    assert person.name == "Adam B. Brunner"
    assert [document.quote(mention.span) for mention in person.mentions] == ["Adam B. Brunner"]


def test_a_noun_phrase_has_what_follows_of_and_is_called_by_its_core() -> None:
    document, index = read("The governments of South East Asia agreed.")
    head = document.doc[1]
    entity_id = index.get(head)
    entity = next(entity for entity in index.entities() if entity.id == entity_id)
    assert [document.quote(mention.span) for mention in entity.mentions] == ["The governments of South East Asia"]
    assert entity.name == "The governments"
    assert document.quote(index.span(head)) == "The governments"


def test_place_and_agency_of_a_dateline_are_mentions() -> None:
    document, index = read("LYON, Oct. 3 (Reuters) -- A bus burned on Sunday.\nIt stood near Lyon station.")
    found = {entity.name: entity for entity in index.entities()}
    assert next(document.quote(mention.span) for mention in found["Lyon"].mentions) == "LYON"
    assert [document.quote(mention.span) for mention in found["Reuters"].mentions] == ["Reuters"]


def test_security_forces_are_a_body_and_troops_are_people() -> None:
    document, index = read("Security forces fired on troops.")
    forces, troops = document.doc[1], document.doc[4]
    assert index.kind(index.get(forces)) == "organization"
    assert index.kind(index.get(troops)) == "group"
