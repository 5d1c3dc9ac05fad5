"""Which articles share their text: copies of a dispatch, versions of an article, excerpts.

What comes in: texts, once, and then the small `Print` of each. What goes out: `TextGroup`s.
What it never does: depend on the order of the articles, or read a text again whose print is kept.

A print is a MinHash signature of the text's runs of words: the part of places in which two of them agree estimates
the part of all their runs that two texts share.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from datasketch import MinHash, MinHashLSH

from kg.errors import KGError
from kg.model.stories import TextGroup, TextRelation
from kg.resolve.stories.words import find_tokens

#: Words in a run, numbers in a signature, bands and rows of the index (it finds nearly all that share a fifth).
_RUN, _NUMBERS, _BANDS, _ROWS = 4, 128, 64, 2

_SEED: Final = 1
_SCHEME: Final = "affine32"

#: A text that has fewer runs says too little to be told from another by them.
_FEWEST = 20

#: So much of all their runs two texts share that are the same text, and so much of the shorter one if it is a part.
_SAME, _CONTAINED = 0.4, 0.6


class Print(NamedTuple):
    """What is kept of a text: how many different runs of words it has, and their signature."""

    runs: int
    numbers: tuple[int, ...]

    def to_text(self) -> str:
        """The print as text that can be stored.

        >>> parse_print(print_of("Rain fell. " * 30).to_text()) == print_of("Rain fell. " * 30)
        True
        """
        signature = np.array(self.numbers, dtype="<u4").tobytes()
        return f"{self.runs}:{base64.b64encode(signature).decode()}"


class Printed(NamedTuple):
    """An article with its print."""

    article_id: str
    publisher: str | None
    print: Print


def print_of(text: str) -> Print:
    """The print of a text."""
    words = find_tokens(text)
    runs = {" ".join(words[i : i + _RUN]).encode("utf-8", "surrogatepass") for i in range(len(words) - _RUN + 1)}
    signature = MinHash(num_perm=_NUMBERS, seed=_SEED, scheme=_SCHEME)
    signature.update_batch(sorted(runs))
    return Print(len(runs), tuple(int(number) for number in signature.hashvalues))


def parse_print(text: str) -> Print:
    """The print that was stored as `text`.

    Raises:
        KGError: it is none.
    """
    runs, _, signature = text.partition(":")
    try:
        numbers = np.frombuffer(base64.b64decode(signature, validate=True), dtype="<u4")
        found = Print(int(runs), tuple(int(number) for number in numbers))
    except (ValueError, binascii.Error):
        found = Print(0, ())
    if len(found.numbers) != _NUMBERS:
        raise KGError(f"{text[:40]!r}… is no print of a text. Build the articles into a new store.")
    return found


def find_text_groups(articles: Iterable[Printed], seeds: Iterable[str] | None = None) -> list[TextGroup]:
    """The groups of articles that share their text, by their first article.

    Args:
        articles: all that there are.
        seeds: ids of the articles whose groups are wanted; all if left out.

    >>> text = " ".join(f"word{n}" for n in range(60))
    >>> prints = [Printed("a", "Post", print_of(text)), Printed("b", "Gazette", print_of(text + " and more"))]
    >>> [(group.articles, group.relation) for group in find_text_groups(prints)]
    [(('a', 'b'), 'copy')]
    """
    index = _Index(articles)
    groups: list[TextGroup] = []
    seen: set[str] = set()
    for seed in sorted(index.by_id if seeds is None else set(seeds) & index.by_id.keys()):
        if seed not in seen:
            ties = index.find_component(seed)
            seen.update(ties)
            if len(ties) > 1:
                groups.append(_to_group([index.by_id[article_id] for article_id in sorted(ties)]))
    return sorted(groups, key=lambda group: group.articles)


class _Index:
    """Prints by what they share."""

    def __init__(self, articles: Iterable[Printed]) -> None:
        self.by_id = {article.article_id: article for article in articles if article.print.runs >= _FEWEST}
        self._index = MinHashLSH(num_perm=_NUMBERS, params=(_BANDS, _ROWS))
        for article_id in sorted(self.by_id):
            self._index.insert(article_id, _to_minhash(self.by_id[article_id].print))

    def find_component(self, seed: str) -> set[str]:
        """The articles to which a chain of shared texts leads."""
        found, waiting = {seed}, [seed]
        while waiting:
            article = self.by_id[waiting.pop()]
            for other in sorted(self._index.query(_to_minhash(article.print))):
                if other not in found and find_relation(article, self.by_id[other]) is not None:
                    found.add(other)
                    waiting.append(other)
        return found


def _to_minhash(of: Print) -> MinHash:
    return MinHash(num_perm=_NUMBERS, seed=_SEED, scheme=_SCHEME, hashvalues=np.array(of.numbers, dtype=np.uint32))


def _to_group(articles: Sequence[Printed]) -> TextGroup:
    """The group of articles, with the weakest way in which one of them belongs to it."""
    nearest = [max(_iter_shared(one, articles)) for one in articles]
    relations = {relation for _, relation in nearest}
    return TextGroup(
        articles=tuple(article.article_id for article in articles),
        relation=next(relation for relation in ("excerpt", "copy", "version") if relation in relations),
        similarity=round(min(shared for shared, _ in nearest), 2),
    )


def similarity(one: Print, other: Print) -> float:
    """The part of all runs of two texts that they share, as their prints estimate it."""
    agreeing = sum(a == b for a, b in zip(one.numbers, other.numbers, strict=True))
    return agreeing / len(one.numbers)


def find_relation(one: Printed, other: Printed) -> TextRelation | None:
    """How two texts belong together, if they do."""
    shared = similarity(one.print, other.print)
    if shared >= _SAME:
        return "version" if one.publisher is not None and one.publisher == other.publisher else "copy"
    runs = shared / (1 + shared) * (one.print.runs + other.print.runs)
    return "excerpt" if runs >= _CONTAINED * min(one.print.runs, other.print.runs) else None


def _iter_shared(one: Printed, articles: Iterable[Printed]) -> Iterable[tuple[float, TextRelation]]:
    for other in articles:
        relation = None if other is one else find_relation(one, other)
        if relation is not None:
            yield similarity(one.print, other.print), relation
