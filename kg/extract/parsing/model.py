"""The language model that an installed package brings, made ready for articles.

What comes in: the name of a spaCy pipeline. What goes out: the pipeline, loaded once in a process.
What it never does: download one.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import set_current_ops

from kg.errors import KGError
from kg.extract import DEFAULT_MODEL
from kg.extract.parsing.steady import SteadyOps, make_steady

#: spaCy needs about 1 GB for 100,000 tokens at once; longer articles are refused, not cut.
MAX_CHARACTERS = 1_000_000


#: Words that spaCy takes apart at their hyphen and then reads wrongly; the model knows them without one.
_WHOLE = ("e-mail", "e-mails", "e-mailed", "e-mailing", "E-mail", "E-mails")


@Language.component("dateline_paragraphs")
def _start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """A new paragraph is a new sentence: the parser would join headlines to what follows."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            token.nbor().is_sent_start = True
    return doc


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that name, loaded once in a process.

    Raises:
        KGError: it is not installed.
    """
    set_current_ops(SteadyOps())
    try:
        nlp: Language = import_module(name).load() if name == DEFAULT_MODEL else spacy.load(name)
    except (ImportError, OSError) as error:
        raise KGError(
            f"The language model {name!r} is not installed ({error}).\n"
            f"Install it with pip, or leave --model out to use {DEFAULT_MODEL}."
        ) from None
    make_steady(nlp)
    add_whole_word = getattr(nlp.tokenizer, "add_special_case", None)  # a pipeline may bring a tokenizer of its own
    if add_whole_word is not None:
        for word in _WHOLE:
            add_whole_word(word, [{"ORTH": word, "NORM": word.lower().replace("-", "")}])
    nlp.add_pipe("dateline_paragraphs", before="parser")
    nlp.max_length = MAX_CHARACTERS
    return nlp
