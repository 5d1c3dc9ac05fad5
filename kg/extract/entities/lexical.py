"""The word lists about those who act and where: names that news knows, and nouns with their kind.

What comes in: the lexicons `countries`, `demonyms`, `organizations`, `media`, `titles`,
`person_names`, `actor_nouns`, `place_nouns`. What goes out: look-ups by text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import iter_words, read_lexicon
from kg.model import EntityKind

_WORD = re.compile(r"\w+")
_MONEY = ("$", "€", "£")
_BELIEF = re.compile(r"[A-Z][a-z]+(?:ism|phobia)|Islam|Christianity|Wicca|Sharia|God|Allah|Satan")
_IRREGULAR = {"people": "people", "person": "people", "child": "children", "wife": "wives", "thief": "thieves"}


def words(text: str) -> frozenset[str]:
    """A list of words written with blanks between them."""
    return frozenset(text.split())


@cache
def get_person_nouns() -> frozenset[str]:
    """Common nouns that mostly stand for a person, from WordNet; `actor_nouns` has those with a kind of their own."""
    return frozenset(row["noun"] for row in read_lexicon("person_nouns_wordnet"))


@cache
def common_nouns() -> frozenset[str]:
    """Common nouns of all lexicons of nouns: for persons, occurrences, things and groups."""
    single = ("event_nouns_wordnet", "noun_classes_wordnet", "group_nouns_wordnet")
    classes = (row["nouns"] for name in ("event_nouns", "noun_classes") for row in iter_words(name, "nouns"))
    return get_person_nouns().union(classes, (row["noun"] for name in single for row in read_lexicon(name)))


@dataclass(frozen=True, slots=True)
class Known:
    """What a lexicon knows of a name.

    Attributes:
        name: the name in full, the same for all its aliases.
        kind: `state` for a country, whether it acts or is a location.
        type: a code of the actor or place types.
        country: ISO 3166-1 alpha-2 of the state that it is, is of, or belongs to.
        form: `name`, `adjective` (Armenian) or `people` (Armenians).
        parent: the body of which it is a part.
    """

    name: str
    kind: EntityKind
    type: str | None = None
    country: str | None = None
    form: str = "name"
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """What the lexicons know of a common noun."""

    kind: EntityKind
    type: str | None
    plural: bool


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


@cache
def known_names() -> dict[str, Known]:
    """Every name and alias of the lexicons, as it is written."""
    names: dict[str, Known] = {}
    for row in read_lexicon("media"):
        known = Known(row["name"], "organization", "media", row["country"] or None)
        for name in (row["name"], *_split(row["aliases"])):
            names[name] = known
    for row in read_lexicon("organizations"):
        known = Known(row["name"], "organization", row["type"], row["country"] or None, parent=row["parent"] or None)
        for name in (row["name"], *_split(row["aliases"])):
            names[name] = known
    for row in read_lexicon("demonyms"):
        place = row["place"] or row["people"] or row["adjective"]
        kind: EntityKind = "place" if row["place"] else "group"
        names[row["adjective"]] = Known(place, kind, form="adjective")
        if row["people"]:
            names[row["people"]] = Known(row["people"], "group", "community", form="people")
        if row["place"]:
            names.setdefault(row["place"], Known(row["place"], "place"))
    for row in read_lexicon("countries"):
        _add_country(names, row)
    return names


def _add_country(names: dict[str, Known], row: dict[str, str]) -> None:
    code = row["code"]
    state = Known(row["name"], "state", "country", code)
    people = _split(row["people"])
    for adjective in _split(row["adjectives"]):
        names[adjective] = Known(row["name"], "state", "country", code, form="adjective")
    for plural in people:
        names[plural] = Known(people[0], "group", "community", code, form="people")
    for name in (row["name"], *_split(row["aliases"])):
        names[name] = state


@cache
def capitals() -> dict[str, Known]:
    """The state that speaks where its capital does: `Moscow said`."""
    states = {
        known.country: known for known in known_names().values() if known.kind == "state" and known.form == "name"
    }
    return {row["capital"]: states[row["code"]] for row in read_lexicon("capitals") if row["code"] in states}


@cache
def _names_by_first_word() -> dict[str, tuple[str, ...]]:
    by_first: dict[str, list[str]] = {}
    for name in known_names():
        first = _WORD.search(name)
        if first is not None and first.start() == 0:
            by_first.setdefault(first[0], []).append(name)
    return {word: tuple(sorted(names, key=lambda name: (-len(name), name))) for word, names in by_first.items()}


def iter_known(text: str) -> Iterator[tuple[int, int, Known]]:
    """The names of the lexicons in `text`, from left to right, the longest at each place.

    >>> [(start, end, known.name) for start, end, known in iter_known("UNHCR wrote to France 24.")]
    [(0, 5, 'United Nations High Commissioner for Refugees'), (15, 24, 'France 24')]
    """
    by_first, names = _names_by_first_word(), known_names()
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or word[0] not in by_first:
            continue
        for name in by_first[word[0]]:
            stop = word.start() + len(name)
            if text.startswith(name, word.start()) and not (
                text[stop : stop + 1].isalnum() or text[stop : stop + 1] in _MONEY
            ):
                yield word.start(), stop, names[name]
                end = stop
                break


@cache
def _nouns() -> dict[str, Noun]:
    """Nouns for those who act, and those for places that are not for them as well."""
    return _place_nouns() | _with_plurals(
        [(row["noun"], row["kind"], row["type"]) for row in read_lexicon("actor_nouns")]
    )


@cache
def _place_nouns() -> dict[str, Noun]:
    return _with_plurals([(row["noun"], "place", row["type"]) for row in read_lexicon("place_nouns")])


def _with_plurals(rows: list[tuple[str, str, str]]) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for word, kind, kind_type in rows:
        collective = kind == "group"
        nouns[word] = Noun(kind, kind_type or None, collective)  # type: ignore[arg-type]
        plural_kind = "group" if kind == "person" else kind
        nouns.setdefault(pluralise(word), Noun(plural_kind, kind_type or None, True))  # type: ignore[arg-type]
    return nouns


def pluralise(word: str) -> str:
    """The regular plural, and the irregular ones that news needs.

    >>> [pluralise(word) for word in ("country", "gunman", "child", "church", "official")]
    ['countries', 'gunmen', 'children', 'churches', 'officials']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


