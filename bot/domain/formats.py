"""The formats of a gathering and their steps: what still has to be done, before it and after, one rule for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.values_formats import PairingRow, Reply
from storage.values_lunch import Format, LunchRow, LunchState, Step

DEMO_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Todo:
    """A step of a gathering; `asked`: somebody is being asked right now, so that nobody has to do anything."""

    step: Step
    done: bool = False
    asked: bool = False


def format_of(text: str) -> Format:
    """What was chosen in a form; a talk where nothing was, or nothing there is."""
    return Format(text) if text in list(Format) else Format.TALK


def minutes_of(kind: Format, usual: int) -> int:
    """How long a gathering takes: a demo is short, whatever its series is used to."""
    return min(usual, DEMO_MINUTES) if kind is Format.DEMO else usual


def partner(pairings: Iterable[PairingRow]) -> str:
    """Who stands beside the host: the interviewer, or the second host of a panel; "" while nobody does."""
    return next((row.user_id for row in pairings if row.state is Reply.YES), "")


def hosts(lunch: LunchRow, beside: str) -> tuple[str, ...]:
    """Who hosts it: of a panel both, of an interview whoever answers. `beside` stands beside the host."""
    second = "" if lunch.format is Format.INTERVIEW else beside
    return tuple(dict.fromkeys(one for one in (lunch.host_id, second) if one))


def being_asked(pairings: Iterable[PairingRow]) -> PairingRow | None:
    """Who has been asked and not answered yet."""
    return next((row for row in pairings if row.state is Reply.ASKED), None)


def steps(
    lunch: LunchRow, pairings: Sequence[PairingRow] = (), *, recorded: bool = False, teachback: bool = False
) -> tuple[Todo, ...]:
    """The steps of a gathering in their order; `teachback`: one is asked for."""
    asked = being_asked(pairings) is not None
    found = partner(pairings) != ""
    interview = lunch.format is Format.INTERVIEW
    wanted = {
        Step.PARTNER: (interview or asked or found, found),
        Step.QUESTIONS: (interview, bool(lunch.questions)),
        Step.TEACHBACK: (teachback, False),
        Step.RECORDING: (lunch.format is Format.DEMO, recorded),
    }
    return tuple(
        Todo(step, done or step in lunch.steps, asked=step is Step.PARTNER and asked and not found)
        for step, (applies, done) in wanted.items()
        if applies
    )


def still_open(lunch: LunchRow, todos: Iterable[Todo]) -> tuple[Todo, ...]:
    """What is to be done now: before a gathering all but the recording, afterwards that alone."""
    if lunch.state is LunchState.CANCELLED:
        return ()
    after = lunch.state is LunchState.HELD
    return tuple(one for one in todos if not one.done and (one.step is Step.RECORDING) is after)
