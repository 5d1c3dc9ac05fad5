"""What changed between two graphs, told by article, fact and entity, or statement by statement.

What comes in: two graphs: files of RDF, stores, or quads. What goes out: a `Difference`.
What it never does: call two graphs different for the names of their blank nodes.
"""

from kg.diff.compare import Change, Difference, diff
from kg.diff.telling import Told

__all__ = ["Change", "Difference", "Told", "diff"]
