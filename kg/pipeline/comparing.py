"""What a change of articles makes of their occurrences and groups of texts.

What comes in: a store, its catalogue, and which articles changed. What goes out: quads to take out of the graph of
links and quads to put in, in steps: between two of them some of what changes may be missing, and a run that begins anew
there ends in the same.
What it never does: write to the store, look at what no change can touch, or hold all that is found at once.

Loading this module takes longer than to find that nothing has changed: `kg.pipeline.stories` does so if something has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pyoxigraph import NamedNode, Quad

from kg.model.stories import TextGroup
from kg.pipeline.links import Links
from kg.pipeline.occurrences import Change, ChangedOccurrences, Difference
from kg.rdf import text_group_quads
from kg.resolve import Catalogue
from kg.resolve.stories import identify, is_kept, iter_text_groups
from kg.resolve.stories.prints import KeptPrints
from kg.store import Store

_AT_ONCE = 5_000  # groups that are written in one step


def iter_differences(store: Store, catalogue: Catalogue, *, base: str) -> Iterator[Difference]:
    """What the graph of links has to lose and to gain after a change, of which the catalogue is told.

    Each is to be made before the next is asked for.
    """
    links = Links(store.dataset, base)
    change = _take_in(catalogue, links)
    yield Difference(_about(links, map(NamedNode, catalogue.pending("told"))), [])
    yield from ChangedOccurrences(links, catalogue, change, base).iter_differences()
    yield from _compare_texts(links, catalogue, change, base)


def _take_in(catalogue: Catalogue, links: Links) -> Change:
    """Note who the actors of the articles are that may have changed, and find which of them have.

    That is kept at once with the list of what has, since what an article is compared by is then no other than before.
    """
    connection = catalogue.connection
    for article_id in catalogue.pending("written"):
        compared = identify(connection, article_id, catalogue.mapping(article_id))
        if compared is not None and compared.is_changed:
            catalogue.plan("changed", [article_id])
            catalogue.plan("account", map(links.to_iri, () if compared.is_new else compared.accounts))
    catalogue.commit()
    changed = frozenset(each for each in catalogue.pending("changed") if is_kept(connection, each))
    gone = frozenset(each for each in catalogue.pending("written") if not is_kept(connection, each))
    return Change(changed, gone, frozenset(map(links.to_key, catalogue.pending("account"))))


def _compare_texts(links: Links, catalogue: Catalogue, change: Change, base: str) -> Iterator[Difference]:
    """The groups of texts that the change touches, before and after.

    The first step has all texts of the groups that the change may take apart. What comes later can only join groups,
    which then are all in one step.
    """
    prints = KeptPrints(catalogue.connection)
    before = links.find_groups(change.changed | change.gone)
    parted = {each for each in links.find_articles(before) if is_kept(catalogue.connection, each)}
    first = list(iter_text_groups(prints, sorted(parted)))
    yield _replace_groups(links, before, first, base)
    done = parted | {article_id for group in first for article_id in group.articles}
    groups = iter_text_groups(prints, sorted(change.changed - done))
    while some := list(islice(groups, _AT_ONCE)):
        yield _replace_groups(links, (), some, base)


def _replace_groups(links: Links, before: Iterable[NamedNode], groups: Sequence[TextGroup], base: str) -> Difference:
    articles = (article_id for group in groups for article_id in group.articles)
    return Difference(_about(links, {*before, *links.find_groups(articles)}), text_group_quads(groups, base=base))


def _about(links: Links, nodes: Iterable[NamedNode]) -> list[Quad]:
    return list(dict.fromkeys(quad for node in sorted(nodes, key=str) for quad in links.iter_about(node)))
