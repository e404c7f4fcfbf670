"""Counting thanks: what is given becomes a row, evidence and word to its receiver; taken back, all three go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.bounds import Bounds
from bot.domain.kudos import Digest
from bot.domain.kudos_rings import Edge, around, in_ring
from bot.domain.kudos_rules import (
    Giver,
    Refusal,
    local_day,
    next_digest,
    refuses_giver,
    refuses_receiver,
    share,
    weight,
    within_allowance,
)
from bot.domain.privacy import Wishes
from bot.services.skills import minus, plus
from storage.kudos import How, KudosRow
from storage.store import Unit
from storage.values import EvidenceRow, Kind, PersonRow

WishesOf = Callable[[str], Wishes]

DIGEST_JOB = "kudos.digest"
DIGEST_PREFERENCE = "kudos_digest"
AT_ONCE_AFTER = timedelta(seconds=30)  # time enough to think better of it


@dataclass(frozen=True, slots=True)
class Given:
    """Thanks that are to be counted. `event_ts` is the word of Slack that gave them."""

    giver_id: str
    how: How
    at: datetime
    event_ts: str
    skill_ids: tuple[int, ...] = ()
    note: str = ""
    emoji: str = ""
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""


class Counting:
    """One transaction's view of the rules: what people want, the bounds, and the time."""

    def __init__(self, unit: Unit, bounds: Bounds, wishes: WishesOf, *, now: datetime) -> None:
        self.unit = unit
        self.bounds = bounds
        self.wishes = wishes
        self.now = now

    def left(self, user_id: str) -> bool:
        """Whether they asked to be forgotten."""
        return self.wishes(user_id).forgotten

    def person(self, user_id: str) -> PersonRow:
        return self.unit.people.get(user_id) or PersonRow(user_id)

    def refuses_giver(self, user_id: str) -> Refusal | None:
        return refuses_giver(Giver(self.person(user_id), forgotten=self.left(user_id)))

    def refuses(self, giver_id: str, receiver_id: str, *, channel_id: str) -> Refusal | None:
        workspace = self.unit.workspace.get()
        bot_id = workspace.bot_user_id if workspace else ""
        why = refuses_receiver(
            giver_id, self.person(receiver_id), bot_id=bot_id, forgotten=self.wishes(receiver_id).left
        )
        return why or (Refusal.OUTSIDE if self.is_stranger(channel_id, receiver_id) else None)

    def is_stranger(self, channel_id: str, user_id: str) -> bool:
        """Whether somebody may be from another company: in a shared channel whoever Slack has not told us of."""
        channel = self.unit.people.channel(channel_id)
        return channel is not None and channel.is_shared and self.unit.people.get(user_id) is None

    def begin(self, giver_id: str) -> None:
        """From here on nobody else counts what this person gives."""
        self.unit.people.ensure([giver_id])
        self.unit.people.hold(giver_id)

    def has_room(self, giver_id: str, more: int, at: datetime) -> bool:
        """Whether the giver's day allows so many more."""
        today = self.unit.kudos.given_on(giver_id, self.day_of(giver_id, at))
        return within_allowance(today, more, per_day=self.bounds.kudos_per_day)

    def day_of(self, giver_id: str, at: datetime) -> str:
        return local_day(at, self.person(giver_id).tz)

    def count(self, given: Given, receiver_ids: Iterable[str]) -> list[KudosRow]:
        """All of them, or none where they are more than the day allows."""
        receivers = sorted(set(receiver_ids))  # in one order, so that no two writers wait for each other
        self.begin(given.giver_id)
        if given.how is not How.HELPED and not self.has_room(given.giver_id, len(receivers), given.at):
            return []
        day = self.day_of(given.giver_id, given.at)
        self.meet(receivers)
        rows = [self.enter(given, receiver, day) for receiver in receivers]
        self.show(rows)
        for row in rows:
            self.tell(row)
        return rows

    def meet(self, user_ids: Sequence[str]) -> None:
        """Somebody whom Slack has told us nothing about is asked after."""
        unknown = set(user_ids) - self.unit.people.by_id(user_ids).keys()
        self.unit.people.ensure(sorted(unknown))
        for user_id in sorted(unknown):
            self.unit.outbox.leave("person", key=f"person:{user_id}", now=self.now, user_id=user_id)

    def enter(self, given: Given, receiver_id: str, day: str) -> KudosRow:
        """A new row, or the one that was taken back: who gives, takes back and gives again thanks once."""
        worth = self.weight(given.giver_id, receiver_id, given.at)
        old = self.taken_back(given, receiver_id)
        row = KudosRow(
            kudos_id=old.kudos_id if old else 0,
            giver_id=given.giver_id,
            receiver_id=receiver_id,
            how=given.how,
            at=given.at,
            day=day,
            emoji=given.emoji,
            skill_ids=given.skill_ids,
            note=given.note,
            channel_id=given.channel_id,
            ts=given.ts,
            thread_ts=given.thread_ts,
            weight=worth,
            event_ts=given.event_ts,
            told_at=old.told_at if old else None,
        )
        if old is None:
            return self.unit.kudos.add(row)
        self.unit.kudos.change(row)
        return row

    def taken_back(self, given: Given, receiver_id: str) -> KudosRow | None:
        if not given.ts:
            return None
        rows = self.unit.kudos.at(given.channel_id, given.ts, given.how, giver_id=given.giver_id)
        return next((row for row in rows if row.receiver_id == receiver_id and not row.stands), None)

    def weight(self, giver_id: str, receiver_id: str, at: datetime) -> float:
        since = at - timedelta(days=self.bounds.kudos_pair_days)

        def edges_of(givers: Collection[str]) -> list[Edge]:
            return [Edge(*edge) for edge in self.unit.kudos.edges(givers, since=since)]

        ring = in_ring(
            giver_id,
            receiver_id,
            around(giver_id, edges_of),
            people=self.bounds.kudos_ring_people,
            thanks=self.bounds.kudos_ring_thanks,
        )
        earlier = self.unit.kudos.earlier(giver_id, receiver_id, since=since)
        return weight(earlier, in_ring=ring, ring_weight=self.bounds.kudos_ring_weight)

    def take_back(self, rows: Iterable[KudosRow], *, event_ts: str = "") -> list[KudosRow]:
        """Those that stood until now."""
        gone = self.unit.kudos.revoke([row.kudos_id for row in rows], now=self.now, event_ts=event_ts)
        self.hide(gone)
        return gone

    def reskill(self, rows: Iterable[KudosRow], skill_ids: tuple[int, ...], *, event_ts: str = "") -> list[KudosRow]:
        """What stands is for something else now."""
        before = [row for row in rows if row.stands]
        after = [replace(row, skill_ids=skill_ids, event_ts=event_ts or row.event_ts) for row in before]
        self.hide(row for row in before if row.skill_ids != skill_ids)
        for row in after:
            self.unit.kudos.change(row)
        self.show(after)
        return after

    def show(self, rows: Iterable[KudosRow]) -> None:
        """What thanks show of their receivers, who let it be learned; what is shown already is left as it is."""
        entries = [entry for row in rows if self.wishes(row.receiver_id).learns for entry in entries_of(row)]
        ledger = self.unit.ledger
        ledger.add(plus(entry) for entry in entries if ledger.enter(entry) or ledger.revive(entry))

    def hide(self, rows: Iterable[KudosRow]) -> None:
        """Also what a receiver said that it shows instead."""
        acts = [(row.receiver_id, f"kudos:{row.kudos_id}:") for row in rows]
        gone = [entry for act in acts for entry in self.unit.ledger.revoke(now=self.now, act=act)]
        self.unit.ledger.add(minus(entry) for entry in gone)

    def tell(self, row: KudosRow) -> None:
        """Let the receiver hear of it when they want to."""
        receiver = self.person(row.receiver_id)
        wish = digest_of(self.unit, row.receiver_id)
        if row.told_at is not None:
            return
        if wish == Digest.NEVER:
            self.unit.kudos.tell(now=self.now, kudos_ids=[row.kudos_id])
        elif wish == Digest.ONCE:
            later, key = self.now + AT_ONCE_AFTER, f"kudos.received:{row.kudos_id}:{row.event_ts}"
            facts = {"kudos_ids": [row.kudos_id]}
            self.unit.outbox.leave(
                "kudos.received", key=key, now=self.now, user_id=row.receiver_id, facts=facts, not_before=later
            )
        else:
            self.unit.agenda.put_if_none(DIGEST_JOB, next_digest(self.now, receiver.tz), user_id=row.receiver_id)


def digest_of(unit: Unit, user_id: str) -> Digest:
    chosen = unit.choices.preference(user_id, DIGEST_PREFERENCE)
    return Digest(chosen) if chosen in set(Digest) else Digest.WEEKLY


def entries_of(row: KudosRow) -> list[EvidenceRow]:
    return [
        EvidenceRow(
            key=f"kudos:{row.kudos_id}:{skill_id}",
            user_id=row.receiver_id,
            skill_id=skill_id,
            kind=Kind.KUDOS,
            at=row.at,
            weight=worth,
            channel_id=row.channel_id if row.ts else "",
            ts=row.ts,
            thread_ts=row.thread_ts,
            from_user_id=row.giver_id,
        )
        for skill_id, worth in share(row.weight, row.skill_ids).items()
    ]
