"""Thanks in channels: a reaction comes or goes, a message with `++` is written, edited or deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.kudos import Said, emoji, thanks
from bot.domain.kudos_rules import MOST_SKILLS, Refusal, local_day
from bot.services.heard import Heard
from bot.services.kudos_counting import Counting, Given
from storage.kudos import How, KudosRow, Sign
from storage.store import Unit
from storage.values import ChannelKind

# Later than any word of Slack's: what is deleted stays so.
DELETED = "9999999999.999999"
# What the giver took back by hand no edit of the message brings again.
UNDONE = "undone"
# What the giver says it was for stands, whatever the words of the message become.
CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction as an event tells of it: `author_id` is whom it names as the writer of the message, if anybody."""

    user_id: str
    channel_id: str
    ts: str
    emoji: str
    event_ts: str
    added: bool
    author_id: str = ""

    @property
    def sign(self) -> Sign:
        return Sign(self.channel_id, self.ts, self.user_id, self.emoji)


def concerns(unit: Unit, heard: Reacted, chosen: Collection[str]) -> bool:
    """Whether a reaction thanks; one that goes may have thanked when others were chosen."""
    return thanks(heard.emoji, chosen) or (not heard.added and unit.kudos.knows(heard.sign))


def react(counting: Counting, heard: Reacted) -> None:
    if counting.left(heard.user_id) or counting.is_stranger(heard.channel_id, heard.user_id):
        return
    if heard.added:
        if counting.wishes(heard.user_id).learns:  # what emoji people use is not looked at where they do not want it
            added(counting, heard)
        return
    counting.begin(heard.user_id)
    turned = counting.unit.kudos.turn(heard.sign, event_ts=heard.event_ts, stands=False, at=counting.now)
    if turned and not counting.unit.kudos.stands(heard.channel_id, heard.ts, heard.user_id):
        counting.take_back(by_reaction(counting.unit, heard))


def added(counting: Counting, heard: Reacted) -> None:
    """Somebody's emoji thanks the writer of a message, once however many emoji there are."""
    unit, kind = counting.unit, kind_of(counting.unit, heard)
    receiver, thread_ts, skill_ids = thanked_for(unit, heard)
    if kind is None or not receiver or heard.channel_id in counting.bounds.kudos_left_out:
        return
    if not counting.wishes(receiver).learns:
        return
    why = counting.refuses_giver(heard.user_id)
    if counting.refuses(heard.user_id, receiver, channel_id=heard.channel_id) or (
        why and not counting.person(heard.user_id).is_guest
    ):
        return  # of many reactions most are no thanks, and nobody wants to read that of each
    spot = Spot(heard.user_id, heard.channel_id, thread_ts)
    if kind == ChannelKind.PRIVATE or why:
        hint(counting, spot, why or Refusal.PRIVATE)
        return
    counting.begin(heard.user_id)
    if not unit.kudos.turn(heard.sign, event_ts=heard.event_ts, stands=True, at=counting.now):
        return
    if any(row.stands for row in by_reaction(unit, heard)):
        return
    given = Given(
        giver_id=heard.user_id,
        how=How.REACTION,
        at=moment_of(heard.event_ts, counting.now),
        event_ts=heard.event_ts,
        skill_ids=skill_ids,
        emoji=emoji(heard.emoji),
        channel_id=heard.channel_id,
        ts=heard.ts,
        thread_ts=thread_ts,
    )
    report(counting, spot, counting.count(given, [receiver]))


def by_reaction(unit: Unit, heard: Reacted) -> list[KudosRow]:
    return unit.kudos.at(heard.channel_id, heard.ts, How.REACTION, giver_id=heard.user_id)


def kind_of(unit: Unit, heard: Reacted) -> ChannelKind | None:
    """A reaction does not say in what kind of channel it is; of direct conversations the bot keeps no row."""
    channel = unit.people.channel(heard.channel_id)
    if channel is not None:
        return channel.kind if channel.kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE) else None
    return ChannelKind.PUBLIC if unit.history.message(heard.channel_id, heard.ts) else None


def thanked_for(unit: Unit, heard: Reacted) -> tuple[str, str, tuple[int, ...]]:
    """Who wrote the message, in which thread, and what it is about: its own skills, else those of the question there.

    Nobody is thanked for what they ask.
    """
    message = unit.history.message(heard.channel_id, heard.ts)
    if message is None:
        return heard.author_id, "", ()
    thread_ts = message.thread_ts if message.thread_ts != heard.ts else ""
    if unit.asks.at(heard.channel_id, heard.ts):
        return message.user_id, thread_ts, ()
    skill_ids = message.skill_ids[:MOST_SKILLS] or asked_in(unit, heard.channel_id, thread_ts)
    return message.user_id, thread_ts, skill_ids


def asked_in(unit: Unit, channel_id: str, thread_ts: str) -> tuple[int, ...]:
    """What the question at the head of a thread is about."""
    question = unit.asks.at(channel_id, thread_ts) if thread_ts else None
    return question.skill_ids[:MOST_SKILLS] if question else ()


def moment_of(ts: str, now: datetime) -> datetime:
    """When something happened, by Slack's clock; never in the future."""
    try:
        return min(datetime.fromtimestamp(float(ts), UTC), now)
    except (ValueError, OverflowError, OSError):
        return now


