"""What articles tell in common, brought up to date with the articles in a store.

What comes in: a store. What goes out: the same store, whose graph of links has the occurrences and the groups of texts
of the articles that are in it.
What it never does: compare again what no change can touch, or leave the graph of links between the old and the new.

Each article that was compared bears a hash of the state in which it was, in the graph of links, and the print of its
text. They are written in one step with what was found, so that a build that dies is made up for by the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from kg.namespaces import KG
from kg.pipeline.links import Links
from kg.store import Store


def compare_stories(store: Store, *, base: str) -> None:
    """Find the occurrences and the groups of texts that new, changed and removed articles touch.

    Args:
        store: open for writing.
        base: the IRI under which everything is minted.
    """
    current = dict(_iter_states(store))
    links = Links(store.dataset, base)
    compared = links.read_compared()
    changed = {article_id for article_id, state in current.items() if compared.get(article_id) != state}
    gone = compared.keys() - current.keys()
    if changed or gone:
        from kg.pipeline.comparing import Change, find_difference  # slow to load

        change = Change({article_id: current[article_id] for article_id in sorted(changed)}, frozenset(gone))
        store.exchange(*find_difference(store, links, change, base=base))


def _iter_states(store: Store) -> Iterator[tuple[str, str]]:
    """What each article was built from and, where identities across articles have changed its graph, whom it names."""
    for article_id, entry in store.iter_articles():
        state = [entry.record_hash]
        if next(store.dataset.quads_for_pattern(entry.article, KG.asLinked, None, entry.registry), None) is not None:
            for names in (KG.refersTo, KG.isPublishedBy):
                named = store.dataset.quads_for_pattern(None, names, None, entry.graph)
                state.extend(sorted(f"{quad.subject} {quad.object}" for quad in named))
        yield article_id, sha256("\n".join(state).encode()).hexdigest()
