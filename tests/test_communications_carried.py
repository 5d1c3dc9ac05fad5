"""Acts of communication that a noun and the verb around it tell together: who carries the message, and to whom."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article, ArticleFacts


@pytest.mark.parametrize(
    ("text", "trigger", "senders", "recipients"),
    [
        # messages that are handed over, one by one or in numbers
        ("The guild handed a list of grievances to Anna Berg.", "handed", ["The guild"], ["Anna Berg"]),
        (
            "The guild presented a memorandum to Anna Berg and Paul Lind.",
            "presented",
            ["The guild"],
            ["Anna Berg", "Paul Lind"],
        ),
        ("The guild presented Anna Berg with a petition.", "presented", ["The guild"], ["Anna Berg"]),
        ("The crew sent a distress call.", "sent", ["The crew"], []),
        # those of whom only a name is known
        ("In an interview with Radio Tarn, Quill said that rates would fall.", "interview", ["Quill"], ["Radio Tarn"]),
        ("In an e-mail to investors, copied to the bank, Berg apologised.", "e-mail", ["Berg"], ["investors"]),
        (
            "In a note to staff seen by the paper, Anna Berg said the mill would close.",
            "note",
            ["Anna Berg"],
            ["staff"],
        ),
        # messages that come, that are taken up, and that others draw
        ("Messages of sympathy came from Norway, Chile and Kenya.", "Messages", ["Norway", "Chile", "Kenya"], []),
        ("Anna Berg turned down an invitation from the guild.", "invitation", ["the guild"], ["Anna Berg"]),
        ("Anna Berg shrugged off a warning from the guild.", "warning", ["the guild"], ["Anna Berg"]),
        ("The mayor's sermon drew a sharp reply from the guild.", "reply", ["the guild"], ["The mayor"]),
        # parties that stand beside a topic, a medium or a participle
        ("The ministry sent a note on the case to Portugal.", "sent", ["The ministry"], ["Portugal"]),
        ("Ministers were warned in a report by the auditors.", "warned", ["the auditors"], ["Ministers"]),
        ("Police were handed a note in which the guild demands a trial.", "handed", ["the guild"], ["Police"]),
        ("Anna Berg has been on the phone to Paul Lind.", "phone", ["Anna Berg"], ["Paul Lind"]),
        ("Anna Berg rang to tell Paul Lind that she was late.", "rang", ["Anna Berg"], ["Paul Lind"]),
        ("Paul Lind was detained at the request of Norway.", "request", ["Norway"], []),
        # those whom only people can be
        ("Norway briefed the diplomatic corps.", "briefed", ["Norway"], ["the diplomatic corps"]),
        ("Norway wrote to all those affected.", "wrote", ["Norway"], ["all those"]),
        (
            "Anna Berg delivered a letter to the secretary-general.",
            "delivered",
            ["Anna Berg"],
            ["the secretary-general"],
        ),
        ("Anna Berg went to see Paul Lind.", "see", ["Anna Berg"], ["Paul Lind"]),
        ("The campaign group called on Paul Lind to publish it.", "called on", ["The campaign group"], ["Paul Lind"]),
        ("The guild appealed to shops in nine countries, including Norway.", "appealed", ["The guild"], ["shops"]),
    ],
)
def test_parties(find, text, trigger, senders, recipients):
    """Whoever carries a message sends it, whatever the verb, and whoever it gets to receives it."""
    found = find(text)
    act = next(act for act in found.acts if found.document.quote(act.trigger) == trigger)
    assert [found.names[i] for i in act.senders] == senders
    assert [found.names[i] for i in act.recipients] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg discussed her fears.",
        "Do not reply to anyone.",
        "The guild made a request for a meeting.",
        "The guild discussed whether to negotiate.",
    ],
)
def test_what_nobody_conveys(find, text):
    """A topic without a partner, an order to the reader and what is only asked for are no acts."""
    found = find(text)
    assert not [act for act in found.acts if act.medium == "meeting" or act.type in ("communication", "meeting")]


def test_what_someone_is_told_to_do_is_not_done(find):
    """To be told to ring back is no call."""
    found = find("The guild told Anna Berg to write to Paul Lind.")
    assert found.triggers() == ["told"]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Anna Berg apologised to Paul Lind in a video posted on Twitter.", "social-media"),
        ("The bank notified Paul Lind by post.", "letter"),
        ("Anna Berg sent a diplomatic note to Norway.", "note-verbale"),
        ("Anna Berg dropped off a note for Norway and sent a note to Sweden.", "letter"),
        ("Anna Berg told the Echo that she was tired.", "interview"),
        ("Anna Berg told a hearing that she was tired.", "meeting"),
    ],
)
def test_media(find, text, medium):
    """What carries a message is told by where it was put, and by who hears it."""
    assert medium in {act.medium for act in find(text).acts}


def test_readers_write_to_those_who_make_the_article():
    """Where nobody is named whom readers write to, it is the author or the publisher."""
    article = Article(id="a", text="Readers have been writing in about the bank.", publisher="Tarn Echo")
    (facts,) = extract([article])
    assert isinstance(facts, ArticleFacts)
    (act,) = facts.communications
    names = {entity.id: entity.name for entity in facts.entities}
    assert [names[i] for i in act.recipients] == ["Tarn Echo"]
