"""What is said once a gathering is over: was it useful, who came, what is left of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.gatherings import Gathering
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.ids import Press
from bot.views.lunch import host, shown_link, title
from storage.values_lunch import FeedbackRow, Format, LunchState, RecordingRow, SignupRow

LINE = 1000


def after_view(told: Gathering, mine: SignupRow, feedback: FeedbackRow | None) -> View:
    """For whoever was coming; what they said already stands in it."""
    value = str(told.lunch.lunch_id)
    words = f"*{title(told.lunch)}* with {host(told)} is over."
    row: list[Block] = []
    said = []
    if mine.own_word:
        said.append("You were there." if mine.came else "You couldn't make it.")
    else:
        row += [button("I was there", Press.LUNCH_CAME, value), button("I couldn't", Press.LUNCH_MISSED, value)]
    if feedback and feedback.useful:
        said.append(f"You will use this. That speaks for {host(told)}, without your name.")
    elif mine.came is not False:
        row.append(button("I'll use this", Press.LUNCH_USEFUL, value, style="primary"))
    row.append(button("A line to the host", Press.LUNCH_LINE, value))
    blocks = [section(f"{words} {' '.join(said) or 'Were you there, and was it useful?'}"), actions(row)]
    return View(f"{title(told.lunch)} is over", blocks)


def after_host_view(told: Gathering, reader: str = "") -> View:
    """For each of its hosts; that it did not take place is for whoever planned it to say."""
    value = str(told.lunch.lunch_id)
    demo = told.lunch.format is Format.DEMO and bool(told.todos)
    words = f"Thank you for hosting *{title(told.lunch)}*."
    if told.lunch.state != LunchState.HELD:
        words = f"Noted: *{title(told.lunch)}* didn't take place."
        return View(words, [section(words)])
    if demo:
        words += " Where is the recording? With its link those who ask me about it find it, too."
    notes = "Add the recording" if demo else "Add notes or a recording"
    row = [
        button("Who came", Press.LUNCH_ATTENDANCE, value),
        button(notes, Press.LUNCH_NOTES, value, style="primary" if demo else ""),
    ]
    if reader != told.partner or not reader:
        row.append(button("It didn't take place", Press.LUNCH_NOT_HELD, value))
    hint = context("Notes and recordings go into the library, and to those who signed up and missed it.")
    return View(words, [section(words), actions(row), hint])


def line_view(told: Gathering, feedback: FeedbackRow) -> View:
    """A line that somebody left for the host alone."""
    words = f"{safe(told.name(feedback.user_id))} on *{title(told.lunch)}*: {safe(feedback.line, limit=LINE)}"
    return View(words, [section(words), context("Only you see this.")])


def notes_view(told: Gathering, recording: RecordingRow) -> View:
    words = f"Here is something from *{title(told.lunch)}*, in case you missed it: {shelved(recording)}"
    return View(words, [section(words)])


def kept_view(told: Gathering, recording: RecordingRow) -> View:
    gets = f"Whoever signed up and missed *{title(told.lunch)}* gets it from me."
    words = f"It is in the library: {shelved(recording)}\n{gets}"
    return View(words, [section(words)])


def attendance_view(told: Gathering, came: Sequence[SignupRow]) -> View:
    number = f"{len(came) or 'nobody'} came"
    words = f"Noted for *{title(told.lunch)}*: {number}."
    return View(words, [section(words)])


def shelved(recording: RecordingRow) -> str:
    return f"{safe(recording.title)}, {shown_link(recording.url)}"
