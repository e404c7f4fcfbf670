"""The outbox: due rows in their order, claims that expire, facts that come back as they went in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.outbox import CLAIM_EXPIRES
from storage.store import Store
from storage.values import Delivery, OutboxItem
from tests.builders import NOW, TEAM, rows

SECOND = timedelta(seconds=1)


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return store


def leave(home: Store, *keys: str, not_before: datetime | None = None, channel_id: str = "C1") -> None:
    with home.team(TEAM).writing() as unit:
        for key in keys:
            unit.outbox.leave("welcome", key=key, now=NOW, channel_id=channel_id, not_before=not_before)


def claim(home: Store, now: datetime = NOW) -> OutboxItem | None:
    with home.team(TEAM).writing() as unit:
        return unit.outbox.claim(now=now)


def key_of(item: OutboxItem | None) -> str:
    return item.key if item else ""


def test_what_was_left_first_is_said_first(home: Store) -> None:
    leave(home, "b", "a", "c", channel_id="")

    assert [key_of(claim(home)) for _ in range(4)] == ["b", "a", "c", ""]


def test_the_facts_come_back_as_they_were_left(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.outbox.leave(
            "suggestions", key="k", now=NOW, channel_id="C1", user_id="U1", thread_ts="1.5", facts={"question_id": 7}
        )

    item = claim(home)

    assert item is not None
    assert (item.kind, item.channel_id, item.user_id, item.thread_ts) == ("suggestions", "C1", "U1", "1.5")
    assert (item.facts, item.attempts, item.key) == ({"question_id": 7}, 1, "k")


def test_nothing_is_said_before_its_time(home: Store) -> None:
    leave(home, "later", not_before=NOW + SECOND)
    leave(home, "now")

    assert [key_of(claim(home)), key_of(claim(home))] == ["now", ""]
    assert key_of(claim(home, NOW + SECOND)) == "later"


def test_an_abandoned_claim_comes_back_before_what_is_newer(home: Store) -> None:
    leave(home, "old", "new")
    assert key_of(claim(home)) == "old"

    again = claim(home, NOW + CLAIM_EXPIRES)

    assert again is not None
    assert (again.key, again.attempts) == ("old", 2)


def test_a_claim_lasts_until_it_expires(home: Store) -> None:
    leave(home, "one")
    claim(home)

    assert claim(home, NOW + CLAIM_EXPIRES - SECOND) is None


@pytest.mark.parametrize("state", [Delivery.SENT, Delivery.FAILED, Delivery.UNKNOWN])
def test_what_is_settled_is_never_claimed_again(home: Store, state: Delivery) -> None:
    leave(home, "one")
    item = claim(home)
    assert item is not None
    with home.team(TEAM).writing() as unit:
        unit.outbox.settle(item.row_id, state, error="why")

    assert claim(home, NOW + timedelta(days=1)) is None
    [row] = rows(home, "outbox")
    assert (row.state, row.error) == (state, "why")


def test_what_is_postponed_waits(home: Store) -> None:
    leave(home, "one")
    item = claim(home)
    assert item is not None
    with home.team(TEAM).writing() as unit:
        unit.outbox.postpone(item.row_id, until=NOW + SECOND, error="ratelimited")

    assert claim(home) is None
    assert key_of(claim(home, NOW + SECOND)) == "one"


def test_what_is_postponed_holds_back_its_own_channel_alone(home: Store) -> None:
    leave(home, "one", "two")
    leave(home, "other", channel_id="C2")
    item = claim(home)
    assert item is not None
    with home.team(TEAM).writing() as unit:
        unit.outbox.postpone(item.row_id, until=NOW + SECOND)

    assert [key_of(claim(home)), key_of(claim(home))] == ["other", ""]
    assert key_of(claim(home, NOW + SECOND)) == "one"


def test_what_is_deferred_comes_as_if_it_were_new_and_holds_nothing_back(home: Store) -> None:
    leave(home, "one", "two")
    item = claim(home)
    assert item is not None
    with home.team(TEAM).writing() as unit:
        assert unit.outbox.defer(item.row_id, until=NOW + SECOND, attempt=item.attempts)
        assert not unit.outbox.defer(item.row_id, until=NOW, attempt=item.attempts)

    assert [key_of(claim(home)), key_of(claim(home))] == ["two", ""]
    again = claim(home, NOW + SECOND)
    assert again is not None
    assert (again.key, again.attempts, again.doubtful) == ("one", 1, False)


def test_what_is_planned_for_later_holds_nothing_back(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.outbox.leave("reminder", key="later", now=NOW, channel_id="C1", not_before=NOW + SECOND)
    leave(home, "now")

    assert key_of(claim(home)) == "now"


def test_what_was_delivered_long_ago_is_forgotten_and_what_waits_is_not(home: Store) -> None:
    leave(home, "sent", "waiting")
    item = claim(home)
    assert item is not None
    with home.team(TEAM).writing() as unit:
        unit.outbox.settle(item.row_id, Delivery.SENT)
        assert unit.outbox.forget_delivered(before=NOW) == 0
        assert unit.outbox.forget_delivered(before=NOW + SECOND) == 1

    assert [row.key for row in rows(home, "outbox")] == ["waiting"]
