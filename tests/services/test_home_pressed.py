"""The Home tab at work: opened, pressed on, and what of that happens once."""

from __future__ import annotations

import pytest

from bot.domain.ranking_facts import ReasonKind
from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, TEAM, rows
from tests.homes import learns, names, press, tab
from tests.thankers import team_on


def test_however_often_it_is_opened_one_row_waits_and_it_holds_no_words(store: Store) -> None:
    bot = team_on(store)
    for _ in range(3):
        bot.services.home.opened(TEAM, "U0BOB", now=NOW)

    [row] = rows(store, "outbox")
    assert (row.kind, row.user_id, row.facts, row.state) == ("home", "U0BOB", {}, "pending")


def test_slack_is_asked_first_who_somebody_is_of_whom_nothing_is_known(store: Store) -> None:
    bot = team_on(store)
    bot.services.home.opened(TEAM, "U0NEW", now=NOW)

    assert [row.kind for row in sorted(rows(store, "outbox"), key=lambda row: row.id)] == ["person", "home"]


def test_nobody_asks_after_the_forgotten(store: Store) -> None:
    bot = team_on(store)
    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)
    bot.services.home.opened(TEAM, "U0BOB", now=NOW)

    assert [row.kind for row in rows(store, "outbox")] == ["home"]
    assert [row.user_id for row in rows(store, "person") if row.user_id == "U0BOB"] == []


def test_what_is_taken_back_goes_once_and_what_was_shown_stays(store: Store) -> None:
    bot = team_on(store)
    learns(bot)
    bot.services.skills.declare(TEAM, "U0BOB", "Excel", now=NOW)
    [excel] = tab(bot, "U0BOB").skills.shown

    for _ in range(2):
        bot.services.home.remove(TEAM, press("U0BOB"), excel.skill_id, now=NOW)

    [left] = tab(bot, "U0BOB").skills.shown
    assert [reason.kind for reason in left.reasons[:1]] == [ReasonKind.ANSWERED]
    assert not left.declared
    assert [row.kind for row in rows(store, "outbox") if row.user_id == "U0BOB"] == ["home"]


def test_nobody_takes_back_what_another_said(store: Store) -> None:
    bot = team_on(store)
    bot.services.skills.declare(TEAM, "U0BOB", "Excel", now=NOW)
    [excel] = tab(bot, "U0BOB").skills.shown

    bot.services.home.remove(TEAM, press("U0ANA"), excel.skill_id, now=NOW)

    assert names(tab(bot, "U0BOB")) == ["Excel"]


def test_what_is_added_there_counts_once(store: Store) -> None:
    bot, home = team_on(store), team_on(store).services.home

    assert home.may_add(TEAM, press("U0BOB"), now=NOW)
    assert not home.may_add(TEAM, press("U0BOB"), now=NOW)
    for _ in range(2):
        assert home.add(TEAM, press("U0BOB", "v:1"), "spreadsheets, k8s", now=NOW)
    assert names(tab(bot, "U0BOB")) == ["Excel", "Kubernetes"]

    home.remove(TEAM, press("U0BOB", "a:2"), tab(bot, "U0BOB").skills.shown[0].skill_id, now=NOW)
    assert home.add(TEAM, press("U0BOB", "v:1"), "spreadsheets, k8s", now=NOW)
    assert names(tab(bot, "U0BOB")) == ["Kubernetes"]


@pytest.mark.parametrize("text", ["x" * 61, f"Excel, {'x' * 61}", "<@U0ANA>"])
def test_what_is_no_name_of_a_skill_is_not_added(store: Store, text: str) -> None:
    bot = team_on(store)

    assert not bot.services.home.add(TEAM, press("U0BOB"), text, now=NOW)
    assert names(tab(bot, "U0BOB")) == []


@pytest.mark.parametrize("user_id", ["U0GUS", "U0EVE"])
def test_of_guests_and_the_forgotten_nothing_is_noted(store: Store, user_id: str) -> None:
    bot = team_on(store)
    bot.services.workspaces.save_people(TEAM, [PersonRow("U0GUS", is_guest=True)])
    bot.services.privacy.forget(TEAM, "U0EVE", now=NOW)

    with pytest.raises(KindError):
        bot.services.home.may_add(TEAM, press(user_id), now=NOW)
    with pytest.raises(KindError):
        bot.services.home.add(TEAM, press(user_id), "Excel", now=NOW)
    assert tab(bot, user_id).skills.shown == ()


def test_what_cannot_be_is_explained_once_and_the_tab_is_shown_anew(store: Store) -> None:
    bot = team_on(store)
    for _ in range(2):
        bot.services.home.explain(TEAM, press("U0BOB"), "That is over.", now=NOW)

    assert sorted(row.kind for row in rows(store, "outbox")) == ["home", "words"]
