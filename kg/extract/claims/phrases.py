"""Contents that are phrases: `urged them to go`, `accused him of`, `called it a fraud`, `condemned the raid`."""

from __future__ import annotations

from kg.extract.claims.contents import (
    Content,
    find_child,
    is_infinitive_with_subject,
    noun_of,
    object_of,
    tokens_through,
)
from kg.extract.claims.cues import Cue, actor_nouns, find_verb_cue, light_verbs, noun_cues, person_nouns, word_set
from kg.extract.claims.findings import subtree
from kg.extract.claims.nouns import find_in_noun
from kg.extract.tokens import Token

_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
#: What is expected, asked or promised lies ahead, and a time behind it is its own.
_OF_WHAT_IS_TO_COME = frozenset({"prediction", "promise", "demand", "request"})
_PREDICATES = frozenset({"dobj", "oprd", "ccomp", "xcomp", "acomp"})
_SAID = frozenset({"it", "this", "that", "them", "these"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_MARKS = frozenset({'"', "''"})
_INFINITIVE = frozenset({"VB", "VBG"})
_ACCUSING = frozenset({"accusation"})
_WITH_TARGET = frozenset({"accusation", "condemnation", "praise"})


def find_infinitive(verb: Token, cue: Cue) -> Content | None:
    """`urged the council to act`, `wants her to go`, `vowed to fight`."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and cue.takes("o") and is_infinitive_with_subject(clause):
            subject = next(child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass"))
            asked = _who_is_asked(verb, cue, subject)
            return Content(frame="o", content=subtree(clause, asked), addressee=asked)
    clause_ = find_child(verb, "xcomp") or _purpose_asked(verb, cue)
    if clause_ is None or clause_.i < verb.i:
        return None
    receiver = find_child(verb, "dobj", "dative")
    if receiver is not None and receiver.i < clause_.i:
        if not cue.takes("o"):
            return None
        asked = _who_is_asked(verb, cue, noun_of(receiver))
        content = tokens_through(receiver, clause_) if asked is None else subtree(clause_) - _before(receiver, clause_)
        return Content(frame="o", content=content, addressee=asked)
    frame = "i" if cue.takes("i") else "g"
    if frame == "g" and not (cue.takes("g") and _is_gerund(clause_)):
        return None
    if not _has_own_clause(clause_) and not _is_silence(verb, clause_):
        asked = object_of(verb, "to") if cue.frames[frame] in ("demand", "request") else None
        return Content(frame=frame, content=subtree(clause_, *_reasons(clause_)), addressee=asked)
    return None


def _before(receiver: Token, clause: Token) -> set[int]:
    """The words for those who are asked, up to what they are asked."""
    return {i for i in subtree(receiver) if i < clause.left_edge.i or clause not in receiver.subtree}


def _is_gerund(clause: Token) -> bool:
    """`receiving the letter`, `having received it`."""
    first = next((child for child in clause.lefts if child.dep_ in ("aux", "auxpass")), clause)
    return first.tag_ == "VBG"


def _purpose_asked(verb: Token, cue: Cue) -> Token | None:
    """`petitioned the board to let them stay`: what someone is asked, which the parser takes for a purpose."""
    if not (cue.takes("o") and cue.is_strict and cue.frames["o"] in ("demand", "request")):
        return None
    clause = find_child(verb, "advcl")
    receiver = find_child(verb, "dobj")
    if receiver is not None and clause is None:
        return _behind_relative(receiver)
    if clause is None or receiver is None or clause.left_edge.i != receiver.right_edge.i + 1:
        return None
    return clause if any(each.lower_ == "to" for each in clause.lefts) else None


def _behind_relative(receiver: Token) -> Token | None:
    """`asked anyone who ate there to ring`: what they are asked, hung on the clause that says who they are."""
    relative = next((child for child in receiver.rights if child.dep_ == "relcl"), None)
    clause = find_child(relative, "advcl") if relative is not None else None
    if clause is None or not any(each.lower_ == "to" for each in clause.lefts):
        return None
    return clause if clause.right_edge.i == receiver.right_edge.i else None


def _reasons(clause: Token) -> list[Token]:
    """Why somebody asks not to be named, which is the narrator's: `because the case is open`, `for fear of him`."""
    if clause.lemma_ not in word_set("kept out of the paper"):
        return []
    clauses = [child for child in clause.rights if child.dep_ == "advcl" and child.i > clause.i]
    return clauses + [child for child in clause.rights if child.dep_ == "prep" and child.lower_ in ("for", "because")]


def _is_silence(verb: Token, clause: Token) -> bool:
    """`declined to comment`, `refused to elaborate on it`: that someone says nothing, of which nothing is claimed."""
    return verb.lemma_ in word_set("refuses") and clause.lemma_ in word_set("says something")


def _who_is_asked(verb: Token, cue: Cue, noun: Token | None) -> Token | None:
    """Those who are told to do something; of whom one only wants or expects something, nothing is asked."""
    is_told = cue.frames["o"] in ("demand", "request") and verb.lemma_ not in word_set("wants of someone")
    return noun if is_told else None


def _has_own_clause(verb: Token) -> bool:
    """`refused to say whether`, `wanted to tell them that`: the inner verb is the cue."""
    match = find_verb_cue(verb)
    return match is not None and match[0].is_strict and match[0].takes("c") and find_child(verb, "ccomp") is not None


def find_after_preposition(verb: Token, cue: Cue, particle: Token | None) -> Content | None:
    """`called for`, `accused them of`, `warned about`: what stands behind the preposition of the frame."""
    for child in [*([particle, *particle.rights] if particle is not None else []), *verb.rights]:
        word = child.lower_
        if child.dep_ not in ("prep", "prt", "dative", "agent"):
            continue
        phrase = next((each for each in child.children if each.dep_ in ("pobj", "pcomp")), None)
        if cue.takes(f"{word}-to"):
            called = _call_on(verb, f"{word}-to", child, phrase)
            if called is not None:
                return called
            continue
        if not cue.takes(word) or phrase is None or _is_setting(phrase):
            continue
        if cue.type == "assertion" and word in ("of", "about") and phrase.lower_ in _SAID:  # "rarely spoke of it"
            continue
        receiver = find_child(verb, "dobj") or _held(particle)
        if receiver is not None and receiver == particle:
            return Content(frame=word, content=subtree(phrase), cue_tokens=(child.i,))
        if receiver is not None and receiver.i > child.i:
            continue
        if receiver is not None and (cue.type in _WITH_TARGET or (word == "to" and not cue.takes("d"))):
            is_told_of = word in ("to", "as", "with") and cue.type not in _ACCUSING
            is_inside = phrase.i in subtree(receiver)
            content = tokens_through(receiver, child) if is_told_of else subtree(phrase)
            content -= set() if is_told_of or is_inside else subtree(receiver)
            return Content(frame=word, content=content, target=receiver)
        content = subtree(phrase)
        if cue.type in ("demand", "request") and word == "for":
            content |= _infinitive_after(verb, phrase)
        asked = receiver or (object_of(verb, "to") if cue.type in ("demand", "request") else None)
        return Content(frame=word, content=content, addressee=asked, cue_tokens=(child.i,))
    return _for_to(verb, cue, particle) or _with_to(verb, cue) or _inside_object(verb, cue)


def _held(particle: Token | None) -> Token | None:
    """Of `hold the firm responsible`, the firm, which the parser took for the subject of the adjective."""
    is_adjective = particle is not None and particle.pos_ == "ADJ"
    return find_child(particle, "nsubj") if particle is not None and is_adjective else None


def _for_to(verb: Token, cue: Cue, particle: Token | None) -> Content | None:
    """`called for the mine to be closed`: an infinitive with its subject behind `for`."""
    for child in verb.rights:
        mark = next((each for each in child.lefts if each.dep_ == "mark" and each.lower_ == "for"), None)
        if mark is not None and cue.takes("for") and (particle is None or particle == mark):
            return Content(frame="for", content=subtree(child) - {mark.i}, cue_tokens=(mark.i,))
    return None


def _with_to(verb: Token, cue: Cue) -> Content | None:
    """`pleaded with them to wait`: an infinitive with its subject behind `with`."""
    if not cue.takes("with-to"):
        return None
    for child in verb.rights:
        mark = next((each for each in child.lefts if each.dep_ == "mark" and each.lower_ == "with"), None)
        subject = find_child(child, "nsubj", "nsubjpass")
        if mark is not None and subject is not None and is_infinitive_with_subject(child):
            return Content(frame="with-to", content=subtree(child, subject) - {mark.i}, addressee=subject)
    return None


def _is_setting(phrase: Token) -> bool:
    """When or how one speaks: `spoke on Friday`, `speaking on condition of anonymity`."""
    if phrase.ent_type_ in ("DATE", "TIME") or (phrase.text[:1].isdigit() and phrase.text[-2:] in _ORDINALS):
        return True
    return phrase.lemma_.lower() in word_set("how one speaks")


def _inside_object(verb: Token, cue: Cue) -> Content | None:
    """`accused the state of murder`, `warned troops against looting`, with the phrase hung on the object."""
    receiver = find_child(verb, "dobj")
    if receiver is None or not (cue.type == "accusation" or cue.takes("d")):
        return None
    for child in receiver.rights:
        phrase = next((each for each in child.children if each.dep_ in ("pobj", "pcomp")), None)
        if child.dep_ != "prep" or not cue.takes(child.lower_) or phrase is None:
            continue
        if cue.type == "accusation":
            return Content(frame=child.lower_, content=subtree(phrase), target=receiver)
        if phrase.dep_ == "pcomp":
            return Content(frame=child.lower_, content=subtree(phrase), addressee=receiver)
    return None


def _call_on(verb: Token, frame: str, preposition: Token, phrase: Token | None) -> Content | None:
    """`called on the parties to talk`, however the parser hangs the infinitive."""
    addressee = phrase or next((c for c in verb.rights if c.i > preposition.i and c.dep_ in ("dobj", "pobj")), None)
    if addressee is None:
        return None
    deed = _infinitive_after(verb, addressee)
    if not deed and preposition.lower_ == "to":
        return None
    content = (deed or _deed_inside(addressee)) - {addressee.i} or subtree(addressee)
    return Content(frame=frame, content=content, addressee=addressee, cue_tokens=(preposition.i,))


def _deed_inside(noun: Token) -> set[int]:
    """What `noun` is to do, where the parser hung the infinitive on the noun."""
    clauses = (child for child in noun.rights if child.dep_ in ("relcl", "acl", "xcomp", "advcl"))
    clause = next((each for each in clauses if any(child.lower_ == "to" for child in each.lefts)), None)
    return subtree(clause) if clause is not None else set()


def _is_purpose(clause: Token) -> bool:
    """`called the office to ask`: an infinitive that says what for."""
    return clause.dep_ == "xcomp" and clause.lemma_ != "be" and any(c.lower_ == "to" for c in clause.lefts)


def _infinitive_after(verb: Token, noun: Token) -> set[int]:
    """What `noun` is to do, where the parser hung the infinitive on the verb."""
    found: set[int] = set()
    for child in verb.rights:
        is_infinitive = child.tag_ in _INFINITIVE or any(each.lower_ == "to" for each in child.lefts)
        if child.i > noun.i and child.dep_ in ("xcomp", "advcl", "ccomp", "acl") and is_infinitive:
            found |= subtree(child)
    return found


def find_predicate(verb: Token, cue: Cue) -> Content | None:
    """`called the plan a fraud`, `described it as a success`."""
    if cue.takes("s") and not _is_called_off(verb):
        parts = [child for child in verb.rights if child.dep_ in _PREDICATES and not _is_purpose(child)]
        if _only_names(verb, parts):
            return None
        if len(parts) > 1 or any(part.dep_ in ("ccomp", "oprd") for part in parts):
            target = next((part for part in parts if part.dep_ == "dobj"), None)
            parts += [child for child in verb.rights if child.i > parts[-1].i and _is_of_predicate(child)]
            return Content(frame="s", content=tokens_through(*parts), target=target)
        if len(parts) == 1 and any(token.text in ('"', "''", "'") for token in parts[0].subtree):
            return Content(frame="s", content=subtree(parts[0]))
    if cue.takes("as"):
        as_phrase = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "as"), None)
        receiver = find_child(verb, "dobj")
        if as_phrase is not None and receiver is not None and receiver.i > verb.i:
            return Content(frame="as", content=tokens_through(receiver, as_phrase), target=receiver)
    return None


