"""Dateline: news articles to a knowledge graph of events, places, actors and communications.

import kg

kg.build("articles", "kg-store")
graph = kg.open("kg-store")
graph.query("letters", recipient="UNMAS").to_table()
network = graph.to_networkx()
"""

from __future__ import annotations

from kg.curation import correct, merge, split
from kg.diff import Difference
from kg.errors import ArticleError, ExtractionError, KGError
from kg.evaluate import Comparison, Evaluation, Reliability, judge, render_errors
from kg.export import NETWORK_WRITERS, WRITERS, guess_format, to_sssom
from kg.graph import KnowledgeGraph, build, diff, extract, list_queries
from kg.graph import open_graph as open
from kg.model import Article, ArticleFacts, from_json, to_json
from kg.pipeline import BuildResult, compare_files, evaluate_files
from kg.query import Answer, NamedQuery, SelectAnswer
from kg.resolve import Decision
from kg.validate import ENGINES, Report, Violation

__version__ = "0.1.0"

__all__ = [
    "ENGINES",
    "NETWORK_WRITERS",
    "WRITERS",
    "Answer",
    "Article",
    "ArticleError",
    "ArticleFacts",
    "BuildResult",
    "Comparison",
    "Decision",
    "Difference",
    "Evaluation",
    "ExtractionError",
    "KGError",
    "KnowledgeGraph",
    "NamedQuery",
    "Reliability",
    "Report",
    "SelectAnswer",
    "Violation",
    "build",
    "compare_files",
    "correct",
    "diff",
    "evaluate_files",
    "extract",
    "from_json",
    "guess_format",
    "judge",
    "list_queries",
    "merge",
    "open",
    "render_errors",
    "split",
    "to_json",
    "to_sssom",
]
