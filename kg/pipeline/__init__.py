"""The order of the stages: articles in, a validated graph in the store, and a word on each article.

What comes in: paths of articles, or of facts that some extractor wrote.
What goes out: a `BuildResult`; nothing is lost without being in it.
What it never does: stop at one bad article, or store half of one.
"""

from kg.pipeline.article import Made, Recipe, Task, build_articles
from kg.pipeline.build import Read, build
from kg.pipeline.facts import compare_files, evaluate_files, iter_facts, read_facts
from kg.pipeline.result import BuildResult, Outcome, Progress, Quarantined, no_progress
from kg.pipeline.workers import default_jobs

__all__ = [
    "BuildResult",
    "Made",
    "Outcome",
    "Progress",
    "Quarantined",
    "Read",
    "Recipe",
    "Task",
    "build",
    "build_articles",
    "compare_files",
    "default_jobs",
    "evaluate_files",
    "iter_facts",
    "no_progress",
    "read_facts",
]
