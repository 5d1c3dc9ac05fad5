"""Answers in every form: SPARQL's formats, data frames, notebooks, and what stands at the end of a line."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query import AskAnswer, GraphAnswer, SelectAnswer, run

MIXED = """SELECT ?who ?n ?share ?day ?sure ?when ?mixed ?none { VALUES (?who ?n ?share ?day ?sure ?when ?mixed ?none) {
  ("Ana" 3 0.5 "2025-04-06"^^xsd:date true "2025-04-06T10:00:00+02:00"^^xsd:dateTime 1 UNDEF)
  (kg:Event UNDEF 2 UNDEF UNDEF UNDEF "one" UNDEF) } }"""


@pytest.fixture(name="mixed")
def mixed_fixture() -> SelectAnswer:
    answer = run(ox.Store(), MIXED)
    assert isinstance(answer, SelectAnswer)
    return answer


def test_pandas_has_a_type_for_each_column(mixed: SelectAnswer) -> None:
    pandas = pytest.importorskip("pandas")
    frame = mixed.to_pandas()
    assert list(frame.columns) == list(mixed.columns)
    kinds = [str(kind) for kind in frame.dtypes]
    assert kinds[1:6] == ["Int64", "Float64", "datetime64[s]", "boolean", "datetime64[us, UTC]"]
    assert frame["n"].sum() == 3
    assert frame["mixed"].tolist() == ["1", "one"]
    assert frame["day"].dt.year.tolist()[0] == 2025
    assert pandas.isna(frame["n"][1])
    assert frame["none"].isna().all()


def test_polars_has_a_type_for_each_column(mixed: SelectAnswer) -> None:
    polars = pytest.importorskip("polars")
    frame = mixed.to_polars()
    assert frame.schema["n"] == polars.Int64
    assert frame.schema["day"] == polars.Date
    assert frame.row(0)[:5] == ("Ana", 3, 0.5, date(2025, 4, 6), True)
    assert frame["share"].to_list() == [0.5, 2.0]


def test_arrow_has_a_type_for_each_column(mixed: SelectAnswer) -> None:
    arrow = pytest.importorskip("pyarrow")
    table = mixed.to_arrow()
    assert table.schema.field("n").type == arrow.int64()
    assert table.column("none").null_count == 2
    assert table.to_pylist()[0]["day"] == date(2025, 4, 6)


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_frame_of_no_rows_has_its_columns(library: str) -> None:
    pytest.importorskip(library)
    empty = SelectAnswer(("a", "b"), "")
    frame = {"pandas": empty.to_pandas, "polars": empty.to_polars, "pyarrow": empty.to_arrow}[library]()
    names = frame.column_names if library == "pyarrow" else list(frame.columns)
    assert names == ["a", "b"]
    assert len(frame) == 0


def test_missing_libraries_are_named(mixed: SelectAnswer, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("kg.query.frames.import_module", missing)
    with pytest.raises(QueryError, match=r"needs polars.* pip install 'dateline-kg\[frames\]'"):
        mixed.to_polars()
    with pytest.raises(QueryError, match=r"needs pyarrow.* pip install 'dateline-kg\[frames\]'"):
        mixed.to_arrow()


@pytest.mark.parametrize(("form", "format_"), [("xml", "XML"), ("json", "JSON")])
def test_results_are_read_back_whole(mixed: SelectAnswer, form: str, format_: str) -> None:
    back = ox.parse_query_results(mixed.render(form).encode(), format=getattr(ox.QueryResultsFormat, format_))
    assert isinstance(back, ox.QuerySolutions)
    assert tuple(tuple(row) for row in back) == mixed.terms


def test_tsv_has_terms_and_jsonl_values(mixed: SelectAnswer) -> None:
    assert mixed.to_tsv().splitlines()[0] == "\t".join(f"?{name}" for name in mixed.columns)
    first, second = (json.loads(line) for line in mixed.to_jsonl().splitlines())
    assert (first["n"], first["share"], first["day"], first["sure"]) == (3, 0.5, "2025-04-06", True)
    assert second["none"] is None
    assert "<boolean>true</boolean>" in AskAnswer(True).to_xml()


def test_triples_are_no_results_and_rows_no_triples(mixed: SelectAnswer) -> None:
    triples = run(ox.Store(), "CONSTRUCT { kg:Event rdfs:label 'x' } WHERE {}")
    assert isinstance(triples, GraphAnswer)
    for form in ("xml", "tsv"):
        with pytest.raises(QueryError, match="Write them as turtle"):
            triples.render(form)
    with pytest.raises(QueryError, match="Only triples"):
        mixed.render("turtle")
    assert "a kg" not in triples.to_csv()
    assert triples.render("turtle").endswith('rdfs:label "x" .\n')


def test_what_is_shown_of_a_long_answer() -> None:
    rows = "".join(f'"name {i}"\t<https://example.org/{"x" * 120}/{i}>\n' for i in range(60))
    shown = repr(SelectAnswer(("name", "iri"), rows)).splitlines()
    assert shown[-1] == "[60 rows, the first 10 shown; not shown: iri]"
    assert len(shown) == 13
    page = SelectAnswer(("name", "iri"), rows)._repr_html_()
    assert page.count("<tr>") == 51
    assert "and 10 more rows" in page


def test_html_of_answers_is_escaped() -> None:
    page = SelectAnswer(("<i>",), '"<script>"\n<https://e/a\'b>\n')._repr_html_()
    assert "<script>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;" in page


def test_columns_that_say_the_same_in_every_row() -> None:
    rows = [f'"{name}"\t"letter"\ttrue\n' for name in ("Ana", "Bo", "Cy")]
    answer = SelectAnswer(("who", "medium", "all"), "".join(rows))
    varying, constant = answer.split_constant()
    assert varying.columns == ("who",)
    assert constant == {"medium": "letter", "all": "yes"}
    alone = SelectAnswer(answer.columns, "".join(rows[:2]))
    assert alone.split_constant() == (alone, {})
    same = SelectAnswer(("medium",), '"letter"\n' * 3)
    assert same.split_constant()[1] == {}


def test_an_answer_without_columns_has_every_form(mixed: SelectAnswer) -> None:
    none = run(ox.Store(), "SELECT * {}")
    assert isinstance(none, SelectAnswer)
    assert repr(none) == "[1 row]"
    assert none.to_table() == ""
    assert none.fit(80)[0] == none == mixed.select()
    assert none._repr_html_()
    assert all(none.render(form) for form in ("csv", "tsv", "json", "xml", "jsonl", "markdown", "table"))
    assert len(SelectAnswer(("a",), "").select()) == 0


def test_control_characters_are_shown_and_not_obeyed() -> None:
    answer = run(ox.Store(), r'SELECT ?x { VALUES ?x { "a\u001B[31m\u0000\u007F\u009B\uFFFE\tb" } }')
    (back,) = ox.parse_query_results(answer.to_xml().encode(), format=ox.QueryResultsFormat.XML)
    assert back["x"].value == "a\ufffd[31m\ufffd\x7f\x9b\ufffd\tb"
    for shown in (answer.to_table(), repr(answer), answer.to_markdown()):
        assert "a\ufffd[31m\ufffd\ufffd\ufffd\ufffe b" in shown
    assert answer.rows[0][0] in answer.to_csv()
    assert json.loads(answer.to_jsonl())["x"] == answer.rows[0][0]


def test_decimals_stay_exact_in_rows(mixed: SelectAnswer) -> None:
    assert mixed.rows[0][2] == Decimal("0.5")
