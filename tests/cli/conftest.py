"""The command line on a database of its own, and a small export to give it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Whoknows, on, powerpoint_export

UNSET = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "WHOKNOWS_SECRET_KEY", "WHOKNOWS_VOCABULARY", "PORT")


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder to stand in, and no settings but those a test gives."""
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


@pytest.fixture
def cli(tmp_path: Path) -> Whoknows:
    """On SQLite, where there is no database yet."""
    return on(f"sqlite:///{tmp_path / 'new.db'}")


@pytest.fixture
def cli_on_both(empty_database_url: str) -> Whoknows:
    return on(empty_database_url)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return powerpoint_export(tmp_path / "export")


@pytest.fixture
def learned(cli: Whoknows, export: Path) -> Whoknows:
    """On SQLite, where the small export has been learned."""
    assert cli("import", export).exit_code == 0
    return cli


@pytest.fixture
def learned_on_both(cli_on_both: Whoknows, export: Path) -> Whoknows:
    assert cli_on_both("import", export).exit_code == 0
    return cli_on_both
