"""Communications of made-up news: classes of verbs, replies, copies, repetition, modality."""

from __future__ import annotations

import pytest

from kg.extract.communications import find_tellings


@pytest.mark.parametrize(
    ("text", "trigger", "senders", "recipients"),
    [
        # someone as object
        ("The bank informed customers by e-mail.", "informed", ["The bank"], ["customers"]),
        ("The ambassador debriefed the minister.", "debriefed", ["The ambassador"], ["the minister"]),
        ("Anna Berg texted her brother.", "texted", ["Anna Berg"], ["her brother"]),
        ("Norway promised Sweden that the bridge would open.", "promised", ["Norway"], ["Sweden"]),
        ("The embassy e-mailed the organisers.", "e-mailed", ["The embassy"], ["the organisers"]),
        # someone after a preposition
        ("The doctors reported the outbreak to Oxfam.", "reported", ["The doctors"], ["Oxfam"]),
        ("Anna Berg complained to Paul Lind about the noise.", "complained", ["Anna Berg"], ["Paul Lind"]),
        ("Anna Berg shouted at Paul Lind.", "shouted", ["Anna Berg"], ["Paul Lind"]),
        ("The witness testified to the court.", "testified", ["The witness"], ["the court"]),
        ("Norway lodged a protest with Sweden.", "lodged", ["Norway"], ["Sweden"]),
        (
            "Norway's ambassador handed over a note verbale to Sweden.",
            "handed over",
            ["Norway's ambassador"],
            ["Sweden"],
        ),
        ("The president's letter to the king was published.", "published", ["The president"], ["the king"]),
        # both sides
        ("Anna Berg consulted with Paul Lind.", "consulted", ["Anna Berg"], ["Paul Lind"]),
        ("Anna Berg sat down with Paul Lind.", "sat down", ["Anna Berg"], ["Paul Lind"]),
        ("Paul Lind and Anna Berg exchanged letters.", "exchanged", ["Paul Lind"], ["Anna Berg"]),
        ("Anna Berg and Paul Lind spoke to each other.", "spoke", ["Anna Berg", "Paul Lind"], []),
        ("Anna Berg debated Paul Lind.", "debated", ["Anna Berg"], ["Paul Lind"]),
        ("Norway and Sweden have been in talks since March.", "talks", ["Norway", "Sweden"], []),
        ("The European Union and Kenya concluded talks on fish.", "talks", ["European Union", "Kenya"], []),
        # demands and appeals
        ("Norway demanded that Sweden reopen the border.", "demanded", ["Norway"], ["Sweden"]),
        ("The ministry issued a warning to sailors.", "issued", ["The ministry"], ["sailors"]),
    ],
)
def test_classes_of_verbs(find, text, trigger, senders, recipients):
    """Whom a verb tells is its object, stands after a preposition, or is the other side of its talk."""
    found = find(text)
    assert (found.triggers(), *found.parties()) == ([trigger], senders, recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Paul Lind added that the bridge was closed.",
        "Police said that a suspect had been arrested.",
        "The union stressed that prices had risen.",
        "Anna Berg explained why she had left.",
        "The storm told a different story.",
        "The floods prompted residents of Oslo to leave.",
        "Threats to farmers are growing.",
        "The company moved its postal address.",
        "The ministry responded to the crisis by closing the border.",
    ],
)
def test_plain_saying_is_none(find, text):
    """Saying something to nobody in particular is a claim; what a thing does is no speech."""
    assert find(text).acts == []


@pytest.mark.parametrize(
    ("text", "is_call"),
    [
        ("Anna Berg called Paul Lind on Monday to congratulate him.", True),
        ("He called the police.", True),
        ("She called him a traitor.", False),
        ("They called the plan a failure.", False),
        ("The rebels call themselves freedom fighters.", False),
        ("The government called elections for May.", False),
        ("Prosecutors called Anna Berg as a witness.", False),
    ],
)
def test_who_is_rung_up(find, text, is_call):
    """Only one who is called, and called nothing, is on the telephone."""
    assert any(act.medium == "phone-call" for act in find(text).acts) == is_call


def test_announcements_need_an_addressee_or_a_medium(find):
    """Who only announces something makes a claim; to someone or on the radio it is told."""
    assert find("The ministry announced on Friday that the bridge was closed.").acts == []
    found = find("The ministry announced to reporters on Friday that the bridge was closed.")
    assert (found.act.type, *found.parties()) == ("announcement", ["The ministry"], ["reporters"])
    assert len(found.act.times) == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The two sides met in Doha on Sunday.", ["Doha"]),
        ("A meeting between Paul Lind and Anna Berg in Vienna lasted two hours.", ["Vienna"]),
        ("Kenya mediated talks between the two generals in Nairobi.", ["Nairobi"]),
        ("The minister held a press conference in Oslo.", ["Oslo"]),
        ("Norway sent Sweden a message through Switzerland.", []),
    ],
)
def test_places(find, text, places):
    """A meeting takes place where its words, or the last of its parties, say; a go-between is no place."""
    found = find(text)
    assert [found.names[place] for place in found.act.places] == places


