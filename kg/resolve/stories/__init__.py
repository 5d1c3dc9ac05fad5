"""Which articles tell of the same: accounts of one occurrence, and copies of one text.

What comes in: what each article tells (`Told`) and the `Print` of its text. What goes out:
`kg.model.stories.Occurrence`s and `TextGroup`s.
What it never does: merge accounts, join what is alleged with what is asserted, or depend on the order of articles.
"""

from kg.resolve.stories.copies import Print, Printed, Prints, find_text_groups, iter_text_groups, print_of
from kg.resolve.stories.kept import (
    Compared,
    KeptStories,
    Telling,
    encode_told,
    identify,
    is_kept,
    put_telling,
    remove_telling,
)
from kg.resolve.stories.shelf import MemoryPrints, MemoryShelf
from kg.resolve.stories.story import Story
from kg.resolve.stories.told import Told, story_of, told_of

__all__ = [
    "Compared",
    "KeptStories",
    "MemoryPrints",
    "MemoryShelf",
    "Print",
    "Printed",
    "Prints",
    "Story",
    "Telling",
    "Told",
    "encode_told",
    "find_text_groups",
    "identify",
    "is_kept",
    "iter_text_groups",
    "print_of",
    "put_telling",
    "remove_telling",
    "story_of",
    "told_of",
]
