"""The order of the stages: articles in, a validated graph in the store, and a word on each article.

What comes in: paths of articles, or of facts that some extractor wrote.
What goes out: a `BuildResult`; nothing is lost without being in it.
What it never does: stop at one bad article, or store half of one.
"""

from kg.pipeline.build import build, digest_record, write_ontology, write_shared_graphs
from kg.pipeline.facts import compare_files, evaluate_files, iter_facts, read_facts
from kg.pipeline.ledger import Ledger
from kg.pipeline.result import BuildResult, Outcome, Progress, Quarantined, no_progress

__all__ = [
    "BuildResult",
    "Ledger",
    "Outcome",
    "Progress",
    "Quarantined",
    "build",
    "compare_files",
    "digest_record",
    "evaluate_files",
    "iter_facts",
    "no_progress",
    "read_facts",
    "write_ontology",
    "write_shared_graphs",
]
