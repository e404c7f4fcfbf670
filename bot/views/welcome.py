"""The first words to whoever installs the bot."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.blocks import View, section
from bot.views.channels import joining
from bot.views.ids import GREETING
from storage.values import ChannelRow

STEPS = """I lead people to the colleague who knows, with the reason why. Three steps to begin:
1. *Channels.* `/invite @whoknows` where people ask each other. I hear only channels I am in.
2. *History.* `whoknows import export.zip` on the machine I run on: I learn from the past of your public channels.
3. *First lunch & learn.* `/lunch setup`: every week I ask what people want to learn, and who could show it.
Then ask: `/whoknows powerpoint`, or \u201cwho knows X?\u201d in a channel. `/whoknows help` has the rest."""


def welcome_view(others: Sequence[ChannelRow]) -> View:
    return View("Whoknows is ready: three steps to begin", [section(STEPS), *joining(others, invited=GREETING)])
