"""What the outbox posts and keeps up to date: settled in silence, refused aloud, a second apart, right in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.app import now
from bot.demo.faults import Trouble
from bot.outbox import MOST_ATTEMPTS
from bot.services import services
from bot.views.blocks import View
from storage.outbox import PACE
from storage.store import Store
from storage.values import OutboxItem
from tests.builders import at_once, rows
from tests.desk import Table, a_table, distances, outbox_on


@pytest.fixture
def desk(sqlite_store: Store) -> Iterator[Table]:
    with a_table(sqlite_store) as table:
        yield table


@pytest.mark.parametrize("kind", ["t.post", "t.tell", "t.edit"])
def test_what_need_not_be_said_any_more_is_settled_without_a_call(desk: Table, kind: str) -> None:
    desk.feature.words = None
    desk.leaves(kind, "k", channel=desk.general)

    desk.outbox.deliver_all()

    assert desk.slack.calls == []
    assert desk.states() == {"sent": 1}
    assert (desk.feature.stands, desk.feature.refused) == ({}, [])


def test_where_a_post_stands_is_told_when_it_is_confirmed(desk: Table) -> None:
    desk.leaves("t.post", "post", channel=desk.general)
    desk.outbox.deliver_all()

    assert desk.feature.stands == {"post": desk.slack.posts(desk.general)[0].ts}


def test_a_conversation_with_somebody_is_opened_once_however_much_is_said_in_it(desk: Table) -> None:
    for key in ("a", "b", "c"):
        desk.leaves("t.tell", key)

    desk.outbox.deliver_all()

    assert desk.told() == ["news"] * 3
    assert len(desk.slack.called("conversations.open")) == 1


CODES = ["is_archived", "not_in_channel", "channel_not_found", "missing_scope"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["t.post", "t.tell"])
def test_what_slack_refuses_is_told_once_with_slacks_word_for_it(desk: Table, kind: str, code: str) -> None:
    desk.slack.troubles("*", Trouble.REFUSED, error=code)
    desk.leaves(kind, "k", channel=desk.general if kind == "t.post" else None)

    for _ in range(3):
        desk.later(100)

    assert desk.feature.refused == [("k", code)]
    assert desk.states() == {"failed": 1}


def test_an_archived_channel_and_a_channel_the_bot_was_put_out_of_refuse_by_name(desk: Table) -> None:
    old, other = (desk.slack.add_channel(name, members=[desk.katie], with_bot=True) for name in ("old", "other"))
    desk.slack.archive(old, by=desk.katie)
    desk.slack.remove_bot(other)
    desk.leaves("t.post", "a", channel=old)
    desk.leaves("t.post", "b", channel=other)

    desk.outbox.deliver_all()

    assert desk.feature.refused == [("a", "is_archived"), ("b", "not_in_channel")]


def test_somebody_who_left_the_company_cannot_be_told(desk: Table) -> None:
    desk.katie.becomes(deleted=True)
    desk.leaves("t.tell", "k")

    desk.outbox.deliver_all()

    assert desk.feature.refused == [("k", "user_disabled")]


def test_what_a_channel_refuses_does_not_hold_back_what_comes_after(desk: Table) -> None:
    desk.slack.troubles("chat.postMessage", Trouble.REFUSED, error="invalid_attachments")
    desk.leaves("t.post", "bad", channel=desk.general)
    desk.leaves("t.post", "good", channel=desk.general)

    desk.later(0)
    desk.later(1)

    assert len(desk.posts()) == 1
    assert desk.states() == {"failed": 1, "sent": 1}


@pytest.mark.parametrize("kind", ["t.post", "of a newer version", "t.tell"])
def test_a_feature_that_fails_stops_neither_its_channel_nor_the_others(
    desk: Table, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An unknown kind is left by a newer version; a bug strikes while it is confirmed where it stands."""
    desk.feature.broken = True
    desk.leaves(kind, "bad", channel=desk.general if kind == "t.post" else None)
    desk.asks_in_channel()

    desk.outbox.deliver_all()
    desk.later(1)

    assert desk.states().get("sent", 0) == (0 if kind == "t.post" else 1)
    assert caplog.records
    desk.feature.broken = False
    desk.later(61)
    assert desk.states()["sent"] == (1 if kind == "of a newer version" else 2)
    assert len(desk.whispered()) == 1
    assert len(desk.posts()) == (kind == "t.post")


@pytest.mark.parametrize("trouble", [Trouble.SERVER_ERROR, Trouble.LOST_ANSWER, Trouble.SERVER_ERROR_AFTER])
def test_a_post_outlasts_an_hour_in_which_slack_is_down(desk: Table, trouble: Trouble) -> None:
    desk.slack.troubles("*", trouble, times=MOST_ATTEMPTS + 10)
    desk.leaves("t.post", "post", channel=desk.general)

    for _ in range(30):
        desk.later(300)

    assert len(desk.posts()) == 1
    assert desk.states() == {"sent": 1}


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "service_unavailable"])
def test_what_slack_itself_is_not_sure_of_is_looked_up(desk: Table, code: str) -> None:
    desk.slack.troubles("chat.postMessage", Trouble.REFUSED, error=code)
    desk.leaves("t.post", "post", channel=desk.general)

    desk.later(0)
    desk.later(10)

    assert len(desk.posts()) == 1
    assert len(desk.slack.called("conversations.history")) == 1


