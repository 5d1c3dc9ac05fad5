"""MinHash signatures: the part of places in which two agree estimates the part of all members that two sets share.

What comes in: sets of byte strings (Broder 1997). What goes out: signatures, and in how many places they agree.
What it never does: depend on the order of the members.

The numbers are those of datasketch's scheme `affine32`, which takes longer to load than all else of a small build.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import sha1
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: How many numbers a signature has, and how they are kept.
NUMBERS, _NUMBER = 128, "<u4"

#: The number of a set without members.
_LARGEST = 0xFFFFFFFF

#: So many members are permuted at once.
_AT_ONCE = 4_096

Numbers: TypeAlias = NDArray[np.uint32]


def sign(members: Collection[bytes]) -> bytes:
    """The signature of a set.

    >>> count_agreeing(sign([b"a", b"b"]), [sign([b"b", b"a"]), sign([b"c"])])
    [128, 0]
    """
    digests = b"".join([sha1(member, usedforsecurity=False).digest()[:4] for member in members])
    hashes = _mix(np.frombuffer(digests, dtype=_NUMBER).astype(np.uint32))
    factors, addends = _permutations()
    least = np.full(NUMBERS, _LARGEST, dtype=np.uint32)
    for start in range(0, len(hashes), _AT_ONCE):
        permuted = factors * hashes[start : start + _AT_ONCE] + addends
        np.minimum(least, permuted.min(axis=1), out=least)
    return least.astype(_NUMBER).tobytes()


def count_agreeing(one: bytes, others: Sequence[bytes]) -> list[int]:
    """In how many places each of the other signatures agrees with one."""
    mine = np.frombuffer(one, dtype=_NUMBER)
    theirs = np.frombuffer(b"".join(others), dtype=_NUMBER).reshape(len(others), NUMBERS)
    counts: list[int] = np.count_nonzero(theirs == mine, axis=1).tolist()
    return counts


def _mix(hashes: Numbers) -> Numbers:
    """Hashes whose bits all depend on all bits: the finalizer of MurmurHash3, which loses none of them."""
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))


@cache
def _permutations() -> tuple[Numbers, Numbers]:
    """For each number of a signature what a hash is multiplied with, which is odd, and what is added; as columns."""
    random = np.random.RandomState(1)  # the same on every system and in every version
    factors = random.randint(0, 1 << 31, NUMBERS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors[:, None], random.randint(0, 1 << 32, NUMBERS, dtype=np.uint32)[:, None]
