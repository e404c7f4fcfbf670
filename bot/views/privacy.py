"""What holds of privacy, in a few lines; and somebody's data, as a file."""

from __future__ import annotations

from bot.domain.privacy import Wishes
from bot.views.blocks import File, View, context, section
from bot.views.home_privacy import LEFT, learned, named

MODE_ON = "*Works-council mode is on:* I learn from nobody who has not said yes. What people say of themselves counts."
MODE_OFF = "I learn from what people write and answer in public channels that I am in; anybody can say no."
NEVER = "I keep no text of a channel, nothing of private channels, and show nobody a ranking or a number of people."
CHOICES = (
    "`/whoknows don't name me` \u2013 nobody is led to you for now; `/whoknows don't name me until 2026-12-24`, "
    "`/whoknows name me again`\n"
    "`/whoknows no questions` \u2013 you are named, and asked nothing new for now; `/whoknows take questions` again\n"
    "`/whoknows learn from me`, `/whoknows stop learning from me`\n"
    "`/whoknows leave me out` \u2013 neither named nor learned of\n"
    "`/whoknows export` \u2013 everything I hold on you, as a file\n"
    "`/whoknows forget me` \u2013 erase it, for good"
)
READ_MORE = "What is kept, why, how long and who sees it stands on one page, `docs/privacy.md`; whoever runs me has it."
A_TOPIC = "Looking for somebody who knows about privacy? `/whoknows data protection`"
GUEST = "As a guest you are named to nobody, so there is nothing here. You can ask me all the same: `/whoknows excel`."
NOTHING_YET = "I would not name you for anything yet. `/whoknows add PowerPoint` tells me what you can help with."
FORGOTTEN = "You asked me to forget you: nothing I hold names you. `/whoknows remember me` lets me learn again."
NOTHING_HELD = "You asked me to forget you, so there is nothing to export."
COMING = "I am sending you everything I hold on you as a file, in our direct messages."
NO_FILE = (
    "Here would be a file with everything I hold on you, but Slack does not let me send files. Ask an admin about it."
)


def privacy_view(wishes: Wishes, *, guest: bool = False) -> View:
    mode = MODE_ON if wishes.asks_first else MODE_OFF
    own = "as a guest you are named to nobody." if guest else state(wishes)
    blocks = [section(f"{mode} {NEVER}"), section(f"*You:* {own}"), section(CHOICES), context(READ_MORE, A_TOPIC)]
    return View(mode, blocks)


def state(wishes: Wishes) -> str:
    if wishes.forgotten:
        return FORGOTTEN
    return LEFT if wishes.left else f"{named(wishes)} {learned(wishes)}"


def nothing_view(wishes: Wishes, *, guest: bool) -> View:
    """Why somebody is named for nothing, and what they can do about it."""
    if guest:
        return words_view(GUEST)
    if wishes.left:
        return words_view(state(wishes))
    words = NOTHING_YET if wishes.learns else f"{learned(wishes)} {NOTHING_YET}"
    return words_view(words)


def chosen_view(wishes: Wishes) -> View:
    """After something was chosen: what holds now."""
    words = holds(wishes)
    return View(words, [section(words)])


def holds(wishes: Wishes) -> str:
    return f"{state(wishes)} {undone_by(wishes)}".strip()


def undone_by(wishes: Wishes) -> str:
    if wishes.left or not wishes.learns:
        return "`/whoknows learn from me` changes that."
    return "`/whoknows name me again` changes that." if wishes.is_paused else ""


def export_view(held: bytes, *, day: str) -> View:
    """Slack shows no blocks beside a file: they are there for where it takes none."""
    words = "Everything I hold on you, for your eyes. Any text editor opens it. `/whoknows forget me` erases it."
    return View(words, [section(NO_FILE)], File(f"whoknows-{day}.json", "What Whoknows holds on you", held))


def words_view(words: str) -> View:
    return View(words, [section(words)])
