"""Dateline: news articles to a knowledge graph of events, places, actors and communications.

import kg

kg.build("articles", "kg-store")
graph = kg.open("kg-store")
graph.query("letters", recipient="UNMAS").to_table()
network = graph.to_networkx()
"""

from __future__ import annotations

from kg.diff import Difference
from kg.endpoint import Loaded
from kg.errors import ArticleError, ExtractionError, KGError
from kg.evaluate import Comparison, Evaluation, Reliability, judge, render_errors
from kg.export import NETWORK_WRITERS, WRITERS, guess_format
from kg.graph import KnowledgeGraph, build, diff, extract, list_queries, load
from kg.graph import open_graph as open
from kg.model import Article, ArticleFacts, from_json, to_json
from kg.pipeline import BuildResult, compare_files, evaluate_files
from kg.query import Answer, AskAnswer, GraphAnswer, NamedQuery, SelectAnswer
from kg.validate import ENGINES, Report, Violation
from kg.views import ArticleView, EntityView, EventView

__version__ = "0.1.0"

__all__ = [
    "ENGINES",
    "NETWORK_WRITERS",
    "WRITERS",
    "Answer",
    "Article",
    "ArticleError",
    "ArticleFacts",
    "ArticleView",
    "AskAnswer",
    "BuildResult",
    "Comparison",
    "Difference",
    "EntityView",
    "Evaluation",
    "EventView",
    "ExtractionError",
    "GraphAnswer",
    "KGError",
    "KnowledgeGraph",
    "Loaded",
    "NamedQuery",
    "Reliability",
    "Report",
    "SelectAnswer",
    "Violation",
    "build",
    "compare_files",
    "diff",
    "evaluate_files",
    "extract",
    "from_json",
    "guess_format",
    "judge",
    "list_queries",
    "load",
    "open",
    "render_errors",
    "to_json",
]
