"""The words of a practice lesson, and what its forms begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.gatherings import Gathering
from bot.domain.teachback import Lesson
from bot.views.lunch_private import host_view
from bot.views.teachback import another_view, mine_view, off_view, outcome_view, soon_view, told_view
from bot.views.teachback_forms import likely_day, name_form, plan_form, rubric_form
from storage.values import PersonRow
from storage.values_lunch import LunchRow, LunchState
from storage.values_teachback import Area, Level, MarkRow, PeerRow, Seat, Stage, TeachbackRow
from tests.gatherings import labels, words

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
LUNCH = LunchRow(7, 1, "Pivot *tables* <!here>", "U0HOST", NOW + timedelta(days=8), "Europe/Lisbon", 45, "C1", NOW)
ROW = TeachbackRow(3, 7, "U0HOST", NOW + timedelta(days=3), NOW)
PEOPLE = {user: PersonRow(user, user[2:].title()) for user in ("U0HOST", "U0ANA", "U0BEN")}


def lesson(*seats: Seat, stage: Stage = Stage.PLANNED, **changes: object) -> Lesson:
    peers = tuple(PeerRow(user, NOW, seat) for user, seat in zip(("U0ANA", "U0BEN"), seats, strict=False))
    return Lesson(replace(ROW, stage=stage), replace(LUNCH, **changes), peers, PEOPLE)


def test_a_title_is_harmless_wherever_it_stands() -> None:
    one = lesson(Seat.COMING, Seat.OUT)
    for view in (another_view(one), off_view(one, "U0ANA"), soon_view(one, "U0ANA", 9), told_view(one)):
        assert "<!here>" not in words(view)
        assert "*tables*" not in words(view)


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        ((Seat.COMING, Seat.OUT), "One colleague is missing"),
        ((Seat.OUT, Seat.OUT), "Two colleagues are missing"),
        ((Seat.COMING,), "One colleague is missing"),
    ],
)
def test_a_free_seat_is_counted_and_nobody_is_blamed(seats: tuple[Seat, ...], said: str) -> None:
    shown = words(another_view(lesson(*seats)))

    assert said in shown
    assert ("can't be there" in shown) is (Seat.OUT in seats)


@pytest.mark.parametrize(("minutes", "said"), [(15, "In 15 minutes"), (1, "In 1 minute "), (0, "Now")])
def test_how_soon_it_is(minutes: int, said: str) -> None:
    assert said in words(soon_view(lesson(Seat.COMING, Seat.COMING), "U0HOST", minutes))


def test_why_it_is_off_is_for_its_host() -> None:
    off = lesson(Seat.COMING, stage=Stage.OFF, state=LunchState.CANCELLED)

    assert "does not take place" in words(off_view(off, "U0HOST"))
    assert "does not take place" not in words(off_view(off, "U0ANA"))
    assert "comes earlier now" in words(off_view(lesson(Seat.COMING, stage=Stage.OFF), "U0HOST"))


def test_a_host_sees_how_each_stands_and_what_can_be_done() -> None:
    def buttons(*seats: Seat, stage: Stage = Stage.PLANNED) -> list[str]:
        return labels(mine_view([lesson(*seats, stage=stage)]))

    assert buttons(Seat.ASKED, Seat.COMING) == ["Call it off"]
    assert buttons(Seat.REMINDED, Seat.OUT) == ["Name somebody else", "Call it off"]
    assert buttons(Seat.RATED, Seat.COMING, stage=Stage.HELD) == []
    assert buttons(stage=Stage.LAPSED) == ["Plan another one"]
    assert "has filled in the rubric" in words(mine_view([lesson(Seat.RATED, Seat.COMING, stage=Stage.HELD)]))


def test_a_rubric_whose_words_are_gone_still_reads() -> None:
    marks = (MarkRow("U0ANA", Area.SUBJECT, Level.NEARLY, "", NOW),)
    shown = words(outcome_view(replace(lesson(Seat.RATED, stage=Stage.ONE_MORE), marks=marks)))

    assert "Subject, _nearly_" in shown
    assert "_nearly_:" not in shown


@pytest.mark.parametrize(
    ("now", "lunch_at", "day"),
    [
        (NOW, NOW + timedelta(days=8), "2026-03-06"),
        (NOW, NOW + timedelta(days=10), "2026-03-09"),  # in the middle is a Saturday
        (NOW + timedelta(days=4), NOW + timedelta(days=6), "2026-03-07"),  # there is nothing but a weekend
        (NOW, NOW - timedelta(days=1), "2026-03-02"),
    ],
)
def test_the_form_begins_with_a_likely_day(now: datetime, lunch_at: datetime, day: str) -> None:
    assert likely_day(replace(LUNCH, starts_at=lunch_at), "UTC", now) == day


@pytest.mark.parametrize("asks", [True, False])
def test_a_host_is_asked_to_practise_where_the_series_wishes_it(*, asks: bool) -> None:
    view = host_view(Gathering(LUNCH, wants_practice=asks))

    assert ("asks its hosts to practise" in words(view)) is asks
    assert labels(view) == ["Who comes", "Change it", "Practise it first", "Cancel it"]


def test_the_forms_begin_with_what_is_known() -> None:
    other = replace(LUNCH, lunch_id=8, title="x" * 150)
    plan = plan_form([LUNCH, other], 8, "Europe/Lisbon", now=NOW)
    chosen = plan["blocks"][1]["element"]

    assert chosen["initial_option"]["value"] == "8"
    assert all(len(option["text"]["text"]) <= 75 for option in chosen["options"])
    assert plan["blocks"][3]["hint"]["text"] == "Lisbon time"
    assert name_form(lesson(), "U0CEM")["blocks"][1]["element"]["initial_user"] == "U0CEM"
    assert "initial_user" not in name_form(lesson(), "")["blocks"][1]["element"]
    before = [MarkRow("U0ANA", Area.ADAPTING, Level.NEARLY, "Slower", NOW)]
    blocks = {block.get("block_id"): block for block in rubric_form(lesson(), before)["blocks"]}
    assert blocks["adapting"]["element"]["initial_option"]["value"] == "nearly"
    assert blocks["adapting_line"]["element"]["initial_value"] == "Slower"
    assert "initial_option" not in blocks["subject"]["element"]
