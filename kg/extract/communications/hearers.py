"""Through what words go, as those who hear them tell: reporters, one newspaper, a crowd.

What comes in: a recipient. What goes out: a code of the medium scheme, or None where any medium is possible.
"""

from __future__ import annotations

from kg.extract.communications.lexicon import Verb, find_medium
from kg.extract.entities import EntityIndex
from kg.extract.entities.lexical import known_names, words
from kg.extract.tokens import Token

_PRESS = words("reporter journalist correspondent newsman media press")
_OUTLETS = words(
    """agency broadcaster blog channel daily magazine network newspaper newsroom outlet paper podcast programme
    program station weekly website"""
)
#: Those of them that stand in the names of other bodies too.
_OTHER_BODIES = words("agency network program programme station")
_CROWDS = words("assembly audience conference congress convention crowd delegate gathering rally supporter vigil")
_GATHERINGS = _CROWDS | words("briefing hearing inquiry meeting seminar summit symposium")
_NAMES_OF_MEDIA = words("Radio TV Television News Times Post Herald Tribune Gazette Chronicle Channel Daily")
#: Names of papers that also name other things, but for "the" before them.
_NAMES_OF_PAPERS = words(
    """Advertiser Argus Courier Dispatch Echo Examiner Express Guardian Independent Inquirer Journal Mail Mercury
    Messenger Mirror Observer Record Register Review Sentinel Standard Star Sun Telegraph Voice Weekly World"""
)
_TELLING = words("tell address brief inform assure remind warn update")
_MAKERS = words("me us")


def is_before_gathering(verb: Token, noun: Token, row: Verb) -> bool:
    """Whether a verb of telling has those gathered for its object: "told a news conference", "addressed the rally"."""
    return verb.lemma_ in _TELLING and not row.particle and find_gathering(noun) is not None


def find_gathering(noun: Token) -> str | None:
    """The medium of what is said before those gathered; a press conference has no hearers of its own."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _GATHERINGS:
        return None
    medium = find_medium(noun)
    return medium if medium in ("press-conference", "meeting") else "speech"


def heard_by(recipient: Token, entities: EntityIndex) -> str | None:
    """What is told to the press is a statement, to one outlet or the writer an interview, to a crowd a speech."""
    word = recipient.lemma_.lower() if recipient.pos_ == "NOUN" else recipient.lower_
    gathering = find_gathering(recipient)
    if gathering is not None:
        return gathering
    if word in _CROWDS and recipient.pos_ != "PROPN":
        return "speech"
    is_one = recipient.tag_ not in ("NNS", "NNPS")
    if word in _PRESS:
        is_own = is_one and any(child.tag_ == "PRP$" for child in recipient.lefts)
        return "interview" if is_own else "statement"
    is_named = recipient.pos_ == "PROPN" and word in _OTHER_BODIES  # "the Nuclear Energy Agency"
    if (word in _OUTLETS and is_one and not is_named) or (word in _MAKERS and _is_maker(recipient, entities)):
        return "interview"
    is_named = recipient.pos_ == "PROPN" and (is_outlet(recipient, entities) or _is_called_outlet(recipient))
    return "interview" if is_named else None


def _is_called_outlet(name: Token) -> bool:
    """Whether a noun behind a name says that it is one: "told KDL, a local station"."""
    return any(child.dep_ == "appos" and child.tag_ == "NN" and child.lemma_ in _OUTLETS for child in name.rights)


def _is_maker(pronoun: Token, entities: EntityIndex) -> bool:
    """Whether "me" or "us" is the one who writes, not someone who is quoted."""
    return entities.is_own_voice(pronoun)


def is_outlet(name: Token, entities: EntityIndex) -> bool:
    """Whether a name is that of a newspaper, a broadcaster or an agency."""
    known_as = entities.find(name)
    if known_as is not None and known_as in (entities.publisher, *entities.cites):
        return True
    first = name.doc[name.left_edge.i]
    if first.text in _NAMES_OF_MEDIA or name.text in _NAMES_OF_MEDIA:
        return True
    words_before = {child.lower_ for child in name.lefts}
    if words_before & _OUTLETS or ("the" in words_before and name.text in _NAMES_OF_PAPERS):
        return True
    if known_as is None:
        return False
    span = entities.span(name)
    known = known_names().get(name.doc.text[span.start : span.end].removeprefix("the "))
    return known is not None and known.type == "media"
