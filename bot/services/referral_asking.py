"""The asker's side of the hand-off: asking, agreeing to the next person, taking it back, saying whether it helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.answers import Press
from bot.domain.referral_told import ALL, LONGEST_WORDS, Asked, Form, Wanted
from bot.domain.referrals import Step, Unfree, stepped
from bot.domain.skills import key
from bot.errors import KindError
from bot.services.referral_base import ENOUGH, STALE, Desk, NotNowError, nameless
from bot.services.referral_moves import Moves
from bot.services.referral_traces import unlink
from storage.referrals import HandoffRow, Referred, Stage
from storage.store import Unit
from storage.values import Origin, PersonRow, QuestionRow

NO_WORDS = "What would you like to know? One or two sentences are enough."
TOO_LONG = f"At most {LONGEST_WORDS:,} characters, please: they see it in a message."
MEANWHILE = "You have just had somebody else asked about this. Send it once more if you want this as well."
MOST_AT_ONCE = 3
ELSEWHERE = "*Ask in a channel* puts it to everybody there."


class Asking(Desk):
    def form(self, team_id: str, press: Press, to: str, *, now: datetime) -> Form | None:
        """What the form for asking begins with; None where Slack repeats a press. Raises KindError where nobody can be
        asked.
        """
        with self.store.team(team_id).writing() as unit:
            question = self.question(unit, press.question_id, press.user_id)
            if not unit.workspace.first_time(press.seen, now=now):
                return None
            people = self.askable(unit, question, press.user_id, to, now)
            known = self.colleagues.names(unit, people)
            typed = self.typed(unit, question, press.user_id)
            words = typed if " " in typed.strip() else ""
            about = self.about(unit, question, press.user_id)
            return Form(question.question_id, tuple(known.values()), about, words, quiet=to == ALL)

    def ask(self, team_id: str, wanted: Wanted, *, seen: str, now: datetime) -> Asked:
        """The form was sent: those who are free are asked. Once for each `seen`."""
        words = wanted.words.strip()
        if not key(words):
            return Asked({"words": NO_WORDS})
        if len(words) > LONGEST_WORDS:
            return Asked({"words": TOO_LONG})
        try:
            with self.store.team(team_id).writing() as unit:
                # Before people, as everywhere: so nobody waits in a circle.
                known = unit.referrals.get(wanted.question_id, hold=True)
                question = self.question(unit, wanted.question_id, wanted.user_id)
                if not unit.workspace.first_time(seen, now=now):
                    return Asked(anonymous=wanted.anonymous)
                people = self.take(unit, question, replace(wanted, words=words), now, is_new=known is None)
        except NotNowError as why:  # nothing of it was kept: the same form may be sent once more
            return Asked({"words": str(why)})
        if wanted.anonymous:
            self.askers.unlinked.set()
        return Asked({}, people, wanted.anonymous)

    def take(
        self, unit: Unit, question: QuestionRow, wanted: Wanted, now: datetime, *, is_new: bool
    ) -> tuple[PersonRow, ...]:
        """Those whom it is taken to. `is_new`: nothing was held that others hold before they hold people."""
        people = self.askable(unit, question, wanted.user_id, wanted.to, now, hold=True)
        if is_new and unit.referrals.get(question.question_id):
            raise NotNowError(MEANWHILE)
        if not self.has_room(unit, wanted.user_id, len(people), now):
            raise NotNowError(ENOUGH)
        self.begun(unit, question, wanted, now).ask(people)
        return tuple(self.colleagues.names(unit, people).values())

    def next_one(self, team_id: str, press: Press, user_id: str, *, now: datetime) -> None:
        """The asker agrees to have the next person asked."""
        with self.store.team(team_id).writing() as unit:
            moves = self.own(unit, press, now)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            self.hold(unit, press.user_id, user_id)
            if moves.handoff.state is Stage.OFFERING and self.is_free(moves, user_id):
                if not self.has_room(unit, press.user_id, 1, now):
                    raise KindError(ENOUGH)
                moves.ask([user_id])
            self.show(moves, press)

    def withdraw(self, team_id: str, press: Press, *, now: datetime) -> None:
        """The asker no longer needs it."""
        with self.store.team(team_id).writing() as unit:
            moves = self.own(unit, press, now)
            if unit.workspace.first_time(press.seen, now=now):
                moves.withdraw()
                self.show(moves, press)

    def judged(self, team_id: str, press: Press, *, helped: bool, now: datetime) -> None:
        """The asker says whether it helped."""
        with self.store.team(team_id).writing() as unit:
            moves = self.own(unit, press, now)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            helper = next((row for row in moves.rows if row.state is Referred.ACCEPTED), None)
            if helper:
                moves.judge(helper, helped=helped)
            self.show(moves, press)

    def askable(
        self, unit: Unit, question: QuestionRow, asker: str, to: str, now: datetime, *, hold: bool = False
    ) -> list[str]:
        """Those of whom was meant who can be asked. Raises KindError where that is nobody."""
        named = [row.user_id for row in unit.referrals.referrals(question.question_id)]
        wanted = named[:MOST_AT_ONCE] if to == ALL else [to]
        if not wanted or to not in (*named, ALL):
            raise KindError(STALE)
        if hold:
            self.hold(unit, asker, *wanted)
        reasons = {at: self.hinders(unit, question, asker, at, now) for at in wanted}
        free = [at for at in wanted if reasons[at] is None]
        if free:
            return free
        reason = reasons[wanted[0]]
        if len(wanted) == 1 and reason:
            raise NotNowError(self.why(unit, wanted[0], reason) + f" {ELSEWHERE}")
        raise NotNowError(f"None of them can be asked just now. {ELSEWHERE}")

    def hinders(self, unit: Unit, question: QuestionRow, asker: str, user_id: str, now: datetime) -> Unfree | None:
        if user_id == asker:
            return Unfree.NOT_HERE
        if user_id in self.asked_before(unit, question, asker, now):
            return Unfree.ALREADY
        return self.colleagues.unfree(unit, user_id, now)

    def begun(self, unit: Unit, question: QuestionRow, wanted: Wanted, now: datetime) -> Moves:
        """The hand-off this belongs to: the one that still looks for somebody, with the same words, or a new one. An
        anonymous one has a question of its own, which nothing that was said before leads to.
        """
        known = unit.referrals.get(question.question_id, hold=True)
        if known and not wanted.anonymous and stepped(known.state, Step.ASK) and known.words == wanted.words:
            return self.moves(unit, known, now)
        if known or wanted.anonymous or question.asker_id != wanted.user_id:
            question = self.copied(unit, question, wanted, now)
        blank = HandoffRow(
            question.question_id, Stage.OFFERING, now, now,
            words=nameless(wanted.words, wanted.user_id) if wanted.anonymous else wanted.words, quiet=wanted.to == ALL,
        )  # fmt: skip
        handoff = self.askers.signed(unit, blank, wanted.user_id, anonymous=wanted.anonymous)
        if not unit.referrals.begin(handoff):
            raise NotNowError(MEANWHILE)
        return self.moves(unit, handoff, now)

    def copied(self, unit: Unit, question: QuestionRow, wanted: Wanted, now: datetime) -> QuestionRow:
        """The same question once more; where the asker stays unnamed nothing ties them to the first one either."""
        asker = "" if wanted.anonymous else wanted.user_id
        copy = unit.asks.add(
            replace(
                question, question_id=0, origin=Origin.COMMAND, asker_id=asker, at=now, channel_id="", ts="",
                topic=nameless(self.typed(unit, question, wanted.user_id), wanted.user_id), words="",
            )
        )  # fmt: skip
        if wanted.anonymous:
            unlink(unit, question, wanted.user_id, now)
        return copy

    def is_free(self, moves: Moves, user_id: str) -> bool:
        question, asker = moves.question, self.askers.of(moves.unit, moves.handoff)
        if question is None or user_id in (asker, *self.asked_before(moves.unit, question, asker, moves.now)):
            return False
        return self.colleagues.unfree(moves.unit, user_id, moves.now, hold=True) is None
