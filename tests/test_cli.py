"""The command line: every command says how it is used, its example runs, and its statuses mean something."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main

COMMANDS = sorted(main.commands)


def run(*arguments: str | Path) -> Result:
    """The command with these arguments; an exception that is no exit is a bug and is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def examples(command: click.Command) -> list[str]:
    """The lines of the command's help that show how it is called."""
    return [line.strip() for line in (command.help or "").splitlines() if line.strip().startswith("kg ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert examples(main.commands[name]), f"`kg {name} --help` has no example"
    assert run(name, "-h").output == result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_reaches_its_function(name: str) -> None:
    command = main.commands[name]
    assert command.callback is not None
    code = command.callback.__code__
    accepted = set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    assert {parameter.name for parameter in command.params} == accepted


@pytest.mark.parametrize("example", [line for name in COMMANDS for line in examples(main.commands[name])])
def test_every_example_in_the_help_runs(
    example: str,
    root: Path,
    sample_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if "http://localhost:7878" in example:
        example = example.replace("http://localhost:7878", request.getfixturevalue("endpoint"))
    words = shlex.split(example.partition("|")[0])[1:]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(root / "data")
    if words[0] in ("merge", "split", "correct"):
        shutil.copytree(sample_store, tmp_path / "kg-store")
    else:
        (tmp_path / "kg-store").symlink_to(sample_store)
    for path in (word for word in words if re.search(r"\.(jsonl|ttl|nq)$", word) and "-o" not in words):
        run(*(("extract", "data/gold/../articles/black-sea-grain.csv") if "json" in path else ("export",)), "-o", path)
    if words[0] == "build":
        words += [] if "--store" in words else ["--store", "new-store"]
    result = run(*words)
    assert result.exit_code == 0, result.output


def test_version_and_commands_in_the_order_of_work() -> None:
    assert run("--version").output.startswith("kg, version ")
    listed = re.findall(r"^  ([a-z-]+) ", run("--help").output.partition("Commands:")[2], re.MULTILINE)
    assert listed[:4] == ["build", "extract", "validate", "query"]


def test_a_path_that_does_not_exist_is_an_error_of_use(tmp_path: Path) -> None:
    result = run("build", tmp_path / "nothing", "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert "does not exist" in result.output
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--cache", "kept", "--no-cache"), "Both --cache and --no-cache are given"),
        (("--shards", "made"), "only the workers of a cluster make shards"),
    ],
)
def test_an_option_that_would_do_nothing_is_an_error(
    options: tuple[str, ...], message: str, sample_articles: Path, tmp_path: Path
) -> None:
    result = run("build", sample_articles, "--store", tmp_path / "store", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "store").exists()


def test_a_store_that_does_not_exist_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("query", "letters", "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert "kg build" in result.output


def test_some_articles_failed_is_status_1_and_the_summary_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "It rained in Lima.", "date": "2024-05-07"}), encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    result = run("build", tmp_path / "a.json", tmp_path / "b.txt", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "2 articles: 1 built, 1 failed" in result.output
    assert "b.txt" in result.output


def test_data_goes_to_stdout_and_all_else_to_stderr(sample_articles: Path) -> None:
    result = run("extract", sample_articles / "1997-10-10-nobel-landmines.json", "-v")
    assert json.loads(result.stdout)["article"]["publisher"] == "Archive Letter"
    assert "extracted" in result.stderr


def test_a_file_that_cannot_be_written_is_status_2(sample_store: Path, tmp_path: Path) -> None:
    result = run("export", "--store", sample_store, "-o", tmp_path / "no" / "graph.ttl")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_what_names_no_file_is_an_error(name: str, sample_store: Path) -> None:
    result = run("query", "actors", "--store", sample_store, "-o", name)
    assert result.exit_code == 2
    assert f"{name!r} is not the name of a file" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", [False, True])
@pytest.mark.parametrize("command", ["query actors", "stats", "export", "network", "validate", "list-queries"])
def test_a_full_standard_output_is_status_2(
    command: str,
    unbuffered: bool,
    sample_store: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_STORE", str(sample_store))
    with io.TextIOWrapper(
        Path("/dev/full").open("wb", buffering=0 if unbuffered else -1),  # type: ignore[call-overload]
        write_through=unbuffered,
    ) as full:
        monkeypatch.setattr("sys.stdout", full)
        with pytest.raises(SystemExit) as stopped:
            main(command.split())
    assert stopped.value.code == 2
    assert "Error: standard output cannot be written: No space left on device.\n" in capsys.readouterr().err


def test_closed_standard_output_and_input_are_errors(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stream, question, message in (
        ("sys.stdin", "-", "Standard input is closed"),
        ("sys.stdout", "ASK {}", "Standard output is closed"),
    ):
        monkeypatch.setattr(stream, None)
        with pytest.raises(SystemExit) as stopped:
            main(["query", question, "--store", str(sample_store)])
        assert stopped.value.code == 2
        assert message in capsys.readouterr().err


def test_a_folder_that_takes_nothing_is_an_error_and_no_crash(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(act: Callable[..., object]) -> Callable[..., object]:
        def refused(path: Path, *args: object, **named: object) -> object:
            if path.suffix == ".partial":
                raise OSError(30, "Read-only file system")
            return act(path, *args, **named)

        return refused

    monkeypatch.setattr(Path, "open", refuse(Path.open))
    monkeypatch.setattr(Path, "unlink", refuse(Path.unlink))
    result = CliRunner().invoke(main, ["export", "--store", str(sample_store), "-o", str(tmp_path / "graph.nq")])
    assert result.exit_code == 2
    assert "cannot be written: Read-only file system" in result.output


def test_an_ending_that_names_no_format_is_status_2(sample_store: Path, tmp_path: Path) -> None:
    assert run("export", "--store", sample_store, "-o", tmp_path / "graph.xyz").exit_code == 2
    assert run("network", "--store", sample_store, "-o", tmp_path / "graph.ttl").exit_code == 2


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * WHERE { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * FROM <http://localhost/data.ttl> WHERE { ?s ?p ?o }",
        "SELECT * WHERE { ?s ?p",
        "lettres",
    ],
)
def test_what_may_not_be_asked_is_status_2(query: str, sample_store: Path) -> None:
    result = run("query", query, "--store", sample_store)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")


def test_a_parameter_without_a_value_says_how(sample_store: Path) -> None:
    result = run("query", "letters", "recipient", "--store", sample_store)
    assert result.exit_code == 2
    assert "NAME=VALUE" in result.output


def test_validation_of_a_graph_that_breaks_a_shape_is_status_1(sample_store: Path, tmp_path: Path) -> None:
    run("export", "--store", sample_store, "-o", tmp_path / "graph.nq")
    text = (tmp_path / "graph.nq").read_text(encoding="utf-8")
    spoiled = re.sub(r'(#startOffset> )"(\d+)"', r'\1"-\2"', text, count=1)
    (tmp_path / "graph.nq").write_text(spoiled, encoding="utf-8")
    result = run("validate", tmp_path / "graph.nq")
    assert result.exit_code == 1
    assert "VIOLATION" in result.output


def test_store_is_found_through_the_environment(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(sample_store))
    assert "articles" in run("stats").output


def test_a_question_that_is_no_text_is_an_error(tmp_path: Path, sample_store: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"# Title\xff\nASK {}")
    result = CliRunner().invoke(main, ["query", str(tmp_path / "bad.rq"), "--store", str(sample_store)])
    assert result.exit_code == 2
    assert "is not UTF-8" in result.output


def test_standard_input_that_is_no_text_is_an_error(sample_store: Path) -> None:
    result = CliRunner().invoke(main, ["query", "-", "--store", str(sample_store)], input=b"ASK {} # \xff")
    assert result.exit_code == 2
    assert "Standard input is not UTF-8" in result.stderr


def test_what_is_told_cannot_drive_the_terminal(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "red\x1b[31m.txt").write_text("", encoding="utf-8")
    built = run("build", tmp_path, "--store", tmp_path / "store")
    asked = run("query", "a\x1b[31m.rq", "--store", sample_store)
    assert "Not built: " in built.stderr
    for told in (built.stderr, asked.stderr):
        assert "\ufffd[31m" in told
        assert "\x1b" not in told


def test_query_is_read_from_a_file_and_from_standard_input(sample_store: Path, tmp_path: Path) -> None:
    question = "SELECT (COUNT(*) AS ?articles) WHERE { ?article a kg:Article ; kg:articleText ?text }"
    (tmp_path / "count.rq").write_text(question, encoding="utf-8")
    from_file = run("query", tmp_path / "count.rq", "--store", sample_store, "-f", "csv")
    piped = CliRunner().invoke(main, ["query", "-", "--store", str(sample_store), "-f", "csv"], input=question)
    assert from_file.stdout.split() == piped.stdout.split() == ["articles", "14"]


def test_on_a_terminal_a_table_fits_and_says_what_it_leaves_out(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "60")

    with pytest.raises(SystemExit) as stopped:
        main(["query", "letters", "--store", str(sample_store)])

    assert stopped.value.code == 0
    lines = sys.stdout.getvalue().splitlines()  # type: ignore[attr-defined]
    assert lines[0].split()[:2] == ["sender", "recipient"]
    assert max(map(len, lines)) <= 60
    assert "article" not in lines[0]


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_an_empty_answer_says_so(sample_store: Path) -> None:
    result = run("query", "SELECT ?x WHERE { ?x kg:isWithin ?x }", "--store", sample_store)
    assert (result.exit_code, result.stdout.split()) == (0, ["x", "-"])
    assert "No rows." in result.stderr


def test_the_ending_of_a_file_gives_the_format(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    assert run("query", "letters", "--store", sample_store, "-o", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("sender,recipient,")


def test_the_ending_of_a_file_gives_the_format_of_identities(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "identities.csv"
    assert run("identities", "--store", sample_store, "-o", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("name,other,status,")


def test_facts_of_other_articles_cannot_be_scored(root: Path, sample_articles: Path, tmp_path: Path) -> None:
    found = tmp_path / "facts.jsonl"
    run("extract", sample_articles / "black-sea-grain.csv", "-o", found)
    partly = run("evaluate", root / "data" / "gold", found)
    assert partly.exit_code == 0
    assert re.search(r"has no facts of \d+ of the \d+ articles in .*: these count as missed", partly.stderr)
    assert "has no facts" not in run("evaluate", found, found).stderr

    other = tmp_path / "other.txt"
    other.write_text("Ministers met in Lima.", encoding="utf-8")
    run("extract", other, "-o", found)
    none = run("evaluate", root / "data" / "gold", found)
    assert none.exit_code == 2
    assert "has facts of none of the" in none.output


@pytest.mark.parametrize(("command", "name", "offered"), [("export", "x.json", ".ttl"), ("network", "x.nt", ".gexf")])
def test_a_command_offers_only_formats_of_its_own(
    command: str, name: str, offered: str, sample_store: Path, tmp_path: Path
) -> None:
    result = run(command, "--store", sample_store, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert offered in result.output
    assert (".graphml" in result.output) == (command == "network")


def test_networks_are_chosen_by_name(sample_store: Path, tmp_path: Path) -> None:
    listed = run("network", "--list").stdout
    assert [line.split()[0] for line in listed.splitlines()] == [*kg.PROJECTIONS, "whole"]
    path = tmp_path / "letters.json"
    result = run("network", "--store", sample_store, "-p", "communications", "--since", "2025-01-01", "-o", path)
    assert result.exit_code == 0
    assert result.stdout == ""
    letters = json.loads(path.read_text(encoding="utf-8"))
    assert letters["edges"]
    assert letters["graph"]["since"] == "2025-01-01"


def test_a_network_can_be_piped(sample_store: Path) -> None:
    result = run("network", "--store", sample_store, "-p", "claims", "--alleged", "-f", "parquet")
    assert result.stdout_bytes.startswith(b"PAR1")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-p", "letters"), "There is no projection 'letters'"),
        (("-p", "claims", "--until", "soon"), "until: 'soon' is not a date"),
        (("--since", "2025-01-01"), "the whole graph is of no one time"),
        (("--alleged",), "holds what is alleged anyway"),
    ],
)
def test_a_network_that_cannot_be_drawn_is_status_2(arguments: tuple[str, ...], told: str, sample_store: Path) -> None:
    result = run("network", "--store", sample_store, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
