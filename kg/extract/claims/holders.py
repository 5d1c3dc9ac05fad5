"""Whose saying, thinking or wanting a verb or a noun is: the head of the words for the source."""

from __future__ import annotations

from kg.extract.claims.cues import document_nouns, noun_cues, person_nouns, speaking_nouns, word_set
from kg.extract.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
#: What the noun for a claim can say, as a text does: `an announcement that describes`; no hope or fear says anything.
_TOLD = frozenset({"assertion", "accusation", "denial", "demand", "request", "promise", "condemnation"})
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "sis", "age", "ure", "al", "th")
_SPEAKING = frozenset({"PERSON", "ORG", "NORP"})
_BODIES_AND_PLACES = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})


def find_subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the clause from which it takes one.

    Follows coordination (`said … and added`), control (`tried to argue`), participles
    (`left, saying`) and relative clauses.
    """
    seen = 0
    while seen < 8:
        seen += 1
        for child in sorted(verb.children, key=lambda child: abs(child.i - verb.i)):
            if child.dep_ in _SUBJECTS:
                if child.is_punct:
                    return _noun_before(child)
                return None if child.lower_ == "there" else child
            if child.dep_ in _PASSIVE_SUBJECTS and seen > 1:
                return child
        before = _name_before(verb) or _behind_opening(verb)
        if before is not None:
            return before
        if verb.dep_ in ("acl", "relcl"):
            return _behind_noun(verb.head)
        if verb.dep_ == "pcomp":
            quoted = _object_quoted(verb.head)
            if quoted is not None:
                return quoted
            verb = _above_phrase(verb.head.head)
        elif verb.dep_ in ("csubj", "csubjpass") and verb.tag_ == "VBG" and verb.right_edge.nbor().text == ",":
            verb = verb.head
        elif verb.dep_ in ("conj", "xcomp", "advcl", "dep", "ccomp", "parataxis") and verb.head != verb:
            if (
                verb.dep_ in ("ccomp", "parataxis")
                and verb.tag_ not in ("VBG", "VB")
                and not _is_of_nothing(verb, seen)
            ):
                return None
            control = _object_control(verb) or _sender_of_received(verb)
            if control is not None:
                return control
            verb = verb.head
        else:
            return None
        if verb.pos_ in ("NOUN", "PROPN", "PRON"):
            return _behind_noun(verb)
    return None


def _name_before(verb: Token) -> Token | None:
    """The name that opens a sentence right before a verb, which the parser took for a part of it: `Brandt disputes`."""
    name = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    is_finite = verb.dep_ == "ROOT" and verb.tag_ in ("VBZ", "VBD")
    return name if name is not None and is_finite and name.dep_ == "compound" and name.head == verb else None


def _behind_opening(verb: Token) -> Token | None:
    """Of `In a letter seen by the paper, the envoy, Ada Moss, accused`: the envoy, taken for another name of the paper.

    The sentence opens with a preposition, its verb has no subject, and the noun stands behind the first comma.
    """
    sentence = verb.sent
    opening = next(iter(verb.lefts), None)
    if verb.dep_ != "ROOT" or opening is None or opening.dep_ != "prep" or opening.left_edge.i != sentence.start:
        return None
    comma = next((token for token in opening.subtree if token.text == ","), None)
    if comma is None or comma.i + 1 >= verb.i:
        return None
    for token in verb.doc[comma.i + 1 : verb.i]:
        if token.dep_ == "appos" and token.left_edge.i == comma.i + 1 and token.head.i < comma.i:
            return token if token.pos_ in ("NOUN", "PROPN") else None
    return None


def _is_of_nothing(verb: Token, seen: int) -> bool:
    """`says there is no case but calls it sad`: no subject that a verb beside it could share."""
    return seen > 1 and verb.dep_ == "ccomp" and any(child.dep_ == "expl" for child in verb.lefts)


def _object_quoted(preposition: Token) -> Token | None:
    """Of `quoted Ann Lee as saying`, Ann Lee."""
    if preposition.lower_ != "as" or preposition.head.lemma_ not in ("quote", "cite"):
        return None
    return next((child for child in preposition.head.rights if child.dep_ == "dobj"), None)


def _noun_before(mark: Token) -> Token | None:
    """The noun right before a dash that the parser took for a subject: `The film - a debut - says`."""
    noun = mark.doc[mark.i - 1] if mark.i > mark.sent.start else None
    while noun is not None and noun.dep_ in ("compound", "nmod", "amod") and noun.head.i < mark.i:
        noun = noun.head
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def find_neighbour(verb: Token) -> Token | None:
    """The noun right before a finite verb of speech to which the parser gave no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    i = verb.i - 1
    while i > verb.sent.start and (verb.doc[i].pos_ in ("ADV", "AUX") or verb.doc[i].text == ","):
        i -= 1
    noun = verb.doc[i]
    while noun.dep_ in ("compound", "appos", "nmod") and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun.ent_type_ in ("DATE", "TIME"):
        return None
    return noun if noun.i < verb.i and noun.pos_ in ("NOUN", "PROPN", "PRON") and noun.tag_ != "WP" else None


