"""Many documents parsed abreast: at each step, all of them take one transition.

What comes in: a spaCy parser or entity recogniser and documents. What goes out: the documents, annotated.
What it never does: choose another transition than the component itself would.

spaCy walks through a few documents at a time without Python's lock, which its compiled code then takes and gives
back some hundred times a token. One step for many documents, the lock held, is two to four times as fast; a step
for one alone is slower, so documents that would be left alone at the end are given to spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc

#: How many documents have to be on their way at a step, on average.
_ABREAST = 4


def parse_in_lockstep(component: DependencyParser | EntityRecognizer, docs: Sequence[Doc]) -> list[Doc]:
    """The documents, in the same order, with the arcs or the names that the component finds.

    A component that keeps several hypotheses, or a batch of few or very uneven documents, is left to spaCy.
    """
    abreast = sorted(docs, key=len)
    alone: list[Doc] = []
    while abreast and (component.cfg["beam_width"] != 1 or sum(map(len, abreast)) <= _ABREAST * len(abreast[-1])):
        alone.append(abreast.pop())
    for _doc in component.pipe(alone, batch_size=len(docs)):
        pass
    if abreast:
        _take_steps(component, abreast)
    return list(docs)


def _take_steps(component: DependencyParser | EntityRecognizer, docs: Sequence[Doc]) -> None:
    """Annotate documents, one transition in each of them at a time."""
    states = component.moves.init_batch(docs)
    scorer = component.model.predict(docs)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = component.transition_states(unfinished, scorer.predict(unfinished))
    scorer.clear_memory()
    component.set_annotations(docs, states)
