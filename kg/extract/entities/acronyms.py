"""Acronyms that mean in an article what the article itself spells out, and not what they mean elsewhere.

What comes in: the names of an article. What goes out: the same, in which an acronym that a lexicon knows is unknown
where the article names a body of other words with these initials: `the Poultry Council of Aldra (PCA)`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.entities.lexical import words
from kg.extract.entities.name import LEXICON, MODEL, Name
from kg.extract.tokens import Doc

_SMALL = words("of the for and on in de la del al & to")
_ALIKE = 0.75  # part of the words of the shorter name that the other has as well
_SHORTEST = 3  # letters of an acronym that words which stand elsewhere in the article may spell out


def initials(text: str) -> str:
    """The first letters of the words of a name, without its small words.

    >>> initials("Office for Democratic Institutions and Human Rights")
    'ODIHR'
    """
    return "".join(word[0] for word in re.findall(r"[^\W_]+", text) if word.lower() not in _SMALL)


def use_own_acronyms(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, those that are acronyms of a body of the article no longer taken for the body that a lexicon knows."""
    bodies = {doc[name.start : name.end].text for name in names if name.kind in ("organization", "other", "place")}
    spelt: dict[str, list[str]] = {}
    for body in sorted(bodies):
        if " " in body:
            spelt.setdefault(initials(body), []).append(body)
    named = {name.known.name for name in names if name.known is not None and name.end - name.start > 1}
    return [
        replace(name, known=None, kind="organization", rank=MODEL) if _is_another(doc, name, spelt, named) else name
        for name in names
    ]


def _is_another(doc: Doc, name: Name, spelt: dict[str, list[str]], named: set[str]) -> bool:
    """Whether an acronym of a known body is that of another in the article, and the known one is not named there."""
    known, text = name.known, doc[name.start : name.end].text
    if known is None or known.kind != "organization" or name.rank != LEXICON or not text.isupper():
        return False
    if known.name in named or len(text) < _SHORTEST:
        return False
    full = spelt.get(text, [])
    return bool(full) and not any(_are_alike(body, known.name) for body in full)


def _are_alike(name: str, other: str) -> bool:
    first, second = _words_of(name), _words_of(other)
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def _words_of(name: str) -> set[str]:
    found = (word.lower().replace("isation", "ization") for word in re.findall(r"[^\W_]+", name))
    return {word.removesuffix("s") for word in found if word not in _SMALL}