def find_agent(verb: Token) -> Token | None:
    """Who a passive verb says did it: the object of `by`."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((each for each in child.children if each.dep_ == "pobj" and not _is_time(each)), None)
    return None


def _is_time(noun: Token) -> bool:
    """`answered by Monday`, `by the end of the week`: when, not who."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lemma_ in ("end", "time")


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: with its subject, as a bare participle, or as in `was seized and told that`."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubjpass", "csubjpass", "auxpass"} or is_held_of_subject(verb):
        return True
    if deps & {"aux", "nsubj"}:
        return False
    if verb.dep_ == "conj" and verb.lemma_ == "tell" and "dobj" not in deps and "dative" not in deps:
        return is_passive(verb.head)
    if verb.tag_ == "VBD" and verb.dep_ == "acl":
        return not _closes_sentence(verb)
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")


def _closes_sentence(verb: Token) -> bool:
    """`The site was a barracks, a source told the paper.`: a source with its verb, and not one that was told."""
    source = verb.head
    start = source.left_edge.i
    if source.dep_ not in ("appos", "conj") or verb.doc[start - 1].text != ",":
        return False
    has_object = any(child.dep_ in ("dobj", "dative") for child in verb.rights)
    rest = verb.doc[verb.right_edge.i + 1 : verb.sent.end]
    return has_object and all(token.is_punct or token.is_space for token in rest)


def is_held_of_subject(verb: Token) -> bool:
    """`Ann Lee, said to be ill, stayed`: a participle that the parser took for what she did.

    Without the comma (`Three men thought to be ill are missing`) it may be a verb that takes no infinitive but so.
    """
    doc, i = verb.doc, verb.i
    if not 0 < i < len(doc) - 2 or doc[i + 1].lower_ != "to" or doc[i + 2].tag_ != "VB":
        return False
    has_subject = any(child.dep_ == "nsubj" and child.i < i for child in verb.lefts)
    if not has_subject or verb.tag_ not in ("VBD", "VBN") or any(child.dep_ == "aux" for child in verb.lefts):
        return False
    return verb.lemma_ in word_set("held of someone" if doc[i - 1].text == "," else "never to do something")