def _second_object(verb: Token, receiver: Token) -> Token | None:
    """`promised every household a home`: what is promised, where the parser sees two objects alike."""
    return next((child for child in verb.rights if child.dep_ == "dobj" and child.i > receiver.right_edge.i), None)


def _is_called_off(verb: Token) -> bool:
    """`called it off`, `called the guests in`: with its particle the verb calls nothing by a name."""
    particles = ("off", "in", "up", "back")
    return verb.lemma_ == "call" and any(
        child.lower_ in particles and child.dep_ in ("prt", "advmod") and child.n_rights == 0 for child in verb.rights
    )


def _is_of_predicate(phrase: Token) -> bool:
    """`called him a master at building ships`."""
    return phrase.dep_ == "prep" and any(child.dep_ == "pcomp" for child in phrase.children)


def _only_names(verb: Token, parts: list[Token]) -> bool:
    """Whether the verb only gives a name: "a ship called the Aurora", "a group calling itself the Reds"."""
    if any(part.lower_.endswith(("self", "selves")) for part in parts):
        return True
    return [part.dep_ for part in parts] == ["oprd"] and not any(child.dep_ == "dobj" for child in verb.lefts)


def find_noun_phrase(verb: Token, cue: Cue) -> Content | None:
    """`condemned the attack as cowardly`, `denied the charge`, `backed the plan`, `condemned what they did`.

    Who `denies women admission` contradicts nobody.
    """
    if not (cue.takes("n") or cue.takes("idea")):
        return None
    receiver = find_child(verb, "dobj") or _object_of_particle(verb)
    if receiver is None and not cue.takes("c"):
        receiver = find_child(verb, "ccomp")
    if receiver is None or receiver.i < verb.i or receiver.tag_ in ("WDT", "WP"):
        return None
    if cue.type == "question" and _is_someone(receiver):
        return None
    if receiver.lower_.endswith(("self", "selves")) and verb.dep_ == "xcomp":  # "asked to explain itself"
        return None
    if verb.lemma_ in light_verbs() and find_in_noun(receiver) is not None:  # "voiced regret that"
        return None
    if verb.lemma_ == "say" and receiver.lemma_ in word_set("said without telling anything"):
        return None
    if cue.type == "denial" and find_child(verb, "dative") is not None:
        return None
    takes = "says what is claimed" if verb.lemma_ in word_set("is verified") else "what can be agreed with"
    if not cue.takes("n") and receiver.lemma_.lower() not in word_set(takes):
        return None
    given = _second_object(verb, receiver) if cue.takes("d") else None
    if given is not None:
        return Content(frame="n", content=subtree(given), addressee=receiver)
    parts = [receiver]
    for child in verb.rights:
        if child.i > receiver.i and child.dep_ != "punct":
            is_when = cue.type in _OF_WHAT_IS_TO_COME and _is_time(child)
            if not (is_when or _belongs(child) or _is_origin(child, receiver) or _says_what_for(child, receiver)):
                if child.dep_ == "npadvmod":
                    continue
                break
            parts.append(child)
    if cue.type == "assertion" and len(parts) == 1 and is_taken_up(receiver):
        return None
    content = _before_colon(verb, tokens_through(*parts))
    last = verb.doc[max(content)]
    addressee = object_of(verb, "from") if cue.type in ("demand", "request") else None
    target = receiver if cue.type in _WITH_TARGET else None
    frame = "n" if cue.takes("n") else "idea"
    return Content(frame=frame, content=content - _aside(verb, last), addressee=addressee, target=target)


