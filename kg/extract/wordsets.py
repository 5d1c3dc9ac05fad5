"""Named sets of words that rules test for: data files beside this module.

What comes in: the name of a lexicon with the columns `set` and `words`. What goes out: sets of words.
"""

from __future__ import annotations

from functools import cache

from kg.extract.lexicon import read_lexicon


@cache
def get_word_set(lexicon: str, name: str) -> frozenset[str]:
    """The words of the set `name` of `lexicon`.

    Raises:
        KeyError: the lexicon has no set of that name.

    >>> "people" in get_word_set("casualty_word_sets", "people as such")
    True
    """
    return {row["set"]: frozenset(row["words"].split()) for row in read_lexicon(lexicon)}[name]
