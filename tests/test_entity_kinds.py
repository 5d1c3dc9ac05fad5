"""One kind for a name through an article, names that the model does not see, and nouns that a name stands beside."""

from __future__ import annotations

import pytest

from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.ballots import Ballot
from kg.extract.entities.demonyms import find_demonyms, has_demonym
from kg.extract.entities.own_signs import iter_own_signs
from kg.extract.entities.signs import iter_signs
from kg.model import Article, Entity


def read(text: str, **fields: object) -> tuple[Document, EntityIndex]:
    document = parse(Article(id="a", text=text, **fields))  # type: ignore[arg-type]
    return document, EntityIndex(document)


def kinds(text: str, **fields: object) -> dict[str, str]:
    return {entity.name: entity.kind for entity in read(text, **fields)[1].entities()}


def signs(text: str, name: str) -> dict[str, float]:
    document = parse(Article(id="a", text=text))
    start = text.index(name)
    tokens = document.doc.char_span(start, start + len(name))
    assert tokens is not None
    total: dict[str, float] = {}
    for kind, weight in iter_signs(tokens):
        total[kind] = total.get(kind, 0.0) + weight
    return total


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They have lived in Quellmar since the war.", "Quellmar", "place"),
        ("She travelled to Quellmar.", "Quellmar", "place"),
        ("Fog lay over the river Quell.", "Quell", "place"),
        ("The mayor of Quellmar resigned.", "Quellmar", "place"),
        ("Quellmar's army withdrew.", "Quellmar", "place"),
        ("Boats sank in the Quell estuary.", "Quell", "place"),
        ("The carmaker Quellmar cut its prices.", "Quellmar", "organization"),
        ("The council's leader, Brisa Quell, resigned.", "Brisa Quell", "person"),
        ("The minister of the eastern region, Brisa Quell, resigned.", "Brisa Quell", "person"),
        ("A fisherman called Orm Quell stood up.", "Orm Quell", "person"),
        ("Quell, 63, has sold nets all his life.", "Quell", "person"),
        ("Green Lanterns, a campaign group, wrote back.", "Green Lanterns", "organization"),
        ("Brisa Quell, of the University of Riga, agreed.", "Brisa Quell", "person"),
        ("Quell smiled. He had known it for years.", "Quell", "person"),
        ("They boarded the ferry Quellmar Star.", "Quellmar Star", "other"),
        ("Quell was a famous doctor.", "Quell", "person"),
        ("Quellmar is a village on the coast.", "Quellmar", "place"),
        ("Quellmar became a company in 1999.", "Quellmar", "organization"),
        ("The song was written by Quell in a week.", "Quell", "person"),
        ("Quellmar was founded in 1950.", "Quellmar", "organization"),
        ("Quellmar was besieged for a month.", "Quellmar", "place"),
        ("The army recaptured Quellmar.", "Quellmar", "place"),
        ("Nobody saw the murder of Quell.", "Quell", "person"),
        ("He knows cities such as Quellmar well.", "Quellmar", "place"),
        ("He knows companies, including Quellmar.", "Quellmar", "organization"),
        ("Quellmar, one of the largest companies of the coast, closed.", "Quellmar", "organization"),
        ("That was reported by the BBC's Brisa Quell.", "Brisa Quell", "person"),
        ("The bridge at night. Photo: Brisa Quell.", "Brisa Quell", "person"),
        ("The Quellmar mayor resigned.", "Quellmar", "place"),
        ("They live in suburban Quellmar.", "Quellmar", "place"),
        ("Brisa Tarn, 23, of Quellmar was charged.", "Quellmar", "place"),
        ("He was born in a house near the bank at Quellmar, Ohio, in 1950.", "Quellmar", "place"),
        ("He bought a stake in Quellmar.", "Quellmar", "organization"),
        ("Quellmar posted a profit for the year.", "Quellmar", "organization"),
    ],
)
def test_the_words_around_a_mention_are_signs_of_a_kind(text: str, name: str, kind: str) -> None:
    found = signs(text, name)
    assert max(found, key=lambda other: found[other]) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They saw it in Quell's garden.", "Quell"),
        ("They wrote to Quell, the minister, the agency and the press.", "Quell"),
        ("The owner, Quell Lines, said no.", "Quell Lines"),
    ],
)
def test_what_may_mean_anything_is_no_sign(text: str, name: str) -> None:
    assert not {"place", "organization"} & set(signs(text, name))
    assert signs(text, name).get("person", 0) < 2.5


def test_a_name_bears_signs_itself() -> None:
    doc = parse(Article(id="a", text="Port Quell and Storm Brisa and QLM and Anna Quell and Quellshire")).doc
    first = [dict(iter_own_signs(doc[i:j])) for i, j in ((0, 2), (3, 5), (6, 7), (8, 10), (11, 12))]
    assert [max(found, key=lambda kind: found[kind]) for found in first] == [
        "place",
        "other",
        "organization",
        "person",
        "place",
    ]


