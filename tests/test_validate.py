# ruff: noqa: E501 (tables of cases, a case a line)
"""What conforms, what does not, and what the report says; by each engine alike."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import RDF, SH, Graph

from kg.errors import KGError, ShapesError
from kg.validate import Gate, Report, Violation, validate
from kg.validate.engines import ENGINES, make_engine
from kg.validate.text import DECLARED_SHAPE, QUOTE_SHAPE

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/dateline/ontology#> .
@prefix ks: <https://w3id.org/dateline/shapes#> .
@prefix role: <https://w3id.org/dateline/codes/role/> .
@prefix code: <https://w3id.org/dateline/codes/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix a: <https://w3id.org/dateline/id/article/a1#> .
"""
ONTOLOGY = """
kg:Event a owl:Class . kg:Communication a owl:Class ; rdfs:subClassOf kg:Event . kg:AllegedEvent a owl:Class .
kg:Actor a owl:Class . kg:State a owl:Class ; rdfs:subClassOf kg:Actor .
kg:Article a owl:Class . kg:TextSpan a owl:Class . kg:Participation a owl:Class . kg:TimeSpan a owl:Class .
kg:hasEvidence a owl:ObjectProperty . kg:isSpanOf a owl:ObjectProperty . kg:involves a owl:ObjectProperty .
kg:hasRole a owl:ObjectProperty . kg:hasPlace a owl:ObjectProperty . kg:isPartOfEvent a owl:ObjectProperty .
kg:contentHash a owl:DatatypeProperty . kg:exactQuote a owl:DatatypeProperty . kg:articleText a owl:DatatypeProperty . kg:alleges a owl:ObjectProperty .
kg:startOffset a owl:DatatypeProperty ; rdfs:range xsd:integer .
kg:endOffset a owl:DatatypeProperty ; rdfs:range xsd:integer .
kg:confidence a owl:DatatypeProperty ; rdfs:range xsd:decimal .
kg:earliestStart a owl:DatatypeProperty ; rdfs:range xsd:date .
kg:latestEnd a owl:DatatypeProperty ; rdfs:range xsd:date .
code:role a skos:ConceptScheme . role:agent a skos:Concept ; skos:inScheme code:role .
"""
SHAPES = """
ks:prefixes a owl:Ontology ; sh:declare [ sh:prefix "kg" ; sh:namespace "https://w3id.org/dateline/ontology#"^^xsd:anyURI ] .
ks:Event a sh:NodeShape ; sh:targetClass kg:Event ;
  sh:property ks:Evidence , [ sh:path kg:involves ; sh:class kg:Actor ; sh:message "Whoever takes part is an actor." ] ,
    [ sh:path kg:hasPlace ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "The event has no place." ] ,
    [ sh:path kg:isPartOfEvent ; sh:minCount 1 ; sh:severity sh:Info ] ;
  sh:sparql [ sh:prefixes ks:prefixes ; sh:message "The event is part of itself." ;
    sh:select "SELECT $this WHERE { $this kg:isPartOfEvent+ $this }" ] .
ks:Evidence a sh:PropertyShape ; sh:path kg:hasEvidence ; sh:minCount 1 ; sh:class kg:TextSpan ;
  sh:message "Every fact rests on words of the article." ; sh:description "Give the span of the words, or drop the fact." .
ks:Confidence a sh:NodeShape ; sh:targetSubjectsOf kg:confidence ;
  sh:property [ sh:path kg:confidence ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive 0 ; sh:maxInclusive 1 ] .
ks:Participation a sh:NodeShape ; sh:targetClass kg:Participation ;
  sh:property [ sh:path kg:hasRole ; sh:minCount 1 ; sh:node ks:InRoles ] .
ks:InRoles a sh:NodeShape ; sh:property [ sh:path skos:inScheme ; sh:hasValue code:role ] .
ks:Alleged a sh:NodeShape ; sh:targetClass kg:AllegedEvent ; sh:not [ sh:class kg:Event ] ;
  sh:property [ sh:path [ sh:inversePath kg:alleges ] ; sh:minCount 1 ] .
ks:Time a sh:NodeShape ; sh:targetClass kg:TimeSpan ;
  sh:property [ sh:path kg:earliestStart ; sh:datatype xsd:date ; sh:lessThanOrEquals kg:latestEnd ] .
ks:Span a sh:NodeShape ; sh:targetClass kg:TextSpan ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
  sh:property [ sh:path kg:startOffset ; sh:lessThan kg:endOffset ] , [ sh:path kg:endOffset ] , [ sh:path kg:exactQuote ] ,
    [ sh:path kg:isSpanOf ] .
""".replace("rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
TEXT = "Two ministers met in Ruritania."
DATA = f"""
<https://w3id.org/dateline/id/article/a1> a kg:Article ; kg:articleText "{TEXT}" .
<https://w3id.org/dateline/id/state/x> a kg:State .
a:event-14-17 a kg:Communication ; kg:hasEvidence <https://w3id.org/dateline/id/article/a1#char=14,17> ;
  kg:involves <https://w3id.org/dateline/id/state/x> ; kg:hasPlace <https://w3id.org/dateline/id/place/x> ;
  kg:isPartOfEvent a:event-0-3 ; kg:confidence 0.8 .
a:event-0-3 a kg:Event ; kg:hasEvidence <https://w3id.org/dateline/id/article/a1#char=14,17> ; kg:hasPlace a:x ;
  kg:isPartOfEvent a:event-1-2 .
<https://w3id.org/dateline/id/article/a1#char=14,17> a kg:TextSpan ; kg:startOffset 14 ; kg:endOffset 17 ; kg:exactQuote "met" ;
  kg:isSpanOf <https://w3id.org/dateline/id/article/a1> .
a:part a kg:Participation ; kg:hasRole role:agent .
a:alleged a kg:AllegedEvent . a:claim kg:alleges a:alleged .
a:time a kg:TimeSpan ; kg:earliestStart "2025-04-06"^^xsd:date ; kg:latestEnd "2025-04-07"^^xsd:date .
"""
EVENT = "https://w3id.org/dateline/id/article/a1#event-14-17"

#: What is replaced in the data, by what, and the shape and the severity of the result.
REJECTED = {
    "no evidence": ("a:event-14-17 a kg:Communication ; kg:hasEvidence <https://w3id.org/dateline/id/article/a1#char=14,17> ;",
                    "a:event-14-17 a kg:Communication ;", "Evidence", "violation"),
    "evidence is no span": ("kg:Event ; kg:hasEvidence <https://w3id.org/dateline/id/article/a1#char=14,17>",
                            "kg:Event ; kg:hasEvidence a:x", "Evidence", "violation"),
    "a place takes part": ("<https://w3id.org/dateline/id/state/x> a kg:State .", "", "Event", "violation"),
    "no place": ("kg:hasPlace a:x ;", "", "Event", "warning"),
    "part of nothing": ("kg:isPartOfEvent a:event-1-2", "kg:confidence 1.0", "Event", "info"),
    "part of itself": ("kg:isPartOfEvent a:event-1-2", "kg:isPartOfEvent a:event-14-17", "Event", "violation"),
    "too sure": ("kg:confidence 0.8", "kg:confidence 1.8", "Confidence", "violation"),
    "sure in words": ("kg:confidence 0.8", 'kg:confidence "high"', "Confidence", "violation"),
    "no role": ("kg:hasRole role:agent", "kg:confidence 0.3", "Participation", "violation"),
    "role is no role": ("kg:hasRole role:agent", "kg:hasRole a:x", "Participation", "violation"),
    "alleged and asserted": ("a:alleged a kg:AllegedEvent", "a:event-0-3 a kg:AllegedEvent . a:alleged a kg:AllegedEvent",
                             "Alleged", "violation"),
    "alleged by nobody": ("a:claim kg:alleges a:alleged .", "", "Alleged", "violation"),
    "ends before it starts": ('"2025-04-07"^^xsd:date', '"2025-04-05"^^xsd:date', "Time", "violation"),
    "no such day": ('"2025-04-06"^^xsd:date', '"2025-02-30"^^xsd:date', "Time", "violation"),
    "span says more": ('kg:exactQuote "met"', 'kg:exactQuote "met" ; kg:confidence 1.0', "Span", "violation"),
    "span ends first": ("kg:startOffset 14", "kg:startOffset 18", "Span", "violation"),
    "misquoted": ('kg:exactQuote "met"', 'kg:exactQuote "meet"', "QuoteIsText", "violation"),
    "another text": ('kg:articleText "Two', f'kg:contentHash "{sha256(TEXT.encode()).hexdigest()}" ; kg:articleText "Too',
                     "HashIsOfText", "violation"),
    "undeclared property": ("kg:confidence 0.8", "kg:confidenc 0.8", "TermIsDeclared", "violation"),
    "undeclared class": ("a:alleged a kg:AllegedEvent", "a:alleged a kg:AllegedEvnt", "TermIsDeclared", "violation"),
    "undeclared code": ("role:agent", "role:agnt", "TermIsDeclared", "violation"),
}  # fmt: skip


def read(turtle: str) -> list[Quad]:
    return list(parse(PREFIXES + turtle, format=RdfFormat.TURTLE))


@pytest.fixture
def write(tmp_path: Path):
    def write(turtle: str, name: str = "shapes.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return write


@pytest.fixture
def make_gate(write):
    def make_gate(shapes: str = SHAPES, *, engine: str = "auto", ontology: str = ONTOLOGY, **options) -> Gate:
        return Gate([write(shapes)], ontology=[write(ontology, "ontology.ttl")], engine=engine, **options)

    return make_gate


@pytest.fixture(params=sorted(ENGINES))
def gate(request, make_gate) -> Gate:
    pytest.importorskip(request.param)
    return make_gate(engine=request.param)


class TestResults:
    def test_a_good_graph_conforms(self, gate: Gate):
        report = gate.check(read(DATA))

        assert report.results == ()
        assert report.conforms

    @pytest.mark.parametrize("case", sorted(REJECTED))
    def test_a_fault_is_found_by_the_shape_for_it(self, gate: Gate, case: str):
        before, after, shape, severity = REJECTED[case]
        assert DATA.count(before) == 1

        report = gate.check(read(DATA.replace(before, after)))

        assert (f"https://w3id.org/dateline/shapes#{shape}", severity) in {
            (result.source_shape, result.severity) for result in report.results
        }
        assert report.conforms == (severity != "violation")
        assert all(result.message and result.remedy for result in report.results)

    @pytest.mark.parametrize("case", sorted(REJECTED.keys() - {"no such day"}))
    def test_the_engines_find_the_same(self, make_gate, case: str):
        pytest.importorskip("shacl")
        before, after, _, _ = REJECTED[case]
        data = read(DATA.replace(before, after))

        fast, reference = (make_gate(engine=name).check(data) for name in ("shacl", "pyshacl"))

        assert fast.results == reference.results

    def test_a_date_that_is_none_cannot_be_compared_and_only_pyshacl_is_silent_on_that(self, make_gate):
        pytest.importorskip("shacl")
        before, after, _, _ = REJECTED["no such day"]
        data = read(DATA.replace(before, after))

        fast, reference = (make_gate(engine=name).check(data).results for name in ("shacl", "pyshacl"))

        assert [result.component for result in reference] == ["DatatypeConstraintComponent"]
        assert set(fast) > set(reference)

    def test_two_dates_that_are_none_are_reported_and_the_rest_is_checked(self, gate: Gate):
        data = DATA.replace('"2025-04-06"^^', '"soon"^^').replace('"2025-04-07"^^', '"later"^^')

        results = gate.check(read(data.replace("kg:confidence 0.8", "kg:confidence 1.8"))).violations

        assert {"DatatypeConstraintComponent", "MaxInclusiveConstraintComponent"} <= {
            each.component for each in results
        }

    def test_a_text_with_its_hash_conforms(self, gate: Gate):
        stated = f'kg:contentHash "{sha256(TEXT.encode()).hexdigest()}" ; kg:articleText'

        assert gate.check(read(DATA.replace("kg:articleText", stated))).conforms

    def test_the_graph_is_not_changed_and_its_order_does_not_matter(self, gate: Gate):
        data = read(DATA.replace("kg:exactQuote", "kg:exactQuot"))

        assert gate.check(data) == gate.check(reversed(data)) == gate.check(data)

    def test_a_file_is_checked_like_its_quads(self, write):
        options = {"shapes": [write(SHAPES)], "ontology": [write(ONTOLOGY, "ontology.ttl")]}

        assert validate(write(DATA, "data.ttl"), **options) == validate(read(DATA), **options)
        with pytest.raises(KGError, match="cannot be read"):
            validate(Path("missing.ttl"), **options)

    def test_shapes_of_ones_own_are_met_as_well(self, make_gate, write, tmp_path: Path):
        (tmp_path / "mine").mkdir()
        write(
            "<http://e/S> a sh:NodeShape ; sh:targetClass kg:State ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .",
            "mine/labels.ttl",
        )

        report = make_gate(extra=[tmp_path / "mine"]).check(read(DATA))

        assert [result.source_shape for result in report.violations] == ["http://e/S"]

    @pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
    def test_what_the_ontology_says_of_a_term_is_seen_where_data_name_it(self, write, engine: str):
        shapes = """
        ks:Role a sh:PropertyShape ; sh:targetObjectsOf kg:hasRole ; sh:path skos:prefLabel ; sh:minCount 1 .
        ks:Wide a sh:PropertyShape ; sh:targetObjectsOf kg:hasRole ; sh:path ( skos:broader skos:prefLabel ) ; sh:minCount 1 .
        ks:Labelled a sh:PropertyShape ; sh:targetSubjectsOf skos:prefLabel ; sh:path skos:prefLabel ; sh:maxCount 1 .
        """
        labels = 'role:agent skos:prefLabel "agent" ; skos:broader role:any . role:any skos:prefLabel "any" . '
        other = 'role:patient a skos:Concept ; skos:prefLabel "patient" . '

        def check(ontology: str) -> list[tuple[str, str]]:
            files = {"shapes": [write(shapes)], "ontology": [write(ONTOLOGY + ontology, "ontology.ttl")]}
            results = Gate(**files, engine=engine).check(read(DATA)).results
            return [
                (result.source_shape.rpartition("#")[2], result.focus_node.rpartition("/")[2]) for result in results
            ]

        assert check(labels + other) == []
        assert check(labels.replace('"agent"', '"agent", "doer"') + other) == [("Labelled", "agent")]
        assert check(labels + other.replace('"patient"', '"patient", "sufferer"')) == [("Labelled", "patient")]
        assert check("role:agent skos:broader role:any . " + other) == [("Role", "agent"), ("Wide", "agent")]

    def test_all_graphs_of_a_dataset_count_as_one(self, gate: Gate):
        quads = read(DATA)
        scattered = [
            Quad(q.subject, q.predicate, q.object, NamedNode(f"http://e/{i % 3}")) for i, q in enumerate(quads)
        ]

        assert gate.check(scattered).conforms


class TestQuotes:
    @settings(max_examples=50)
    @given(
        text=st.text(min_size=1, max_size=30),
        bounds=st.tuples(st.integers(0, 30), st.integers(0, 30)),
        off=st.booleans(),
    )
    def test_a_quote_is_the_text_at_its_offsets(self, text: str, bounds: tuple[int, int], off: bool):
        from kg.namespaces import KG
        from kg.validate.text import Texts

        start, end = min(bounds), max(bounds)
        quote = text[start:end] + ("!" if off else "")
        article, span = NamedNode("http://e/a"), NamedNode("http://e/s")
        quads = [
            Quad(article, KG.articleText, Literal(text)),
            Quad(span, KG.isSpanOf, article),
            Quad(span, KG.startOffset, Literal(start)),
            Quad(span, KG.endOffset, Literal(end)),
            Quad(span, KG.exactQuote, Literal(quote)),
        ]

        found = list(Texts.collect(quad.triple for quad in quads).iter_misquotes())

        assert [violation.focus_node for violation in found] == (["http://e/s"] if off else [])

    def test_what_is_missing_is_left_to_the_shapes(self, gate: Gate):
        for lost in ("kg:startOffset 14 ;", "kg:endOffset 17 ;", f'; kg:articleText "{TEXT}"'):
            report = gate.check(read(DATA.replace(lost, "")))
            assert QUOTE_SHAPE not in {result.source_shape for result in report.results}

    def test_the_report_names_article_quote_and_remedy(self, gate: Gate):
        [result] = gate.check(read(DATA.replace("kg:confidence 0.8", "kg:confidence 1.8"))).results

        assert result.focus_node == EVENT
        assert result.article == "https://w3id.org/dateline/id/article/a1"
        assert result.quote == "met"
        assert result.component == "MaxInclusiveConstraintComponent"
        assert result.remedy == "Correct the value of kg:confidence."

    def test_a_shape_can_say_the_remedy(self, gate: Gate):
        before, after, _, _ = REJECTED["no evidence"]
        [result] = gate.check(read(DATA.replace(before, after))).results

        assert result.remedy == "Give the span of the words, or drop the fact."

    def test_an_undeclared_term_comes_with_the_nearest(self, gate: Gate):
        [result] = gate.check(read(DATA.replace("kg:confidence 0.8", "kg:confidenc 0.8"))).results

        assert result.source_shape == DECLARED_SHAPE
        assert result.message == "kg:confidenc is not declared in the ontology."
        assert result.remedy == "Use kg:confidence, the nearest that is."


#: Shapes that could never fail, or not be run, and what the error says.
UNTRUSTED = {
    "empty": ("", "no shape with a target"),
    "not shapes": ("kg:Event a owl:Class .", "no shape with a target"),
    "only a part": ("ks:X a sh:PropertyShape ; sh:path kg:hasEvidence ; sh:minCount 1 .", "no shape with a target"),
    "misspelt parameter": (SHAPES + "ks:X a sh:NodeShape ; sh:targetClass kg:Event ; sh:property [ sh:path kg:hasEvidence ;"
                           " sh:mincount 1 ] .", "sh:mincount is not a term of SHACL.*\nThe nearest term is sh:minCount"),
    "misspelt severity": (SHAPES + "ks:Event sh:severity sh:Warnings .", "sh:Warnings .*\nThe nearest term is sh:Warning"),
    "misspelt target class": (SHAPES + "ks:X a sh:NodeShape ; sh:targetClass kg:Evnt ; sh:nodeKind sh:IRI .",
                              "kg:Evnt is not declared .*\nThe nearest term is kg:Event"),
    "misspelt code": (SHAPES.replace("sh:hasValue code:role", "sh:hasValue code:rol"), "codes/rol> is not declared"),
    "misspelt in SPARQL": (SHAPES.replace("$this kg:isPartOfEvent+", "$this kg:isPartOfEvnt+"), "kg:isPartOfEvnt is not"),
    "no target": (SHAPES + "ks:X a sh:NodeShape ; sh:property ks:Evidence .", "#X>: has no target, and no shape refers"),
    "untyped, no target": (SHAPES + "ks:X sh:property ks:Evidence .", "#X>: has no target"),
    "no such shape": (SHAPES.replace("sh:node ks:InRoles", "sh:node ks:InRole"), "#InRole>, which is not among"),
    "no path": (SHAPES + "ks:X a sh:NodeShape ; sh:targetClass kg:Event ; sh:property [ sh:minCount 1 ] .", "has no sh:path"),
    "VALUES": (SHAPES.replace("{ $this kg:isPartOfEvent+", "{ VALUES ?x { 1 } $this kg:isPartOfEvent+"), "'VALUES' in a SPARQL"),
    "MINUS": (SHAPES.replace("{ $this kg:isPartOfEvent+", "{ MINUS { ?x ?y ?z } $this kg:isPartOfEvent+"), "'MINUS' in a"),
    "SERVICE": (SHAPES.replace("{ $this", "{ SERVICE <http://e/> { ?x ?y ?z } $this"), "'SERVICE' in a SPARQL"),
    "AS $this": (SHAPES.replace("SELECT $this", "SELECT (?x AS $this)"), "SPARQL constraint: SHACL forbids"),
    "broken SPARQL": (SHAPES.replace("kg:isPartOfEvent+ $this }", "kg:isPartOfEvent+ $this"), "#Event>: not SPARQL"),
    "no prefix": (SHAPES.replace("sh:prefixes ks:prefixes ;", ""), "declare it with sh:declare"),
    "GRAPH": (SHAPES.replace("{ $this kg:isPartOfEvent+ $this }", "{ GRAPH ?g { $this kg:isPartOfEvent+ $this } }"), "GRAPH in a SPARQL"),
    "subquery without $this": (SHAPES.replace("{ $this kg:isPartOfEvent+ $this }", "{ ?x kg:involves ?y { SELECT ?x { ?x kg:involves $this } } }"),
                               "does not give \\$this"),
    "select without $this": (SHAPES.replace("SELECT $this", "SELECT ?other"), "does not give \\$this"),
    "true as a number": (SHAPES + 'ks:Event sh:closed "1"^^xsd:boolean .', "sh:closed is .1.*Write true or false"),
    "two numbers": (SHAPES.replace("kg:hasPlace ; sh:minCount 1", "kg:hasPlace ; sh:minCount 1, 2"), "sh:minCount is given more than once"),
    "a number as text": (SHAPES.replace("kg:hasPlace ; sh:minCount 1", 'kg:hasPlace ; sh:minCount "1"'), "sh:minCount is .*whole number"),
    "two datatypes": (SHAPES.replace("sh:datatype xsd:decimal", "sh:datatype xsd:decimal, xsd:integer"), "sh:datatype is given more"),
    "class in a class": (SHAPES + 'ks:X a sh:NodeShape ; sh:targetClass kg:Event ; sh:pattern "[a-z-[aeiou]]" .', "a class of characters inside"),
    "advanced feature": (SHAPES + "ks:Event sh:rule ks:x .", "sh:rule is not a term of SHACL"),
}  # fmt: skip


class TestGuards:
    @pytest.mark.parametrize("case", sorted(UNTRUSTED))
    def test_shapes_that_cannot_be_trusted_are_an_error(self, make_gate, case: str):
        shapes, reason = UNTRUSTED[case]

        with pytest.raises(ShapesError, match=f"(?s){reason}"):
            make_gate(shapes)

    def test_a_word_in_a_string_or_comment_is_no_word_of_the_query(self, make_gate):
        shapes = SHAPES.replace("$this }", "$this FILTER ( 'VALUES kg:nothing' != '' ) # MINUS\\n }")

        assert make_gate(shapes).check(read(DATA)).conforms

    def test_files_that_cannot_be_read_are_an_error(self, make_gate, write, tmp_path: Path):
        (tmp_path / "empty").mkdir()
        with pytest.raises(ShapesError, match="no RDF file in this folder"):
            make_gate(extra=[tmp_path / "empty"])
        with pytest.raises(ShapesError, match="cannot be read"):
            make_gate(extra=[tmp_path / "missing.ttl"])
        with pytest.raises(ShapesError, match=r"broken\.ttl:\d+: not Turtle"):
            make_gate(extra=[write("ks:X a", "broken.ttl")])

    def test_further_shapes_that_are_none_are_an_error_beside_ours(self, write):
        path = write("# nothing yet\n", "empty.ttl")

        with pytest.raises(ShapesError, match=r"empty\.ttl: There is no shape"):
            Gate(extra=[path])

    def test_our_list_of_terms_is_that_of_rdflib_but_for_advanced_features(self):
        from kg.validate.guards import TERMS

        known = {str(term).removeprefix(str(SH)) for term in (*map(SH.__getitem__, SH.__annotations__), *SH._extras)}
        advanced = known - TERMS

        assert TERMS - known <= {"Shape", "Validator", "Parameterizable", "Severity", "NodeKind"}
        assert {"rule", "target", "expression", "JSConstraint", "js"} <= advanced
        assert not {"minCount", "select", "qualifiedValueShape", "labelTemplate"} & advanced


def test_our_own_shapes_can_be_trusted_and_need_no_slower_engine():
    pytest.importorskip("shacl")

    assert Gate().engine == "shacl"


DATED = "$this kg:earliestStart ?a ; kg:latestEnd ?b FILTER ( {} )"


class TestEngines:
    def test_the_report_says_when_the_faster_engine_is_not_there(self, make_gate, monkeypatch):
        monkeypatch.setattr("kg.validate.engines.is_installed", lambda name: name != "shacl")

        report = make_gate().check(read(DATA))

        assert report.engine == "pyshacl, as the faster engine shacl is not installed"
        assert report.conforms
        with pytest.raises(ShapesError, match=r"'shacl' is not installed\. Use engine='auto'"):
            make_gate(engine="shacl")

    def test_an_unknown_engine_is_an_error_that_names_the_known(self):
        with pytest.raises(ShapesError, match=r"no SHACL engine 'jena'. There are: auto, shacl, pyshacl\."):
            make_engine("jena", "")

    @pytest.mark.parametrize(
        ("condition", "may_be_dates"),
        [
            ("?a > ?b", True),
            ('?a > "2025-01-01"^^xsd:date', True),
            ("xsd:date(?a) = ?b", True),
            ("STR(?a) > STR(?b)", False),
            ("BOUND(?a)", False),
        ],
    )
    def test_dates_compared_in_sparql_are_left_to_pyshacl(self, make_gate, condition: str, may_be_dates: bool):
        pytest.importorskip("shacl")
        select = f'"""PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT $this {{ {DATED.format(condition)} }}"""'
        shapes = (
            SHAPES
            + f"ks:Dates a sh:NodeShape ; sh:targetClass kg:TimeSpan ; sh:sparql [ sh:prefixes ks:prefixes ; sh:select {select} ] ."
        )

        assert make_gate(shapes).engine.startswith("pyshacl, as " if may_be_dates else "shacl")
        if may_be_dates:
            with pytest.raises(ShapesError, match="shacl would answer wrongly"):
                make_gate(shapes, engine="shacl")

    @pytest.mark.parametrize(
        ("constraint", "why"),
        [
            ("sh:path kg:contentHash ; sh:datatype xsd:hexBinary", "the datatype xsd:hexBinary"),
            ("sh:path kg:contentHash ; sh:datatype xsd:dayTimeDuration", "the datatype xsd:dayTimeDuration"),
            ('sh:path kg:contentHash ; sh:pattern "^(.)\\\\1$"', "in its sh:pattern"),
            ('sh:path kg:contentHash ; sh:pattern "^(?!x)"', "in its sh:pattern"),
        ],
    )
    def test_what_shacl_answers_wrongly_in_silence_is_left_to_pyshacl(self, make_gate, constraint: str, why: str):
        pytest.importorskip("shacl")
        shapes = SHAPES + f"ks:X a sh:NodeShape ; sh:targetClass kg:Article ; sh:property [ {constraint} ] ."

        gate = make_gate(shapes)

        assert gate.engine.startswith("pyshacl, as ")
        assert why in gate.engine
        report = gate.check(read(DATA.replace("a kg:Article ;", 'a kg:Article ; kg:contentHash "xyz" ;')))
        assert {"DatatypeConstraintComponent", "PatternConstraintComponent"} & {
            each.component for each in report.results
        }
        with pytest.raises(ShapesError, match="shacl would answer wrongly"):
            make_gate(shapes, engine="shacl")

    def test_a_look_ahead_in_a_query_is_left_to_pyshacl(self, make_gate):
        pytest.importorskip("shacl")
        select = """'SELECT $this { $this kg:exactQuote ?quote FILTER ( REGEX(?quote, "^(?!z)") ) }'"""
        shapes = (
            SHAPES
            + f"ks:N a sh:NodeShape ; sh:targetClass kg:TextSpan ; sh:sparql [ sh:prefixes ks:prefixes ; sh:select {select} ] ."
        )

        gate = make_gate(shapes)

        assert gate.engine.startswith("pyshacl, as ")
        assert not gate.check(read(DATA)).conforms

    def test_what_pyshacl_would_ignore_or_fail_on_is_an_error(self, make_gate):
        flagged = 'ks:X a sh:NodeShape ; sh:targetClass kg:TextSpan ; sh:property [ sh:path kg:exactQuote ; sh:pattern "a" ; sh:flags "q" ] .'
        with pytest.raises(ShapesError, match="sh:flags 'q'"):
            make_gate(SHAPES + flagged, engine="pyshacl")
        category = flagged.replace('sh:flags "q"', "").replace('"a"', '"\\\\p{L}"')
        with pytest.raises(ShapesError, match="pySHACL cannot run these shapes: bad escape"):
            make_gate(SHAPES + category, engine="pyshacl").check(read(DATA))

    def test_numbers_compared_in_sparql_are_not_dates(self, make_gate):
        pytest.importorskip("shacl")
        select = '"SELECT $this { $this kg:startOffset ?a . $this kg:isSpanOf/^kg:isSpanOf/kg:endOffset ?b FILTER ( ?a < ?b ) }"'
        shapes = (
            SHAPES
            + f"ks:N a sh:NodeShape ; sh:targetClass kg:TextSpan ; sh:sparql [ sh:prefixes ks:prefixes ; sh:select {select} ] ."
        )

        assert make_gate(shapes).engine == "shacl"

    @pytest.mark.parametrize(
        "path",
        [
            "[ sh:inversePath kg:alleges ]",
            "( kg:hasPlace kg:involves )",
            "[ sh:alternativePath ( kg:hasPlace [ sh:inversePath kg:alleges ] ) ]",
            "( [ sh:zeroOrMorePath kg:hasPlace ] kg:alleges [ sh:oneOrMorePath kg:involves ] [ sh:zeroOrOnePath kg:hasRole ] )",
        ],
    )
    def test_paths_read_the_same(self, make_gate, path: str):
        pytest.importorskip("shacl")
        shapes = f"ks:S a sh:NodeShape ; sh:targetClass kg:State ; sh:property [ sh:path {path} ; sh:minCount 9 ] ."

        [fast], [reference] = (
            make_gate(shapes, engine=name).check(read(DATA)).results for name in ("shacl", "pyshacl")
        )

        assert fast.path == reference.path
        assert "kg" not in fast.path.replace("https://w3id.org/dateline/ontology#", "")


class TestReports:
    @pytest.fixture
    def report(self, make_gate) -> Report:
        data = DATA.replace("kg:confidence 0.8", "kg:confidence 1.8").replace("kg:hasPlace a:x ;", "")
        return make_gate(engine="pyshacl").check(read(data))

    def test_text_cannot_drive_the_terminal(self):
        violation = Violation(severity="violation", focus_node="http://e/a", message="No.", quote="a\x1b[31m\x00b")
        report = Report.of([violation], engine="shacl")
        assert "“a\ufffd[31m\ufffdb”" in report.to_text()
        assert json.loads(report.to_json())["results"][0]["quote"] == "a\x1b[31m\x00b"

    def test_text_says_what_where_and_what_to_do(self, report: Report):
        assert report.to_text() == (
            "Does not conform: 1 violation, 1 warning. (engine: pyshacl)\n"
            "\n"
            "VIOLATION  1.8 is too large for kg:confidence.\n"
            "    article https://w3id.org/dateline/id/article/a1\n"
            f"    node    {EVENT}\n"
            "    path    kg:confidence\n"
            "    value   1.8\n"
            "    quote   “met”\n"
            "    shape   shape:Confidence\n"
            "    remedy  Correct the value of kg:confidence.\n"
            "\n"
            "WARNING  The event has no place.\n"
            "    article https://w3id.org/dateline/id/article/a1\n"
            "    node    https://w3id.org/dateline/id/article/a1#event-0-3\n"
            "    path    kg:hasPlace\n"
            "    quote   “met”\n"
            "    shape   shape:Event\n"
            "    remedy  Add a value of kg:hasPlace.\n"
        )

    def test_json_has_the_same(self, report: Report):
        loaded = json.loads(report.to_json())

        assert loaded["conforms"] is False
        assert [Violation(**result) for result in loaded["results"]] == list(report.results)

    def test_turtle_is_a_report_of_shacl(self, report: Report):
        graph = Graph().parse(data=report.to_turtle(), format="turtle")

        [node] = graph.subjects(RDF.type, SH.ValidationReport)
        assert graph.value(node, SH.conforms).toPython() is False
        severities = {graph.value(result, SH.resultSeverity) for result in graph.objects(node, SH.result)}
        assert severities == {SH.Violation, SH.Warning}
        assert len(set(graph.objects(None, SH.resultPath))) == 2

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_value_is_written_as_turtle(self, text: str):
        result = Violation(severity="violation", focus_node="_:b0", value=str(Literal(text)), path="^<http://e/p>")

        graph = Graph().parse(data=Report.of([result], engine="x").to_turtle(), format="turtle")

        assert [str(value) for value in graph.objects(None, SH.value)] == [text]

    def test_results_are_sorted_and_each_is_there_once(self):
        a, b = (Violation(severity="violation", focus_node=f"http://e/{name}") for name in "ab")
        warning = Violation(severity="warning", focus_node="http://e/0")

        assert Report.of([warning, b, a, b], engine="x").results == (a, b, warning)
