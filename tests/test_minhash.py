"""Signatures of sets: those of the library that they imitate, and what they estimate."""

from __future__ import annotations

from random import Random

from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.stories import minhash


@given(st.sets(st.binary(max_size=20), max_size=60))
@settings(deadline=None)
def test_signatures_are_those_of_datasketch(members: set[bytes]) -> None:
    peer = MinHash(num_perm=minhash.NUMBERS, seed=1, scheme="affine32")
    peer.update_batch(sorted(members))
    assert minhash.sign(members) == peer.hashvalues.astype("<u4").tobytes()


def test_a_large_set_is_signed_in_parts() -> None:
    members = {str(n).encode() for n in range(3 * minhash._AT_ONCE)}
    parts = [minhash.sign([each for each in members if hash(each) % 3 == n]) for n in range(3)]
    whole = minhash.sign(members)
    assert [max(pairs) for pairs in zip(*(agree(whole, part) for part in parts), strict=True)] == [1] * 128


def agree(one: bytes, other: bytes) -> list[int]:
    """For each place whether two signatures agree there."""
    return [int(one[i : i + 4] == other[i : i + 4]) for i in range(0, len(one), 4)]


def test_the_part_of_places_that_agree_estimates_what_two_sets_share() -> None:
    random = Random(2)
    for shared in (0, 100, 500, 900, 1000):
        members = [random.randbytes(8) for _ in range(2000 - shared)]
        one, other = set(members[:1000]), set(members[1000 - shared :])
        (agreeing,) = minhash.count_agreeing(minhash.sign(one), [minhash.sign(other)])
        assert abs(agreeing / minhash.NUMBERS - len(one & other) / len(one | other)) < 0.12
