"""Looking for speakers, in words: what a coordinator sees, what people are asked, and who agreed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.speakers import Approached, Found, HowMany, Sought, Speakers
from bot.domain.text import safe
from bot.views.ask import mention, suggestion
from bot.views.blocks import View, actions, button, context, section
from bot.views.ids import Press
from storage.values_formats import ApproachRow, Reply

TOPIC = 80
COULD = {
    HowMany.NONE: "nobody has shown it yet",
    HowMany.ONE: "one colleague could",
    HowMany.FEW: "two to four colleagues could",
    HowMany.MANY: "five or more colleagues could",
}
HOW = "I ask them in private, one after the other. Whoever agrees, you hear of, with what they have shown."


def speakers_view(found: Speakers) -> View:
    """Topics and how many could, never who."""
    if not found.topics:
        typed = safe(found.typed, limit=TOPIC)
        words = (
            f"Nobody has shown *{typed}* yet. `/lunch suggest {typed}` puts it before everybody."
            if typed
            else "Nobody has asked about anything lately. `/lunch speakers excel` looks for a topic of yours."
        )
        return View(words, [section(words)])
    heading = "Who could speak?" if found.typed else "Who could speak? This is what people ask most and find least:"
    blocks = [section(heading)]
    for one in found.topics:
        could = one.could is not HowMany.NONE
        ask = button("Ask them", Press.SPEAKERS_ASK, str(one.skill_id)) if could else None
        blocks.append(section(topic_line(one), accessory=ask))
    return View(f"{heading} {', '.join(map(topic_line, found.topics))}", [*blocks, context(HOW)])


def topic_line(one: Sought) -> str:
    return f"*{safe(one.name, limit=TOPIC)}*: {COULD[one.could]}"


def asking_view(topic: str) -> View:
    """The same whether anybody can be asked or not."""
    words = (
        f"I am asking for *{safe(topic, limit=TOPIC)}*, one after the other. You hear from me as soon as somebody "
        "agrees; if nobody does within a week, I say that, too."
    )
    return View(words, [section(words)])


def approach_view(row: ApproachRow, asked: Approached) -> View:
    """Somebody is asked whether the coordinator may see what they have shown."""
    topic, who = safe(asked.topic, limit=TOPIC), mention(asked.coordinator)
    words = (
        f"{who} looks for somebody to speak about *{topic}* at a lunch &amp; learn, and you have shown it. "
        f"May {safe(asked.coordinator.name) or 'the coordinator'} see what you have shown, and ask you? So far nobody "
        "knows that I ask you."
    )
    value = str(row.approach_id)
    buttons = [button("Yes, show it", Press.SPEAKER_YES, value, style="primary"), button("No", Press.SPEAKER_NO, value)]
    hint = context("Yes promises nothing. No is not passed on, and I don't ask again about this.")
    return View(words, [section(words), actions(buttons), hint])


def approached_view(asked: Approached) -> View | None:
    """What stands in its place once it is answered."""
    topic, who = safe(asked.topic, limit=TOPIC), mention(asked.coordinator)
    match asked.state:
        case Reply.YES:
            words = f"{who} sees what you have shown of *{topic}*, and will get in touch. Thank you."
        case Reply.NO:
            words = f"Noted: I don't ask you to speak about *{topic}* again. Nobody hears of it."
        case _:
            return None
    return View(words, [section(words)])


def found_view(found: Found, *, now: datetime) -> View:
    """Who agreed, and what they have shown."""
    [one] = found.answer.people
    topic, title = safe(found.topic, limit=TOPIC), safe(one.person.title, limit=TOPIC)
    blocks = [
        section(f"This colleague is glad to be asked about *{topic}*:"),
        section(suggestion(one, found.answer, now)),
    ]
    if found.unexpected:
        blocks.append(context(f":sparkles: Somebody you may not expect: the title says *{title}*."))
    elif title:
        blocks.append(context(title))
    blocks.append(context(f"Write to them. `/lunch host {topic}` is theirs to fill in: a talk, a demo, an interview."))
    return View(f"{mention(one.person)} is glad to be asked about *{topic}*", blocks)


def nobody_view(topic: str) -> View:
    """The same whoever said no, did not answer, or was never asked."""
    words = f"Nobody has been found for *{safe(topic, limit=TOPIC)}* this time. `/lunch speakers` looks again."
    return View(words, [section(words)])
