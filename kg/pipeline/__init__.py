"""The order of the stages: articles in, a validated graph in the store, and a word on each article.

What comes in: paths of articles, or of facts that some extractor wrote.
What goes out: a `BuildResult`; nothing is lost without being in it.
What it never does: stop at one bad article, or store half of one.
"""

from kg.pipeline.build import build
from kg.pipeline.deciding import Signature, correct, decisions_file, merge, read_decisions_beside, split
from kg.pipeline.facts import compare_files, evaluate_files, iter_facts, read_facts
from kg.pipeline.resolving import resolve
from kg.pipeline.result import BuildResult, Outcome, Progress, Quarantined, no_progress

__all__ = [
    "BuildResult",
    "Outcome",
    "Progress",
    "Quarantined",
    "Signature",
    "build",
    "compare_files",
    "correct",
    "decisions_file",
    "evaluate_files",
    "iter_facts",
    "merge",
    "no_progress",
    "read_decisions_beside",
    "read_facts",
    "resolve",
    "split",
]
