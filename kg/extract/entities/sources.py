"""Who publishes an article, who wrote it and on whom it rests as a whole, as metadata and lead tell.

What comes in: the article's metadata and the names of its first sentences. What goes out: tokens
that name the publisher (`X reports, citing Y`) and the sources cited (`citing Y`, `(Agency) --`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.arguments import find_subjects
from kg.extract.document import Document
from kg.extract.entities.lexical import find_noun, get_person_nouns, head_of_name, known_names, words
from kg.extract.lexicon import read_lexicon
from kg.extract.tokens import Doc, Token
from kg.model import EntityKind

#: Verbs with which an outlet tells what it knows, by itself or from others.
REPORTING = words("report reports reported write writes wrote learned learns informs understands citing quoting")
#: Heads of what metadata name as a source, beside those of `claim_documents`, that are no bodies.
_DOCUMENTS = words("readout announcement briefing figures update")
_LEAD = 4  # sentences in which an article says whence it has its news


def kind_of_source(name: str) -> EntityKind:
    """Whether a source that the metadata name is a body; "Statement of the spokesman" is a document.

    >>> kind_of_source("Ministry of Health"), kind_of_source("Record of the meeting, 16 April")
    ('organization', 'other')
    """
    head = head_of_name(name.split())
    return "organization" if name in known_names() or not _is_document(head.lower()) else "other"


def get_frame(document: Document) -> dict[str, EntityKind]:
    """The names that an article's frame gives, with their kinds: whence it is, who wrote and published it."""
    frame: dict[str, EntityKind] = {}
    for author in document.article.authors:
        frame[author] = "person"
    for name in document.article.sources:
        frame[name.removeprefix("The ")] = kind_of_source(name)
    if document.article.publisher:
        frame[document.article.publisher.removeprefix("The ")] = "organization"
    if document.dateline_agency is not None:
        frame[document.quote(document.dateline_agency)] = "organization"
    for place in document.dateline_places:
        frame[_in_title_case(document.quote(place))] = "place"
    return frame


def _in_title_case(name: str) -> str:
    return name.title() if name.isupper() else name


def find_publisher(doc: Doc) -> Token | None:
    """The subject of `X reports, citing Y` in the lead: the outlet itself speaks there."""
    for verb in _lead_verbs(doc):
        if verb.lower_ in REPORTING and _citing(verb) is not None:
            for child in verb.children:
                if child.dep_ == "nsubj" and child.pos_ == "PROPN":
                    return child
    return None


def find_cited(doc: Doc) -> list[tuple[tuple[Token, ...], list[Token]]]:
    """Those cited in the lead, each list behind those who cite them.

    Only someone, or a document, can be cited for what an article tells: `citing police`, not `citing safety concerns`.
    """
    cited = []
    for sentence in doc.sents[:_LEAD]:
        for token in sentence:
            if token.lower_ in ("citing", "quoting") and token.pos_ in ("VERB", "ADP"):
                cited.append((_citers(token), [each for each in _objects(token) if _can_be_cited(each)]))
    return cited


def _citers(citing: Token) -> tuple[Token, ...]:
    above = citing.head
    if above.pos_ in ("NOUN", "PROPN"):
        return (above,)
    return find_subjects(citing if citing.pos_ == "VERB" else above)


def _can_be_cited(token: Token) -> bool:
    if token.pos_ != "NOUN":
        return token.pos_ in ("PROPN", "PRON")
    known = find_noun(token.lower_) or find_noun(token.lemma_.lower())
    return known is not None or token.lemma_.lower() in get_person_nouns() or _is_document(token.lemma_.lower())


@cache
def _documents() -> frozenset[str]:
    return _DOCUMENTS | {row["lemma"] for row in read_lexicon("claim_documents")}


def _is_document(word: str) -> bool:
    return word in _documents()


def _lead_verbs(doc: Doc) -> Iterator[Token]:
    for sentence in list(doc.sents)[:_LEAD]:
        yield from (token for token in sentence if token.pos_ == "VERB")


def _citing(verb: Token) -> Token | None:
    for token in verb.subtree:
        if token.lower_ in ("citing", "quoting") and token.i > verb.i:
            return token
    return None


def _objects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "pobj"):
            yield child
            yield from (token for token in child.conjuncts if token.i > child.i)
