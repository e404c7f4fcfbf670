"""The form in which somebody says when they may be asked."""

from __future__ import annotations

from bot.domain.availability import Availability
from bot.domain.availability_own import YES, Field
from bot.domain.lunch import WEEKDAYS
from bot.domain.zones import zone_of
from bot.views.blocks import Block
from bot.views.forms import Modal, field, modal, plain
from bot.views.ids import AVAILABILITY_FORM
from bot.views.programme import zone_name

OPTION = 75


def availability_form(own: Availability) -> Modal:
    week, zone = own.week, zone_of(own.week.tz)
    days = ticked(WEEKDAYS, week.days)
    until: Block = {"type": "datepicker"}
    if own.limit_until:
        until["initial_date"] = f"{own.limit_until.astimezone(zone):%Y-%m-%d}"
    pause = ticked({YES: "Nobody is led to ask me until I take this back"}, {YES} if own.paused else set())
    return modal(
        "When I may be asked",
        AVAILABILITY_FORM,
        [
            field(Field.DAYS, "Working days", days),
            field(Field.BEGINS, "From", {"type": "timepicker", "initial_time": f"{week.begins:%H:%M}"}),
            field(
                Field.ENDS,
                "To",
                {"type": "timepicker", "initial_time": f"{week.ends:%H:%M}"},
                hint=f"By your clock in Slack: {zone_name(zone.key)}. Else questions wait until you are there.",
            ),
            field(
                Field.LIMIT, "At my limit until", until, hint="From that day on you may be asked again.", optional=True
            ),
            field(Field.PAUSED, "No questions for now", pause, optional=True),
        ],
    )


def ticked(names: dict[str, str], chosen: frozenset[str] | set[str]) -> Block:
    options: list[Block] = [{"text": plain(name, OPTION), "value": value} for value, name in names.items()]
    element: Block = {"type": "checkboxes", "options": options}
    if initial := [option for option in options if option["value"] in chosen]:
        element["initial_options"] = initial
    return element
