"""Questions on the command line: options of their own, help, completion, folders of one's own."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.errors import QueryError
from kg.query import read_queries


def run(*arguments: str | Path) -> Result:
    """The command with these arguments; an exception that is no exit is a bug and is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def complete(*words: str, incomplete: str) -> list[str]:
    found = BashComplete(main, {}, "kg", "_KG_COMPLETE").get_completions(list(words), incomplete)
    return [item.value for item in found]


@pytest.mark.parametrize("name", read_queries())
def test_every_question_has_help_of_its_own(name: str) -> None:
    text = run("query", name, "--help").output
    query = read_queries()[name]
    for parameter in query.parameters:
        assert f"--{parameter.name.replace('_', '-')}" in text
    for column in query.columns:
        assert f"  {column.name} " in text
    assert f"query {name} [OPTIONS]" in text


def test_options_and_pairs_ask_the_same(sample_store: Path) -> None:
    options = run("query", "letters-to", "--actor", "UNMAS", "--since", "2025-04", "--store", sample_store, "-f", "csv")
    pairs = run("query", "--store", sample_store, "-f", "csv", "letters-to", "actor=UNMAS", "since=2025-04")
    before = run("query", "--store", sample_store, "letters-to", "--actor=UNMAS", "--until", "2025-03", "-f", "csv")
    assert options.stdout == pairs.stdout
    assert len(options.stdout.splitlines()) == 3
    assert len(before.stdout.splitlines()) == 1
    assert "No rows for letters-to" in before.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["letters-to", "--acto", "UNMAS"], "No such option '--acto'"),
        (["letters-to", "--actor", "Unmass"], "no entity in this graph is named 'Unmass'. Near it: UNMAS"),
        (["letters-to"], "needs --actor"),
        (["actors", "--kind", "organisation"], "Did you mean 'organization'?"),
        (["actors", "--limit", "-3"], "is not a whole number from 0 up"),
        (["letters", "recipient=UNMAS", "recipient=X"], "recipient is given twice, as 'UNMAS' and as 'X'"),
        (["letters", "--recipient", "UNMAS", "--recipient", "X"], "recipient is given twice"),
        (["letters", "--recipient", "UNMAS", "recipient=X"], "recipient is given twice"),
        (["ASK {}", "x=1"], "SPARQL without a header takes no parameters, and x is given"),
        (["ASK {}", "--columns", "a"], "--columns: only the answer to a SELECT"),
        (["letters", "--medium", "leter"], "there is no code 'leter'"),
        (["events", "--since", "2025-13"], "is not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY."),
        (["evidence-of-triple", "--subject", "Ukraine", "--predicate", "isBasedon"], "Near it: isBasedIn"),
    ],
)
def test_what_is_misspelt_is_told_with_what_is_near(arguments: list[str], message: str, sample_store: Path) -> None:
    result = run("query", *arguments, "--store", sample_store)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_limit_keeps_the_first_rows(sample_store: Path) -> None:
    rows = run("query", "actors", "--limit", "3", "--store", sample_store, "-f", "csv").stdout.splitlines()
    everything = run("query", "actors", "--store", sample_store, "-f", "csv").stdout.splitlines()
    assert rows == everything[:4]


def test_questions_are_listed_by_what_they_are_about_and_told_in_full() -> None:
    listed = run("list-queries").output
    assert listed.index("messages:") < listed.index("letters-to") < listed.index("unanswered")
    one = run("list-queries", "letters-to").output
    assert "actor (entity, required)" in one
    assert "  columns:" in one
    assert run("list-queries", "leters").exit_code == 2


def test_a_folder_of_ones_own(sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "states.rq").write_text(
        "# States\n#\n# Which states are named so?\n#\n# Parameters:\n#   called (text): a name\n"
        "SELECT DISTINCT ?name { VALUES ?given_called { UNDEF } ?s a kg:State ; skos:prefLabel ?name\n"
        "FILTER (!BOUND(?given_called) || STR(?name) = ?given_called) }",
        encoding="utf-8",
    )
    asked = ["query", "states", "--called", "Ukraine", "--store", sample_store, "-f", "csv"]
    assert run(*asked, "--queries", tmp_path).stdout.split() == ["name", "Ukraine"]
    assert "others:" in run("list-queries", "--queries", tmp_path).output
    monkeypatch.setenv("KG_QUERIES", str(tmp_path))
    assert run(*asked).stdout.split() == ["name", "Ukraine"]
    by_file = run("query", tmp_path / "states.rq", "--called", "Ukraine", "--store", sample_store, "-f", "csv")
    assert by_file.stdout.split() == ["name", "Ukraine"]


