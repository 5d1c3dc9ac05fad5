"""MinHash signatures: the part of places in which two agree estimates the part of all members that two sets share.

What comes in: sets of byte strings (Broder 1997). What goes out: signatures, and in how many places they agree.
What it never does: depend on the order of the members.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

#: How the numbers of a signature are kept.
NUMBER = "<u4"

#: The same numbers on every system; the scheme takes 32 bits for each.
_SEED, _SCHEME = 1, "affine32"


def sign(members: Collection[bytes], numbers: int) -> bytes:
    """The signature of a set, of so many numbers of four bytes each.

    >>> count_agreeing(sign([b"a", b"b"], 128), [sign([b"b", b"a"], 128), sign([b"c"], 128)])
    [128, 0]
    """
    signature = _blank(numbers).copy()
    signature.update_batch(sorted(members))
    signed: bytes = signature.hashvalues.astype(NUMBER).tobytes()
    return signed


def count_agreeing(one: bytes, others: Sequence[bytes]) -> list[int]:
    """In how many places each of the other signatures agrees with one."""
    mine = np.frombuffer(one, dtype=NUMBER)
    theirs = np.frombuffer(b"".join(others), dtype=NUMBER).reshape(len(others), len(mine))
    counts: list[int] = np.count_nonzero(theirs == mine, axis=1).tolist()
    return counts


@cache
def _blank(numbers: int) -> MinHash:
    """The signature of no members; to make it takes longer than to copy it."""
    from datasketch import MinHash  # takes .4 s to load, and only those need it who sign texts

    return MinHash(num_perm=numbers, seed=_SEED, scheme=_SCHEME)
