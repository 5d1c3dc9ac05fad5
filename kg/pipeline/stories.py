"""What articles tell in common, brought up to date with the articles in a store.

What comes in: a store. What goes out: the same store, whose graph of links has the occurrences and the groups of texts
of the articles that are in it.
What it never does: compare again what no change can touch, or leave the graph of links between the old and the new.

Each article that was compared bears a hash of the state in which it was, in the registry, and in the graph of links the
print of its text. They are written in one step with what was found, so that a build that dies is made up for by the
next; and an article that is replaced loses the hash.
"""

from __future__ import annotations

from hashlib import sha256

from pyoxigraph import Literal, Quad

from kg.namespaces import KG
from kg.pipeline.links import Links
from kg.store import Registered, Store


def compare_stories(store: Store, *, base: str) -> None:
    """Find the occurrences and the groups of texts that new, changed and removed articles touch.

    Args:
        store: open for writing.
        base: the IRI under which everything is minted.
    """
    links = Links(store.dataset, base)
    changed: dict[str, str] = {}
    for article_id, entry in store.iter_articles():
        state = _find_state(store, entry)
        said = Quad(entry.article, KG.comparedHash, Literal(state), entry.registry)
        if said not in store.dataset:
            changed[article_id] = state
    gone = links.read_prints().keys() - store.record_hashes().keys()
    if changed or gone:
        from kg.pipeline.comparing import Change, find_difference  # slow to load

        store.exchange(*find_difference(store, links, Change(changed, frozenset(gone)), base=base))


def _find_state(store: Store, entry: Registered) -> str:
    """What an article was built from and, where identities across articles have changed its graph, whom it names."""
    state = [entry.record_hash]
    if next(store.dataset.quads_for_pattern(entry.article, KG.asLinked, None, entry.registry), None) is not None:
        for names in (KG.refersTo, KG.isPublishedBy):
            named = store.dataset.quads_for_pattern(None, names, None, entry.graph)
            state.extend(sorted(f"{quad.subject} {quad.object}" for quad in named))
    return sha256("\n".join(state).encode()).hexdigest()
