"""What analysts ask of a network, in a line each: thin functions over NetworkX, with the answer in plain words.

What comes in: networks of `kg.network`, or any of NetworkX with the attributes `label`, `weight` and `alleged`.
What goes out: `Finding`s. What it never does: count what is alleged, unless it is asked to.
"""

from kg.analytics.findings import Finding
from kg.analytics.movements import change, get_node, reach
from kg.analytics.positions import brokers, centralities, communities
from kg.analytics.simple import simplify

__all__ = ["Finding", "brokers", "centralities", "change", "communities", "get_node", "reach", "simplify"]
