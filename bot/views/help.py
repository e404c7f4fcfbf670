"""How to use the bot: what fits on a screen."""

from __future__ import annotations

from bot.views.blocks import View, context, section
from bot.views.reasons import counted

USES = """*Who knows something?*
`/whoknows powerpoint` \u2013 or a whole sentence: `/whoknows somebody who can help with pivot tables`
\u201cWho knows X?\u201d in a channel I am in: you alone see whom I would ask; *Ask* takes it to them

*What you know*
`/whoknows add PowerPoint` \u2013 say that you can help with something; `remove PowerPoint` takes it back
`/whoknows me` \u2013 what I would name you for, and why; my Home tab lets you hide or correct it
`/whoknows no questions`, `limit until thursday` \u2013 be asked nothing new, and still be named
`/whoknows don't name me` \u2013 not even that; `privacy` \u2013 what holds for you; `/whoknows forget me` erases it all

*More*
`/kudos @scott for powerpoint` \u2013 thank somebody, so that they are found for it; `/kudos help`
`/lunch` \u2013 the next lunch & learn, `/lunch help`; `/insights` \u2013 for coordinators, `/insights help`

*For admins*
`/whoknows channels` \u2013 which channels I hear, and join more
`/whoknows coordinators` \u2013 who looks after all this; `/whoknows rescue on` \u2013 in a channel: rescue questions
`/whoknows skills` \u2013 make one skill of two names; `/whoknows settings` \u2013 limits, such as thanks a day"""

PRIVACY = (
    "Only you see my answers. I learn from public channels I am in, keep no message text, "
    "and name nobody without a reason."
)


def help_view(*, channels_heard: int) -> View:
    heard = (
        "I am in no channel yet: `/invite @whoknows` where questions are asked."
        if channels_heard == 0
        else f"I hear {counted(channels_heard, 'channel')}; `/invite @whoknows` adds one."
    )
    return View("How to use Whoknows", [section(USES), context(PRIVACY, heard)])


def rescue_view(minutes: float, *, is_on: bool) -> View:
    """Whether a channel's questions are rescued."""
    if is_on:
        words = (
            f"Rescue is on here: whoever asks something and has no answer after {minutes:g} working minutes sees, "
            "alone, who could help. `/whoknows rescue off` ends it."
        )
    else:
        words = "Rescue is off here. `/whoknows rescue on` leads whoever gets no answer to people who could help."
    return View(words, [section(words)])


def usage(problem: str) -> View:
    """Answers a wrong call with how to call it."""
    words = f"{problem} `/whoknows help` shows what else I do."
    return View(words, [section(words)])
