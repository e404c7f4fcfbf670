"""The wheel, away from the clone: what it carries, and that it runs on that alone."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path
from subprocess import PIPE, STDOUT, CompletedProcess, run
from zipfile import ZipFile

import pytest

from tests.house import ROOT, files, read


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = say([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], at=ROOT)
    assert built.returncode == 0, built.stdout
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def whoknows(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel. It borrows the libraries from here, so no network is needed."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", f"--python={programs / 'python'}", "--isolated", "-qq"]
    installed = say([*pip, "install", "--no-deps", "--no-index", "--no-compile", str(wheel)], at=home)
    assert installed.returncode == 0, installed.stdout
    lend_libraries(home)
    return programs / "whoknows"


def lend_libraries(home: Path) -> None:
    """A path file adds the folder but not the path files in it: the clone stays out of sight."""
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    (Path(paths["purelib"]) / "lent.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")


def say(words: Sequence[str | Path], *, at: Path, **environment: str) -> CompletedProcess[str]:
    every = os.environ | environment
    return run(words, cwd=at, env=every, stdout=PIPE, stderr=STDOUT, text=True, check=False)  # noqa: S603 - ours


def test_the_wheel_carries_everything_that_is_read_when_running(wheel: Path) -> None:
    carried = set(ZipFile(wheel).namelist())
    needed = {name for name in files() if name.startswith(("bot/", "handlers/", "storage/"))}

    assert any(name.startswith("bot/vocabulary/") for name in needed)
    assert any(name.startswith("storage/migrations/versions/") for name in needed)
    assert (needed | {"bot/manifest.yml"}) - carried == set()


def test_the_wheel_carries_no_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert tops == {"bot", "handlers", "storage"}


def test_the_installed_command_tells_its_version(whoknows: Path, tmp_path: Path) -> None:
    answer = say([whoknows, "--version"], at=tmp_path)

    assert answer.returncode == 0, answer.stdout
    assert version() in answer.stdout


def version() -> str:
    found: str = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    return found


def test_the_installed_command_answers_on_an_empty_database(whoknows: Path, tmp_path: Path) -> None:
    """It brings its own migrations and words, and is kind where nothing was learned yet."""
    answer = say([whoknows, "ask", "powerpoint"], at=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")

    assert answer.stdout.strip() != ""
    assert "Traceback" not in answer.stdout
    assert not re.search(r"\b\w+(Error|Exception)\b", answer.stdout)


def test_the_installed_command_does_not_see_the_clone(whoknows: Path, tmp_path: Path) -> None:
    python = whoknows.with_name("python")
    answer = say([python, "-c", "import bot, storage; print(bot.__file__, storage.__file__)"], at=tmp_path)

    assert answer.returncode == 0, answer.stdout
    assert str(ROOT) not in answer.stdout
