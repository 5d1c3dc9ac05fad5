"""When two names of organizations may be one organization's, or those of a body and its branch.

What comes in: two bearers. What goes out: a `Join`, or None where they cannot be or nothing speaks for it.
What it never does: join bodies of two countries, or take a branch for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.gazetteer import find_places
from kg.resolve.bearers import Bearer
from kg.resolve.joins import Join, SharedContext, are_of_other_countries
from kg.resolve.names import initials, is_acronym, is_generic, is_near, plain_words, split_branch, transliterated, words
from kg.resolve.words import word_set

_SURE = 0.9
_SHORTEST_ACRONYM = 3
_FEW_WORDS = 3
_FOR_A_LOOK = 0.44  # so low that nothing that articles say beside the names makes it enough
_MOST_ABBREVIATED = 4


def iter_keys(bearer_name: str, aliases: frozenset[str]) -> Iterator[tuple[str, bool, bool]]:
    """Keys of a name: each with whether others find it by them, and whether it finds others by them."""
    found = plain_words(bearer_name)
    yield f"n:{' '.join(found)}", True, True
    for alias in aliases:
        if _is_identifying(alias):
            yield f"n:{' '.join(plain_words(alias))}", True, True
    if is_acronym(bearer_name):
        yield f"i:{_letters(bearer_name)}", False, True
    else:
        for acronym in initials(" ".join(found)):
            yield f"i:{acronym}", True, False
    for acronym, rest in _abbreviations(bearer_name):
        yield f"a:{acronym} {' '.join(rest)}", True, True
    large = sorted({word for word in found if word not in word_set("small words")})
    if len(large) > 1:
        yield f"w:{' '.join(large)}", True, True
    if len(large) >= _FEW_WORDS:
        for left_out in large:
            rest = tuple(word for word in large if word != left_out)
            if not is_generic(rest):
                yield f"w:{' '.join(rest)}", False, True
                for letter in sorted({left_out[:1], transliterated(left_out)[:1]}):  # near words share one
                    yield f"w:{' '.join(rest)} {letter}*", True, True
    if (branch := _branch_of(bearer_name)) is not None:
        yield f"n:{' '.join(plain_words(branch[0]))}", False, True


def _abbreviations(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name with its first words abbreviated, as it is or as it may be: `un mine action service`."""
    found = plain_words(name)
    if is_acronym(name.split()[0]):
        yield found[0], found[1:]
    for length in range(2, min(len(found), _MOST_ABBREVIATED + 1)):
        yield "".join(word[0] for word in found[:length]), found[length:]


def compare(one: Bearer, other: Bearer, shared: SharedContext) -> Join | None:
    """How two names may be one organization's."""
    if are_of_other_countries(one, other):
        return None
    join = _compare(one, other) or _compare(other, one)
    return join if join is None or join.confidence >= _SURE else join.with_context(one, other, shared)


def _compare(one: Bearer, other: Bearer) -> Join | None:
    name, other_name = plain_words(one.name), plain_words(other.name)
    same_country = bool(one.countries & other.countries)
    if is_generic(name) and is_generic(other_name) and not same_country:
        return None
    if name == other_name:
        return Join("same-name", 0.96, "the same name but for the article, a legal form or a spelling")
    if _is_identifying(one.name) and any(plain_words(alias) == name for alias in other.aliases):
        if other_name[: len(name)] == name:
            return Join("part", _FOR_A_LOOK, f"a part of the name {other.name}, for which an article uses it")
        reason = f"an article that speaks of {other.name} calls it {one.name} too"
        return Join("stated", 0.93, reason, loose=one.id if is_acronym(one.name) else None)
    if find_branch(one.name, other.name) is not None:
        reason = f"{one.name} has the name of {other.name} and of a place"
        return Join("branch", 0.9, reason, part=one.id)
    if is_acronym(one.name):
        return _by_initials(one, other)
    if is_acronym(other.name):
        return None
    return _by_words(name, other_name, same_country=same_country) or _by_aliases(one, other)


