"""Words as they are compared across articles: without inflection, and an act's name with its verb.

What comes in: words. What goes out: stems, which are no words to show.
What it never does: know a part of speech; "shooting" is the act and what the gunman is doing.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer import stemmer

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3


@lru_cache(maxsize=65_536)
def find_stem(word: str) -> str:
    """What the forms of a word share, and those of its family where it is irregular.

    >>> [find_stem(word) for word in ("Shot", "shooting", "explosions", "exploded")]
    ['shoot', 'shoot', 'explod', 'explod']
    """
    form = word.casefold()
    stem: str = _stemmer().stemWord(_families().get(form, form))
    return stem


def head_stem(phrase: str) -> str:
    """The stem of the last word of a phrase that is no particle.

    >>> head_stem("gunned down"), head_stem("an air strike")
    ('gun', 'strike')
    """
    words = find_words(phrase)
    heads = [word for word in words if word not in word_set("particles")] or words
    return find_stem(heads[-1]) if heads else phrase.casefold()


def find_words(text: str) -> list[str]:
    """The words of a text in lower case, in order.

    >>> find_words("Floods hit the Orlen valley; 3 died.")
    ['floods', 'hit', 'the', 'orlen', 'valley', 'died']
    """
    return [found[0].casefold() for found in _WORD.finditer(text)]


def find_tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, in order: what its runs are made of.

    >>> find_tokens("Floods: 1,200 flee.")
    ['floods', '1,200', 'flee']
    """
    return [found[0].casefold() for found in _TOKEN.finditer(text)]


def is_telling(word: str) -> bool:
    """Whether a word, in lower case, says something of what a text is about.

    >>> [word for word in find_words("They said that the flood is over.") if is_telling(word)]
    ['flood']
    """
    return len(word) >= _SHORTEST and word not in word_set("common words")


def is_vague(stem: str) -> bool:
    """Whether a verb of this stem tells little of what happened.

    >>> is_vague(find_stem("made")), is_vague(find_stem("fled"))
    (True, False)
    """
    return stem in _vague_stems()


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of the set `name` of `lexicons/story_words.csv`."""
    return frozenset(next(row["words"] for row in _read_lexicon("story_words") if row["set"] == name).split())


@cache
def _vague_stems() -> frozenset[str]:
    return frozenset(map(find_stem, word_set("vague verbs")))


@cache
def _families() -> dict[str, str]:
    """The verb of each irregular form, and of each noun whose stem is another."""
    return {row["form"]: row["base"] for row in _read_lexicon("word_families")}


@cache
def _stemmer() -> stemmer:
    import snowballstemmer  # slow to load

    return snowballstemmer.stemmer("english")


def _read_lexicon(name: str) -> list[dict[str, str]]:
    text = files("kg.resolve").joinpath("lexicons", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
