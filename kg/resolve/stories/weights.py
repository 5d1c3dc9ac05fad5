"""The words of a text, weighed, as they are kept and compared.

What comes in: a text. What goes out: numbers of its stems with their weights, as bytes.
What it never does: give other numbers on another machine; two stems have one number so seldom that it does not show.
"""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from struct import pack
from typing import NamedTuple
from zlib import crc32

from kg.resolve.stories.words import find_stem, find_words, is_telling

#: How they are laid out: little-endian numbers of 32 and of 16 bits; a weight of 1 is counted as so much.
STEM, WEIGHT, ONE = "<u4", "<u2", 65_535


class Weights(NamedTuple):
    """The stems of a text.

    Attributes:
        stems: the number of each, ascending.
        weights: of each in the same order, such that the sum of squares is 1.
    """

    stems: bytes = b""
    weights: bytes = b""

    def __len__(self) -> int:
        return len(self.weights) // 2


def weigh(text: str) -> Weights:
    """The weight of the stem of each word of a text that tells something.

    >>> [len(part) for part in weigh("Floods hit Vessa, and more floods.")[:]]
    [12, 6]
    """
    counts: Counter[int] = Counter()
    for word, n in Counter(find_words(text)).items():
        if is_telling(word):
            counts[crc32(find_stem(word).encode())] += n
    weights = {stem: 1 + log(n) for stem, n in sorted(counts.items())}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return Weights(
        pack(f"<{len(weights)}I", *weights),
        pack(f"<{len(weights)}H", *(round(ONE * weight / length) for weight in weights.values())),
    )
