"""What persons decide about identities, in a file that lies under version control.

What comes in: a table of tab-separated values, of our own or an SSSOM one. What goes out: `Decision`s; and lines.
What it never does: change or drop a line that someone wrote.

A decision names references and names, not entities, whose IRIs may change: `subject` and `object` are the IRI
that linking gave to a name (`…/person/ana-belova`) or that of a reference in one article (`…/article/a#entity-1-9`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kg.errors import DecisionError
from kg.resolve.corrections import check_correction

Action: TypeAlias = Literal["merge", "split", "correct"]

COLUMNS = ("action", "subject", "object", "field", "value", "who", "when", "why", "subject_label", "object_label")

_SAME = {"skos:exactMatch", "owl:sameAs", "http://www.w3.org/2004/02/skos/core#exactMatch"} | {
    "http://www.w3.org/2002/07/owl#sameAs"
}
_DIFFERENT = {"owl:differentFrom", "http://www.w3.org/2002/07/owl#differentFrom"}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Decision:
    """One line.

    Attributes:
        subject, object: two that are one entity (`merge`) or are not (`split`); a correction has a subject only.
        field, value: what is corrected, and to what.
        who, when, why: the person, the day (ISO 8601), and the reason.
    """

    action: Action
    subject: str
    object: str = ""
    field: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    subject_label: str = ""
    object_label: str = ""

    @property
    def key(self) -> str:
        """What the decision says, in one line."""
        return "\t".join(getattr(self, column) for column in COLUMNS)


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in a file.

    Raises:
        DecisionError: the file is missing or cannot be read, or a line does not say what it should.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DecisionError(
            f"{path}: there is no such file of decisions.\n"
            "Name one that is there; without any, what persons decided would be undone. To begin one, make it empty."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: cannot be read ({error}).\nName a table of tab-separated values.") from None
    return list(parse_decisions(text, place=str(path)))


def find_decisions(path: Path) -> list[Decision]:
    """The decisions in a file; none if there is no such file.

    Raises:
        DecisionError: the file cannot be read, or a line does not say what it should.
    """
    return read_decisions(path) if path.exists() else []


def parse_decisions(text: str, *, place: str = "decisions") -> Iterator[Decision]:
    r"""The decisions of a table with our columns, or with those of SSSOM.

    >>> table = "action\tsubject\tobject\twho\twhy\nmerge\turn:a\turn:b\tIda\tthe same\n"
    >>> [(decision.action, decision.subject, decision.who) for decision in parse_decisions(table)]
    [('merge', 'urn:a', 'Ida')]
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    prefixes = dict(_iter_prefixes(line for _, line in lines if line.startswith("#")))
    rows = [(number, line) for number, line in lines if not line.startswith("#")]
    if not rows:
        return
    header = rows[0][1].split("\t")
    is_mapping = "subject_id" in header
    needed = {"subject_id", "predicate_id", "object_id"} if is_mapping else {"action", "subject"}
    if missing := sorted(needed - set(header)):
        raise DecisionError(
            f"{place}:{rows[0][0]}: the table lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}.\n"
            f"Give those of ours ({', '.join(COLUMNS)}) or those of SSSOM (subject_id, predicate_id, object_id)."
        )
    for number, line in rows[1:]:
        row = next(csv.DictReader([rows[0][1], line], delimiter="\t", quoting=csv.QUOTE_NONE))
        values = {key: (value or "").strip() for key, value in row.items() if key}
        where = f"{place}:{number}"
        yield _of_mapping(values, prefixes, where) if is_mapping else _of_row(values, where)


def _of_row(values: dict[str, str], where: str) -> Decision:
    decision = Decision(**{column: values.get(column, "") for column in COLUMNS})  # type: ignore[arg-type]
    if decision.action not in get_args(Action):
        raise DecisionError(f"{where}: the action is {decision.action!r}; it can be {', '.join(get_args(Action))}.")
    if not decision.subject:
        raise DecisionError(f"{where}: there is no subject. Give the IRI of a name or of a reference.")
    if decision.action == "correct":
        try:
            check_correction(decision.field, decision.value)
        except DecisionError as error:
            raise DecisionError(f"{where}: {error}") from None
    elif not decision.object:
        raise DecisionError(f"{where}: a {decision.action} needs an object: the IRI of a name or of a reference.")
    return decision


def _of_mapping(values: dict[str, str], prefixes: dict[str, str], where: str) -> Decision:
    predicate, is_not = values["predicate_id"], values.get("predicate_modifier", "") == "Not"
    if predicate in _SAME:
        action: Action = "split" if is_not else "merge"
    elif predicate in _DIFFERENT and not is_not:
        action = "split"
    else:
        raise DecisionError(
            f"{where}: the mapping {'not ' * is_not}{predicate} says neither that two are one nor that they are not.\n"
            "Keep lines with skos:exactMatch or owl:sameAs (with the modifier Not, if need be) or owl:differentFrom."
        )
    return Decision(
        action=action,
        subject=_expand(values["subject_id"], prefixes),
        object=_expand(values["object_id"], prefixes),
        who=values.get("author_label", "") or values.get("author_id", ""),
        when=values.get("mapping_date", ""),
        why=values.get("comment", ""),
        subject_label=values.get("subject_label", ""),
        object_label=values.get("object_label", ""),
    )


def _iter_prefixes(comments: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The `curie_map` in the head of an SSSOM file."""
    inside = False
    for comment in comments:
        line = comment[1:]
        name, _, value = line.strip().partition(":")
        if name == "curie_map":
            inside = True
        elif inside and line.startswith("  "):
            yield name.strip("\"'"), value.strip().strip("\"'")
        else:
            inside = False


def _expand(curie: str, prefixes: dict[str, str]) -> str:
    prefix, sign, local = curie.partition(":")
    return prefixes[prefix] + local if sign and prefix in prefixes else curie


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions at the end of a file, which is made if it is missing.

    Raises:
        DecisionError: the file cannot be written, or holds a table that is not ours.
    """
    try:
        header = _header_of(path)
        columns = header or list(COLUMNS)
        if missing := {"action", "subject", "object"} - set(columns):
            raise DecisionError(f"{path}: decisions cannot be added to a table without {', '.join(sorted(missing))}.")
        lines = [] if header else ["\t".join(COLUMNS)]
        for decision in decisions:
            values = {key: " ".join(value.split()) for key, value in asdict(decision).items()}
            lines.append("\t".join(values.get(column, "") for column in columns))
        ends_bare = header is not None and not path.read_bytes().endswith(b"\n")
        written = ("\n" * ends_bare + "".join(f"{line}\n" for line in lines)).encode()
        with path.open("ab") as stream:
            stream.write(written)
    except UnicodeError:
        raise DecisionError(
            f"{path}: cannot be added to: it, or what is decided, is not UTF-8.\n"
            "Name a table of tab-separated values in UTF-8, and type names in UTF-8."
        ) from None
    except OSError as error:
        raise DecisionError(f"{path}: cannot be written ({error.strerror}).") from None


def _header_of(path: Path) -> list[str] | None:
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((line.split("\t") for line in lines if line.strip() and not line.startswith("#")), None)
