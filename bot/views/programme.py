"""The weekly programme in words: the post of topics, invitations to host, and what coordinators are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.lunch import WEEKDAYS
from bot.domain.programme import Invitation, Proposed, TopicsPost, Upcoming
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.ids import Press
from bot.views.reasons import NUMBERS
from storage.values_programme import Invited, SeriesRow, Why

TITLE = 150
INVITED_FOR = {
    Why.ASKED: "Several colleagues would like to learn about it",
    Why.SUGGESTED: "A colleague would like to learn about it",
    Why.KNOWN: "It is one of the topics to choose from",
}
WHY = {
    Why.ASKED: "Several colleagues asked about it lately.",
    Why.SUGGESTED: "A colleague suggested it.",
    Why.KNOWN: "Several colleagues know their way around it.",
}
WHY_ALL = {
    Why.ASKED: "Several colleagues asked about each of these lately.",
    Why.SUGGESTED: "Colleagues suggested these.",
    Why.KNOWN: "Several colleagues know their way around these.",
}


def moment(at: datetime, tz: str) -> str:
    """Tuesday 1 December at 12:00 (Berlin time)."""
    local = at.astimezone(ZoneInfo(tz))
    return f"{local:%A} {local.day} {local:%B} at {local:%H:%M} ({zone_name(tz)})"


def day(at: datetime, tz: str) -> str:
    local = at.astimezone(ZoneInfo(tz))
    return f"{local:%A} {local.day} {local:%B}"


def date_words(day_of: str) -> str:
    found = date.fromisoformat(day_of)
    return f"{found:%A} {found.day} {found:%B %Y}"


def zone_name(tz: str) -> str:
    return f"{tz.rsplit('/', 1)[-1].replace('_', ' ')} time" if "/" in tz else tz


def every(series: SeriesRow) -> str:
    return f"every {WEEKDAYS[series.weekday]} at {series.clock} ({zone_name(series.tz)})"


def topics_view(post: TopicsPost) -> View:
    """The weekly post while nobody hosts the next gathering."""
    if post.closed:
        return closed_view(post)
    when = moment(post.slot, post.series.tz)
    name = safe(post.series.name, limit=80) or "lunch & learn"
    asks = f"What shall the {name} on {when} be about?" if post.topics else f"The {name} on {when} is open."
    blocks = [section(f"*{asks}*")]
    if post.series.welcome:
        blocks.append(section(safe(post.series.welcome, limit=600)))
    shared = shared_why(post.topics)
    if shared:
        blocks.append(context(WHY_ALL[shared]))
    for one in post.topics:
        blocks += topic_blocks(one, post.series.tz, why="" if shared else WHY[why_of(one)])
    if not post.topics:
        blocks.append(section("What would you like to learn, and what could you show others? Ten minutes are enough."))
    blocks.append(
        actions(
            [button("Suggest a topic", Press.SUGGEST_TOPIC), button("I could host something", Press.HOST_SOMETHING)]
        )
    )
    names = ", ".join(safe(one.topic.name, limit=TITLE) for one in post.topics)
    return View(f"{asks} {names}".strip(), blocks)


def closed_view(post: TopicsPost) -> View:
    """What became of topics that nobody can choose from any more."""
    names = [f"*{safe(one.topic.name, limit=TITLE)}*{outcome(one, post.series.tz)}" for one in post.topics]
    heading = "These topics were asked about:" if names else "Nobody had asked for a topic yet."
    ended = (
        "The lunch & learn in this channel has ended."
        if post.series.stopped_at
        else "What is open stands further down."
    )
    text = f"{heading} {', '.join(safe(one.topic.name, limit=TITLE) for one in post.topics)}".strip()
    return View(text, [section("\n".join([heading, *(f"\u2022 {name}" for name in names)])), context(ended)])


def outcome(one: Proposed, tz: str) -> str:
    return f", with {safe(one.host)} on {day(one.lunch.starts_at, tz)}" if one.lunch else ""


def why_of(one: Proposed) -> Why:
    return Why(one.topic.why or Why.SUGGESTED)


def shared_why(topics: Sequence[Proposed]) -> Why | None:
    """What holds for all topics that are still open is said once."""
    found = [why_of(one) for one in topics if not one.lunch]
    return found[0] if len(found) > 1 and len(set(found)) == 1 else None


def topic_blocks(one: Proposed, tz: str, *, why: str) -> list[Block]:
    name = safe(one.topic.name, limit=TITLE)
    if one.lunch:
        return [section(f"*{name}*\n{safe(one.host)} hosts this on {day(one.lunch.starts_at, tz)}.")]
    value = str(one.topic.topic_id)
    host = button("I could host", Press.TOPIC_HOST, value)
    host["confirm"] = {
        "title": plain("Host this?"),
        "text": plain("I plan it for the next free date, tell the channel, and write to you with all you need."),
        "confirm": plain("Yes, I host it"),
        "deny": plain("Not yet"),
    }
    words = f"{why} {coming(one)}".strip()
    said = section(f"*{name}*\n{words}" if words else f"*{name}*")
    return [said, actions([button("I'd come", Press.TOPIC_COME, value), host])]


def coming(one: Proposed) -> str:
    return f"{number(one.would_come)} would come." if one.would_come else ""


def number(count: int) -> str:
    return NUMBERS[count].capitalize() if count < len(NUMBERS) else str(count)


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def invitation_view(invitation: Invitation) -> View | None:
    """An invitation to host as it is sent; None where somebody said yes meanwhile."""
    one, series = invitation.proposed, invitation.series
    if one.lunch or series.paused or series.stopped_at or invitation.invite.state is not Invited.ASKED:
        return None
    name, where = (
        safe(one.topic.name, limit=TITLE),
        f"#{safe(invitation.channel)}" if invitation.channel else "a channel",
    )
    when, why = moment(invitation.slot, series.tz), INVITED_FOR[Why(one.topic.why or Why.SUGGESTED)]
    words = (
        f"Would you host a lunch & learn about *{name}* in {where}? {why}, and you have shown that you know it."
        f"{coming(one)} The next free date is {when}; {series.minutes} minutes at most. If you don't "
        "like to present: ten minutes of your screen are enough, or let somebody interview you."
    )
    value = str(one.topic.topic_id)
    buttons = [
        button("Yes, I'd host", Press.INVITE_YES, value, style="primary"),
        button("A ten-minute demo", Press.INVITE_DEMO, value),
        button("Interview me", Press.INVITE_INTERVIEW, value),
        button("Not this time", Press.INVITE_NO, value),
        button("Not about this", Press.INVITE_NEVER, value),
    ]
    return View(words, [section(words), actions(buttons)])


def answered_view(invitation: Invitation) -> View | None:
    """What stands in an invitation's place once it is answered, by this person or by another."""
    one = invitation.proposed
    name = safe(one.topic.name, limit=TITLE)
    when = day(one.lunch.starts_at, invitation.series.tz) if one.lunch else ""
    match invitation.invite.state:
        case Invited.YES:
            words = (
                f"You host *{name}* on {when}. Thank you." if when else f"You said you would host *{name}*. Thank you."
            )
        case Invited.TAKEN:
            words = f"{safe(one.host) or 'Somebody'} hosts *{name}*, thank you."
        case Invited.NO:
            words = f"Not this time, then: *{name}*. Thank you for saying so."
        case Invited.NEVER:
            words = f"Noted: I won't ask you to host *{name}* again."
        case Invited.ASKED:
            return None
    return View(words, [section(words)])


def told_view(told: Upcoming, what: str, day_of: str) -> View:
    """What a coordinator is told without having asked."""
    where = f"#{safe(told.channel)}" if told.channel else "its channel"
    nextly = f" The next one comes on {moment(told.at, told.series.tz)}." if told.at else ""
    match what:
        case "missed":
            words = (
                f"I was away when the weekly post in {where} was due on {date_words(day_of)}, and now it is too late "
                f"for it.{nextly} `/lunch post now` brings it at once."
            )
        case "given_up":
            words = (
                f"The weekly post in {where} that was due on {date_words(day_of)} failed again and again, so I gave it "
                f"up.{nextly} `/lunch post now` tries once more; `whoknows doctor` shows what went wrong."
            )
        case "gone":
            words = (
                f"I cannot post in {where} any more: it is archived, or I was taken out of it. The lunch & learn there "
                "is paused; whoever signed up for something is reminded as ever. Once I am back in "
                "(`/invite @whoknows`), `/lunch resume` goes on."
            )
        case _:
            words = f"The weekly post in {where} could not be made.{nextly} `/lunch post now` tries again at once."
    return View(words, [section(words)])