def test_the_shell_completes_names_options_and_values(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(sample_store))
    assert complete("query", incomplete="lett") == ["letters", "letters-to"]
    assert complete("list-queries", incomplete="una") == ["unanswered"]
    assert complete("query", "letters-to", incomplete="--a") == ["--actor"]
    assert complete("query", "letters", "--medium", incomplete="pet") == ["petition"]
    assert complete("query", "actors", "--kind", incomplete="o") == ["organization"]
    assert "United Nations Mine Action Service" in complete("query", "letters-to", "--actor", incomplete="united")
    remote = ("query", "letters-to", "--endpoint", "http://127.0.0.1:1")
    assert complete(*remote, "--actor", incomplete="united") == []
    assert complete(*remote, "--medium", incomplete="pet") == ["petition"]


def test_without_a_store_no_names_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none"))
    assert complete("query", "letters-to", "--actor", incomplete="u") == []


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "jsonl", "markdown", "table"])
def test_every_form_can_be_written(form: str, sample_store: Path) -> None:
    result = run("query", "denials", "--store", sample_store, "-f", form)
    assert result.exit_code == 0
    assert "Kremlin" in result.stdout


def test_triples_are_written_as_turtle(sample_store: Path, tmp_path: Path) -> None:
    question = "CONSTRUCT { ?s a kg:State } WHERE { ?s a kg:State }"
    assert run("query", question, "--store", sample_store, "-o", tmp_path / "states.ttl").exit_code == 0
    assert "a kg:State" in (tmp_path / "states.ttl").read_text(encoding="utf-8")
    assert run("query", "denials", "--store", sample_store, "-f", "turtle").exit_code == 2


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("name", ["letters", "communications", "casualties", "articles", "denials"])
def test_on_a_terminal_no_line_is_too_long_and_no_iri_is_cut(
    name: str, width: int, sample_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", str(width))
    with pytest.raises(SystemExit):
        main(["query", name, "--store", str(sample_store)])
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert not any(word.startswith("https:") and word.endswith("…") for line in lines for word in line.split())


def test_a_missing_parameter_is_named_as_it_is_given_here(sample_store: Path) -> None:
    result = run("query", "letters-to", "--store", sample_store)
    assert result.exit_code == 2
    assert "needs --actor (to whom)" in result.stderr
    assert "kg query letters-to --actor NAME" in result.stderr
    with kg.open(sample_store) as graph, pytest.raises(QueryError, match="Give actor=…"):
        graph.query("letters-to")


def test_an_unknown_question_is_named_before_its_options(sample_store: Path) -> None:
    result = run("query", "leters-to", "--actor", "UNMAS", "--store", sample_store)
    assert result.exit_code == 2
    assert "Did you mean 'letters-to'" in result.stderr
    assert "No such option" not in result.stderr


def test_an_empty_answer_says_what_was_asked(sample_store: Path) -> None:
    result = run("query", "letters", "--recipient", "UNMAS", "until=2001", "--store", sample_store)
    assert result.stderr == (
        "No rows for letters with --recipient 'UNMAS', --medium 'letter' (default), "
        "--modality 'actual,historical' (default), --until '2001'.\n"
    )
    sparql = run("query", "SELECT ?s WHERE { ?s a kg:Claim , kg:Person }", "--store", sample_store)
    assert sparql.stderr == "No rows.\n"


def test_a_table_in_a_pipe_is_not_too_wide_and_says_what_is_left_out(sample_store: Path, tmp_path: Path) -> None:
    piped = run("query", "claims-about", "--actor", "Armenia", "--store", sample_store)
    assert max(map(len, piped.stdout.splitlines())) <= 120
    assert "Not shown: " in piped.stderr
    assert "--wide or -f csv" in piped.stderr
    whole = run("query", "claims-about", "--actor", "Armenia", "--store", sample_store, "--wide").stdout
    run("query", "claims-about", "--actor", "Armenia", "--store", sample_store, "-o", tmp_path / "answer.txt")
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8") == whole
    assert "…" not in whole


def test_an_answer_without_columns_says_so(sample_store: Path) -> None:
    result = run("query", "SELECT * {}", "--store", sample_store)
    assert (result.exit_code, result.stdout) == (0, "\n")
    assert "no variables" in result.stderr


#: Says when the engine begins, with Ctrl-C as it is in a terminal.
INTERRUPTED = """
import signal, sys
import kg
from kg.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
ask = kg.KnowledgeGraph.query
def telling(*given, **named):
    print("asking", flush=True)
    return ask(*given, **named)
kg.KnowledgeGraph.query = telling
main(["query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--store", sys.argv[1]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_a_long_question_ends_at_ctrl_c(sample_store: Path, root: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(sample_store)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == "asking\n"
        asking.send_signal(signal.SIGINT)
        try:
            _, told = asking.communicate(timeout=10)
        finally:
            asking.kill()
    assert (asking.returncode, told) == (-signal.SIGINT, "")  # which a shell calls 130
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_DFL


def test_iris_are_the_last_columns() -> None:
    iris = ("fact", "entity", "occurrence", "group", "member", "other_member", "identity")
    for query in read_queries().values():
        names = [column.name for column in query.columns]
        places = [names.index(name) for name in iris if name in names]
        assert sorted(places) == [*range(len(names) - len(places), len(names))], query.name
