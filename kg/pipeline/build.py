"""Articles or facts into a store, each validated before it is kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from pyoxigraph import Quad

from kg.articles import SourceArticle, iter_articles
from kg.assets import iter_ontology_files
from kg.errors import ArticleError, ExtractionError, FactsError, GazetteerError
from kg.extract import DEFAULT_MODEL, EXTRACTOR
from kg.identifiers import BASE, check_base
from kg.link import Authority
from kg.model import Article, ArticleFacts, to_json
from kg.namespaces import ONTOLOGY
from kg.pipeline.deciding import read_decisions_beside
from kg.pipeline.facts import NO_AUTHORITY, extract_linked, only_articles, read_facts
from kg.pipeline.ledger import Ledger
from kg.pipeline.resolving import resolve
from kg.pipeline.result import BuildResult, Outcome, Progress, Quarantined, no_progress
from kg.rdf import own_quads, registry_quads, to_quads
from kg.resolve import read_decisions
from kg.store import Store
from kg.syntax import iter_quads
from kg.validate import Gate

Record = TypeVar("Record")


class _Awaited(NamedTuple):
    """A record whose facts are on their way."""

    record_hash: str
    file: str


def build(
    paths: Sequence[Path],
    store: Store,
    *,
    facts: bool = False,
    model: str = DEFAULT_MODEL,
    base: str = BASE,
    gate: Gate | None = None,
    authority: Authority = NO_AUTHORITY,
    decisions: Path | None = None,
    on_progress: Progress = no_progress,
) -> BuildResult:
    """Build the articles at `paths` into `store`; what is unchanged since the last build is skipped.

    Args:
        paths: articles, folders and archives of them; or JSON Lines of facts, if `facts` is set.
        store: open for writing.
        facts: whether the paths hold facts of some extractor instead of articles.
        model: the spaCy pipeline to parse with.
        base: the IRI under which everything is minted.
        gate: the shapes that every article's graph has to pass; the built-in ones if left out.
        authority: the user's own places, preferred to those of the gazetteer.
        decisions: a file of decisions about identities (see `kg.resolve.read_decisions`); if left out, the one
            beside the store, if it is there.
        on_progress: told of each article as it is done.

    Raises:
        KGError: the model is not installed, or the store or the shapes cannot be used.
    """
    if facts and authority.places:
        raise GazetteerError("Facts are linked already: use the gazetteer where they are extracted (`kg extract`).")
    decided = read_decisions(decisions) if decisions is not None else read_decisions_beside(store)
    run = _Build(
        store,
        model=model,
        base=check_base(base),
        gate=gate or Gate(),
        authority=authority,
        on_progress=on_progress,
    )
    store.replace_graph(ONTOLOGY.value, _ontology_quads())
    with store.writing():
        for item in run.read_changed(paths) if facts else run.extract_changed(paths):
            if isinstance(item, ArticleFacts):
                run.put(item)
            else:
                run.fail(item)
    run.result.unheeded.extend(resolve(store, base=base, decisions=decided))
    return run.result


def _ontology_quads() -> Iterator[Quad]:
    """The ontology and the codes, so that questions can use their labels and their hierarchy."""
    for path in iter_ontology_files():
        for quad in iter_quads(path):
            yield Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY)


class _Build:
    """One run over a store."""

    def __init__(
        self, store: Store, *, model: str, base: str, gate: Gate, authority: Authority, on_progress: Progress
    ) -> None:
        self.result = BuildResult()
        self._store = store
        self._model = model
        self._base = base
        self._gate = gate
        self._authority = authority
        self._on_progress = on_progress
        self._older = store.superseded_hashes()
        self._stored = store.record_hashes()
        self._pending: deque[_Awaited] = deque()

    def extract_changed(self, paths: Iterable[Path]) -> Iterator[ArticleFacts | ArticleError | ExtractionError]:
        """Read the articles and extract those that the store does not hold just so."""
        errors: list[ArticleError] = []
        ledger: Ledger[SourceArticle] = self._open_ledger()
        changed = self._iter_changed(iter_articles(paths), ledger)
        yield from extract_linked(only_articles(changed, errors), errors, self._model, self._base, self._authority)

    def _iter_changed(
        self, sources: Iterable[SourceArticle | ArticleError], ledger: Ledger[SourceArticle]
    ) -> Iterator[SourceArticle | ArticleError]:
        for source in sources:
            if isinstance(source, ArticleError) or self._is_new(
                source.article.id, self._digest(_to_record(source.article)), source, ledger, source.path
            ):
                yield source
        yield from self._settle(ledger, lambda source: source.path)

    def read_changed(self, paths: Iterable[Path]) -> Iterator[ArticleFacts | ArticleError]:
        """Read facts and pass on those that the store does not hold just so."""
        ledger: Ledger[tuple[ArticleFacts, Path]] = self._open_ledger()
        for path in paths:
            for facts in read_facts([path]):
                if isinstance(facts, ArticleError) or self._is_new(
                    facts.article.id, self._digest(to_json(facts)), (facts, path), ledger, path
                ):
                    yield facts
        yield from (facts for facts, _ in self._settle(ledger, lambda record: record[1]))

    def _open_ledger(self) -> Ledger[Record]:
        """What the store holds as the run begins."""
        return Ledger(stored=dict(self._stored), superseded=dict(self._older))

    def _is_new(self, article_id: str, record_hash: str, record: Record, ledger: Ledger[Record], path: Path) -> bool:
        """Whether a record is to be built, which then is awaited; what becomes of any other is told."""
        verdict = ledger.judge(article_id, record_hash, record)
        if verdict == "new":
            self._pending.append(_Awaited(record_hash, path.name))
        elif verdict != "put off":
            self._end(article_id, verdict)
        return verdict == "new"

    def _settle(self, ledger: Ledger[Record], path_of: Callable[[Record], Path]) -> Iterator[Record]:
        """The records that were put off and are to be built after all; the others are told."""
        for article_id, record_hash, record, is_new in ledger.settle():
            if is_new:
                self._pending.append(_Awaited(record_hash, path_of(record).name))
                yield record
            else:
                self._end(article_id, "superseded")

    def fail(self, error: ArticleError | ExtractionError) -> None:
        """Note an article that cannot be read, or that a rule failed on."""
        if isinstance(error, ExtractionError):
            self._pending.popleft()
        self.result.failures.append(error)
        self._end(error.where if isinstance(error, ArticleError) else error.article_id, "failed")

    def put(self, facts: ArticleFacts) -> None:
        """Map one article's facts, pass them through the gate, and store them or put them in quarantine."""
        article, awaited = facts.article, self._pending.popleft()
        try:
            quads = to_quads(facts, base=self._base)
        except FactsError as error:
            self.fail(ArticleError(awaited.file, str(error)))
            return
        report = self._gate.check(quads)
        if report.conforms:
            self._keep(article, own_quads(quads), awaited)
            self.result.warnings += len(report.warnings)
        else:
            self._store.quarantine(article.id, quads, report.to_text(), report.to_json())
            self.result.quarantined.append(Quarantined(article.id, report))
            self._end(article.id, "quarantined")

    def _keep(self, article: Article, quads: list[Quad], awaited: _Awaited) -> None:
        """Store the graph of an article, in the place of any earlier version."""
        before = self._stored.get(article.id)
        older = {*self._older.get(article.id, ()), *([before] if before else [])} - {awaited.record_hash}
        registry = registry_quads(
            article,
            record_hash=awaited.record_hash,
            source_file=awaited.file,
            superseded=sorted(older),
            base=self._base,
        )
        self._store.put_article(article.id, quads, registry)
        self._end(article.id, "replaced" if before else "built")
        self._stored[article.id] = awaited.record_hash
        self._older[article.id] = frozenset(older)
        if article.published is None:
            self.result.undated.append(article.id)

    def _digest(self, record: str) -> str:
        """What has to be equal for a stored article to be left as it is: text, metadata, rules, model, base, places."""
        parts = (record, EXTRACTOR, self._model, self._base, *filter(None, [self._authority.digest]))
        return sha256("\n".join(parts).encode()).hexdigest()

    def _end(self, name: str, outcome: Outcome) -> None:
        self.result.outcomes.append((name, outcome))
        self._on_progress(name, outcome)


def _to_record(article: Article) -> str:
    return msgspec.json.encode(article).decode()
