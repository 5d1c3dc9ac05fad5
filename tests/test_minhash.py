"""Signatures of sets: what they do not depend on, and what they estimate."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.stories import minhash

NUMBERS = 128


@given(st.lists(st.binary(max_size=20), max_size=60), st.randoms(use_true_random=False))
def test_a_signature_is_of_the_set_whatever_its_order(members: list[bytes], random: Random) -> None:
    shuffled = random.sample(members, len(members))
    assert minhash.sign(set(members), NUMBERS) == minhash.sign(set(shuffled), NUMBERS)
    assert len(minhash.sign(set(members), NUMBERS)) == 4 * NUMBERS


def test_the_part_of_places_that_agree_estimates_what_two_sets_share() -> None:
    random = Random(2)
    for shared in (0, 100, 500, 900, 1000):
        members = [random.randbytes(8) for _ in range(2000 - shared)]
        one, other = set(members[:1000]), set(members[1000 - shared :])
        (agreeing,) = minhash.count_agreeing(minhash.sign(one, NUMBERS), [minhash.sign(other, NUMBERS)])
        assert abs(agreeing / NUMBERS - len(one & other) / len(one | other)) < 0.12
