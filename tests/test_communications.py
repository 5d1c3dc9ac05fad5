"""Communications of made-up news: parties, long lists, media, topics, acts told twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.lexicon import read_lexicon
from kg.extract.lists import begins_examples, read_list
from kg.model import Article

# Parties ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "trigger", "senders", "recipients"),
    [
        ("Norway told Sweden that the bridge was closed.", "told", ["Norway"], ["Sweden"]),
        ("Sweden was informed by Norway of the closure.", "informed", ["Norway"], ["Sweden"]),
        ("Norway wrote to Sweden.", "wrote", ["Norway"], ["Sweden"]),
        ("Norway sent a letter to Sweden and Denmark.", "sent", ["Norway"], ["Sweden", "Denmark"]),
        ("Norway sent Sweden a letter.", "sent", ["Norway"], ["Sweden"]),
        ("Sweden received a letter from Anna Berg.", "received", ["Anna Berg"], ["Sweden"]),
        ("Norway called on Sweden to open the bridge.", "called on", ["Norway"], ["Sweden"]),
        ("Norway held talks with Sweden in Paris.", "talks", ["Norway"], ["Sweden"]),
        ("Talks between Norway and Sweden ended.", "Talks", ["Norway", "Sweden"], []),
        ("In a letter to Sweden, Norway said that the bridge was closed.", "letter", ["Norway"], ["Sweden"]),
        ("Norway replied to Sweden.", "replied", ["Norway"], ["Sweden"]),
        ("The police issued a statement.", "issued", ["The police"], []),
    ],
)
def test_parties(find, text, trigger, senders, recipients):
    """Verbs and nouns, active and passive, tell who speaks to whom."""
    found = find(text)
    assert (found.triggers(), *found.parties()) == ([trigger], senders, recipients)


def test_a_meeting_has_two_sides(find):
    """Those who meet take part on equal terms; who they are goes by name."""
    found = find("Foreign Minister Anna Berg met her counterpart Paul Lind in Vienna to discuss the border.")
    assert found.parties() == (["Anna Berg"], ["Paul Lind"])
    assert {participant.role for participant in found.act.participants} == {"participant"}
    assert [found.document.quote(topic) for topic in found.act.topics] == ["the border"]
    assert (found.act.type, found.act.medium) == ("meeting", "meeting")


def test_mere_speech_is_no_communication(find):
    """Without an addressee and a message noun there is only a claim."""
    assert find("The minister said that the bridge was closed.").acts == []
    assert find("The minister addressed the problem.").acts == []
    assert find("The minister spoke out.").acts == []


@pytest.mark.parametrize(
    "text",
    [
        "The town is waiting for a reply.",
        "Anyone who tells you so is wrong.",
        "Nobody told Anna Berg.",
        "Asked about the plan, Anna Berg smiled.",
        "The doctors were not asked.",
        "The judge ordered Paul Lind to pay.",
        "The court rejected Norway's demands.",
        "The thief made a copy of the key.",
    ],
)
def test_what_addresses_nobody_in_particular_is_none(find, text):
    """Without a sender, an addressee or a medium there is at most a claim."""
    assert find(text).acts == []


def test_a_meeting_asked_for_is_an_event_of_the_request(find):
    """Who asks for a meeting has not met anyone; the request itself went to someone."""
    assert find("Norway asked the council for an urgent meeting.").triggers() == ["asked"]


def test_those_addressed_are_named_pointed_out_or_bodies(find):
    """An appeal to someone in particular is a communication."""
    for whom in ("Sweden", "them", "the four ministers", "international organizations"):
        assert find(f"The mayor urged {whom} to help.").triggers() == ["urged"]
    found = find("Norway and Sweden were informed of the plan.")
    assert found.parties() == ([], ["Norway", "Sweden"])


def test_evidence_holds_each_party(find):
    """The words that put someone among the parties are evidence of it."""
    found = find("Norway wrote to Sweden. Later Norway praised Sweden.")
    for participant in found.act.participants:
        assert all(span in found.act.evidence for span in participant.evidence)
        assert all(span.end <= len("Norway wrote to Sweden.") for span in participant.evidence)


# Lists -----------------------------------------------------------------------------------------

_LONG = (
    "The committee sent letters to international bodies, including the World Health Organization (WHO), UNICEF, "
    "the European Commission, and charities such as Oxfam, Amnesty International (France), and the Red Cross. "
    "News agencies—such as Reuters, Agence France-Presse, and Al Jazeera—also received the letters."
)


def test_a_long_list_over_two_sentences(find):
    """All named recipients are found, the act is told once, and the list is open."""
    found = find(_LONG)
    named = {
        "World Health Organization",
        "United Nations Children's Fund",
        "European Commission",
        "Oxfam",
        "Amnesty International",
        "Red Cross",
        "Reuters",
        "Agence France-Presse",
        "Al Jazeera",
    }
    assert found.triggers() == ["sent"]
    assert {name.removeprefix("the ") for name in found.recipients()} >= named
    assert "France" not in found.recipients()
    assert found.act.medium == "letter"
    assert not found.act.recipients_exhaustive
    sentences = [span for span in found.act.evidence if found.document.quote(span).endswith(".")]
    assert len(sentences) == 2


def test_copies_went_to_others(find):
    """Who got copies is a recipient of the letter told before, an office stands for its body."""
    found = find("The mayor sent a letter to UNICEF. Copies went to Oxfam and the Paris office of Greenpeace.")
    assert found.recipients() == ["United Nations Children's Fund", "Oxfam", "Greenpeace"]


def test_a_closed_list(find):
    """Without a word for others the list is complete."""
    assert find("The mayor wrote to Oxfam, Greenpeace and UNICEF.").act.recipients_exhaustive
    assert not find("The mayor wrote to Oxfam, UNICEF and others.").act.recipients_exhaustive


def test_a_list_ends_where_something_else_begins(find):
    """Neither the topic nor the subject of the next clause is a recipient."""
    assert find("The mayor wrote to Oxfam and UNICEF about Norway.").recipients() == [
        "Oxfam",
        "United Nations Children's Fund",
    ]
    found = find("In a letter to Oxfam, UNICEF said that the camp was full.")
    assert found.parties() == (["United Nations Children's Fund"], ["Oxfam"])


def test_names_in_quotation_marks_are_members():
    """A name in quotation marks is one name, with the comma inside them or not."""
    text = 'Clubs including the "Oslo Chess House," "Bergen Chess Society" and others met.'
    document = parse(Article(id="a", text=text))
    members = read_list(document.doc, 0, EntityIndex(document))
    assert [token.text for token in members.heads] == ["Clubs", "House", "Society"]
    assert members.is_open


def test_read_list_by_itself():
    """Members are read off the surface, with the head of each, and openness is told."""
    document = parse(Article(id="a", text="Groups such as Oxfam, UNICEF (Paris) and Greenpeace met."))
    entities = EntityIndex(document)
    assert begins_examples(document.doc[0])
    members = read_list(document.doc, 0, entities)
    assert [token.text for token in members.heads] == ["Groups", "Oxfam", "UNICEF", "Greenpeace"]
    assert members.is_open
    assert [token.text for token in read_list(document.doc, 3, entities, stop=4).heads] == ["Oxfam"]


# Media, topics, repetition ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Anna Berg spoke by phone with Paul Lind.", "phone-call"),
        ("Anna Berg emailed Paul Lind.", "email"),
        ("The minister said in an interview with the BBC that he would go.", "interview"),
        ("Norway told Sweden that the bridge was closed.", "unspecified"),
        ("Residents handed a petition to the mayor.", "petition"),
        ("The minister told reporters that the bridge was closed.", "statement"),
        ("The minister told reporters at a news conference that the bridge was closed.", "press-conference"),
        ("Norway informed Sweden in writing that the bridge was closed.", "letter"),
        ("Norway appealed to Sweden to open the bridge.", "unspecified"),
        ("Norway issued an appeal to Sweden.", "statement"),
        ("Norway sent an appeal to Sweden.", "letter"),
        ("Norway sent a message of condolence to Anna Berg.", "statement"),
        ("Norway met Sweden for talks in Vienna.", "meeting"),
        ("Anna Berg phoned Paul Lind.", "phone-call"),
    ],
)
def test_media(find, text, medium):
    """The verb, its message or a phrase beside it tells the medium."""
    assert find(text).act.medium == medium


def test_a_call_for_something_is_an_appeal(find):
    """Nobody telephones in "a call for help"."""
    assert find("The mayor made a call for help to Norway.").act.type == "appeal"


def test_topics(find):
    """What a message is about stands after "about", "on", "over"."""
    found = find("Norway wrote to Sweden about the price of fish.")
    assert [found.document.quote(topic) for topic in found.act.topics] == ["the price of fish"]


def test_a_message_taken_up_is_told_once(find):
    """ "Their letter" is the letter told before; a letter to someone else is another."""
    assert find("Norway sent a letter to Sweden. In their letter they asked for fish.").triggers() == ["sent"]
    assert len(find("Norway wrote a letter to Sweden. Denmark wrote a letter to Finland.").acts) == 2


def test_modality(find):
    """A letter that was not sent is no actual one."""
    assert find("Norway did not write to Sweden.").act.modality == "negated"
    assert find("Norway will write to Sweden.").act.modality == "planned"


# Laws ------------------------------------------------------------------------------------------

_PARTIES = [
    "Norway",
    "the European Commission",
    "Oxfam",
    "UNICEF",
    "Anna Berg",
    "teachers",
    "Amnesty International (Spain)",
]


@settings(max_examples=12)
@given(st.lists(st.sampled_from(_PARTIES), min_size=1, max_size=7, unique=True), st.sampled_from([", ", " and ", "; "]))
def test_every_act_is_sound(find, parties, separator):
    """Nobody is sender and recipient at once, evidence lies in the text, and a second run finds the same."""
    text = f"Sweden sent a letter to {separator.join(parties)}."
    found = find(text)
    assert found.acts == find(text).acts
    for act in found.acts:
        assert not set(act.senders) & set(act.recipients)
        assert len(set(act.recipients)) == len(act.recipients)
        assert all(span.end <= len(text) for span in act.evidence)
        assert {*act.senders, *act.recipients} == {participant.entity for participant in act.participants}


def test_lexicons_agree():
    """Each message noun that assembly looks for has a medium, and no word stands twice."""
    nouns = [row["noun"] for row in read_lexicon("communication_nouns")]
    verbs = [(row["verb"], row["particle"]) for row in read_lexicon("communication_verbs")]
    assert len(set(nouns)) == len(nouns)
    assert len(set(verbs)) == len(verbs)
    assert all(row["medium"] for row in read_lexicon("medium_nouns"))