def test_votes_outweigh_a_guess_only_when_they_are_clearly_ahead() -> None:
    ballot = Ballot()
    ballot.guesses["person"] += 4
    assert ballot.decide("person") == "person"
    ballot.signs["place", 1.0] += 1
    assert ballot.decide("person") == "person"
    ballot.signs["place", 2.5] += 1
    assert ballot.decide("person") == "place"


def test_a_sign_at_one_mention_of_very_many_counts_less() -> None:
    ballot = Ballot()
    ballot.guesses["organization"] += 30
    ballot.signs["place", 2.5] += 1
    assert ballot.decide("organization") == "organization"


def test_a_guess_at_a_single_word_that_is_seldom_counts_less() -> None:
    word, names = Ballot(is_word=True), Ballot()
    for ballot in (word, names):
        ballot.guesses["person"] += 1
        ballot.signs["place", 2.0] += 1
    assert (word.decide("person"), names.decide("person")) == ("place", "person")


def test_the_members_of_a_long_list_are_of_one_kind() -> None:
    found = kinds("It flies to Quellmar, Osken, Tavolo and Brunn, and to the cities of Ervik and Stolna.")
    assert {found.get(name) for name in ("Quellmar", "Osken", "Tavolo", "Brunn")} == {"place"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Tolvar Inc. cut its prices. Tolvar may close.", "Tolvar Inc.", "organization"),
        ("Marna Tolvar Co. cut its prices.", "Marna Tolvar Co.", "organization"),
        ("They drove along the West Bank.", "West Bank", "place"),
        ("The West Coast Bank cut its rates.", "West Coast Bank", "organization"),
        ("The frigate HMS Tolvar left port.", "HMS Tolvar", "other"),
        ("It bought four An-70 planes.", "An-70", "other"),
        ("Senators passed the Harbour Bill on Monday.", "Harbour Bill", "other"),
        ("Senators passed the Freedom of Harbours Act on Monday.", "Freedom of Harbours Act", "other"),
        ("The film was shown by RT America.", "RT America", "organization"),
        ("She teaches at the Universidad Tolvara.", "Universidad Tolvara", "organization"),
    ],
)
def test_names_that_their_form_tells(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


def test_a_word_before_what_a_company_does_is_short_for_it() -> None:
    _, index = read("Tolvar Motors cut its prices. The chief of Tolvar said that it had to.")
    assert [(entity.name, entity.aliases) for entity in index.entities()] == [("Tolvar Motors", ("Tolvar",))]


def test_a_word_before_what_a_town_has_is_not_short_for_it() -> None:
    found = kinds("Tolvar Council met on Monday. It rained in Tolvar.")
    assert found.get("Tolvar") == "place"


def test_initials_in_another_language_are_those_of_the_body_before_them() -> None:
    _, index = read("Votes went to the Poultry Party (HGP). The HGP was pleased.")
    assert [set(entity.aliases) for entity in index.entities() if entity.name == "Poultry Party"] == [{"HGP"}]


def test_initials_tell_where_a_body_ends() -> None:
    found = kinds("The Union of Bakers and Millers (UBM) went on strike.")
    assert found.get("Union of Bakers and Millers") == "organization"


def test_all_mentions_of_a_name_have_one_kind() -> None:
    found = kinds(
        "Brantavia expelled two diplomats. Talks with Brantavia failed, and Brantavia's prime minister flew home. "
        "Snow fell in Brantavia."
    )
    assert found["Brantavia"] in ("state", "place")


def test_what_stands_before_a_list_stands_before_each_of_it() -> None:
    found = kinds("The ministers of Quellmar, Osken and Tavolo met on Sunday.")
    assert {found.get(name) for name in ("Quellmar", "Osken", "Tavolo")} <= {"place", "state"}


def test_the_dateline_names_places_and_the_agency() -> None:
    text = "OSKEN, Quellmar, March 3 (Brightwire) - Miners at Osken told Brightwire that they would go on."
    document, index = read(text)
    found = {entity.name: entity for entity in index.entities()}
    assert found["Osken"].kind == found["Quellmar"].kind == "place"
    assert found["Brightwire"].kind == "organization"
    assert [document.quote(span) for span in document.dateline_places] == ["OSKEN", "Quellmar"]
    assert len(found["Osken"].mentions) == 2


def test_the_publisher_is_a_body_where_its_text_names_it() -> None:
    found = kinds('"Nobody here is against cranes," she told Fairwater on the quay.', publisher="Fairwater")
    assert found["Fairwater"] == "organization"


def test_names_that_the_model_does_not_see_are_found_by_their_signs() -> None:
    found = kinds("On Thursday she met the prime minister, Una Talvik, in Riga. The pig farmer Orm Wessling left.")
    assert found["Una Talvik"] == "person"
    assert found["Orm Wessling"] == "person"


def test_a_common_noun_with_a_capital_is_no_name() -> None:
    assert "Ministry" not in kinds("The Ministry of Health wrote. It was Ministry policy, the Prime Minister said.")


def test_an_adjective_of_an_unknown_state_stands_for_the_state() -> None:
    document, index = read(
        "Soldiers from Belvania crossed the border. The Belvanian army denied it. Talks in Belvania failed."
    )
    states = [entity for entity in index.entities() if entity.name == "Belvania"]
    quotes = [(document.quote(m.span), m.kind) for entity in states for m in entity.mentions]
    assert ("Belvanian", "nominal") in quotes
    assert not any(entity.name == "Belvanian" for entity in index.entities())


def test_demonyms_are_formed_as_english_forms_them() -> None:
    assert has_demonym("Ostria", {"Ostrian"})
    assert has_demonym("Quellmar", {"Quellmarians"})
    assert not has_demonym("Casini", {"Casini"})
    assert find_demonyms(["Ostria", "Oslo"], ["Ostrian", "Roman"]) == {"Ostrian": "Ostria"}


def test_bodies_named_after_their_members() -> None:
    found = kinds("The Independent Miners' Union and the Lawyers' Circle complained to the court.")
    assert found["Independent Miners' Union"] == "organization"
    assert found["Lawyers' Circle"] == "organization"


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("The carmaker Quellmar cut its prices, and the carmaker Quellmar won.", "carmaker", "Quellmar"),
        ("Its owner, Blue Harbour Lines, denied it.", "owner", "Blue Harbour Lines"),
        ("The trust's director, Peder Holk, admitted it.", "director", "Peder Holk"),
        ("A retired fisherman called Tom Wessling stood up.", "fisherman", "Tom Wessling"),
        ("One, a teacher called Greta Moll, was angry.", "One", "Greta Moll"),
        ("The bishop, Dr Anna Mountjoy, accuses the company.", "bishop", "Anna Mountjoy"),
    ],
)
def test_a_noun_is_the_one_named_beside_it(text: str, noun: str, name: str) -> None:
    document, index = read(text)
    token = next(token for token in document.doc if token.text == noun)
    found = index.get(token)
    assert next(entity.name for entity in index.entities() if entity.id == found) == name


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The director, Anna Holk and Tom Moll met.", "director"),
        ("The director left, and Anna Holk stayed.", "director"),
        ("Two owners, Anna Holk and Tom Moll, met.", "owners"),
    ],
)
def test_a_noun_is_not_the_next_in_a_list(text: str, noun: str) -> None:
    document, index = read(text)
    token = next(token for token in document.doc if token.text == noun)
    found = index.get(token)
    assert next(entity for entity in index.entities() if entity.id == found).name not in ("Anna Holk", "Tom Moll")


