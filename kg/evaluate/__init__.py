"""How good the facts are: gold facts beside found facts, as precision, recall and F1 by kind, and one by one.

What comes in: two sets of `ArticleFacts`, matched by article id. What goes out: an `Evaluation`, or a page of mistakes.
What it never does: score a kind of fact that the gold has nowhere (it would all count as wrong).
"""

from kg.evaluate.comparison import Comparison, iter_comparisons
from kg.evaluate.errors import Discrepancy, iter_errors
from kg.evaluate.page import render_errors
from kg.evaluate.reliability import Judged, Reliability, judge
from kg.evaluate.scores import Evaluation, Score, evaluate

__all__ = [
    "Comparison",
    "Discrepancy",
    "Evaluation",
    "Judged",
    "Reliability",
    "Score",
    "evaluate",
    "iter_comparisons",
    "iter_errors",
    "judge",
    "render_errors",
]
