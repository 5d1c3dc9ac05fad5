"""Relations between entities, in the narrator's voice only."""

from __future__ import annotations

import pytest

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.extract.relations import find_relations
from kg.model import Article, ArticleFacts


def relations(text: str) -> list[tuple[str, str, str]]:
    document = parse(Article(id="a", text=text))
    index = EntityIndex(document)
    found = find_relations(document, index)
    names = {entity.id: entity.name for entity in index.entities()}
    ArticleFacts(article=index.article, extractor="x", entities=tuple(index.entities()), relations=tuple(found))
    return [(names[relation.subject], relation.predicate, names[relation.object]) for relation in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The letter reached Amnesty International (Germany).", ("Amnesty International", "based-in", "Germany")),
        ("Maria Lopez, a spokeswoman for the World Bank, resigned.", ("Maria Lopez", "spokesperson-of", "World Bank")),
        ("French President Emmanuel Macron opened the fair.", ("Emmanuel Macron", "leader-of", "France")),
        ("French President Emmanuel Macron opened the fair.", ("Emmanuel Macron", "holds-position", "France")),
        ("The Latvian Society in Lyon wrote to us.", ("Latvian Society in Lyon", "based-in", "Lyon")),
        ("Mines were found near Agdam, Azerbaijan.", ("Agdam", "within", "Azerbaijan")),
        ("Mines were found near Agdam in Azerbaijan.", ("Agdam", "within", "Azerbaijan")),
        ("Officials of the UN and of UNICEF came.", ("United Nations Children's Fund", "part-of", "United Nations")),
    ],
)
def test_what_the_article_states_is_found(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        'The man shouted: "French President Emmanuel Macron is here."',
        "Former French President Nicolas Sarkozy opened the fair.",
        "Envoys came from Paris, Rome, and Madrid.",
        "Envoys came from France, Italy and Spain.",
        "The blaze began in the nation's capital, Canberra.",
        "The blaze began in the capital in Lima.",
        "The pilgrims stay near the Masjid Al-Quba (White Mosque).",
        "Environment Malta spokesperson Maria Lopez resigned.",
        "Swedish captain Lars Olsen scored twice.",
        "Danish singer and producer Lars Olsen left.",
        "Social Democrat leader Lars Olsen resigned.",
        "Lars Olsen founded it; the founder of the club is Lars Olsen.",
        "Talks were held in the United States, Canada, the United Kingdom and Mexico.",
        "In Japan, Kenya said, talks went on.",
        "In Cardiff, Welsh singer Ann Price thanked them.",
    ],
)
def test_what_it_does_not_state_is_not(text: str) -> None:
    assert relations(text) == []


def test_the_nearest_body_is_meant() -> None:
    assert relations("China's Health Ministry spokesman Mao Lin agreed.") == [
        ("Mao Lin", "spokesperson-of", "Health Ministry")
    ]


def test_an_envoy_is_of_the_state_that_sends() -> None:
    found = relations("US ambassador to Libya Tom Reed spoke.")
    assert ("Tom Reed", "holds-position", "Libya") not in found


def test_who_heads_a_part_does_not_lead_the_whole() -> None:
    found = relations("Robert Ames, head of trading at Olken Bank, left.")
    assert ("Robert Ames", "holds-position", "Olken Bank") in found
    assert ("Robert Ames", "leader-of", "Olken Bank") not in found


def test_evidence_covers_both_names() -> None:
    document = parse(Article(id="a", text="On Monday French President Emmanuel Macron spoke."))
    found = find_relations(document, EntityIndex(document))
    assert {document.quote(relation.evidence[0]) for relation in found} == {"French President Emmanuel Macron"}
