"""The forms of a gathering, and what is said beside a field that cannot be so."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.domain.gatherings import (
    FEWEST_MINUTES,
    LONGEST_LINK,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_MINUTES,
    MOST_SEATS,
    Fault,
    Gathering,
)
from bot.domain.interviews import LONGEST_QUESTION as LONGEST_LINE
from bot.domain.interviews import MOST_QUESTIONS
from bot.domain.signups import coming
from bot.views.blocks import Block, section
from bot.views.forms import Modal, field, modal, text_input
from bot.views.ids import LunchForm
from bot.views.lunch import title
from bot.views.programme import zone_name
from storage.values_lunch import Format, LunchRow

MOST_PEOPLE = 100  # that a field may begin with

FAULTS = {
    Fault.TITLE: f"A title has 1 to {LONGEST_TITLE} characters.",
    Fault.DATE: "Choose a day and a time in the year to come.",
    Fault.TIME: "Choose a day and a time.",
    Fault.MINUTES: f"Between {FEWEST_MINUTES} and {MOST_MINUTES} minutes, please.",
    Fault.PLACE: f"At most {LONGEST_TITLE} characters.",
    Fault.LINK: "That is no link. Write it like https://meet.example.com/lunch.",
    Fault.SEATS: f"Between 1 and {MOST_SEATS} seats, please. Leave it empty for no limit.",
    Fault.ABOUT: f"At most {LONGEST_TEXT} characters.",
    Fault.QUESTIONS: f"At most {MOST_QUESTIONS} questions, of {LONGEST_LINE} characters each.",
    Fault.PARTNER: "Choose another member of this workspace who can be asked: no guests, no bots, nobody who left.",
    Fault.QUESTION: f"1 to {LONGEST_QUESTION} characters.",
}


def errors(faults: Iterable[Fault]) -> dict[str, str]:
    """What Slack shows beside the fields."""
    return {fault.value: FAULTS[fault] for fault in sorted(faults)}


def edit_form(lunch: LunchRow) -> Modal:
    start = lunch.starts_at.astimezone(ZoneInfo(lunch.tz))
    seats = str(lunch.seats) if lunch.seats else ""
    date: Block = {"type": "datepicker", "initial_date": f"{start:%Y-%m-%d}"}
    clock: Block = {"type": "timepicker", "initial_time": f"{start:%H:%M}"}
    blocks = [
        field(Fault.TITLE, "Title", text_input(lunch.title, most=LONGEST_TITLE)),
        field(
            Fault.ABOUT, "What it is about", text_input(lunch.about, most=LONGEST_TEXT, multiline=True), optional=True
        ),
        field(Fault.DATE, "Day", date),
        field(Fault.TIME, "Time", clock, hint=zone_name(lunch.tz)),
        field(Fault.MINUTES, "Minutes", text_input(str(lunch.minutes), most=3)),
        field(Fault.PLACE, "Place", text_input(lunch.place, most=LONGEST_TITLE), optional=True),
        field(Fault.LINK, "Link", text_input(lunch.link, most=LONGEST_LINK, placeholder="https://"), optional=True),
        field(Fault.SEATS, "Seats", text_input(seats, most=9), hint="Leave it empty for no limit", optional=True),
    ]
    return modal("Change the gathering", LunchForm.EDIT, blocks, about=str(lunch.lunch_id))


def ask_form(told: Gathering, question: str) -> Modal:
    hint = "The host sees it with your name, before the gathering."
    if told.lunch.format is Format.INTERVIEW:
        hint = f"{hint} Whoever asks the questions sees it without."
    asked = field(
        Fault.QUESTION, "Your question", text_input(question, most=LONGEST_QUESTION, multiline=True), hint=hint
    )
    blocks = [section(f"*{title(told.lunch)}*"), asked]
    return modal("Ask the host", LunchForm.ASK, blocks, submit="Ask", about=str(told.lunch.lunch_id))


def line_form(told: Gathering) -> Modal:
    hint = "Only the host sees it, with your name."
    line = field(Fault.QUESTION, "Your line", text_input(most=LONGEST_QUESTION, multiline=True), hint=hint)
    blocks = [section(f"*{title(told.lunch)}*"), line]
    return modal("A line to the host", LunchForm.LINE, blocks, submit="Send", about=str(told.lunch.lunch_id))


def attendance_form(told: Gathering) -> Modal:
    """Those who signed up are ticked, until the host or they themselves said otherwise."""
    known = any(row.came is not None for row in told.signups)
    came = [row.user_id for row in told.signups if row.came] if known else []
    unsaid = [row.user_id for row in coming(told.signups) if row.came is None]
    element: Block = {"type": "multi_users_select"}
    if ticked := list(dict.fromkeys([*came, *unsaid]))[:MOST_PEOPLE]:
        element["initial_users"] = ticked
    hint = "What people said themselves counts more."
    blocks = [section(f"*{title(told.lunch)}*"), field("came", "Who came", element, hint=hint, optional=True)]
    return modal("Who came", LunchForm.ATTENDANCE, blocks, about=str(told.lunch.lunch_id))


def notes_form(told: Gathering) -> Modal:
    name = text_input(told.lunch.title, most=LONGEST_TITLE)
    link = text_input(most=LONGEST_LINK, placeholder="https://")
    demo = told.lunch.format is Format.DEMO and not told.recorded
    what = "The link to your recording" if demo else "A link to notes, slides or a recording"
    blocks = [
        section(f"{what}. It goes into the library, and to those who signed up and missed it."),
        field(Fault.TITLE, "Title", name),
        field(Fault.LINK, "Link", link),
    ]
    return modal(
        "The recording" if demo else "Notes or a recording", LunchForm.NOTES, blocks, about=str(told.lunch.lunch_id)
    )
