"""`whoknows db`, `forget` and `doctor`: looking after what is stored, without telling secrets."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.held import HELD
from bot.services.referral_askers import Askers
from storage.referrals import HandoffRow, Stage
from storage.store import Store
from storage.values import Origin, QuestionRow, StuckRow
from tests.command_line import Whoknows, objects, one_line, powerpoint_export

KEY = {"WHOKNOWS_SECRET_KEY": "a key that is long enough"}
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-very-hidden",
    "SLACK_APP_TOKEN": "xapp-very-hidden",
    "SLACK_SIGNING_SECRET": "very-hidden-signing",
    "SLACK_CLIENT_SECRET": "very-hidden-client",
    "WHOKNOWS_SECRET_KEY": "very-hidden-secret-key",
    "SLACK_API_URL": "http://127.0.0.1:1/api/",  # nobody is there
}


def test_forgetting_asks_first_and_no_means_no(learned: Whoknows) -> None:
    refused = learned("forget", "USCOTT", "--team", "T0ACME", stdin="n\n", **KEY)

    assert "Forget Scott Reid (USCOTT) in T0ACME" in refused.output
    assert refused.exit_code == 1
    assert "Scott Reid" in learned("ask", "powerpoint").stdout


def test_a_forgotten_person_is_not_named_and_not_imported_again(learned_on_both: Whoknows, tmp_path: Path) -> None:
    done = learned_on_both("forget", "USCOTT", "--team", "T0ACME", "--yes", **KEY)

    assert done.exit_code == 0, done.output
    learned_on_both("import", tmp_path / "export", **KEY)
    [answer] = objects(learned_on_both("ask", "powerpoint", "--json"))
    assert [one["user"] for one in answer["people"]] == ["UMEI"]
    assert "USCOTT" in one_line(learned_on_both("forget", "USCOTT", "--team", "T0ACME", "--yes", **KEY))


def test_forgetting_needs_the_key_and_says_so(learned: Whoknows) -> None:
    assert "WHOKNOWS_SECRET_KEY" in one_line(learned("forget", "USCOTT", "--team", "T0ACME", "--yes"))
    assert "Scott Reid" in learned("ask", "powerpoint").stdout


def test_a_history_can_be_joined_to_another_workspace(learned_on_both: Whoknows, tmp_path: Path) -> None:
    before = objects(learned_on_both("ask", "powerpoint", "--json"))
    other = powerpoint_export(tmp_path / "other", channel="support", later=7 * 86_400.0)
    learned_on_both("import", other, "--team", "T0REAL")

    done = learned_on_both("db", "adopt", "T0ACME", "T0REAL")

    assert done.exit_code == 0, done.output
    [after] = objects(learned_on_both("ask", "powerpoint", "--json"))
    assert [one["user"] for one in after["people"]] == [one["user"] for one in before[0]["people"]]
    assert after["people"][0]["reasons"][0]["text"].startswith("answered four questions about PowerPoint")
    assert "T0ACME" in one_line(learned_on_both("ask", "powerpoint", "--team", "T0ACME"))
    assert done.stdout.splitlines() == ["Everything learned as T0ACME belongs to T0REAL now."]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (KEY, "One question asked without a name will go on."),
        ({}, "One question asked without a name had to be withdrawn: only the WHOKNOWS_SECRET_KEY"),
    ],
)
def test_joining_says_what_became_of_questions_without_a_name(
    learned: Whoknows, tmp_path: Path, settings: dict[str, str], says: str
) -> None:
    powerpoint_export(tmp_path / "other", channel="support", later=7 * 86_400.0)
    learned("import", tmp_path / "other", "--team", "T0REAL")
    at, askers = datetime(2026, 11, 27, tzinfo=UTC), Askers(KEY["WHOKNOWS_SECRET_KEY"])
    with closing(Store(f"sqlite:///{tmp_path / 'new.db'}")) as store, store.team("T0ACME").writing() as unit:
        asked = unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", "", at, (), (), "powerpoint"))
        handoff = HandoffRow(asked.question_id, Stage.ASKING, at, at)
        unit.referrals.begin(askers.signed(unit, handoff, "UMEI", anonymous=True))

    assert says in learned("db", "adopt", "T0ACME", "T0REAL", **settings).stdout


def test_what_both_have_learned_is_not_counted_twice(learned: Whoknows, export: Path) -> None:
    learned("import", export, "--team", "T0REAL")

    assert "would count twice" in one_line(learned("db", "adopt", "T0ACME", "T0REAL"))
    assert learned("ask", "powerpoint", "--team", "T0ACME").exit_code == 0


@pytest.mark.parametrize(("old", "new"), [("T0NONE", "T0ACME"), ("T0ACME", "T0NONE"), ("T0ACME", "T0ACME")])
def test_only_workspaces_that_are_there_can_be_joined(learned: Whoknows, old: str, new: str) -> None:
    assert "T0" in one_line(learned("db", "adopt", old, new))


def test_upgrade_makes_the_schema_that_stands(cli_on_both: Whoknows) -> None:
    done = cli_on_both("db", "upgrade")

    assert done.exit_code == 0, done.output
    assert "is up to date" in done.stdout
    assert "Nothing has been learned yet" in one_line(cli_on_both("ask", "excel"))


def test_status_shows_each_table_with_its_rows_its_oldest_and_its_rule(learned_on_both: Whoknows) -> None:
    result = learned_on_both("db", "status")

    assert result.exit_code == 0, result.output
    lines = {line.split()[0]: line.split() for line in result.stdout.splitlines()}
    assert lines.keys() - {"table"} == HELD.keys()
    assert lines["person"][:3] == ["person", "3", "-"]
    assert lines["question"][1] != "0"
    assert lines["question"][2][:2] == "20"
    assert " ".join(lines["seen"]).endswith("7 days")
    assert learned_on_both("db", "status", "--team", "T0ACME").stdout == result.stdout
    assert learned_on_both("db").stdout == result.stdout
    assert "T0NONE" in one_line(learned_on_both("db", "status", "--team", "T0NONE"))


def test_doctor_shows_what_stands_and_is_content_when_nothing_is_missing(learned_on_both: Whoknows) -> None:
    result = learned_on_both("doctor", **SECRETS)

    assert result.exit_code == 0, result.output
    assert "T0ACME" in result.stdout
    assert "3 people, 2 channels, 5 messages learned" in " ".join(result.stdout.split())


def test_what_keeps_failing_is_shown_by_doctor_and_db(learned: Whoknows, tmp_path: Path) -> None:
    at = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    with closing(Store(f"sqlite:///{tmp_path / 'new.db'}")) as store, store.team("T0ACME").writing() as unit:
        for number in range(6):
            unit.stuck.note(StuckRow("referral.check", str(number), "", 2, at, at, "ValueError at moves.py:7"))
        unit.stuck.note(StuckRow("referral.expire", "12", "USCOTT", 7, None, at, "KeyError at moves.py:9"))

    lines = [" ".join(line.split()) for line in learned("db").stdout.splitlines()]
    shown = " ".join(learned("doctor", **SECRETS).stdout.split())

    tried = "(tried 7 times, last 2026-11-27 09:30 UTC: KeyError at moves.py:9)"
    given_up = f"given up: referral.expire of 12 USCOTT {tried}"
    assert f"T0ACME {given_up}" in lines
    assert sum(line.startswith("T0ACME failing: referral.check of") for line in lines) == 6
    assert given_up in shown
    assert "and 2 more: `whoknows db` shows them" in shown
    assert "T0ACME given up" in learned("db", "status", "--team", "T0ACME").stdout


def test_doctor_never_tells_a_secret(learned: Whoknows) -> None:
    addresses = ["postgresql://ana:very-hidden@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?password=very-hidden"]

    printed = [learned("doctor", **SECRETS).output]
    printed += [learned("doctor", **SECRETS, DATABASE_URL=address).output for address in addresses]

    assert all("DATABASE_URL" in each for each in printed)
    assert not [each for each in printed if "very-hidden" in each]


def test_doctor_says_what_is_missing_and_ends_with_1(cli: Whoknows, tmp_path: Path) -> None:
    result = cli("doctor")

    assert result.exit_code == 1
    assert "missing: SLACK_BOT_TOKEN is not set" in result.stdout
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("settings", "says"),
    [({"PORT": "many"}, "PORT"), ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "cannot be opened")],
)
def test_doctor_names_what_is_wrong(cli: Whoknows, settings: dict[str, str], says: str) -> None:
    result = cli("doctor", **{**SECRETS, **settings})

    assert result.exit_code == 1
    assert says in result.stdout.split("missing: ")[1]
