"""What is the same for a word wherever it stands: its letters and what they tell.

What comes in: what a vocabulary knows of a word. What goes out: `Word`s, and the base of a token that has one.
What it never does: look at the words around it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """What is the same for a word wherever it stands."""

    text: str
    lower_: str
    is_alpha: bool
    is_digit: bool
    is_lower: bool
    is_upper: bool
    is_title: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_stop: bool
    like_num: bool


class WordInPlace:
    """Something that is a word, and tells what the word is."""

    __slots__ = ("word",)

    word: Word

    @property
    def is_alpha(self) -> bool:
        """Whether all characters are letters."""
        return self.word.is_alpha

    @property
    def is_digit(self) -> bool:
        """Whether all characters are digits."""
        return self.word.is_digit

    @property
    def is_lower(self) -> bool:
        """Whether it is in lower case."""
        return self.word.is_lower

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return self.word.is_upper

    @property
    def is_title(self) -> bool:
        """Whether it is capitalised."""
        return self.word.is_title

    @property
    def is_punct(self) -> bool:
        """Whether it is a punctuation mark."""
        return self.word.is_punct

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return self.word.is_quote

    @property
    def is_space(self) -> bool:
        """Whether it consists of blanks and line breaks."""
        return self.word.is_space

    @property
    def is_stop(self) -> bool:
        """Whether it is one of the most common words."""
        return self.word.is_stop

    @property
    def like_num(self) -> bool:
        """Whether it is a number in digits or words."""
        return self.word.like_num