def find_noun(word: str) -> Noun | None:
    """What is known of a common noun, singular or plural.

    >>> find_noun("gunmen")
    Noun(kind='group', type='armed-group', plural=True)
    """
    return _look_up(_nouns(), word.lower())


def find_place_noun(word: str) -> Noun | None:
    """What is known of a common noun as a place, be it a noun for those who act as well."""
    return _look_up(_place_nouns(), word.lower())


def _look_up(nouns: dict[str, Noun], word: str) -> Noun | None:
    found = nouns.get(word)
    return nouns.get(word.rsplit("-", 1)[1]) if found is None and "-" in word else found


@cache
def nouns_of_bodies() -> frozenset[str]:
    """The nouns for organisations, armed groups and units, singular and plural."""
    return frozenset(
        word
        for word, noun in _nouns().items()
        if noun.kind == "organization" or noun.type in ("military-unit", "armed-group")
    )


@cache
def titles() -> dict[str, tuple[str | None, str | None]]:
    """Words before a person's name → actor type, gender."""
    return {row["title"]: (row["type"] or None, row["gender"] or None) for row in read_lexicon("titles")}


@cache
def given_names() -> dict[str, str]:
    """Given names → `m` or `f`."""
    return {row["name"]: row["gender"] for row in read_lexicon("person_names")}


_ORGANIZATION_WORDS = words(
    """Ministry Department Office Committee Commission Council Agency Authority Bureau Board Service Services
    Centre Center Institute Institution University College School Academy Bank Fund Foundation Association
    Federation Union League Party Front Movement Society Organization Organisation Group Network Alliance
    Coalition Campaign Trust Initiative Corporation Company Corp Inc Ltd LLC Co Airlines Airways Court Tribunal
    Parliament Assembly Congress Senate Cabinet Government Administration Army Navy Force Forces Guard Guards
    Police Corps Command Brigade Battalion Regiment Division Club United Team Church Secretariat Directorate
    Embassy Consulate Mission Delegation Times Post Herald Tribune Journal News Press Television TV Radio
    Gazette Laboratory Laboratories Observatory Watch Chamber Forum Confederation Consortium Syndicate Legion
    Militia Brotherhood Treasury Intelligence Directorate-General Taskforce Exchange Holdings Industries
    Technologies Systems Pharmaceuticals Motors Partners Associates Records Studios Entertainment Media House
    Society Registry Inspectorate Patrol Org Democrats Socialists Greens Conservatives Liberals Communists
    Municipality Diocese Archdiocese Synod Caucus Constabulary Gendarmerie Conservatory Orchestra Philharmonic Choir
    Ballet Landtag Rada Riksdag Storting Folketing Sabha Jirga Shura Panchayat
    Fleet Squadron Wing Friends Faculty Guild Cooperative Collective Telecom Telecoms Oil Petroleum Energy Lines
    Railways Railway Insurance Shipping Mining Logistics Foods Fellowship Rally Bloc Confederacy Politburo
    Soviet Knesset Duma Bundestag Directorates Ministries"""
)
_PLACE_WORDS = words(
    """Street Road Avenue Square Airport Station Hospital Bridge River Lake Sea Ocean Gulf Bay Mountain Mountains
    Island Islands Valley Desert Province Region District County City Town Village Airfield Stadium Park Beach
    Camp Prison Tower Palace Mosque Cathedral Temple Hotel Highway Boulevard Port Harbour Harbor Strait
    Peninsula Plateau Canyon Dam Canal Hill Hills Heights Coast Oblast Governorate Prefecture Territory
    Territories Base Mall Plaza Plant Refinery Theater Theatre Museum Library Checkpoint Crossing Corridor Strip
    Kingdom Republic Empire Duchy Sultanate Emirate Caliphate Principality Khanate
    Cafe Café Motel Inn Restaurant St Rd Ave Arena Depot Planetarium Gallery Shrine Synagogue Barracks Estate Basin
    Creek Springs Ridge Gate Barrage Reservoir Fortress Castle Reef Glacier Volcano Archipelago Monastery Pier
    Bank Compound Courthouse Cemetery
    Row Terrace Common Heath Moor Woods Gardens Marsh Terminal Quay Wharf Sands Quarter Building Lane
    Pass Forest Falls Jail Penitentiary Atoll Shipyard Dockyard Speedway Raceway Racecourse Ranch Lighthouse Colliery
    Crematorium Mausoleum Monument Aquarium Zoo"""
)


