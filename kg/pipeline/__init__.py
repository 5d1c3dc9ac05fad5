"""The order of the stages: articles in, a validated graph in the store, and a word on each article.

What comes in: paths of articles, or of facts that some extractor wrote.
What goes out: a `BuildResult`; nothing is lost without being in it.
What it never does: stop at one bad article, or store half of one.
"""

from kg.pipeline.article import Made, Recipe, Task, build_articles
from kg.pipeline.build import Read, build
from kg.pipeline.deciding import Signature, correct, decisions_file, merge, read_decisions_beside, split
from kg.pipeline.facts import compare_files, evaluate_files, iter_facts, read_facts
from kg.pipeline.resolving import resolve
from kg.pipeline.result import (
    BuildResult,
    Outcome,
    Progress,
    Quarantined,
    StageProgress,
    no_progress,
    no_stage_progress,
)
from kg.pipeline.workers import default_jobs

__all__ = [
    "BuildResult",
    "Made",
    "Outcome",
    "Progress",
    "Quarantined",
    "Read",
    "Recipe",
    "Signature",
    "StageProgress",
    "Task",
    "build",
    "build_articles",
    "compare_files",
    "correct",
    "decisions_file",
    "default_jobs",
    "evaluate_files",
    "iter_facts",
    "merge",
    "no_progress",
    "no_stage_progress",
    "read_decisions_beside",
    "read_facts",
    "resolve",
    "split",
]
