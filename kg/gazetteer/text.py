"""How names of places are compared: without case, accents, apostrophes and punctuation."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ə": "a",
        "Ə": "a",
        "ı": "i",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
    }
    | dict.fromkeys("'’‘ʻʼ`.", "")
)


def fold(name: str) -> str:
    """The key under which the gazetteer has `name`.

    >>> fold("Ağdam"), fold("Cəbrayıl"), fold("St. John's"), fold("Deir ez-Zor")
    ('agdam', 'cabrayil', 'st johns', 'deir ez zor')
    """
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    letters = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"\W+", " ", letters.lower()).strip()