#: Words before `Center` that make a facility of it, where others make a body.
_CENTERS = words(
    """Convention Space Shopping Medical Science Detention Conference Sports Civic Trade Cultural Community Visitor
    Visitors Correctional Arts Events Exhibition Health Reception Processing Leisure Entertainment"""
)


#: Districts that are bodies, by the service that they give.
_DISTRICTS = words("District Region Area Territory")
_SERVICES = words("Police Military School Court Health Fire Transit")


#: Words that open the name of a body in the languages that put what it is first.
_BODIES_FIRST = words(
    """Università Universidad Universidade Universität Université Universiteit Partido Partito Parti Partei Partij Banco
    Banca Banque Ministerio Ministério Ministère Ministero Instituto Institut Istituto Fundación Fondation Fondazione
    Fundação Asociación Associação Association Associazione Sindicato Syndicat Sindacato Movimiento Movimento Mouvement
    Frente Unión Liga Lega Accademia Academia Académie Collège Colegio École Escuela Escola Scuola Comisión Comité
    Consejo Conseil Consiglio Conselho Confederación Confédération Federación Fédération Federazione Grupo Groupe Gruppo
    Compañía Compagnie Compagnia Sociedad Société Società Radio Télévision Agencia Agence Policía Guardia Gendarmerie
    Jaish Harakat Hizb Jamaat Jemaah Ansar Liwa Lashkar"""
)

#: What a company is by law, at the end of its name, written with stops or without.
_COMPANIES = words(
    """Inc Corp Co Ltd LLC LLP LP PLC Plc plc AG GmbH SA SpA SAS NV BV AB ASA AS Oy Oyj SE KG KK Pty Pte Bhd Berhad Tbk
    SARL Srl Cie SpA Incorporated Limited Cos Bros"""
)
_BANKS_OF_RIVERS = words("West East Left Right North South")


def kind_of_name(words: list[str]) -> EntityKind | None:
    """The kind that the words of a name tell: its last common word, or the first before `of`/`for`.

    >>> kind_of_name(["Ministry", "of", "Health"]), kind_of_name(["Baku", "Airport"]), kind_of_name(["Ann", "Lee"])
    ('organization', 'place', None)
    """
    head = head_of_name(words)
    if is_company_form(head) and len(words) > 1:
        return "organization"
    if head in ("Center", "Centre") and words.index(head) and words[words.index(head) - 1] in _CENTERS:
        return "place"
    if head == "Bank" and " ".join(words[:-1]) in _BANKS_OF_RIVERS:
        return "place"
    if head in _ORGANIZATION_WORDS or (head in _DISTRICTS and not _SERVICES.isdisjoint(words)):
        return "organization"
    if head in _PLACE_WORDS:
        return "place"
    return "organization" if len(words) > 1 and words[0] in _BODIES_FIRST else None


def head_of_name(words: list[str]) -> str:
    """The last word of a name, or the one before its first preposition.

    >>> head_of_name(["Ministry", "of", "Health"])
    'Ministry'
    """
    prepositions = ("of", "for", "on", "in", "to", "against", "at")
    last = words[-1] if len(words) < 2 or words[-2] != "-" else "".join(words[-3:])
    return next((words[i - 1] for i, word in enumerate(words) if i and word.lower() in prepositions), last)


def is_belief(word: str) -> bool:
    """Whether `word` is for what people believe or hold, never for who or where they are: `Islam`, `Communism`."""
    return _BELIEF.fullmatch(word) is not None


def is_company_form(word: str) -> bool:
    """Whether `word` is what a company is by law, as its name ends: `Inc.`, `S.p.A.`, `PLC`."""
    return word.replace(".", "") in _COMPANIES


def is_organization_word(word: str) -> bool:
    """Whether `word`, in a name, heads the name of a body."""
    return word in _ORGANIZATION_WORDS
