"""Who sends and who receives, where the clause is not plain; documents, hearers and what is said within an act."""

from __future__ import annotations

import pytest

from kg.extract.communications import find_communications
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.times import find_times
from kg.model import Article


def _tell(text, **metadata):
    """The acts of a text as trigger, medium, senders and recipients."""
    document = parse(Article(id="a", text=text, published="2025-04-14", **metadata))
    entities = EntityIndex(document)
    acts = find_communications(document, entities, find_times(document))
    names = {entity.id: entity.name for entity in entities.entities()}
    return [
        (document.quote(act.trigger), act.medium, [names[i] for i in act.senders], [names[i] for i in act.recipients])
        for act in acts
    ]


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        # places and common nouns that speak or are spoken to
        ("Moscow informed Ankara that the bridge was closed.", ["Russia"], ["Turkey"]),
        ("The institute warned the province by email.", ["The institute"], ["the province"]),
        ("Hut keepers have asked walkers to send in old photographs.", ["Hut keepers"], ["walkers"]),
        ("A fisherman told the council that the nets were empty.", ["A fisherman"], ["the council"]),
        ("The dentist wrote to the railway.", ["The dentist"], ["the railway"]),
        ("The teacher told her class the truth.", ["The teacher"], ["her class"]),
        # addressees that are not named
        ("Norway urged all sides to show restraint.", ["Norway"], ["all sides"]),
        ("Residents were told to leave.", [], ["Residents"]),
        ("The agency has been asked to explain the delay.", [], ["The agency"]),
        # subjects that the parser hangs elsewhere
        ("Anna Berg believes a deal is close and has begged both sides to talk.", ["Anna Berg"], ["both sides"]),
        (
            "Norway refused to accept the result, claiming that ballots were lost and calling on Oxfam to help.",
            ["Norway"],
            ["Oxfam"],
        ),
        ("Two groups, Oxfam and Greenpeace, wrote to the king.", ["Oxfam", "Greenpeace"], ["the king"]),
        ("The mayor, who was ill, wrote to the king.", ["The mayor"], ["the king"]),
        ("The envoy was summoned at noon and handed a letter.", [], ["The envoy"]),
        # lists
        ("Anna Berg consulted the heads of her army and her navy.", ["Anna Berg"], ["the heads"]),
        ("Anna Berg wrote to the mayor, the court and Oxfam.", ["Anna Berg"], ["the mayor", "the court", "Oxfam"]),
        ("In a letter to the king, its chairman, Paul Lind, apologised.", ["Paul Lind"], ["the king"]),
        (
            "In a letter to the king, the pope and the mayor, the union asked for help.",
            ["the union"],
            ["the king", "the pope", "the mayor"],
        ),
    ],
)
def test_parties(text, senders, recipients):
    """Who tells and who is told is found by what the verb is, whatever noun stands for them."""
    *_, (_, _, found_senders, found_recipients) = _tell(text)
    assert (found_senders, found_recipients) == (senders, recipients)


def test_thirty_midwives_and_nurses_are_one_party():
    """Nouns that share their number are one party."""
    ((_, _, senders, _),) = _tell("Thirty midwives and nurses wrote to the king.")
    assert len(senders) == 1


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Anna Berg told reporters that she was tired.", "statement"),
        ("Anna Berg told this newspaper that she was tired.", "interview"),
        ("Anna Berg told me that she was tired.", "interview"),
        ("Anna Berg told Radio Fjord that she was tired.", "interview"),
        ("Anna Berg told a crowd in Oslo that she was tired.", "speech"),
        ("Anna Berg told a news conference that she was tired.", "press-conference"),
        ("Paul Lind, reached by phone, said that he was tired.", "phone-call"),
        ("Anna Berg wrote on the company's page that she was tired.", "website"),
        ("Several farmers posted that the road was closed.", "social-media"),
        ("The king, in a televised address, said that he was tired.", "broadcast"),
        ("The company, in a statement on its website, denied the charge.", "website"),
    ],
)
def test_hearers_and_media(text, medium):
    """Who hears it, or where it is said, tells the medium."""
    assert [told[1] for told in _tell(text)] == [medium]


def test_those_who_made_the_article():
    """The writer and the newspaper are known, though the text does not name them."""
    made = {"authors": ("Ada Lorn",), "publisher": "The Harbour Post"}
    text = "Anna Berg told me that it was over. Paul Lind told this newspaper that it was not."
    assert [told[3] for told in _tell(text, **made)] == [["Ada Lorn"], ["The Harbour Post"]]
    ((trigger, _, senders, recipients),) = _tell("Norway's embassy did not respond to a request for comment.", **made)
    assert (trigger, senders, recipients) == ("request", ["The Harbour Post"], ["Norway's embassy"])


def test_who_is_quoted_is_not_the_writer():
    """ "Me" in a quotation is who speaks there."""
    text = '"The mayor told me that it was over," said Anna Berg.'
    assert _tell(text, authors=("Ada Lorn",))[0][3] == ["Anna Berg"]


# Documents -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A study by Oxfam found that prices had risen.", ("study", "report", ["Oxfam"], [])),
        ("In its ruling the court said that the fine was too high.", ("ruling", "resolution", ["the court"], [])),
        ("An audit found that the money was gone.", ("audit", "report", ["An audit"], [])),
        ("A petition signed by Oxfam asked for a new road.", ("petition", "petition", ["Oxfam"], [])),
        (
            "The ministry rejected a request by Oxfam for more boats.",
            ("request", "unspecified", ["Oxfam"], ["The ministry"]),
        ),
        ("Oxfam drew up a petition that it handed to the king.", ("handed", "petition", ["Oxfam"], ["the king"])),
    ],
)
def test_documents(text, told):
    """A document that says something, or of which the author is named, is an act of its author."""
    assert _tell(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg put the paper on the table.",
        "The street is full of paper.",
        "She posted guards at the door.",
        "That is no negotiation.",
        "Few people read communiques.",
    ],
)
def test_things_that_say_nothing(text):
    """Paper that says nothing is paper."""
    assert _tell(text) == []


def test_a_letter_told_in_pieces():
    """Who signed it and to whom it is addressed may stand in sentences of their own."""
    text = (
        "Oxfam has published an open letter. The letter is addressed to the king; the prime minister of Norway; and "
        "Greenpeace. The letter is signed by Anna Berg."
    )
    ((_, medium, senders, recipients),) = _tell(text)
    assert medium == "letter"
    assert senders == ["Oxfam", "Anna Berg"]
    assert recipients == ["the king", "the prime minister", "Greenpeace"]


# Within an act ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Anna Berg wrote to the king and asked him to help.", ["wrote"]),
        ("Anna Berg rang Paul Lind on Monday. She thanked Lind for his help. Lind assured Berg of more.", ["rang"]),
        ("In a letter to the king, Anna Berg urged the bishop to help.", ["letter"]),
        ("We wrote to the king, we wrote to the pope.", ["wrote"]),
        ("Anna Berg told the king of it. Later she asked Paul Lind for help.", ["told", "asked"]),
    ],
)
def test_what_is_said_within_an_act_is_no_second_one(text, triggers):
    """What a letter asks, and what those on the telephone tell each other, is part of it."""
    assert [told[0] for told in _tell(text)] == triggers


def test_what_explains_a_name_is_no_second_party(find):
    """Behind its bearer or before, a noun for what someone is stands for nobody else."""
    assert "mayor" not in str(find("The minister met with Ana Ruiz, mayor of Kano, and Paul Lind.").parties())
    assert find("US President Ana Ruiz tweet to the student.").parties() == (["Ana Ruiz"], ["the student"])
