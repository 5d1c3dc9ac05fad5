"""Quotations are found whatever marks a text uses, and odd marks never break it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotations import find_quotations


def words_of(text: str, *, only_speech: bool = False) -> list[str]:
    return [text[q.words.start : q.words.end] for q in find_quotations(text) if q.is_speech or not only_speech]


@pytest.mark.parametrize(
    "text",
    [
        "He said “the road is closed today” and left.",
        'He said "the road is closed today" and left.',
        "He said ''the road is closed today'' and left.",
        "He said ``the road is closed today'' and left.",
        "He said «the road is closed today» and left.",
        "He said 'the road is closed today' and left.",
        "He said ”the road is closed today” and left.",
    ],
)
def test_marks_of_every_kind(text: str) -> None:
    assert words_of(text) == ["the road is closed today"]


def test_two_quotations_of_one_sentence() -> None:
    text = '"We will stay," said Ada Moss, "until the ice melts."'

    assert words_of(text) == ["We will stay,", "until the ice melts."]


def test_quotation_inside_a_quotation_belongs_to_it() -> None:
    assert words_of("“She told me ‘go home now’ and I went,” he said.") == ["She told me ‘go home now’ and I went,"]


def test_apostrophes_open_nothing() -> None:
    assert words_of("The sailors' boats and the town's harbours weren't theirs.") == []


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    text = '"The first part is long.\n\n"The second part ends it," he wrote.'

    first, second = find_quotations(text)

    assert (first.is_open, second.is_open) == (True, False)
    assert text[first.words.start : first.words.end] == "The first part is long."


def test_quotation_is_closed_in_a_later_paragraph() -> None:
    text = 'He said, "The ice came early.\nWe lost two boats.\n\nNobody slept that week." Then he left.'

    found = find_quotations(text)

    assert words_of(text) == ["The ice came early.", "We lost two boats.", "Nobody slept that week."]
    assert [quoted.is_open for quoted in found] == [True, True, False]


def test_caption_stands_between_two_paragraphs_of_a_quotation() -> None:
    text = 'Moss said, "The ice came early.\n\nThe harbour in May. Image: Moss.\n\n"We lost two boats."'

    assert words_of(text) == ["The ice came early.", "We lost two boats."]


def test_mark_on_the_wrong_side_of_the_blank_opens() -> None:
    assert words_of('Moss said," The ice came early this year". Then she left.') == ["The ice came early this year"]
    assert words_of('We stay," said Moss, "until the ice melts."') == ["until the ice melts."]


def test_quotation_never_closed_does_not_reach_into_the_next_one() -> None:
    text = 'He said "and then nothing came.\nThe boats lay still.\nShe said, "We have no more bread here."'

    assert words_of(text) == ["We have no more bread here."]


def test_mark_for_an_inch_closes_nothing() -> None:
    assert words_of('He said "and then nothing came.\nThe boats lay still.\nThe pipe was of 12" at most.') == []


def test_unclosed_quotation_of_the_last_paragraph_is_left_alone() -> None:
    assert words_of('He said "and then nothing came.') == []


def test_later_opening_mark_shows_that_the_first_was_never_closed() -> None:
    assert words_of('He said "and went. Then she said "we have no more bread" too.') == ["we have no more bread"]


@pytest.mark.parametrize(
    ("text", "is_speech"),
    [
        ("the “Lisbon House of Music,” and others", False),
        ("a “rogue” ship", False),
        ("he said “we have waited long enough”", True),
        ("“That is the town’s weakness,” he said", True),
    ],
)
def test_names_and_single_words_are_no_speech(text: str, is_speech: bool) -> None:
    assert [quoted.is_speech for quoted in find_quotations(text)] == [is_speech]


@given(st.text(alphabet="ab .,\n\"'“”„«»‘’`Ä\u00a0—", max_size=60))
def test_any_string_of_marks_gives_ordered_quotations_within_the_text(text: str) -> None:
    found = find_quotations(text)

    assert all(0 <= q.start <= q.words.start < q.words.end <= q.end <= len(text) for q in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(any(c.isalnum() for c in text[q.words.start : q.words.end]) for q in found)
