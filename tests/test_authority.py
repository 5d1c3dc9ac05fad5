"""A user's own gazetteers: read whole or refused, and preferred to the places of the package."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.errors import GazetteerError
from kg.link import link, read_authority
from kg.model import Article, ArticleFacts, Entity, Mention

TABLE = """name,aliases,lat,lon,type,country,geonames,iri,within
Zarvan,Zarwan|Old Zarvan,40.12,46.9,village,,,https://example.org/place/zarvan,Upper Karsh
Upper Karsh,,40.2,46.8,district,,,,148617
Paris,,33.66,-95.55,city,,,,Texas
Kyjiv,,,,,,703448,,
"""

CONCEPTS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix kg: <https://w3id.org/dateline/ontology#> .
@prefix ex: <https://example.org/place/> .

ex:zarvan a skos:Concept ;
    skos:prefLabel "Zarvan"@en , "Zərvan"@az ;
    skos:altLabel "Zarwan" ;
    wgs:lat 40.12 ; wgs:long 46.9 ;
    kg:hasPlaceType <https://w3id.org/dateline/codes/place-type/village> ;
    skos:broader ex:karsh .
ex:karsh a skos:Concept ;
    skos:prefLabel "Upper Karsh" ;
    geo:hasGeometry [ geo:asWKT "POINT(46.8 40.2)"^^geo:wktLiteral ] ;
    skos:broader <https://sws.geonames.org/148617/> .
"""


def _write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def _linked(path: Path, name: str) -> dict[str, Entity]:
    text = f"It rained in {name}."
    mention = Mention(start=13, end=13 + len(name))
    entity = Entity(id="e", kind="place", name=name, mentions=(mention,))
    facts = ArticleFacts(article=Article(id="a", text=text), extractor="x", entities=(entity,))
    return {entity.name: entity for entity in link(facts, authority=read_authority([path])).entities}


@pytest.mark.parametrize(("name", "content"), [("places.csv", TABLE), ("places.ttl", CONCEPTS)])
def test_a_place_of_the_user_is_placed_and_lies_in_its_outer_places(tmp_path: Path, name: str, content: str) -> None:
    found = _linked(_write(tmp_path, name, content), "Zarwan")
    zarvan = found["Zarvan"]
    assert (zarvan.iri, zarvan.lat, zarvan.lon) == ("https://example.org/place/zarvan", 40.12, 46.9)
    assert (zarvan.type, zarvan.country, zarvan.aliases) == ("village", "AZ", ("Zarwan",))
    assert zarvan.within == found["Upper Karsh"].iri
    assert found["Upper Karsh"].within == found["Aghdam"].iri
    assert (found["Aghdam"].geonames, found["Aghdam"].within) == (148617, None)


def test_it_is_preferred_to_a_large_place_of_the_same_name(tmp_path: Path) -> None:
    paris = _linked(_write(tmp_path, "places.csv", TABLE), "Paris")["Paris"]
    assert (paris.country, paris.geonames, paris.lat) == ("US", None, 33.66)


def test_a_geonames_id_gives_the_rest_and_the_same_iri(tmp_path: Path) -> None:
    found = _linked(_write(tmp_path, "places.csv", TABLE), "Kyjiv")
    (kyiv,) = found.values()
    assert kyiv.iri == "https://w3id.org/dateline/id/place/kyiv-703448"
    assert (kyiv.type, kyiv.country) == ("city", "UA")


