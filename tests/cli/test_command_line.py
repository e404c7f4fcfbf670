"""The command line as a whole: help, versions, and one line for whatever is wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import run

import pytest

from tests.command_line import Whoknows, one_line
from tests.house import ROOT

COMMANDS = ["demo", "import", "ask", "run", "doctor", "secret-key", "db", "skills", "backtest", "forget"]


def whoknows(*words: str, at: Path, **settings: str) -> tuple[int, str, str]:
    """The program itself, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    done = run(  # noqa: S603 - ours
        [sys.executable, "-m", "bot", *words],
        cwd=at, env={**environment, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help_lists_every_command_and_each_explains_itself(cli: Whoknows, command: str) -> None:
    assert f"\n  {command} " in cli("--help").output
    assert "Usage: " in cli(command, "--help").output


def test_no_command_is_left_out_of_the_help(cli: Whoknows) -> None:
    sections = cli("--help").output.split("Try it:")[1]

    assert sum(sections.count(f"\n  {command} ") for command in COMMANDS) == len(COMMANDS)


def test_every_command_names_itself_whoknows_when_run_as_a_module(tmp_path: Path) -> None:
    code, out, _ = whoknows("--help", at=tmp_path)

    assert code == 0
    assert out.startswith("Usage: whoknows ")


def test_the_version_is_one_line(tmp_path: Path) -> None:
    code, out, _ = whoknows("--version", at=tmp_path)

    assert code == 0
    assert out.startswith("whoknows ")
    assert len(out.splitlines()) == 1


def test_a_secret_key_is_new_each_time_and_long_enough_for_run(cli: Whoknows) -> None:
    first, second = (cli("secret-key").stdout.strip() for _ in range(2))

    assert first != second
    assert min(len(first), len(second)) >= 40


def test_run_without_tokens_says_which_is_missing_in_one_line(tmp_path: Path) -> None:
    code, out, err = whoknows("run", at=tmp_path)

    assert code == 2
    assert out == ""
    assert err.startswith("whoknows: SLACK_BOT_TOKEN is not set")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://host/x", "is no database address"),
        ("sqlite:////no/such/folder/x.db", "cannot be opened"),
        ("postgresql://u:sesame@127.0.0.1:1/x", "cannot be opened"),
    ],
)
def test_a_wrong_database_url_is_said_in_one_line_without_its_password(
    cli: Whoknows, tmp_path: Path, url: str, says: str
) -> None:
    (tmp_path / "export" / "general").mkdir(parents=True)
    (tmp_path / "export" / "general" / "2026-05-01.json").write_text("[]")

    line = one_line(cli("import", tmp_path / "export", DATABASE_URL=url))

    assert "DATABASE_URL" in line
    assert says in line
    assert "sesame" not in line


def test_a_database_that_is_something_else_is_said_in_one_line(cli: Whoknows, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Sir or Madam, " * 100)

    assert "DATABASE_URL" in one_line(cli("ask", "excel", DATABASE_URL=f"sqlite:///{tmp_path / 'letter.db'}"))
