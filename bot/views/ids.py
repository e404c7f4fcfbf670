"""The names under which presses and forms come back: never change one that is out in channels."""

from __future__ import annotations

from enum import StrEnum


class Press(StrEnum):
    """Buttons and boxes, by `action_id`."""

    INSTEAD = "ask:instead"
    SOMEONE_ELSE = "ask:someone_else"
    I_KNOW = "ask:i_know"
    CHANNELS = "channels:ticked"
    JOIN = "channels:join"


GREETING = "greeting"  # the value of a button in the first message to whoever installed the bot
FIND_SOMEBODY = "find_somebody"
