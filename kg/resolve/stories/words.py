"""Words as they are compared across articles: without inflection, and an act's name with its verb.

What comes in: words. What goes out: stems, which are no words to show.
What it never does: know a part of speech; "shooting" is the act and what the gunman is doing.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")

#: Words that any article may have.
_COMMON = frozenset(
    """
    about above after again against all also and another any are because been before being below between both but
    can could did does doing down during each few for from further had has have having her here hers him his how
    however into its just last like may might more most much must nor not now off once one only other our out over
    own said same say says she should since some still such than that the their them then there these they this
    those three through time told too two under until upon very was way well were what when where which while who
    whom whose why will with within without would year years yet you your first day days week new people
    """.split()
)
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


def iter_words(text: str) -> list[str]:
    """The words of a text in lower case, in order.

    >>> iter_words("Floods hit the Orlen valley; 3 died.")
    ['floods', 'hit', 'the', 'orlen', 'valley', 'died']
    """
    return [found[0].casefold() for found in _WORD.finditer(text)]


def iter_tokens(text: str) -> list[str]:
    """The words and numbers of a text in lower case, in order: what its runs are made of.

    >>> iter_tokens("Floods: 1,200 flee.")
    ['floods', '1,200', 'flee']
    """
    return [found[0].casefold() for found in _TOKEN.finditer(text)]


def is_telling(word: str) -> bool:
    """Whether a word, in lower case, says something of what a text is about.

    >>> [word for word in iter_words("They said that the flood is over.") if is_telling(word)]
    ['flood']
    """
    return len(word) >= _SHORTEST and word not in _COMMON


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _families() -> dict[str, str]:
    """The verb of each irregular form, and of each noun whose stem is another."""
    text = files("kg.resolve.stories").joinpath("word_families.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["form"]: row["base"] for row in rows}
