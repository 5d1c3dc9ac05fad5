"""What each main rule of extraction is worth: the scores of the marked articles without it.

    python benchmarks/ablations.py            on data/gold/dev.jsonl
    python benchmarks/ablations.py --gold data/gold/test.jsonl

Each rule is taken out by itself; the columns are F1, and the change against all rules together.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kg.articles import iter_articles
from kg.errors import ArticleError
from kg.evaluate import Evaluation, iter_comparisons
from kg.extract import DEFAULT_MODEL
from kg.extract.assemble import extract_facts
from kg.extract.document import iter_documents
from kg.model import Article, from_json

ROOT = Path(__file__).parent.parent
MEASURES = (
    "name, overlap and kind",
    "time, overlap and value",
    "communication, sender",
    "communication, recipient",
    "claim, content",
    "claim, content and source",
    "count, harm and figure",
)


def nothing(*_: Any, **__: Any) -> None:
    """No result."""


def empty(*_: Any, **__: Any) -> tuple[()]:
    """No results."""
    return ()


def names_as_given(_doc: Any, names: Any, *_: Any) -> Any:
    """The names as they came."""
    return names


def nobody(*_: Any, **__: Any) -> tuple[None, float]:
    """No antecedent."""
    return None, 0.0


#: What is taken out: where it stands, and what stands in for it.
RULES: dict[str, dict[str, Callable[..., Any]]] = {
    "dateline read apart": {"kg.extract.document._find_dateline": nothing},
    "quotations": {"kg.extract.claims.find_quotations": empty},
    "cue nouns": {"kg.extract.claims._FINDERS[NOUN]": nothing},
    "cue adjectives": {"kg.extract.claims._FINDERS[ADJ]": nothing},
    "speakers carried on": {"kg.extract.claims.find_unspoken": empty},
    "labelled speech": {"kg.extract.claims.find_labelled": empty},
    "speech after a colon": {"kg.extract.claims.find_announced": empty},
    "votes on kinds": {"kg.extract.entities.index.agree": names_as_given},
    "kinds agree in a list": {"kg.extract.entities.agreement.agree_in_lists": names_as_given},
    "words around a name": {"kg.extract.entities.agreement.kind_around": nothing},
    "antecedents": {"kg.extract.entities.index.EntityIndex._antecedent": nobody},
    "acts told twice": {"kg.extract.communications.find.find_earlier": nothing},
    "acts within acts": {"kg.extract.communications.find.find_frame": nothing},
    "figures beside a toll": {"kg.extract.casualties.counting.find_tolls": empty},
    "harm told by a phrase": {"kg.extract.casualties.counting.find_told": empty},
    "figures that continue": {"kg.extract.casualties.counting.find_continuation": nothing},
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=ROOT / "data" / "gold" / "dev.jsonl")
    gold = parser.parse_args().gold
    print(
        f"{'without':28}" + "".join(f"{name.split(',')[0][:5] + ':' + name.split()[-1][:8]:>17}" for name in MEASURES)
    )
    whole = _score(gold, {})
    print(f"{'(all rules)':28}" + "".join(f"{whole[name]:17.3f}" for name in MEASURES))
    for rule, parts in RULES.items():
        scores = _score(gold, parts)
        cells = (f"{scores[name]:9.3f} ({scores[name] - whole[name]:+.3f})" for name in MEASURES)
        print(f"{rule:28}" + "".join(cells))


def _score(gold: Path, parts: dict[str, Callable[..., Any]]) -> dict[str, float]:
    expected = [from_json(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    with ExitStack() as stack:
        for place, stand_in in parts.items():
            name, _, key = place.rstrip("]").partition("[")
            changed = patch.dict(name, {key: stand_in}) if key else patch(name, stand_in)
            stack.enter_context(changed)
        documents = iter_documents(_iter_articles(), model=DEFAULT_MODEL)
        evaluation = Evaluation.of(iter_comparisons(expected, [extract_facts(document) for document in documents]))
    return {name: evaluation.get(name).f1 for name in MEASURES}


def _iter_articles() -> Iterator[Article]:
    for source in iter_articles([ROOT / "data" / "articles", ROOT / "data" / "gold" / "articles"]):
        if not isinstance(source, ArticleError):
            yield source.article


if __name__ == "__main__":
    main()
