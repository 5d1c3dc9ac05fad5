"""Writing to a store that is cut off, as when the process dies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kg.store import Store


def stopping(exchange: Callable[..., None], stop: int, *, is_done: bool = False) -> Callable[..., None]:
    """A change of the store that is cut off the `stop`th time, or once the one before is done."""
    calls = 0

    def cut_off(store: Store, old: Iterable[Any], new: Iterable[Any]) -> None:
        nonlocal calls
        calls += 1
        if calls >= stop:
            raise KeyboardInterrupt
        exchange(store, old, new)
        if calls == stop - 1 and is_done:
            raise KeyboardInterrupt

    return cut_off
