"""Articles or facts into a store, each validated before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

from pyoxigraph import Quad

from kg.articles import SourceArticle, iter_articles
from kg.assets import iter_ontology_files
from kg.errors import ArticleError, ExtractionError, FactsError, GazetteerError
from kg.extract import DEFAULT_MODEL, EXTRACTOR
from kg.extract.unbroken import has_unbroken
from kg.identifiers import BASE, check_base
from kg.link import Authority
from kg.model import Article, to_json
from kg.namespaces import ONTOLOGY
from kg.pipeline.article import Made, Recipe, Task, build_articles
from kg.pipeline.cache import Cache, key_of, open_cache
from kg.pipeline.deciding import read_decisions_beside
from kg.pipeline.facts import SourceFacts, read_facts, to_record
from kg.pipeline.ledger import Ledger
from kg.pipeline.resolving import Resolving, open_resolving
from kg.pipeline.result import (
    BuildResult,
    Outcome,
    Progress,
    Quarantined,
    StageProgress,
    no_progress,
    no_stage_progress,
)
from kg.pipeline.shares import decode_share
from kg.pipeline.workers import run
from kg.rdf import registry_quads
from kg.resolve import read_decisions
from kg.store import Store
from kg.syntax import iter_quads
from kg.validate import Gate

Record = TypeVar("Record")


class Read(NamedTuple):
    """What was read, in its place in the order: an article to build, or what became of it at once.

    Attributes:
        name: the article's id, or the place of what cannot be read.
        outcome: what became of it, if there is nothing to do.
        failure: why it cannot be read, if it cannot.
        task: what is to be done, if anything is.
        record_hash, file, undated: of an article to build: the hash that tells its versions apart, the name of its
            file, and whether it states no date.
        path, line: of an article to build: where it was read.
        unbroken: whether the text has something longer than any word, which is not read.
        key: under which the facts are to be kept, if they are to be extracted.
    """

    name: str
    outcome: Outcome | None = None
    failure: ArticleError | None = None
    task: Task | None = None
    record_hash: str = ""
    file: str = ""
    undated: bool = False
    unbroken: bool = False
    key: bytes | None = None
    path: Path = Path()
    line: int | None = None


#: Has the tasks done, and gives each article with what was made of it, in the same order.
Runner: TypeAlias = Callable[
    [Recipe, Iterable[Read]], Iterator[tuple[Read, Made | ExtractionError | FactsError | None]]
]


def build(
    paths: Sequence[Path],
    store: Store,
    *,
    facts: bool = False,
    model: str = DEFAULT_MODEL,
    base: str = BASE,
    gate: Gate | None = None,
    authority: Authority | None = None,
    jobs: int = 1,
    cache: Path | None = None,
    decisions: Path | None = None,
    runner: Runner | None = None,
    on_progress: Progress = no_progress,
    on_stage: StageProgress = no_stage_progress,
) -> BuildResult:
    """Build the articles at `paths` into `store`; what is unchanged since the last build is skipped.

    The graph is the same whatever the number of jobs, and whether there is a cache or not.

    Args:
        paths: articles, folders and archives of them; or JSON Lines of facts and folders of these, if `facts` is set.
        store: open for writing.
        facts: whether the paths hold facts of some extractor instead of articles.
        model: the spaCy pipeline to parse with.
        base: the IRI under which everything is minted.
        gate: the shapes that every article's graph has to pass; the built-in ones if left out.
        authority: the user's own places, preferred to those of the gazetteer.
        decisions: a file of decisions about identities (see `kg.resolve.read_decisions`); if left out, the one
            beside the store, if it is there.
        jobs: how many processes work on articles; with 1, none but this one.
        cache: the folder in which what is extracted is kept for other builds, if it is to be.
        runner: what has the tasks done, such as a cluster; processes of this machine if left out.
        on_progress: told of each article as it is done.
        on_stage: told of each step of what is done for all articles together, as it begins.

    Raises:
        KGError: the model is not installed, or the store, the cache or the shapes cannot be used.
    """
    places = authority or Authority()
    if facts and places.places:
        raise GazetteerError("Facts are linked already: use the gazetteer where they are extracted (`kg extract`).")
    decided = read_decisions(decisions) if decisions is not None else read_decisions_beside(store)
    recipe = Recipe(model=model, base=check_base(base), gate=gate or Gate(), authority=places)
    store.replace_graph(ONTOLOGY.value, _ontology_quads())
    with open_cache(None if facts else cache) as known, open_resolving(store, base=base) as resolving:
        building = _Build(store, resolving, recipe, known, on_progress)
        with store.writing():
            records = building.iter_facts(paths) if facts else building.iter_articles(paths)
            results = run(build_articles, recipe, records, jobs=jobs) if runner is None else runner(recipe, records)
            for read, made in results:
                building.settle(read, made)
        building.result.unheeded.extend(resolving.finish(decided, on_stage))
    return building.result


def _ontology_quads() -> Iterator[Quad]:
    """The ontology and the codes, so that questions can use their labels and their hierarchy."""
    for path in iter_ontology_files():
        for quad in iter_quads(path):
            yield Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY)


class _Build:
    """One run over a store."""

    def __init__(self, store: Store, resolving: Resolving, recipe: Recipe, cache: Cache, on_progress: Progress) -> None:
        self.result = BuildResult()
        self._store = store
        self._resolving = resolving
        self._recipe = recipe
        self._cache = cache
        self._on_progress = on_progress
        self._older = store.superseded_hashes()
        self._stored = store.record_hashes()

    # -- what is read ---------------------------------------------------------------------------------

    def iter_articles(self, paths: Iterable[Path]) -> Iterator[Read]:
        """The articles, each to be built or known to be in the store just so."""
        ledger: Ledger[SourceArticle] = self._open_ledger()
        for source in iter_articles(paths):
            if isinstance(source, ArticleError):
                yield Read(source.where, failure=source)
            else:
                record = to_record(source.article)
                yield from self._judge(source.article.id, record, source, ledger, self._read_article)
        yield from self._settle(ledger, self._read_article)

    def iter_facts(self, paths: Iterable[Path]) -> Iterator[Read]:
        """The facts of some extractor, likewise."""
        ledger: Ledger[SourceFacts] = self._open_ledger()
        for source in read_facts(paths):
            if isinstance(source, ArticleError):
                yield Read(source.where, failure=source)
            else:
                record = to_json(source.facts).encode()
                yield from self._judge(source.facts.article.id, record, source, ledger, _read_facts)
        yield from self._settle(ledger, _read_facts)

    def _open_ledger(self) -> Ledger[Record]:
        """What the store holds as the run begins."""
        return Ledger(stored=dict(self._stored), superseded=dict(self._older))

    def _judge(
        self,
        article_id: str,
        record_json: bytes,
        record: Record,
        ledger: Ledger[Record],
        to_read: Callable[[Record, str], Read],
    ) -> Iterator[Read]:
        record_hash = self._digest(record_json)
        verdict = ledger.judge(article_id, record_hash, record)
        if verdict == "new":
            yield to_read(record, record_hash)
        elif verdict != "put off":
            yield Read(article_id, verdict)

    def _settle(self, ledger: Ledger[Record], to_read: Callable[[Record, str], Read]) -> Iterator[Read]:
        """The records that were put off, of which some are to be built after all."""
        for article_id, record_hash, record, is_new in ledger.settle():
            yield to_read(record, record_hash) if is_new else Read(article_id, "superseded")

    def _read_article(self, source: SourceArticle, record_hash: str) -> Read:
        record = to_record(source.article)
        key = key_of(record, extractor=EXTRACTOR, model=self._recipe.model)
        known = self._cache.find(key)
        task = Task(source.article.id, "article" if known is None else "extracted", known or record)
        read = _to_read(source.article, task, source, record_hash)
        return read._replace(key=key, unbroken=has_unbroken(source.article.text))

    def _digest(self, record: bytes) -> str:
        """What has to be equal for a stored article to be left as it is: text, metadata, rules, model, base, places."""
        recipe = self._recipe
        parts = (record.decode(), EXTRACTOR, recipe.model, recipe.base, *filter(None, [recipe.authority.digest]))
        return sha256("\n".join(parts).encode()).hexdigest()

    # -- what became of it ----------------------------------------------------------------------------

    def settle(self, read: Read, made: Made | ExtractionError | FactsError | None) -> None:
        """Store what was made of an article, or put it in quarantine, or note why there is nothing."""
        if read.failure is not None:
            self._fail(read.name, read.failure)
        elif isinstance(made, ExtractionError):
            self._fail(read.name, made.at(read.path, read.line))
        elif isinstance(made, FactsError):
            reason = f"facts of article {read.name} refused: {made}"
            refused = ArticleError(read.path, reason, line=read.line)
            self._fail(refused.where, refused)
        elif made is not None:
            if made.extracted is not None and read.key is not None:
                self._cache.put(read.key, made.extracted)
            self._keep(read, made)
        elif read.outcome is not None:
            self._end(read.name, read.outcome)

    def _fail(self, name: str, error: ArticleError | ExtractionError) -> None:
        self.result.failures.append(error)
        self._end(name, "failed")

    def _keep(self, read: Read, made: Made) -> None:
        """Store the graph of an article, in the place of any earlier version; or put it in quarantine."""
        article_id, report = read.name, made.report
        if report is not None:
            self._store.quarantine(article_id, made.nquads, report.to_text(), report.to_json())
            self.result.quarantined.append(Quarantined(article_id, report))
            self._end(article_id, "quarantined")
            return
        before = self._stored.get(article_id)
        older = {*self._older.get(article_id, ()), *([before] if before else [])} - {read.record_hash}
        registry = registry_quads(
            article_id,
            record_hash=read.record_hash,
            source_file=read.file,
            superseded=sorted(older),
            base=self._recipe.base,
        )
        self._store.put_article(article_id, made.nquads, registry)
        if made.share is not None:
            self._resolving.put(decode_share(made.share), read.record_hash)
        self._end(article_id, "replaced" if before else "built")
        self._stored[article_id] = read.record_hash
        self._older[article_id] = frozenset(older)
        self.result.warnings += made.warnings
        if read.undated:
            self.result.undated.append(article_id)
        if read.unbroken:
            self.result.unbroken.append(article_id)

    def _end(self, name: str, outcome: Outcome) -> None:
        self.result.outcomes.append((name, outcome))
        self._on_progress(name, outcome)


def _read_facts(source: SourceFacts, record_hash: str) -> Read:
    article = source.facts.article
    task = Task(article.id, "linked", to_json(source.facts).encode())
    return _to_read(article, task, source, record_hash)


def _to_read(article: Article, task: Task, source: SourceArticle | SourceFacts, record_hash: str) -> Read:
    # A name may hold bytes that are no characters; a graph can not.
    name = source.path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Read(
        article.id,
        task=task,
        record_hash=record_hash,
        file=name,
        undated=article.published is None,
        path=source.path,
        line=source.line,
    )
