"""The forms of a practice lesson: planning it, naming somebody else, and the rubric."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.gatherings import LONGEST_TITLE
from bot.domain.teachback import LONGEST_LINE, Lesson
from bot.views.blocks import Block, clip, context, section
from bot.views.forms import Modal, field, modal, text_input
from bot.views.ids import TeachbackForm
from bot.views.programme import day, zone_name
from bot.views.programme_forms import OPTION, option
from bot.views.teachback import AREAS, LEVELS, mention, title
from storage.values_lunch import LunchRow
from storage.values_teachback import Area, Level, MarkRow

MOST_LUNCHES = 100
WEEKEND = (5, 6)
QUESTIONS = {
    Area.SUBJECT: "Is it right, and to the point?",
    Area.PRESENTING: "Could you follow, see and hear?",
    Area.FACILITATION: "Did everybody get a word in, and something to do?",
    Area.ADAPTING: "Did they notice what you needed, and change course?",
}
ASKED = "Thank you. I asked in private, and tell you what they say."
SENT = "Thank you. Only whoever practised sees it. Until the last rubric is in you can send yours anew."
ABOUT = (
    "You teach it to two colleagues as you would in the gathering, for half an hour. Each gives you four marks with a "
    "line each, which only you see."
)


def plan_form(lunches: Sequence[LunchRow], lunch_id: int, tz: str, *, now: datetime) -> Modal:
    """`tz` is the host's own: the times are by that clock."""
    options = [option(lunch_label(one), str(one.lunch_id)) for one in lunches[:MOST_LUNCHES]]
    chosen = next((one for one in options if one["value"] == str(lunch_id)), options[0])
    lunch = next((one for one in lunches if one.lunch_id == lunch_id), lunches[0])
    date: Block = {"type": "datepicker", "initial_date": likely_day(lunch, tz, now)}
    users: Block = {"type": "users_select"}
    blocks = [
        section(ABOUT),
        field("lunch", "For which gathering?", {"type": "static_select", "options": options, "initial_option": chosen}),
        field("day", "Day", date),
        field("clock", "Time", {"type": "timepicker", "initial_time": "10:00"}, hint=zone_name(tz)),
        field("first", "Who watches?", users),
        field("second", "And who else?", users),
        field("place", "Place or link", text_input(most=LONGEST_TITLE, placeholder="Kitchen 2"), optional=True),
        context("I ask the two in private. If one can't, I ask you for somebody else."),
    ]
    return modal("Practise it first", TeachbackForm.PLAN, blocks, submit="Ask them")


def lunch_label(lunch: LunchRow) -> str:
    on = f", {day(lunch.starts_at, lunch.tz)}"
    return f"{clip(lunch.title, OPTION - len(on))}{on}"


def likely_day(lunch: LunchRow, tz: str, now: datetime) -> str:
    """Halfway to the gathering, by the host's own date; not on a weekend where there is a weekday before it."""
    half = (now + max(timedelta(0), lunch.starts_at - now) / 2).astimezone(ZoneInfo(tz)).date()
    last = lunch.starts_at.astimezone(ZoneInfo(tz)).date()
    monday = half + timedelta(days=(-half.weekday()) % 7)
    return (monday if half.weekday() in WEEKEND and monday < last else half).isoformat()


def name_form(lesson: Lesson, likely: str) -> Modal:
    element: Block = {"type": "users_select"}
    if likely:
        element["initial_user"] = likely
    hint = "I begin with somebody who signed up for the gathering." if likely else ""
    blocks = [section(f"*{title(lesson)}*"), field("peer", "Who else could watch?", element, hint=hint)]
    about = str(lesson.row.teachback_id)
    return modal("Somebody else", TeachbackForm.NAME, blocks, submit="Ask them", about=about)


def rubric_form(lesson: Lesson, before: Sequence[MarkRow]) -> Modal:
    """`before`: what they wrote already."""
    host = mention(lesson.row.host_id)
    known = {mark.area: mark for mark in before}
    blocks = [section(f"*{title(lesson)}*, with {host}. Only {host} sees what you write.")]
    for area in Area:
        blocks += area_fields(area, known.get(area))
    return modal("Rubric", TeachbackForm.RUBRIC, blocks, submit="Send", about=str(lesson.row.teachback_id))


def area_fields(area: Area, before: MarkRow | None) -> list[Block]:
    options = [option(LEVELS[level].capitalize(), level.value) for level in Level]
    marks: Block = {"type": "radio_buttons", "options": options}
    if before:
        marks["initial_option"] = options[list(Level).index(before.level)]
    line = text_input(before.line if before else "", most=LONGEST_LINE, placeholder="What went well, or what to try")
    return [
        field(area.value, AREAS[area], marks, hint=QUESTIONS[area]),
        field(f"{area.value}_line", f"{AREAS[area]}, in a line", line),
    ]
