"""Names, kinds, coreference and noun phrases on demand."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import iter_known, known_names
from kg.extract.entities.pieces import iter_pieces
from kg.extract.lexicon import read_lexicon
from kg.model import Article, ArticleFacts, Entity


def read(text: str, **fields: object) -> tuple[Document, EntityIndex]:
    document = parse(Article(id="a", text=text, **fields))  # type: ignore[arg-type]
    return document, EntityIndex(document)


def named(index: EntityIndex) -> dict[str, Entity]:
    return {entity.name: entity for entity in index.entities()}


def word(document: Document, text: str, nth: int = 0):
    return [token for token in document.doc if token.text == text][nth]


def quotes(document: Document, entity: Entity) -> list[str]:
    return [document.quote(mention.span) for mention in entity.mentions]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A letter went to the Office for Democratic Institutions and Human Rights.", "Office for Democratic", "org"),
        ("The report was carried by France 24 on Monday.", "France 24", "organization"),
        ("Reporters of Al Jazeera English visited the camp.", "Al Jazeera English", "organization"),
        ("The paper was The Guardian, which printed the letter.", "The Guardian", "organization"),
        (
            "Officials of the Ministry of Health and Social Protection resigned.",
            "Ministry of Health and Social Protection",
            "org",
        ),
        ("Azerbaijanis living abroad wrote to the mayor.", "Azerbaijanis", "group"),
        ("He lost the 2019 Canadian federal election by far.", "2019 Canadian federal election", "other"),
        ("They signed the Second Lisbon Treaty yesterday.", "Second Lisbon Treaty", "other"),
        (
            'The letter was signed by the "Riga Latvian Culture House" and others.',
            "Riga Latvian Culture House",
            "organization",
        ),
    ],
)
def test_a_name_is_found_whole_and_with_its_kind(text: str, name: str, kind: str) -> None:
    _, index = read(text)
    found = [entity for entity in index.entities() if any(name in form for form in (entity.name, *entity.aliases))]
    assert [entity.kind for entity in found] == [{"org": "organization"}.get(kind, kind)]


def test_an_acronym_in_brackets_is_another_name() -> None:
    document, index = read("The Regional Institute for Flood Relief (RIFR) sent a letter. RIFR wants an answer.")
    institute = named(index)["Regional Institute for Flood Relief"]
    assert institute.aliases == ("RIFR",)
    assert quotes(document, institute) == ["Regional Institute for Flood Relief", "RIFR", "RIFR"]


def test_a_place_in_brackets_is_not_part_of_the_name() -> None:
    document, index = read("The letter reached Amnesty International (Germany) last week.")
    entities = named(index)
    assert quotes(document, entities["Amnesty International"]) == ["Amnesty International"]
    assert entities["Germany"].kind == "place"


def test_known_aliases_have_one_entity_under_its_full_name() -> None:
    document, index = read("The UN asked for access. Later the United Nations repeated the request.")
    assert quotes(document, named(index)["United Nations"]) == ["UN", "United Nations"]


def test_a_country_that_acts_is_a_state_and_where_things_happen_a_place() -> None:
    _, index = read("Armenia rejected the claim. Two people were hurt in Armenia. Envoys arrived from Georgia.")
    kinds = sorted((entity.name, entity.kind, entity.country) for entity in index.entities())
    assert kinds == [("Armenia", "place", "AM"), ("Armenia", "state", "AM"), ("Georgia", "place", "GE")]


def test_a_surname_is_the_person_named_in_full() -> None:
    document, index = read("President Maria Lopez opened the school. Lopez thanked the teachers.")
    lopez = named(index)["Maria Lopez"]
    assert quotes(document, lopez) == ["Maria Lopez", "Lopez"]
    assert (lopez.kind, lopez.type) == ("person", "politician")


def test_a_place_known_as_one_elsewhere_is_no_person() -> None:
    _, index = read("Two people were hurt in Lyon. Lyon will host the match on Sunday.")
    assert [(entity.name, entity.kind) for entity in index.entities()] == [("Lyon", "place")]


def test_a_surname_that_is_a_country_stays_a_person() -> None:
    _, index = read("Michael Jordan won again. Jordan thanked the crowd.")
    assert [(entity.name, entity.kind) for entity in index.entities()] == [("Michael Jordan", "person")]


def test_money_and_dates_are_no_entities() -> None:
    _, index = read("Some US$20 million was paid on 3 March 2021, Tuesday, for three years.")
    assert index.entities() == []


def test_pronouns_take_up_the_subject_before() -> None:
    document, index = read("Maria Lopez met the envoy of Peru. She asked for help.")
    she = word(document, "She")
    assert index.get(she) == named(index)["Maria Lopez"].id
    assert document.quote(index.span(she)) == "She"


def test_i_is_whoever_says_it() -> None:
    document, index = read('"I saw the fire," said Maria Lopez. Peter Brown nodded.')
    assert index.get(word(document, "I")) == named(index)["Maria Lopez"].id


@pytest.mark.parametrize(
    "text",
    ["The men died in mine explosions.", "They asked for mine maps.", "A mine went off.", "Mine clearance is slow."],
)
def test_the_noun_mine_is_no_person(text: str) -> None:
    document, index = read(text)
    mine = next(token for token in document.doc if token.lower_ == "mine")
    assert index.kind(index.get(mine)) == "other"


def test_the_pronoun_mine_is_whoever_says_it() -> None:
    document, index = read('"This idea of mine failed," said Maria Lopez.')
    assert index.get(word(document, "mine")) == named(index)["Maria Lopez"].id


@pytest.mark.parametrize("noun", ["letter", "message", "warning", "pledge of help"])
def test_a_state_from_which_a_message_comes_acts(noun: str) -> None:
    _, index = read(f"The mayor received a {noun} from Norway.")
    assert [(entity.name, entity.kind) for entity in index.entities()] == [("Norway", "state")]


@pytest.mark.parametrize("text", ["The town received refugees from Norway.", "The ship came from Norway."])
def test_a_state_from_which_people_or_things_come_is_a_place(text: str) -> None:
    _, index = read(text)
    assert named(index)["Norway"].kind == "place"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Caspian Courier reports heavy rain.", ["Caspian Courier"]),
        ("The strike is over, the Baltic Times wrote.", ["Baltic Times"]),
        ("It was first told by the Harbour Gazette and Coast Daily.", ["Harbour Gazette", "Coast Daily"]),
        ("According to the Danube Post, the bridge is closed.", ["Danube Post"]),
    ],
)
def test_papers_called_after_places_are_bodies(text: str, expected: list[str]) -> None:
    _, index = read(text)
    found = [entity for entity in index.entities() if entity.kind != "other"]
    assert [(entity.name, entity.kind, entity.type) for entity in found] == [
        (name, "organization", "media") for name in expected
    ]


@pytest.mark.parametrize(("text", "wrong"), [("He opened the Trading Post.", "media"), ("Ann Mail spoke.", "media")])
def test_a_word_that_papers_share_makes_no_paper_of_what_is_no_place(text: str, wrong: str) -> None:
    _, index = read(text)
    assert wrong not in {entity.type for entity in index.entities()}


def test_the_seat_of_a_society_is_part_of_its_name_and_a_place_too() -> None:
    document, index = read("The letter came from the Latvian Society in Lyon. It rained in Lyon.")
    entities = named(index)
    assert entities["Latvian Society in Lyon"].kind == "organization"
    assert quotes(document, entities["Lyon"]) == ["Lyon", "Lyon"]


def test_societies_listed_with_their_seats_are_told_apart() -> None:
    _, index = read("It was signed by the Rose Society in Lyon, Tulip Association in Oslo and others.")
    assert {"Rose Society in Lyon", "Tulip Association in Oslo"} <= named(index).keys()


def test_where_a_body_known_by_its_name_alone_acts_is_no_part_of_it() -> None:
    _, index = read("Amnesty International in Germany wrote to the Red Cross in Lyon.")
    assert {"Amnesty International", "Germany", "Lyon"} <= named(index).keys()


@pytest.mark.parametrize("end", ["", " in Germany"])
def test_bodies_in_a_list_are_one_each(end: str) -> None:
    _, index = read(f"It was sent to Amnesty International, Human Rights Watch and Oxfam{end}.")
    assert {"Amnesty International", "Human Rights Watch", "Oxfam"} <= named(index).keys()


def test_a_list_of_universities_is_one_each() -> None:
    _, index = read("Scientists of the Institute of Technology of Riga and Porto State University wrote it.")
    assert "Porto State University" in named(index)


@pytest.mark.parametrize(
    ("text", "body", "person"),
    [
        ("WHO chief Tedros Adhanom Ghebreyesus spoke.", "World Health Organization", "Tedros Adhanom Ghebreyesus"),
        ("IMF managing director Kristalina Georgieva spoke.", "International Monetary Fund", "Kristalina Georgieva"),
    ],
)
def test_a_body_and_its_chief_are_two(text: str, body: str, person: str) -> None:
    _, index = read(text)
    assert {entity.name: entity.kind for entity in index.entities()} == {body: "organization", person: "person"}


def test_an_office_before_a_name_is_no_part_of_it() -> None:
    _, index = read("Executive director, Jane Roe, resigned.")
    assert named(index)["Jane Roe"].kind == "person"


def test_names_that_ran_together_are_taken_apart() -> None:
    document, _ = read("the Oslo Fund chief Ann Lee and the Council on Coastal Relations Ann Lee came")
    doc = document.doc
    fund, council = word(document, "Oslo").i, word(document, "Council").i
    pieces = [
        *iter_pieces(doc, fund, fund + 5, "organization"),
        *iter_pieces(doc, council, council + 6, "organization"),
    ]
    assert [(doc[start:end].text, kind) for start, end, kind in pieces] == [
        ("Oslo Fund", "organization"),
        ("Ann Lee", "person"),
        ("Council on Coastal Relations", "organization"),
        ("Ann Lee", "person"),
    ]


def test_a_surname_that_is_a_city_is_the_person_who_speaks() -> None:
    document, index = read(
        "Valeska Paris left the choir. Paris said that her sister had stayed. Paris's lawyer agreed."
    )
    person = named(index)["Valeska Paris"]
    assert person.kind == "person"
    assert [quote for quote in quotes(document, person) if quote != "her"] == ["Valeska Paris", "Paris", "Paris"]
    assert "Paris" not in named(index)


def test_a_given_name_that_is_a_city_makes_no_body() -> None:
    document, index = read("Paris Hilton arrived. Hilton said she was glad.")
    person = named(index)["Paris Hilton"]
    assert (person.kind, quotes(document, person)) == ("person", ["Paris Hilton", "Hilton"])


def test_a_body_after_and_with_its_own_article_is_another() -> None:
    _, index = read("The Department of Justice and the Federal Reserve agreed.")
    assert {"Department of Justice", "Federal Reserve"} <= named(index).keys()


def test_an_embassy_is_known_by_its_seat() -> None:
    _, index = read("The US Embassy in Tbilisi was closed on Monday.")
    kinds = {entity.name: entity.kind for entity in index.entities()}
    assert kinds == {"US Embassy in Tbilisi": "organization", "United States": "state", "Tbilisi": "place"}


def test_the_country_that_speaks_is_a_state_without_a_name() -> None:
    document, index = read("The country said it would pay.")
    assert index.kind(index.get(word(document, "country"))) == "state"


def test_a_city_after_a_word_before_it_stays_a_city() -> None:
    _, index = read("Downtown Paris was closed. Paris said it would pay.")
    assert named(index)["Paris"].kind == "place"


def test_a_country_that_shares_its_name_with_a_person_is_still_one_where_things_happen() -> None:
    _, index = read("Michael Jordan won again. Jordan thanked the crowd. He had never been in Jordan.")
    assert {(entity.name, entity.kind) for entity in index.entities()} == {
        ("Michael Jordan", "person"),
        ("Jordan", "place"),
    }


@pytest.mark.parametrize("noun", ["Groups", "Rescuers", "Activists", "Villagers"])
def test_a_common_noun_that_opens_a_sentence_is_no_name(noun: str) -> None:
    document, index = read(f"{noun} of the diaspora wrote to the mayor.")
    assert index.entities() == []
    opening = index.get(word(document, noun))
    (entity,) = index.entities()
    assert (entity.id, entity.kind, entity.mentions[0].kind) == (opening, "group", "nominal")


@pytest.mark.parametrize(
    ("text", "noun", "kind"),
    [
        ("Several municipalities issued a warning.", "municipalities", "organization"),
        ("Schools are closed in several municipalities.", "municipalities", "place"),
        ("Other sites reported the theft.", "sites", "organization"),
        ("Guards were posted at other sites.", "sites", "place"),
        ("The village said it had no water.", "village", "group"),
        ("The village lies on a hill.", "village", "place"),
        ("The authorities closed the road.", "authorities", "organization"),
    ],
)
def test_what_acts_or_speaks_is_no_place(text: str, noun: str, kind: str) -> None:
    document, index = read(text)
    assert index.kind(index.get(word(document, noun))) == kind


def test_a_belief_is_neither_who_nor_where() -> None:
    _, index = read("Islam came to the island early. They fear Islamophobia.")
    assert {entity.kind for entity in index.entities()} <= {"other"}


def test_what_a_prefix_makes_an_adjective_is_no_part_of_a_name() -> None:
    _, index = read("The pro-Moscow Green Party won.")
    assert "Green Party" in named(index)


def test_a_city_taken_for_a_person_is_the_city() -> None:
    _, index = read("Two people were hurt in Tuscany. Tuscany is green.")
    assert {(entity.name, entity.kind) for entity in index.entities()} == {("Tuscany", "place")}


def test_the_head_of_a_name_tells_its_type() -> None:
    _, index = read("The Civil Defense Authority met the Riga Police Department.")
    types = {entity.name: entity.type for entity in index.entities() if entity.kind == "organization"}
    assert types == {"Civil Defense Authority": "government", "Riga Police Department": "police"}


def test_they_take_up_people_said_in_the_plural() -> None:
    document, index = read("The activists marched to the square. They demanded an answer.")
    activists = index.get(word(document, "activists"))
    assert index.get(word(document, "They")) == activists
    assert index.kind(activists) == "group"


def test_a_pronoun_before_its_noun_waits_for_it() -> None:
    document, index = read("Several papers printed it. In their letter, the villagers asked for water.")
    assert index.get(word(document, "their")) == index.get(word(document, "villagers"))


def test_the_ministry_is_the_ministry_named() -> None:
    document, index = read("The Ministry of Defence denied it. The ministry said nothing more.")
    assert index.get(word(document, "ministry")) == index.get(word(document, "Ministry"))


def test_these_groups_are_not_the_one_named_last() -> None:
    document, index = read("It was signed by the Red Cross. These groups wrote again.")
    assert index.get(word(document, "groups")) != index.get(word(document, "Cross"))


def test_noun_phrases_come_on_demand_with_kind_and_span() -> None:
    document, index = read("Three young soldiers who had left the camp were detained.")
    assert index.entities() == []
    soldiers = word(document, "soldiers")
    assert index.find(soldiers) is None
    entity_id = index.get(soldiers)
    assert index.find(soldiers) == entity_id
    assert document.quote(index.span(soldiers)) == "Three young soldiers"
    assert [(entity.kind, entity.type) for entity in index.entities()] == [("group", "military")]


def test_a_title_before_a_name_is_that_person() -> None:
    document, index = read("The talks were led by foreign minister Maria Lopez.")
    assert index.get(word(document, "minister")) == index.get(word(document, "Lopez"))


def test_a_phrase_with_a_name_in_it_is_the_same_wherever_it_stands() -> None:
    document, index = read("The Syrian army withdrew. Later the Syrian army returned.")
    assert index.get(word(document, "army", 0)) == index.get(word(document, "army", 1))


def test_a_list_of_regions_has_parts() -> None:
    document, index = read("Mines went off in the Agdam and Jabrayil regions of Azerbaijan.")
    parts = index.parts(word(document, "regions"))
    assert [entity.name for entity in index.entities() if entity.id in parts] == ["Agdam", "Jabrayil"]
    assert {index.kind(part) for part in parts} == {"place"}


def test_publisher_and_source_are_read_from_the_lead() -> None:
    _, index = read("Mines killed two men, Azernews reports, citing the State Committee for Refugees.")
    entities = {entity.id: entity for entity in index.entities()}
    assert index.publisher is not None
    assert entities[index.publisher].name == index.article.publisher == "Azernews"
    assert [entities[cited].name for cited in index.cites] == ["State Committee for Refugees"]
    assert index.article.cites == index.cites


def test_publisher_and_authors_of_the_metadata_need_no_mention() -> None:
    _, index = read("It rained.", publisher="Northern Star", authors=("Ann Lee",), sources=("Reuters",))
    entities = {entity.id: entity for entity in index.entities()}
    assert entities[index.publisher or ""].mentions == ()
    assert [entities[author].name for author in index.authors] == ["Ann Lee"]
    assert [entities[cited].name for cited in index.cites] == ["Reuters"]


def test_dateline_place_and_agency_are_told() -> None:
    _, index = read("KYIV, March 12 (Reuters) - Two men were hurt in the capital.")
    assert index.article.dateline == "KYIV"
    assert [entity.name for entity in index.entities() if entity.id in index.cites] == ["Reuters"]


_SCRAPS = """
Armenia Azerbaijani the The of and ( ) " , . US UN he their Maria Lopez Lopez's Ministry group said in Agdam
regions — 24 France who soldiers Treaty (UN) U.S.-led I"""
_WORDS = st.sampled_from([*_SCRAPS.split(), "\n\n"])


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, min_size=1, max_size=25).filter(lambda words: any(word.strip() for word in words)))
def test_any_text_gives_entities_that_meet_the_contract(words: list[str]) -> None:
    document, index = read(" ".join(words))
    for token in document.doc:
        if not token.is_space:
            assert index.get(token) == index.find(token)
            span = index.span(token)
            assert span.start <= token.idx < span.end
    ArticleFacts(article=index.article, extractor="x", entities=tuple(index.entities()))


def test_lexicons_have_no_name_twice_for_different_things() -> None:
    seen: dict[str, str] = {}
    for lexicon in ("organizations", "media"):
        for row in read_lexicon(lexicon):
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                assert seen.setdefault(name, row["name"]) == row["name"], name


def test_every_known_name_is_found_in_a_sentence() -> None:
    missed = [name for name in known_names() if [m[:2] for m in iter_known(f"to {name} .")] != [(3, 3 + len(name))]]
    assert missed == []
