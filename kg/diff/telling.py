"""What was added, removed and changed, in words: a line for each fact and entity, by article.

What comes in: the quads of two graphs, and those that differ. What goes out: `Told`s.
What it never does: leave out a change. Nodes that only serve others (spans, attributions …) are counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Node: TypeAlias = NamedNode | BlankNode | Triple
Values: TypeAlias = Mapping[str, list[str]]

#: Kinds of nodes that have no line of their own.
_SERVING = frozenset(
    {"TextSpan", "Participation", "AllegedParticipation", "Attribution", "Reference", "TimeSpan", "Extractor", ""}
)
_ORDER = (
    "Article", "Communication", "AllegedCommunication", "Claim", "CasualtyCount", "Event", "AllegedEvent", "Relation",
)  # fmt: skip

#: The properties that name a node, the best first.
_NAMING = ("prefLabel", "headline", "label")

#: How many words of a text are told.
_WORDS = 14


@dataclass(frozen=True, slots=True)
class Told:
    """One change, in words.

    Attributes:
        graph: the article, or the graph, that it is in.
        sign: `+` added, `-` removed, `~` changed.
        text: what it is, and for a change from what to what.
    """

    graph: str
    sign: str
    text: str


class _Side:
    """The nodes of one of the two graphs: what is stated of each, in each named graph."""

    def __init__(self, quads: Iterable[Quad], subjects: set[Node]) -> None:
        self.values: dict[tuple[object, Node], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        labels: dict[str, tuple[int, str]] = {}
        for quad in quads:
            name = _local(quad.predicate.value)
            if quad.subject in subjects:
                self.values[quad.graph_name, quad.subject][name].append(_text(quad.object))
            if name in _NAMING:
                key, label = _text(quad.subject), (_NAMING.index(name), _text(quad.object))
                labels[key] = min(label, labels.get(key, label))
        self.names = {key: label for key, (_, label) in labels.items()}


def tell(
    before: Iterable[Quad], after: Iterable[Quad], removed: Iterable[Quad], added: Iterable[Quad]
) -> tuple[Told, ...]:
    """The changes in words, by graph, in the order of the IRIs."""
    changed = [*removed, *added]
    subjects = {quad.subject for quad in changed}
    old, new = _Side(before, subjects), _Side(after, subjects)
    names = {**old.names, **new.names}
    found: dict[str, list[_Line]] = defaultdict(list)
    serving: dict[str, Counter[str]] = defaultdict(Counter)
    for graph, subject in dict.fromkeys((quad.graph_name, quad.subject) for quad in changed):
        was, now = old.values.get((graph, subject), {}), new.values.get((graph, subject), {})
        title, kind = _title(graph, names), _kind(now or was)
        if kind in _SERVING:
            serving[title][kind or "other"] += 1
            continue
        sign = "~" if was and now else "+" if now else "-"
        text = _describe(kind, now or was, names) + (_alter(was, now, names) if sign == "~" else "")
        found[title].append(_Line(_rank(kind), text, sign))
    return tuple(
        Told(title, sign, text)
        for title in sorted({*found, *serving})
        for sign, text in _settle(found[title], serving[title])
    )


class _Line(NamedTuple):
    rank: int
    text: str
    sign: str


def _settle(lines: list[_Line], serving: Counter[str]) -> Iterator[tuple[str, str]]:
    """The lines in order; what went and came with the same words has only moved in its text, and has no line."""
    counts = Counter(lines)
    for line in sorted(counts):
        other = line._replace(sign={"+": "-", "-": "+"}.get(line.sign, line.sign))
        alone = counts[line] - (counts[other] if other != line else 0)
        yield from [(line.sign, line.text)] * max(alone, 0)
    if serving:
        kinds = ", ".join(f"{n} {_spaced(kind)}" for kind, n in sorted(serving.items()))
        yield "~", f"and in nodes that serve these: {kinds}"


def _rank(kind: str) -> int:
    """The place of a kind among the lines of a graph: articles, messages, claims, counts, events, then what is left."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def render(told: Iterable[Told]) -> str:
    """The changes as lines, each graph with a heading."""
    lines: list[str] = []
    heading = None
    for entry in told:
        if entry.graph != heading:
            lines += [*([""] if lines else []), entry.graph]
            heading = entry.graph
        lines.append(f"  {entry.sign} {entry.text}")
    return "".join(f"{line}\n" for line in lines)


