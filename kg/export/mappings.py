"""Identities as mappings in the form of SSSOM, the Simple Standard for Sharing Ontological Mappings.

What comes in: identities, as the named query `identities` gives them. What goes out: a table of tab-separated values.
What it never does: call a candidate a match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification"),
    *("confidence", "author_label", "mapping_date", "comment"),
)
_HEAD = """\
#mapping_set_id: https://w3id.org/dateline/mappings/identities
#mapping_set_description: Names in news articles that stand for one actor (skos:exactMatch), or may (skos:closeMatch)
#license: https://creativecommons.org/publicdomain/zero/1.0/
#curie_map:
#  skos: http://www.w3.org/2004/02/skos/core#
#  semapv: https://w3id.org/semapv/vocab/
"""


def to_sssom(identities: Iterable[Mapping[str, object]]) -> str:
    r"""The identities as an SSSOM table; subject and object are references in articles.

    >>> to_sssom([]).splitlines()[-1].split("\t")[:3]
    ['subject_id', 'subject_label', 'predicate_id']
    """
    lines = ["\t".join(_COLUMNS)]
    for identity in identities:
        is_decided = identity["status"] == "decided"
        row = {
            "subject_id": identity["member"],
            "subject_label": identity["name"],
            "predicate_id": "skos:closeMatch" if identity["status"] == "candidate" else "skos:exactMatch",
            "object_id": identity["other_member"],
            "object_label": identity["other"],
            "mapping_justification": f"semapv:{'ManualMappingCuration' if is_decided else 'LexicalMatching'}",
            "confidence": identity["confidence"],
            "author_label": identity["decided_by"],
            "mapping_date": identity["decided_on"],
            "comment": identity["reason"],
        }
        lines.append("\t".join("" if row[key] is None else " ".join(str(row[key]).split()) for key in _COLUMNS))
    return _HEAD + "\n".join(lines) + "\n"
