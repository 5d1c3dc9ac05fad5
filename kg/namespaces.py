"""The terms of the ontology and of the vocabularies that we use, as constants that cannot be misspelt.

What comes in: nothing. What goes out: `pyoxigraph.NamedNode`s and the prefixes.
What it never does: make up a term. One that is not declared here raises, with the nearest that is.

`KG` holds what `ontology/core.ttl` declares, neither more nor less; a test compares the two. Codes (event types,
roles and so on) are data: see `kg.identifiers.code_iri`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph


class Vocabulary:
    """A closed set of terms under one IRI.

    >>> KG.Event
    <NamedNode value=https://w3id.org/dateline/ontology#Event>
    >>> KG.hasEvidnce
    Traceback (most recent call last):
    AttributeError: kg:hasEvidnce is not declared; the nearest term is kg:hasEvidence
    """

    def __init__(self, prefix: str, iri: str, terms: str) -> None:
        self._prefix = prefix
        self._iri = iri
        self._terms = {term: NamedNode(iri + term) for term in terms.split()}
        self.__dict__.update(self._terms)  # so that `__getattr__` is asked only for what is not declared

    @property
    def iri(self) -> str:
        """The IRI that every term begins with."""
        return self._iri

    def __getattr__(self, term: str) -> NamedNode:
        if term.startswith("_"):
            raise AttributeError(term)
        return self[term]

    def __getitem__(self, term: str) -> NamedNode:
        if (node := self._terms.get(term)) is not None:
            return node
        near = get_close_matches(term, self._terms, n=1)
        hint = f"the nearest term is {self._prefix}:{near[0]}" if near else f"see {self._iri}"
        raise AttributeError(f"{self._prefix}:{term} is not declared; {hint}")

    def __contains__(self, node: object) -> bool:
        return node in self._terms.values()

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)


ONTOLOGY = NamedNode("https://w3id.org/dateline/ontology")

KG = Vocabulary(
    "kg",
    "https://w3id.org/dateline/ontology#",
    """
    Article TextSpan Extractor Reference TimeSpan
    Entity Actor Person Organization Group State Place
    Event Communication Participation AllegedEvent AllegedCommunication AllegedParticipation
    Claim CasualtyCount Attribution Relation

    articleId headline articleText contentHash recordHash supersededHash graphHash publisherName byline publishedOn
    publishedAt language dateline url sourceName sourceFile status bodyStart isPublishedBy hasByline citesSource
    hasGraph

    isSpanOf startOffset endOffset exactQuote hasEvidence confidence wasExtractedBy

    refersTo name entityKind alias
    hasMention hasNameMention hasNominalMention hasPronounMention hasActorType hasPlaceType
    geonamesId latitude longitude countryCode placedWithin hasTerritory

    hasEventType hasTrigger hasModality hasPlace hasTime isPartOfEvent involves
    isParticipationIn hasParticipant hasRole
    hasSender hasRecipient hasMedium isListExhaustive hasTopic conveys

    hasAllegedType hasAllegedModality hasAllegedPlace hasAllegedTime isPartOfAllegedEvent allegedlyInvolves
    isAllegedParticipationIn hasAllegedParticipant hasAllegedRole
    hasAllegedSender hasAllegedRecipient hasAllegedMedium isAllegedListExhaustive hasAllegedTopic allegedlyConveys

    hasClaimType hasContent contentText hasQuotation hasAttribution isClaimedBy isAbout alleges demands isAddressedTo
    wordingInSource
    attributionLevel isAttributedTo hasCue hasSourceSpan hasFactuality hasStance hasStanceToward

    hasHarmType countValue countLower countUpper hasCountQualifier hasPopulation hasCountPlace hasPeriod hasCause
    countsCasualtiesOf isPartOfClaim isPartOfCount

    hasTimeExpression timexType timexValue edtf earliestStart latestStart earliestEnd latestEnd hasPrecision

    isBasedIn isPartOf isWithin isMemberOf holdsPositionIn isSpokespersonOf isNationalOf leads isAliasOf

    Identity hasMember joinsName resolvesTo identityStatus method reason decidedBy decidedOn asLinked
    Occurrence isAccountOf AllegedOccurrence isAllegedAccountOf matchesOccurrence
    TextGroup isInTextGroup textRelation similarity
    """,
)
RDF = Vocabulary("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type Statement subject predicate object")
RDFS = Vocabulary(
    "rdfs", "http://www.w3.org/2000/01/rdf-schema#", "label comment subClassOf subPropertyOf domain range isDefinedBy"
)
OWL = Vocabulary("owl", "http://www.w3.org/2002/07/owl#", "Class ObjectProperty DatatypeProperty Ontology versionInfo")
SKOS = Vocabulary(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    """Concept ConceptScheme prefLabel altLabel hiddenLabel definition notation broader inScheme topConceptOf
    hasTopConcept exactMatch closeMatch broadMatch narrowMatch relatedMatch editorialNote scopeNote""",
)
XSD = Vocabulary("xsd", "http://www.w3.org/2001/XMLSchema#", "string integer decimal boolean date dateTime anyURI")
GEO = Vocabulary("geo", "http://www.opengis.net/ont/geosparql#", "Feature hasGeometry asWKT wktLiteral")
WGS = Vocabulary("wgs", "http://www.w3.org/2003/01/geo/wgs84_pos#", "lat long")

_CODES = "https://w3id.org/dateline/codes/"

#: The prefix of each code scheme and the name of the scheme.
SCHEMES = {
    "evt": "event-type",
    "role": "role",
    "modality": "modality",
    "quotation": "quotation",
    "medium": "medium",
    "ctype": "claim-type",
    "fact": "factuality",
    "stance": "stance",
    "harm": "harm",
    "qual": "qualifier",
    "prec": "precision",
    "atype": "actor-type",
    "ptype": "place-type",
}

#: Every prefix that we write, in queries and in Turtle.
PREFIXES = {
    "kg": KG.iri,
    **{prefix: f"{_CODES}{scheme}/" for prefix, scheme in SCHEMES.items()},
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "owl": OWL.iri,
    "xsd": XSD.iri,
    "skos": SKOS.iri,
    "geo": GEO.iri,
}


def bind(graph: Graph, prefixes: Iterable[tuple[str, str]] = tuple(PREFIXES.items())) -> Graph:
    """Give an rdflib graph our prefixes, so that what it writes can be read.

    >>> import rdflib
    >>> bind(rdflib.Graph()).qname("https://w3id.org/dateline/ontology#Event")
    'kg:Event'
    """
    for prefix, iri in prefixes:
        graph.bind(prefix, iri, override=True, replace=True)
    return graph