def _object_of_particle(verb: Token) -> Token | None:
    """`laughed off the claims`: the object, which the parser hung on the particle."""
    match = find_verb_cue(verb)
    particle = match[1] if match is not None else None
    is_hung = particle is not None and particle.dep_ == "prep"
    return next((each for each in particle.children if each.dep_ == "pobj"), None) if particle and is_hung else None


def _before_colon(verb: Token, content: set[int]) -> set[int]:
    """`rejected any hint of neglect: the gates were new`: what stands before a colon or semicolon."""
    marks = 0
    for i in sorted(content):
        marks += verb.doc[i].text in _MARKS
        if verb.doc[i].text in (":", ";") and marks % 2 == 0:
            return {j for j in content if j < i}
    return content


def is_taken_up(noun: Token) -> bool:
    """Whether the noun only takes up what was told before, or tells nothing: `this figure`, `that`, `little`."""
    anaphors = word_set("taken up without being told")
    return noun.lower_ in anaphors or (
        any(child.lower_ in anaphors for child in noun.lefts) and noun.right_edge.i == noun.i
    )


def _is_someone(noun: Token) -> bool:
    """Whether the noun stands for people: whoever `questions a suspect` puts nothing in question."""
    return noun.pos_ in ("PRON", "PROPN") or noun.ent_type_ == "PERSON" or noun.lemma_.lower() in person_nouns()


