"""`whoknows backtest EXPORT`: how well the bot would have done, beside plain tallies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.command_line import Whoknows, one_line
from tests.pasts import past_export

TALLIES = ["most active", "most active in channel", "who answers most in channel"]


@pytest.fixture
def past(tmp_path: Path) -> Path:
    return past_export(tmp_path / "past", questions=100)


def summary(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refusal(done: Result) -> str:
    """What it says in the end, after the line that it has begun."""
    assert done.exit_code == 2, done.output
    return done.stderr.splitlines()[-1]


def test_the_later_questions_are_asked_and_tallies_stand_beside(cli: Whoknows, past: Path) -> None:
    found = summary(cli("backtest", past, "--json"))

    assert (found["known"], found["questions"], found["refit"]) == (80, 20, None)
    assert list(found["methods"]) == ["whoknows", *TALLIES]
    assert found["methods"]["whoknows"]["s1"]["value"] == 1.0
    assert found["methods"]["most active"]["s1"]["value"] < 0.5
    assert found["verdict"].startswith("Of 20 later questions")


def test_the_terminal_shows_a_table_and_a_verdict(cli: Whoknows, past: Path) -> None:
    done = cli("backtest", past, COLUMNS="200")

    assert done.exit_code == 0, done.output
    for expected in (*TALLIES, "S@5", "tail", "busiest ten", "Of 20 later questions the bot's first five", "too few"):
        assert expected in done.stdout


def test_your_own_database_is_not_touched(cli: Whoknows, past: Path, tmp_path: Path) -> None:
    cli("backtest", past)

    assert not (tmp_path / "new.db").exists()


def test_an_export_with_few_questions_is_refused(cli: Whoknows, export: Path) -> None:
    assert "too few to judge by" in refusal(cli("backtest", export))


def test_an_export_without_questions_is_refused(cli: Whoknows, tmp_path: Path) -> None:
    assert "0 questions" in refusal(cli("backtest", past_export(tmp_path / "none", questions=0)))


def test_refitting_says_what_it_brings_and_keeps_nothing_that_does_not_help(cli: Whoknows, past: Path) -> None:
    cli("import", past, "--team", "T1")
    found = summary(cli("backtest", past, "--refit", "--json"))

    assert found["refit"]["stored"] is False
    assert found["refit"]["gain"]["low"] <= 0
    assert "whoknows, refitted" in found["methods"]
    assert "do not help" in cli("backtest", past, "--refit", COLUMNS="200").stdout


def test_refitting_needs_a_workspace_to_refit(cli: Whoknows, past: Path) -> None:
    assert "whoknows import" in one_line(cli("backtest", past, "--refit"))
