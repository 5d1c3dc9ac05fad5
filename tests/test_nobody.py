"""Nobody says or hears anything: what tells that there is no one becomes no actor."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.nobody import find_nobodies
from kg.model import Article, ArticleFacts, Entity, Mention


def facts_of(text: str) -> ArticleFacts:
    facts = next(extract([Article(id="a", text=text, published="2025-04-14")]))
    assert isinstance(facts, ArticleFacts)
    return facts


@pytest.mark.parametrize(
    "text",
    [
        "No one claimed that the bridge was safe.",
        "Nobody told the mayor.",
        "None of the rebels said that the war was over.",
        "No group has claimed responsibility for the blast.",
        "The union wrote to nobody.",
        "Rebels told no one about the blast.",
        "No one attacked the camp.",
    ],
)
def test_nobody_is_no_actor(text: str) -> None:
    """No claim, message or event has nobody for a party, and no entity is left that stands for nobody."""
    names = [entity.name.lower() for entity in facts_of(text).entities]
    assert not [name for name in names if name.startswith(("no one", "nobody", "none", "no group"))]


def test_a_least_number_is_somebody() -> None:
    """ "No fewer than" counts people who are there; what has a name is somebody, whatever it is called."""
    assert [claim.attributions[0].source for claim in facts_of("No fewer than ten men said it was over.").claims]
    named = Entity(id="e", kind="organization", name="No Borders", mentions=(Mention(start=0, end=10, kind="name"),))
    assert not find_nobodies([named])