def _title(graph: object, names: Mapping[str, str]) -> str:
    """What to call a graph: the article by its headline, a graph of what articles share by its name."""
    if isinstance(graph, DefaultGraph):
        return "default graph"
    iri = _text(graph)
    path = iri.partition("/graph/")[2] or iri
    article = path.removeprefix("article/")
    headline = names.get(iri.replace("/graph/article/", "/article/"))
    return f"{path.replace('/', ' ', 1)}" + (f": {headline}" if headline and article != path else "")


def _kind(values: Values) -> str:
    kinds = sorted(_local(iri) for iri in values.get("type", ()))
    return kinds[0] if kinds else ""


def _describe(kind: str, values: Values, names: Mapping[str, str]) -> str:
    def get(*predicates: str) -> str:
        found = (value for predicate in predicates for value in sorted(values.get(predicate, ())))
        return ", ".join(dict.fromkeys(names.get(value, _local(value)) for value in found))

    return f"{_spaced(kind)} {_DESCRIPTIONS.get(kind, _describe_other)(get)}".rstrip()


def _describe_event(get: Callable[..., str]) -> str:
    who = get("involves", "allegedlyInvolves")
    return f"{get('hasEventType', 'hasAllegedType')} “{get('label')}”" + (f" of {who}" if who else "")


def _describe_message(get: Callable[..., str]) -> str:
    sender, recipient = get("hasSender", "hasAllegedSender"), get("hasRecipient", "hasAllegedRecipient")
    return f"{get('hasMedium', 'hasAllegedMedium')}: {sender or 'nobody named'} → {recipient or 'nobody named'}"


def _describe_claim(get: Callable[..., str]) -> str:
    return f"{get('hasClaimType')} of {get('isClaimedBy') or 'nobody named'}: “{_short(get('contentText'))}”"


def _describe_count(get: Callable[..., str]) -> str:
    value = get("countValue") or f"{get('countLower')}–{get('countUpper')}"
    return f"{get('hasHarmType')} {value} ({get('hasCountQualifier')})" + _by(get("isClaimedBy"))


def _describe_relation(get: Callable[..., str]) -> str:
    return f"{get('subject')} {get('predicate')} {get('object')}"


def _describe_article(get: Callable[..., str]) -> str:
    headline = get("headline")
    quoted = f"“{_short(headline)}”" if headline else ""
    return ", ".join(filter(None, (get("publisherName"), get("publishedOn"), quoted)))


def _describe_other(get: Callable[..., str]) -> str:
    return _short(get("prefLabel") or get("label") or get("name"))


_DESCRIPTIONS: dict[str, Callable[[Callable[..., str]], str]] = {
    "Event": _describe_event,
    "AllegedEvent": _describe_event,
    "Communication": _describe_message,
    "AllegedCommunication": _describe_message,
    "Claim": _describe_claim,
    "CasualtyCount": _describe_count,
    "Relation": _describe_relation,
    "Article": _describe_article,
}


def _alter(was: Values, now: Values, names: Mapping[str, str]) -> str:
    """The properties whose values differ, and from what to what."""
    parts = []
    for predicate in sorted({*was, *now}):
        old, new = (sorted(set(side.get(predicate, ()))) for side in (was, now))
        if old != new:
            gone, come = (
                ", ".join(_short(names.get(value, _local(value))) for value in values) or "nothing"
                for values in ([v for v in old if v not in new], [v for v in new if v not in old])
            )
            parts.append(f"{predicate} {gone} → {come}")
    return "; " + "; ".join(parts)


def _by(name: str) -> str:
    return f", by {name}" if name else ""


def _spaced(name: str) -> str:
    """A name of a class as words: `AllegedEvent` is `alleged event`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _WORDS else " ".join(words[:_WORDS]) + " …"


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def _local(value: str) -> str:
    """The last part of an IRI; any other text as it is."""
    return value if "://" not in value or " " in value else value.rpartition("#")[2].rpartition("/")[2] or value
