"""What the library holds: recordings and notes of earlier gatherings."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.gatherings import LONGEST_LINK, Fault, Shelf
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.forms import Modal, field, modal, plain, text_input
from bot.views.ids import LINK_FORM, Press
from bot.views.lunch import shown_link
from storage.values_lunch import RecordingRow

TOPIC = 80
DOUBTFUL = "_This link may no longer work._"


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
    return [section(shelved(one), accessory=report_button(one)) for one in found]


def shelved(one: RecordingRow) -> str:
    doubt = f"\n{DOUBTFUL}" if one.doubtful else ""
    return f"*{safe(one.title)}*, {one.at.day} {one.at:%B %Y}\n{shown_link(one.url)}{doubt}"


def report_button(one: RecordingRow) -> Block:
    return button("Link doesn't work", Press.LINK_REPORT, str(one.recording_id))


def reported_view(one: RecordingRow) -> View:
    """For whoever can mend it: readers say that it leads nowhere, or where they may not go."""
    value = str(one.recording_id)
    out = button("Take it out", Press.LINK_TAKE_OUT, value, style="danger")
    out["confirm"] = {
        "title": plain("Take it out?", 100),
        "text": plain("Nobody finds it in the library any more.", 300),
        "confirm": plain("Take it out", 30),
        "deny": plain("Keep it", 30),
    }
    words = f"Somebody could not open the link of *{safe(one.title)}* in the library: it is dead, or private."
    row = [button("Put in another link", Press.LINK_MEND, value, style="primary"), out]
    hint = context("I tell you once, however many say so. I never open links myself.")
    return View(words, [section(f"{words}\n{shown_link(one.url)}"), actions(row), hint])


def thanked_view() -> View:
    words = "Thank you. Whoever can mend the link hears of it, without your name."
    return View(words, [section(words)])


def mended_view(one: RecordingRow) -> View:
    words = f"Thank you. *{safe(one.title)}* in the library leads to {shown_link(one.url)} now."
    return View(words, [section(words)])


def taken_out_view() -> View:
    words = "It is out of the library. `/lunch library` shows what is left."
    return View(words, [section(words)])


def link_form(one: RecordingRow) -> Modal:
    link = text_input(most=LONGEST_LINK, placeholder="https://")
    blocks = [section(f"*{safe(one.title)}*"), field(Fault.LINK, "Link that colleagues can open", link)]
    return modal("Another link", LINK_FORM, blocks, about=str(one.recording_id))
