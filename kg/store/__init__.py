"""The graph on disk, or in memory: one named graph an article, and those that articles share.

What comes in: quads. What goes out: quads, answers to SPARQL, and which articles there are.
What it never does: keep half of an article, or know how a quad was made.
"""

from kg.store.dataset import Store
from kg.store.layout import CACHE_FOLDER
from kg.store.quarantine import Quarantine
from kg.store.registry import Registered

__all__ = ["CACHE_FOLDER", "Quarantine", "Registered", "Store"]