def test_after_fifty_changes_it_looks_as_after_the_last_and_none_came_faster_than_one_a_second(desk: Table) -> None:
    desk.leaves("t.post", "post", channel=desk.general)
    desk.outbox.deliver_all()
    for number in range(50):
        desk.feature.words = View(f"{number + 1} are coming", [])
        desk.refresh()
        desk.later(0.1)
    desk.later(1)

    assert desk.posts() == ["50 are coming"]
    assert 5 <= len(desk.slack.called("chat.update")) <= 6
    assert [row.state for row in rows(desk.ours.store, "outbox")] == ["sent", "sent"]


def test_fifty_presses_within_a_second_reach_slack_at_most_once_a_second(desk: Table) -> None:
    desk.outbox.clock = now
    desk.leaves("t.post", "post", channel=desk.general)
    desk.outbox.deliver_all()
    going = count(1)

    def press(_number: int) -> None:
        for _ in range(10):
            desk.feature.words = View(f"{next(going)} are coming", [])
            desk.refresh()

    desk.outbox.start()
    try:
        at_once(press, times=5)
        desk.feature.words = View("all are coming", [])
        desk.refresh()
        desk.slack.until(lambda: desk.posts() == ["all are coming"], timeout=60)
    finally:
        desk.outbox.stop()

    calls = [*desk.slack.called("chat.postMessage"), *desk.slack.called("chat.update")]
    assert 1 <= len(calls) - 1 <= 5
    assert min(distances(calls)) >= PACE.total_seconds()


def test_a_change_while_it_is_being_said_is_shown_too(desk: Table) -> None:
    desk.leaves("t.post", "post", channel=desk.general)
    desk.later(0)
    real = desk.feature.say

    def say_and_be_overtaken(item: OutboxItem, team_id: str, now: datetime) -> View | None:
        worded = real(item, team_id, now)
        desk.feature.words = View("two are coming", [])
        desk.refresh()
        desk.outbox.errands["t.edit"] = replace(desk.outbox.errands["t.edit"], words=real)
        return worded

    desk.outbox.errands["t.edit"] = replace(desk.outbox.errands["t.edit"], words=say_and_be_overtaken)
    desk.refresh()
    desk.later(1)
    assert desk.posts() == ["news"]

    desk.later(1)

    assert desk.posts() == ["two are coming"]


def test_two_processes_keep_the_pace_of_a_channel_together(desk: Table) -> None:
    other_store = Store(desk.ours.store.url.render_as_string(hide_password=False))
    other = outbox_on(desk.slack, f"{desk.slack.world.link}/api/", services(other_store, (), frozenset()), desk.clock)
    other.errands |= desk.outbox.errands
    for number in range(4):
        desk.leaves("t.post", f"{number}", channel=desk.general)

    counts = []
    for _ in range(4):
        for outbox in (desk.outbox, other, desk.outbox, other):
            outbox.deliver_all()
        counts.append(len(desk.posts()))
        desk.clock.at += timedelta(seconds=1)
    other_store.close()

    assert counts == [1, 2, 3, 4]


def test_a_process_that_slept_too_long_leaves_the_word_to_the_one_that_took_over(desk: Table) -> None:
    """It wakes between its look at the clock and its call: what it meant to say is being said by another."""
    real = desk.feature.say

    def sleep(item: OutboxItem, team_id: str, now: datetime) -> View | None:
        desk.outbox.errands["t.post"] = replace(desk.outbox.errands["t.post"], words=real)
        desk.later(61)
        return real(item, team_id, now)

    desk.outbox.errands["t.post"] = replace(desk.outbox.errands["t.post"], words=sleep)
    desk.leaves("t.post", "post", channel=desk.general)
    desk.outbox.deliver_all()

    assert len(desk.posts()) == 1
    assert desk.states() == {"sent": 1}


def test_the_moment_at_which_a_home_tab_was_shown_is_not_kept(desk: Table) -> None:
    """It would lead to what was pressed there, and so to who asked something without a name."""
    desk.ours.home.opened(desk.team, desk.katie.id, now=desk.clock())
    desk.outbox.deliver_all()

    (row,) = [row for row in rows(desk.ours.store, "outbox") if row.kind == "home"]
    midnight = desk.clock().replace(hour=0, minute=0, second=0, microsecond=0)
    assert (row.state, row.created_at, row.not_before, row.claimed_at) == ("sent", midnight, midnight, midnight)
