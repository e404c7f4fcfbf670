"""What is held on somebody and what they can do about it, in words, with a button for each: the end of the Home tab."""

from __future__ import annotations

from datetime import datetime

from bot.domain.home import HomeTab, Reader
from bot.domain.privacy import Wishes
from bot.views.blocks import Block, actions, button, context, section
from bot.views.forms import plain
from bot.views.ids import Press

HEADER = 150
HELD = (
    "I hold what you are found for and where you showed it, thanks you gave and got, your sign-ups, how often you used "
    "which words in public channels, and for at most 90 days what you write to me; no message of a channel. Only you "
    "see this page."
)
OF_GUEST = (
    "As a guest you can ask me, and come to what is open to you. I name only members, so nobody is led to you. I hold "
    "your sign-ups, how often you used which words in public channels, and for at most 90 days what you write to me."
)
MORE = (
    "See all of it: `/whoknows me`. Which rules hold here: `/whoknows privacy`. "
    "Erase it for good: `/whoknows forget me`."
)
NAMED = "Colleagues who ask are led to you."
PAUSED = "For now nobody is led to you, until you say so."
LEFT = "You left: nobody is led to you, and I learn nothing about you. What I held is kept for the day you come back."
LEARNS = "I learn from what you write and answer in public channels."
STOPPED = "I learn nothing from what you do; what I had learned counts for nothing."
ASKS = "In this workspace I learn from nobody who has not said yes, and you have not. What you say yourself counts."


def privacy(tab: HomeTab) -> list[Block]:
    first = heading("Yours alone")
    if tab.reader is Reader.GUEST:
        return [first, context(OF_GUEST), actions([export_button()]), context(MORE)]
    wishes = tab.wishes
    if wishes.left:
        back = button("Come back", Press.LEARN)
        return [first, section(LEFT), actions([back, export_button()]), context(MORE)]
    state = f"{named(wishes)} {learned(wishes)}"
    return [first, context(HELD), section(state), actions([*choices(wishes), export_button()]), context(MORE)]


def named(wishes: Wishes) -> str:
    if not wishes.is_paused:
        return NAMED
    return f"Until {day(wishes.until)} nobody is led to you." if wishes.until else PAUSED


def learned(wishes: Wishes) -> str:
    if wishes.learns:
        return LEARNS
    return STOPPED if wishes.learning else ASKS


def choices(wishes: Wishes) -> list[Block]:
    naming = button("Name me again", Press.RESUME) if wishes.is_paused else button("Don't name me for now", Press.PAUSE)
    learning = (
        button("Stop learning from me", Press.STOP_LEARNING) if wishes.learns else button("Learn from me", Press.LEARN)
    )
    return [naming, learning, leave_button()]


def leave_button() -> Block:
    block = button("Leave", Press.LEAVE)
    block["confirm"] = {
        "title": plain("Leave?", 100),
        "text": plain("Nobody is led to you any more, and I learn nothing about you. You can come back.", 300),
        "confirm": plain("Leave", 30),
        "deny": plain("Stay", 30),
    }
    return block


def export_button() -> Block:
    return button("Send me my data", Press.EXPORT)


def day(at: datetime | None) -> str:
    """By the reader's own clock."""
    if at is None:
        return ""
    return f"<!date^{int(at.timestamp())}^{{date_long}}|{at.day} {at:%B %Y}>"


def heading(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}