def test_an_authority_travels_to_other_processes(tmp_path: Path) -> None:
    authority = read_authority([_write(tmp_path, "places.csv", TABLE)])
    assert pickle.loads(pickle.dumps(authority)) == authority


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        (",x,1,2,,,,,", 2, "name: there is none"),
        ("A,,91,2,,,,,", 2, "lat: '91' is no number from -90 to 90"),
        ("A,,1e1,2,,,,,", 2, "lat: '1e1' is no number"),
        ("A,,1,,,,,,", 2, "give both or neither"),
        ("A,,,,hamlet,,,,", 2, "type: 'hamlet' is none of city, continent"),
        ("A,,,,,Az,,,", 2, "country: 'Az' is no ISO 3166-1 code"),
        ("A,,,,,,-4,,", 2, "geonames: '-4' is no GeoNames id"),
        ("A,,,,,,,place/a,", 2, "iri: 'place/a' is no absolute IRI"),
        ("A,,,,,,,,Nowhereland", 2, "within: 'Nowhereland' is no row"),
        ("A,,,,,,,,B\nB,,,,,,,,A", 2, "'A' lies within itself"),
        ("A,,,,,,,http://e/a,\nB,,,,,,,http://e/a,", 3, "iri: http://e/a is that of"),
        ("Georgia,,33,-83,region,US,,,", 2, "'Georgia' is a country for the package: give this place an iri"),
        ("A,,1,2,,,,,,5", 2, "more values than the 9 columns"),
    ],
)
def test_a_bad_row_is_told_with_file_line_and_reason(tmp_path: Path, row: str, line: int, reason: str) -> None:
    path = _write(tmp_path, "places.csv", TABLE.partition("\n")[0] + f"\n{row}\n")
    with pytest.raises(GazetteerError) as error:
        read_authority([path])
    assert f"{path}:{line}: " in str(error.value)
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("places.csv", "title,lat\nA,1\n", ":1: there is no column 'name'"),
        ("places.csv", "name,latitude\nA,1\n", ":1: there is no column 'latitude'"),
        ("places.csv", 'name,lat\n"A,1\n', "not CSV"),
        ("places.xlsx", "", "a gazetteer is a table (.csv) or SKOS in Turtle (.ttl)"),
        ("places.ttl", "ex:a a ex:b .", ":1: not Turtle"),
        ("places.ttl", CONCEPTS.replace("POINT(46.8 40.2)", "LINESTRING(1 2, 3 4)"), "is no POINT"),
        (
            "places.ttl",
            CONCEPTS.replace("wgs:lat 40.12", "wgs:lat 40.12 , 41"),
            ":7: <https://example.org/place/zarvan>",
        ),
        ("places.ttl", CONCEPTS.replace("wgs:lat 40.12", "wgs:lat 95"), ":7 <https://example.org/place/zarvan>: lat"),
        ("places.ttl", CONCEPTS + '[] skos:prefLabel "A" .', "a place without an IRI"),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(GazetteerError) as error:
        read_authority([_write(tmp_path, name, content)])
    assert message in str(error.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = _write(tmp_path, "places.csv", "name,lat\n" + ",95\n" * 30)
    with pytest.raises(GazetteerError) as error:
        read_authority([path])
    assert "and 70 more" in str(error.value)  # three faults a row, twenty of which are shown


@pytest.fixture
def article(tmp_path: Path) -> Path:
    record = {"id": "n1", "published": "2024-05-03", "text": "Shells hit the village of Zarwan on Monday, police said."}
    return _write(tmp_path, "n1.json", json.dumps(record))


def test_a_bad_gazetteer_stops_the_run_before_any_article(tmp_path: Path, article: Path) -> None:
    bad = _write(tmp_path, "bad.csv", "name,lat,lon\nA,91,1\n")
    for command in (["build", str(article), "--store", str(tmp_path / "store")], ["extract", str(article)]):
        result = CliRunner().invoke(main, [*command, "--gazetteer", str(bad)])
        assert result.exit_code == 2
        assert f"{bad}:2: lat: '91'" in result.stderr
        assert result.stdout == ""
    assert not (tmp_path / "store").exists()


def test_a_changed_gazetteer_builds_the_articles_anew(tmp_path: Path, article: Path) -> None:
    places, store = _write(tmp_path, "places.csv", TABLE), tmp_path / "store"
    outcomes = []
    for content in (TABLE, TABLE, TABLE.replace("40.12", "40.13")):
        places.write_text(content, encoding="utf-8")
        outcomes += [outcome for _, outcome in kg.build(article, store, gazetteers=[places]).outcomes]
    outcomes += [outcome for _, outcome in kg.build(article, store).outcomes]
    assert outcomes == ["built", "unchanged", "replaced", "replaced"]


def test_the_graph_goes_from_the_users_place_up_to_the_country(tmp_path: Path, article: Path) -> None:
    store = tmp_path / "store"
    assert kg.build(article, store, gazetteers=[_write(tmp_path, "places.csv", TABLE)]).complete
    question = """SELECT ?name WHERE { <https://example.org/place/zarvan> kg:isWithin+ ?outer .
                  ?outer a kg:Place ; skos:prefLabel ?name } ORDER BY ?name"""
    with kg.open(store) as graph:
        assert [row["name"] for row in graph.query(question).to_records()] == ["Aghdam", "Azerbaijan", "Upper Karsh"]
        assert graph.validate().conforms


def test_facts_are_linked_already(tmp_path: Path, article: Path) -> None:
    places = _write(tmp_path, "places.csv", TABLE)
    with pytest.raises(GazetteerError, match="linked already"):
        kg.build(article, tmp_path / "store", facts=True, gazetteers=[places])
