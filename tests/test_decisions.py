"""What a person decides about who is who holds in the store, is replayed by a rebuild, and can be taken back."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_articles import article, body, build, entities, person, put, read_identities

import kg
from kg.cli import main
from kg.errors import DecisionError
from kg.gazetteer import _countries
from kg.identifiers import BASE
from kg.model import ArticleFacts
from kg.resolve import Decision, append_decisions, check_correction, parse_decisions, read_decisions
from kg.store import Store

WHY = "seen in the archive"
ARTICLES = (
    article("a", person("Ana Belova"), body("Rovna Bank", type="company")),
    article("b", person("Nina Sol"), body("Rovna Bank", type="company")),
    article("c", person("Ana Belova"), person("Nina Sol")),
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(tmp_path / "store", ARTICLES)
    return tmp_path / "store"


def _rebuilt(folder: Path, decisions: Path, articles: tuple[ArticleFacts, ...] = ARTICLES) -> bytes:
    """A new store of the same articles under a file of decisions."""
    return build(folder / "rebuilt", articles, decisions=read_decisions(decisions))


def _dump(store: Path) -> bytes:
    with kg.open(store) as graph:
        return graph.dump("nquads")


def test_two_are_one_by_decision_also_where_one_article_names_both(store: Path, tmp_path: Path) -> None:
    decision = kg.merge(store, "Ana Belova", "Nina Sol", why=WHY, who="Ida", when="2025-04-14")
    found = entities(store)
    assert {found["a", "Ana Belova"], found["b", "Nina Sol"], found["c", "Ana Belova"], found["c", "Nina Sol"]} == {
        "person/ana-belova"
    }
    (identity,) = read_identities(store)
    assert (identity.status, identity.method, identity.who, identity.reason) == ("decided", "decision", "Ida", WHY)
    assert [line.key for line in read_decisions(tmp_path / "kg-decisions.tsv")] == [decision.key]
    _rebuilt(tmp_path, tmp_path / "kg-decisions.tsv")
    assert _dump(tmp_path / "rebuilt") == _dump(store)


def test_an_article_that_went_back_to_what_it_was_is_linked_again(store: Path, tmp_path: Path) -> None:
    kg.merge(store, "Ana Belova", "Nina Sol", why=WHY)
    before = _dump(store)
    with Store.open(store) as opened:  # a build that was killed before it came to who is who
        put(opened, article("b", person("Tom Reed")))
    build(store, ARTICLES[1:2], decisions=read_decisions(tmp_path / "kg-decisions.tsv"))
    assert _dump(store) == before


def test_a_decision_is_undone_with_its_line(store: Path, tmp_path: Path) -> None:
    before = _dump(store)
    kg.merge(store, "Ana Belova", "Nina Sol", why=WHY)
    assert _dump(store) != before
    (tmp_path / "kg-decisions.tsv").unlink()
    build(store, [])
    assert _dump(store) == before


def test_the_actor_of_one_article_is_set_apart(store: Path, tmp_path: Path) -> None:
    kg.split(store, "Ana Belova", article="c", why=WHY)
    found = entities(store)
    assert found["a", "Ana Belova"] == "person/ana-belova"
    assert found["c", "Ana Belova"].startswith("person/ana-belova-")
    _rebuilt(tmp_path, tmp_path / "kg-decisions.tsv")
    assert _dump(tmp_path / "rebuilt") == _dump(store)


def test_a_name_that_a_rule_joined_is_set_apart(tmp_path: Path) -> None:
    articles = (article("a", person("Ana Belova")), article("b", person("Ana M. Belova")))
    build(tmp_path / "store", articles)
    assert len(set(entities(tmp_path / "store").values()) - {"organization/coast-daily"}) == 1
    kg.split(tmp_path / "store", "Ana Belova", name="Ana M. Belova", why=WHY)
    found = entities(tmp_path / "store")
    assert (found["a", "Ana Belova"], found["b", "Ana M. Belova"]) == ("person/ana-belova", "person/ana-m-belova")
    _rebuilt(tmp_path, tmp_path / "kg-decisions.tsv", articles)
    assert _dump(tmp_path / "rebuilt") == _dump(tmp_path / "store")


def test_what_is_said_of_an_actor_is_corrected(store: Path, tmp_path: Path) -> None:
    kg.correct(store, "Rovna Bank", name="Bank of Rovna", type="government", country="GE", why=WHY)
    with kg.open(store) as graph:
        query = (
            "SELECT ?name ?type ?country { ?e skos:prefLabel ?name ; kg:hasActorType ?type ; kg:countryCode ?country }"
        )
        (row,) = [row for row in graph.query(query).to_records() if row["name"] == "Bank of Rovna"]
    assert (str(row["type"]).rpartition("/")[2], row["country"]) == ("government", "GE")
    _rebuilt(tmp_path, tmp_path / "kg-decisions.tsv")
    assert _dump(tmp_path / "rebuilt") == _dump(store)


def test_a_kind_is_corrected_with_the_iri(store: Path) -> None:
    kg.correct(store, "Rovna Bank", kind="group", why=WHY)
    assert entities(store)["a", "Rovna Bank"].startswith("group/rovna-bank-")


def test_a_decision_outlives_the_article_that_it_names(store: Path, tmp_path: Path) -> None:
    kg.split(store, "Ana Belova", article="c", why=WHY)
    decisions = read_decisions(tmp_path / "kg-decisions.tsv")
    build(tmp_path / "other", ARTICLES[:2], decisions=decisions)
    assert entities(tmp_path / "other")["a", "Ana Belova"] == "person/ana-belova"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda store: kg.merge(store, "Ana Belova", "Nobody", why=WHY), "No actor in this store is named 'Nobody'"),
        (
            lambda store: kg.merge(store, "Ana Belova", BASE + "person/x", why=WHY),
            "No article in this store speaks of <",
        ),
        (lambda store: kg.merge(store, "Ana Belova", "Ana Belova", why=WHY), "are one already"),
        (lambda store: kg.split(store, "Ana Belova", article="b", why=WHY), "does not speak of Ana Belova"),
        (lambda store: kg.split(store, "Ana Belova", name="Bella", why=WHY), "under the name 'Bella'"),
        (lambda store: kg.split(store, "Ana Belova", why=WHY), "Say what to set apart"),
        (lambda store: kg.split(store, "Ana Belova", name="Ana Belova", why=WHY), "All that articles say of"),
        (lambda store: kg.merge(store, "urn://a b", "Ana Belova", why=WHY), "is not an IRI"),
        (lambda store: kg.correct(store, "Ana Belova", why=WHY), "Say what to correct"),
        (lambda store: kg.correct(store, "Ana Belova", kind="robot", why=WHY), "There is no kind 'robot'"),
        (lambda store: kg.correct(store, "Ana Belova", country="Georgia", why=WHY), "is not a country code"),
        (lambda store: kg.correct(store, "Ana Belova", country="XX", why=WHY), "is not a country code"),
        (lambda store: kg.correct(store, "Ana Belova", type="robot", why=WHY), "is no code of a type"),
        (lambda store: kg.merge(store, "Ana Belova", "Nina Sol", why=""), "There is no reason"),
        (lambda store: kg.split(store, "Ana Belova", article="c", why=" "), "There is no reason"),
        (lambda store: kg.correct(store, "Ana Belova", country="GE", why="\n"), "There is no reason"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_written(store: Path, call: object, message: str) -> None:
    before = _dump(store)
    with pytest.raises(DecisionError, match=message):
        call(store)  # type: ignore[operator]
    assert not (store.parent / "kg-decisions.tsv").exists()
    assert _dump(store) == before


@pytest.mark.parametrize(
    "words", [("merge", "A", "B"), ("split", "A", "--article", "a"), ("correct", "A", "--country", "GE")]
)
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    status, output = _run(*words, "--why", WHY, "--store", str(tmp_path / "typo"))
    assert (status, "there is no store here" in output) == (2, True)
    assert not list(tmp_path.iterdir())


def test_every_country_has_a_code_that_can_be_given() -> None:
    for code in (*_countries(), "VG"):  # the gazetteer does not have every country
        check_correction("country", code)


# -- the file -------------------------------------------------------------------------------------


def test_a_build_does_not_take_a_file_that_is_not_there_for_an_empty_one(tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(kg.to_json(ARTICLES[0]) + "\n", encoding="utf-8")
    words = ("build", "--facts", str(facts), "--store", str(tmp_path / "s"), "--decisions", str(tmp_path / "none.tsv"))
    status, output = _run(*words)
    assert status == 2
    assert "none.tsv: there is no such file of decisions.\nName one that is there" in output
    (tmp_path / "none.tsv").touch()
    assert _run(*words)[0] == 0


def test_what_is_no_text_is_not_added(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    append_decisions(path, [Decision(action="merge", subject="urn:a", object="urn:b")])
    before = path.read_bytes()
    with pytest.raises(DecisionError, match="not UTF-8"):
        append_decisions(path, [Decision(action="merge", subject="urn:c", object="urn:d", why="\udcff")])
    assert path.read_bytes() == before

    path.write_bytes(b"action\tsubject\tobject\twho\xff\n")
    with pytest.raises(DecisionError, match="not UTF-8"):
        append_decisions(path, [Decision(action="merge", subject="urn:c", object="urn:d")])


def test_lines_are_added_and_none_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text("# ours\naction\tsubject\tobject\twhy\nmerge\turn:a\turn:b\tno end of line", encoding="utf-8")
    append_decisions(
        path, [Decision(action="split", subject="urn:c", object="urn:d", why="two\tlines\nof text", who="I")]
    )
    assert path.read_text(encoding="utf-8").splitlines() == [
        "# ours",
        "action\tsubject\tobject\twhy",
        "merge\turn:a\turn:b\tno end of line",
        "split\turn:c\turn:d\ttwo lines of text",
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("subject\tobject\nurn:a\turn:b\n", r"t:1: the table lacks the column action"),
        ("action\tsubject\tobject\njoin\turn:a\turn:b\n", r"t:2: the action is 'join'"),
        ("action\tsubject\tobject\nmerge\turn:a\t\n", r"t:2: a merge needs an object"),
        ("action\tsubject\tobject\nmerge\t\turn:b\n", r"t:2: there is no subject"),
        ("action\tsubject\tfield\tvalue\ncorrect\turn:a\tcolour\tred\n", r"t:2: a correction needs"),
        ("action\tsubject\tfield\tvalue\ncorrect\turn:a\tkind\trobot\n", r"t:2: There is no kind 'robot'"),
        ("action\tsubject\tfield\tvalue\ncorrect\turn:a\ttype\trobot x\n", r"t:2: 'robot x' is no code of a type"),
        ("action\tsubject\tfield\tvalue\ncorrect\turn:a\tcountry\tua\n", r"t:2: 'ua' is not a country code"),
        ("subject_id\tpredicate_id\tobject_id\na:a\tskos:broadMatch\ta:b\n", r"t:2: the mapping skos:broadMatch says"),
    ],
)
def test_a_line_that_says_nothing_is_refused_with_its_number(table: str, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        list(parse_decisions(table, place="t"))


def test_sssom_comes_in_with_its_prefixes() -> None:
    table = (
        "#curie_map:\n#  e: http://e/\n#license: none\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tauthor_label\tmapping_date\tcomment\n"
        "e:a\tskos:exactMatch\t\te:b\tIda\t2025-04-14\tthe same\n"
        "e:a\tskos:exactMatch\tNot\turn:c\t\t\t\n"
    )
    one, other = parse_decisions(table)
    assert one == Decision(
        action="merge", subject="http://e/a", object="http://e/b", who="Ida", when="2025-04-14", why="the same"
    )
    assert (other.action, other.object) == ("split", "urn:c")


def test_identities_go_out_as_sssom_and_come_in_as_decisions(store: Path, tmp_path: Path) -> None:
    kg.merge(store, "Ana Belova", "Nina Sol", why=WHY, who="Ida", when="2025-04-14")
    with kg.open(store) as graph:
        table = kg.to_sssom(graph.identities().to_records())
    (tmp_path / "mappings.sssom.tsv").write_text(table, encoding="utf-8")
    decisions = read_decisions(tmp_path / "mappings.sssom.tsv")
    assert [(each.action, each.who, each.when, each.why) for each in decisions] == [("merge", "Ida", "2025-04-14", WHY)]
    _rebuilt(tmp_path, tmp_path / "mappings.sssom.tsv")
    assert entities(tmp_path / "rebuilt") == entities(store)


@pytest.mark.parametrize("start", ["", "# ours\r\n"])
def test_a_table_that_an_office_program_saved_is_read_and_added_to(tmp_path: Path, start: str) -> None:
    path = tmp_path / "decisions.tsv"
    table = start + "action\tsubject\tobject\twhy\r\nmerge\turn:a\turn:b\tthe same\r\n"
    path.write_bytes(codecs.BOM_UTF8 + table.encode())
    append_decisions(path, [Decision(action="split", subject="urn:c", object="urn:d", why=WHY)])
    assert [(each.action, each.subject, each.why) for each in read_decisions(path)] == [
        ("merge", "urn:a", "the same"),
        ("split", "urn:c", WHY),
    ]
    assert path.read_bytes().startswith(codecs.BOM_UTF8 + table.encode())


# -- the command line -----------------------------------------------------------------------------


def _run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_commands_decide_and_list(store: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "by-hand.tsv")
    signed = ("--store", str(store), "--decisions", file, "--who", "Ida", "--why", WHY)
    assert _run("merge", "Ana Belova", "Nina Sol", *signed) == (0, "Decided: merge Ana Belova | Nina Sol\n")
    status, output = _run("identities", "Ana Belova", "--status", "decided", "-f", "csv", "--store", str(store))
    assert status == 0
    (row,) = csv.DictReader(output.splitlines())
    assert (row["name"], row["other"], row["decided_by"]) == ("Ana Belova", "Nina Sol", "Ida")
    assert "No identities.\n" in _run("identities", "--status", "candidate", "--store", str(store))[1]
    assert _run("correct", "Rovna Bank", "--country", "GE", *signed)[0] == 0
    assert _run("split", "Ana Belova", "--name", "Nina Sol", *signed)[0] == 0
    assert [each.action for each in read_decisions(Path(file))] == ["merge", "correct", "split"]
    assert _run("merge", "Ana Belova", "Nobody", *signed)[0] == 2


def test_a_build_says_which_decisions_are_about_nobody(tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(kg.to_json(ARTICLES[0]) + "\n", encoding="utf-8")
    file = tmp_path / "decisions.tsv"
    append_decisions(file, [Decision(action="merge", subject="urn:a", object="urn:b")])
    status, output = _run("build", "--facts", str(facts), "--store", str(tmp_path / "s"), "--decisions", str(file))
    assert status == 0
    assert "Decided about what no article speaks of: merge urn:a urn:b" in output
