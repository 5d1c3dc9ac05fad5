"""Who holds an office, where the name follows its place at once; persons of a list, wherever the parser hangs them."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.offices import find_holder
from kg.model import Article, ArticleFacts


def _extract(text: str) -> ArticleFacts:
    (facts,) = extract([Article(id="a", text=text, published="2025-04-14")])
    assert isinstance(facts, ArticleFacts)
    return facts


def _acts(text: str) -> list[tuple[str, list[str], list[str], str]]:
    facts = _extract(text)
    names = {entity.id: entity.name for entity in facts.entities}
    return [
        (
            facts.article.text[act.trigger.start : act.trigger.end],
            [names[i] for i in act.senders],
            [names[i] for i in act.recipients],
            act.modality,
        )
        for act in facts.communications
    ]


@pytest.mark.parametrize(
    ("text", "office", "place", "holder"),
    [
        ("The president of Chile Ana Ruiz wrote to the court.", "president", "Chile", "Ana Ruiz"),
        ("Governor of New York Tom Brook said so.", "Governor", "New York", "Tom Brook"),
        ("The mayor of Leeds Paul Lind met them.", "mayor", "Leeds", "Paul Lind"),
    ],
)
def test_who_holds_an_office(text, office, place, holder):
    doc = parse(Article(id="a", text=text)).doc
    token = next(token for token in doc if token.text == office)
    found = find_holder(token)
    assert found is not None
    assert [doc[start:end].text for start, end in found] == [place, holder]


@pytest.mark.parametrize(
    "text",
    [
        "The governor of the Central Bank of Chile resigned.",
        "The head of Chile Central Bank resigned.",
        "The president of Chile resigned.",
        "A friend of Tom Brook resigned.",
        "The mayor of New York resigned.",
    ],
)
def test_an_office_without_its_holder(text):
    doc = parse(Article(id="a", text=text)).doc
    assert [find_holder(token) for token in doc if token.pos_ == "NOUN"] == [None] * sum(
        token.pos_ == "NOUN" for token in doc
    )


def test_the_office_and_its_holder_are_one():
    document = parse(Article(id="a", text="The mayor of Leeds Tom Brook wrote to the court. The mayor was ill."))
    entities = EntityIndex(document)
    mayor, brook = (next(t for t in document.doc if t.text == word) for word in ("mayor", "Brook"))
    assert entities.get(mayor) == entities.get(brook)
    assert {entity.name: entity.kind for entity in entities.entities()}["Tom Brook"] == "person"


@pytest.mark.parametrize(
    ("text", "senders"),
    [
        ("Foreign ministers Ana Ruiz of Chile and Paul Lind of Norway held talks.", ["Ana Ruiz", "Paul Lind"]),
        (
            "The two leaders, Anna Kestin of Peru and Josef Lund of Ghana, spoke by telephone.",
            ["Anna Kestin", "Josef Lund"],
        ),
        ("Ana Ruiz and Paul Lind will meet in May.", ["Ana Ruiz", "Paul Lind"]),
        ("In an email sent to parents, which we have seen, Roy Pelham accuses the union of fraud.", ["Roy Pelham"]),
    ],
)
def test_all_who_speak(text, senders):
    assert _acts(text)[0][1] == senders


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Talks between the two sides resume on Friday in Geneva.", "planned"),
        ("The ministers meet in Vienna on 3 May.", "planned"),
        ("The ministers met in Vienna on 3 March.", "actual"),
    ],
)
def test_dates_tell_what_is_to_come(text, modality):
    assert _acts(text)[0][3] == modality


def test_a_reply_answers_whoever_spoke_just_before():
    acts = _acts("The farmers wrote to the minister in May. His office replied on Friday.")
    assert acts[1][:3] == ("replied", ["His office"], ["The farmers"])


def test_a_reply_answers_nobody_from_far_before():
    far = "The road was closed. It rained. The shops were shut. "
    acts = _acts(f"The farmers called the minister in May. {far}His office replied on Friday that it rained.")
    assert all(trigger != "replied" for trigger, *_ in acts)


def test_a_heading_in_the_markup_of_a_wiki_is_no_name():
    document = parse(Article(id="a", text="They left.\n\n==References==\n\nAnna Berg wrote to the court."))
    assert not any("References" in entity.name for entity in EntityIndex(document).entities())


def test_a_name_behind_a_rank_of_several_words():
    document = parse(Article(id="a", text="Division General Ilario Pérez and Tomas Ruiz were arrested."))
    assert {"Ilario Pérez", "Tomas Ruiz"} <= {entity.name for entity in EntityIndex(document).entities()}


def test_one_name_is_of_one_kind_where_first_guesses_differ():
    text = "Guterran said that he regretted it. President Anna Berg wrote to Guterran and Paul Lind, proposing a pause."
    document = parse(Article(id="a", text=text))
    assert len({entity.kind for entity in EntityIndex(document).entities() if entity.name == "Guterran"}) == 1
