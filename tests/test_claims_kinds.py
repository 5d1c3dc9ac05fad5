"""What a source does in saying something is told by what it says, and whom that is about."""

from __future__ import annotations

import pytest

from kg.extract.claims import find_claims
from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.model import Article, Claim


def find(text: str) -> tuple[Document, dict[str, str], list[Claim]]:
    document = parse(Article(id="a", text=text, publisher="The Daily Test"))
    entities = EntityIndex(document)
    claims = find_claims(document, entities)
    return document, {entity.id: entity.name for entity in entities.entities()}, claims


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said that prices would rise.", "prediction"),
        ("The mayor said the bridge might close.", "prediction"),
        ("The company said it would pay the workers.", "promise"),
        ("The company said it would close two mills.", "intention"),
        ("The ministry said it was ready to help.", "promise"),
        ("The union announced that the chairman will visit Oslo.", "intention"),
        ("The mayor said rebels had looted the bank.", "accusation"),
        ("Ada Moss said the police had ignored her letters.", "accusation"),
        ("The clerk admitted that the police had ignored her letters.", "assertion"),
        ("The audit found that the treasurer had taken 300 crowns.", "accusation"),
        ("The ministry said 214 people had been detained.", "quantity"),
        ("The ministry said two people had been detained.", "assertion"),
        ("Police insisted that no shots were fired.", "denial"),
        ("The mayor insisted that the council must resign.", "demand"),
        ("The mayor said that everyone should leave.", "request"),
        ("The mayor said the tax was unfair.", "condemnation"),
        ("The mayor said the crew were heroic.", "praise"),
        ("Ada Moss said she doubted that the dam would hold.", "opinion"),
        ("The guild rejected the accusation.", "denial"),
        ("The guild dismissed the charge as a fantasy.", "denial"),
        ("The guild called the plan a disaster.", "condemnation"),
        ("The guild called the deal a triumph.", "praise"),
        ("The guild described the talks as long.", "opinion"),
        ("The bank believes the ship sank in a storm.", "assertion"),
        ("The bank believes the ship will sail.", "prediction"),
        ("The army warned that it would fire.", "threat"),
        ("The bank warned that the dam is weak.", "concern"),
        ("The court decides whether the bank may lend.", "question"),
        ("The firm said there was no such survey.", "denial"),
        ("The navy said it had no part in the attack.", "denial"),
        ("The families said they had no water.", "assertion"),
        ("The clerk said she had never met the dealer.", "denial"),
        ("The clerk said she had never thought of it.", "opinion"),
        ("The ministry said the reports were false.", "denial"),
        ("The union announced a strike for Monday.", "intention"),
        ("The company announced a drop in profits.", "assertion"),
        ("The company announced that profits rose.", "assertion"),
        ("The rail union wants every tunnel shut.", "demand"),
        ("Ada Moss wants every tunnel shut.", "request"),
        ("Four people are believed to be inside.", "assertion"),
        ("The firm said it agreed to buy the mill.", "assertion"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    _, _, (claim, *_) = find(text)

    assert claim.type == kind


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Kenya said the rebels had fled.", ["the rebels"]),
        ("The mayor said a driver and a nurse were hurt.", ["a driver", "a nurse"]),
        ("The mayor thanked the nurses.", ["the nurses"]),
        ("Norway denied hiding the ship.", ["Norway"]),
        ("Ada Moss said she was ill.", ["Ada Moss"]),
        ("The mayor said it rained.", []),
    ],
)
def test_about(text: str, about: list[str]) -> None:
    _, names, (claim, *_) = find(text)

    assert [names[each] for each in claim.about] == about


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministry's spokesman Joel Aru said the road was shut.", "The ministry's spokesman Joel Aru"),
        ("The mayor, Ada Moss, said the road was shut.", "The mayor, Ada Moss"),
        ("A diplomat from Oslo said the road was shut.", "A diplomat from Oslo"),
        ("A group led by a vet, who lives in Oslo, said the road was shut.", "A group led by a vet"),
        ("Ada Moss, 41, said the road was shut.", "Ada Moss"),
        ("The road was shut, said Ada Moss, who drove there.", "Ada Moss"),
        ("The Red Cross said on Monday the road was shut.", "The Red Cross"),
        ("Ada Moss, who drove there, said the road was shut.", "Ada Moss"),
    ],
)
def test_source_words(text: str, words: str) -> None:
    document, _, (claim, *_) = find(text)

    span = claim.attributions[0].source_span
    assert span is not None
    assert document.quote(span) == words


def test_certainty_is_lower_for_a_phrase_and_without_a_source() -> None:
    def certainty(text: str) -> float:
        return find(text)[2][0].confidence

    quoted = certainty('"We will rebuild the whole harbour," Ada Moss said.')
    clause = certainty("Ada Moss said that they would rebuild the whole harbour.")
    phrase = certainty("Ada Moss criticised the whole harbour.")
    nobody = certainty("The whole harbour is expected to be rebuilt.")

    assert quoted > clause > phrase > nobody
