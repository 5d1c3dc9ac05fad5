"""What an article gives to what articles share: the same from its facts as from its graph, under whatever actors."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.identifiers import BASE
from kg.model import ArticleFacts, ArticleReferences
from kg.namespaces import KG
from kg.pipeline.shares import Share, decode_share, encode_share, find_publisher, read_share, share_of
from kg.rdf import own_quads, registry_quads, relink, to_statements
from kg.rdf.terms import text
from kg.resolve.stories import Print, Story, Told
from kg.store import Store
from kg.testing import facts_strategy


def say(share: Share) -> tuple[ArticleReferences, Story, str | None, Print]:
    """All that a share says, whatever the order of its actors."""
    told = msgspec.msgpack.decode(share.telling.told, type=Told)
    return share.references, told.under({}), share.telling.publisher, share.telling.print


@given(facts=facts_strategy(), data=st.data())
@settings(max_examples=50)
def test_a_share_is_read_back_from_the_graph(facts: ArticleFacts, data: st.DataObject) -> None:
    statements = to_statements(facts, base=BASE)
    share = share_of(facts, find_publisher(statements.all), base=BASE)
    assert decode_share(encode_share(share)) == share

    proposed = sorted({reference.proposed for reference in share.references.references})
    others = [*proposed, "urn:x"]
    entities = {iri: data.draw(st.sampled_from(others)) for iri in proposed if data.draw(st.booleans())}
    relinked, as_linked = relink(own_quads(statements.to_quads()), entities)
    with Store.open() as store:
        registry = registry_quads(facts.article.id, record_hash="0")
        store.put_article(facts.article.id, relinked, registry)
        ((_, entry),) = store.iter_articles()
        if as_linked is not None:
            store.exchange([], [Quad(entry.article, KG.asLinked, text(as_linked), entry.registry)])
        assert say(read_share(store, entry, base=BASE)) == say(share)
