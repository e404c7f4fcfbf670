"""When somebody can be reached, in words: by their clock, as people speak of days, and harmless."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.blocktree import words
from bot.demo.checks import block_problems, view_problems
from bot.domain.availability import Availability, Hindrance, Reach, WorkingWeek
from bot.domain.lunch import WEEKDAYS
from bot.views.availability import own_blocks, own_view, reach_words
from bot.views.availability_forms import availability_form

# A Friday, 14:20 in Lisbon.
NOW = datetime(2026, 11, 27, 14, 20, tzinfo=UTC)
AWAY, LIMIT, MEETING, PAUSED = Hindrance.AWAY, Hindrance.LIMIT, Hindrance.MEETING, Hindrance.PAUSED


def day(month: int, day_of_month: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day_of_month, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hindrance", "until", "told"),
    [
        (None, None, "14:20 in Lisbon"),
        (AWAY, day(12, 3, 9), "back on Thursday"),
        (AWAY, day(11, 28, 9), "back tomorrow"),
        (AWAY, day(11, 27, 16, 30), "back at 16:30"),
        (AWAY, day(12, 4, 9), "back on 4 December"),
        (AWAY, day(1, 4, 9, year=2027), "back on 4 January 2027"),
        (AWAY, None, "away for now"),
        (LIMIT, day(11, 28), "at their limit today"),
        (LIMIT, day(11, 29), "at their limit until Sunday"),
        (LIMIT, day(11, 30), "at their limit this week"),
        (LIMIT, day(12, 3), "at their limit until Thursday"),
        (LIMIT, day(12, 5), "at their limit until 5 December"),
        (LIMIT, None, "at their limit today"),
        (MEETING, day(11, 27, 15), "14:20 in Lisbon  \u00b7  in a meeting until 15:00"),
        (MEETING, day(11, 30, 15), "14:20 in Lisbon  \u00b7  in a meeting"),
        (PAUSED, None, "takes no questions for now"),
    ],
)
def test_one_phrase_says_when(hindrance: Hindrance | None, until: datetime | None, told: str) -> None:
    assert reach_words(Reach("Europe/Lisbon", hindrance, until), NOW) == told


@pytest.mark.parametrize("tz", ["", "Nowhere/At_All", "America", "../x", "\x00"])
def test_where_nobody_knows_the_zone_there_is_no_clock(tz: str) -> None:
    assert reach_words(Reach(tz), NOW) == ""
    assert reach_words(Reach(tz, MEETING, day(11, 27, 15)), NOW) == "in a meeting until 15:00"


def test_days_are_those_of_their_own_calendar() -> None:
    assert reach_words(Reach("Asia/Tokyo", AWAY, day(11, 29, 0)), NOW) == "back on Sunday"
    assert reach_words(Reach("America/New_York", LIMIT, day(11, 28, 5)), NOW) == "at their limit today"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (Availability(), "Monday to Friday, 9:00 to 17:00 (UTC)"),
        (Availability(WorkingWeek(tz="Europe/Lisbon")), "(Lisbon time)"),
        (Availability(WorkingWeek(frozenset({"mon", "wed", "fri"}))), "Monday, Wednesday and Friday, 9:00"),
        (Availability(WorkingWeek(frozenset({"sun"}), time(22), time(6, 30))), "Sunday, 22:00 to 6:30"),
        (Availability(WorkingWeek(frozenset({"mon", "tue"}))), "Monday and Tuesday,"),
        (Availability(limit_until=day(12, 5)), "at your limit until Saturday 5 December"),
        (Availability(limit_until=day(12, 5)), "`/whoknows limit off`"),
        (Availability(paused=True), "`/whoknows take questions`"),
        (Availability(away=AWAY, away_until=day(12, 5)), "away until Friday 4 December"),
        (Availability(away=AWAY), "says that you are away;"),
    ],
)
def test_they_are_told_what_holds_and_what_ends_it(own: Availability, told: str) -> None:
    assert told in own_view(own).text


moments = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001 - made UTC at once
    lambda at: at.replace(tzinfo=UTC)
)
weeks = st.builds(
    WorkingWeek,
    st.sets(st.sampled_from(list(WEEKDAYS)), min_size=1).map(frozenset),
    st.times(),
    st.times(),
    st.sampled_from(["", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "<!channel>/x", "America"]),
)
owns = st.builds(Availability, weeks, st.sampled_from([None, AWAY, MEETING]), moments, moments, st.booleans())


@given(owns)
def test_whatever_holds_slack_can_show_it(own: Availability) -> None:
    assert block_problems(own_view(own).blocks) == []
    assert block_problems(own_blocks(own)) == []
    assert view_problems(availability_form(own)) == []
    assert "<!" not in own_view(own).text + words(own_blocks(own))


@given(
    st.sampled_from(["", "Asia/Kolkata", "<!channel>", "Pacific/Apia"]), st.sampled_from([None, *Hindrance]), moments
)
def test_every_reach_has_words(tz: str, hindrance: Hindrance | None, until: datetime | None) -> None:
    told = reach_words(Reach(tz, hindrance, until if until and until > NOW else None), NOW)

    assert "<" not in told
    assert told or (hindrance is None and tz in ("", "<!channel>"))


def test_the_buttons_offer_what_does_not_hold_yet() -> None:
    def labels(own: Availability) -> list[str]:
        return [one["text"]["text"] for one in own_blocks(own)[-1]["elements"]]

    assert labels(Availability()) == ["At my limit this week", "No questions for now", "Hours and more"]
    holding = Availability(limit_until=NOW + timedelta(days=9), paused=True)
    assert labels(holding) == ["I can be asked again", "Take questions again", "Hours and more"]
