"""The entities of an article, found as the extractors ask for them."""

from __future__ import annotations

import re

import msgspec

from kg.extract.document import Document
from kg.extract.entities.acting import noun_here
from kg.extract.entities.agreement import agree
from kg.extract.entities.aliases import Namer
from kg.extract.entities.antecedents import Antecedent, Antecedents, is_pronoun
from kg.extract.entities.appositions import find_apposed
from kg.extract.entities.boundaries import core, whole_word, with_complement
from kg.extract.entities.descriptions import gender_of
from kg.extract.entities.fitting import is_definite
from kg.extract.entities.lexical import find_noun, get_person_nouns, known_names, nouns_of_bodies, words
from kg.extract.entities.names import find_names
from kg.extract.entities.nationals import find_nationality
from kg.extract.entities.own_voice import OwnVoice
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.sources import find_cited, find_publisher, get_frame, kind_of_source
from kg.extract.entities.standing import stands_before_message
from kg.extract.entities.voices import Voices
from kg.extract.quotations import find_quotations
from kg.extract.tokens import Token
from kg.model import Article, Entity, EntityKind, MentionKind, Span

_ONE = words("i me my mine myself he him his himself she her hers herself who whom whoever someone anyone")
_SEVERAL = words("we us our ours they them their theirs themselves many some others several both everyone")


