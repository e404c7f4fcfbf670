"""A company as a whole: the clock turned on, the story begun again, what went wrong made visible, an end at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.company import Company
from bot.demo.errors import StandInError
from bot.demo.faults import Trouble
from bot.demo.turning import next_step, target
from tests.demo.pages import BEGINS, Window, small_company

LISBON = ZoneInfo("Europe/Lisbon")
FRIDAY = datetime(2026, 10, 16, 8, tzinfo=UTC)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with small_company(tmp_path) as ours:
        yield ours


@pytest.fixture
def katie(company: Company) -> Window:
    return Window(company.url, "U0KATIE")


@pytest.mark.parametrize(
    ("now", "to", "there"),
    [
        (FRIDAY, "hour", "2026-10-16 10:00"),
        (FRIDAY, "morning", "2026-10-17 09:00"),
        (FRIDAY.replace(hour=23, minute=30), "morning", "2026-10-18 09:00"),  # past midnight in Lisbon already
        (FRIDAY, "tuesday", "2026-10-20 12:00"),
        (datetime(2026, 10, 20, 10, 59, tzinfo=UTC), "tuesday", "2026-10-20 12:00"),
        (datetime(2026, 10, 20, 11, 0, tzinfo=UTC), "tuesday", "2026-10-27 12:00"),
        (datetime(2026, 10, 24, 8, 0, tzinfo=UTC), "morning", "2026-10-25 09:00"),  # the night summer time ends
    ],
)
def test_the_clock_is_turned_to_a_moment_in_the_zone_of_whoever_turns_it(now: datetime, to: str, there: str) -> None:
    assert f"{target(to, now, LISBON).astimezone(LISBON):%Y-%m-%d %H:%M}" == there


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (FRIDAY, "08:10"),
        (FRIDAY.replace(minute=9, second=59, microsecond=999_999), "08:10"),
        (FRIDAY.replace(hour=23, minute=55), "00:00"),
    ],
)
def test_the_clock_is_turned_by_whole_steps(now: datetime, then: str) -> None:
    assert f"{next_step(now, timedelta(minutes=10)):%H:%M}" == then


def test_a_clock_that_is_being_turned_stops_when_all_ends(tmp_path: Path) -> None:
    """And nobody is told of an error for it."""
    with small_company(tmp_path) as company:
        katie = Window(company.url, "U0KATIE")
        since = katie.get("/page/start")["seq"]
        with katie.events(since) as told, ThreadPoolExecutor() as pool:
            turning = pool.submit(katie.act, "jump", to="tuesday")
            assert next(change for change in told if change["kind"] == "clock")["turning"]
            company.end()
            turned = turning.result()
        assert company.clock() < BEGINS + 2 * 86_400
    assert turned.get("error", "ended").endswith("ended.") or turned["now"] < BEGINS + 2 * 86_400
    assert company.log.errors == 0


def test_one_thing_at_a_time_is_turned_or_begun_again(katie: Window) -> None:
    since = katie.get("/page/start")["seq"]
    with katie.events(since) as told, ThreadPoolExecutor() as pool:
        turning = pool.submit(katie.act, "jump", to="morning")
        next(change for change in told if change["kind"] == "clock")
        refused = [katie.act("jump", to="morning"), katie.act("reset")]
        assert turning.result()["ok"]

    assert [("One moment" in answer["error"]) for answer in refused] == [True, True]


def test_the_clock_knows_no_other_way() -> None:
    with pytest.raises(StandInError, match="does not know"):
        target("back", FRIDAY, LISBON)


def test_what_is_due_on_the_way_happens_as_if_somebody_had_waited(company: Company, katie: Window) -> None:
    """A weekly lunch & learn on Tuesdays at noon: the post stands in the channel when Tuesday noon has come."""
    katie.act("command", channel="C0GENERAL", command="/lunch", text="setup #general tuesday 12:00")
    for asked in ("excel", "powerpoint"):
        katie.act("command", channel="C0GENERAL", command="/whoknows", text=asked)
    before = katie.get("/page/start")
    with katie.events(before["seq"]) as told:
        now = katie.act("jump", to="tuesday")["now"]
        clocks = [next(change for change in told if change["kind"] == "clock") for _ in range(2)]

    assert [one["turning"] for one in clocks] == [True, True]
    assert datetime.fromtimestamp(now, LISBON).strftime("%A %H:%M") == "Tuesday 12:00"
    assert now > before["now"]
    posts = [one for one in katie.history("C0GENERAL") if one["bot"] and not one["only_for"]]
    assert "lunch & learn" in posts[-1]["text"].replace("&amp;", "&")
    assert company.slack.violations == []


def test_the_story_begins_again_for_every_window(company: Company, katie: Window) -> None:
    katie.act("say", channel="C0GENERAL", text="who knows powerpoint?")
    katie.act("jump", to="morning")
    since = katie.get("/page/start")["seq"]
    with katie.events(since) as told:
        assert katie.act("reset")["ok"]
        assert [change["kind"] for change in (next(told),)] == ["reload"]

    assert katie.history("C0GENERAL") == []
    assert katie.get("/page/start")["now"] < BEGINS + 60
    katie.act("command", channel="C0GENERAL", command="/whoknows", text="powerpoint")
    assert "PowerPoint" in katie.history("C0GENERAL")[-1]["text"]
    assert company.slack.violations == []


def test_an_error_of_the_bot_is_shown_and_not_swallowed(company: Company, katie: Window) -> None:
    try:
        int("the deck is 90 MB")
    except ValueError:
        logging.getLogger("bot.jobs").exception("reminders not done")

    shown = katie.get("/page/log")
    entry = shown["entries"][-1]
    assert (entry["kind"], entry["title"], entry["summary"]) == ("error", "bot.jobs", "reminders not done")
    assert "ValueError: invalid literal" in entry["words"]
    assert shown["errors"] == company.log.errors == 1


def test_a_broken_rule_of_slacks_is_shown(company: Company, katie: Window) -> None:
    since = katie.get("/page/start")["seq"]
    with katie.events(since) as told:
        company.slack.world.broke("chat.postMessage: no_text")
        told_of = next(change for change in told if change["kind"] == "log")

    assert told_of["violations"] == 1
    assert katie.get("/page/log")["entries"][-1]["words"] == "chat.postMessage: no_text"


def test_a_call_that_slack_refuses_is_shown_as_failed(company: Company, katie: Window) -> None:
    company.slack.troubles("chat.postEphemeral", Trouble.REFUSED)
    katie.act("say", channel="C0GENERAL", text="who knows powerpoint?")
    company.slack.until(lambda: company.log.errors)
    failed = [entry for entry in katie.get("/page/log")["entries"] if not entry["ok"]]

    assert ("call", "chat.postEphemeral") in {(entry["kind"], entry["title"]) for entry in failed}


def test_the_port_is_free_again_when_it_ends(tmp_path: Path) -> None:
    with small_company(tmp_path) as first:
        url = first.url
        window = Window(url, "U0KATIE")
        with window.events(0):  # a window that stays open does not hold it up
            window.act("say", channel="C0GENERAL", text="hello")
    with pytest.raises(ConnectionRefusedError):
        Window(url).get("/page/start")
