"""What an article says beside a name, and how much it tells of who bears it.

What comes in: tokens of `Reference.context`. What goes out: a weight, and words for a person to read.
What it never does: count how frequent a token is in the corpus, which would make what is decided of one name
depend on all other articles.
"""

from __future__ import annotations

from collections.abc import Iterable

#: The one token of two names that one article uses beside each other: that article tells nothing of whether they
#: are one, but that a reader of it alone did not take them for one.
BESIDE = "beside:"

_TOLD = {"in": "hold a post in", "with": "are named beside", "as": "are called", "of": "are tied to"}
_SHOWN = 3


def is_telling(token: str) -> bool:
    """Whether a token alone makes two bearers of a name one: a post in one organization."""
    return token.startswith("in:")


def weigh(shared: Iterable[str]) -> float:
    """How much the tokens that two bearers share add to the confidence that they are one.

    >>> weigh([]), weigh(["as:coach"]), weigh(["with:x"]), weigh(["with:x", "with:y"]), weigh(["in:z"])
    (0.0, 0.05, 0.2, 0.25, 0.3)
    """
    tokens = set(shared)
    if any(map(is_telling, tokens)):
        return 0.3
    beside = sum(1 for token in tokens if token.startswith("with:"))
    if beside:
        if beside > 1:
            return 0.25
        return 0.22 if any(token.startswith(("as:", "of:")) for token in tokens) else 0.2
    return min(0.15, 0.05 * len(tokens))


def tell(shared: Iterable[str]) -> str:
    """The tokens in words.

    >>> tell(["as:coach", "in:https://w3id.org/dateline/id/organization/acme"])
    'both hold a post in acme and are called coach'
    """
    found = sorted(set(shared), key=lambda token: (list(_TOLD).index(token.partition(":")[0]), token))
    parts = []
    for mark, words in _TOLD.items():
        values = [token.partition(":")[2].rpartition("/")[2] for token in found if token.startswith(f"{mark}:")]
        if values:
            more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
            parts.append(f"{words} {', '.join(values[:_SHOWN])}{more}")
    return f"both {' and '.join(parts)}" if parts else ""