class EntityIndex:
    """The entities of one article: names from the start, noun phrases and pronouns on demand.

    Attributes:
        publisher: the id of the entity that published the article, if known.
        authors: the ids of its authors.
        cites: the ids of the entities on which the article as a whole rests, by its metadata or its lead.
        relays: those of them that the text itself cites for the whole, so that what it tells came through them.
        article: the article completed by what its text says of its origin.
    """

    publisher: str | None
    authors: tuple[str, ...]
    cites: tuple[str, ...]
    relays: tuple[str, ...]
    article: Article

    def __init__(self, document: Document) -> None:
        self._document = document
        self._registry = Registry(document.doc)
        self._namer = Namer(document.doc, self._registry)
        self._namer.register(agree(document.doc, find_names(document), get_frame(document)))
        quotations = find_quotations(document.text)
        self._antecedents = Antecedents(document.doc, self._registry, Voices(document.doc, quotations))
        self._pending: set[int] = set()
        self.publisher, self.authors = None, ()
        self._phrases: dict[str, Entry] = {}
        self._own_voice = OwnVoice(document.doc, quotations)
        self._name_bodies()
        self._complete_article()

    def find(self, token: Token) -> str | None:
        """The id of the entity of which a mention covers `token`, if one is known."""
        return self._registry.owner(token)

    def kind(self, entity_id: str) -> EntityKind:
        """The kind of an entity found so far.

        Raises:
            KeyError: there is none of that id.
        """
        return self._registry.entries[entity_id].kind

    def get(self, noun: Token) -> str:
        """The id for the noun phrase or pronoun whose head is `noun`; it becomes a mention.

        An existing mention's, else that of what it takes up (`the ministry`, `they`), else a new one's.
        """
        known = self._registry.owner(noun)
        if known is None:
            noun = whole_word(noun)
            known = self._registry.owner(noun)
        if known is not None:
            return known
        start, end = core(noun)
        kind: MentionKind = "pronoun" if is_pronoun(noun) else "nominal"
        role = self._own_voice.find(noun)
        key = f"={role}" if role is not None else self._phrase_key(noun, start) if kind == "nominal" else ""
        own = self._maker(role)
        named = self._places_named(noun)
        entry: Entry | None
        if own is not None:
            entry, confidence = own, 0.8
        elif len(named) == 1:
            entry, confidence = self._registry.entries[named[0]], 0.85
        elif key in self._phrases:
            entry, confidence = self._phrases[key], 0.75
        else:
            entry, confidence = self._antecedent(noun)
            if entry is None and (key := key or _lone_body(noun)) in self._phrases:
                entry, confidence = self._phrases[key], 0.65
        if entry is None:
            entry = self._new(noun, start, end, kind)
            confidence = 0.4 if kind == "pronoun" else 0.7
        if key:
            self._phrases.setdefault(key, entry)
        full = with_complement(noun, start) if kind == "nominal" else None
        self._registry.add(entry, start, end, kind, confidence, whole=full)
        return entry.id

    def span(self, noun: Token) -> Span:
        """The span of the mention that `get` gives for `noun`."""
        self.get(noun)
        span = self._registry.span(noun) or self._registry.span(whole_word(noun))
        if span is None:
            raise AssertionError(f"get() left {noun.text!r} without a mention")
        return span

    def parts(self, noun: Token) -> tuple[str, ...]:
        """The ids of what a phrase names: the places of `Agdam and Jabrayil regions`, else the one of `get`."""
        return self._places_named(noun) or (self.get(noun),)

    def is_own_voice(self, token: Token) -> bool:
        """Whether a pronoun or phrase stands for the author or the publisher of the article."""
        return self._own_voice.find(token) is not None

    def is_quoted(self, token: Token) -> bool:
        """Whether a token stands in a quotation."""
        return self._own_voice.is_quoted(token)

    def _maker(self, role: str | None) -> Entry | None:
        """The one who wrote the article, or who published it."""
        makers = self.authors if role == "author" else (self.publisher,) if role == "publisher" else ()
        return self._registry.entries[makers[0]] if len(makers) == 1 and makers[0] is not None else None

    def _places_named(self, noun: Token) -> tuple[str, ...]:
        """The places whose names stand before a noun of place as its names: `the Agdam region`."""
        known = find_noun(noun.lower_) if noun.pos_ in ("NOUN", "PROPN") else None
        if (
            known is None
            or known.kind != "place"
            or known.type not in ("region", "district", "city", "village", "country")
        ):
            return ()
        found: dict[str, None] = {}
        i = noun.i - 1
        while i >= 0:
            token = noun.doc[i]
            owner = self._registry.owner(token)
            if (
                owner is not None
                and self._registry.entries[owner].kind == "place"
                and token.pos_ != "ADJ"
                and noun.doc[i + 1].lower_ != "'s"
            ):
                found[owner] = None
            elif token.lower_ not in ("and", ",") or not found:
                break
            i -= 1
        return tuple(reversed(found))

    def entities(self) -> list[Entity]:
        """All entities found so far, in text order, those without a mention last."""
        found = [entry.to_entity(self._document.text) for entry in self._registry.entries.values()]
        end = len(self._document.text)
        return sorted(found, key=lambda entity: (entity.mentions[0].start if entity.mentions else end, entity.id))

    def _name_bodies(self) -> None:
        """Phrases that a name makes definite are there from the start: `Syrian army`, `the Maduro government`.

        So are those whose message is told: the ministry in `a ministry statement`.
        """
        texts = [token.text for token in self._document.doc]
        for i in (i for i, text in enumerate(texts) if text.lower() in nouns_of_bodies()):
            token = self._document.doc[i]
            if token.pos_ not in ("NOUN", "PROPN") or self._registry.owner(token) is not None:
                continue
            is_capital = texts[i][0].isupper() and not token.is_sent_start and _has_article(token)
            if is_capital or self._has_name(token) or stands_before_message(token):
                self.get(token)

    def _has_name(self, noun: Token) -> bool:
        return any(
            child.dep_ in ("amod", "compound", "nmod", "poss")
            and child.i < noun.i
            and self._registry.owner(child) is not None
            for child in noun.children
        )

    def _phrase_key(self, noun: Token, start: int) -> str:
        """The words of a phrase that a name makes the same wherever it stands; empty for any other."""
        if not self._has_name(noun) or any(
            child.dep_ == "nummod" or child.lower_ in ("a", "an") for child in noun.children
        ):
            return ""
        words = [token.lower_ for token in noun.doc[start : noun.i + 1] if token.lower_ not in ("the", "'s", "'")]
        return " ".join(words)

    def _antecedent(self, noun: Token) -> tuple[Entry | None, float]:
        if noun.i in self._pending:
            return None, 0.0
        self._pending.add(noun.i)
        found = self._antecedents.find(noun)
        entry = None
        same = find_apposed(noun, self._registry)
        if same is not None:
            found = Antecedent(0.8, same)
        if found is not None:
            entry = found.entry if found.noun is None else self._registry.entries[self.get(found.noun)]
        self._pending.discard(noun.i)
        return entry, found.confidence if found is not None else 0.0

    def _new(self, noun: Token, start: int, end: int, mention: MentionKind) -> Entry:
        doc = noun.doc
        known = noun_here(noun)
        kind = known.kind if known else _kind_of_pronoun(noun)
        nationality = find_nationality(noun)
        is_known = noun.tag_ == "NN" and noun.lemma_.lower() in get_person_nouns() and is_definite(noun)
        is_person = noun.ent_type_ == "PERSON" or is_known
        if nationality is not None or (known is None and mention == "nominal" and is_person):
            kind = "person"
        entry = self._registry.new(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), kind)
        entry.type = known.type if known else None
        entry.country = nationality.country if nationality is not None else None
        entry.plural = bool(known and known.plural) or kind == "group"
        if mention == "nominal":
            entry.heads.add(noun.lower_)
            entry.gender = gender_of(noun.lower_) if kind == "person" else None
            phrase = " ".join(doc[start:end].text.split())
            entry.phrase = phrase.replace('"', "") if phrase.count('"') % 2 else phrase
        return entry

    def _complete_article(self) -> None:
        article, doc = self._document.article, self._document.doc
        self.publisher = self._find_publisher(article)
        self.authors = tuple(self._named(name, "person", "journalist") for name in article.authors)
        if len(self.authors) == 1:
            self._antecedents.author = self._registry.entries[self.authors[0]]
        relays = [
            self.get(token)
            for citers, cited in find_cited(doc)
            if self.publisher in {self.find(citer) for citer in citers}
            for token in cited
        ]
        agency = self._document.dateline_agency
        if agency is not None:
            relays.append(self._named(self._document.quote(agency), "organization", "media"))
            self._mention(relays[-1], agency)
        self.relays = tuple(dict.fromkeys(entry for entry in relays if entry != self.publisher))
        stated = (self._named(name, kind_of_source(name), None) for name in article.sources)
        self.cites = tuple(dict.fromkeys(entry for entry in (*stated, *self.relays) if entry != self.publisher))
        place = self._document.dateline_place
        for span in self._document.dateline_places:
            name = self._document.quote(span)
            self._mention(self._named(name.title() if name.isupper() else name, "place", None), span)
        self.article = msgspec.structs.replace(
            article,
            publisher=article.publisher or (self._name_of(self.publisher) if self.publisher else None),
            dateline=article.dateline or (self._document.quote(place) if place is not None else None),
            cites=self.cites,
        )

    def _find_publisher(self, article: Article) -> str | None:
        if article.publisher:
            return self._named(article.publisher, "organization", "media")
        token = find_publisher(self._document.doc)
        if token is None:
            return None
        entry = self._registry.entries[self.get(token)]
        if entry.kind not in ("organization", "other", "person", "place"):
            return None
        if entry.kind != "organization":
            entry.kind = "organization"
        entry.type = entry.type or "media"
        return entry.id

    def _named(self, name: str, kind: EntityKind, kind_type: str | None) -> str:
        """The entity of that name, mentioned or not."""
        known = known_names().get(name)
        if known is not None and kind != "place":
            kind = known.kind
        wanted = _plain(known.name if known else name)
        for entry in self._registry.entries.values():
            names = (_plain(entry.canonical or ""), *(_plain(form) for form in entry.names))
            if wanted in names and entry.kind == kind:
                return entry.id
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"
        entry = self._registry.new_unmentioned(slug, kind)
        entry.names.append(name)
        entry.canonical = known.name if known else None
        entry.type = (known.type if known else None) or kind_type
        entry.country = known.country if known else None
        return entry.id

    def _mention(self, entity_id: str, span: Span) -> None:
        """A mention outside of what was parsed: in the dateline."""
        self._registry.entries[entity_id].mentions[span.start, span.end] = "name"

    def _name_of(self, entity_id: str) -> str:
        return self._registry.entries[entity_id].to_entity(self._document.text).name


def _plain(name: str) -> str:
    """A name as it is compared: `The Courier` is `the Courier` and `Courier`."""
    return name.casefold().removeprefix("the ")


def _kind_of_pronoun(token: Token) -> EntityKind:
    if token.lower_ in _ONE and is_pronoun(token):
        return "person"
    return "group" if token.lower_ in _SEVERAL and not token.text.isupper() else "other"


def _lone_body(noun: Token) -> str:
    """The key of a body that needs no name, since an article speaks of one: `police`, `the army`; else empty."""
    known = find_noun(noun.lower_)
    if known is None or known.plural or known.type not in ("government", "police", "military-unit", "court"):
        return ""
    alone = all(child.lower_ == "the" for child in noun.children if child.i < noun.i)
    return f"={noun.lower_}" if alone else ""


def _has_article(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)
