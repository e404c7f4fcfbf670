"""Thanks, in words for whoever got them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.kudos import Digest, beyond
from bot.domain.kudos_told import Received
from bot.domain.text import safe
from bot.views.blocks import View, actions, button, context, section
from bot.views.ids import Press
from bot.views.kudos import listing
from bot.views.skills import fitting

SHOWN = 25
LABELS = {Digest.ONCE: "Tell me at once", Digest.WEEKLY: "Once a week", Digest.NEVER: "Never tell me"}


def received_view(thanks: Sequence[Received], *, weekly: bool) -> View:
    """What colleagues said thanks for: names, skills and their words, no numbers."""
    several = len({one.giver_id for one in thanks}) > 1
    first = "Colleagues said thanks to you:" if several else "A colleague said thanks to you:"
    lines = [line(one) for one in thanks[:SHOWN]]
    if len(thanks) > SHOWN:
        lines.append("\u2022 and others, too many to list")
    others = [choice for choice in Digest if choice != (Digest.WEEKLY if weekly else Digest.ONCE)]
    choices = actions([button(LABELS[each], f"{Press.KUDOS_DIGEST}:{each}", each) for each in others])
    why = "Only you see this. `/kudos @scott for excel` passes it on."
    names = listing(list(dict.fromkeys(giver(one) for one in thanks[:SHOWN])))
    return View(f"{first} {names}", [section(first), *map(section, fitting(lines)), choices, context(why)])


def line(one: Received) -> str:
    what = f" for {listing([f'*{safe(skill, limit=80)}*' for skill in one.skills])}" if one.skills else ""
    words = beyond(one.note, one.skills)
    note = f": _{safe(words, limit=1000)}_" if words else ""
    return f"\u2022 {giver(one)}{what}{note}"


def giver(one: Received) -> str:
    return f"<@{one.giver_id}>" if one.giver_id else "Somebody"
