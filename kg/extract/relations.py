"""Lasting relations between the entities of an article, as it states them in its own voice.

What comes in: a parsed article and its entities. What goes out: `Relation`s: where a body is based,
of what it is part, who holds which position, leads or speaks for whom, of which nation someone is,
what lies in what. What it never does: read a relation out of a quotation or of what a source claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.document import Document, to_span
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import find_noun, known_names, words
from kg.extract.tokens import Token
from kg.model import Entity, Relation, Span

EXTRACTOR = "relations"

_LEADERS = words(
    """president premier chancellor leader head chief chairman chairwoman chairperson director commander ceo
    king queen emir governor mayor boss secretary-general captain dictator sultan monarch manager"""
)
_SPEAKERS = frozenset(["spokesman", "spokeswoman", "spokesperson"])
_HOLDERS = _LEADERS | words(
    """minister secretary ambassador envoy commissioner representative adviser advisor deputy prosecutor judge
    rapporteur coordinator officer official general colonel lieutenant senator lawmaker member editor
    correspondent analyst researcher professor lawyer attorney coach coordinator treasurer negotiator"""
)
#: Offices of a state; who else is called by its name (`the French captain`, `a Danish singer`) holds none in it.
_OF_STATES = words(
    """president premier chancellor leader king queen emir dictator sultan monarch minister secretary ambassador envoy
    commissioner representative adviser advisor deputy prosecutor negotiator official senator lawmaker legislator"""
)
_OF_PLACES = words("governor mayor leader president king queen premier")
_SENT = words("ambassador envoy representative commissioner")
_MEMBERS = words("member lawmaker senator legislator fighter militant")
_LAWMAKERS = words("lawmaker senator legislator")
_BEFORE = frozenset(("poss", "compound", "nmod", "amod"))
_AFTER = frozenset(("of", "for", "at", "to", "with", "in"))
_ADJECTIVES = ("al", "an", "ic", "ive")
_SEATED = re.compile(r"(?:[A-Z][\w'-]* )+in (?:the )?")
_BASED = frozenset(["based", "headquartered"])
_SAYS = words(
    """say tell claim allege accuse deny report argue believe announce state insist warn suggest assert maintain
    add"""
)


def find_relations(document: Document, entities: EntityIndex) -> list[Relation]:
    """The relations that the article itself states, each once, in text order."""
    return list(_Finder(document, entities).find())


class _Finder:
    """Walks the article once and collects relations."""

    def __init__(self, document: Document, entities: EntityIndex) -> None:
        self._document = document
        self._index = entities
        self._quoted = _quoted_tokens(document)
        self._found: dict[tuple[str, str, str], Relation] = {}
        self._kinds: dict[str, Entity] = {}

    def find(self) -> Iterator[Relation]:
        self._kinds = {entity.id: entity for entity in self._index.entities()}
        for token in self._document.doc:
            if token.i in self._quoted:
                continue
            if token.pos_ in ("NOUN", "PROPN"):
                self._from_position(token)
                self._from_brackets(token)
                self._from_comma(token)
            if token.lower_ in _BASED:
                self._from_based(token)
        self._from_seats()
        self._from_parents()
        yield from sorted(self._found.values(), key=lambda relation: (relation.evidence[0].start, relation.id))

    def _add(
        self, subject: str | None, predicate: str, target: str | None, evidence: tuple[int, int], confidence: float
    ) -> None:
        if subject is None or target is None or subject == target or (subject, predicate, target) in self._found:
            return
        start, end = evidence
        span = to_span(self._document.doc[start:end])
        ordinal = sum(relation.id.startswith(f"relation-{span.start}-{span.end}") for relation in self._found.values())
        suffix = f"-{ordinal + 1}" if ordinal else ""
        self._found[subject, predicate, target] = Relation(
            id=f"relation-{span.start}-{span.end}{suffix}",
            subject=subject,
            predicate=predicate,
            object=target,
            evidence=(span,),
            confidence=confidence,
            extractor=EXTRACTOR,
        )

    def _kind(self, entity: str | None) -> str:
        return self._kinds[entity].kind if entity in self._kinds else ""

    # --- positions -------------------------------------------------------------------------------

    def _from_position(self, noun: Token) -> None:
        """`Ann Lee, minister of Y`, `Y's president Ann Lee`, `Y spokesman Ann Lee`, `French President Ann Lee`."""
        word = noun.lower_.rsplit("-", 1)[-1]
        if word not in _HOLDERS and word not in _SPEAKERS:
            return
        holder, name = self._holder(noun)
        if holder is None or name is None or _is_past(noun):
            return
        for body, token in self._bodies(noun):
            evidence = (min(noun.i, token.i, self._start(name)), max(noun.i + 1, token.i + 1, self._end(name)))
            for predicate in self._predicates(word, noun, body, token):
                self._add(holder, predicate, body, evidence, 0.8 if word in _SPEAKERS else 0.75)

    def _predicates(self, word: str, noun: Token, body: str, token: Token) -> Iterator[str]:
        """What a position makes of its holder in a body: its speaker, its member, an office holder, its leader."""
        kind = self._kind(body)
        if kind == "place" and self._kinds[body].type != "facility":
            if word in _OF_PLACES:
                yield "holds-position"
            return
        if word in _SPEAKERS:
            yield "spokesperson-of"
        elif kind == "state":
            if word in _OF_STATES and not (word in _SENT and token.dep_ == "pobj" and token.head.lower_ == "to"):
                yield "holds-position"
                if word in _LEADERS and not _is_vice(noun):
                    yield "leader-of"
        elif word in _MEMBERS:
            yield "member-of"
        else:
            yield "holds-position"
            if word in _LEADERS and not _is_vice(noun) and not _is_of_part(noun, token):
                yield "leader-of"

    def _holder(self, noun: Token) -> tuple[str | None, Token | None]:
        """The named person beside a noun of position: an apposition either way, a title, or a predicate."""
        beside: list[Token] = [child for child in noun.children if child.dep_ == "appos"]
        if noun.dep_ in ("appos", "compound", "nmod"):
            beside.append(noun.head)
        if (
            noun.dep_ == "attr"
            and noun.head.lemma_ == "be"
            and not any(c.dep_ in ("neg", "aux") for c in noun.head.children)
        ):
            beside += [child for child in noun.head.children if child.dep_ == "nsubj"]
        if noun.i + 1 < len(noun.doc):
            beside.append(noun.nbor())
        for token in beside:
            found = self._index.find(token)
            if (
                found is not None
                and self._kind(found) == "person"
                and self._kinds[found].mentions
                and token.pos_ == "PROPN"
            ):
                return found, token
        return None, None

    def _bodies(self, noun: Token) -> Iterator[tuple[str, Token]]:
        """What the position is in: before the noun (`Y's`, `Y`), or after `of`, `for`, `at`."""
        before = [child for child in noun.children if child.dep_ in _BEFORE]
        if noun.dep_ in ("compound", "nmod"):
            before += [c for c in noun.head.children if c.i < noun.i and c.dep_ in _BEFORE and noun.i - c.i <= 3]
        for child in sorted(before, key=lambda child: -child.i):
            found = list(self._named(child))
            yield from found
            if found or _is_body(child):  # "Riga police spokesman" speaks for the police
                break
        after = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in _AFTER]
        for child in after:
            if child.lower_ == "in" and len(after) > 1:  # "president of Olken in Riga"
                continue
            for target in child.children:
                if target.dep_ == "pobj":
                    yield from self._named(target)

    def _named(self, token: Token) -> Iterator[tuple[str, Token]]:
        found = self._index.find(token)
        is_body = found is not None and self._kind(found) in ("organization", "state", "place", "group")
        if found is not None and is_body and not self._is_end_of_name(token):
            yield found, token

    def _is_end_of_name(self, token: Token) -> bool:
        """Whether a country only ends the name of a body that is not known: "Transport Canada"."""
        before = self._start(token) - 1
        kind = self._kind(self._index.find(token))
        if token.pos_ != "PROPN" or before < 0 or kind not in ("state", "place", "group"):
            return False
        first = token.doc[before]
        if kind == "group":  # "the Social Democrat leader"
            return first.pos_ in ("PROPN", "ADJ") and first.text.istitle() and first.text.endswith(_ADJECTIVES)
        return first.pos_ == "PROPN" and first.dep_ == "compound" and first.head.i >= token.i

    def _start(self, token: Token) -> int:
        span = self._index.span(token)
        first = token
        while first.i > 0 and first.nbor(-1).idx >= span.start:
            first = first.nbor(-1)
        return first.i

    # --- places ----------------------------------------------------------------------------------

    def _from_brackets(self, noun: Token) -> None:
        """A place in brackets after a name tells where it is based: `Amnesty International (Germany)`."""
        doc = noun.doc
        if noun.i + 3 > len(doc) or doc[noun.i + 1].text != "(":
            return
        close = next((i for i in range(noun.i + 2, min(noun.i + 7, len(doc))) if doc[i].text == ")"), None)
        body, place = self._index.find(noun), self._index.find(doc[noun.i + 2])
        if (
            close is None
            or body is None
            or self._kind(place) not in ("place", "state")
            or doc[noun.i + 2].pos_ == "ADJ"
        ):
            return
        if self._index.find(doc[close - 1]) != place:
            return
        if self._kind(body) == "organization":
            self._add(body, "based-in", place, (self._start(noun), close + 1), 0.8)
        elif self._kind(body) == "place" and self._is_area(place):
            self._add(body, "within", place, (self._start(noun), close + 1), 0.7)

    def _is_area(self, place: str | None) -> bool:
        """Whether a place is known for a country or a region; another in brackets may be a second name of the first."""
        return place is not None and (
            self._kind(place) == "state" or self._kinds[place].type in ("country", "region", "city")
        )

    def _from_comma(self, noun: Token) -> None:
        """`Agdam, Azerbaijan` and `Agdam in Azerbaijan`: the first lies in the second."""
        doc, i = noun.doc, noun.i
        if i + 2 >= len(doc) or doc[i + 1].text not in (",", "in") or doc[i + 2].pos_ != "PROPN":
            return
        inner, outer = self._index.find(noun), self._index.find(doc[i + 2])
        if (
            inner is None
            or outer is None
            or self._kind(inner) != "place"
            or self._kind(outer) not in ("place", "state")
            or _is_named_behind(noun)
            or _is_adjective(doc[i + 2])
            or (self._kinds[inner].type == "country" and self._kinds[outer].type == "country")
            or (doc[i + 1].text == "," and noun.dep_ == "pobj" and doc[i + 2].dep_ in ("nsubj", "nsubjpass"))
        ):
            return
        end = self._end(doc[i + 2])
        lists = end < len(doc) and (
            doc[end].lower_ in ("and", "or") or (doc[end].text == "," and _goes_on_as_list(doc[end]))
        )
        before = i > 1 and doc[self._start(noun) - 1].text == ","
        if not lists and not before and self._kinds[outer].type in ("country", "region", None):
            self._add(inner, "within", outer, (self._start(noun), end), 0.7)

    def _end(self, token: Token) -> int:
        span = self._index.span(token)
        last = token
        while last.i + 1 < len(last.doc) and last.nbor().idx < span.end:
            last = last.nbor()
        return last.i + 1

    def _from_based(self, token: Token) -> None:
        """`the Geneva-based X`, `X, based in Geneva`, `X is headquartered in Geneva`."""
        doc, i = token.doc, token.i
        if i > 1 and doc[i - 1].text == "-":
            place, body = self._index.find(doc[i - 2]), self._next_body(i + 1)
            if body is not None and self._kind(place) in ("place", "state"):
                self._add(self._index.find(body), "based-in", place, (i - 2, self._end(body)), 0.85)
            return
        if any(child.dep_ == "neg" for child in token.children):
            return
        subjects = (
            [token.head] if token.dep_ == "acl" else [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj")]
        )
        for preposition in token.children:
            if preposition.dep_ != "prep" or preposition.lower_ not in ("in", "at"):
                continue
            for target in preposition.children:
                place = self._index.find(target) if target.dep_ == "pobj" else None
                for subject in subjects:
                    if (
                        self._kind(place) in ("place", "state")
                        and self._kind(self._index.find(subject)) == "organization"
                    ):
                        start = min(subject.i, self._start(subject))
                        self._add(self._index.find(subject), "based-in", place, (start, self._end(target)), 0.85)

    def _next_body(self, start: int) -> Token | None:
        for token in self._document.doc[start : start + 6]:
            found = self._index.find(token)
            if found is not None and self._kind(found) == "organization":
                return token
            if token.is_punct or token.pos_ in ("VERB", "ADP"):
                return None
        return None

    def _from_seats(self) -> None:
        """A place at the end of a body's name tells where it is based: `Latvian Society in Bergen`."""
        places = {
            mention.end: (entity.id, mention.start)
            for entity in self._kinds.values()
            if entity.kind == "place"
            for mention in entity.mentions
        }
        for entity in self._kinds.values():
            for mention in entity.mentions if entity.kind == "organization" else ():
                place, start = places.get(mention.end, (None, mention.end))
                text = self._document.text[mention.start : start]
                if place is not None and start > mention.start and _SEATED.fullmatch(text):
                    self._add_span(entity.id, "based-in", place, mention.span)

    # --- bodies of bodies ------------------------------------------------------------------------

    def _from_parents(self) -> None:
        """What a lexicon knows as a part of another body that the article names."""
        by_name = {entity.name: entity.id for entity in self._kinds.values() if entity.kind == "organization"}
        for entity in self._kinds.values():
            named = [mention for mention in entity.mentions if mention.kind == "name"]
            if entity.kind != "organization" or not named:
                continue
            known = known_names().get(entity.name)
            parent = known.parent if known is not None else None
            if parent is None or parent not in by_name:
                continue
            span = max((mention.span for mention in named), key=lambda span: (span.end - span.start, -span.start))
            self._add_span(entity.id, "part-of", by_name[parent], span)

    def _add_span(self, subject: str, predicate: str, target: str, span: Span) -> None:
        tokens = self._document.doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None:
            self._add(subject, predicate, target, (tokens.start, tokens.end), 0.9)


