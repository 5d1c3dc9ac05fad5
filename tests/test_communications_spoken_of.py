"""Communications of made-up news: what is held or sent, and what is only named, wished for or taken up again."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Talks resume on Friday.", "Talks"),
        ("Norway called talks on the dam for Monday.", "talks"),
        ("Anna Berg left Oslo after talks.", "talks"),
        ("The first round of talks ended on Monday.", "talks"),
        ("Anna Berg spoke of last year's conference in Oslo.", "conference"),
        ("In a talk in Oslo, Anna Berg said that the dam would break.", "talk"),
        ("Norway is in contact with the rebels.", "contact"),
    ],
)
def test_talks_that_are_held(find, text, trigger):
    """Talks of no one are held where the words say when, where or that they are."""
    assert find(text).triggers() == [trigger]


@pytest.mark.parametrize(
    "text",
    [
        "The truce paved the way for talks.",
        "Only a few members are required to be present at meetings.",
        "Norway remains open to talks on the dam.",
        "Norway called the talks a success.",
        "Idle talk filled the streets.",
        "There was talk of war in the streets.",
        "Nurses avoid close contact with the sick.",
    ],
)
def test_talks_that_are_only_spoken_of(find, text):
    """What is hoped for, usual or judged is no meeting, and not all talk is one."""
    assert find(text).acts == []


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The bank sold senior notes.", []),
        ("The bank signed a letter of credit.", []),
        ("The mayor sent a letter of thanks to the bank.", ["sent"]),
        ("The firm filed its registration statement.", []),
        ("Anna Berg thanked Norway for her release.", ["thanked"]),
        ("The guards agreed to the release of the prisoners.", []),
        ("The bridge will close, Norway said in a release.", ["release"]),
        ("The singer's appeal grew every year.", []),
        ("The singer's appeal for calm was heard.", ["appeal"]),
        ("Her deep commitment to the sick was praised.", []),
        ("The doctor made house calls.", []),
        ("As the Daily Planet notes, the bridge is closed.", []),
        ("The gang's threat to the town grew.", []),
        ("The gang sent a threat to the town.", ["sent"]),
        ("The film was shown on cable.", []),
        ("Thieves stole the bank's e-mail server and e-mail.", []),
        ("The men had contact with the sick.", []),
        ("Nurses were in contact with the patients.", []),
        ("The mayor praised the milk in question.", []),
        ("On the question of war, Anna Berg said no.", []),
        ("Editor's note: this story was changed on Monday.", []),
    ],
)
def test_other_senses(find, text, triggers):
    """Nouns for messages also stand for debts, charm, freedom and devotion."""
    assert find(text).triggers() == triggers


@pytest.mark.parametrize(
    "text",
    [
        "The mayor rejected calls by Norway for calm.",
        "Sweden echoed Norway's recent call that all parties respect the law.",
        "The mayor welcomed Norway's call to stop the war.",
    ],
)
def test_a_call_for_something_is_an_appeal(find, text):
    """A call that says what is asked for goes through no telephone."""
    assert find(text).act.type == "appeal"
    assert find("The mayor missed a call from Norway on his phone.").act.type == "call"


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Anna Berg said taxes would fall. Her statement was wrong.", []),
        ("Anna Berg did not apologise for her remarks.", []),
        ("Norway welcomed Anna Berg's remarks.", ["remarks"]),
        ("Anna Berg's remarks on Monday angered Norway.", ["remarks"]),
        ("Anna Berg's statement said the bridge was closed.", ["statement"]),
        ("Anna Berg issued a statement on Monday. The statement angered Norway.", ["issued"]),
        ("Norway's response to the flood was slow.", []),
        ("Norway's response to Sweden's letter was slow.", ["response"]),
        ("Norway came under pressure.", []),
        ("Western criticism of the mayor grew.", []),
    ],
)
def test_words_that_are_taken_up(find, text, triggers):
    """What someone said is told by the claim; to judge it is no act of its own, nor is what was done about a thing."""
    found = find(text).triggers()
    assert [each for each in found if each != "letter"] == triggers


def test_what_is_said_by_email_is_told_once(find):
    """The verb and the noun for its medium tell one act."""
    assert len(find("The ministry said via email that the bridge was closed.").acts) == 1


def test_the_debate_is_the_one_told_before(find):
    """A debate that is taken up again without a word about it is told once."""
    text = "Anna Berg debated Paul Lind. A debate between Ida Holm and Per Vik followed. Ida Holm won the debate."
    assert find(text).triggers().count("debate") == 1


@pytest.mark.parametrize(
    ("text", "trigger", "senders", "recipients"),
    [
        ("Anna Berg was led in and told that the bank had failed.", "told", [], ["Anna Berg"]),
        ("The office closed, with staff told to stay indoors.", "told", [], ["staff"]),
        ("Anna Berg was elected and told Norway that she would stay.", "told", ["Anna Berg"], ["Norway"]),
        ("The man I spoke to on Monday had left.", "spoke", ["I"], ["The man"]),
        ("The driver was fined and issued a warning.", "issued", [], ["The driver"]),
        ("Norway was shaken and issued a statement.", "issued", ["Norway"], []),
        ("In response to a question from the mayor, Anna Berg said yes.", "response", ["Anna Berg"], ["the mayor"]),
        ("The union's document says that Norway will leave.", "document", ["The union"], []),
    ],
)
def test_whom_a_clause_leaves_out(find, text, trigger, senders, recipients):
    """Who is told stands before a passive that looks active, before a relative clause, or behind what is answered."""
    found = find(text)
    assert (found.triggers(), *found.parties()) == ([trigger], senders, recipients)


def test_a_speaker_behind_the_message(find):
    """A source at the end of a sentence tells, though the parser hangs it on the noun before."""
    found = find("The site was a camp of the Red Guard, a senior source told the Daily Planet.")
    assert found.parties() == (["a senior source"], ["Daily Planet"])
    assert find("She praised Paul Lind, an officer told by Norway to leave.").recipients() == ["Paul Lind"]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Anna Berg lost her first debate against Paul Lind.", ["Paul Lind"]),
        ("Paul Lind did not return calls.", ["Paul Lind"]),
        ("Paul Lind did not respond to an email.", ["Paul Lind"]),
    ],
)
def test_unanswered_messages_of_the_press(find, text, recipients):
    """What someone did not answer was sent to them."""
    assert find(text).recipients() == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Ana, tell us what happened.",
        "The plan was met with anger.",
        "The vote sent a message to Norway.",
        "The vote raises questions.",
        "It is hard to convince Norway.",
        "Anna Berg advises the mayor.",
        "Prosecutors called Anna Berg, who saw the fire.",
        "The agency reports to the president.",
        "Anna Berg won every debate.",
        "His group, called the Virginia Land Fund, will keep the farm.",
        "The town came under pressure from Norway.",
        "The Senate voted for admitting Chad to the union.",
    ],
)
def test_no_acts(find, text):
    """What things do, what is only hard, what someone is asked to do and what they do for a living tell no act."""
    assert find(text).acts == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Anna Berg will fly to Oslo to meet Paul Lind.", "planned"),
        ("Anna Berg flew to Oslo to meet Paul Lind.", "actual"),
        ("Norway has a duty to warn Sweden.", "hypothetical"),
        ("Norway began a campaign to warn Sweden.", "actual"),
        ("The cancellation of talks between Norway and Sweden was sad.", "negated"),
        ("Norway could help by warning Sweden.", "hypothetical"),
        ("Norway helped by warning Sweden.", "actual"),
    ],
)
def test_infinitives_and_gerunds(find, text, modality):
    """An infinitive of purpose is as real as what serves it; a duty is not yet done."""
    assert find(text).act.modality == modality


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Norway told the Nuclear Energy Agency that the pipe leaked.", "unspecified"),
        ("Norway told the agency that the pipe leaked.", "interview"),
    ],
)
def test_a_named_agency_may_be_any_body(find, text, medium):
    """An agency is a news agency unless it bears another name."""
    assert find(text).act.medium == medium
