"""What articles tell in common, brought up to date with the articles in a store.

What comes in: a store, and the catalogue with the list of the articles that changed. What goes out: the same store,
whose graph of links has the occurrences and the groups of texts of the articles that are in it.
What it never does: compare again what no change can touch, or leave an occurrence that is neither the old nor the new.

What an article is compared by is kept in the catalogue, and with it the list of what has changed, which ends once the
graph of links is written; so a build that dies is made up for by the next. Until then some occurrences may be missing.
"""

from __future__ import annotations

from kg.resolve import Catalogue
from kg.store import Store


def compare_stories(store: Store, catalogue: Catalogue, *, base: str) -> None:
    """Find the occurrences and the groups of texts that new, changed and removed articles touch.

    Args:
        store: open for writing.
        catalogue: lists the articles, and what of the graph of links may have to go; it is changed, and committed.
        base: the IRI under which everything is minted.
    """
    if catalogue.pending("written") or catalogue.pending("told"):
        from kg.pipeline.comparing import iter_differences  # slow to load

        for difference in iter_differences(store, catalogue, base=base):
            store.exchange(*difference)