def _by_initials(one: Bearer, other: Bearer) -> Join | None:
    letters = _letters(one.name)
    if len(letters) < _SHORTEST_ACRONYM or letters not in initials(other.name):
        return None
    confidence = 0.72 if len(letters) > _SHORTEST_ACRONYM else 0.48
    return Join("acronym", confidence, f"{one.name} has the initials of {other.name}", loose=one.id)


def _by_words(name: tuple[str, ...], other: tuple[str, ...], *, same_country: bool) -> Join | None:
    small = word_set("small words")
    large, other_large = ([word for word in each if word not in small] for each in (name, other))
    if sorted(large) == sorted(other_large):
        return Join("order", 0.92, "the same words in another order")
    if _expands(name, other) or _expands(other, name):
        return Join("abbreviation", 0.93, "the same name with some words abbreviated")
    if same_country and large[1:] == other_large and is_generic(tuple(other_large)):
        return Join("country", 0.9, "the same name, once with the adjective of its country")
    if len(large) == len(other_large) > 1:
        unlike = [(a, b) for a, b in zip(large, other_large, strict=True) if a != b]
        if len(unlike) == 1 and is_near(*unlike[0]) and min(map(len, unlike[0])) > _FEW_WORDS + 1:
            return Join("spelling", 0.84, f"spelt nearly alike: {unlike[0][0]}, {unlike[0][1]}")
    return None


def _by_aliases(one: Bearer, other: Bearer) -> Join | None:
    """Articles call both by one short name."""
    aliases = ({_letters(alias): alias for alias in each.aliases if is_acronym(alias)} for each in (one, other))
    first, second = aliases
    common = sorted(acronym for acronym in first.keys() & second.keys() if len(acronym) >= _SHORTEST_ACRONYM)
    if not common or is_generic(plain_words(one.name)) or is_generic(plain_words(other.name)):
        return None
    large, other_large = (
        {word for word in plain_words(each.name) if word not in word_set("small words")} for each in (one, other)
    )
    is_extended = large < other_large or other_large < large
    reason = f"both are called {first[common[0]]} as well"
    return Join("same-acronym", 0.72 if is_extended else _FOR_A_LOOK, reason)


def _expands(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether some word of `short` is the initials of several of `full`: `un mine …`, `united nations mine …`."""
    for i, word in enumerate(short):
        before, after = short[:i], short[i + 1 :]
        middle = full[i : len(full) - len(after)]
        if (
            len(middle) > 1
            and len(word) > 1
            and word != middle[0]
            and before + middle + after == full
            and word in ("".join(w[0] for w in middle), *initials(" ".join(middle)))
            and before + after
        ):
            return True
    return False


def find_branch(name: str, whole: str) -> str | None:
    """The place of the branch, if `name` is that of a branch of the body called `whole`.

    >>> find_branch("Amnesty International (Germany)", "Amnesty International")
    'Germany'
    >>> find_branch("UNICEF Georgia", "UNICEF"), find_branch("Bank of Georgia", "Bank")
    ('Georgia', None)
    """
    branch = _branch_of(name)
    return branch[1] if branch is not None and plain_words(branch[0]) == plain_words(whole) else None


def _branch_of(name: str) -> tuple[str, str] | None:
    if (found := split_branch(name)) is not None:
        return found if find_places(found[1]) else None
    parts = name.split()
    for start in range(max(1, len(parts) - 3), len(parts)):
        place = " ".join(parts[start:])
        whole = " ".join(parts[:start])
        if (
            words(parts[start - 1])[-1:]
            and words(parts[start - 1])[-1] not in word_set("small words")
            and any(found.type == "country" for found in find_places(place))
            and not is_generic(plain_words(whole))
        ):
            return whole, place
    return None


def _is_identifying(name: str) -> bool:
    found = plain_words(name)
    if is_acronym(name):
        return len(_letters(name)) >= _SHORTEST_ACRONYM
    return not is_generic(found) and (len(found) > 1 or len(found[0]) > _FEW_WORDS + 1 if found else False)


def _letters(name: str) -> str:
    letters = "".join(words(name))
    return letters[:-1] if name.endswith("s") and len(letters) > _SHORTEST_ACRONYM else letters
