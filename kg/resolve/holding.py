"""What is held in memory because it may be asked for again, and no more of it than fits."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Held(Generic[Key, Value]):
    """Values that can be found again; those go first that were asked for longest ago.

    >>> held = Held[str, int](2)
    >>> held.put("a", 97), held.put("b", 98), held.get("a"), held.put("c", 99), held.get("b"), held.get("a")
    (97, 98, 97, 99, None, 97)
    >>> held.put("d", 100, size=2), held.get("a"), held.get("d")
    (100, None, 100)
    """

    def __init__(self, most: int) -> None:
        """Hold no values of which the sizes come to more than `most`, unless it is one alone."""
        self._room = most
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """The value, if it is still held."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Key, value: Value, *, size: int = 1) -> Value:
        """Hold a value that is not held yet."""
        assert key not in self._values
        self._values[key] = value, size
        self._room -= size
        while self._room < 0 and len(self._values) > 1:
            self._room += self._values.popitem(last=False)[1][1]
        return value
