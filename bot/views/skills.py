"""What somebody says they know, and what the bot would name them for, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.answers import Declared, Shown
from bot.domain.privacy import NOTHING_CHOSEN, Wishes
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.domain.text import safe
from bot.views.blocks import SECTION_TEXT, View, context, link, section
from bot.views.privacy import holds
from bot.views.reasons import counted, often, permalink
from storage.values import EvidenceRow, Kind

SHOWN_SKILLS = 20


def declared_view(declared: Declared) -> View:
    skill = safe(declared.skill)
    words = (
        f"Noted: you can help with *{skill}*. I may name you to colleagues who ask. "
        f"`/whoknows remove {skill}` undoes it."
        if declared.new
        else f"I have that already: you can help with *{skill}*."
    )
    return View(words, [section(words)])


def withdrawn_view(declared: Declared) -> View:
    skill = safe(declared.skill)
    words = (
        f"Taken back: you no longer say that you know *{skill}*."
        if declared.new
        else f"You had not told me that you know *{skill}*. `/whoknows me` shows what I have."
    )
    return View(words, [section(words)])


def me_view(shown: Sequence[Shown], *, url: str, wishes: Wishes = NOTHING_CHOSEN) -> View:
    lines = [f"\u2022 *{safe(one.name)}*: {how(one, url)}" for one in shown[:SHOWN_SKILLS]]
    more = len(shown) - SHOWN_SKILLS
    blocks = [section("This is what I would name you for:"), *(section(text) for text in fitting(lines))]
    if wishes.is_paused:
        blocks.insert(0, section(holds(wishes)))
    tail = f"And {counted(more, 'skill')} more. " if more > 0 else ""
    blocks.append(context(f"{tail}Only you see this. `/whoknows forget me` erases all of it."))
    return View("What I would name you for: " + ", ".join(safe(one.name) for one in shown[:SHOWN_SKILLS]), blocks)


def fitting(lines: Sequence[str]) -> list[str]:
    """The lines in as few sections as hold them: none is cut in the middle of a link."""
    texts = [""]
    for line in lines:
        if len(texts[-1]) + len(line) + 1 > SECTION_TEXT:
            texts.append("")
        texts[-1] = f"{texts[-1]}\n{line}".strip("\n")
    return texts


def how(one: Shown, url: str) -> str:
    ways = []
    if Kind.DECLARED in one.times:
        ways.append("you told me")
    if answers := one.times.get(Kind.ANSWER):
        ways.append(linked(f"you answered {counted(answers, 'question')}", one.newest.get(Kind.ANSWER), url))
    if thanks := one.times.get(Kind.KUDOS):
        ways.append(linked(f"you were thanked for it {often(thanks)}", one.newest.get(Kind.KUDOS), url))
    if taught := one.times.get(Kind.TAUGHT):
        ways.append(f"you hosted {counted(taught, 'lunch & learn')} on it")
    if said := one.times.get(Kind.SAID):
        ways.append(f"you wrote about it in {counted(said, 'message')}")
    return ", ".join(ways)


def linked(words: str, entry: EvidenceRow | None, url: str) -> str:
    """The words, leading to where it can be looked up."""
    if entry is None:
        return words
    spot = Reason(ReasonKind.ANSWERED, channel_id=entry.channel_id, ts=entry.ts, thread_ts=entry.thread_ts)
    address = permalink(url, spot)
    return link(address, words) if address else words


def forget_view() -> View:
    words = (
        "This erases everything I hold on you: what you told me, what you showed, and what you asked. "
        "I will not learn about you again. It cannot be undone. `/whoknows forget me yes` does it."
    )
    return View(words, [section(words)])


def remembered_view() -> View:
    words = "Good. From now on I learn about you again, from what you write in public channels and what you tell me."
    return View(words, [section(words)])


def forgotten_view() -> View:
    words = (
        "Done. Nothing I hold names you any more, and I will not learn about you again. "
        "`/whoknows remember me` takes that back."
    )
    return View(words, [section(words)])
