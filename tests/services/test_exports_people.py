"""Who an export says people are, and which team is theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.services.exports import open_export
from tests.exports import TEAM, only_root, person, said, write_export, write_json

NOON = 1_700_049_600.0  # 2023-11-15, UTC


def test_people_are_described_as_users_json_has_them(tmp_path: Path) -> None:
    ana = person("U1", "Ana Reis", profile={"display_name": "ana.r", "title": "Head of Data"}, is_admin=True)
    write_export(tmp_path, people=[ana], messages={"general": []})

    with open_export(tmp_path) as export:
        found = only_root(export).people()[0]

    assert (found.id, found.team_id, found.name, found.handle) == ("U1", TEAM, "Ana Reis", "ana")
    assert (found.display_name, found.title) == ("ana.r", "Head of Data")
    assert (found.tz, found.tz_offset) == ("Europe/Lisbon", 0)
    assert (found.is_admin, found.is_owner, found.deleted, found.is_bot) == (True, False, False, False)


@pytest.mark.parametrize(
    ("field", "attribute"),
    [
        ("deleted", "deleted"),
        ("is_bot", "is_bot"),
        ("is_workflow_bot", "is_bot"),
        ("is_restricted", "is_guest"),
        ("is_ultra_restricted", "is_guest"),
        ("is_owner", "is_owner"),
        ("is_stranger", "is_outside"),
    ],
)
def test_a_mark_on_a_person_is_seen(tmp_path: Path, field: str, attribute: str) -> None:
    write_export(tmp_path, people=[{**person("U1"), field: True}, person("U2")], messages={"general": []})

    with open_export(tmp_path) as export:
        marked, plain = only_root(export).people()

    assert getattr(marked, attribute) is True
    assert getattr(plain, attribute) is False


def test_slackbot_is_a_bot_and_nameless_people_are_called_by_their_handle_or_id(tmp_path: Path) -> None:
    people: list[dict[str, Any]] = [
        {"id": "USLACKBOT", "name": "slackbot"},
        {"id": "U2", "profile": None, "tz": None},
    ]
    write_export(tmp_path, people=people, messages={"general": []})

    with open_export(tmp_path) as export:
        slackbot, nameless = only_root(export).people()

    assert (slackbot.is_bot, slackbot.name) == (True, "slackbot")
    assert (nameless.is_bot, nameless.name, nameless.tz) == (False, "U2", None)


def test_somebody_known_to_the_whole_organisation_alone_is_still_a_person(tmp_path: Path) -> None:
    write_export(tmp_path, people=[person("U1", "Here")], messages={"general": []})
    write_json(tmp_path / "org_users.json", [person("U1", "Elsewhere"), person("U2", "Far")])

    with open_export(tmp_path) as export:
        assert {who.id: who.name for who in only_root(export).people()} == {"U1": "Here", "U2": "Far"}


def test_the_team_is_the_one_most_people_belong_to(tmp_path: Path) -> None:
    people = [person("U1", team_id="T9"), person("U2"), person("U3")]
    write_export(tmp_path, people=people, messages={"general": [said("U1", "x", NOON, team="T9")]})

    with open_export(tmp_path) as export:
        assert only_root(export).team_id() == TEAM


def test_without_people_the_team_is_the_one_messages_name(tmp_path: Path) -> None:
    write_export(tmp_path, messages={"general": [said("U1", "x", NOON)]})

    with open_export(tmp_path) as export:
        assert only_root(export).team_id() == TEAM


def test_where_nothing_names_a_team_there_is_none(tmp_path: Path) -> None:
    write_export(tmp_path, messages={"general": [said("U1", "x", NOON, team=None)]})

    with open_export(tmp_path) as export:
        assert only_root(export).team_id() is None
