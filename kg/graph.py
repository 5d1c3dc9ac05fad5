"""A built graph, from Python: ask it, check it, draw it, write it.

What comes in: a store's folder, or a file of RDF. What goes out: answers, reports, networks, other formats.
What it never does: change the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Quad

from kg import export, pipeline
from kg.diff import Difference
from kg.diff import diff as compare
from kg.errors import ArticleError, ExtractionError
from kg.extract import DEFAULT_MODEL
from kg.identifiers import BASE
from kg.link import read_authority
from kg.model import ArticleFacts
from kg.namespaces import ONTOLOGY
from kg.network import to_networkx
from kg.pipeline import BuildResult, Progress, no_progress
from kg.query import Answer, NamedQuery, SelectAnswer, read_queries, run
from kg.stats import Stats, stats
from kg.store import Store
from kg.validate import Gate, Report, validate

if TYPE_CHECKING:
    import networkx as nx
    import rdflib


class KnowledgeGraph:
    """A graph opened for reading, as `kg.open` gives it. Use it in a `with` block, or `close` it when done."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many quads the graph holds."""
        return len(self.store)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph of {len(self)} quads>"

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def query(
        self,
        question: str,
        parameters: Mapping[str, str] | None = None,
        *,
        folders: Sequence[Path] = (),
        **named: str,
    ) -> Answer:
        """The answer to SPARQL, or to a named question with its parameters.

        Args:
            question: SPARQL, or a name that `kg.list_queries` lists.
            parameters: values by name; actors and places by name or IRI, dates as ISO 8601.
            folders: folders of `.rq` files with questions of your own.
            named: parameters as keywords.

        Raises:
            QueryError: the question is unknown, malformed or not allowed, or a parameter does not fit.

        >>> KnowledgeGraph(Store.open()).query("ASK { ?letter kg:hasMedium medium:letter }").to_table()
        'no'
        """
        return run(self.store.dataset, question, {**(parameters or {}), **named}, folders=folders)

    def identities(self, actor: str | None = None, *, status: str | None = None, least: float = 0.0) -> SelectAnswer:
        """Which names are taken for one actor, and which may be one.

        Args:
            actor: only those about this actor, by name or IRI.
            status: only `accepted`, `candidate` or `decided`.
            least: only those of at least this confidence.

        Raises:
            QueryError: no actor has that name.

        >>> len(KnowledgeGraph(Store.open()).identities())
        0
        """
        given = {"entity": actor, "status": status, "least": str(least)}
        answer = self.query("identities", {name: value for name, value in given.items() if value is not None})
        assert isinstance(answer, SelectAnswer)
        return answer

    def stats(self) -> Stats:
        """How many facts of each kind there are."""
        return stats(self.store.dataset)

    def validate(self, *, shapes: Sequence[Path] = (), engine: str = "auto") -> Report:
        """Check the whole graph, the shapes of the package and those in `shapes`.

        Raises:
            ShapesError: the shapes could never fail, or cannot be run.
        """
        return validate(self.store.quads(), extra=shapes, engine=engine)

    def to_networkx(self, *, spans: bool = False) -> nx.MultiDiGraph[str]:
        """The whole graph as a network: entities and facts are nodes, properties are edges.

        Args:
            spans: make a node of each piece of text, too.
        """
        return to_networkx(self.store.dataset, spans=spans)

    def rdflib(self) -> rdflib.Dataset:
        """A copy as an rdflib dataset, whose queries see the union of all graphs; for small graphs."""
        return export.to_rdflib(self.store.dataset)

    def dump(self, format: str = "turtle", *, article: str | None = None, with_ontology: bool = False) -> bytes:
        """The graph in one of the formats of `kg.WRITERS`, the same bytes for the same graph.

        Args:
            format: the name of the format.
            article: the id of the one article to write.
            with_ontology: write the ontology and the codes as well.

        Raises:
            ExportError: the format or the article is unknown.
        """
        return export.dump(self.store.dataset, format, article=article, with_ontology=with_ontology)

    def dump_network(self, format: str = "graphml") -> bytes:
        """The network in one of the formats of `kg.NETWORK_WRITERS`.

        Raises:
            ExportError: the format is unknown.
        """
        return export.dump_network(self.store.dataset, format)

    def diff(self, other: KnowledgeGraph) -> Difference:
        """What `other` holds and this graph does not, and the reverse; the ontology is left out.

        Where one of the two has no named graphs, as Turtle has none, triples are compared.
        """
        graphs = [graph.store.graphs() for graph in (self, other)]
        return compare(*(_comparable(graph, by_triple=not all(graphs)) for graph in (self, other)))


