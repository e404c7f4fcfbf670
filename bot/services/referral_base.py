"""What every use case of the hand-off needs: the question itself, whose it is, and telling people how it stands."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta

from bot.domain.answers import Press
from bot.domain.referrals import Unfree
from bot.domain.text import MENTION
from bot.errors import KindError
from bot.services.home_shown import show_home
from bot.services.referral_askers import NOT_YOURS, Askers, is_own
from bot.services.referral_moves import Moves
from bot.services.referral_people import Colleagues, within
from bot.services.referral_traces import BEFORE, is_same
from storage.referrals import HandoffRow
from storage.store import Store, Unit
from storage.values import QuestionRow

log = logging.getLogger(__name__)

STALE = "This is from a while ago and no longer open. `/whoknows` finds somebody anew."
FORGOTTEN = "You asked me to forget you, so I cannot ask in your name. `/whoknows remember me` changes that."
OUTSIDE = "I can only ask for people of this workspace."
ENOUGH = "That is a lot of people for one day. Tomorrow I can ask again."
SAME_DAY = timedelta(days=1)

WHY = {
    Unfree.TODAY: "{name} has been asked today already, and nobody is asked more often than is good for them.",
    Unfree.WEEK: "{name} is at their limit this week.",
    Unfree.RESTING: "{name} could not help when asked today. Tomorrow is another day.",
    Unfree.LIMIT: "{name} is at their limit at the moment.",
    Unfree.PAUSED: "{name} does not take questions at the moment.",
    Unfree.ALREADY: "{name} has been asked about this already.",
    Unfree.NOT_HERE: "{name} cannot be asked: only members who are here can.",
}


class NotNowError(KindError):
    """What was sent would have been fine at another time, or with another name: the form stays open."""


class Desk:
    def __init__(self, store: Store, colleagues: Colleagues, askers: Askers) -> None:
        self.store = store
        self.colleagues = colleagues
        self.askers = askers

    def question(self, unit: Unit, question_id: int, user_id: str) -> QuestionRow:
        """A question of somebody's own, by name or not. Raises KindError for who may not take it further."""
        question, handoff = unit.asks.get(question_id), unit.referrals.get(question_id)
        if question is None:
            raise KindError(STALE)
        if not is_own(question, user_id, self.askers.of(unit, handoff) if handoff else None):
            raise KindError(NOT_YOURS)
        person = unit.people.get(user_id)
        if person and (person.is_outside or person.is_bot or person.is_deleted):
            raise KindError(OUTSIDE)
        if self.colleagues.privacy.who_left(unit)(user_id):
            raise KindError(FORGOTTEN)
        return question

    def typed(self, unit: Unit, question: QuestionRow, user_id: str) -> str:
        """What somebody typed when they asked; of others, and of what nobody owns any more, the skills at most."""
        own = user_id in (question.asker_id, self.askers.of_question(unit, question))
        return question.topic if own else self.colleagues.skill_names(unit, question)

    def about(self, unit: Unit, question: QuestionRow, user_id: str) -> str:
        """What it is about, for whoever presses."""
        return self.colleagues.skill_names(unit, question) or self.typed(unit, question, user_id)

    def clear(self) -> None:
        """What was unlinked stays in no log of SQLite's either. (PostgreSQL clears up after itself, a little later.)"""
        self.askers.unlinked.clear()
        if self.store.is_sqlite and not self.store.compact():
            self.askers.unlinked.set()
            log.warning("what was unlinked stays in the write-ahead log until the next look: somebody was reading")

    def asked_before(self, unit: Unit, question: QuestionRow, asker: str, now: datetime) -> set[str]:
        """Whom this person has had asked this, or lately about the same, by name or not: nobody is asked twice."""
        digest = self.askers.digest(unit.team_id, asker)
        lately = [row.question_id for row in unit.referrals.of_asker(asker, digest, since=now - BEFORE)]
        others = [other for question_id in lately if (other := unit.asks.get(question_id))]
        same = [question.question_id, *(other.question_id for other in others if is_same(question, other))]
        return {row.user_id for row in unit.referrals.of_questions(same) if row.asked_at}

    def has_room(self, unit: Unit, asker: str, more: int, now: datetime) -> bool:
        """Whether the asker's day allows so many more, by name or not."""
        digest = self.askers.digest(unit.team_id, asker)
        lately = {row.question_id: row for row in unit.referrals.of_asker(asker, digest, since=now - BEFORE)}
        rows = unit.referrals.of_questions(lately)
        sent = sum(row.asked_at is not None and row.asked_at > now - SAME_DAY for row in rows)
        posted = lately.keys() - {row.question_id for row in rows}  # put to a channel
        sent += sum(lately[question_id].at > now - SAME_DAY for question_id in posted)
        return within(self.colleagues.settings.bounds(unit), sent + more - 1)

    def hold(self, unit: Unit, asker: str, *others: str) -> None:
        """Nobody else asks these, or asks as much as the asker may, until this transaction ends. Raises KindError where
        the asker wanted to be forgotten meanwhile.
        """
        unit.people.ensure([asker])  # where nobody is there is nothing to be held
        for user_id in sorted({asker, *others}):
            unit.people.hold(user_id)
        if self.colleagues.privacy.who_left(unit)(asker):
            raise KindError(FORGOTTEN)

    def own(self, unit: Unit, press: Press, now: datetime) -> Moves:
        """The asker's own hand-off. Raises KindError for everybody else."""
        handoff = unit.referrals.get(press.question_id, hold=True)
        if handoff is None:
            raise KindError(STALE)
        if self.askers.of(unit, handoff) != press.user_id:
            raise KindError(NOT_YOURS)
        return self.moves(unit, handoff, now)

    def moves(self, unit: Unit, handoff: HandoffRow, now: datetime) -> Moves:
        return Moves(unit, self.colleagues, self.askers, handoff, now=now)

    def show(self, moves: Moves, press: Press) -> None:
        """In the place of what the asker pressed: how it stands. What was pressed on the Home tab has no such place."""
        if not press.response_url:
            show_home(moves.unit, press.user_id, now=moves.now)
            return
        # What Slack calls a press may tell whose it is: here it has to be another name.
        pressed = hashlib.sha256(press.seen.encode()).hexdigest()[:16]
        moves.leave("referral.stands", pressed, url=press.response_url)

    def why(self, unit: Unit, user_id: str, reason: Unfree) -> str:
        return WHY[reason].format(name=self.colleagues.person(unit, user_id).name or "They")

    def asker_is_gone(self, unit: Unit, handoff: HandoffRow) -> bool:
        asker = self.askers.of(unit, handoff)
        person = unit.people.get(asker) if asker else None
        if not asker or (person is not None and person.is_deleted):
            return True
        return person is None and self.colleagues.privacy.who_left(unit)(asker)


def nameless(words: str, user_id: str) -> str:
    """Whoever wants to be unnamed may have named themselves."""
    return MENTION.sub(lambda found: "me" if found[1] == user_id else found[0], words)
