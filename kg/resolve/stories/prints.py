"""The prints in a catalogue, held together so that one is compared with many at once.

What comes in: a catalogue. What goes out: for a print the others that share enough with it.
What it never does: hold more prints than fit, or leave out one whose signature says that it is tied.

It is loaded where texts are compared, since numpy takes longer to load than to find that nothing has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from kg.resolve.holding import Held
from kg.resolve.stories.copies import CONTAINED, FEW_BANDS, LIKE_LENGTHS, NUMBERS, SAME, Print, Printed
from kg.resolve.stories.kept import read_known
from kg.resolve.stories.minhash import NUMBER

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How many prints are held at once, and how many numbers in lists of who has a band; short ones are as soon read again.
_PRINTS, _HAVING, _SHORT = 100_000, 4_000_000, 8

_ABSENT = -1


class KeptPrints:
    """The prints in a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._prints = HeldPrints(_PRINTS)
        self._bands = Held[tuple[int, int], "NDArray[np.int64]"](_HAVING)

    def get(self, article_id: str) -> Printed:
        """The print of an article."""
        sql = "SELECT number FROM compared WHERE article = ?"
        return self._get(self._connection.execute(sql, (article_id,)).fetchone()[0])

    def find_tied(self, printed: Printed) -> Iterable[Printed]:
        """The articles whose prints agree with one in bands and share enough with it."""
        having = [self._find_having(band) for band in enumerate(printed.print.bands)]
        if not having:
            return []
        numbers, counts = np.unique(np.concatenate(having), return_counts=True)
        tied: list[int] = []
        for start in range(0, len(numbers), self._prints.most):
            some = slice(start, start + self._prints.most)
            self._hold(numbers[some])
            tied += self._prints.find_tied(printed.print, numbers[some], counts[some])
        return [self._get(number) for number in tied]

    def _get(self, number: int) -> Printed:
        sql = "SELECT article, publisher, known, runs, signature FROM compared WHERE number = ?"
        article_id, publisher, known, *kept = self._connection.execute(sql, (number,)).fetchone()
        return Printed(article_id, read_known(known).get(publisher, publisher), Print(*kept))

    def _hold(self, numbers: NDArray[np.int64]) -> None:
        """Have all these prints at hand, of which there are no more than fit."""
        if not (absent := self._prints.find_absent(numbers)):
            return
        if len(absent) + len(numbers) > self._prints.most:
            absent = numbers.tolist()  # to hold the absent ones would let others of them go
        for number in absent:
            sql = "SELECT runs, signature FROM compared WHERE number = ?"
            self._prints.put(number, Print(*self._connection.execute(sql, (number,)).fetchone()))

    def _find_having(self, band: tuple[int, int]) -> NDArray[np.int64]:
        """The numbers of the articles whose prints have a band."""
        found = self._bands.get(band)
        if found is None:
            rows = self._connection.execute("SELECT number FROM bands WHERE place = ? AND band = ?", band)
            found = np.fromiter((number for (number,) in rows), dtype=np.int64)
            if len(found) > _SHORT:
                self._bands.put(band, found, size=len(found))
        return found


class HeldPrints:
    """Prints by number; of too many those go that came first."""

    def __init__(self, most: int) -> None:
        self._signatures = np.zeros((most, NUMBERS), dtype=NUMBER)
        self._runs = np.zeros(most, dtype=np.int64)
        self._numbers = np.full(most, _ABSENT)  # of the print in each slot
        self._slots = np.full(1024, _ABSENT)  # of the print of each number
        self._next = 0

    @property
    def most(self) -> int:
        """How many prints are held at once."""
        return len(self._runs)

    def find_absent(self, numbers: NDArray[np.int64]) -> list[int]:
        """Which of these prints are not held."""
        absent: list[int] = numbers[self._find_slots(numbers) == _ABSENT].tolist()
        return absent

    def put(self, number: int, print_: Print) -> None:
        """Hold a print."""
        slot = self._next
        self._next = (slot + 1) % self.most
        if self._numbers[slot] != _ABSENT:
            self._slots[self._numbers[slot]] = _ABSENT
        if number >= len(self._slots):
            more = np.full(max(number + 1, 2 * len(self._slots)) - len(self._slots), _ABSENT)
            self._slots = np.concatenate([self._slots, more])
        self._numbers[slot], self._slots[number] = number, slot
        self._runs[slot] = print_.runs
        self._signatures[slot] = np.frombuffer(print_.signature, dtype=NUMBER)

    def find_tied(self, one: Print, numbers: NDArray[np.int64], bands: NDArray[np.int64]) -> list[int]:
        """Which of the prints with these numbers, which are held, share enough with `one`.

        Args:
            one: what they are compared with.
            numbers: of the prints that agree with it in a band.
            bands: in how many bands each of them does.
        """
        slots = self._find_slots(numbers)
        fewer, more = np.minimum(self._runs[slots], one.runs), np.maximum(self._runs[slots], one.runs)
        likely = (bands >= FEW_BANDS) | (more > LIKE_LENGTHS * fewer)
        numbers, slots, fewer, more = numbers[likely], slots[likely], fewer[likely], more[likely]
        agree = self._signatures[slots] == np.frombuffer(one.signature, dtype=NUMBER)
        shares = np.count_nonzero(agree, axis=1) / NUMBERS
        tied = (shares >= SAME) | (shares / (1 + shares) * (fewer + more) >= CONTAINED * fewer)
        found: list[int] = numbers[tied].tolist()
        return found

    def _find_slots(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        known = numbers < len(self._slots)
        return np.where(known, self._slots[np.where(known, numbers, 0)], _ABSENT)
