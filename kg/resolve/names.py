"""What a name is made of, and the forms in which two spellings of it are the same.

What comes in: a name as an article has it. What goes out: words, keys, and how near two words are.
What it never does: know any name. The few words that it knows are those of `kg.resolve.words`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from kg.identifiers import slug
from kg.resolve.words import word_pairs, word_set

# How sounds that alphabets other than ours tell apart are written by one transliteration or another.
_TRANSLITERATIONS = (
    (re.compile(r"(?<=[a-z])(?:iy|yy|ii|ij|yi|ey|ei|ie)$|(?<=[a-z]{2})y$"), "i"),
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"kh|ch(?=[aou])"), "h"),
    (re.compile(r"^(?:gh|q|g)(?=[aou])"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"q"), "k"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"tz|ts|cz"), "c"),
    (re.compile(r"w"), "v"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ae|oe|ue"), "e"),
    (re.compile(r"^y(?=[aeou])|(?<=[aeiou])y(?=[aeou])|(?<=[^aeiou])y(?=[aou])|(?<=[^aeiou])i(?=[aou])"), "j"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1"), r"\1"),
)
_ARTICLES = ("al", "el")  # of Arabic names, written or left out at will
_MINUTE = 4  # words shorter than this are only ever equal
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}s?|[A-Z][A-Z0-9&-]{1,9}|[A-Z]{2,}[a-z]?[A-Z]*")
_BRANCH = re.compile(r"(?P<whole>.+?)(?:\s*\((?P<bracket>[^()]+)\)|,\s*(?P<comma>[^,]+))$")


class PersonName(NamedTuple):
    """The words of a person's name: given names (perhaps none) and surname, folded."""

    given: tuple[str, ...]
    surname: str

    @property
    def first(self) -> str:
        """The first given name, or nothing."""
        return self.given[0] if self.given else ""


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded to ASCII, without a possessive ending.

    >>> words("The Médecins Sans Frontières' office"), words("U.S. Army")
    (('the', 'medecins', 'sans', 'frontieres', 'office'), ('us', 'army'))
    """
    text = re.sub(r"\b((?:\w\.){2,})", lambda found: found[0].replace(".", "") + " ", name)
    text = re.sub(r"['’]s\b", "", text)
    folded = [slug(word) for word in re.split(r"[\s/,;:()\[\]\"“”–—-]+", text) if any(map(str.isalnum, word))]
    return tuple(part for word in folded for part in word.split("-"))


@lru_cache(maxsize=100_000)
def plain_words(name: str) -> tuple[str, ...]:
    """The words by which an organization is known: no article, no legal form, one spelling for two.

    >>> plain_words("The World Health Organisation"), plain_words("Acme Mining Co. Ltd")
    (('world', 'health', 'organization'), ('acme', 'mining'))
    """
    found = list(words(name))
    while len(found) > 1 and found[0] == "the":
        found = found[1:]
    while len(found) > 1 and found[-1] in word_set("legal forms"):
        found = found[:-1]
    spellings = word_pairs("spellings")
    return tuple(spellings.get(word, word) for word in found if word != "and")


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName:
    """Given names and surname, without titles and what stands after the surname.

    >>> person_name("President Dr. Ana de la Cruz Jr.")
    PersonName(given=('ana',), surname='de la cruz')
    >>> person_name("Mr Stone"), person_name("O. Stone")
    (PersonName(given=(), surname='stone'), PersonName(given=('o',), surname='stone'))
    """
    found = [word for word in words(name) if word not in _ARTICLES] or list(words(name))
    while len(found) > 1 and found[-1] in word_set("endings of persons"):
        found = found[:-1]
    while len(found) > 1 and found[0] in word_set("titles"):
        found = found[1:]
    start = len(found) - 1
    while start > 1 and found[start - 1] in word_set("particles of surnames"):
        start -= 1
    if start == 1 and found[0] in word_set("particles of surnames"):
        start = 0
    return PersonName(tuple(found[:start]), " ".join(found[start:]))


@lru_cache(maxsize=100_000)
def transliterated(word: str) -> str:
    """A word as all transliterations of it are written.

    >>> {transliterated(word) for word in ("zelenskyy", "zelensky", "zelenskiy", "zelenskii")}
    {'zelenski'}
    >>> {transliterated(word) for word in ("gaddafi", "qaddafi", "kadhafi", "gadhafi")}
    {'kadafi'}
    """
    for pattern, written in _TRANSLITERATIONS:
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """What is left of a transliterated word when vowels, which vary most, are dropped; its first letter stays.

    >>> {consonants(word) for word in ("mohammed", "muhammad", "mohamed")}
    {'mhmd'}
    """
    written = transliterated(word)
    return written[:1] + re.sub(r"[aeiou ]", "", written[1:])


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym.

    >>> is_acronym("UNMAS"), is_acronym("U.N."), is_acronym("Unmas"), is_acronym("Red Cross")
    (True, True, False, False)
    """
    return _ACRONYM.fullmatch(name.strip()) is not None


