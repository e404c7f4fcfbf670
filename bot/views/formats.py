"""What the formats are called, and what is still to be done, in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.formats import Todo
from bot.domain.gatherings import Gathering
from bot.domain.text import safe
from storage.values_lunch import Format, LunchRow, Step

# How a gathering is announced, beside its title.
KIND = {Format.TALK: "", Format.DEMO: "a demo ", Format.INTERVIEW: "an interview "}
CHOICES = {
    Format.TALK: "A talk",
    Format.DEMO: "A ten-minute demo: just your screen",
    Format.INTERVIEW: "An interview: somebody asks, you answer",
}
STEPS = {
    Step.PARTNER: "find somebody who asks the questions",
    Step.QUESTIONS: "look through the questions",
    Step.TEACHBACK: "practise once with two colleagues",
    Step.RECORDING: "add the link to the recording",
}
ASKING = "I am asking around for somebody who asks the questions"
SECOND = "wait for the second host to say yes"


def called(told: Gathering) -> str:
    """As in: *Pivot tables*, a demo with Ana. The second host of a panel stands beside the first."""
    kind = told.lunch.format
    comma = ", " if KIND[kind] else " "
    return f"*{safe(told.lunch.title)}*{comma}{KIND[kind]}with {hosts(told)}"


def hosts(told: Gathering) -> str:
    lunch = told.lunch
    host = safe(told.name(lunch.host_id)) if lunch.host_id else "somebody who left"
    return f"{host} and {safe(told.name(told.partner))}" if told.partner and lunch.format is Format.TALK else host


def how(told: Gathering) -> list[str]:
    """What is special about it: a line for a demo, and for an interview."""
    match told.lunch.format:
        case Format.DEMO:
            return [f":computer: {told.lunch.minutes} minutes of screen, then your questions"]
        case Format.INTERVIEW if told.partner:
            return [f":speech_balloon: {safe(told.name(told.partner))} asks what colleagues want to know"]
        case Format.INTERVIEW:
            return [":speech_balloon: A colleague asks what others want to know"]
        case _:
            return []


def to_do(lunch: LunchRow, todos: Iterable[Todo]) -> str:
    """What is still to be done, in one line; "" where nothing is."""
    words = [step_words(lunch, one) for one in todos]
    return f"*Still to do:* {'; '.join(words)}." if words else ""


def step_words(lunch: LunchRow, todo: Todo) -> str:
    if todo.step is not Step.PARTNER:
        return STEPS[todo.step]
    if lunch.format is not Format.INTERVIEW:
        return SECOND
    return ASKING if todo.asked else STEPS[Step.PARTNER]