def find_possessor(noun: Token) -> Token | None:
    """Whose the noun is: `Norway's demand`, `the demand of Norway`, `a demand from Norway`."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def named_holder(holder: Token | None) -> Token | None:
    """The name beside a description: of `the guild's head, Ada Moss, said`, it is `Moss`."""
    if holder is None or holder.pos_ not in ("NOUN", "PROPN"):
        return holder
    named = _name_in_title(holder) or _name_behind_title(holder)
    if named is not None or holder.pos_ == "PROPN":
        return named or holder
    for noun in (holder, *_nouns_of(holder)):
        for child in noun.rights:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and child.ent_type_ == "PERSON":
                return child
    return holder


def _name_in_title(title: Token) -> Token | None:
    """Of `Governor of Norland Ann Lee`: `Lee`, which the parser took for the one that is governed."""
    if title.lower_ not in person_nouns():
        return None
    of = next((child for child in title.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    name = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if name is None or name.ent_type_ != "PERSON":
        return None
    return name if any(child.ent_type_ not in ("", "PERSON") for child in name.lefts) else None


def _name_behind_title(title: Token) -> Token | None:
    """Of `head of the delegation in Norland Ann Lee` and `the head of the clinic, Ann Lee, said`: `Lee`.

    The parser hangs the name on the body or the place, which bears no name of a person.
    """
    doc, last = title.doc, title.right_edge
    while last.is_punct and last.i > title.i:
        last = doc[last.i - 1]
    if last.ent_type_ != "PERSON" or title.ent_type_ == "PERSON" or title.lemma_.lower() not in person_nouns():
        return None
    start = last.i
    while doc[start - 1].ent_type_ == "PERSON":
        start -= 1
    before = doc[start - 1]
    if before.text == "," and last.dep_ == "appos":
        return last if last.head.ent_type_ in _BODIES_AND_PLACES and last.head != title else None
    is_of_name = before.ent_type_ in _BODIES_AND_PLACES and before.head in (last, *last.lefts)
    return last if is_of_name and last.dep_ == "pobj" else None


def _nouns_of(title: Token) -> list[Token]:
    """Of `the minister of the eastern council, Ada Moss`: the council, on which the parser may hang the name."""
    found: list[Token] = []
    noun: Token | None = title if title.lemma_.lower() in person_nouns() else None
    while noun is not None and len(found) < 3:
        of = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "for", "in"))
        noun = next((each for child in of for each in child.children if each.dep_ == "pobj"), None)
        found += [noun] if noun is not None else []
    return found


def find_author(document: Token) -> Token | None:
    """Whose a message or a report is that is said to say something: `a letter from the guild said`."""
    return find_possessor(document) if document.lemma_.lower() in document_nouns() else None


def _object_control(verb: Token) -> Token | None:
    """In `persuaded the court to say`, the court says; in `used harsh words to say`, the words say nothing."""
    if verb.dep_ != "xcomp":
        return None
    return next(
        (
            child
            for child in verb.head.children
            if child.dep_ in ("dobj", "dative")
            and child.i < verb.i
            and not (is_thing(child) or _is_figure(child) or _is_time(child))
        ),
        None,
    )


def _sender_of_received(verb: Token) -> Token | None:
    """Of `got a text from the bank telling them to`, the bank, or the message if nobody is named."""
    above = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or above.lemma_ not in word_set("meets with"):
        return None
    message = next((child for child in above.rights if child.dep_ == "dobj" and child.i < verb.i), None)
    if message is None or message.lemma_.lower() not in document_nouns():
        return None
    origin = find_possessor(message) or find_possessor(above)
    return origin or message


def _is_figure(token: Token) -> bool:
    """`voted 9–2 to ask`: no figure does what comes after it."""
    return not any(character.isalpha() for character in token.text)


def is_thing(noun: Token) -> bool:
    """Whether a common noun stands for nobody and for no document."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and noun.ent_type_ == "" and lemma not in person_nouns() | document_nouns()


def holds_nothing(noun: Token) -> bool:
    """Whether a common noun stands for nobody who could think or want something, and for no text: `weak sales`."""
    if noun.pos_ != "NOUN" or noun.ent_type_ != "" or noun.text[0].isupper():
        return False
    if any(child.dep_ == "appos" and child.ent_type_ in _SPEAKING for child in noun.rights):
        return False
    lemma = noun.lemma_.lower()
    return not (lemma in speaking_nouns() or noun.lower_ in speaking_nouns())


def is_event(noun: Token) -> bool:
    """Whether a common noun stands for something that happens or is so, and not for someone: `the crisis`."""
    lemma = noun.lemma_.lower()
    told = noun_cues().get(lemma)
    is_told = told is not None and told.type in _TOLD
    return holds_nothing(noun) and lemma.endswith(_ABSTRACT) and not is_told


def _above_phrase(head: Token) -> Token:
    """For `were in the lead in urging` and `have no way of knowing`, the verb above the thing that is done."""
    while head.pos_ == "NOUN" and is_thing(head) and head.dep_ in ("pobj", "dobj", "attr"):
        head = head.head.head if head.dep_ == "pobj" else head.head
    return head


def _behind_noun(noun: Token) -> Token:
    """The noun, or for a protest or a message that someone stages, that someone."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in word_set("stages"):
        return find_subject(verb) or noun
    return noun
