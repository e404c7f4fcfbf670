"""Who knows, in words: the people first, each with the reason why, and what to do when there is nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.answers import Answer, Suggestion
from bot.domain.matching import How, Match
from bot.domain.skills import key
from bot.domain.text import safe
from bot.views.availability import reach_words
from bot.views.blocks import Block, View, actions, button, context, link, section
from bot.views.ids import Press
from bot.views.lunch_library import recordings
from bot.views.reasons import permalink, reason_text
from storage.values import PersonRow

SHOWN_REASONS = 3
NEAR = 3
TOPIC = 80
LONGEST_NAME = 60


def answer_view(answer: Answer, *, now: datetime) -> View:
    """What the asker sees, alone."""
    topic = safe(answer.label, limit=TOPIC)
    if not answer.people:
        return nobody(answer, topic)
    taken = understood(answer)
    blocks = [*taken, *(near_misses(answer, "Or did you mean one of these?") if taken else [])]
    blocks.append(section(headline(topic, answer)))
    blocks += [section(suggestion(one, answer, now), accessory=asking(one, answer)) for one in answer.people]
    blocks += earlier(answer)
    if buttons := further(answer):
        blocks.append(actions(buttons))
    if answer.related:
        blocks.append(context("Also shown by them: " + ", ".join(safe(name, limit=TOPIC) for name in answer.related)))
    names = ", ".join(mention(one.person) for one in answer.people)
    return View(f"{headline(topic, answer)} {names}", blocks)


def headline(topic: str, answer: Answer) -> str:
    about = f"*{topic}*" if topic else "this"
    if answer.skipped:
        return f"Next in line for {about}:"
    who = "This colleague" if len(answer.people) == 1 else "These colleagues"
    return f"{who} can help with {about}:"


def understood(answer: Answer) -> list[Block]:
    """What was understood, where it was not typed so."""
    lines = [f"{safe(match.skill)}, for _{safe(match.typed)}_" for match in answer.matches if says_otherwise(match)]
    return [context("I understood " + "; ".join(lines))] if lines else []


def near_misses(answer: Answer, words: str) -> list[Block]:
    near = [name for name in answer.near if name not in answer.label][:NEAR]
    if not near:
        return []
    return [context(words), actions([button(name, f"{Press.INSTEAD}:{at}", name) for at, name in enumerate(near)])]


def says_otherwise(match: Match) -> bool:
    """A typo always needs saying; an alias where it looks different; a name inside a sentence does not."""
    return match.how in (How.TYPO, How.ALIAS) and key(match.typed) != key(match.skill)


def suggestion(one: Suggestion, answer: Answer, now: datetime) -> str:
    told = reach_words(replace(one.reach, tz=one.person.tz), now)
    lines = [f"*{mention(one.person)}*" + (f"  \u00b7  {told}" if told else "")]
    for reason in one.reasons[:SHOWN_REASONS]:
        words = safe(reason_text(reason, channels=answer.channels))
        address = permalink(answer.url, reason)
        lines.append(f"\u2022 {link(address, words)}" if address else f"\u2022 {words}")
    return "\n".join(lines)


def earlier(answer: Answer) -> list[Block]:
    """A recording, or notes, of an earlier gathering."""
    if not answer.recordings or answer.skipped:
        return []
    return [context("From earlier gatherings:"), *recordings(answer.recordings)]


def mention(person: PersonRow) -> str:
    return f"<@{person.user_id}>"


def asking(one: Suggestion, answer: Answer) -> Block | None:
    """The way from a name to a conversation."""
    if not (answer.question_id and one.reach.may_be_asked):
        return None
    name = safe(one.person.name, limit=LONGEST_NAME) or "them"
    return button(f"Ask {name}", Press.ASK_PERSON, f"{answer.question_id}:{one.person.user_id}")


def further(answer: Answer) -> list[Block]:
    if not answer.question_id:
        return []
    value = str(answer.question_id)
    found = [button("Ask all quietly", Press.ASK_ALL, value)] if len(answer.people) > 1 and not answer.skipped else []
    found.append(button("Ask in a channel", Press.ASK_CHANNEL, value))
    if answer.more:
        seen = answer.skipped + len(answer.people)
        found.append(button("Someone else", Press.SOMEONE_ELSE, f"{value}:{seen}"))
    return found


def nobody(answer: Answer, topic: str) -> View:
    """Nobody yet: say so, and say what helps."""
    if answer.skipped:
        words = f"That is everybody I know of for {f'*{topic}*' if topic else 'this'}."
        return View(words, [section(words), *([actions(further(answer))] if answer.question_id else [])])
    about = f"*{topic}*" if topic else "that"
    words = (
        f"I don't know of anybody for {about} yet, and have noted that you asked. "
        "Ask in a channel: whoever answers, I will remember."
    )
    near = near_misses(answer, "Did you mean one of these?")
    blocks = [*understood(answer), section(words), *near, *earlier(answer)]
    if answer.question_id and topic:
        value = str(answer.question_id)
        tell = button("Tell me when somebody does", Press.TELL_ME, value)
        blocks.append(actions([*further(answer), tell, button("I know this", Press.I_KNOW, value)]))
    return View(words, blocks)


def rescued_view(answer: Answer, *, now: datetime) -> View:
    """For whoever asked a channel and got no answer."""
    opening = "Your question here has no answer yet. Only you see this."
    shown = answer_view(answer, now=now)
    return View(f"{opening} {shown.text}", [context(opening), *shown.blocks])


def gone() -> View:
    words = "This is from a while ago and I no longer have it. Ask again with `/whoknows`."
    return View(words, [section(words)])
