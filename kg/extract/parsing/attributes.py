"""The rules of an attribute ruler, looked up in a table instead of matched token by token.

What comes in: spaCy's `AttributeRuler` and documents. What goes out: the documents, with its attributes set.
What it never does: set another attribute than the ruler would.

Nearly all rules speak of one token, of its tag, its word and its relation. What they say of such a triple is worked
out when it is first met. A rule for several tokens is tried where its first token fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs


class _Word(NamedTuple):
    """What a rule may ask about a token."""

    lower: str
    tag: str
    dep: str

    def get(self, attribute: str) -> str | bool:
        """The value of an attribute, by its name in patterns."""
        return self.lower.isspace() if attribute == "IS_SPACE" else str(getattr(self, attribute.lower()))


_ASKABLE = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
_SETTABLE = frozenset({"TAG", "POS", "MORPH", "LEMMA", "DEP"})

#: Tests by the name of the operator in patterns.
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "IN": lambda value, expected: value in expected,
    "NOT_IN": lambda value, expected: value not in expected,
    "REGEX": lambda value, expected: re.search(expected, value) is not None,
}

#: What a pattern asks of one token: an attribute, its value or an operator with an operand.
_Asked = Mapping[str, Any]
_Attributes = dict[int, Any]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern: what it asks of each token in turn, and what it sets on the token at `index`."""

    order: int
    tokens: tuple[_Asked, ...]
    index: int
    attributes: _Attributes


class _Found(NamedTuple):
    """What rules say of a word: those for it alone, what they come to, and those that may begin with it."""

    alone: tuple[_Rule, ...]
    attributes: _Attributes
    beginning: tuple[_Rule, ...]


class TokenRules:
    """The rules of an attribute ruler."""

    def __init__(self, rules: Sequence[_Rule], strings: StringStore) -> None:
        self._rules = rules
        self._strings = strings
        self._words = _words_named(rules)
        self._expressions = _expressions_named(rules)
        self._by_kind: dict[_Word, _Found] = {}
        self._by_key: dict[tuple[int, int, int], _Found] = {}

    @classmethod
    def of(cls, ruler: AttributeRuler) -> TokenRules | None:
        """The rules of a ruler, or None if one of them asks or sets what this table does not know."""
        rules = []
        rows = cast("list[dict[str, Any]]", ruler.patterns)
        for order, (row, attributes) in enumerate(zip(rows, ruler.attrs, strict=True)):
            for tokens in row["patterns"]:
                if not (row["attrs"].keys() <= _SETTABLE and all(map(_is_known, tokens))):
                    return None
                rules.append(_Rule(order, tuple(tokens), row["index"] % len(tokens), attributes))
        return cls(rules, ruler.vocab.strings)

    def annotate(self, doc: Doc) -> Doc:
        """The document, with the attributes that the rules set."""
        keys = list(map(tuple, doc.to_array(["LOWER", "TAG", "DEP"]).tolist()))
        found = [self._by_key.get(key) or self._look_up(key) for key in keys]
        longer: dict[int, list[_Rule]] = {}
        for i, (_, _, beginning) in enumerate(found):
            for rule in beginning:
                if self._goes_on(rule, keys[i : i + len(rule.tokens)]):
                    longer.setdefault(i + rule.index, []).append(rule)
        for i, (alone, attributes, _) in enumerate(found):
            if i in longer:
                attributes = _joined([*alone, *longer[i]])
            set_token_attrs(doc[i], attributes)
        return doc

    def _look_up(self, key: tuple[int, int, int]) -> _Found:
        """What the rules say of a token, by the ids of its word, tag and relation; remembered."""
        word = self._word(key)
        kind = word if self._is_named(word.lower) else word._replace(lower="")
        found = self._by_kind.get(kind)
        if found is None:
            fitting = [rule for rule in self._rules if _fits(word, rule.tokens[0])]
            alone = tuple(rule for rule in fitting if len(rule.tokens) == 1)
            longer = tuple(rule for rule in fitting if len(rule.tokens) > 1)
            found = self._by_kind[kind] = _Found(alone, _joined(alone), longer)
        self._by_key[key] = found
        return found

    def _is_named(self, lower: str) -> bool:
        """Whether a rule may tell a word from others of the same tag and relation."""
        return lower in self._words or lower.isspace() or any(each.search(lower) for each in self._expressions)

    def _word(self, key: Sequence[int]) -> _Word:
        return _Word(*(self._strings[part] for part in key))

    def _goes_on(self, rule: _Rule, keys: Sequence[tuple[int, int, int]]) -> bool:
        """Whether the tokens from the one that a rule begins with fit it to its end."""
        return len(keys) == len(rule.tokens) and all(
            _fits(self._word(key), asked) for key, asked in zip(keys[1:], rule.tokens[1:], strict=True)
        )


def _is_known(asked: _Asked) -> bool:
    """Whether a pattern asks of a token only what can be looked up."""
    return bool(asked) and all(
        attribute in _ASKABLE
        and (isinstance(value, str | bool) or (isinstance(value, dict) and value.keys() <= _OPERATORS.keys()))
        for attribute, value in asked.items()
    )


def _fits(word: _Word, asked: _Asked) -> bool:
    """Whether a token is as a pattern asks."""
    for attribute, expected in asked.items():
        value = word.get(attribute)
        if isinstance(expected, dict):
            if not all(_OPERATORS[operator](value, operand) for operator, operand in expected.items()):
                return False
        elif value != expected:
            return False
    return True


def _joined(rules: Sequence[_Rule]) -> _Attributes:
    """What rules set together: a later one has the last word."""
    attributes: _Attributes = {}
    for rule in sorted(rules, key=lambda rule: rule.order):
        attributes |= rule.attributes
    return attributes


def _words_asked(rules: Sequence[_Rule]) -> list[Any]:
    return [asked["LOWER"] for rule in rules for asked in rule.tokens if "LOWER" in asked]


def _words_named(rules: Sequence[_Rule]) -> frozenset[str]:
    """The words that patterns name; what they say of any other does not depend on the word."""
    words: set[str] = set()
    for asked in _words_asked(rules):
        words.update([asked] if isinstance(asked, str) else [*asked.get("IN", ()), *asked.get("NOT_IN", ())])
    return frozenset(words)


def _expressions_named(rules: Sequence[_Rule]) -> tuple[re.Pattern[str], ...]:
    """The regular expressions by which patterns name words."""
    asked = [value["REGEX"] for value in _words_asked(rules) if isinstance(value, dict) and "REGEX" in value]
    return tuple(map(re.compile, asked))
