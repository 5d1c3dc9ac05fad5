"""Corpora of any size, made from templates, in which all is known: who is who, what happened, what is a copy.

What comes in: a number of articles and a seed. What goes out: articles, the facts in them, and the truth.
What it never does: use a text from elsewhere, or give other bytes for the same number and seed.
"""

from benchmarks.corpus.stories import Written, iter_corpus, write_corpus
from benchmarks.corpus.world import Entity, Occurrence, World

__all__ = ["Entity", "Occurrence", "World", "Written", "iter_corpus", "write_corpus"]
