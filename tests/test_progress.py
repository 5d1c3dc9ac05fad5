"""What a long build tells meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from kg.cli import progress
from kg.cli.progress import estimate_articles, showing_progress


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A file of forty articles."""
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "Rain fell in Lima."}\n' * 40, encoding="utf-8")
    return path


def _seconds(step: float):
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += step
        return now

    return clock


def test_a_log_gets_a_line_now_and_then(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress([articles], quiet=False, verbose=False, clock=_seconds(10.0)) as telling:
        for number in range(7):
            telling.article(f"a{number}", "built")
        telling.stage("deciding who is who")
    assert capsys.readouterr().err.splitlines() == [
        "3 articles, 0.1 a second, some 6 min left",
        "6 articles, 0.1 a second, some 6 min left",
        "7 articles done; deciding who is who",
    ]


def test_a_short_run_tells_nothing(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress([articles], quiet=False, verbose=False, clock=_seconds(0.1)) as telling:
        telling.article("a", "built")
        telling.stage("deciding who is who")
    assert capsys.readouterr().err == ""


def test_quiet_is_quiet(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress([articles], quiet=True, verbose=False, clock=_seconds(100.0)) as telling:
        telling.article("a", "built")
        telling.stage("deciding who is who")
    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar_with_rate_and_time(
    articles: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "screen").open("w", encoding="utf-8") as screen:
        monkeypatch.setattr(progress, "console", Console(file=screen, force_terminal=True, width=120))
        with showing_progress([articles], quiet=False, verbose=False, clock=_seconds(1.0)) as telling:
            for number in range(20):
                telling.article(f"a{number}", "built")
            telling.stage("deciding who is who")
    shown = (tmp_path / "screen").read_text(encoding="utf-8")
    assert "20 articles" in shown
    assert "/s" in shown
    assert "deciding who is who" in shown


def test_a_name_with_brackets_is_shown_as_it_is(
    articles: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "screen").open("w", encoding="utf-8") as screen:
        monkeypatch.setattr(progress, "console", Console(file=screen, force_terminal=True, width=120))
        with showing_progress([articles], quiet=False, verbose=False) as telling:
            telling.article("rain[/b].txt", "failed")
    assert "rain[/b].txt" in (tmp_path / "screen").read_text(encoding="utf-8")


def test_the_number_of_articles_is_told_only_where_it_can_be(articles: Path, tmp_path: Path) -> None:
    assert estimate_articles([articles]) == 40
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text("Rain.", encoding="utf-8")
    assert estimate_articles([articles, folder]) == 43
    (folder / "more.zip").write_bytes(b"PK")
    assert estimate_articles([folder]) is None
