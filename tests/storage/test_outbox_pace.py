"""What a channel sees keeps its distance and its order, and what changes fifty times is one row that ends up right."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from storage.outbox import CLAIM_EXPIRES, PACE
from storage.outbox_turns import HOLDS_OTHERS
from storage.store import Store
from storage.values import Delivery, OutboxItem
from tests.builders import NOW, TEAM, at_once, rows

SECOND = timedelta(seconds=1)
MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def home(store: Store) -> Store:
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return store


def leave(home: Store, *keys: str, channel_id: str = "C1", paced: bool = True, now: datetime = NOW) -> None:
    with home.team(TEAM).writing() as unit:
        for key in keys:
            unit.outbox.leave("post", key=key, now=now, channel_id=channel_id, paced=paced)


def refresh(home: Store, key: str = "look", *, now: datetime = NOW, facts: dict[str, object] | None = None) -> None:
    with home.team(TEAM).writing() as unit:
        unit.outbox.refresh("edit", key=key, now=now, channel_id="C1", facts=facts or {})


def claim(home: Store, now: datetime = NOW) -> OutboxItem | None:
    with home.team(TEAM).writing() as unit:
        return unit.outbox.claim(now=now)


def settle(home: Store, item: OutboxItem | None, state: Delivery = Delivery.SENT, *, now: datetime = NOW) -> bool:
    assert item is not None
    with home.team(TEAM).writing() as unit:
        return unit.outbox.settle(item.row_id, state, attempt=item.attempts, now=now)


def say(home: Store, now: datetime = NOW) -> str:
    """Say what is due; its key, "" if nothing is."""
    item = claim(home, now)
    if item is not None:
        settle(home, item, now=now)
    return item.key if item else ""


def said_at(home: Store, moments: Sequence[float]) -> list[str]:
    return [say(home, NOW + timedelta(seconds=seconds)) for seconds in moments]


def test_in_a_channel_what_all_see_comes_a_second_apart(home: Store) -> None:
    leave(home, "a", "b", "c")

    assert said_at(home, [0, 0.5, 0.999, 1, 1.5, 2]) == ["a", "", "", "b", "", "c"]


def test_the_second_counts_from_when_it_was_said_not_from_when_it_was_begun(home: Store) -> None:
    leave(home, "a", "b")
    settle(home, claim(home), now=NOW + 3 * SECOND)

    assert say(home, NOW + 4 * SECOND - MOMENT) == ""
    assert say(home, NOW + 4 * SECOND) == "b"


def test_other_channels_and_what_one_person_sees_do_not_wait(home: Store) -> None:
    leave(home, "a", "b")
    leave(home, "elsewhere", channel_id="C2")
    leave(home, "whisper", paced=False)
    leave(home, "direct", "direct too", channel_id="", paced=False)

    assert said_at(home, [0] * 6) == ["a", "elsewhere", "whisper", "direct", "direct too", ""]


def test_direct_messages_never_wait_for_one_another_even_if_they_were_left_as_paced(home: Store) -> None:
    leave(home, "a", "b", channel_id="")

    assert said_at(home, [0, 0]) == ["a", "b"]


def test_while_one_is_being_said_none_is_said_beside_it(home: Store) -> None:
    refresh(home)
    settle(home, claim(home), now=NOW)
    leave(home, "slow", now=NOW + 2 * SECOND)
    slow = claim(home, NOW + 2 * SECOND)
    refresh(home, now=NOW + 3 * SECOND)

    assert say(home, NOW + 10 * SECOND) == ""  # it is older than what is being said, and would overtake it
    settle(home, slow, now=NOW + 10 * SECOND)
    assert say(home, NOW + 11 * SECOND) == "look"


def test_however_many_changes_there_were_one_row_is_said(home: Store) -> None:
    for number in range(50):
        refresh(home, facts={"number": number})

    item = claim(home)

    assert item is not None
    assert item.facts == {"number": 49}
    settle(home, item)
    assert len(rows(home, "outbox")) == 1
    assert say(home, NOW + 100 * SECOND) == ""


def test_what_changes_while_it_is_being_said_is_said_once_more(home: Store) -> None:
    refresh(home, facts={"number": 1})
    item = claim(home)
    for number in (2, 3):
        refresh(home, facts={"number": number})

    assert claim(home, NOW + 10 * SECOND) is None
    settle(home, item, now=NOW)
    again = claim(home, NOW + PACE)

    assert again is not None
    assert (again.facts, again.attempts) == ({"number": 3}, 1)
    settle(home, again, now=NOW + PACE)
    assert say(home, NOW + 100 * SECOND) == ""


@pytest.mark.parametrize("state", [Delivery.FAILED, Delivery.SENT, Delivery.UNKNOWN])
def test_what_changes_after_it_was_settled_is_said_again(home: Store, state: Delivery) -> None:
    refresh(home)
    settle(home, claim(home), state)
    refresh(home, now=NOW + 5 * SECOND)

    item = claim(home, NOW + 5 * SECOND)

    assert item is not None
    assert (item.key, item.attempts, item.doubtful) == ("look", 1, False)


def test_what_was_put_off_and_changes_still_waits_as_long_as_slack_asked(home: Store) -> None:
    refresh(home)
    put_off(home, claim(home), 30)
    refresh(home, now=NOW + SECOND)

    assert said_at(home, [29, 30]) == ["", "look"]


def put_off(home: Store, item: OutboxItem | None, seconds: float, *, error: str = "ratelimited") -> None:
    assert item is not None
    with home.team(TEAM).writing() as unit:
        until = NOW + timedelta(seconds=seconds)
        unit.outbox.postpone(item.row_id, until=until, error=error, attempt=item.attempts, now=NOW)


def test_what_changes_all_the_time_does_not_talk_over_the_others(home: Store) -> None:
    refresh(home)
    assert say(home) == "look"
    said = []
    for number in range(1, 9):
        now = NOW + number * SECOND
        refresh(home, now=now - 900 * MOMENT)
        if number == 3:
            leave(home, "news", "more", now=now - 950 * MOMENT)
        said.append(say(home, now))

    assert said == ["look", "look", "news", "more", "look", "look", "look", "look"]


def test_a_channel_that_slack_slows_down_is_left_alone_for_as_long_and_no_other(home: Store) -> None:
    refresh(home)
    assert say(home) == "look"
    leave(home, "news", now=NOW + SECOND)
    put_off(home, claim(home, NOW + SECOND), 30)
    refresh(home, now=NOW + 2 * SECOND)  # its row is older than that of the news
    leave(home, "elsewhere", channel_id="C2", now=NOW + 3 * SECOND)

    assert said_at(home, [5, 6, 29, 30, 31]) == ["elsewhere", "", "", "look", "news"]


def test_what_keeps_failing_holds_the_others_back_only_for_its_first_attempts(home: Store) -> None:
    leave(home, "stuck", "next", paced=False)
    for attempt in range(HOLDS_OTHERS + 1):
        now = NOW + attempt * SECOND
        item = claim(home, now)
        assert item is not None
        assert item.key == "stuck"
        put_off(home, item, attempt + 1, error="unknown")

    assert say(home, NOW + HOLDS_OTHERS * SECOND) == "next"


def test_who_lost_the_claim_to_another_changes_nothing(home: Store) -> None:
    leave(home, "one")
    late = claim(home)
    other = claim(home, NOW + CLAIM_EXPIRES)
    assert late is not None
    assert other is not None

    with home.team(TEAM).writing() as unit:
        assert not unit.outbox.hold(late.row_id, late.attempts, now=NOW)
        assert not unit.outbox.remember(late.row_id, late.attempts, {"x": 1})
        assert not unit.outbox.postpone(late.row_id, until=NOW, attempt=late.attempts)
    assert not settle(home, late, Delivery.FAILED)
    assert settle(home, other)
    assert [row.state for row in rows(home, "outbox")] == [Delivery.SENT]


def test_who_holds_on_keeps_the_claim(home: Store) -> None:
    leave(home, "one")
    item = claim(home)
    assert item is not None
    with home.team(TEAM).writing() as unit:
        assert unit.outbox.hold(item.row_id, item.attempts, now=NOW + 30 * SECOND)

    assert claim(home, NOW + CLAIM_EXPIRES) is None
    assert claim(home, NOW + CLAIM_EXPIRES + 30 * SECOND) is not None


def test_of_two_that_look_at_once_one_may_speak_in_a_channel(home: Store) -> None:
    leave(home, "one", "two", paced=False)
    with ThreadPoolExecutor(1) as pool, home.team(TEAM).writing() as unit:
        first = unit.outbox.claim(now=NOW)
        second = pool.submit(claim, home)
        with suppress(TimeoutError):  # unless somebody is too quick, it waits until we are through
            second.result(0.3)

    assert first is not None
    assert first.key == "one"
    assert second.result() is None


def test_nobody_words_a_row_as_it_was_before_a_change_that_is_just_being_written(home: Store) -> None:
    """Else the last of fifty presses could be the one that is not shown."""
    refresh(home)
    with ThreadPoolExecutor(1) as pool:
        with home.team(TEAM).writing() as unit:
            unit.choices.set({"going": "50"})
            unit.outbox.refresh("edit", key="look", now=NOW, channel_id="C1", facts={})
            worded = pool.submit(words_of_next, home)
            with suppress(TimeoutError):  # PostgreSQL answers at once, SQLite when we are through
                worded.result(0.3)
        last = worded.result() or words_of_next(home)

    assert last == "50"


def words_of_next(home: Store) -> str:
    """What a message says that is claimed and worded now."""
    if claim(home) is None:
        return ""
    with home.team(TEAM).reading() as unit:
        return unit.choices.settings().get("going", "0")


def test_fifty_changes_from_many_sides_end_in_the_last_one(home: Store) -> None:
    """While eight people change it and two processes say it: what is said last is what holds in the end."""
    said: list[int] = []

    def work(number: int) -> None:
        for turn in range(7):
            if number < 2:
                speak(home, NOW + (2 * turn + number) * SECOND, said)
            else:
                press(home)

    at_once(work, times=10)
    for turn in range(3):
        speak(home, NOW + timedelta(hours=1, seconds=turn), said)

    assert said[-1] == 56
    assert len(rows(home, "outbox")) == 1


def press(home: Store) -> None:
    """The workspace's version stands for what the message tells: each press adds one."""
    with home.team(TEAM).writing() as unit:
        unit.workspace.raise_graph_version()
        unit.outbox.refresh("edit", key="look", now=NOW, channel_id="C1", facts={})


def speak(home: Store, now: datetime, said: list[int]) -> None:
    item = claim(home, now)
    if item is None:
        return
    with home.team(TEAM).reading() as unit:
        said.append(unit.workspace.get().graph_version)
    settle(home, item, now=now)