def test_the_clause_about_a_meeting_tells_its_time(find):
    """ "Held on Tuesday" is when the meeting was."""
    assert len(find("The meeting between Anna Berg and Paul Lind, held on Tuesday, was short.").act.times) == 1


# Replies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Paul Lind asked Anna Berg about the border. She answered that it was open.", ["Paul Lind"]),
        ("Paul Lind wrote to Anna Berg in March. Berg wrote back in April.", ["Paul Lind"]),
        ("Anna Berg replied to Paul Lind's question.", ["Paul Lind"]),
    ],
)
def test_replies(find, text, recipients):
    """A reply goes to whose message it answers, or to who spoke to the one who replies just before."""
    found = find(text)
    (reply,) = [
        act
        for act in found.acts
        if found.document.quote(act.trigger).split()[0] not in ("asked", "letter")
        and found.document.quote(act.trigger) != "wrote"
    ]
    assert [found.names[i] for i in reply.recipients] == recipients


def test_a_reply_to_nobody_known_is_a_claim(find):
    """Without anyone who spoke before, who replied is not known to have spoken to anyone."""
    assert find("Asked about the border, Anna Berg replied that it was open.").acts == []


def test_who_answered_is_less_certain(find):
    """What is concluded from the sentence before is told with less confidence."""
    asked, answered = find("Paul Lind asked Anna Berg about the border. She answered that it was open.").acts
    assert answered.confidence < asked.confidence


# More lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "recipients", "is_exhaustive"),
    [
        (
            "The club wrote to governments, including France, Germany and Kenya, as well as to the African Union.",
            ["governments", "France", "Germany", "Kenya", "African Union"],
            False,
        ),
        (
            "The families sent letters to more than 30 ministers, the president of the European Union, "
            "and Oxfam, as well as to newspapers in Oslo, Paris and London.",
            ["more than 30 ministers", "the president", "Oxfam", "newspapers"],
            True,
        ),
        ("The club wrote to Oxfam and to other bodies.", ["Oxfam"], False),
        ("The ambassador briefed diplomats from France, Spain and Italy on Friday.", ["diplomats"], True),
        ("The ministry wrote to all 27 member states of the European Union.", ["all 27 member states"], True),
        ("Anna Berg invited Paul Lind to Vienna.", ["Paul Lind"], True),
        (
            "Members of the council, among them Norway and Chile, were briefed by the envoy.",
            ["Members", "Norway", "Chile"],
            False,
        ),
    ],
)
def test_classes_of_recipients(find, text, recipients, is_exhaustive):
    """Classes are recipients, and so are those named of them; where those come from is no recipient."""
    found = find(text)
    assert [name.removeprefix("the ") for name in found.recipients()] == [r.removeprefix("the ") for r in recipients]
    assert found.act.recipients_exhaustive == is_exhaustive


def test_a_word_with_a_hyphen_ends_no_list(find):
    """A list goes on after "secretary-general"."""
    assert (
        len(find("The club wrote to the king, the secretary-general of the United Nations and Oxfam.").recipients())
        == 3
    )


@pytest.mark.parametrize(
    ("text", "senders", "recipients"),
    [
        (
            "The mayor wrote to the prime minister, with copies to Oxfam and Anna Berg.",
            ["The mayor"],
            ["the prime minister", "Oxfam", "Anna Berg"],
        ),
        (
            "The embassy e-mailed the organisers, copying in the police.",
            ["The embassy"],
            ["the organisers", "the police"],
        ),
        (
            "The letter, signed by Anna Berg and copied to the mayor, was sent to Oxfam.",
            ["Anna Berg"],
            ["Oxfam", "the mayor"],
        ),
        (
            "Residents addressed an open letter to the king, copied to the mayor of Oslo.",
            ["Residents"],
            ["the king", "the mayor"],
        ),
    ],
)
def test_who_signed_and_who_got_copies(find, text, senders, recipients):
    """Clauses about a letter tell who signed it, to whom it is addressed and who got copies."""
    found = find(text)
    assert found.parties()[0] == senders
    assert set(found.recipients()) == set(recipients)


# Told again ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Norway met Sweden in Oslo on 3 March. Norway and Sweden met on 3 March to discuss fish.", 1),
        ("Norway met Sweden on 3 March. Norway met Sweden on 5 April.", 2),
        ("Norway met Sweden in Oslo. Norway met Sweden in Paris.", 2),
        ("Anna Berg wrote to Paul Lind on Monday. Berg wrote to Lind that the border was closed.", 1),
        ("Anna Berg wrote to Paul Lind. Later Berg wrote to Lind again.", 2),
        ("Anna Berg wrote to Paul Lind. Berg wrote to Oxfam.", 2),
        ("Norway will write to Sweden. Norway wrote to Sweden.", 2),
        ("Anna Berg told the BBC that she was tired. Berg told the BBC that she would rest.", 1),
    ],
)
def test_told_again(find, text, n):
    """The same sides, medium and modality, at a time and place that can be the same, are one act."""
    assert len(find(text).acts) == n


