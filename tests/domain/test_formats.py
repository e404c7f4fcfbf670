"""What still has to be done for a gathering: every format, every state, in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.formats import Todo, being_asked, format_of, hosts, minutes_of, partner, steps, still_open
from bot.domain.gatherings import Gathering
from storage.values import PersonRow
from storage.values_formats import PairingRow, Reply
from storage.values_lunch import Format, LunchRow, LunchState, Step

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LUNCH = LunchRow(1, 1, "Pivot tables", "U0HOST", NOW, "UTC", 45, "C1", NOW)
ASKED, YES, NO, TAKEN = (PairingRow(1, f"U0{state}".upper(), NOW, state) for state in Reply)


def open_steps(lunch: LunchRow, *pairings: PairingRow, **more: bool) -> list[Step]:
    return [todo.step for todo in still_open(lunch, steps(lunch, pairings, **more))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("demo", Format.DEMO),
        ("interview", Format.INTERVIEW),
        ("talk", Format.TALK),
        ("", Format.TALK),
        ("x", Format.TALK),
    ],
)
def test_what_nobody_offers_is_a_talk(text: str, kind: Format) -> None:
    assert format_of(text) is kind


@pytest.mark.parametrize(
    ("kind", "usual", "minutes"),
    [(Format.TALK, 45, 45), (Format.INTERVIEW, 45, 45), (Format.DEMO, 45, 10), (Format.DEMO, 5, 5)],
)
def test_a_demo_is_short(kind: Format, usual: int, minutes: int) -> None:
    assert minutes_of(kind, usual) == minutes


def test_whoever_said_yes_stands_beside_the_host() -> None:
    assert partner([ASKED, NO, YES, TAKEN]) == YES.user_id
    assert partner([ASKED, NO, TAKEN]) == ""
    assert being_asked([NO, TAKEN, ASKED]) == ASKED
    assert being_asked([NO, YES]) is None


@pytest.mark.parametrize(
    ("changes", "pairings", "more", "expected"),
    [
        ({}, (), {}, []),
        ({}, (ASKED,), {}, [Step.PARTNER]),  # a panel whose second host has not answered
        ({}, (NO,), {}, []),
        ({}, (YES,), {}, []),
        ({}, (), {"teachback": True}, [Step.TEACHBACK]),
        ({"steps": ("teachback",)}, (), {"teachback": True}, []),
        ({"format": Format.INTERVIEW}, (), {}, [Step.PARTNER, Step.QUESTIONS]),
        ({"format": Format.INTERVIEW}, (NO, TAKEN), {}, [Step.PARTNER, Step.QUESTIONS]),
        ({"format": Format.INTERVIEW}, (YES,), {}, [Step.QUESTIONS]),
        ({"format": Format.INTERVIEW, "questions": ("Why?",)}, (ASKED,), {}, [Step.PARTNER]),
        ({"format": Format.INTERVIEW, "questions": ("Why?",)}, (YES,), {"teachback": True}, [Step.TEACHBACK]),
        ({"format": Format.INTERVIEW, "steps": ("questions", "partner")}, (), {}, []),
        ({"format": Format.INTERVIEW, "state": LunchState.HELD}, (), {}, []),
        ({"format": Format.INTERVIEW, "state": LunchState.CANCELLED}, (), {}, []),
        ({"format": Format.DEMO}, (), {}, []),
        ({"format": Format.DEMO, "state": LunchState.HELD}, (), {}, [Step.RECORDING]),
        ({"format": Format.DEMO, "state": LunchState.HELD}, (), {"recorded": True}, []),
        ({"format": Format.DEMO, "state": LunchState.HELD, "steps": ("recording",)}, (), {}, []),
        ({"format": Format.DEMO, "state": LunchState.CANCELLED}, (), {}, []),
    ],
)
def test_what_is_still_to_be_done(
    changes: dict[str, object], pairings: tuple[PairingRow, ...], more: dict[str, bool], expected: list[Step]
) -> None:
    assert open_steps(replace(LUNCH, **changes), *pairings, **more) == expected


@pytest.mark.parametrize(("pairings", "asked"), [((ASKED,), True), ((NO,), False)])
def test_while_somebody_is_asked_nobody_has_to_do_anything(pairings: tuple[PairingRow, ...], *, asked: bool) -> None:
    interview = replace(LUNCH, format=Format.INTERVIEW, questions=("Why?",))

    assert still_open(interview, steps(interview, pairings)) == (Todo(Step.PARTNER, asked=asked),)


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (PersonRow(YES.user_id), YES.user_id),
        (PersonRow(YES.user_id, is_deleted=True), ""),
        (PersonRow(YES.user_id, is_guest=True), ""),
        (PersonRow("U0OTHER"), ""),
    ],
)
def test_who_left_stands_beside_nobody(person: PersonRow, found: str) -> None:
    told = Gathering(replace(LUNCH, format=Format.INTERVIEW), people={person.user_id: person}, pairings=(NO, YES))

    assert told.partner == found
    assert [todo.step for todo in told.todos][:1] == [Step.QUESTIONS if found else Step.PARTNER]


@pytest.mark.parametrize(
    ("kind", "beside", "expected"),
    [
        (Format.TALK, "", ("U0HOST",)),
        (Format.TALK, "U0YES", ("U0HOST", "U0YES")),
        (Format.TALK, "U0HOST", ("U0HOST",)),
        (Format.INTERVIEW, "U0YES", ("U0HOST",)),
        (Format.DEMO, "U0YES", ("U0HOST", "U0YES")),
    ],
)
def test_of_a_panel_both_are_hosts_and_of_an_interview_who_answers(
    kind: Format, beside: str, expected: tuple[str, ...]
) -> None:
    assert hosts(replace(LUNCH, format=kind), beside) == expected


def test_who_stands_beside_the_host_of_a_gathering_hosts_it_while_they_are_there() -> None:
    here, gone = PersonRow(YES.user_id), PersonRow(YES.user_id, is_deleted=True)

    assert Gathering(LUNCH, people={here.user_id: here}, pairings=(YES,)).hosts == ("U0HOST", YES.user_id)
    assert Gathering(LUNCH, people={gone.user_id: gone}, pairings=(YES,)).hosts == ("U0HOST",)
