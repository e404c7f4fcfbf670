"""What the formats are called, and what is still to be done, in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.formats import Todo, being_asked
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
ASKING = {
    True: "I am asking around for somebody who asks the questions.",
    False: "Your second host has not answered yet.",
}
PROMISE = (
    "I look for somebody who asks the questions, whom you named before those who wanted to know, and bring what people "
    "asked. "
    "`/lunch` shows what is still to be done."
)


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
    """What is still to be done, in one line; "" where nothing is. What only others have to do comes last."""
    every = list(todos)
    words = [STEPS[one.step] for one in every if not one.asked]
    waits = [ASKING[lunch.format is Format.INTERVIEW] for one in every if one.asked]
    return " ".join([*([f"*Still to do:* {', '.join(words)}."] if words else []), *waits])


def ahead(told: Gathering) -> list[str]:
    """What its host may count on, whatever has been done so far."""
    match told.lunch.format:
        case Format.INTERVIEW:
            return [PROMISE]
        case Format.DEMO:
            return ["Record your screen while you show it: afterwards I ask you for the link."]
        case _:
            asked = being_asked(told.pairings)
            name = safe(told.name(asked.user_id)) if asked else ""
            return [f"I have asked {name} to host it with you, and tell you what they say."] if asked else []
