"""The Home tab in words: one function a section, each with what to do where it has nothing to show yet."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.home import Ahead, HomeTab, Known, Reader
from bot.domain.programme import Part
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.domain.text import safe
from bot.views.availability import own_blocks
from bot.views.blocks import Block, View, actions, button, context, link, section
from bot.views.forms import plain
from bot.views.ids import Press
from bot.views.kudos_digest import line
from bot.views.programme import TITLE, moment
from bot.views.reasons import counted, permalink, reason_text
from bot.views.skills import fitting

Section = Callable[[HomeTab], list[Block]]

SHOWN_REASONS = 3
NAME = 80
HEADER = 150
PURPOSE = "I lead you to the colleague who knows, with the reason why, and help you thank them and learn from them."
ASK = "\u2022 *Ask.* `/whoknows powerpoint`, or a whole sentence"
THANK = "\u2022 *Thank.* `/kudos @scott for powerpoint`, so that they are found for it"
LEARN = "\u2022 *Learn together.* `/lunch` shows the next lunch & learn"
AGAIN = "`/whoknows powerpoint` asks, `/kudos @scott for excel` thanks, `/lunch` shows what comes next."
HELD = (
    "I hold what you are found for and where you showed it, thanks you gave and got, your sign-ups, when you may be "
    "asked, until when your status says that you are away (not its words), how often you used which words in public "
    "channels, and for 90 days what you write to me; no message of a channel. Only you see this page."
)
OF_GUEST = (
    "As a guest you can ask me, and come to what is open to you. I name only members, so nobody is led to you. I hold "
    "your sign-ups, how often you used which words in public channels, and for 90 days what you write to me."
)
LEAVE = "See and correct: `/whoknows me`. Leave: `/whoknows forget me`."
SEEN_SO = "Colleagues who ask are shown your name with these reasons."
NO_SKILL = "Nothing yet. Say what you can help with, or answer a question in a channel: I will remember."
FORGOTTEN = (
    "You asked me to forget you: nothing I hold names you, and I learn nothing about you. You can ask all the same: "
    "`/whoknows powerpoint`. `/whoknows remember me` lets me learn again."
)
OUTSIDE = (
    "I lead the members of this workspace to each other. You are here from another one, so I name you to nobody. "
    "Ask your colleagues here: they can ask me."
)
HOW = {Part.HOST: "You host", Part.COMING: "You come to", Part.WAITING: "You are in line for"}


def home_view(tab: HomeTab) -> View:
    blocks = [block for each in SECTIONS[tab.reader] for block in each(tab)]
    return View(PURPOSE, blocks)


def begin(tab: HomeTab) -> list[Block]:
    if not tab.is_new:
        return [section(PURPOSE), context(AGAIN)]
    return [section(PURPOSE), section(f"Three ways to begin:\n{ASK}\n{THANK}\n{LEARN}")]


def begin_as_guest(_tab: HomeTab) -> list[Block]:
    return [section(PURPOSE), section(f"Two ways to begin:\n{ASK}\n{LEARN}")]


def skills(tab: HomeTab) -> list[Block]:
    first = heading("What you are found for")
    if tab.skills.shown:
        blocks = [first, context(SEEN_SO), *(skill(one, tab.url) for one in tab.skills.shown)]
    else:
        blocks = [first, section(NO_SKILL)]
    blocks.append(actions([button("I can help with something", Press.HOME_HELP)]))
    if tab.skills.more:
        blocks.append(context(f"And {counted(tab.skills.more, 'skill')} more; `/whoknows me` lists them."))
    return blocks


def skill(one: Known, url: str) -> Block:
    name = safe(one.name, limit=NAME)
    said = "  \u00b7  you said so yourself" if one.declared else ""
    lines = [f"*{name}*{said}", *(f"\u2022 {reason_line(reason, url)}" for reason in one.reasons[:SHOWN_REASONS])]
    return section("\n".join(lines), accessory=remove(one) if one.declared else None)


def reason_line(reason: Reason, url: str) -> str:
    words, address = safe(reason_text(reason, channels={})), permalink(url, reason)
    return link(address, words) if address else words


def remove(one: Known) -> Block:
    """It asks first; what was shown in channels is not said by oneself, so it stays."""
    block = button("Remove", Press.HOME_REMOVE, str(one.skill_id))
    block["accessibility_label"] = plain_text(f"Remove {one.name}", 75)
    block["confirm"] = {
        "title": plain("Take this back?", 100),
        "text": plain("You no longer say that you know it. What you showed in channels stays.", 300),
        "confirm": plain("Take it back", 30),
        "deny": plain("Keep it", 30),
    }
    return block


def plain_text(text: str, limit: int) -> str:
    return " ".join(text.split())[:limit]


def thanks(tab: HomeTab) -> list[Block]:
    first = heading("Thanks to you")
    if tab.thanks.unwanted:
        words = "You chose not to hear of thanks, so none stand here. `/kudos digest weekly` or `at once` changes that."
        return [first, section(words)]
    if not tab.thanks.shown:
        words = "Nobody has said thanks in the last month; many mean to, and forget. Yours may begin it: `/kudos help`."
        return [first, section(words)]
    lines = [line(one) for one in tab.thanks.shown]
    older = " There are more than fit here." if tab.thanks.more else ""
    return [first, *map(section, fitting(lines)), context(f"The newest of the last month.{older}")]


def time(tab: HomeTab) -> list[Block]:
    return [heading("When you may be asked"), *own_blocks(tab.time)]


def gatherings(tab: HomeTab) -> list[Block]:
    ahead, first = tab.gatherings, heading("Gatherings ahead")
    if not ahead.mine and not ahead.others:
        words = "Nothing is planned yet. `/lunch suggest excel` says what you would like to learn"
        host = "." if tab.reader is Reader.GUEST else ", and `/lunch host` offers to show something."
        return [first, section(words + host)]
    blocks = [first, *(section(gathering(one, tab.url), accessory=press(one)) for one in (*ahead.mine, *ahead.others))]
    return [*blocks, context("There are more than fit here: `/lunch` shows what comes next.")] if ahead.more else blocks


def gathering(one: Ahead, url: str) -> str:
    """By the reader's own clock; the title leads to the post, where it can be seen."""
    lunch, name = one.lunch, safe(one.lunch.title, limit=TITLE)
    spot = Reason(ReasonKind.TAUGHT, channel_id=lunch.channel_id if one.channel else "", ts=lunch.post_ts)
    address = permalink(url, spot)
    title = f"*{link(address, name) if address else name}*"
    what = f"{HOW[one.part]} {title}" if one.part else title
    by = f" with {safe(one.host, limit=NAME)}" if one.host and one.part is not Part.HOST else ""
    where = f" in #{safe(one.channel, limit=NAME)}" if one.channel else ""
    at = f"<!date^{int(lunch.starts_at.timestamp())}^{{date_long_pretty}} at {{time}}|{fallback(one)}>"
    return f"{what}{by}{where}\n:calendar: {at}"


def fallback(one: Ahead) -> str:
    return safe(moment(one.lunch.starts_at, one.lunch.tz))


def press(one: Ahead) -> Block | None:
    """A host calls off by `/lunch cancel`, which asks first."""
    if one.part is Part.HOST:
        return None
    value = str(one.lunch.lunch_id)
    return button("Can't make it", Press.LUNCH_OUT, value) if one.part else button("Count me in", Press.LUNCH_IN, value)


def privacy(tab: HomeTab) -> list[Block]:
    return [heading("Yours alone"), context(OF_GUEST if tab.reader is Reader.GUEST else HELD), context(LEAVE)]


def heading(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def kindly(words: str) -> Section:
    return lambda _tab: [section(words)]


SECTIONS: dict[Reader, tuple[Section, ...]] = {
    Reader.MEMBER: (begin, skills, time, thanks, gatherings, privacy),
    Reader.GUEST: (begin_as_guest, gatherings, privacy),
    Reader.OUTSIDE: (kindly(OUTSIDE),),
    Reader.FORGOTTEN: (kindly(FORGOTTEN),),
}
