"""What articles tell in common, brought up to date with the articles in a store.

What comes in: a store. What goes out: the same store, whose graph of links has the occurrences and the groups of texts
of the articles that are in it.
What it never does: compare again what no change can touch, or leave the graph of links between the old and the new.

Each article that was compared bears the hash of the record with which it was, in the graph of links, and the print of
its text. They are written in one step with what was found, so that a build that dies is made up for by the next.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.pipeline.links import Links
from kg.store import Store


def compare_stories(store: Store, *, base: str, rewritten: Iterable[str] = ()) -> None:
    """Find the occurrences and the groups of texts that new, changed and removed articles touch.

    Args:
        store: open for writing.
        base: the IRI under which everything is minted.
        rewritten: ids of articles whose graphs changed although their records did not.
    """
    current = store.record_hashes()
    links = Links(store.dataset, base)
    compared = links.read_compared()
    changed = {article_id for article_id, record_hash in current.items() if compared.get(article_id) != record_hash}
    changed |= current.keys() & set(rewritten)
    gone = compared.keys() - current.keys()
    if changed or gone:
        from kg.pipeline.comparing import Change, find_difference  # slow to load

        change = Change(frozenset(changed), frozenset(gone))
        store.exchange(*find_difference(store, links, change, base=base))
