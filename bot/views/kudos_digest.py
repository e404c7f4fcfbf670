"""Thanks, in words for whoever got them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.kudos import Digest, beyond
from bot.domain.kudos_told import Received
from bot.domain.text import safe
from bot.views.blocks import View, actions, button, context, section
from bot.views.ids import Press
from bot.views.kudos import listing
from bot.views.skills import fitting

SHOWN = 25
ROOM = 10_000  # of a message of about 13,000 characters; one that is longer Slack refuses as a whole
LABELS = {Digest.ONCE: "Tell me at once", Digest.WEEKLY: "Once a week", Digest.NEVER: "Never tell me"}


def received_view(thanks: Sequence[Received], *, weekly: bool) -> View:
    """What colleagues said thanks for: names, skills and their words, no numbers."""
    several = len({one.giver_id for one in thanks}) > 1
    first = "Colleagues said thanks to you:" if several else "A colleague said thanks to you:"
    lines = list(fitting_in([line(one) for one in thanks[:SHOWN]], ROOM))
    told = thanks[: len(lines)]
    if len(thanks) > len(told):
        lines.append("\u2022 and others, too many to list")
    others = [choice for choice in Digest if choice != (Digest.WEEKLY if weekly else Digest.ONCE)]
    choices = actions([button(LABELS[each], f"{Press.KUDOS_DIGEST}:{each}", each) for each in others])
    why = "Only you see this. `/kudos @scott for excel` passes it on."
    names = listing(list(dict.fromkeys(giver(one) for one in told)))
    return View(f"{first} {names}", [section(first), *map(section, fitting(lines)), choices, context(why)])


def fitting_in(lines: Sequence[str], room: int) -> Iterator[str]:
    """As many of the lines as there is room for."""
    for each in lines:
        room -= len(each)
        if room < 0:
            return
        yield each


def line(one: Received) -> str:
    what = f" for {listing([f'*{safe(skill, limit=80)}*' for skill in one.skills])}" if one.skills else ""
    words = beyond(one.note, one.skills)
    note = f": _{safe(words, limit=1000)}_" if words else ""
    return f"\u2022 {giver(one)}{what}{note}"


def giver(one: Received) -> str:
    return f"<@{one.giver_id}>" if one.giver_id else "Somebody"
