"""Which articles share their text: copies of a dispatch, versions of an article, excerpts.

What comes in: texts, once, and then the small `Print` of each. What goes out: `TextGroup`s.
What it never does: depend on the order of the articles, or read a text again whose print is kept.

A print is a MinHash signature of the text's runs of words: the part of places in which two of them agree estimates
the part of all their runs that two texts share. A signature is cut into bands; only texts that agree in a band are
compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from struct import Struct
from typing import NamedTuple, Protocol

from kg.model.stories import TextGroup, TextRelation
from kg.resolve.stories.words import find_tokens

#: Words in a run, and numbers in a signature, of which two make a band: that finds nearly all that share a fifth.
_RUN, NUMBERS = 4, 128

#: The bands of a signature, of two numbers each.
_BANDS = Struct(f"<{NUMBERS // 2}q")

#: In how many bands two texts of like length have to agree to be compared: nearly all do that share a third, as they
#: have to. A short one may share less with one that is so many times longer.
FEW_BANDS, LIKE_LENGTHS = 2, 1.5

#: A text that has fewer runs says too little to be told from another by them.
_FEWEST = 20

_WEAKEST_FIRST: tuple[TextRelation, ...] = ("excerpt", "copy", "version")

#: So much of all their runs two texts share that are the same text, and so much of the shorter one if it is a part.
SAME, CONTAINED = 0.4, 0.6


class Print(NamedTuple):
    """What is kept of a text: how many different runs of words it has, and their signature."""

    runs: int
    signature: bytes

    @property
    def bands(self) -> tuple[int, ...]:
        """The signature in bands; none if the text is too short to be compared."""
        return _BANDS.unpack(self.signature) if self.runs >= _FEWEST else ()


class Printed(NamedTuple):
    """An article with its print."""

    article_id: str
    publisher: str | None
    print: Print


class Tie(NamedTuple):
    """The part of all runs of two texts that they share, and how they belong together, if they do."""

    shared: float
    relation: TextRelation | None


class Prints(Protocol):
    """The prints of all articles, found by id and by what they share."""

    def get(self, article_id: str) -> Printed:
        """The print of an article."""

    def find_tied(self, printed: Printed) -> Iterable[Printed]:
        """The articles whose prints agree with that of one in bands and share enough with it; it may be among them."""


def print_of(text: str) -> Print:
    """The print of a text.

    >>> print_of("Rain fell. " * 30).runs
    2
    """
    from kg.resolve.stories.minhash import sign  # slow to load

    words = find_tokens(text)
    runs = {" ".join(words[i : i + _RUN]).encode("utf-8", "surrogatepass") for i in range(len(words) - _RUN + 1)}
    return Print(len(runs), sign(runs, NUMBERS))


def find_text_groups(prints: Prints, seeds: Iterable[str]) -> list[TextGroup]:
    """The groups of articles that share their text, by their first article.

    Args:
        prints: of all articles that there are.
        seeds: ids of the articles whose groups are wanted.

    >>> from kg.resolve.stories import MemoryPrints
    >>> text = " ".join(f"word{n}" for n in range(60))
    >>> prints = [Printed("a", "Post", print_of(text)), Printed("b", "Gazette", print_of(text + " and more"))]
    >>> [(group.articles, group.relation) for group in find_text_groups(MemoryPrints(prints), ["a"])]
    [(('a', 'b'), 'copy')]
    """
    return sorted(iter_text_groups(prints, sorted(set(seeds))), key=lambda group: group.articles)


def iter_text_groups(prints: Prints, seeds: Iterable[str]) -> Iterator[TextGroup]:
    """The same, as they are found; each seed is given once."""
    grouped: set[str] = set()
    for seed in seeds:
        if seed not in grouped:
            ties = _find_component(prints.get(seed), prints)
            if len(ties) > 1:
                grouped.update(ties)
                yield _to_group(ties)


def _find_component(seed: Printed, prints: Prints) -> dict[str, Tie]:
    """The articles to which a chain of shared texts leads, each with its nearest."""
    found, waiting, ties = {seed.article_id}, [seed], dict[str, Tie]()
    while waiting:
        article = waiting.pop()
        tied = [other for other in prints.find_tied(article) if other.article_id != article.article_id]
        ties[article.article_id] = max((tie for tie in _compare(article, tied) if tie.relation), default=Tie(0.0, None))
        new = [other for other in tied if other.article_id not in found]
        found.update(other.article_id for other in new)
        waiting.extend(new)
    return ties


def _to_group(ties: Mapping[str, Tie]) -> TextGroup:
    """The group of articles, with the weakest way in which one of them belongs to it."""
    relations = {tie.relation for tie in ties.values()}
    return TextGroup(
        articles=tuple(sorted(ties)),
        relation=next(relation for relation in _WEAKEST_FIRST if relation in relations),
        similarity=round(min(tie.shared for tie in ties.values()), 2),
    )


def _compare(one: Printed, others: Sequence[Printed]) -> list[Tie]:
    """For each other the part of all runs of both texts that they share, and how they belong together, if they do."""
    if not others:
        return []
    from kg.resolve.stories.minhash import count_agreeing  # slow to load

    counts = count_agreeing(one.print.signature, [other.print.signature for other in others])
    shares = [count / NUMBERS for count in counts]
    return [Tie(shared, _find_relation(one, other, shared)) for other, shared in zip(others, shares, strict=True)]


def are_near(one: Print, other: Print) -> bool:
    """Whether two prints agree in enough bands to be compared."""
    fewer, more = sorted((one.runs, other.runs))
    agreeing = sum(mine == theirs for mine, theirs in zip(one.bands, other.bands, strict=False))
    return agreeing >= (1 if more > LIKE_LENGTHS * fewer else FEW_BANDS)


def are_tied(one: Printed, other: Printed) -> bool:
    """Whether two texts share enough."""
    return _compare(one, [other])[0].relation is not None


def _find_relation(one: Printed, other: Printed, shared: float) -> TextRelation | None:
    """How two texts belong together, if they do."""
    if shared >= SAME:
        return "version" if one.publisher is not None and one.publisher == other.publisher else "copy"
    mine, theirs = one.print.runs, other.print.runs
    return "excerpt" if shared / (1 + shared) * (mine + theirs) >= CONTAINED * min(mine, theirs) else None