def _says_what_for(clause: Token, noun: Token) -> bool:
    """`announced plans this week to build a dam`: the infinitive of a noun of speech or thought."""
    is_infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts)
    return clause.dep_ in ("xcomp", "advcl") and is_infinitive and noun.lemma_.lower() in noun_cues()


def _is_time(part: Token) -> bool:
    """`predicts a cut before summer`, `expects a reply today`: when it is to be."""
    inner = next((child for child in part.children if child.dep_ in ("pobj", "npadvmod")), part)
    return part.dep_ in ("prep", "npadvmod", "advmod") and inner.ent_type_ in ("DATE", "TIME")


def _is_origin(part: Token, noun: Token) -> bool:
    """`blames snipers from Karsun`: where people are from, right behind the word for them."""
    return part.lower_ == "from" and part.i == noun.i + 1 and noun.lemma_.lower() in actor_nouns()


def _belongs(part: Token) -> bool:
    """Whether what follows the object is part of what the source speaks of, not of when or where it spoke."""
    if part.dep_ in ("oprd", "acl", "relcl", "cc", "acomp", "ccomp"):
        return True
    if part.dep_ == "conj":
        return part.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    if part.dep_ != "prep" or part.lower_ in word_set("when it was said"):
        return False
    inner = next((child for child in part.children if child.dep_ == "pobj"), None)
    if part.lower_ == "by":
        return inner is not None and inner.ent_type_ not in ("DATE", "TIME")
    if part.lower_ in ("in", "on", "at", "from", "with", "to"):
        return inner is not None and inner.ent_type_ not in _WHEN_OR_WHERE and part.lower_ in ("on", "with")
    return True


def _aside(verb: Token, last: Token) -> set[int]:
    """The relative clause after a comma that ends in `last`: the narrator's, not the source's."""
    for token in last.ancestors:
        if token == verb:
            break
        if token.dep_ == "relcl" and token.right_edge.i == last.i and token.doc[token.left_edge.i - 1].text == ",":
            return set(range(token.left_edge.i, last.i + 1))
    return set()
