"""Who is who across articles.

What comes in: references, which are what single articles say of entities (`kg.model.Reference`), and decisions.
What goes out: clusters of references that are to one entity, each with its IRI, and the `kg.model.Identity` of every
join, accepted or not.
What it never does: read or write a graph, depend on the order in which it is given things, or join what a person
has set apart.

How it is used. `kg.pipeline.resolving` is the one that calls it, at the end of a build. It keeps a `Catalogue` beside
the store (SQLite, derived from the article graphs, made anew if it is missing) in which references are found by the
keys of their names. For each article that the catalogue does not have just so, it reads the references, resolves
anew the names that share a key with one of them, and writes where the outcome differs: the IRIs in article graphs,
`kg:Identity` nodes in the graph of links, and descriptions in the graph of entities. What is resolved from the same
articles is the same, in one build or many; a build that is killed leaves a list of what was still to be written.

What articles tell in common, occurrences and copies of texts, is found by `kg.resolve.stories` once actors are known.
"""

from kg.resolve.catalogue import FILE, Catalogue
from kg.resolve.corrections import check_correction
from kg.resolve.decisions import Decision, append_decisions, find_decisions, parse_decisions, read_decisions
from kg.resolve.resolver import Resolver

__all__ = [
    "FILE",
    "Catalogue",
    "Decision",
    "Resolver",
    "append_decisions",
    "check_correction",
    "find_decisions",
    "parse_decisions",
    "read_decisions",
]
