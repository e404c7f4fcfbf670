"""The verbs: listed, passing on what they are given, and kind on a machine without a Python that fits."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from subprocess import PIPE, STDOUT, CompletedProcess, run

import pytest

from tests.house import ROOT

VERBS = ["demo", "test", "run", "format", "lint", "types", "bench", "tables", "screenshots", "lock", "help"]

# What the `make test` around us was asked must not answer for the one we ask.
ASKED = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PORT", "NO_OPEN"}


def make(*words: str, at: Path = ROOT) -> CompletedProcess[str]:
    program = shutil.which("make")
    assert program is not None, "make itself is missing"
    unasked = {name: value for name, value in os.environ.items() if name not in ASKED}
    return run([program, *words], cwd=at, env=unasked, stdout=PIPE, stderr=STDOUT, text=True, check=False)  # noqa: S603 - ours


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("verb", VERBS)
def test_help_lists_the_verb(verb: str) -> None:
    assert f"\n  {verb} " in make("help").stdout


def test_make_alone_helps() -> None:
    assert make().stdout == make("help").stdout


@pytest.mark.parametrize("verb", ["demo", "test"])
@pytest.mark.parametrize("python", ["no-such-python", "false"])
def test_without_a_python_one_line_says_what_to_install(clone: Path, verb: str, python: str) -> None:
    """`false` stands for a name on the PATH with no Python behind it."""
    answer = make("--silent", verb, f"PYTHON={python}", at=clone)

    assert answer.returncode != 0
    assert "apt install python3 python3-venv" in answer.stdout
    assert not (clone / ".venv").exists()


def test_demo_passes_on_port_and_browser(clone: Path) -> None:
    assert "whoknows demo --port 4000 --no-open" in make("--dry-run", "demo", "PORT=4000", "NO_OPEN=1", at=clone).stdout