def pronoun(text: str, word: str, nth: int = 0, **fields: object) -> str:
    document, index = read(text, **fields)
    token = [token for token in document.doc if token.text == word][nth]
    found = index.get(token)
    return next(entity.name for entity in index.entities() if entity.id == found)


def test_the_author_says_i_outside_of_quotations() -> None:
    text = 'I went to the market. "I sell nets," said Anna Moll.'
    assert pronoun(text, "I", 0, authors=("Tessa Quill",)) == "Tessa Quill"
    assert pronoun(text, "I", 1, authors=("Tessa Quill",)) == "Anna Moll"
    assert pronoun(text, "I", 0, authors=("Tessa Quill", "Tom Moll")) not in ("Tessa Quill", "Tom Moll")


def test_he_takes_up_a_name_added_to_the_subject() -> None:
    text = "Tom Lobb persuaded the council, and Tom Lobb was proud. The mayor, Piet Pireno, admits that he laughed."
    assert pronoun(text, "he") == "Piet Pireno"


def test_the_prime_minister_takes_up_the_one_of_that_title() -> None:
    text = "Prime Minister Lenka Voss rang the president. He listened. The Prime Minister replied at once."
    document, index = read(text)
    token = [token for token in document.doc if token.text == "Minister"][-1]
    found = index.get(token)
    assert next(entity.name for entity in index.entities() if entity.id == found) == "Lenka Voss"


def test_an_owned_body_is_not_the_body_named_last() -> None:
    text = "Anna Wren spoke to the Harbour Brotherhood Union on Sunday, according to her ministry."
    assert pronoun(text, "ministry") != "Harbour Brotherhood Union"


def entities(text: str) -> list[Entity]:
    return read(text)[1].entities()


def test_a_title_is_no_part_of_a_name_whatever_the_model_takes_it_for() -> None:
    names = {entity.name for entity in entities("Superintendent Aoife Lanning spoke. Fr Malachy Hobb, who came, wept.")}
    assert {"Aoife Lanning", "Malachy Hobb"} <= names


def test_a_capital_that_speaks_is_its_state_and_one_where_something_happens_a_place() -> None:
    index = EntityIndex(parse(Article(id="a", text="Moscow accused Chad of delays. Fighting broke out in Moscow.")))
    kinds = {(entity.kind, entity.country) for entity in index.entities() if "Moscow" in (entity.name, *entity.aliases)}
    assert kinds == {("state", "RU"), ("place", None)}
