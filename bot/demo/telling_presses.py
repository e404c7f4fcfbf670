"""Finding the button somebody means: on the newest thing the bot showed them, under the words they say."""

from __future__ import annotations

from bot.demo.blocktree import parts, words
from bot.demo.errors import NotOnScreenError
from bot.demo.people import Person
from bot.demo.values import Message


def button(person: Person, channel: str, label: str, under: str = "") -> tuple[Message, tuple[str, str]]:
    """The message, and where in it the button stands."""
    for message in reversed(person.sees(channel)):
        if message.bot_id and (place := within(message, label, under)):
            return message, place
    behind = f" under {under!r}" if under else ""
    raise NotOnScreenError(f"nothing says {label!r}{behind} here")


def within(message: Message, label: str, under: str) -> tuple[str, str] | None:
    """The button's block_id and action_id; the first one behind the words, if there are any."""
    passed = not under
    for block in message.blocks:
        passed = passed or under in words([block])
        for part in parts([block]):
            if passed and label in part.labels():
                return part.block_id, part.action_id
    return None
