"""A workspace comes, changes and goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.workspaces import Home
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, PersonRow
from tests.builders import NOW, TEAM, THREADS, Bot, at_once, bot_on, rows

HOME = Home(TEAM, "Acme", "https://acme.slack.com/", "U0BOT")


@pytest.fixture
def bot(store: Store) -> Bot:
    arrived = bot_on(store)
    arrived.services.workspaces.arrive(HOME, installer_id="U0ANA", sealed="sealed", now=NOW)
    return arrived


def channel(bot: Bot, channel_id: str = "C1") -> ChannelRow | None:
    with bot.store.team(TEAM).reading() as unit:
        return unit.people.channel(channel_id)


def guests_channels(bot: Bot, user_id: str = "U0GUEST") -> set[str]:
    with bot.store.team(TEAM).reading() as unit:
        return unit.people.channels_of_guest(user_id)


def test_who_installs_is_greeted_once(bot: Bot) -> None:
    bot.services.workspaces.arrive(HOME, installer_id="U0ANA", now=NOW)

    assert [(row.kind, row.user_id) for row in rows(bot.store, "outbox")] == [("welcome", "U0ANA")]
    row = bot.services.workspaces.get(TEAM)
    assert row is not None
    assert (row.name, row.bot_user_id, row.installed) == ("Acme", "U0BOT", True)
    assert bot.services.workspaces.sealed(TEAM) == "sealed"


def test_the_bot_itself_is_never_named(bot: Bot) -> None:
    with bot.store.team(TEAM).reading() as unit:
        assert unit.people.never_named() == {"U0BOT"}


def test_a_workspace_that_removes_the_bot_loses_its_token_and_keeps_its_history(bot: Bot) -> None:
    bot.services.workspaces.leave(TEAM, now=NOW)

    assert bot.services.workspaces.installed() == []
    assert bot.services.workspaces.sealed(TEAM) is None
    assert rows(bot.store, "person")

    bot.services.workspaces.arrive(HOME, now=NOW)
    assert [row.team_id for row in bot.services.workspaces.installed()] == [TEAM]


def test_a_farewell_that_slack_repeats_after_the_app_came_back_means_nothing(bot: Bot) -> None:
    bot.services.workspaces.arrive(HOME, sealed="anew", now=NOW)

    bot.services.workspaces.leave(TEAM, sent=NOW - timedelta(minutes=2), now=NOW)
    assert bot.services.workspaces.sealed(TEAM) == "anew"
    assert bot.services.workspaces.installed()

    bot.services.workspaces.leave(TEAM, sent=NOW - timedelta(seconds=30), now=NOW)  # our clock may be ahead of Slack's
    assert bot.services.workspaces.sealed(TEAM) is None
    assert bot.services.workspaces.installed() == []


def test_a_workspace_nobody_knows_leaves_nothing(bot: Bot) -> None:
    bot.services.workspaces.leave("T0STRANGE", now=NOW)

    assert bot.store.team_ids() == [TEAM]


def test_what_slack_says_of_people_and_channels_replaces_what_was_known(bot: Bot) -> None:
    service = bot.services.workspaces
    service.save_people(TEAM, [PersonRow("U0ANA", name="Ana", is_admin=True), PersonRow("U0GUEST", is_guest=True)])
    service.save_people(TEAM, [PersonRow("U0ANA", name="Ana Silva", is_deleted=True)])
    service.save_channels(TEAM, [ChannelRow("C1", name="general", members=3)])
    service.save_channels(TEAM, [ChannelRow("C1", name="all", members=4, bot_is_in=True)])
    service.channel_changed(TEAM, "C1", is_archived=True)

    with bot.store.team(TEAM).reading() as unit:
        assert unit.people.get("U0ANA") == PersonRow("U0ANA", name="Ana Silva", is_deleted=True)
    assert channel(bot) == ChannelRow("C1", name="all", members=4, bot_is_in=True, is_archived=True)


def test_of_a_channels_members_the_guests_are_noted_anew(bot: Bot) -> None:
    service = bot.services.workspaces
    service.save_people(TEAM, [PersonRow("U0GUEST", is_guest=True), PersonRow("U0GIL", is_guest=True)])
    service.save_members(TEAM, "C1", ["U0GIL", "U0ANA"])
    service.save_members(TEAM, "C1", ["U0GUEST", "U0ANA", "U0STRANGER"])

    assert guests_channels(bot) == {"C1"}
    assert guests_channels(bot, "U0GIL") == guests_channels(bot, "U0ANA") == set()


def test_guests_come_and_go(bot: Bot) -> None:
    service = bot.services.workspaces
    service.save_people(TEAM, [PersonRow("U0GUEST", is_guest=True), PersonRow("U0ANA")])
    for user in ("U0GUEST", "U0ANA", "U0STRANGER"):
        service.joined(TEAM, "C1", user, kind=ChannelKind.PUBLIC, now=NOW)
    assert {row.user_id for row in rows(bot.store, "membership")} == {"U0GUEST"}

    service.went(TEAM, "C1", "U0GUEST")
    assert guests_channels(bot) == set()


def test_the_bot_hears_the_channels_it_is_in(bot: Bot) -> None:
    service = bot.services.workspaces
    for channel_id, kind in (("C1", ChannelKind.PUBLIC), ("G1", ChannelKind.PRIVATE)):
        service.joined(TEAM, channel_id, "U0BOT", kind=kind, now=NOW)
    service.channel_changed(TEAM, "C1", name="general")
    assert service.channels_heard(TEAM) == 2
    assert [row.channel_id for row in service.heard(TEAM)] == ["C1"]

    service.went(TEAM, "C1", "U0BOT")
    assert service.channels_heard(TEAM) == 1
    assert [row.channel_id for row in service.busiest(TEAM)] == ["C1"]


def test_a_channel_is_found_by_name_or_id_and_a_living_one_first(bot: Bot) -> None:
    old, new = ChannelRow("C1", name="general", is_archived=True), ChannelRow("C2", name="general")
    bot.services.workspaces.save_channels(TEAM, [old, new])

    with bot.store.team(TEAM).reading() as unit:
        assert unit.people.channel_named("general") == new
        assert unit.people.channel_named("C1") == old
        assert unit.people.channel_named("none") is None


def test_of_many_processes_one_runs_a_job_a_day(bot: Bot) -> None:
    def may_run(number: int) -> bool:
        return bot.services.workspaces.may_run(TEAM, "sync" if number % 2 else "tidy", "2026-03-02", now=NOW)

    assert sorted(at_once(may_run)) == [False] * (THREADS - 2) + [True] * 2
    assert bot.services.workspaces.may_run(TEAM, "sync", "2026-03-03", now=NOW)
