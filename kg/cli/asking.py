"""The options that a named question has of its own, as click knows them: help, errors and completion.

What comes in: the words of a `kg query` command line. What goes out: options, one for each parameter.
What it never does: ask the question.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

import kg
from kg.cli.options import CLIError
from kg.errors import KGError
from kg.query import NamedQuery, Parameter, find_names, get_query, is_name, list_values, parse_query

#: Where the named query of a command line is kept, for its help and its options.
_NAMED = "kg.query.named"

#: How many names are offered for a word that is begun.
_OFFERED = 50


def find_question(question: str, folders: tuple[Path, ...]) -> NamedQuery | None:
    """The query that a word names, a file with a header among them; None for SPARQL and for what is not found."""
    if question.endswith(".rq") and Path(question).is_file():
        try:
            text = Path(question).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None  # the command says so when it asks
        return parse_query(Path(question).stem, text) if text.startswith("#") else None
    return next((query for query in kg.list_queries(folders) if query.name == question), None)


def check_required(given: Mapping[str, str]) -> None:
    """Refuse the question of this command line if it lacks a parameter, in the words of the command line.

    Raises:
        CLIError: it does.
    """
    named: NamedQuery | None = click.get_current_context().meta.get(_NAMED)
    if named is None:
        return
    for parameter in named.parameters:
        if parameter.required and not given.get(parameter.name, "").strip():
            option = _option(parameter)
            raise CLIError(
                f"The question {named.name!r} needs {option} ({parameter.description}).\n"
                f"For example: kg query {named.name} {option} NAME\nAll options: kg query {named.name} --help"
            )


def tell_asked(given: Mapping[str, str]) -> str:
    """What the question of this command line was and its parameters, as the rest of a sentence; nothing for SPARQL."""
    named: NamedQuery | None = click.get_current_context().meta.get(_NAMED)
    if named is None:
        return ""
    values = [(p, given.get(p.name) or p.default) for p in named.parameters]
    told = [f"{_option(p)} {value!r}{'' if given.get(p.name) else ' (default)'}" for p, value in values if value]
    return f" for {named.name}{' with ' if told else ''}{', '.join(told)}"


def _option(parameter: Parameter) -> str:
    return f"--{parameter.name.replace('_', '-')}"


class QuestionCommand(click.Command):
    """A command that takes the parameters of the question that it is given as options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the question among the words first, so that its parameters are options as any other."""
        ctx.meta[_NAMED] = None
        try:
            ctx.meta[_NAMED] = self._find_named(ctx, args)
        except KGError:
            if not ctx.resilient_parsing:
                raise
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters of every question, then those of this one."""
        params = super().get_params(ctx)
        taken = {option for param in params for option in param.opts}
        named: NamedQuery | None = ctx.meta.get(_NAMED)
        own = [QuestionOption(parameter) for parameter in named.parameters] if named else []
        return [*params, *(option for option in own if option.opts[0] not in taken)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of the question, if there is one; else that of the command."""
        named: NamedQuery | None = ctx.meta.get(_NAMED)
        if named is None:
            super().format_help(ctx, formatter)
            return
        formatter.write_usage(ctx.command_path, f"{named.name} [OPTIONS]")
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(f"{named.title}. {named.question}")
        options = self.get_params(ctx)
        own = [option for option in options if isinstance(option, QuestionOption)]
        shared = [option for option in options if isinstance(option, click.Option) and option not in own]
        _write_options(formatter, ctx, "Parameters", own)
        if named.columns:
            with formatter.section("Columns"):
                formatter.write_dl([(column.name, column.description) for column in named.columns])
        _write_options(formatter, ctx, "Options", shared)

    def _find_named(self, ctx: click.Context, args: list[str]) -> NamedQuery | None:
        parser = super().make_parser(ctx)
        parser.ignore_unknown_options = True
        try:
            given, words, _ = parser.parse_args(list(args))
        except click.UsageError:
            return None
        folders = tuple(map(Path, _listed(given.get("queries")) or _environment_folders()))
        candidates = [*_listed(given.get("question")), *_listed(given.get("parameters")), *words]
        found = (find_question(word, folders) for word in candidates)
        named = next((named for named in found if named is not None), None)
        if named is None and candidates and is_name(candidates[0]):
            # Before its options are said to be unknown, the question is.
            return get_query(candidates[0], folders)
        return named


def _listed(given: object) -> list[str]:
    """What the parser has for an argument or an option, which may be one word, several, or a mark for none."""
    return [given] if isinstance(given, str) else list(given) if isinstance(given, list | tuple) else []


class QuestionOption(click.Option):
    """An option for a parameter of a named query."""

    def __init__(self, parameter: Parameter) -> None:
        need = "" if parameter.need == "optional" else f"  [{parameter.need}]"
        super().__init__(
            [_option(parameter), f"given_{parameter.name}"],
            help=parameter.description + need,
            multiple=True,  # so that the command sees a second one, and can refuse it
            metavar=f"[{'|'.join(parameter.choices)}]" if parameter.choices else parameter.type.upper(),
        )
        self.parameter = parameter

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The values that begin so: codes and choices, and the names of entities in the store.

        No name is looked up at an endpoint: each key pressed would be a request over the network.
        """
        if self.parameter.type == "entity":
            values = [] if ctx.params.get("endpoint") else _names_in_store(ctx.params.get("store"), incomplete)
        else:
            values = [value for value in list_values(self.parameter) if value.startswith(incomplete)]
        return [CompletionItem(value) for value in values]


def complete_question(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The named queries whose names begin so, with their titles."""
    folders = tuple(map(Path, ctx.params.get("queries") or _environment_folders()))
    queries = kg.list_queries(folders)
    return [CompletionItem(query.name, help=query.title) for query in queries if query.name.startswith(incomplete)]


def _names_in_store(store: Path | None, incomplete: str) -> list[str]:
    try:
        with kg.open(store or Path(os.environ.get("KG_STORE", "kg-store"))) as graph:
            return find_names(graph.store.dataset, incomplete, limit=_OFFERED)
    except KGError:
        return []


def _environment_folders() -> list[str]:
    return [folder for folder in os.environ.get("KG_QUERIES", "").split(os.pathsep) if folder]


def _write_options(
    formatter: click.HelpFormatter, ctx: click.Context, title: str, options: list[click.Option] | list[QuestionOption]
) -> None:
    records = list(_iter_records(ctx, options))
    if records:
        with formatter.section(title):
            formatter.write_dl(records)


def _iter_records(ctx: click.Context, options: list[click.Option] | list[QuestionOption]) -> Iterator[tuple[str, str]]:
    for option in options:
        record = option.get_help_record(ctx)
        if record is not None:
            yield record
