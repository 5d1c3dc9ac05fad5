"""The language model, and how texts go through it: spaCy's own pipeline, its slow steps taken in a faster way.

What comes in: texts. What goes out: spaCy's `Doc`s, in the same order.
What it never does: find anything else than the pipeline itself would.
"""

from kg.extract.parsing.annotate import iter_docs
from kg.extract.parsing.copying import copy_parse
from kg.extract.parsing.model import load_model

__all__ = ["copy_parse", "iter_docs", "load_model"]