def test_all_tellings_are_evidence(find):
    """An act told twice keeps the sentences and the words of both tellings, and what each of them knows."""
    text = "Norway met Sweden in Oslo. Norway and Sweden met on 3 March to discuss fish."
    found = find(text)
    quotes = [found.document.quote(span) for span in found.act.evidence]
    assert sum(quote.endswith(".") for quote in quotes) == 2
    assert len(found.act.times) == len(found.act.places) == len(found.act.topics) == 1
    assert [found.document.quote(span) for span in find_tellings(found.acts)].count("met") == 2


def test_topics_are_no_media(find):
    """Neither the telephone nor the terms of a talk are what it is about."""
    assert find("Anna Berg spoke on the phone with Paul Lind.").act.topics == ()
    assert find("Officials briefed reporters on condition of anonymity.").act.topics == ()


# Modality --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norway never informed Sweden of the closure.", "negated"),
        ("No letter was sent to the mayor.", "negated"),
        ("Anna Berg has yet to reply to Paul Lind.", "negated"),
        ("Anna Berg is not expected to meet Paul Lind.", "negated"),
        ("The government ruled out talks with the rebels.", "negated"),
        ("Talks between Norway and Sweden did not take place.", "negated"),
        ("Anna Berg refused to meet Paul Lind.", "negated"),
        ("Anna Berg is due to meet Paul Lind.", "planned"),
        ("Talks between Norway and Sweden will resume on Monday.", "planned"),
        ("Talks between Norway and Sweden, scheduled for Friday, were short of time.", "planned"),
        ("Norway postponed talks with Sweden.", "planned"),
        ("Norway may send a letter to Sweden.", "hypothetical"),
        ("Anna Berg hopes to meet Paul Lind.", "hypothetical"),
        ("Had Norway written to Sweden, the bridge would be open.", "hypothetical"),
        ("If Norway writes to Sweden, the border will be closed.", "hypothetical"),
        ("Talks between Norway and Sweden did not bring a treaty.", "actual"),
    ],
)
def test_modalities(find, text, modality):
    """What is planned, only possible, or did not take place is told as such."""
    assert find(text).act.modality == modality


def test_an_unanswered_letter_is_a_letter(find):
    """Not answering a letter does not unwrite it; that nobody answered is no act."""
    found = find("The ministry has not responded to the letter from Oxfam.")
    assert (found.act.modality, *found.parties()) == ("actual", ["Oxfam"], ["The ministry"])


@pytest.mark.parametrize(
    "text",
    [
        "He left after having quit the wing within the union called the Red Caps.",
        "It is clear that a man from the inner circle within Lodge called the Sky Crew was first advised in May.",
        "The movement grew in reaction to Anna Berg.",
        "The army opened fire in response to the rebels.",
        "The town clerk's report was read to the point of boredom.",
    ],
)
def test_what_only_names_or_causes_is_no_act(find, text):
    """A name that something is given, and a reason for doing something, are no words to anyone."""
    assert find(text).acts == []


def test_an_appeal_is_no_phone_call(find):
    """Calls for something are made, by whatever medium; only those to someone go by phone."""
    found = find("The government is slow to heed calls by Oxfam for cheaper bread.")
    assert [(act.type, act.medium) for act in found.acts] == [("appeal", "statement")]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("The spokeswoman told Oxfam the ministry would look into it.", ["Oxfam"]),
        ('He told the police, "everything he knew".', ["the police"]),
        ("Anna Berg was told two things by the minister.", ["Anna Berg"]),
        ("As Anna Berg told The Guardian, US river salt has dropped.", ["The Guardian"]),
        ("The union informed the minister everything was ready.", ["the minister"]),
        ("Norway told Sweden, Chile and Kenya that the bridge was open.", ["Sweden", "Chile", "Kenya"]),
    ],
)
def test_what_is_told_is_no_recipient(find, text, recipients):
    """Those who are told end where the clause or the quotation begins that tells what."""
    assert find(text).recipients() == recipients


def test_the_subject_of_what_is_assured_is_no_recipient(find):
    """Where the parser finds no subject in the clause, the object before it is its subject."""
    found = find("The party asks the council to assure the local schools of the district apply the rule.")
    assert found.triggers() == ["asks"]


def test_a_stranger_is_a_party_where_an_apposition_says_who_that_is(find):
    """A name that is not known stands for someone if a noun for a person explains it."""
    found = find("The ministry said Ana Ruiz, the Secretary of Health, contacted Norway's foreign minister.")
    assert found.parties() == (["Ana Ruiz"], ["Norway's foreign minister"])