def _comparable(graph: KnowledgeGraph, *, by_triple: bool) -> Iterator[Quad]:
    for quad in graph.store.quads():
        if quad.graph_name != ONTOLOGY:
            yield Quad(quad.subject, quad.predicate, quad.object) if by_triple else quad


def open_graph(path: str | Path) -> KnowledgeGraph:
    """Open a store, or a file of RDF in any syntax that `kg export` writes, for reading.

    Raises:
        StoreError: there is nothing there, or it cannot be read.
    """
    path = Path(path)
    return KnowledgeGraph(Store.from_file(path) if path.is_file() else Store.open(path, read_only=True))


def build(
    articles: str | Path | Iterable[str | Path],
    store: str | Path,
    *,
    facts: bool = False,
    base: str = BASE,
    shapes: Sequence[Path] = (),
    decisions: str | Path | None = None,
    model: str = DEFAULT_MODEL,
    gazetteers: Sequence[str | Path] = (),
    on_progress: Progress = no_progress,
) -> BuildResult:
    """Build articles into the store in the folder `store`, which is made if it is missing.

    Args:
        articles: files, folders and archives of articles; or JSON Lines of facts, if `facts` is set.
        store: the folder of the store.
        facts: whether `articles` are facts that an extractor wrote.
        base: the IRI under which everything is minted.
        shapes: files or folders of shapes of your own, which every article has to pass besides ours.
        decisions: a file of what persons decided about who is who, of ours or an SSSOM table; `kg-decisions.tsv`
            beside the store if left out.
        model: an installed spaCy pipeline for English.
        gazetteers: tables (.csv) or SKOS (.ttl) of places of your own, preferred to those of the package.
        on_progress: told of each article and what became of it.

    Returns:
        What became of every article.

    Raises:
        KGError: the store, the shapes, the gazetteers or the model cannot be used.
    """
    authority = read_authority(map(Path, gazetteers))
    with Store.open(store) as opened:
        return pipeline.build(
            _to_paths(articles),
            opened,
            facts=facts,
            model=model,
            base=base,
            gate=Gate(extra=shapes),
            authority=authority,
            decisions=None if decisions is None else Path(decisions),
            on_progress=on_progress,
        )


def extract(
    articles: str | Path | Iterable[str | Path],
    *,
    model: str = DEFAULT_MODEL,
    gazetteers: Sequence[str | Path] = (),
) -> Iterator[ArticleFacts | ArticleError | ExtractionError]:
    """The facts of each article, and an error for each that cannot be read, in the order of reading.

    Args:
        articles: files, folders and archives of articles.
        model: an installed spaCy pipeline for English.
        gazetteers: tables (.csv) or SKOS (.ttl) of places of your own, preferred to those of the package.

    Raises:
        KGError: the gazetteers or the model cannot be used.
    """
    return pipeline.iter_facts(_to_paths(articles), model=model, authority=read_authority(map(Path, gazetteers)))


def diff(old: str | Path, new: str | Path) -> Difference:
    """What two graphs do not share; each is a store's folder or a file of RDF."""
    with open_graph(old) as before, open_graph(new) as after:
        return before.diff(after)


def list_queries(folders: Iterable[Path] = ()) -> list[NamedQuery]:
    """The named questions, by name: those of the package and those in `folders`."""
    return [named for _, named in sorted(read_queries(folders).items())]


def _to_paths(articles: str | Path | Iterable[str | Path]) -> list[Path]:
    return [Path(articles)] if isinstance(articles, str | Path) else [Path(path) for path in articles]
