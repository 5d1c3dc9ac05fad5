"""In what accounts agree, remembered for all that tell the same: a dispatch as a hundred papers print it.

What comes in: accounts. What goes out: how each two of them agree.
What it never does: remember anything of an account that no other is like, which is most of them.
"""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from kg.resolve.stories.accounts import Account
from kg.resolve.stories.alike import Agreement, agree

#: Of so many accounts that differ, and of so many pairs of them, it is remembered what was found.
_MOST_ACCOUNTS, _MOST_PAIRS = 100_000, 400_000


class Numbered(NamedTuple):
    """An account, and the number of what it tells, which accounts of other articles may tell as well."""

    account: Account
    number: int


class Agreements:
    """How accounts agree."""

    def __init__(self) -> None:
        self._next = count()
        self._numbers: dict[tuple[object, ...], int] = {}
        self._repeated: set[int] = set()
        self._found: dict[tuple[int, int, bool], Agreement | None] = {}

    def number(self, account: Account) -> Numbered:
        """An account with the number of what it tells; the same may get another number once many were asked for."""
        told = account[1:]
        number = self._numbers.get(told)
        if number is not None:
            self._repeated.add(number)
            return Numbered(account, number)
        if len(self._numbers) >= _MOST_ACCOUNTS:
            self._numbers.clear()
            self._repeated.clear()
        number = self._numbers[told] = next(self._next)
        return Numbered(account, number)

    def find(self, one: Numbered, other: Numbered) -> Agreement | None:
        """In what two accounts agree; None if they cannot be one."""
        if one.account.key > other.account.key:
            one, other = other, one
        if one.number not in self._repeated and other.number not in self._repeated:
            return agree(one.account, other.account)
        told = one.number, other.number, one.account.key.article_id == other.account.key.article_id
        try:
            return self._found[told]
        except KeyError:
            if len(self._found) >= _MOST_PAIRS:
                self._found.clear()
            found = self._found[told] = agree(one.account, other.account)
            return found
