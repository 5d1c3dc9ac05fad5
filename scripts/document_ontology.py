#!/usr/bin/env python
"""Write docs/ontology.md from the ontology, the code schemes and an example graph.

python scripts/document_ontology.py            # write the file
python scripts/document_ontology.py --check    # say whether it is up to date
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import rdflib  # noqa: E402
from pyoxigraph import Quad, RdfFormat, serialize  # noqa: E402
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS  # noqa: E402

from kg.identifiers import BASE  # noqa: E402
from kg.model import Span, from_json  # noqa: E402
from kg.namespaces import KG, PREFIXES, RDF, SCHEMES  # noqa: E402
from kg.rdf import to_quads  # noqa: E402

#: What the example shows, by the classes of its nodes: one letter and one accusation.
_SHOWN = (KG.Communication, KG.AllegedEvent, KG.AllegedParticipation)

_INTRODUCTION = """\
# The ontology

<!-- Written by scripts/document_ontology.py; edit ontology/ and run it again. -->

{description}

Namespace `{namespace}`, prefix `{prefix}:`, version {version}. The terms are in `ontology/core.ttl`, the codes in
`ontology/codes/`. Alignments with other vocabularies (`ontology/alignments/`) and crosswalks to other code lists
(`ontology/crosswalks/`) are files of their own, which nothing imports: load them beside the core if you want them.

![The model: an article, its spans, the facts that rest on them, and the entities that articles share](model.svg)

Three rules explain most of it:

1. **A fact is a node.** It has evidence (`kg:hasEvidence`, a span of the article's text), a confidence and an
   extractor. Short ways stand beside it: `kg:involves`, `kg:hasSender`, `kg:hasRecipient`, `kg:isClaimedBy`.
2. **A claim is not a fact.** What a source alleges or demands is a `kg:AllegedEvent`, which shares no predicate of
   content with `kg:Event`: a query for `kg:hasEventType`, `kg:involves` or `kg:hasSender` never meets it.
3. **Each article has a graph of its own.** Entities are shared; what one article calls them, and where, is a
   `kg:Reference` in its graph.
"""


def build() -> str:
    """The text of docs/ontology.md."""
    core = rdflib.Graph().parse(ROOT / "ontology" / "core.ttl")
    parts = [*_introduction(core), *_example(), *_terms(core), *_codes()]
    return "\n".join(parts).rstrip() + "\n"


def _introduction(core: rdflib.Graph) -> Iterator[str]:
    ontology = rdflib.URIRef("https://w3id.org/dateline/ontology")
    yield _INTRODUCTION.format(
        description=core.value(ontology, DCTERMS.description),
        namespace=KG.iri,
        prefix="kg",
        version=core.value(ontology, OWL.versionInfo),
    )


def _example() -> Iterator[str]:
    """A part of the golden graph: a letter, and what is alleged in it."""
    facts = from_json((ROOT / "tests" / "golden" / "farmers_letters.facts.json").read_bytes())
    quads = to_quads(facts)
    shown = {q.subject for q in quads if q.predicate == RDF.type and q.object in _SHOWN}
    alleged = {q.object for q in quads if q.predicate == KG.alleges}
    claims = {q.subject for q in quads if q.predicate == KG.alleges}
    links = {q.object for q in quads if q.subject in claims and q.predicate == KG.hasAttribution}
    demanded = {q.object for q in quads if q.predicate == KG.demands}
    parts = {q.subject for q in quads if q.predicate == KG.isAllegedParticipationIn and q.object in demanded}
    chosen = (shown | alleged | claims | links) - demanded - parts
    article = next(q.subject for q in quads if q.object == KG.Article)
    yield "## An example"
    yield ""
    yield "From an invented article: a letter, the accusation that it conveys with its sources, and what is alleged."
    yield ""
    yield f"> {facts.article.quote(_sentences(facts.article.text))}"
    yield ""
    yield "```turtle"
    yield _turtle([q for q in quads if q.subject in chosen], str(article.value))
    yield "```"
    yield ""


def _sentences(text: str) -> Span:
    """Where the sentences of the example stand."""
    return Span(text.index("The Association"), text.index(" and demanded"))


def _turtle(quads: list[Quad], article: str) -> str:
    prefixes = {**PREFIXES, "art": f"{article}#", "org": f"{BASE}organization/", "state": f"{BASE}state/"}
    written = serialize([q.triple for q in quads], format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    text = re.sub(r"^@prefix .*\n", "", written.decode(), flags=re.MULTILINE)
    text = re.sub(r"art:char\\=(\d+)\\,(\d+)", r"<#char=\1,\2>", text)
    return text.replace(" .\n", " .\n\n").replace("\t", "    ").strip()


def _terms(core: rdflib.Graph) -> Iterator[str]:
    """A table of classes and one of properties for each section of core.ttl, in its order."""
    source = (ROOT / "ontology" / "core.ttl").read_text(encoding="utf-8")
    for section in re.split(r"^# --- ", source, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        names = re.findall(r"^kg:(\w+) a ", body, flags=re.MULTILINE)
        classes = [name for name in names if name[0].isupper()]
        properties = [name for name in names if not name[0].isupper()]
        if not names:
            continue
        yield f"## {title}"
        yield ""
        if classes:
            yield from ("| class | below | meaning |", "| --- | --- | --- |")
            for name in classes:
                yield f"| `kg:{name}` | {_names(core, name, RDFS.subClassOf)} | {_definition(core, name)} |"
            yield ""
        if properties:
            yield from ("| property | of | value | meaning |", "| --- | --- | --- | --- |")
            for name in properties:
                extents = (_names(core, name, extent) or "any" for extent in (RDFS.domain, RDFS.range))
                yield f"| `kg:{name}` | {' | '.join(extents)} | {_definition(core, name)} |"
            yield ""


def _names(core: rdflib.Graph, name: str, predicate: rdflib.URIRef) -> str:
    found = sorted(core.objects(rdflib.URIRef(KG[name].value), predicate))
    return ", ".join(f"`{_shorten(str(iri))}`" for iri in found)


def _shorten(iri: str) -> str:
    return next(
        (f"{prefix}:{iri.removeprefix(base)}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri
    )


def _definition(core: rdflib.Graph, name: str) -> str:
    return str(core.value(rdflib.URIRef(KG[name].value), SKOS.definition))


def _codes() -> Iterator[str]:
    yield "## Codes"
    yield ""
    yield "Facts carry the code; the graph has its IRI, as `evt:mine-explosion`. A code stands below its broader one."
    yield ""
    for prefix, scheme in SCHEMES.items():
        graph = rdflib.Graph().parse(ROOT / "ontology" / "codes" / f"{scheme}.ttl")
        node = rdflib.URIRef(f"https://w3id.org/dateline/codes/{scheme}")
        yield f"### {graph.value(node, DCTERMS.title)} (`{prefix}:`)"
        yield ""
        yield str(graph.value(node, DCTERMS.description))
        yield ""
        for top in sorted(graph.objects(node, SKOS.hasTopConcept)):
            yield from _tree(graph, top, depth=0)
        yield ""


def _tree(graph: rdflib.Graph, concept: rdflib.term.Node, *, depth: int) -> Iterator[str]:
    code, label, definition = (graph.value(concept, p) for p in (SKOS.notation, SKOS.prefLabel, SKOS.definition))
    said = f" ({label})" if str(label) != str(code).replace("-", " ") else ""
    yield f"{'  ' * depth}- `{code}`{said}: {definition}"
    for narrower in sorted(graph.subjects(SKOS.broader, concept)):
        yield from _tree(graph, narrower, depth=depth + 1)


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 if the file is out of date")
    path = ROOT / "docs" / "ontology.md"
    text = build()
    if parser.parse_args().check:
        is_current = path.is_file() and path.read_text(encoding="utf-8") == text
        if not is_current:
            print(f"{path} is out of date. Run: python scripts/document_ontology.py", file=sys.stderr)
        return 0 if is_current else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
