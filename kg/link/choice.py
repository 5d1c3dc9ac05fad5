"""Which of several places of one name an article means, if that can be told.

What comes in: the candidates of each place, and what the article says. What goes out: the one that stands out, or None.
What it never does: choose where two are about as likely.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.gazetteer import Place
from kg.link.cases import Case, is_elsewhere
from kg.link.context import Context
from kg.link.priors import weigh

_MARGIN = 0.5  # by which the best must beat the best place elsewhere
_CLEAR = 1.5  # by which it must do so to speak for others
_SUPPORTED = 1.5  # what the article must add for it to speak for others
_LIKELY = 5.0  # what it needs: 100,000 people, or fewer and some support


class Choice(NamedTuple):
    """A place that stands out, if one does.

    Attributes:
        place: the place.
        is_sure: whether the article supports it or no other place comes near, so that it speaks for others.
    """

    place: Place | None = None
    is_sure: bool = False


def choose(case: Case, context: Context) -> Choice:
    """The place that stands out."""
    if not case.candidates:
        return Choice()
    scored = [(weigh(place, case), context.weigh(place, case), -i, place) for i, place in enumerate(case.candidates)]
    prior, support, _, best = max(scored, key=lambda item: (item[0] + item[1], item[2]))
    rivals = [a + b for a, b, _, other in scored if other is not best and is_elsewhere(best, other)]
    margin = prior + support - max(rivals, default=0.0)
    if best.is_users:
        return Choice(best, is_sure=True) if margin > 0 else Choice()
    if margin >= _MARGIN and prior + support >= _LIKELY and not context.contradicts(best, case):
        return Choice(best, is_sure=support >= _SUPPORTED or margin >= _CLEAR)
    return Choice()
