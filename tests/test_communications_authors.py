"""Who speaks in a message of which other names stand beside, and who is on the other side of talks."""

from __future__ import annotations

import pytest

from kg.extract.assemble import extract_facts
from kg.extract.communications import find_communications
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.times import find_times
from kg.model import Article


def _tell(text: str) -> list[tuple[str, list[str], list[str]]]:
    """The acts of a text as trigger, senders and recipients."""
    document = parse(Article(id="a", text=text, published="2025-04-14"))
    entities = EntityIndex(document)
    acts = find_communications(document, entities, find_times(document))
    names = {entity.id: entity.name for entity in entities.entities()}
    return [
        (document.quote(act.trigger), [names[i] for i in act.senders], [names[i] for i in act.recipients])
        for act in acts
    ]


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        # who says it, not where it was sent
        ("In a Facebook message, Anna Berg said the ferry was late.", ["Anna Berg"], []),
        ("In a Reuters interview, Anna Berg said the ferry was late.", ["Anna Berg"], ["Reuters"]),
        ("In a speech in Bergen, Norway, on Friday, Anna Berg said the ferry was late.", ["Anna Berg"], []),
        ("In the letter, dated 3 May, Anna Berg asks the minister to resign.", ["Anna Berg"], ["the minister"]),
        ("Anna Berg said in a statement released by the club that she was ill.", ["Anna Berg"], []),
        # an owner, and the author of a document, come before who cites it
        ("Anna Berg said in a Unicef report that the ferry was late.", ["United Nations Children's Fund"], []),
        ("Paul Lind quit, Anna Berg said in the club's statement.", ["the club"], []),
        # what someone else hands on
        ("The palace released a letter from Anna Berg to the mayor.", ["Anna Berg"], ["the mayor"]),
        ("The palace released a letter to the mayor.", ["The palace"], ["the mayor"]),
        # those from whom a message was received
        ("The council received a letter signed by forty doctors.", ["forty doctors"], ["The council"]),
        ("Families got a message from the school.", ["the school"], ["Families"]),
        ("The firm did not answer a request for comment from the Gazette.", ["Gazette"], ["The firm"]),
        ("A petition was handed to the mayor by schoolchildren.", ["schoolchildren"], ["the mayor"]),
    ],
)
def test_the_author_of_a_message(text: str, senders: list[str], recipients: list[str]) -> None:
    assert [act[1:] for act in _tell(text)] == [(senders, recipients)]


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        ("Police began two hours of negotiations with the gunman.", ["Police"], ["the gunman"]),
        ("The envoy left on Tuesday for consultations with Norway.", ["The envoy"], ["Norway"]),
        ("After talks with the union, the minister promised more nurses.", ["the minister"], ["the union"]),
        ("Anna Berg was in Oslo for a meeting with Paul Lind.", ["Anna Berg"], ["Paul Lind"]),
        ("Anna Berg cut short a meeting with Paul Lind.", ["Paul Lind"], []),
        ("Anna Berg praised the talks with the rebels.", ["the rebels"], []),
        ("Prices fell after talks with the rebels.", ["the rebels"], []),
    ],
)
def test_the_other_side_of_talks(text: str, senders: list[str], recipients: list[str]) -> None:
    told = [act[1:] for act in _tell(text)]
    assert told == [(senders, recipients)]


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        ("Calls to the company were not answered.", [], ["the company"]),
        ("That is one way of communicating to voters.", [], ["voters"]),
        ("Paul Lind told police Anna Berg loaded the gun.", ["Paul Lind"], ["police"]),
        ("Paul Lind told police officers he was ill.", ["Paul Lind"], ["police officers"]),
        ("Anna Berg met Paul Lind, a native of Chile.", ["Anna Berg"], ["Paul Lind"]),
        ("Anna Berg asked Paul Lind, Chile's well-known envoy, to come.", ["Anna Berg"], ["Paul Lind"]),
        ("Anna Berg phoned the company three times.", ["Anna Berg"], ["the company"]),
        ("Anna Berg invited both to a concert.", ["Anna Berg"], ["both"]),
        (
            "The group, which represents 300 nurses, said in a letter to the ministry that wards were full.",
            ["The group"],
            ["the ministry"],
        ),
        ('"We then wrote to the council, and they promised us a pool."', ["We"], ["the council"]),
        ("Lind held talks with Berg on Monday, the first delegation to visit Oslo.", ["Lind"], ["Berg"]),
        ("The comedian and talk show host made the announcement.", ["The comedian"], []),
        (
            "The king, the queen and their son received the envoy.",
            ["The king", "the queen", "their son"],
            ["the envoy"],
        ),
        (
            "The mayor, Anna Berg, and her deputy, Paul Lind, wrote to the king.",
            ["Anna Berg", "Paul Lind"],
            ["the king"],
        ),
        ("They filed a complaint with the hospital's ethics board.", ["They"], ["the hospital's ethics board"]),
    ],
)
def test_parties_are_told_from_what_stands_beside_them(text: str, senders: list[str], recipients: list[str]) -> None:
    sides = _tell(text)[0][1:]
    assert [[name.replace(" and talk show host", "") for name in side] for side in sides] == [senders, recipients]


def test_whoever_is_asked_about_is_not_asked() -> None:
    assert _tell("Someone asked how Anna Berg could win.") == []
    assert _tell("Someone demanded that Norway pay.") == [("demanded", ["Someone"], ["Norway"])]


def test_things_that_are_promised_are_nobody() -> None:
    assert _tell("The minister promised more nurses.") == []
    assert _tell("The minister promised nurses that pay would rise.") == [("promised", ["The minister"], ["nurses"])]


def test_two_who_met_are_taken_up_in_one_word() -> None:
    met = ("met", ["Anna Berg"], ["Paul Lind"])
    assert _tell("Anna Berg met Paul Lind in Oslo. They also discussed the dam.") == [met]
    assert _tell("Anna Berg met Paul Lind in Oslo. The two leaders discussed the dam.") == [met]
    other = _tell("Anna Berg met Paul Lind in Oslo. The club discussed the dam.")
    assert other == [met, ("discussed", ["The club"], [])]


@pytest.mark.parametrize(
    ("text", "senders"),
    [
        ("According to a ministry statement, two men were held.", ["ministry"]),
        ("According to newspaper reports, two men were held.", []),
    ],
)
def test_a_body_before_its_message_is_someone_beside_the_message(text: str, senders: list[str]) -> None:
    facts = extract_facts(parse(Article(id="a", text=text)))
    names = {entity.id: entity.name for entity in facts.entities}
    assert [[names[i] for i in act.senders] for act in facts.communications] == [senders]