def _goes_on_as_list(comma: Token) -> bool:
    """Whether after this comma comes another name and then `and`: then it is a list, not a nesting."""
    rest = comma.doc[comma.i + 1 : comma.i + 7].text
    return bool(re.match(r"(?:and|or)\b|(?:the )?(?:[A-Z][\w'.-]* ?)+(?:,? and\b|,)", rest))


def _is_named_behind(noun: Token) -> bool:
    """Whether the name behind a common noun is its own: "the capital, Lima", "the village of his birth, Tarn"."""
    return noun.pos_ == "NOUN" and (noun.nbor().text == "," or noun.lemma_ == "capital")


def _is_adjective(token: Token) -> bool:
    known = known_names().get(token.text)
    return known is not None and known.form == "adjective"


def _is_body(noun: Token) -> bool:
    """Whether a common noun stands for a body: `police`, `ministry`."""
    known = find_noun(noun.lower_) if noun.is_lower else None
    return known is not None and known.kind == "organization"


def _is_of_part(noun: Token, body: Token) -> bool:
    """Whether the office is of something in the body: `head of trading at Olken`."""
    words = [child.lower_ for child in noun.children if child.dep_ == "prep"]
    return body.dep_ == "pobj" and body.head.lower_ != "of" and "of" in words


def _is_vice(noun: Token) -> bool:
    return any(token.lower_ in ("vice", "deputy", "assistant") for token in noun.doc[max(0, noun.i - 2) : noun.i])


def _is_past(noun: Token) -> bool:
    before = noun.doc[max(0, noun.i - 4) : noun.i]
    return any(
        token.lower_ in ("former", "ex", "then", "late", "ousted", "deposed", "next", "future") for token in before
    )


def _quoted_tokens(document: Document) -> set[int]:
    """Tokens within quotation marks, or in what a verb of saying reports: another's voice."""
    inside: set[int] = set()
    opened: int | None = None
    for token in document.doc:
        if "\n" in token.text:
            opened = None
        elif token.text == '"':
            if opened is not None:
                inside.update(range(opened, token.i))
                opened = None
            else:
                opened = token.i
        if token.dep_ == "ccomp" and token.head.lemma_ in _SAYS:
            inside.update(child.i for child in token.subtree)
    return inside