def initials(name: str) -> frozenset[str]:
    """The acronyms that a name may have: of all its words, and of those that are not small.

    >>> sorted(initials("International Campaign to Ban Landmines"))
    ['icbl', 'ictbl']
    """
    found = [word for word in words(name) if word != "the"]
    large = [word for word in found if word not in word_set("small words")]
    return frozenset("".join(word[0] for word in each) for each in (found, large) if len(each) > 1)


def is_generic(found: tuple[str, ...]) -> bool:
    """Whether words alone, without a country, tell no body from those of other countries.

    >>> is_generic(("ministry", "of", "defense")), is_generic(("amnesty", "international"))
    (True, False)
    """
    return all(word in word_set("generic words") or word in word_set("small words") for word in found)


def is_common(name: PersonName) -> bool:
    """Whether so many persons bear a name that it alone tells nobody.

    >>> [is_common(person_name(name)) for name in ("John Smith", "Volodymyr Smith", "Li Wei")]
    [True, False, True]
    """
    first, last = word_pairs("nicknames").get(name.first, name.first), name.surname
    given, surnames = word_set("common given names"), word_set("common surnames")
    is_family_first = first in surnames and last in given and len(name.given) == 1
    return (last in surnames and (len(first) == 1 or first in given)) or is_family_first


def split_branch(name: str) -> tuple[str, str] | None:
    """A name and what stands after it in brackets or after a comma.

    >>> split_branch("Amnesty International (Germany)"), split_branch("Human Rights Watch")
    (('Amnesty International', 'Germany'), None)
    """
    found = _BRANCH.fullmatch(name)
    return (found["whole"].strip(), (found["bracket"] or found["comma"]).strip()) if found else None


def is_spelling_of(one: str, other: str) -> bool:
    """Whether two words differ as transliterations of one word do.

    >>> is_spelling_of("zelensky", "zelenskyy"), is_spelling_of("hansen", "hanson")
    (True, False)
    """
    if one == other:
        return True
    return min(len(one), len(other)) >= _MINUTE and transliterated(one) == transliterated(other)


def is_near(one: str, other: str) -> bool:
    """Whether two words are so near that one may be the other misspelt or otherwise transliterated.

    >>> is_near("mohammed", "muhammad"), is_near("hansen", "hanson"), is_near("maria", "mario"), is_near("iran", "iraq")
    (True, True, False, False)
    """
    if is_spelling_of(one, other):
        return True
    if min(len(one), len(other)) < _MINUTE + 1 or one[0] != other[0]:
        return False
    ends = {one[-1], other[-1]} & set("aeiou")
    if one[-1] != other[-1] and ends and "a" in (one[-1], other[-1]):
        return False  # what tells women from men in many languages
    if consonants(one) == consonants(other):
        return JaroWinkler.similarity(one, other) >= 0.8
    return min(len(one), len(other)) > _MINUTE + 2 and OSA.distance(one, other) <= 1


def is_given_of(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, spelt otherwise, a short form, or an initial.

    >>> is_given_of("joe", "joseph"), is_given_of("j", "joseph"), is_given_of("jane", "joan")
    (True, True, False)
    """
    nicknames = word_pairs("nicknames")
    full, other_full = nicknames.get(one, one), nicknames.get(other, other)
    if full == other_full or is_near(full, other_full):
        return True
    return 1 in (len(one), len(other)) and one[:1] == other[:1]