def speak(
    counting: Counting, heard: Heard, said: Said, skill_ids: tuple[int, ...], *, kind: ChannelKind, event_ts: str
) -> None:
    """A message says `++`, or said it before it was edited: from now on it thanks whom it names now."""
    unit = counting.unit
    if kind == ChannelKind.PRIVATE:
        hint_private(counting, heard, said)
        return
    if not counting.left(heard.user_id):
        counting.begin(heard.user_id)
    sign = Sign(heard.channel_id, heard.ts)
    if not unit.kudos.turn(sign, event_ts=event_ts, stands=bool(said.receivers), at=counting.now):
        return
    rows = unit.kudos.at(heard.channel_id, heard.ts, How.WORDS)
    standing = {row.receiver_id: row for row in rows if row.stands}
    counting.take_back([row for receiver, row in standing.items() if receiver not in said.receivers])
    same = [row for receiver, row in standing.items() if receiver in said.receivers and row.event_ts != CHOSEN]
    counting.reskill(same, skill_ids, event_ts=event_ts)
    known = {row.receiver_id for row in rows if row.stands or row.event_ts == UNDONE}
    new = [receiver for receiver in said.receivers if receiver not in known]
    if new and heard.channel_id not in counting.bounds.kudos_left_out:
        thank(counting, heard, new, skill_ids, event_ts=event_ts)


def thank(counting: Counting, heard: Heard, receivers: list[str], skill_ids: tuple[int, ...], *, event_ts: str) -> None:
    """Whoever of them may be thanked is; if nobody may, the giver is told why."""
    thread_ts = heard.thread_ts if heard.is_reply else ""
    spot = Spot(heard.user_id, heard.channel_id, thread_ts)
    refused = {one: counting.refuses(heard.user_id, one, channel_id=heard.channel_id) for one in receivers}
    allowed = [receiver for receiver, why in refused.items() if why is None]
    why = counting.refuses_giver(heard.user_id) or (None if allowed else refused[receivers[0]])
    if why:
        whisper(counting, spot, "kudos.refused", f"kudos.refused:{heard.channel_id}:{heard.ts}", {"why": why})
        return
    given = Given(
        giver_id=heard.user_id,
        how=How.WORDS,
        at=moment_of(event_ts, counting.now),
        event_ts=event_ts,
        skill_ids=skill_ids,
        channel_id=heard.channel_id,
        ts=heard.ts,
        thread_ts=thread_ts,
    )
    report(counting, spot, counting.count(given, allowed))


def delete(counting: Counting, channel_id: str, ts: str) -> None:
    """A message is gone, or will never have been there where this reaches us first: it thanks nobody."""
    unit = counting.unit
    for giver_id in sorted({row.giver_id for row in unit.kudos.at(channel_id, ts, How.WORDS) if row.giver_id}):
        counting.begin(giver_id)
    if unit.kudos.turn(Sign(channel_id, ts), event_ts=DELETED, stands=False, at=counting.now):
        counting.take_back(unit.kudos.at(channel_id, ts, How.WORDS))


def withdraw(counting: Counting, user_id: str) -> None:
    """Somebody turns out to be no member: what they gave and got is taken back, and who thanked them is told."""
    for row in counting.take_back(counting.unit.kudos.standing_of(user_id)):
        if row.giver_id and row.giver_id != user_id:
            key, facts = f"kudos.withdrawn:{row.kudos_id}", {"kudos_ids": [row.kudos_id]}
            counting.unit.outbox.leave("kudos.withdrawn", key=key, now=counting.now, user_id=row.giver_id, facts=facts)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is told something, alone."""

    user_id: str
    channel_id: str
    thread_ts: str = ""


def report(counting: Counting, spot: Spot, rows: list[KudosRow]) -> None:
    """The giver is told that it counts, or once a day that it is too much for today."""
    if rows:
        ids = [row.kudos_id for row in rows]
        key = f"kudos.noted:{ids[0]}:{rows[0].event_ts}"
        whisper(counting, spot, "kudos.noted", key, {"kudos_ids": ids})
        return
    day = local_day(counting.now, counting.person(spot.user_id).tz)
    key = f"kudos.limit:{spot.user_id}:{day}"
    whisper(counting, spot, "kudos.refused", key, {"why": Refusal.LIMIT})


def hint_private(counting: Counting, heard: Heard, said: Said) -> None:
    channel_id = heard.channel_id
    welcome = any(counting.refuses(heard.user_id, one, channel_id=channel_id) is None for one in said.receivers)
    if welcome and counting.refuses_giver(heard.user_id) is None:
        hint(
            counting, Spot(heard.user_id, heard.channel_id, heard.thread_ts if heard.is_reply else ""), Refusal.PRIVATE
        )


def redirect(counting: Counting, heard: Heard) -> None:
    """In the conversation with the bot there is no channel in which a `++` could count."""
    counting.unit.workspace.ensure()
    key = f"kudos.refused:{heard.channel_id}:{heard.ts}"
    spot = Spot(heard.user_id, heard.channel_id, heard.thread_ts)
    whisper(counting, spot, "kudos.refused", key, {"why": Refusal.DIRECT})


def hint(counting: Counting, spot: Spot, why: Refusal) -> None:
    """Said once in a channel: what does not count here, or from whom."""
    key = f"kudos.hint:{spot.user_id}:{spot.channel_id}"
    whisper(counting, spot, "kudos.refused", key, {"why": why})


def whisper(counting: Counting, spot: Spot, kind: str, key: str, facts: dict[str, object]) -> None:
    counting.unit.outbox.leave(
        kind,
        key=key,
        now=counting.now,
        channel_id=spot.channel_id,
        user_id=spot.user_id,
        thread_ts=spot.thread_ts,
        facts=facts,
    )


def undone(counting: Counting, rows: list[KudosRow]) -> list[KudosRow]:
    """What the giver takes back by hand; the emoji or the words may stay where they are."""
    words = [row for row in rows if row.how == How.WORDS]
    others = [row for row in rows if row.how != How.WORDS]
    return counting.take_back(words, event_ts=UNDONE) + counting.take_back(others)
