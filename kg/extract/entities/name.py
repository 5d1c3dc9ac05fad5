"""A name as it stands in a text, and what makes a word look like part of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.entities.lexical import Known, titles, words
from kg.extract.tokens import Doc, Token
from kg.model import EntityKind

#: Whence a name is known; of two as long as each other, the lower wins.
LEXICON, FORM, MODEL = 0, 1, 2

_CAPITALISED = re.compile(r"[A-Z\u00c0-\u00de][\w'.-]*")
NOT_NAMES = words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December I"""
)

PREFIXES = words("pro anti non ex post pre mid")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `start` to `end`, its kind, and what a lexicon knows of it."""

    start: int
    end: int
    kind: EntityKind
    rank: int = MODEL
    known: Known | None = None
    label: str = ""

    @property
    def is_demonym(self) -> bool:
        """Whether it is an adjective such as `Armenian`."""
        return self.known is not None and self.known.form == "adjective"


def is_capitalised(token: Token) -> bool:
    """Whether the token begins with a capital letter and is a word."""
    return bool(_CAPITALISED.fullmatch(token.text))


def is_prefixed(doc: Doc, start: int) -> bool:
    """Whether a prefix and a hyphen make an adjective of token `start`: `Moscow` in `pro-Moscow parties`."""
    return start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in PREFIXES


def begins_with_article(doc: Doc, i: int) -> bool:
    """Whether a name of several words with its own article stands here: `and the Federal Reserve`."""
    after = doc[i : i + 3]
    return len(after) == 3 and after[0].lower_ == "the" and is_capitalised(after[1]) and is_capitalised(after[2])


def is_beside(noun: Token, root: Token) -> bool:
    """Whether the parse ties a noun to the head of the name that follows it at once, in one of the ways it errs in.

    `The carmaker Olken said`: the two are subjects of one verb, or what follows the name is taken for a clause.
    """
    return (
        noun.head == root
        or root.head == noun
        or root.head.head == noun
        or (noun.head == root.head and noun.dep_ == root.dep_)
    )


def after_title(doc: Doc, start: int, end: int) -> int:
    """Where a name begins behind the titles with which tokens `start` to `end` begin, or inside which they do.

    `Anders` in `Executive Anders` is behind the title `Chief Executive`.
    """
    if start and start + 1 < end and doc[start - 1 : start + 1].text in titles():
        return after_title(doc, start + 1, end)
    if start + 2 < end and doc[start + 1].text == "Minister" and is_capitalised(doc[start]):  # of whatever field
        return after_title(doc, start + 2, end)
    for length in (3, 2, 1):
        if start + length < end and doc[start : start + length].text in titles():
            return after_title(doc, start + length, end)
    return start
