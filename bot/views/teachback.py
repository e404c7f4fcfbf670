"""A practice lesson in words: what its host, the two who watch and a coordinator hear of it, each alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.teachback import Lesson, missing, watching
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.forms import plain
from bot.views.ids import Press
from bot.views.programme import TITLE, moment, zone_name
from storage.values_lunch import LunchState
from storage.values_teachback import Area, Level, MarkRow, PeerRow, Seat, Stage

AREAS = {
    Area.SUBJECT: "Subject",
    Area.PRESENTING: "Presenting",
    Area.FACILITATION: "Facilitation",
    Area.ADAPTING: "Adapting",
}
LEVELS = {Level.NOT_YET: "not yet", Level.NEARLY: "nearly", Level.THERE: "there already"}
SEATS = {
    Seat.ASKED: "has not answered yet",
    Seat.REMINDED: "has not answered yet, I asked once more",
    Seat.COMING: "will be there",
    Seat.RATED: "has filled in the rubric",
    Seat.OUT: "can't be there",
}
ALONE = "Only you see this. Whoever coordinates hears the outcome where the lunch &amp; learn asks for it, and no more."
LINE = 300


def title(lesson: Lesson) -> str:
    return safe(lesson.lunch.title, limit=TITLE)


def mention(user_id: str) -> str:
    return f"<@{user_id}>" if user_id else "somebody who left"


def both(people: Sequence[PeerRow]) -> str:
    return " and ".join(mention(row.user_id) for row in people)


def when(lesson: Lesson, reader: str, others: Sequence[str] = ()) -> str:
    """By the reader's own clock, and by that of whoever lives by another."""
    own = lesson.tz(reader)
    elsewhere = [one for one in others if local(lesson, one).utcoffset() != local(lesson, reader).utcoffset()]
    theirs = [f"For {mention(one)} that is {clock(lesson, reader, one)}" for one in elsewhere]
    begins = f":calendar: {moment(lesson.row.starts_at, own)}, half an hour"
    return "\n".join([begins, *theirs, *place(lesson)])


def local(lesson: Lesson, user_id: str) -> datetime:
    return lesson.row.starts_at.astimezone(ZoneInfo(lesson.tz(user_id)))


def clock(lesson: Lesson, reader: str, other: str) -> str:
    """The day only where it is another."""
    theirs = local(lesson, other)
    day = "" if theirs.date() == local(lesson, reader).date() else f"{theirs:%A} "
    return f"{day}{theirs:%H:%M} ({safe(zone_name(lesson.tz(other)))})"


def place(lesson: Lesson) -> list[str]:
    return [f":round_pushpin: {safe(lesson.row.place)}"] if lesson.row.place else []


def off_button(lesson: Lesson) -> Block:
    block = button("Call it off", Press.TEACHBACK_OFF, str(lesson.row.teachback_id))
    block["confirm"] = {
        "title": plain("Call it off?", 100),
        "text": plain("Whoever was asked to watch will be told.", 300),
        "confirm": plain("Call it off", 30),
        "deny": plain("Keep it", 30),
    }
    return block


def name_button(lesson: Lesson) -> Block:
    return button("Name somebody else", Press.TEACHBACK_NAME, str(lesson.row.teachback_id), style="primary")


def plan_button(lesson: Lesson, label: str = "Plan another one") -> Block:
    return button(label, Press.TEACHBACK_PLAN, str(lesson.lunch.lunch_id))


# -- to whoever is asked to watch


def ask_view(lesson: Lesson, reader: str, *, again: bool = False) -> View:
    host = mention(lesson.row.host_id)
    first = "I asked you before and would like to know either way: " if again else ""
    wish = f"would like to practise *{title(lesson)}* before you and one more colleague. Will you be there?"
    words = f"{first}{host} {wish}"
    after = f"Afterwards I ask you for four marks with a line each. Only {host} sees them."
    value = str(lesson.row.teachback_id)
    row = [
        button("I'll be there", Press.TEACHBACK_IN, value, style="primary"),
        button("I can't", Press.TEACHBACK_OUT, value),
    ]
    name = safe(lesson.name(lesson.row.host_id))
    text = f"{name} would like to practise {title(lesson)} before you. Will you be there?"
    return View(text, [section(f"{words}\n{when(lesson, reader, [lesson.row.host_id])}"), actions(row), context(after)])


def asked_view(lesson: Lesson, reader: str) -> View:
    """In the place of the buttons: what they said."""
    host = mention(lesson.row.host_id)
    if lesson.seat(reader) is Seat.COMING:
        words = f"Thank you. {host} practises *{title(lesson)}* before you:"
        out = actions([button("I can't after all", Press.TEACHBACK_OUT, str(lesson.row.teachback_id))])
        return View(words, [section(f"{words}\n{when(lesson, reader, [lesson.row.host_id])}"), out])
    words = f"Noted, and thank you for saying so. {host} asks somebody else to watch *{title(lesson)}*."
    return View(words, [section(words)])


def rubric_ask_view(lesson: Lesson, *, again: bool = False) -> View:
    host = mention(lesson.row.host_id)
    first = f"{host} still hopes to hear from you." if again else "Thank you for being there."
    words = f"{first} How did *{title(lesson)}* go? Four marks with a line each: only {host} sees them."
    row = [button("Fill in the rubric", Press.TEACHBACK_RATE, str(lesson.row.teachback_id), style="primary")]
    return View(f"How did {title(lesson)} go?", [section(words), actions(row)])


