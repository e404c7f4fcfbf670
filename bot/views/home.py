"""The Home tab in words: one function a section, each with what to do where it has nothing to show yet."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.home import Ahead, HomeTab, Known, Reader, Skills
from bot.domain.programme import Part
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.domain.text import safe
from bot.views.availability import own_blocks
from bot.views.blocks import Block, View, actions, button, context, link, section
from bot.views.forms import plain
from bot.views.home_asks import asks_blocks
from bot.views.home_privacy import heading, privacy
from bot.views.ids import Press
from bot.views.kudos_digest import line
from bot.views.programme import TITLE, moment
from bot.views.reasons import counted, permalink, reason_text
from bot.views.skills import fitting

Section = Callable[[HomeTab], list[Block]]

SHOWN_REASONS = 3
SHOWN_HIDDEN = 10
NAME = 80
PURPOSE = "I lead you to the colleague who knows, with the reason why, and help you thank them and learn from them."
ASK = "\u2022 *Ask.* `/whoknows powerpoint`, or a whole sentence"
THANK = "\u2022 *Thank.* `/kudos @scott for powerpoint`, so that they are found for it"
LEARN = "\u2022 *Learn together.* `/lunch` shows the next lunch & learn"
AGAIN = "`/whoknows powerpoint` asks, `/kudos @scott for excel` thanks, `/lunch` shows what comes next."
SEEN_SO = "Colleagues who ask are shown your name with these reasons."
PAUSED = "For now nobody is shown your name. These are the reasons they would see."
NO_SKILL = "Nothing yet. Say what you can help with, or answer a question in a channel: I will remember."
ALL_HIDDEN = "Nothing but what you do not want to be named for."
NOT_LEARNED = "Nothing here. I learn nothing from what you write, so say yourself what you can help with."
CONFIRM, TAKE_BACK = "Yes, I know this", "Take back what I said"
LOOK_CLOSER, NOT_FOR_THIS = "Where I showed it", "Don't name me for this"
# What has pieces that can be looked at one by one; of words only sums are kept.
PIECEMEAL = frozenset({ReasonKind.THANKED, ReasonKind.TAUGHT, ReasonKind.ANSWERED})
FORGOTTEN = (
    "You asked me to forget you: nothing I hold names you, and I learn nothing about you. You can ask all the same: "
    "`/whoknows powerpoint`. `/whoknows remember me` lets me learn again."
)
OUTSIDE = (
    "I lead the members of this workspace to each other. You are here from another one, so I name you to nobody. "
    "Ask your colleagues here: they can ask me."
)
HOW = {
    Part.HOST: "You host",
    Part.BESIDE: "You stand beside the host of",
    Part.COMING: "You come to",
    Part.WAITING: "You are in line for",
}


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
        seen = SEEN_SO if not tab.wishes.is_paused else PAUSED
        blocks = [first, context(seen), *(skill(one, tab.url) for one in tab.skills.shown)]
    else:
        blocks = [first, section(none_of(tab))]
    add = button("I can help with something", Press.HOME_HELP)
    return [*blocks, actions([add, *turning(tab.skills)]), *hidden(tab)]


def none_of(tab: HomeTab) -> str:
    """Why nothing stands there."""
    if not tab.wishes.learns:
        return NOT_LEARNED
    return ALL_HIDDEN if tab.hidden else NO_SKILL


def turning(shown: Skills) -> list[Block]:
    """To the pages before and after this one."""
    before = [page_button("Back", shown.page - 1)] if shown.page else []
    after = [page_button(f"{counted(shown.more, 'skill')} more", shown.page + 1)] if shown.more else []
    return [*before, *after]


def page_button(label: str, page: int) -> Block:
    return button(label[0].upper() + label[1:], f"{Press.HOME_PAGE}:{page}", str(page))


def skill(one: Known, url: str) -> Block:
    name = safe(one.name, limit=NAME)
    said = "  \u00b7  you said so yourself" if one.declared else ""
    lines = [f"*{name}*{said}", *(f"\u2022 {reason_line(reason, url)}" for reason in one.reasons[:SHOWN_REASONS])]
    return section("\n".join(lines), accessory=menu(one))


def menu(one: Known) -> Block:
    """What can be done about it: nothing of it is for good, so nothing is asked twice."""
    own = (TAKE_BACK, "remove") if one.declared else (CONFIRM, "confirm")
    shown = any(reason.kind in PIECEMEAL for reason in one.reasons)
    closer = [(LOOK_CLOSER, "closer")] if shown else []
    choices = [own, *closer, (NOT_FOR_THIS, "hide")]
    return {
        "type": "overflow",
        "action_id": f"{Press.HOME_SKILL}:{one.skill_id}",
        "options": [{"text": plain(label, 75), "value": f"{act}:{one.skill_id}"} for label, act in choices],
    }


def hidden(tab: HomeTab) -> list[Block]:
    """The skills they do not want to be named for."""
    if not tab.hidden:
        return []
    shown = [
        section(
            f"Not named for *{safe(row.name, limit=NAME)}*",
            accessory=button("Name me for it", f"{Press.HOME_SHOW}:{row.skill_id}", str(row.skill_id)),
        )
        for row in tab.hidden[:SHOWN_HIDDEN]
    ]
    more = len(tab.hidden) - SHOWN_HIDDEN
    rest = [context(f"And for {counted(more, 'skill')} more. `/whoknows add` with its name brings one back.")]
    return shown + (rest if more > 0 else [])


def reason_line(reason: Reason, url: str) -> str:
    words, address = safe(reason_text(reason, channels={})), permalink(url, reason)
    return link(address, words) if address else words


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


def asks(tab: HomeTab) -> list[Block]:
    """What waits for them, and what they asked; nothing where nothing is open."""
    shown = asks_blocks(tab.asks)
    return [heading("Questions"), *shown] if shown else []


def time(tab: HomeTab) -> list[Block]:
    return [heading("When you may be asked"), *own_blocks(tab.time, tab.wishes)]


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


def kindly(words: str) -> Section:
    return lambda _tab: [section(words)]


SECTIONS: dict[Reader, tuple[Section, ...]] = {
    Reader.MEMBER: (begin, asks, skills, time, thanks, gatherings, privacy),
    Reader.GUEST: (begin_as_guest, gatherings, privacy),
    Reader.OUTSIDE: (kindly(OUTSIDE),),
    Reader.FORGOTTEN: (kindly(FORGOTTEN),),
}
