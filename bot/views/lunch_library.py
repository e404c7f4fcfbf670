"""What the library holds: recordings and notes of earlier gatherings."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.gatherings import Shelf
from bot.domain.text import safe
from bot.views.blocks import Block, View, context, section
from bot.views.lunch import shown_link
from storage.values_lunch import RecordingRow

TOPIC = 80


def library_view(shelf: Shelf) -> View:
    topic = ", ".join(shelf.understood) or shelf.words
    about = f" on *{safe(topic, limit=TOPIC)}*" if topic else ""
    if not shelf.recordings:
        words = f"There is nothing in the library{about} yet. Whoever hosts a gathering can add notes or a recording."
        return View(words, [section(words)])
    heading = f"In the library{about}:"
    blocks = [section(heading), *recordings(shelf.recordings)]
    if shelf.more:
        blocks.append(context(f"And {shelf.more} older ones: name a topic, as in `/lunch library excel`."))
    return View(heading, blocks)


def recordings(found: Sequence[RecordingRow]) -> list[Block]:
    """Each with its day, the newest first."""
    return [section(f"*{safe(one.title)}*, {one.at.day} {one.at:%B %Y}\n{shown_link(one.url)}") for one in found]
