"""`whoknows backtest EXPORT --refit`: a workspace's own weights, where its own past says that they help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Whoknows, one_line
from tests.pasts import TOPICS, past_export, quiet_experts_export

ASKED = "How do I handle the {topic} of our customer?"


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quiet_experts_export(tmp_path_factory.mktemp("quiet") / "export")


@pytest.fixture
def both(cli_on_both: Whoknows, quiet: Path) -> Whoknows:
    """Two workspaces with the same past."""
    for team in ("T1", "T2"):
        assert cli_on_both("import", quiet, "--team", team).exit_code == 0
    return cli_on_both


@pytest.fixture
def one(cli: Whoknows, quiet: Path) -> Whoknows:
    assert cli("import", quiet, "--team", "T1").exit_code == 0
    return cli


def right(cli: Whoknows, team: str) -> int:
    """Of how many topics the one who knows stands first, asked in the channel."""
    return sum(first(cli, team, topic) == f"UQUIET{number}" for number, topic in enumerate(TOPICS))


def first(cli: Whoknows, team: str, topic: str) -> str:
    done = cli("ask", ASKED.format(topic=topic), "--channel", "help", "--team", team, "--json")
    assert done.exit_code == 0, done.output
    people: list[dict[str, str]] = json.loads(done.stdout)["people"]
    return people[0]["user"]


def refit(cli: Whoknows, export: Path, team: str) -> dict[str, Any]:
    done = cli("backtest", export, "--refit", "--team", team, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_weights_that_help_are_kept_for_that_workspace_alone_and_used_from_then_on(both: Whoknows, quiet: Path) -> None:
    before = right(both, "T1"), right(both, "T2")

    found = refit(both, quiet, "T1")

    assert found["refit"]["stored"] is True
    assert found["refit"]["gain"]["low"] > 0
    assert found["refit"]["weights"]["answered"] > 2 * found["refit"]["weights"]["here"]
    methods = found["methods"]
    gain = methods["whoknows, refitted"]["mrr"]["value"] - methods["whoknows"]["mrr"]["value"]
    assert found["refit"]["gain"]["value"] == pytest.approx(gain)
    assert before[0] == before[1] < len(TOPICS) // 2
    assert right(both, "T1") == len(TOPICS)
    assert right(both, "T2") == before[1]


def test_it_says_by_how_much_they_help(one: Whoknows, quiet: Path) -> None:
    said = one("backtest", quiet, "--refit", COLUMNS="200").stdout

    assert "help on its later questions (+0." in said
    assert "in MRR): they are stored and used." in said


def test_where_they_do_not_help_nothing_is_kept(cli: Whoknows, tmp_path: Path) -> None:
    """Whoever is about answers, whatever is asked: that is what the common weights say already."""
    loud = quiet_experts_export(tmp_path / "loud", quiet=False)
    cli("import", loud, "--team", "T1")
    before = [first(cli, "T1", topic) for topic in TOPICS]

    found = refit(cli, loud, "T1")

    assert found["refit"]["stored"] is False
    assert [first(cli, "T1", topic) for topic in TOPICS] == before


def test_what_cannot_be_judged_is_refused_and_weights_that_stood_stay(
    one: Whoknows, quiet: Path, tmp_path: Path
) -> None:
    refit(one, quiet, "T1")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and then nothing that was ever an archive")

    for export in (broken, past_export(tmp_path / "few", questions=20), tmp_path / "missing.zip"):
        done = one("backtest", export, "--refit", "--team", "T1", "--json")
        assert done.exit_code == 2, done.output
        assert "Traceback" not in done.output

    assert right(one, "T1") == len(TOPICS)


def test_whose_weights_they_are_must_be_plain_before_anything_is_fitted(
    cli: Whoknows, export: Path, quiet: Path
) -> None:
    for team in ("T1", "T2"):
        assert cli("import", export, "--team", team).exit_code == 0

    assert "no workspace 'T9'" in one_line(cli("backtest", quiet, "--refit", "--team", "T9"))
    assert "no workspace ''" in one_line(cli("backtest", quiet, "--refit", "--team", ""))
    assert "--team" in one_line(cli("backtest", quiet, "--refit"))


def test_without_refit_nothing_is_fitted_or_kept(one: Whoknows, quiet: Path) -> None:
    done = one("backtest", quiet, "--json")

    assert json.loads(done.stdout)["refit"] is None
    assert right(one, "T1") < len(TOPICS) // 2
