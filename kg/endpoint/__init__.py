"""A graph behind a SPARQL 1.1 endpoint: asked, copied, and filled from a store.

What comes in: the address of an endpoint. What goes out: rows, quads, and what was sent.
What it never does: reach any other address, follow a redirect, or tell a password to anyone but the endpoint.
"""

from kg.endpoint.dataset import TIMEOUT, Endpoint
from kg.endpoint.http import check_address, is_address
from kg.endpoint.loading import Loaded, LoadProgress, load, no_load_progress

__all__ = ["TIMEOUT", "Endpoint", "LoadProgress", "Loaded", "check_address", "is_address", "load", "no_load_progress"]
