"""Dateline: news articles to a knowledge graph of events, places, actors and communications.

import kg

kg.build("articles", "kg-store")
graph = kg.open("kg-store")
graph.query("letters", recipient="UNMAS").to_table()
network = graph.to_networkx("communications")
"""

from __future__ import annotations

from kg.building import build, extract, load
from kg.curation import correct, merge, split
from kg.diff import Difference
from kg.endpoint import Loaded
from kg.errors import ArticleError, ExtractionError, KGError
from kg.evaluate import Comparison, Evaluation, Reliability, judge, render_errors
from kg.export import NETWORK_WRITERS, WRITERS, dump_network, guess_format, to_sssom, write_network
from kg.graph import KnowledgeGraph, diff, list_queries
from kg.graph import open_graph as open
from kg.model import Article, ArticleFacts, from_json, to_json
from kg.network import PROJECTIONS, Projection
from kg.pipeline import BuildResult, compare_files, evaluate_files
from kg.query import Answer, AskAnswer, GraphAnswer, NamedQuery, SelectAnswer
from kg.resolve import Decision
from kg.validate import ENGINES, Report, Violation
from kg.views import ArticleView, EntityView, EventView

__version__ = "0.1.0"

__all__ = [
    "ENGINES",
    "NETWORK_WRITERS",
    "PROJECTIONS",
    "WRITERS",
    "Answer",
    "Article",
    "ArticleError",
    "ArticleFacts",
    "ArticleView",
    "AskAnswer",
    "BuildResult",
    "Comparison",
    "Decision",
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
    "Projection",
    "Reliability",
    "Report",
    "SelectAnswer",
    "Violation",
    "build",
    "compare_files",
    "correct",
    "diff",
    "dump_network",
    "evaluate_files",
    "extract",
    "from_json",
    "guess_format",
    "judge",
    "list_queries",
    "load",
    "merge",
    "open",
    "render_errors",
    "split",
    "to_json",
    "to_sssom",
    "write_network",
]
