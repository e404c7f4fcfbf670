"""What is kept long enough goes, by the rule that people are told."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.answers import Query
from bot.services.workspaces import Home
from storage.store import Store
from storage.values import Delivery, Origin
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, bot_on, rows
from tests.everywhere import fill

DAY = timedelta(days=1)


def tidied(bot: Bot, days: float) -> None:
    bot.services.history.tidy(TEAM, now=NOW + timedelta(days=days))


def topics(store: Store) -> list[str]:
    return [row.topic for row in rows(store, "question")]


def test_what_people_ask_is_kept_for_ninety_days(store: Store) -> None:
    bot = bot_on(store)
    bot.services.ask.ask(TEAM, Query("pivot tables", "U0ANA"), Origin.COMMAND, seen="c:1", now=NOW)

    tidied(bot, 90)
    assert topics(store) == ["pivot tables"]
    tidied(bot, 90.01)
    assert topics(store) == [""]


def test_a_workspace_may_keep_it_for_less(store: Store) -> None:
    bot = bot_on(store)
    bot.services.ask.ask(TEAM, Query("pivot tables", "U0ANA"), Origin.COMMAND, seen="c:1", now=NOW)
    with store.team(TEAM).writing() as unit:
        unit.choices.set({"question_text_days": "7"})
    tidied(bot, 7.01)

    assert topics(store) == [""]


def test_keys_of_what_was_handled_are_kept_for_seven_days(store: Store) -> None:
    bot = bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.workspace.first_time("c:1", now=NOW)

    tidied(bot, 7)
    assert len(rows(store, "seen")) == 1
    tidied(bot, 7.01)
    assert rows(store, "seen") == []


def test_what_was_said_is_kept_for_thirty_days_from_then_and_what_waits_for_as_long_as_it_waits(store: Store) -> None:
    bot = bot_on(store)
    said_at = NOW + 20 * DAY
    with store.team(TEAM).writing() as unit:
        unit.outbox.leave("words", key="late", now=NOW, user_id="U0ANA", not_before=said_at)
        unit.outbox.leave("words", key="waits", now=NOW, user_id="U0ANA", not_before=NOW + 900 * DAY)
    with store.team(TEAM).writing() as unit:
        item = unit.outbox.claim(now=said_at)
        assert item is not None
        unit.outbox.settle(item.row_id, Delivery.SENT)

    tidied(bot, 49.99)
    assert {row.key for row in rows(store, "outbox")} == {"late", "waits"}
    tidied(bot, 50.01)
    assert [row.key for row in rows(store, "outbox")] == ["waits"]


def test_everything_of_a_workspace_goes_thirty_days_after_the_bot_did(store: Store) -> None:
    bot = bot_on(store)
    for team_id in (TEAM, OTHER_TEAM):
        bot.services.workspaces.arrive(Home(team_id, team_id, "", "UBOT"), now=NOW)
        fill(store, team_id=team_id)
    bot.services.workspaces.leave(TEAM, now=NOW)

    bot.services.workspaces.let_go(NOW + 30 * DAY)
    assert TEAM in store.team_ids()
    bot.services.workspaces.let_go(NOW + 30.01 * DAY)
    assert store.team_ids() == [OTHER_TEAM]


def test_whoever_comes_back_meanwhile_finds_everything(store: Store) -> None:
    bot = bot_on(store)
    bot.services.workspaces.arrive(Home(TEAM, "A", "", "UBOT"), now=NOW)
    bot.services.workspaces.leave(TEAM, now=NOW)
    bot.services.workspaces.arrive(Home(TEAM, "A", "", "UBOT"), now=NOW + DAY)
    bot.services.workspaces.let_go(NOW + 90 * DAY)

    assert store.team_ids() == [TEAM]
