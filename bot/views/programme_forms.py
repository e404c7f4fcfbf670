"""The forms of the weekly programme: setting it up, hosting something, suggesting a topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.gatherings import FEWEST_MINUTES, MOST_MINUTES, MOST_SEATS
from bot.domain.lunch import WEEKDAYS
from bot.domain.lunch_setup import NO, YES
from bot.domain.programme import Slot
from bot.views.blocks import Block, View
from bot.views.formats import CHOICES
from bot.views.forms import Modal, field, modal, plain, text_input
from bot.views.ids import ProgrammeForm
from bot.views.programme import moment

OPTION = 75
BESIDE = (
    "A second host, or who interviews you. I ask them first; for an interview I find somebody if you leave it empty."
)


def number(value: str) -> Block:
    element: Block = {"type": "number_input", "is_decimal_allowed": False}
    return {**element, "initial_value": value} if value else element


def option(label: str, value: str) -> Block:
    return {"text": plain(label, OPTION), "value": value}


def setup_form(begin: Mapping[str, str]) -> Modal:
    """`begin` holds what each field begins with."""
    days = [option(name, short) for short, name in WEEKDAYS.items()]
    channel: Block = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
    if begin.get("channel"):
        channel["initial_conversation"] = begin["channel"]
    weekday = next((one for one in days if one["value"] == begin.get("weekday")), days[1])
    clock = {"type": "timepicker", "initial_time": begin.get("clock") or "12:00"}
    blocks = [
        field("channel", "Channel", channel, hint="I have to be in it: /invite @whoknows"),
        field("weekday", "Day", {"type": "static_select", "options": days, "initial_option": weekday}),
        field("clock", "Time", clock, hint="The weekly post goes out then, and gatherings begin then."),
        field("tz", "Time zone", text_input(begin.get("tz") or "UTC"), hint="Such as Europe/Berlin"),
        field("minutes", "Length in minutes", number(begin.get("minutes") or "45"), hint=minutes_hint()),
        field("place", "Place", text_input(begin.get("place", ""), placeholder="Kitchen, second floor"), optional=True),
        field("link", "Link for those who join from elsewhere", text_input(begin.get("link", "")), optional=True),
        field("seats", "Seats", number(begin.get("seats", "")), hint=seats_hint(), optional=True),
        field("welcome", "Words of welcome", text_input(begin.get("welcome", ""), multiline=True), optional=True),
        field("teachback", "Do hosts practise before two colleagues first?", yes_or_no(begin.get("teachback", NO))),
        field("name", "Name", text_input(begin.get("name", ""), placeholder="Lunch & learn"), optional=True),
    ]
    return modal("Lunch & learn", ProgrammeForm.SETUP, blocks, submit="Set up")


def yes_or_no(begin: str) -> Block:
    options = [option("No, only who would like to", NO), option("Yes, I ask them to", YES)]
    return {"type": "static_select", "options": options, "initial_option": options[begin == YES]}


def minutes_hint() -> str:
    return f"Between {FEWEST_MINUTES} and {MOST_MINUTES}"


def seats_hint() -> str:
    return f"At most {MOST_SEATS}. Leave it empty for no limit."


def host_form(slots: Sequence[Slot], *, title: str = "") -> Modal:
    """`title` is what it begins with."""
    several = len({slot.series.series_id for slot in slots}) > 1
    dates = [
        option(moment(slot.starts_at, slot.series.tz) + (f", #{slot.channel}" if several else ""), slot.value)
        for slot in slots[:100]
    ]
    formats = [option(words, kind.value) for kind, words in CHOICES.items()]
    blocks = [
        field("title", "What is it about?", text_input(title, placeholder="Pivot tables without tears")),
        field("about", "A sentence or two for those who wonder", text_input(multiline=True), optional=True),
        field("format", "How?", {"type": "static_select", "options": formats, "initial_option": formats[0]}),
        field("partner", "Together with", {"type": "users_select"}, hint=BESIDE, optional=True),
        field("slot", "When?", {"type": "static_select", "options": dates, "initial_option": dates[0]}),
    ]
    return modal("Host something", ProgrammeForm.HOST, blocks, submit="Plan it")


def suggest_form(channel: str) -> Modal:
    blocks = [field("topic", "What would you like to learn?", text_input(placeholder="Pivot tables"))]
    return modal("Suggest a topic", ProgrammeForm.SUGGEST, blocks, submit="Suggest", about=channel)


def done_form(title: str, said: View) -> Modal:
    """What stands in a form's place once it was taken in."""
    return {"type": "modal", "title": plain(title, 24), "close": plain("Close", 24), "blocks": said.blocks}
