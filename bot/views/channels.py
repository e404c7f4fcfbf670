"""Which channels the bot hears, and which it may be let into."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.ids import Press
from bot.views.reasons import counted
from storage.values import ChannelRow

MOST_OPTIONS = 10  # Slack's limit for checkboxes
OPTION_TEXT = 75
SHOWN_NAMES = 30


def channels_view(heard: Sequence[ChannelRow], others: Sequence[ChannelRow], *, private: int = 0) -> View:
    """`others` are public channels the bot is not in, the busiest first; of `private` ones only the number is told."""
    names = ", ".join(f"#{safe(channel.name)}" for channel in heard[:SHOWN_NAMES])
    more = len(heard) - SHOWN_NAMES
    tail = f" and {counted(more, 'more channel')}" if more > 0 else ""
    beside = (
        f" Beside that I am in {counted(private, 'private channel')}, where I learn nothing." if private > 0 else ""
    )
    words = f"I hear {names}{tail}.{beside}" if heard else f"I am in no public channel yet, so I learn nothing.{beside}"
    blocks = [section(words), *joining(others)]
    return View(words, blocks)


def joining(others: Sequence[ChannelRow], *, invited: str = "") -> list[Block]:
    """`invited` comes back with the press: whoever is asked in the greeting may, admin or not."""
    if not others:
        return []
    boxes: Block = {
        "type": "checkboxes",
        "action_id": Press.CHANNELS,
        "options": [option(channel) for channel in others[:MOST_OPTIONS]],
    }
    return [
        section("The busiest public channels I am not in. Tick those where people ask each other:"),
        {"type": "actions", "block_id": "channels", "elements": [boxes]},
        actions([button("Join them", Press.JOIN, invited, style="primary")]),
        context(
            "`/invite @whoknows` in a channel does the same, also in private ones. I learn from public channels only."
        ),
    ]


def option(channel: ChannelRow) -> Block:
    people = counted(channel.members, "member") if channel.members else ""
    name = f"#{channel.name}"[:OPTION_TEXT]
    chosen: Block = {"text": {"type": "plain_text", "text": name, "emoji": False}, "value": channel.channel_id}
    if people:
        chosen["description"] = {"type": "plain_text", "text": people, "emoji": False}
    return chosen


def joined_view(names: Sequence[str]) -> View:
    listed = ", ".join(f"#{safe(name)}" for name in names if name)
    words = f"I am joining {listed}." if listed else "Tick the channels first, then press the button."
    return View(words, [section(words)])
