"""What a person decides about who is who, from Python: `kg.merge`, `kg.split`, `kg.correct`.

What comes in: the folder of a store, and actors by name or IRI. What goes out: the decisions, as they were written
into the file of decisions (`kg-decisions.tsv` beside the store, unless another is named) and heeded in the store.
What it never does: decide anything that a rebuild with that file would not decide again.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg import pipeline
from kg.errors import DecisionError
from kg.pipeline import Signature
from kg.resolve import Decision
from kg.store import Store, layout


def merge(
    store: str | Path,
    one: str,
    other: str,
    *,
    why: str,
    who: str | None = None,
    when: str | None = None,
    decisions: str | Path | None = None,
) -> Decision:
    """Decide that two actors, each given by name or IRI, are one.

    Args:
        store: the folder of the store.
        one: an actor.
        other: another.
        why: the reason, for those who read the file later.
        who: who decides; the user of the computer if left out.
        when: the day (ISO 8601); today if left out.
        decisions: the file of decisions; the one beside the store if left out.

    Raises:
        DecisionError: one of them is not known, several bear the name, they are one already, or no reason is given.
        StoreError: there is no store, or it cannot be written.
    """
    signature = _sign(who, when, why)
    with _opened(store, decisions) as (opened, path):
        return pipeline.merge(opened, path, one, other, signature)


def split(
    store: str | Path,
    actor: str,
    *,
    why: str,
    article: str | None = None,
    name: str | None = None,
    who: str | None = None,
    when: str | None = None,
    decisions: str | Path | None = None,
) -> list[Decision]:
    """Decide that an actor is not the one of whom an article speaks, or not the one who goes by a name.

    Args:
        store: the folder of the store.
        actor: by name or IRI.
        why: the reason.
        article: the id of the article that speaks of someone else.
        name: the name that is someone else's.
        who: who decides; the user of the computer if left out.
        when: the day; today if left out.
        decisions: the file of decisions; the one beside the store if left out.

    Raises:
        DecisionError: neither article nor name is given or both are, the actor has no such reference, or no reason
            is given.
        StoreError: there is no store, or it cannot be written.
    """
    if (article is None) == (name is None):
        raise DecisionError("Say what to set apart: the actor of one article, or the one who goes by a name.")
    signature = _sign(who, when, why)
    with _opened(store, decisions) as (opened, path):
        return pipeline.split(opened, path, actor, signature, article=article, name=name)


def correct(
    store: str | Path,
    actor: str,
    *,
    why: str,
    name: str | None = None,
    kind: str | None = None,
    type: str | None = None,
    country: str | None = None,
    who: str | None = None,
    when: str | None = None,
    decisions: str | Path | None = None,
) -> list[Decision]:
    """Decide the name, kind, type or country of an actor, given by name or IRI.

    Raises:
        DecisionError: nothing is corrected, the actor is not known, a value is not one that the field can have, or
            no reason is given.
        StoreError: there is no store, or it cannot be written.
    """
    given = {"name": name, "kind": kind, "type": type, "country": country}
    fields = {field: value for field, value in given.items() if value is not None}
    if not fields:
        raise DecisionError("Say what to correct: name, kind, type or country.")
    signature = _sign(who, when, why)
    with _opened(store, decisions) as (opened, path):
        return pipeline.correct(opened, path, actor, signature, fields)


def _sign(who: str | None, when: str | None, why: str) -> Signature:
    if not (why or "").strip():
        raise DecisionError("There is no reason. Say why (`why`, --why): who reads the decisions later goes by it.")
    return Signature(who or getpass.getuser(), when or datetime.now(UTC).date().isoformat(), why)


@contextmanager
def _opened(store: str | Path, decisions: str | Path | None) -> Iterator[tuple[Store, Path]]:
    """The store, which has to be there, open for writing; and the file of decisions."""
    layout.check(Path(store))
    with Store.open(store) as opened:
        path = pipeline.decisions_file(opened) if decisions is None else Path(decisions)
        assert path is not None, "a store in a folder has a place for decisions"
        yield opened, path
