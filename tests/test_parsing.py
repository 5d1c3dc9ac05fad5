"""Texts go through the pipeline faster than spaCy sends them, and come out the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.articles import SourceArticle, iter_articles
from kg.extract.parsing import iter_docs, load_model
from kg.extract.parsing.annotate import TokenRules

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
ATTRIBUTES = ["ORTH", "LOWER", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]

#: Sentences for rules of more than one token, and for those that name words by an expression.
COLLOQUIAL = [
    "We're gonna win, and they've gotta go. C'mon, let's leave.",
    "It ain't over. Y'all know that nothin' came of it, and there's nuthin' left.",
    "There were three of them. He gets tired; she got tired, did she not?",
    "It is said\n\n  that  I do.\n",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def sample_texts() -> list[str]:
    return [source.article.text for source in iter_articles([ARTICLES]) if isinstance(source, SourceArticle)]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(sample_texts(), id="articles"),
        pytest.param(COLLOQUIAL, id="colloquial"),
        pytest.param(["Oslo sent a letter to Lima."], id="one alone"),
        pytest.param([" ".join(COLLOQUIAL * 9), *COLLOQUIAL, "", "Oslo."], id="uneven"),
        pytest.param(["", " ", "\n"], id="blank"),
        pytest.param(["", ""], id="empty"),
    ],
)
def test_all_attributes_are_those_that_spacy_sets(nlp: Language, texts: Sequence[str]) -> None:
    actual = iter_docs(nlp, texts, batch_size=16)
    expected = nlp.pipe(texts, batch_size=16)
    assert [attributes_of(doc) for doc in actual] == [attributes_of(doc) for doc in expected]


def test_each_rule_for_several_tokens_is_met(nlp: Language) -> None:
    """The sentences above try every rule that the table does not simply look up."""
    docs = list(iter_docs(nlp, COLLOQUIAL, batch_size=16))
    lemmas = {(token.lower_, token.lemma_) for doc in docs for token in doc}
    assert lemmas >= {("gon", "go"), ("na", "to"), ("ta", "to"), ("'s", "us"), ("c'm", "come"), ("nothin'", "nothing")}


def test_a_rule_that_asks_what_is_not_known_is_left_to_spacy(nlp: Language) -> None:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"TAG": "NN"}]], {"POS": "X"})
    assert TokenRules.of(ruler) is not None
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "X"})
    assert TokenRules.of(ruler) is None


@pytest.mark.parametrize("pattern", [{"LOWER": "a", "OP": "?"}, {"LOWER": {"FUZZY": "oslo"}}, {}])
def test_patterns_that_cannot_be_looked_up(nlp: Language, pattern: dict[str, object]) -> None:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"TAG": "NN"}, pattern]], {"POS": "X"})
    assert TokenRules.of(ruler) is None


def test_a_later_rule_has_the_last_word(nlp: Language) -> None:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"LOWER": "oslo"}, {"LOWER": "and"}]], {"POS": "X"})
    ruler.add([[{"LOWER": "oslo"}]], {"POS": "NOUN", "LEMMA": "city"})
    ruler.add([[{"LOWER": {"NOT_IN": ["oslo"]}}, {"LOWER": "oslo"}]], {"LEMMA": "other"}, index=-1)
    rules = TokenRules.of(ruler)
    assert rules is not None
    for text in ("Oslo and Oslo and Lima", "To Oslo and", "and Oslo"):
        expected = ruler(nlp.make_doc(text))
        assert attributes_of(rules.annotate(nlp.make_doc(text))) == attributes_of(expected)
    assert [token.lemma_ for token in expected] == ["", "other"]


def test_rules_read_plain_tokens_and_not_those_of_spacy() -> None:
    """Only the package that parses knows spaCy's objects, which are slow to read."""
    extract = Path(__file__).parent.parent / "kg" / "extract"
    importing = {path for path in extract.rglob("*.py") if re.search(r"^(from|import) spacy", path.read_text(), re.M)}
    assert {path.parent.name for path in importing} == {"parsing"}


def attributes_of(doc: Doc) -> list[list[int]]:
    attributes: list[list[int]] = doc.to_array(ATTRIBUTES).tolist()
    return attributes
