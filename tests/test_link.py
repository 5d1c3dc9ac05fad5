"""Places on the map, identity across articles, and merging."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import find_places, fold
from kg.link import link
from kg.model import (
    Article,
    ArticleFacts,
    Attribution,
    Claim,
    Communication,
    Count,
    Entity,
    Event,
    Mention,
    Participant,
    Relation,
    Span,
)


def facts(text: str, *entities: tuple[str, str]) -> ArticleFacts:
    """Facts with an entity for each (kind, name), mentioned where the text has it."""
    made = []
    for number, (kind, name) in enumerate(entities):
        start = text.index(name)
        mention = Mention(start=start, end=start + len(name))
        made.append(Entity(id=f"e{number}", kind=kind, name=name, mentions=(mention,)))  # type: ignore[arg-type]
    return ArticleFacts(article=Article(id="a", text=text), extractor="x", entities=tuple(made))


def linked(text: str, *entities: tuple[str, str]) -> dict[str, Entity]:
    return {entity.id: entity for entity in link(facts(text, *entities)).entities}


def test_a_state_and_its_territory_differ() -> None:
    found = linked("Armenia denied it. In Armenias north it rained.", ("state", "Armenia"), ("place", "Armenias"))
    assert (found["e0"].iri or "").endswith("/state/armenia")
    both = linked("Georgia spoke. It rained in Georgia", ("state", "Georgia"), ("place", "Georgia"))
    assert {(entity.iri or "").rsplit("/", 2)[1] for entity in both.values()} == {"state", "place"}


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("It happened in Paris, Texas.", ("Paris", "Texas"), "US"),
        ("It happened in Paris, France.", ("Paris", "France"), "FR"),
        ("It happened in Paris.", ("Paris",), "FR"),
        ("Floods hit Georgia, Alabama and Tennessee.", ("Georgia", "Alabama", "Tennessee"), "US"),
        ("Floods hit Georgia, Armenia and Azerbaijan.", ("Georgia", "Armenia", "Azerbaijan"), "GE"),
    ],
)
def test_other_places_tell_which_one_is_meant(text: str, names: tuple[str, ...], country: str) -> None:
    assert linked(text, *(("place", name) for name in names))["e0"].country == country


@pytest.mark.parametrize(
    ("text", "names", "geonames"),
    [
        # a city known to all is not the village of that name in a country that the article is about
        ("Ukraine asked for help. Ukraine spoke to envoys in New York.", ("Ukraine", "New York"), 5128581),
        ("The United States sent an envoy to Ottawa. He flew home to Illinois.", ("Illinois", "Ottawa"), 6094817),
        ("The president left for Lima.", ("Lima",), 3936456),
        # a city that the town of a state follows
        ("It was found in Kanata, Ontario, on Monday.", ("Ontario", "Kanata"), 5989117),
        ("She lives in Austin in Scott County, Indiana.", ("Indiana", "Scott County", "Austin"), 4254010),
        # divisions in a list of such, and the city that shares the name with one
        ("Cases rose in Oregon, Washington and Idaho.", ("Oregon", "Idaho", "Washington"), 5815135),
        ("In Washington, State Department aides met.", ("Washington",), 4140963),
        ("They live in Washington state.", ("Washington",), 5815135),
        ("She moved to Barcelona.", ("Barcelona",), 3128760),
        ("The senator left Washington, D.C. on Monday.", ("D.C.", "Washington"), 4140963),
        ("Troops left Kherson.", ("Kherson",), 706448),
        ("Troops left the Kherson region.", ("Kherson",), 706442),
        # a river, and the word for a direction
        ("Towns along the Dnipro river were flooded.", ("Dnipro",), None),
        ("It rained in the South.", ("South",), None),
        # what extraction cut short
        ("It rained in Deir ez-Zor.", ("Deir",), 170794),
        ("Hospitals in New South Wales are full.", ("Wales",), 2155400),
        # the state shortened, and one in which no such town is known
        ("SPRINGFIELD, Ill. — It rained.", ("Ill.", "SPRINGFIELD"), 4250542),
        ("He was stopped in Stroud, Ontario, at night.", ("Ontario", "Stroud"), None),
        # a historical name
        ("Ships left Bombay.", ("Bombay",), 1275339),
    ],
)
def test_the_place_meant_stands_out(text: str, names: tuple[str, ...], geonames: int | None) -> None:
    found = linked(text, *(("place", name) for name in names))
    assert found[f"e{len(names) - 1}"].geonames == geonames


def test_a_body_called_after_a_division_speaks_for_its_towns() -> None:
    text = "She taught at the University of Arkansas, Fayetteville, for years."
    place = linked(text, ("organization", "University of Arkansas"), ("place", "Fayetteville"))["e1"]
    assert place.geonames == 4110486


@pytest.mark.parametrize(
    ("url", "country"), [("https://post.example.ie/a", "IE"), ("https://post.example.co.nz/a", "NZ"), (None, None)]
)
def test_the_country_of_the_publisher_helps_where_nothing_else_does(url: str | None, country: str | None) -> None:
    given = facts("The quay at Westport is closed.", ("place", "Westport"))
    article = msgspec.structs.replace(given.article, url=url)
    (place,) = link(msgspec.structs.replace(given, article=article)).entities
    assert place.country == country


def test_a_dateline_is_a_town() -> None:
    given = facts("LEÓN, May 3 — Mexico closed a road to Guanajuato.", ("place", "LEÓN"), ("place", "Mexico"))
    article = msgspec.structs.replace(given.article, dateline="LEÓN")
    assert link(msgspec.structs.replace(given, article=article)).entities[0].geonames == 3998655


def test_two_spellings_of_a_place_have_one_iri() -> None:
    iris = {linked(f"It rained in {name}.", ("place", name))["e0"].iri for name in ("Kharkiv", "Kharkov", "KHARKIV")}
    assert iris == {"https://w3id.org/dateline/id/place/kharkiv-706483"}


def test_an_unknown_small_place_has_no_iri_and_a_facility_is_no_town() -> None:
    text = "It rained in Sandhaven and at Union Bridge."
    start = text.index("Union")
    bridge = Entity(
        id="b", kind="place", name="Union Bridge", type="facility", mentions=(Mention(start=start, end=start + 12),)
    )
    given = facts(text, ("place", "Sandhaven"))
    for place in link(msgspec.structs.replace(given, entities=(*given.entities, bridge))).entities:
        assert (place.iri, place.lat) == (None, None)


def test_a_small_place_of_many_is_left_open() -> None:
    place = linked("The fair is in San Antonio Abad del Sur and in Springfield.", ("place", "Springfield"))["e0"]
    assert (
        len({candidate.country for candidate in find_places("Springfield")}) > 1 or len(find_places("Springfield")) > 5
    )
    assert (place.lat, place.geonames, place.iri) == (None, None, None)


def test_a_region_that_the_text_calls_so_is_the_region() -> None:
    place = linked("Mines lie in the Agdam region of Azerbaijan.", ("place", "Agdam"), ("place", "Azerbaijan"))["e0"]
    assert (place.type, place.geonames) == ("region", 148617)
    town = linked("Mines lie in the town of Agdam in Azerbaijan.", ("place", "Agdam"), ("place", "Azerbaijan"))["e0"]
    assert (town.type, town.geonames) == ("city", 148619)


def test_a_phrase_is_on_no_map_although_a_place_is_called_so() -> None:
    assert find_places("area")
    text = "It happened in the area."
    start = text.index("the area")
    mention = Mention(start=start, end=start + len("the area"), kind="nominal")
    phrase = Entity(id="e", kind="place", name="the area", mentions=(mention,))
    (place,) = link(ArticleFacts(article=Article(id="a", text=text), extractor="x", entities=(phrase,))).entities
    assert (place.lat, place.geonames, place.country) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "name", "slug"),
    [
        ("person", "Kofi Annan", "person/kofi-annan"),
        ("person", "Annan", None),
        ("organization", "Human Rights Watch", "organization/human-rights-watch"),
        ("organization", "Supreme Court", None),
        ("organization", "the Ministry of Defence", None),
        ("group", "Azerbaijanis", "group/azerbaijanis"),
    ],
)
def test_only_names_that_identify_have_an_iri(kind: str, name: str, slug: str | None) -> None:
    iri = linked(f"Then {name} wrote.", (kind, name))["e0"].iri
    assert (iri is None) if slug is None else (iri or "").endswith(f"/{slug}")


def test_a_noun_phrase_has_no_iri() -> None:
    article = Article(id="a", text="Three soldiers left.")
    entity = Entity(id="e", kind="group", name="Three soldiers", mentions=(Mention(start=0, end=14, kind="nominal"),))
    assert link(ArticleFacts(article=article, extractor="x", entities=(entity,))).entities[0].iri is None


def test_entities_that_are_the_same_become_one_everywhere() -> None:
    text = "Kofi Annan met the envoy. Kofi Annan wrote to the envoy."
    first, second = text.index("Kofi"), text.rindex("Kofi")
    span = Span(0, 4)
    entities = (
        Entity(id="e0", kind="person", name="Kofi Annan", mentions=(Mention(start=first, end=first + 10),)),
        Entity(id="e1", kind="person", name="Kofi  Annan", mentions=(Mention(start=second, end=second + 10),)),
        Entity(id="e2", kind="person", name="the envoy"),
    )
    event = {
        "trigger": span,
        "participants": (Participant(entity="e0", role="agent"), Participant(entity="e1", role="agent")),
    }
    found = link(
        ArticleFacts(
            article=Article(id="a", text=text, cites=("e1", "e0")),
            extractor="x",
            entities=entities,
            events=(Event(id="v", type="meeting", places=("e1",), **event),),  # type: ignore[arg-type]
            communications=(Communication(id="c", type="letter", senders=("e1",), recipients=("e2",), **event),),  # type: ignore[arg-type]
            claims=(
                Claim(
                    id="k", type="demand", content=(span,), about=("e1",), addressed_to=("e1", "e2"),
                    attributions=(Attribution(level=1, source="e1", toward="e1"),),
                ),
            ),
            counts=(Count(id="n", harm="killed", population="e1", place="e1"),),
            relations=(Relation(id="r", subject="e1", predicate="member-of", object="e2"),),
        )
    )  # fmt: skip
    assert [entity.id for entity in found.entities] == ["e0", "e2"]
    assert [(mention.start, mention.end) for mention in found.entities[0].mentions] == [
        (first, first + 10),
        (second, second + 10),
    ]
    assert found.article.cites == ("e0",)
    assert found.events[0].places == ("e0",)
    assert [participant.entity for participant in found.events[0].participants] == ["e0"]
    assert (found.communications[0].senders, found.communications[0].recipients) == (("e0",), ("e2",))
    claim = found.claims[0]
    assert (claim.about, claim.addressed_to) == (("e0",), ("e0", "e2"))
    assert (claim.attributions[0].source, claim.attributions[0].toward) == ("e0", "e0")
    assert (found.counts[0].population, found.counts[0].place) == ("e0", "e0")
    assert found.relations[0].subject == "e0"


def test_linking_twice_changes_nothing() -> None:
    once = link(
        facts(
            "Talks in Tbilisi, Georgia, with Kofi Annan.",
            ("place", "Tbilisi"),
            ("place", "Georgia"),
            ("person", "Kofi Annan"),
        )
    )
    assert link(once) == once


def test_order_of_entities_does_not_decide() -> None:
    text, entities = "In Paris, Texas and in Dallas.", (("place", "Paris"), ("place", "Texas"), ("place", "Dallas"))
    results = set()
    for order in itertools.permutations(entities):
        found = link(facts(text, *order))
        results.add(tuple(sorted((entity.name, entity.geonames) for entity in found.entities)))
    assert len(results) == 1


@pytest.mark.parametrize("names", [("Ağdam", "Agdam"), ("Homs", "HOMS"), ("São Paulo", "Sao Paulo")])
def test_spellings_lead_to_the_same_places(names: tuple[str, str]) -> None:
    assert find_places(names[0]) == find_places(names[1]) != ()


@given(st.text(max_size=20))
def test_any_name_can_be_looked_up(name: str) -> None:
    for place in find_places(name):
        assert place.lat is not None
        assert -90 <= place.lat <= 90
    assert fold(fold(name)) == fold(name)


def test_the_gazetteer_knows_every_country_of_the_lexicon() -> None:
    from kg.extract.lexicon import read_lexicon

    rows = read_lexicon("countries")
    missing = [
        row["name"]
        for row in rows
        if row["code"] not in {p.country for p in find_places(row["name"]) if p.type == "country"}
    ]
    assert missing == []
