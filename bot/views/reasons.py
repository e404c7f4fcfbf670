"""Why somebody is named, in words a colleague would use, and where to look it up."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.ranking_facts import Reason, ReasonKind

SLACK = "https://slack.com/"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def reason_text(reason: Reason, *, channels: Mapping[str, str]) -> str:
    """One reason as plain words; `channels` gives names to ids."""
    match reason.kind:
        case ReasonKind.ANSWERED:
            return f"answered {counted(reason.count, 'question')} about {reason.about}{when(reason)}"
        case ReasonKind.THANKED:
            times, givers = often(reason.count), counted(reason.people, "colleague")
            return f"thanked {times} by {givers} for {reason.about}{when(reason)}"
        case ReasonKind.TAUGHT:
            found = f", which {counted(reason.people, 'colleague')} found useful" if reason.people else ""
            return f"hosted {counted(reason.count, 'lunch & learn')} on {reason.about}{when(reason)}{found}"
        case _:
            return claim_text(reason) or presence_text(reason, place(reason, channels))


def claim_text(reason: Reason) -> str:
    """What somebody says of themselves, or others say of them; "" where it is none of these."""
    about = reason.about
    return {
        ReasonKind.DECLARED: f"says they know {about}",
        ReasonKind.ENDORSED: f"named for {about} by {counted(reason.count, 'colleague')}",
        ReasonKind.ACCEPTED: f"said yes to {counted(reason.count, 'question')} about {about}",
        ReasonKind.SAID: f"has written about {about} in {counted(reason.count, 'message')}",
    }.get(reason.kind, "")


def presence_text(reason: Reason, where: str) -> str:
    """Why somebody is named who need not know the topic, but answers, or is there."""
    return {
        ReasonKind.HERE: f"answers often in {where}",
        ReasonKind.NAMED: "is mentioned in the question",
        ReasonKind.TALKS: f"takes part in threads in {where}",
        ReasonKind.HELPED: f"has answered {number(reason.count)} of your questions",
        ReasonKind.AROUND: "is usually around at this time",
        ReasonKind.ACTIVE: "was active this week",
    }[reason.kind]


def place(reason: Reason, channels: Mapping[str, str]) -> str:
    name = channels.get(reason.channel_id, "")
    return f"#{name}" if name else "this channel"


def permalink(url: str, reason: Reason) -> str | None:
    """Where a reason can be looked up; None where there is no place, or none the reader may see."""
    if not (reason.channel_id and reason.ts):
        return None
    address = f"{url or SLACK}archives/{reason.channel_id}/p{reason.ts.replace('.', '')}"
    if reason.thread_ts in ("", reason.ts):
        return address
    return f"{address}?thread_ts={reason.thread_ts}&cid={reason.channel_id}"


def counted(count: int, noun: str) -> str:
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def often(count: int) -> str:
    """How many times, as one says it."""
    return {1: "once", 2: "twice"}.get(count) or counted(count, "time")


def when(reason: Reason) -> str:
    moment = reason.last_at
    if moment is None:
        return ""
    return f"{' on' if reason.count == 1 else ', last on'} {moment.day} {moment:%B %Y}"
