"""Which articles tell of the same: accounts of one occurrence, and copies of one text.

What comes in: the `Story` of each article and the `Print` of its text. What goes out: `kg.model.stories.Occurrence`s
and `TextGroup`s.
What it never does: merge accounts, join what is alleged with what is asserted, or depend on the order of articles.
"""

from kg.resolve.stories.copies import Print, Printed, find_text_groups, parse_print, print_of
from kg.resolve.stories.occurrences import Found, Shelf, find_occurrences
from kg.resolve.stories.shelf import MemoryShelf
from kg.resolve.stories.story import Story, are_of_one_time, story_of

__all__ = [
    "Found",
    "MemoryShelf",
    "Print",
    "Printed",
    "Shelf",
    "Story",
    "are_of_one_time",
    "find_occurrences",
    "find_text_groups",
    "parse_print",
    "print_of",
    "story_of",
]