def off_view(lesson: Lesson, reader: str) -> View:
    at = moment(lesson.row.starts_at, lesson.tz(reader))
    words = f"The practice lesson for *{title(lesson)}* on {at} is called off."
    if reader != lesson.row.host_id:
        words = f"{words} You need not come. Thank you for having been asked."
        return View(words, [section(words)])
    if lesson.lunch.state == LunchState.CANCELLED:
        words = f"{words} Its gathering does not take place."
        return View(words, [section(words)])
    words = f"{words} Its gathering comes earlier now."
    return View(words, [section(words), actions([plan_button(lesson)])])


# -- to its host


def planned_view(lesson: Lesson) -> View:
    asked = both(watching(lesson.peers))
    words = f"Your practice lesson for *{title(lesson)}* is planned. I asked {asked}, and tell you what they say."
    return View(words, [section(f"{words}\n{host_when(lesson)}"), actions([off_button(lesson)])])


def host_when(lesson: Lesson) -> str:
    return when(lesson, lesson.row.host_id, [row.user_id for row in watching(lesson.peers)])


def coming_view(lesson: Lesson) -> View:
    sure = [row for row in lesson.peers if row.seat is Seat.COMING]
    words = f"{both(sure)} will be at your practice lesson for *{title(lesson)}*."
    return View(words, [section(f"{words}\n{host_when(lesson)}")])


def another_view(lesson: Lesson) -> View:
    """Somebody is missing; who is out stands there, not why."""
    out = [mention(row.user_id) for row in lesson.peers if row.seat is Seat.OUT]
    number = "Two colleagues are" if missing(lesson.peers) > 1 else "One colleague is"
    who = f" {' and '.join(out)} can't be there." if out else ""
    words = f"{number} missing at your practice lesson for *{title(lesson)}*.{who} Who else could watch?"
    return View(words, [section(f"{words}\n{host_when(lesson)}"), actions([name_button(lesson), off_button(lesson)])])


def soon_view(lesson: Lesson, reader: str, minutes: int) -> View:
    come = [row for row in lesson.peers if row.seat is Seat.COMING]
    away = f"In {minutes} minute{'s' if minutes != 1 else ''}" if minutes > 0 else "Now"
    host = lesson.row.host_id
    who = f"you practise *{title(lesson)}* before {both(come)}."
    words = f"{away} {who}" if reader == host else f"{away} {mention(host)} practises *{title(lesson)}* before you."
    return View(words, [section("\n".join([words, *place(lesson)]))])


def off_now_view(lesson: Lesson) -> View:
    words = f"Your practice lesson for *{title(lesson)}* is called off. Whoever was asked hears of it."
    return View(words, [section(words), actions([plan_button(lesson)])])


def outcome_view(lesson: Lesson) -> View:
    """For its host alone."""
    if lesson.row.stage is Stage.LAPSED:
        words = f"Nothing came of your practice lesson for *{title(lesson)}*: nobody was there who could tell of it."
        return View(words, [section(words), actions([plan_button(lesson)])])
    ready, about = lesson.row.stage is Stage.READY, f"*{title(lesson)}*"
    words = f"You are *ready* for {about}." if ready else f"*One more practice* would do {about} good."
    blocks = [section(words), *rubrics(lesson), context(ALONE)]
    return View(words, blocks if ready else [*blocks[:-1], actions([plan_button(lesson)]), blocks[-1]])


def rubrics(lesson: Lesson) -> list[Block]:
    writers = dict.fromkeys(mark.user_id for mark in lesson.marks)
    return [section("\n".join([f"*{mention(one)}*", *lines_of(lesson.marks, one)])) for one in writers]


def lines_of(marks: Sequence[MarkRow], user_id: str) -> list[str]:
    mine = {mark.area: mark for mark in marks if mark.user_id == user_id}
    return [mark_line(mine[area]) for area in Area if area in mine]


def mark_line(mark: MarkRow) -> str:
    line = f": {safe(mark.line, limit=LINE)}" if mark.line else ""
    return f"\u2022 {AREAS[mark.area]}, _{LEVELS[mark.level]}_{line}"


def mine_view(lessons: Sequence[Lesson]) -> View:
    """What `/lunch teachback` shows a host who has practised or is about to."""
    blocks: list[Block] = []
    for lesson in lessons:
        blocks += lesson_blocks(lesson)
    words = "Your practice lessons"
    return View(words, [section(f"*{words}*"), *blocks])


def lesson_blocks(lesson: Lesson) -> list[Block]:
    if lesson.row.stage not in (Stage.PLANNED, Stage.HELD):
        return outcome_view(lesson).blocks
    stand = [f"\u2022 {mention(row.user_id)} {SEATS[row.seat]}" for row in lesson.peers]
    lines = section("\n".join([f"*{title(lesson)}*", host_when(lesson), *stand]))
    if lesson.row.stage is Stage.HELD:
        return [lines, context("It has taken place. I wait for the rubrics and then tell you what they say.")]
    row = [*([name_button(lesson)] if missing(lesson.peers) else []), off_button(lesson)]
    return [lines, actions(row)]


# -- to whoever looks after the lunch & learn


def told_view(lesson: Lesson) -> View:
    outcome = "ready" if lesson.row.stage is Stage.READY else "one more practice"
    gathering = moment(lesson.lunch.starts_at, lesson.lunch.tz)
    words = f"{mention(lesson.row.host_id)} has practised *{title(lesson)}*, planned for {gathering}: *{outcome}*."
    return View(words, [section(words), context("What the two who watched wrote is for the host alone.")])
