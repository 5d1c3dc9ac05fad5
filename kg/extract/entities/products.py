"""Names of what is made, spoken or held, and no one and nowhere: craft, programs, languages, feasts.

What comes in: the tokens of a name. What goes out: whether the words of the name, or those around it, tell that
it is such a thing; and the short names by which an article goes on to call its craft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kg.extract.entities.lexical import given_names, is_organization_word
from kg.extract.entities.name import LEXICON, Name
from kg.extract.tokens import Doc, Tokens
from kg.extract.wordsets import get_word_set

_word_set = partial(get_word_set, "name_word_sets")
#: A type or a flight: at least two capitals with a number, `STS-9`; roads are written so too.
_TYPE = re.compile(r"(?!US|SR|CR|TV|HK)[A-Z]{2,4}-?\d+[A-Z]?|(?:[A-Z][a-z]|MiG|[BCFTUVSQ])-\d{1,3}\w*")


def is_product(name: Tokens) -> bool:
    """Whether the words of a name tell that it is a craft, a program, a device or a feast."""
    words = [token.text for token in name]
    if is_organization_word(words[-1]) or words[-1] in _word_set("ends of other names"):
        return False
    if words[-1] in _word_set("feasts and occasions"):
        return True
    if len(words) == 1 and _TYPE.fullmatch(words[0]):
        return True
    return not _word_set("products").isdisjoint(words) or _is_craft(words)


def is_language(name: Tokens) -> bool:
    """Whether the adjective of a country stands for its language: `in English`, `speak Dutch`, `Greek-speaking`."""
    token, doc = name[-1], name.doc
    following = doc[name.end : name.end + 2].text.lower()
    if following.startswith(("language", "-language", "-speak", "- speak", "lesson", "speaker")):
        return True
    if token.pos_ in ("ADJ",) and token.dep_ == "amod":
        return False
    if any(child.dep_ in ("det", "amod", "poss") for child in token.children):
        return False
    if token.dep_ == "pobj":
        return token.head.lower_ in ("in", "into") and token.tag_ not in ("NNS", "NNPS")
    return token.dep_ == "dobj" and token.head.lemma_ in _word_set("verbs of languages")


def name_craft(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names; the last word of a craft's, alone, is the craft's as well: `Marlin` after `Space Shuttle Marlin`."""
    texts = [[token.text for token in doc[name.start : name.end]] for name in names]
    short = {text[-1] for name, text in zip(names, texts, strict=True) if name.kind == "other" and _is_craft(text)}
    short -= given_names().keys()
    return [
        replace(name, kind="other") if name.rank != LEXICON and len(text) == 1 and text[0] in short else name
        for name, text in zip(names, texts, strict=True)
    ]


def is_short_for_craft(text: str, form: str) -> bool:
    """Whether a word is the last of a craft's full name."""
    words = form.split()
    return text == words[-1] and _is_craft(words)


def _is_craft(words: Sequence[str]) -> bool:
    """Whether the kind of craft stands before the last word of a name, or ends it."""
    crafts = _word_set("craft before their name")
    return not crafts.isdisjoint(words[:2]) and (len(words) > 1 or words[0].istitle())
