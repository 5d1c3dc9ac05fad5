"""Articles, entities and events as people look at them: the text is whole, and nothing of it becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import kg
from kg.errors import QueryError
from kg.model import Article, ArticleFacts, Claim, Event, Span


class Reader(HTMLParser):
    """The tags of a page and the text of its paragraphs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_an_article_is_shown_whole_with_its_facts(sample_graph: kg.KnowledgeGraph) -> None:
    ids = [str(record["article"]) for record in sample_graph.query("articles").to_records()]
    for article_id in ids:
        view = sample_graph.article(article_id)
        text = view.article_facts.article.text
        assert ["".join(piece.text for piece in paragraph) for paragraph in view.paragraphs] == [
            line for line in text.split("\n") if line.strip()
        ]
        assert view.facts
        lit = {number for paragraph in view.paragraphs for piece in paragraph for number in piece.facts}
        assert lit == set(range(len(view.facts)))
        assert f"{len(view.facts)} facts" in repr(view)


def test_what_only_a_claim_says_is_called_alleged(sample_graph: kg.KnowledgeGraph) -> None:
    (article_id,) = {record["article"] for record in sample_graph.query("alleged-messages").to_records()}
    kinds = {fact.kind for fact in sample_graph.article(str(article_id)).facts}
    assert "alleged message" in kinds


def test_text_never_becomes_markup() -> None:
    text = "<script>alert(1)</script> fell & <b>rose</b>."
    event = Event(id="event-26-30", type="storm", trigger=Span(26, 30), evidence=(Span(0, len(text)),))
    claim = Claim(id="claim-0-8", type="assertion", content=(Span(0, 8),), evidence=(Span(0, len(text)),))
    article = Article(id="a", text=text, headline="<img src=x onerror=alert(1)>")
    page = kg.ArticleView(ArticleFacts(article=article, extractor="me 1", events=(event,), claims=(claim,))).to_html()
    reader = Reader(page)
    assert not {"script", "b", "img"} & set(reader.tags)
    assert "<script>" in "".join(reader.words)


def test_an_unknown_article_is_told(sample_graph: kg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"There is no article 'nothing'.*query `articles`"):
        sample_graph.article("nothing")


def test_entities_of_one_name_are_told_apart(sample_graph: kg.KnowledgeGraph) -> None:
    views = sample_graph.entities("ukraine")
    assert sorted(view.kinds[0] for view in views) == ["Place", "State"]
    assert all(view.name == "Ukraine" and "Ukraine" in view._repr_html_() for view in views)


def test_an_event_says_whether_it_is_alleged(sample_graph: kg.KnowledgeGraph) -> None:
    asserted = sample_graph.event(str(sample_graph.query("events").to_records()[0]["fact"]))
    alleged = sample_graph.event(str(sample_graph.query("alleged-messages").to_records()[0]["fact"]))
    assert (asserted.alleged, alleged.alleged) == (False, True)
    assert len(asserted.quotes) > 0
    assert "Alleged" in alleged._repr_html_()
    assert ("isClaimedBy", "Stéphane Dujarric") in alleged.properties.rows
    state = sample_graph.entities("Ukraine")[0].iri
    with pytest.raises(QueryError, match="is no event of this graph"):
        sample_graph.event(state)
