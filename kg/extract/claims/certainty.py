"""How sure it is that a claim is right: less for a phrase than for a clause, and without a source.

What comes in: a finding with how sure its rule is. What goes out: a certainty, which `kg.extract.confidence` turns into
how often such claims are right.
"""

from __future__ import annotations

from kg.extract.claims.findings import Finding
from kg.extract.tokens import Doc
from kg.model import Quotation

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_FEW = 4
_STEP = 0.05


def find_certainty(doc: Doc, finding: Finding, quotation: Quotation) -> float:
    """The certainty of the claim that the finding stands for, in steps of 0.05."""
    certainty = finding.confidence
    holder = finding.holder
    if quotation == "direct":
        certainty += 0.1
    elif not any(doc[i].dep_ in _SUBJECTS for i in finding.content):
        certainty -= 0.1
    if len(finding.content) < _FEW:
        certainty -= 0.05
    if holder is None:
        certainty -= 0.25
    elif holder.pos_ == "NOUN":
        certainty -= 0.05
    if finding.is_negated:
        certainty -= 0.15
    if finding.relays:
        certainty -= 0.3
    return round(round(min(max(certainty, 0.1), 0.95) / _STEP) * _STEP, 2)
