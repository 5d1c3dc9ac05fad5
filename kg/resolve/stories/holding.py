"""What is held in memory because it may be asked for again, and no more of it than fits."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def hold(held: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    """Hold a value; the one that was held longest goes if there are too many.

    >>> held = {"a": 1}
    >>> hold(held, "b", 2, 1)
    >>> held
    {'b': 2}
    """
    held[key] = value
    if len(held) > most:
        del held[next(iter(held))]
