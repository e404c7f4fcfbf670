"""A private question waits while its reader wants quiet, at most until their next working morning."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.demo.faults import Trouble
from bot.errands import Errand
from bot.manifest import manifest
from bot.slack import Slack, moment, web_client
from bot.slack_presence import undisturbed_until
from storage.store import Store
from tests.desk import Table, a_table

# A Wednesday; Katie is in Lisbon, which has UTC in winter.
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
EVENING, NIGHT = NOON + timedelta(hours=8), NOON + timedelta(hours=12)
MORNING = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def table(sqlite_store: Store) -> Iterator[Table]:
    with a_table(sqlite_store) as found:
        found.outbox.errands["t.ask"] = Errand(found.feature.say, posted=found.feature.note, waits_for_dnd=True)
        at(found, NOON)
        found.ours.workspaces.save_people(found.team, Slack(client(found)).people(found.team))
        yield found


def client(table: Table) -> Any:
    return table.outbox.clients(table.team).client  # type: ignore[union-attr]


def at(table: Table, now: datetime) -> None:
    table.clock.at = now


def asks(table: Table, key: str = "ask") -> None:
    table.leaves("t.ask", key)
    table.outbox.deliver_all()


def told(table: Table) -> int:
    return len(table.told())


def says_at(table: Table, now: datetime) -> int:
    at(table, now)
    table.outbox.deliver_all()
    return told(table)


def test_somebody_who_can_be_disturbed_is_asked_at_once(table: Table) -> None:
    asks(table)

    assert told(table) == 1
    assert len(table.slack.called("dnd.info")) == 1
    assert table.slack.called("users.getPresence") == []


def test_it_comes_when_do_not_disturb_ends(table: Table) -> None:
    table.katie.becomes(dnd_until=int((NOON + timedelta(hours=2)).timestamp()))
    asks(table)

    assert told(table) == 0
    assert says_at(table, NOON + timedelta(hours=1, minutes=59)) == 0
    assert says_at(table, NOON + timedelta(hours=2)) == 1


def test_a_quiet_that_begins_later_keeps_nothing_waiting(table: Table) -> None:
    table.katie.becomes(dnd_from=int(EVENING.timestamp()), dnd_until=int(MORNING.timestamp()))
    asks(table)

    assert told(table) == 1


def test_it_waits_no_longer_than_until_the_next_working_morning(table: Table) -> None:
    table.katie.becomes(dnd_until=int((NOON + timedelta(days=30)).timestamp()))
    asks(table)

    assert says_at(table, NIGHT) == 0
    assert says_at(table, MORNING - timedelta(seconds=1)) == 0
    assert says_at(table, MORNING) == 1


def test_whoever_has_gone_home_hears_of_it_in_the_morning(table: Table) -> None:
    table.katie.becomes(presence="away")
    at(table, EVENING)
    asks(table)

    assert says_at(table, MORNING - timedelta(seconds=1)) == 0
    assert says_at(table, MORNING) == 1


def test_whoever_is_there_in_the_evening_hears_of_it_at_once(table: Table) -> None:
    at(table, EVENING)
    asks(table)

    assert told(table) == 1


def test_what_waits_holds_nothing_else_back(table: Table) -> None:
    table.katie.becomes(dnd_until=int(MORNING.timestamp()))
    asks(table)
    table.leaves("t.tell", "news")
    table.outbox.deliver_all()

    assert told(table) == 1
    assert list(table.feature.stands) == ["news"]
    assert table.states() == {"pending": 1, "sent": 1}


@pytest.mark.parametrize("trouble", [Trouble.REFUSED, Trouble.SERVER_ERROR, Trouble.LOST_ANSWER])
def test_where_slack_does_not_say_it_is_asked_at_once(
    table: Table, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    table.slack.troubles("dnd.info", trouble, times=2)
    table.katie.becomes(dnd_until=int(MORNING.timestamp()))
    with caplog.at_level(logging.WARNING, logger="bot.quiet"):
        asks(table)
        asks(table, "another")

    assert told(table) == 2
    assert len([record for record in caplog.records if "dnd.info" in record.getMessage()]) == 1


@pytest.mark.parametrize("method", ["dnd.info", "users.getPresence"])
def test_where_slack_asks_to_wait_it_is_asked_once_more(table: Table, method: str) -> None:
    table.slack.troubles(method, Trouble.RATE_LIMITED)
    table.katie.becomes(dnd_until=int(MORNING.timestamp()) if method == "dnd.info" else 0, presence="away")
    at(table, EVENING)
    asks(table)

    assert told(table) == 0
    assert says_at(table, NIGHT) == 0
    assert len(table.slack.called(method)) == 2
    assert says_at(table, MORNING) == 1


def test_without_the_scope_it_is_asked_at_once_and_the_log_has_it_once(
    sqlite_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with a_table(sqlite_store) as table:
        granted = [scope for scope in manifest()["oauth_config"]["scopes"]["bot"] if scope != "dnd:read"]
        table.slack.world.manifest = type(table.slack.world.manifest).of(
            manifest() | {"oauth_config": {"scopes": {"bot": granted}}}
        )
        table.outbox.errands["t.ask"] = Errand(table.feature.say, waits_for_dnd=True)
        at(table, NOON)
        with caplog.at_level(logging.WARNING, logger="bot.quiet"):
            asks(table)
            asks(table, "another")

        assert told(table) == 2
        [complaint] = [record.getMessage() for record in caplog.records]
        assert "dnd.info said missing_scope" in complaint
        assert {"missing_scope" in broken for broken in table.slack.violations} == {True}
        table.slack.world.violations.clear()


def test_what_may_have_been_said_already_is_looked_for_and_waits_no_more(table: Table) -> None:
    table.slack.troubles("chat.postMessage", Trouble.LOST_ANSWER)
    asks(table)
    table.katie.becomes(dnd_until=int(MORNING.timestamp()))

    assert says_at(table, NOON + timedelta(minutes=5)) == 1
    assert table.states() == {"sent": 1}


@pytest.mark.parametrize(
    ("answer", "until"),
    [
        ({"dnd_enabled": True, "next_dnd_start_ts": 1764072000, "next_dnd_end_ts": 1764075600}, 1764075600),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1764072000, "next_dnd_end_ts": 1764075600}, None),
        ({"dnd_enabled": True, "next_dnd_start_ts": 1764072001, "next_dnd_end_ts": 1764075600}, None),
        ({"dnd_enabled": True, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, None),  # Slack's "never"
        ({"dnd_enabled": False, "snooze_enabled": True, "snooze_endtime": 1764073000}, 1764073000),
        ({"snooze_enabled": True, "snooze_endtime": 1764071000}, None),
        ({"dnd_enabled": True, "next_dnd_end_ts": "soon"}, None),
        ({"dnd_enabled": True, "next_dnd_end_ts": 10**30}, None),
        ({}, None),
    ],
)
def test_what_slack_says_of_do_not_disturb_is_read(answer: dict[str, Any], until: int | None) -> None:
    slack = Said(answer)

    assert undisturbed_until(slack, "U1", datetime.fromtimestamp(1764072000, UTC)) == moment(until)


class Said(Slack):
    """A Slack that gives one answer."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(web_client(None, "http://127.0.0.1:1/api/"))
        self.answer = answer

    def ask(self, method: str, **arguments: Any) -> dict[str, Any]:
        del method, arguments
        return self.answer
