"""A question that the bot puts to a channel for somebody: whoever answers in the thread is learned from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.answers import Press
from bot.domain.referral_told import LONGEST_WORDS, Wanted
from bot.domain.skills import key
from bot.errors import KindError
from bot.services.referral_asking import NO_WORDS, TOO_LONG
from bot.services.referral_base import ENOUGH, Desk, nameless
from bot.services.referral_traces import unlink
from bot.services.visibility import hidden_channels
from storage.referrals import HandoffRow, Stage
from storage.store import Unit
from storage.values import ChannelRow, Origin, OutboxItem, PersonRow, QuestionRow

NOWHERE = "I am in no channel yet that you can see: `/invite @whoknows` in one, then I can ask there."
NO_CHANNEL = "I cannot post there. Choose another channel."
Fields = tuple[int, str, list[ChannelRow]]


@dataclass(frozen=True, slots=True)
class Posted:
    """Where it is posted; or what is wrong, by field."""

    wrong: dict[str, str] = field(default_factory=dict)
    channel: str = ""


class ChannelAsking(Desk):
    def form(self, team_id: str, press: Press, *, now: datetime) -> Fields | None:
        """What the form begins with; None where Slack repeats a press. Raises KindError where it is of no use."""
        with self.store.team(team_id).writing() as unit:
            question = self.question(unit, press.question_id, press.user_id)
            channels = self.channels(unit, press.user_id)
            if not channels:
                raise KindError(NOWHERE)
            if not unit.workspace.first_time(press.seen, now=now):
                return None
            return question.question_id, self.typed(unit, question, press.user_id), channels

    def post(self, team_id: str, wanted: Wanted, *, seen: str, now: datetime) -> Posted:
        """The form was sent: `to` is the channel. Once for each `seen`."""
        words = wanted.words.strip()
        if not key(words) or len(words) > LONGEST_WORDS:
            return Posted({"words": TOO_LONG if key(words) else NO_WORDS})
        with self.store.team(team_id).writing() as unit:
            question = self.question(unit, wanted.question_id, wanted.user_id)
            there = next((row for row in self.channels(unit, wanted.user_id) if row.channel_id == wanted.to), None)
            if there is None:
                return Posted({"channel": NO_CHANNEL})
            self.hold(unit, wanted.user_id)
            full = not self.has_room(unit, wanted.user_id, 1, now)
            if unit.workspace.first_time(seen, now=now):
                if full:
                    raise KindError(ENOUGH)
                self.begin(unit, question, replace(wanted, words=words), now)
        if wanted.anonymous:
            self.askers.unlinked.set()
        return Posted({}, there.name)

    def begin(self, unit: Unit, question: QuestionRow, wanted: Wanted, now: datetime) -> None:
        """A question of its own: it will stand in the channel, and answers to it count there."""
        asker = "" if wanted.anonymous else wanted.user_id
        copy = unit.asks.add(
            replace(
                question, question_id=0, origin=Origin.POSTED, asker_id=asker, at=now, channel_id=wanted.to, ts="",
                topic=nameless(self.typed(unit, question, wanted.user_id), wanted.user_id), words="",
            )
        )  # fmt: skip
        if wanted.anonymous:
            unlink(unit, question, wanted.user_id, now)
        words = nameless(wanted.words, wanted.user_id) if wanted.anonymous else wanted.words
        blank = HandoffRow(copy.question_id, Stage.CLOSED, now, now, words=words, channel_id=wanted.to)
        unit.referrals.begin(self.askers.signed(unit, blank, wanted.user_id, anonymous=wanted.anonymous))
        unit.outbox.leave(
            "question.post",
            key=f"question.post:{copy.question_id}",
            now=now,
            channel_id=wanted.to,
            facts={"question_id": copy.question_id},
            paced=True,
        )

    def channels(self, unit: Unit, user_id: str) -> list[ChannelRow]:
        """Where the bot is and the asker may look, the largest first."""
        hidden = hidden_channels(unit, user_id)
        rows = [row for row in unit.people.channels() if row.bot_is_in and not row.is_archived]
        return sorted((row for row in rows if row.channel_id not in hidden), key=lambda row: (-row.members, row.name))

    def told(self, team_id: str, question_id: int) -> tuple[str, PersonRow | None] | None:
        """The words, and who asks, if they are named."""
        with self.store.team(team_id).reading() as unit:
            handoff = unit.referrals.get(question_id)
            if handoff is None or not handoff.words:
                return None
            return handoff.words, self.colleagues.person(unit, handoff.asker_id) if handoff.asker_id else None

    def posted(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        """It stands in the channel: from now on who replies to it answers it."""
        question_id = item.facts.get("question_id")
        if isinstance(question_id, int):
            unit.asks.place(question_id, channel_id, ts)

    def refused(self, unit: Unit, item: OutboxItem, _code: str, _words: str) -> None:
        """The channel was archived meanwhile, or the bot put out of it: the asker hears of it."""
        question_id = item.facts.get("question_id")
        unit.outbox.leave(
            "question.lost",
            key=f"question.lost:{question_id}",
            now=item.created_at,
            facts={"question_id": question_id},
        )
