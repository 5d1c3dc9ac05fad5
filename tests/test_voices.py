"""Whom pronouns mean inside and outside of quotations, and `it` in what someone says."""

from __future__ import annotations

import pytest

from tests.test_antecedents import taken_up


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        # who says the quotation
        ("“My doctor told me to rest,” Paul Lind said.", "me", "Paul Lind"),
        ('When Anna Berg came, Paul Lind said, "He asked why, and I told him." Tom Grey said no.', "i", "Paul Lind"),
        (
            'Anna Berg sang on Friday. "It is over," Berg said.\n"I thank Paul Lind for it."\nOthers left.',
            "i",
            "Anna Berg",
        ),
        # who says it is not spoken of in it
        ('Paul Lind met Tom Grey. "I told him the truth," Lind said.', "him", "Tom Grey"),
        # who is spoken of in it does not say it
        ('Tom Grey came late. "My adviser, Paul Lind, was ill," he said.', "he", "Tom Grey"),
        ("Tom Grey came late. His adviser, Paul Lind, was ill, he said.", "he", "Paul Lind"),
        # over a long quotation
        (
            'Mayor Blent came. "It rained. It snowed. Trees fell. It froze. Pipes burst. It thawed," he said.',
            "he",
            "Blent",
        ),
    ],
)
def test_a_quotation_has_one_speaker(text: str, word: str, name: str) -> None:
    assert taken_up(text, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Unicef opened an office. The campaign announced that it was closing.", "it", "The campaign"),
        ("Unicef opened an office. The union's spokesman said it had written to them.", "it", "The union"),
        ("Unicef opened an office. Anna Berg said it had written to them.", "it", "United Nations Children's Fund"),
        ("Nurses wrote to the council. It asked for time.", "it", "the council"),
        ("The council wrote to the Ridge Choir in May. In its reply, the choir said no.", "its", "Ridge Choir"),
        ("The council wrote to the Ridge Choir in May. The choir replied in June.", "choir", "Ridge Choir"),
        ("The council wrote to the Ridge Choir in May. The society replied in June.", "society", "The society"),
        ("Farmers were hired. Paul Lind works for Reuters. They said the pay was low.", "they", "Farmers"),
        ("Paul Lind met nurses on Monday. He told them the truth.", "them", "nurses"),
        ("Paul Lind got help from nurses. The seedlings wilt unless they get water.", "they", "they"),
        ("I got a letter from the landlord. He told me to leave.", "he", "the landlord"),
        ("Her lawyer said she had begged them.", "she", "she"),
        ("The lawyer said she had begged them.", "she", "The lawyer"),
    ],
)
def test_pronouns_take_up_bodies_and_people_told_of_anywhere(text: str, word: str, name: str) -> None:
    nth = 1 if word == "choir" else 0
    assert taken_up(text, word, nth) == name


def test_an_outlet_that_is_told_something_is_not_the_firm() -> None:
    assert taken_up("The former manager told the Mail that he had warned the firm.", "firm") == "the firm"
    assert taken_up("The former manager left the Mail after he had warned the firm.", "firm") == "Mail"
