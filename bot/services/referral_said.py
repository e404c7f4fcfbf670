"""What is told of a question at the moment it is said: to whoever was asked, to the asker, and to both."""

from __future__ import annotations

from datetime import datetime

from bot.domain.availability import Hindrance
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.domain.referral_told import Introduction, ToldAsker, ToldExpert
from bot.domain.referrals import Move
from bot.services.places import placed
from bot.services.referral_base import Desk
from bot.services.visibility import hidden_channels
from storage.referrals import HandoffRow, ReferralRow, Referred, Stage
from storage.store import Unit
from storage.values import OutboxItem, PersonRow, QuestionRow

# What Slack answers where it is the person who is not to be reached.
GONE = frozenset(
    {"user_not_found", "users_not_found", "user_not_visible", "user_disabled", "cannot_dm_bot", "is_archived"}
)
KNOWN_TO = frozenset({Referred.ACCEPTED, Referred.HELPED, Referred.UNHELPED})


class Said(Desk):
    def asker(self, team_id: str, question_id: int) -> str:
        """Whose question it is: to be said to, never to be written down."""
        with self.store.team(team_id).reading() as unit:
            handoff = unit.referrals.get(question_id)
            return self.askers.of(unit, handoff) if handoff else ""

    def pair(self, team_id: str, question_id: int, helper_id: str) -> str:
        """Asker and helper, as Slack opens a conversation with both; "" where one is no longer to be found."""
        with self.store.team(team_id).reading() as unit:
            handoff = unit.referrals.get(question_id)
            asker = self.askers.of(unit, handoff) if handoff else ""
            return f"{asker},{helper_id}" if asker else ""

    def expert(self, team_id: str, question_id: int, user_id: str, *, now: datetime) -> ToldExpert | None:
        """What somebody is told whom it was taken to. Who asks they learn with their own yes."""
        with self.store.team(team_id).reading() as unit:
            handoff, row = unit.referrals.get(question_id), unit.referrals.referral(question_id, user_id)
            question = unit.asks.get(question_id)
            if handoff is None or row is None or question is None:
                return None
            asker, workspace = self.askers.of(unit, handoff), unit.workspace.get()
            known = not handoff.anonymous or row.state in KNOWN_TO or user_id == asker
            rows = unit.referrals.referrals(question_id)
            passed = next((one for one in rows if one.passed_by == user_id), None)
            return ToldExpert(
                referral=row,
                stage=handoff.state,
                about=self.colleagues.label(unit, question),
                words=handoff.words,
                asker=self.colleagues.person(unit, asker) if known and asker else None,
                reasons=self.reasons(unit, question, asker, user_id, now),
                passed_by=self.colleagues.person(unit, row.passed_by) if row.passed_by else None,
                passed_to=self.colleagues.person(unit, passed.user_id) if passed else None,
                has_helped=row.state is Referred.PASSED and passed is not None and passed.state is Referred.HELPED,
                has_skills=bool(question.skill_ids),
                at_limit=Hindrance.LIMIT in self.colleagues.availability(unit, user_id, now).hindrances(now),
                channels={channel.channel_id: channel.name for channel in unit.people.channels()},
                url=workspace.url if workspace else "",
            )

    def reasons(self, unit: Unit, question: QuestionRow, asker: str, user_id: str, now: datetime) -> tuple[Reason, ...]:
        """Why them, with links they may follow themselves."""
        subject, ranked = self.colleagues.ranking(unit, question, asker, now)
        mine = next((one for one in ranked if one.user_id == user_id), None)
        hidden = hidden_channels(unit, user_id)
        found = placed(unit, mine, subject.about) if mine else ()
        # That they have helped the asker before would tell who asks.
        return tuple(one for one in found if one.channel_id not in hidden and one.kind is not ReasonKind.HELPED)

    def topic(self, team_id: str, question_id: int) -> str:
        """What a question is about, in a word."""
        with self.store.team(team_id).reading() as unit:
            question = unit.asks.get(question_id)
            return self.colleagues.label(unit, question) if question else ""

    def asked(self, team_id: str, question_id: int, *, now: datetime) -> ToldAsker | None:
        """What the asker is told: who was asked with what result, and who could be next."""
        with self.store.team(team_id).reading() as unit:
            handoff, question = unit.referrals.get(question_id), unit.asks.get(question_id)
            if handoff is None or question is None:
                return None
            rows = sorted(self.rows(unit, handoff), key=lambda row: (row.asked_at or row.at, row.place))
            people = self.colleagues.names(unit, [row.user_id for row in rows])
            return ToldAsker(
                handoff,
                self.colleagues.label(unit, question),
                tuple((people[row.user_id], row) for row in rows),
                self.next(unit, handoff, question, now) if handoff.state is Stage.OFFERING else None,
            )

    def rows(self, unit: Unit, handoff: HandoffRow) -> list[ReferralRow]:
        """Those who were asked. The asker, whom somebody named, was not."""
        asker = self.askers.of(unit, handoff)
        rows = unit.referrals.referrals(handoff.question_id)
        return [row for row in rows if row.asked_at and row.user_id != asker]

    def next(self, unit: Unit, handoff: HandoffRow, question: QuestionRow, now: datetime) -> PersonRow | None:
        asker = self.askers.of(unit, handoff)
        asked = self.asked_before(unit, question, asker, now)
        user_id = self.colleagues.next_free(unit, question, asker, asked, now)
        return self.colleagues.person(unit, user_id) if user_id else None

    def introduction(self, team_id: str, question_id: int, helper_id: str) -> Introduction | None:
        with self.store.team(team_id).reading() as unit:
            handoff, question = unit.referrals.get(question_id), unit.asks.get(question_id)
            asker = self.askers.of(unit, handoff) if handoff else ""
            if handoff is None or question is None or not asker:
                return None
            return Introduction(
                asker=self.colleagues.person(unit, asker),
                helper=self.colleagues.person(unit, helper_id),
                about=self.colleagues.label(unit, question),
                words=handoff.words,
                mutual=self.colleagues.mutual(unit, asker, helper_id),
                was_anonymous=handoff.anonymous,
            )

    def place(self, team_id: str, question_id: int, user_id: str) -> str:
        """Where somebody was asked."""
        with self.store.team(team_id).reading() as unit:
            row = unit.referrals.referral(question_id, user_id)
            return row.ts if row else ""

    # -- what the outbox tells back

    def posted(self, unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
        """It stands: from now on it can be changed. The answer may have come while it was said."""
        handoff = unit.referrals.get(number(item), hold=True)
        row = unit.referrals.referral(number(item), item.user_id) if handoff else None
        if handoff is None or row is None:
            return
        unit.referrals.settle(row.question_id, row.user_id, channel_id=channel_id, ts=ts)
        moves = self.moves(unit, handoff, item.created_at)
        if row.state is not Referred.ASKED:
            moves.refresh(row.user_id)
        else:  # by our clock, and not by Slack's
            moves.begin_wait(row.user_id, item.claimed_at or item.created_at)

    def introduced(self, unit: Unit, item: OutboxItem, channel_id: str, _ts: str) -> None:
        unit.referrals.change(number(item), channel_id=channel_id)

    def unreachable(self, unit: Unit, item: OutboxItem, code: str, _words: str) -> None:
        """Whom Slack lets us write to no more is as good as gone. Any other refusal says nothing about them."""
        handoff = unit.referrals.get(number(item), hold=True)
        row = unit.referrals.referral(number(item), item.user_id) if handoff else None
        if handoff and row:
            self.moves(unit, handoff, item.created_at).turn_down(row, Move.LEAVE if code in GONE else Move.EXPIRE)

    def offer_anew(self, unit: Unit, item: OutboxItem, _code: str, _words: str) -> None:
        """What the asker pressed may show nothing: the next person, whom they wait for, comes in a message."""
        handoff = unit.referrals.get(number(item), hold=True)
        if handoff and handoff.state is Stage.OFFERING:
            moves = self.moves(unit, handoff, item.created_at)
            moves.tell_asker("referral.offer", moves.rows)

    def apart(self, unit: Unit, item: OutboxItem, _code: str, _words: str) -> None:
        """No conversation of three can be opened: each is told alone who the other is."""
        handoff = unit.referrals.get(number(item))
        helper = str(item.facts.get("about") or "")
        if handoff:
            moves = self.moves(unit, handoff, item.created_at)
            moves.leave("referral.met", helper, user_id=helper)
            moves.leave("referral.helper", helper)

    def unmet(self, unit: Unit, item: OutboxItem, code: str, _words: str) -> None:
        """Who asked can be written to no more: whoever said yes to them waits for nobody."""
        handoff = unit.referrals.get(number(item))
        helper = str(item.facts.get("about") or "")
        if handoff and code in GONE:
            self.moves(unit, handoff, item.created_at).leave("referral.unmet", helper, user_id=helper)


def number(item: OutboxItem) -> int:
    found = item.facts.get("question_id")
    return found if isinstance(found, int) else 0
