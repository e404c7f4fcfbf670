"""From a name to a conversation: a question is taken to colleagues, answered, passed on, or brought back to the asker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.answers import Press
from bot.domain.referral_told import ALL, LONGEST_WORDS, Asked, Form, Wanted
from bot.domain.referrals import OPEN, Move, Step, Unfree, moved
from bot.domain.skills import key
from bot.domain.text import MENTION
from bot.errors import KindError
from bot.services.referral_askers import Askers
from bot.services.referral_moves import CHECK, EXPIRE, LAPSE, Moves
from bot.services.referral_people import Colleagues, within
from storage.referrals import HandoffRow, ReferralRow, Referred, Stage
from storage.store import Store, Unit
from storage.values import DueRow, Kind, Origin, QuestionRow

log = logging.getLogger(__name__)

STALE = "This is from a while ago and no longer open. `/whoknows` finds somebody anew."
NOT_YOURS = "Somebody else asked that. Ask yourself with `/whoknows`, and you are led to the same people."
FORGOTTEN = "You asked me to forget you, so I cannot ask in your name. `/whoknows remember me` lets me again."
OUTSIDE = "I can only ask for people of this workspace."
NO_WORDS = "What would you like to know? One or two sentences are enough."
TOO_LONG = f"At most {LONGEST_WORDS:,} characters, please: they see it in a message."
ENOUGH = "That is a lot of people for one day. Tomorrow I can ask again."
OVER = "That is settled already. Ask anew with `/whoknows`."
BEFORE = timedelta(days=30)
SAME_DAY = timedelta(days=1)
MOST_AT_ONCE = 3
PASSED_WEIGHT = 1.0

WHY = {
    Unfree.TODAY: "{name} has been asked today already, and nobody is asked more often than is good for them.",
    Unfree.WEEK: "{name} is at their limit this week.",
    Unfree.RESTING: "{name} could not help when asked today. Tomorrow is another day.",
    Unfree.LIMIT: "{name} is at their limit at the moment.",
    Unfree.PAUSED: "{name} does not take questions at the moment.",
    Unfree.ALREADY: "{name} has been asked about this already.",
    Unfree.NOT_HERE: "{name} cannot be asked: only members who are here can.",
}


class ReferralService:
    def __init__(self, store: Store, colleagues: Colleagues, askers: Askers) -> None:
        self.store = store
        self.colleagues = colleagues
        self.askers = askers

    # -- the asker

    def form(self, team_id: str, press: Press, to: str, *, now: datetime) -> Form | None:
        """What the form for asking begins with; None where Slack repeats a press. Raises KindError where nobody can be
        asked.
        """
        with self.store.team(team_id).writing() as unit:
            question = self.question(unit, press.question_id, press.user_id)
            self.may_ask(unit, press.user_id)
            if not unit.workspace.first_time(press.seen, now=now):
                return None
            people = self.askable(unit, question, press.user_id, to, now)
            known = self.colleagues.names(unit, people)
            words = question.topic if " " in question.topic.strip() else ""
            about = self.colleagues.label(unit, question)
            return Form(question.question_id, tuple(known.values()), about, words, quiet=to == ALL)

    def ask(self, team_id: str, wanted: Wanted, *, seen: str, now: datetime) -> Asked:
        """The form was sent: those who are free are asked. Once for each `seen`."""
        words = wanted.words.strip()
        if not key(words):
            return Asked({"words": NO_WORDS})
        if len(words) > LONGEST_WORDS:
            return Asked({"words": TOO_LONG})
        with self.store.team(team_id).writing() as unit:
            question = self.question(unit, wanted.question_id, wanted.user_id)
            self.may_ask(unit, wanted.user_id)
            if not unit.workspace.first_time(seen, now=now):
                return Asked(anonymous=wanted.anonymous)
            try:
                people = self.askable(unit, question, wanted.user_id, wanted.to, now, hold=True)
            except KindError as why:
                return Asked({"words": str(why)})
            if not self.has_room(unit, wanted.user_id, len(people), now):
                return Asked({"words": ENOUGH})
            moves = self.begun(unit, question, replace(wanted, words=words), now)
            moves.ask(people)
            return Asked({}, tuple(self.colleagues.names(unit, people).values()), wanted.anonymous)

    def next_one(self, team_id: str, press: Press, user_id: str, *, now: datetime) -> None:
        """The asker agrees to have the next person asked."""
        with self.store.team(team_id).writing() as unit:
            moves = self.own(unit, press, now)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            free = moves.handoff.state is Stage.OFFERING and self.is_free(moves, user_id)
            if free and self.has_room(unit, press.user_id, 1, now):
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

    # -- whoever was asked

    def answered(self, team_id: str, press: Press, move: Move, place: tuple[str, str], *, now: datetime) -> None:
        """One of the buttons under what they were asked; a press that comes too late is shown how it stands."""
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            self.stands_at(unit, row, place)
            if unit.workspace.first_time(press.seen, now=now):
                self.act(moves, row, move)
            moves.refresh(press.user_id)

    def act(self, moves: Moves, row: ReferralRow, move: Move) -> None:
        if self.asker_is_gone(moves):
            moves.withdraw()
        elif move is Move.ACCEPT:
            moves.accept(row)
        elif moves.turn_down(row, move) and move is Move.DECLINE:
            self.hide(moves, row.user_id)

    def passing(self, team_id: str, press: Press, place: tuple[str, str], *, now: datetime) -> bool:
        """Whether the form for naming somebody else is to be opened; where it is too late they are shown how it stands."""
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            self.stands_at(unit, row, place)
            may = moved(row.state, Move.PASS) is not None
            if not may:
                moves.refresh(press.user_id)
            return unit.workspace.first_time(press.seen, now=now) and may

    def pass_on(self, team_id: str, press: Press, to: str, *, now: datetime) -> str:
        """They name somebody else: what is wrong with that, or "". Of an anonymous asker nothing can be found out by
        naming them: it looks as if they were asked and had no time.
        """
        with self.store.team(team_id).writing() as unit:
            moves, row = self.asked_of(unit, press, now)
            asker = self.askers.of(unit, moves.handoff)
            masked = moves.handoff.anonymous and to == asker
            if wrong := self.wrong_next(moves, press.user_id, to, masked=masked):
                return wrong
            if not unit.workspace.first_time(press.seen, now=now) or not moved(row.state, Move.PASS):
                moves.refresh(press.user_id)
                return ""
            moves.move(row, Move.PASS)
            moves.learn(to, Kind.ENDORSED, by=press.user_id, weight=PASSED_WEIGHT)
            if masked:
                place = 1 + max(one.place for one in moves.rows)
                unit.referrals.ask(
                    ReferralRow(moves.question_id, to, place, Referred.LATER, now, now, now, passed_by=press.user_id)
                )
                moves.offer_if_idle()
            else:
                moves.ask([to], passed_by=press.user_id)
            moves.refresh(press.user_id)
            return ""

    def wrong_next(self, moves: Moves, user_id: str, to: str, *, masked: bool) -> str:
        unit = moves.unit
        if to == user_id:
            return "That is you. Is there anybody else?"
        if not moves.handoff.anonymous and to == self.askers.of(unit, moves.handoff):
            return "They are the one who asks. Is there anybody else?"
        if not masked and any(row.user_id == to and row.asked_at for row in moves.rows):
            return self.why(unit, to, Unfree.ALREADY)
        reason = self.colleagues.unfree(unit, to, moves.now, hold=True)
        return self.why(unit, to, reason) if reason else ""

    def hide(self, moves: Moves, user_id: str) -> None:
        """*Not about this any more*: they are not named for it again."""
        question = moves.question
        for skill_id in question.skill_ids if question else ():
            moves.unit.ledger.hide_skill(user_id, skill_id, now=moves.now)

    # -- time passes

    def due(self, team_id: str, now: datetime) -> None:
        """What comes because time passed, each in a transaction of its own."""
        team = self.store.team(team_id)
        with team.reading() as unit:
            jobs = unit.agenda.by(now, of="referral.")
            gone = [(row.question_id, row.user_id) for row in unit.referrals.open() if self.is_gone(unit, row.user_id)]
            unattended = unit.referrals.unattended()
        for question_id, user_id in gone:
            self.change(team_id, question_id, lambda moves, at=user_id: self.leave_out(moves, at), now=now)
        for question_id in unattended:
            self.change(team_id, question_id, Moves.offer_if_idle, now=now)
        for due in jobs:
            self.change(team_id, int(due.subject), lambda moves, due=due: self.run(moves, due), now=now)

    def change(self, team_id: str, question_id: int, act: Callable[[Moves], None], *, now: datetime) -> None:
        """One change of one question; one that fails leaves the others their turn."""
        try:
            with self.store.team(team_id).writing() as unit:
                handoff = unit.referrals.get(question_id, hold=True)
                if handoff:
                    act(self.moves(unit, handoff, now))
        except Exception:
            log.exception("what was due of question %s could not be done", question_id)

    def run(self, moves: Moves, due: DueRow) -> None:
        if not moves.unit.agenda.take(due):
            return
        if due.job == EXPIRE:
            row = moves.unit.referrals.referral(moves.question_id, due.user_id)
            if row:
                moves.turn_down(row, Move.EXPIRE)
        elif due.job == CHECK and moves.handoff.state is Stage.TALKING:
            moves.leave("referral.check", str(sum(row.asked_at is not None for row in moves.rows)))
        elif due.job == LAPSE:
            moves.step(Step.LAPSE)

    def leave_out(self, moves: Moves, user_id: str) -> None:
        row = moves.unit.referrals.referral(moves.question_id, user_id)
        if row:
            moves.turn_down(row, Move.LEAVE)

    # -- what the rest is made of

    def question(self, unit: Unit, question_id: int, user_id: str) -> QuestionRow:
        question = unit.asks.get(question_id)
        if question is None:
            raise KindError(STALE)
        if question.asker_id not in (user_id, ""):
            raise KindError(NOT_YOURS)
        return question

    def may_ask(self, unit: Unit, user_id: str) -> None:
        person = unit.people.get(user_id)
        if person and (person.is_outside or person.is_bot or person.is_deleted):
            raise KindError(OUTSIDE)
        if self.colleagues.privacy.who_left(unit)(user_id):
            raise KindError(FORGOTTEN)

    def askable(
        self, unit: Unit, question: QuestionRow, asker: str, to: str, now: datetime, *, hold: bool = False
    ) -> list[str]:
        """Those of whom was meant who can be asked. Raises KindError where that is nobody."""
        named = [row.user_id for row in unit.referrals.referrals(question.question_id)]
        wanted = named[:MOST_AT_ONCE] if to == ALL else [to]
        if not wanted or to not in (*named, ALL):
            raise KindError(STALE)
        reasons = {at: self.hinders(unit, question, asker, at, now, hold=hold) for at in sorted(wanted)}
        free = [at for at in wanted if reasons[at] is None]
        if free:
            return free
        reason = reasons[wanted[0]]
        if len(wanted) == 1 and reason:
            raise KindError(self.why(unit, wanted[0], reason) + " *Someone else* shows who comes next.")
        raise KindError("None of them can be asked just now. *Someone else* shows who comes next.")

    def hinders(
        self, unit: Unit, question: QuestionRow, asker: str, user_id: str, now: datetime, *, hold: bool
    ) -> Unfree | None:
        if user_id == asker:
            return Unfree.NOT_HERE
        if user_id in self.asked_before(unit, question, asker, now):
            return Unfree.ALREADY
        return self.colleagues.unfree(unit, user_id, now, hold=hold)

    def asked_before(self, unit: Unit, question: QuestionRow, asker: str, now: datetime) -> set[str]:
        """Whom this person has had asked about the same lately, by name or not: nobody is asked twice."""
        found: set[str] = set()
        for handoff in unit.referrals.of_asker(asker, self.askers.digest(unit.team_id, asker)):
            other = unit.asks.get(handoff.question_id)
            if other and handoff.at > now - BEFORE and is_same(question, other):
                rows = unit.referrals.referrals(handoff.question_id)
                found |= {row.user_id for row in rows if row.asked_at}
        return found

    def has_room(self, unit: Unit, asker: str, more: int, now: datetime) -> bool:
        digest = self.askers.digest(unit.team_id, asker)
        sent = 0
        for handoff in unit.referrals.of_asker(asker, digest):
            rows = unit.referrals.referrals(handoff.question_id)
            sent += sum(row.asked_at is not None and row.asked_at > now - SAME_DAY for row in rows)
        return within(self.colleagues.settings.bounds(unit), sent + more - 1)

    def begun(self, unit: Unit, question: QuestionRow, wanted: Wanted, now: datetime) -> Moves:
        """The hand-off this belongs to: the one that is open, or a new one. An anonymous one has a question of its own,
        which nothing that was said before leads to.
        """
        known = unit.referrals.get(question.question_id, hold=True)
        if known and known.state in OPEN and not wanted.anonymous:
            return self.moves(unit, known, now)
        if known or wanted.anonymous:
            question = self.copied(unit, question, wanted, now)
        blank = HandoffRow(
            question.question_id, Stage.OFFERING, now, now,
            words=nameless(wanted.words, wanted.user_id) if wanted.anonymous else wanted.words, quiet=wanted.to == ALL,
        )  # fmt: skip
        handoff = self.askers.signed(unit, blank, wanted.user_id, anonymous=wanted.anonymous)
        unit.referrals.begin(handoff)
        return self.moves(unit, handoff, now)

    def copied(self, unit: Unit, question: QuestionRow, wanted: Wanted, now: datetime) -> QuestionRow:
        """The same question once more; where the asker stays unnamed nothing ties them to the first one either."""
        asker = "" if wanted.anonymous else wanted.user_id
        copy = unit.asks.add(
            replace(question, question_id=0, origin=Origin.COMMAND, asker_id=asker, at=now, channel_id="", ts="")
        )
        if wanted.anonymous:
            for other in unit.asks.given_by(wanted.user_id, since=now - BEFORE):
                if is_same(question, other):
                    unit.asks.disown(other.question_id)
                    unit.outbox.disown(wanted.user_id, other.question_id)
        return copy

    def own(self, unit: Unit, press: Press, now: datetime) -> Moves:
        """The asker's own hand-off. Raises KindError for everybody else."""
        handoff = unit.referrals.get(press.question_id, hold=True)
        if handoff is None:
            raise KindError(STALE)
        if self.askers.of(unit, handoff) != press.user_id:
            raise KindError(NOT_YOURS)
        return self.moves(unit, handoff, now)

    def asked_of(self, unit: Unit, press: Press, now: datetime) -> tuple[Moves, ReferralRow]:
        """What the presser was asked. Raises KindError for everybody else."""
        handoff = unit.referrals.get(press.question_id, hold=True)
        row = unit.referrals.referral(press.question_id, press.user_id) if handoff else None
        if handoff is None or row is None or row.asked_at is None:
            raise KindError(STALE)
        return self.moves(unit, handoff, now), row

    def stands_at(self, unit: Unit, row: ReferralRow, place: tuple[str, str]) -> None:
        """Where it was pressed is where it stands: a press may be quicker than the word that it was posted."""
        channel_id, ts = place
        if not row.ts and ts and channel_id.startswith("D"):
            unit.referrals.settle(row.question_id, row.user_id, channel_id=channel_id, ts=ts)

    def is_free(self, moves: Moves, user_id: str) -> bool:
        asked = {row.user_id for row in moves.rows if row.asked_at}
        asker = self.askers.of(moves.unit, moves.handoff)
        free = user_id not in (asker, *asked)
        return free and self.colleagues.unfree(moves.unit, user_id, moves.now, hold=True) is None

    def is_gone(self, unit: Unit, user_id: str) -> bool:
        person = unit.people.get(user_id)
        return person is not None and not person.may_be_named

    def asker_is_gone(self, moves: Moves) -> bool:
        asker = self.askers.of(moves.unit, moves.handoff)
        person = moves.unit.people.get(asker) if asker else None
        return not asker or (person is not None and person.is_deleted)

    def why(self, unit: Unit, user_id: str, reason: Unfree) -> str:
        return WHY[reason].format(name=self.colleagues.person(unit, user_id).name or "They")

    def moves(self, unit: Unit, handoff: HandoffRow, now: datetime) -> Moves:
        return Moves(unit, self.colleagues, self.askers, handoff, now=now)

    def show(self, moves: Moves, press: Press) -> None:
        """In the place of what the asker pressed: how it stands."""
        moves.leave("referral.stands", press.seen, url=press.response_url)


def is_same(one: QuestionRow, other: QuestionRow) -> bool:
    """Whether two questions are about the same: a skill of both, or the same words."""
    return bool(set(one.skill_ids) & set(other.skill_ids)) or key(one.topic) == key(other.topic) != ""


def nameless(words: str, user_id: str) -> str:
    """Whoever wants to be unnamed may have named themselves."""
    return MENTION.sub(lambda found: "me" if found[1] == user_id else found[0], words)
