"""Commands about who is who: identities, merge, split, correct."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import kg
from kg.cli.answers import CELL_WIDTH, FORMATS
from kg.cli.options import DECISIONS, OUTPUT, STORE, say, writing

_COLUMNS = ("name", "other", "status", "confidence", "method", "reason", "articles")


@click.command()
@click.argument("actor", required=False)
@STORE
@click.option(
    "--status",
    type=click.Choice(["accepted", "candidate", "decided"]),
    help="Only those joined, those to look at, or those that a person decided.",
)
@click.option("--least", type=float, default=0.0, metavar="0…1", help="Only those of at least this confidence.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", *dict.fromkeys(FORMATS.values()), "sssom"]),
    help="Guessed from the file's ending, but for sssom.",
)
@OUTPUT
def identities(
    actor: str | None, store: Path, status: str | None, least: float, format_: str | None, output: str
) -> None:
    """List which names are taken for one actor, and why; and which may be one.

    \b
    kg identities --status candidate
    kg identities Guterres
    kg identities -f sssom -o mappings.sssom.tsv
    """
    format_ = format_ or FORMATS.get(Path(output).suffix.lower(), "table")
    with kg.open(store) as graph:
        found = graph.identities(actor, status=status, least=least)
    if format_ == "sssom":
        text = kg.to_sssom(found.to_records())
    elif format_ == "table":
        text = found.select(*_COLUMNS).to_table(width=None if not sys.stdout.isatty() else CELL_WIDTH)
    else:
        text = found.render(format_)
    with writing(output) as stream:
        stream.write(text if text.endswith("\n") else text + "\n")
    if not len(found):
        say("No identities.")


def _signed(command: Callable[..., None]) -> Callable[..., Any]:
    """The options by which a decision says who made it, and where it is written."""
    for option in (
        DECISIONS,
        click.option("--who", metavar="NAME", help="Who decides.  [default: the user of this computer]"),
        click.option("--why", metavar="REASON", required=True, help="The reason, for those who read it later."),
        STORE,
    ):
        command = option(command)
    return command


@click.command()
@click.argument("one")
@click.argument("other")
@_signed
def merge(one: str, other: str, store: Path, why: str, who: str | None, decisions: Path | None) -> None:
    """Decide that two actors are one, each given by name or IRI.

    \b
    kg merge "Marta Hollis" "Leyla Dorn" --why "she writes under two names"
    """
    _tell([kg.merge(store, one, other, why=why, who=who, decisions=decisions)])


@click.command()
@click.argument("actor")
@click.option("--article", metavar="ID", help="The article that speaks of someone else.")
@click.option("--name", metavar="NAME", help="The name that is someone else's.")
@_signed
def split(
    actor: str,
    article: str | None,
    name: str | None,
    store: Path,
    why: str,
    who: str | None,
    decisions: Path | None,
) -> None:
    """Decide that an actor is not the one of an article, or not the one of a name.

    \b
    kg split UNMAS --article 2025-04-14-664b6283ae --why "another body of that acronym"
    kg split Guterres --name Guterres --why "someone else of that surname"
    """
    _tell(kg.split(store, actor, article=article, name=name, why=why, who=who, decisions=decisions))


@click.command()
@click.argument("actor")
@click.option("--name", metavar="NAME", help="What it is called.")
@click.option("--kind", metavar="KIND", help="person, organization, group, state, place or other.")
@click.option("--type", "type_", metavar="CODE", help="A code of the scheme actor-type or place-type.")
@click.option("--country", metavar="CC", help="ISO 3166-1, two letters.")
@_signed
def correct(
    actor: str,
    name: str | None,
    kind: str | None,
    type_: str | None,
    country: str | None,
    store: Path,
    why: str,
    who: str | None,
    decisions: Path | None,
) -> None:
    """Decide the name, kind, type or country of an actor.

    \b
    kg correct UNMAS --type intergovernmental --why "a service of the United Nations"
    """
    _tell(
        kg.correct(
            store, actor, name=name, kind=kind, type=type_, country=country, why=why, who=who, decisions=decisions
        )
    )


def _tell(decisions: list[kg.Decision]) -> None:
    for decision in decisions:
        subject, value = decision.subject_label or decision.subject, decision.object_label or decision.object
        what = f"{decision.field}: {decision.value}" if decision.action == "correct" else value
        say(f"Decided: {decision.action} {subject} | {what}")
