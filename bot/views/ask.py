"""Who knows, in words: the people first, each with the reason why, and what to do when there is nobody."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.answers import Answer, Suggestion
from bot.domain.matching import How, Match
from bot.domain.skills import key
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, link, section
from bot.views.ids import Press
from bot.views.reasons import permalink, reason_text
from storage.values import PersonRow

SHOWN_REASONS = 3
NEAR = 3
TOPIC = 80


def answer_view(answer: Answer, *, now: datetime) -> View:
    """What the asker sees, alone."""
    topic = safe(answer.label, limit=TOPIC)
    blocks = understood(answer)
    if not answer.people:
        return nobody(answer, topic, blocks)
    blocks.append(section(headline(topic, answer)))
    blocks += [section(suggestion(one, answer, now)) for one in answer.people]
    if buttons := further(answer):
        blocks.append(actions(buttons))
    if answer.related:
        blocks.append(context("They also know: " + ", ".join(safe(name, limit=TOPIC) for name in answer.related)))
    names = ", ".join(plain_name(one.person) for one in answer.people)
    return View(f"{headline(topic, answer)} {names}", blocks)


def headline(topic: str, answer: Answer) -> str:
    about = f"*{topic}*" if topic else "this"
    return f"Next in line for {about}:" if answer.skipped else f"These colleagues can help with {about}:"


def understood(answer: Answer) -> list[Block]:
    """What was understood where it was not typed so, with the near misses as buttons."""
    lines = [f"{safe(match.skill)}, for _{safe(match.typed)}_" for match in answer.matches if says_otherwise(match)]
    blocks = [context("I understood " + "; ".join(lines))] if lines else []
    near = [name for name in answer.near if name not in answer.label][:NEAR]
    if near and (lines or not answer.people):
        blocks.append(context("Or did you mean one of these?"))
        blocks.append(actions([button(name, f"{Press.INSTEAD}:{at}", name) for at, name in enumerate(near)]))
    return blocks


def says_otherwise(match: Match) -> bool:
    """A typo always needs saying; an alias where it looks different; a name inside a sentence does not."""
    return match.how in (How.TYPO, How.ALIAS) and key(match.typed) != key(match.skill)


def suggestion(one: Suggestion, answer: Answer, now: datetime) -> str:
    lines = [f"*{mention(one.person)}*{local_time(one.person.tz, now)}"]
    for reason in one.reasons[:SHOWN_REASONS]:
        words = safe(reason_text(reason, channels=answer.channels))
        address = permalink(answer.url, reason)
        lines.append(f"\u2022 {link(address, words)}" if address else f"\u2022 {words}")
    return "\n".join(lines)


def mention(person: PersonRow) -> str:
    return f"<@{person.user_id}>"


def plain_name(person: PersonRow) -> str:
    return mention(person)


def local_time(tz: str, now: datetime) -> str:
    """When somebody can be reached: their clock now, where they are."""
    if not tz:
        return ""
    try:
        there = now.astimezone(ZoneInfo(tz))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    place = tz.rsplit("/", 1)[-1].replace("_", " ")
    return f"  \u00b7  {there:%H:%M} in {safe(place)}"


def further(answer: Answer) -> list[Block]:
    if not (answer.more and answer.question_id):
        return []
    seen = answer.skipped + len(answer.people)
    return [button("Someone else", Press.SOMEONE_ELSE, f"{answer.question_id}:{seen}")]


def nobody(answer: Answer, topic: str, blocks: list[Block]) -> View:
    """Nobody yet: say so, and say what helps."""
    if answer.skipped:
        words = f"That is everybody I know of for *{topic or 'this'}*."
        return View(words, [*blocks, section(words)])
    about = f"*{topic}*" if topic else "that"
    words = (
        f"I don't know of anybody for {about} yet, and have noted that you asked. "
        "Ask in a channel I am in: whoever answers, I will remember."
    )
    buttons = [button("I know this", Press.I_KNOW, str(answer.question_id))] if answer.question_id and topic else []
    return View(words, [*blocks, section(words), *([actions(buttons)] if buttons else [])])


def gone() -> View:
    words = "This is from a while ago and I no longer have it. Ask again with `/whoknows`."
    return View(words, [section(words)])
