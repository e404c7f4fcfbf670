"""The questions of an interview: proposed from what people gave to the bot, changed by host and interviewer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.formats import partner
from bot.domain.gatherings import Fault, Preparation
from bot.domain.interviews import names_of, prepared, read_questions
from bot.domain.text import unescaped
from bot.errors import KindError
from bot.services.lunch_base import Tap
from bot.services.lunch_pairing import CLOSED, Pairing, is_ahead
from storage.lunches import LunchRow
from storage.speakers import Reply
from storage.store import Unit
from storage.values_lunch import Format

THEIRS = "Only the host and whoever asks the questions see them."
NO_INTERVIEW = "That is no interview, so there is nothing to prepare."


class Preparing(Pairing):
    def to_prepare(self, team_id: str, tap: Tap, *, now: datetime) -> Preparation | None:
        """For the form; None if it is before them already."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.prepared_by(unit, tap, now=now)
            if not unit.workspace.first_time(tap.seen, now=now):
                return None
            questions = lunch.questions or self.proposed(unit, lunch, now=now)
            return Preparation(self.gathering(unit, lunch), questions, may_choose=tap.user_id == lunch.host_id)

    def prepared_by(self, unit: Unit, tap: Tap, *, now: datetime) -> LunchRow:
        """The interview, for those who prepare it. Raises KindError for all others."""
        lunch = self.held(unit, tap.lunch_id)
        if tap.user_id not in (lunch.host_id, partner(unit.speakers.pairings([lunch.lunch_id]))):
            raise KindError(THEIRS)
        if lunch.format is not Format.INTERVIEW:
            raise KindError(NO_INTERVIEW)
        if not is_ahead(lunch, now):
            raise KindError(CLOSED)
        return lunch

    def proposed(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> tuple[str, ...]:
        """What people really ask: those who sign up, and those who asked the bot about it and can be told who they
        are. Whoever asked without their name has given it to somebody else.
        """
        signups = [row.question for row in unit.lunches.signups(lunch.lunch_id) if row.question]
        asked = self.given(unit, lunch, now=now)
        known = unit.people.by_id(one.asker_id for one in asked)
        given = [*signups, *(one.words or one.topic for one in asked if one.asker_id in known)]
        names = names_of(person.name for person in unit.people.everybody()) if given else set()
        return prepared(map(unescaped, given), names=names, ordinary=self.skills.ordinary)

    def prepare(self, team_id: str, tap: Tap, text: str, partner_id: str, *, now: datetime) -> frozenset[Fault]:
        """Keep the questions; the host may also say who is to ask them."""
        questions = read_questions(text)
        if questions is None:
            return frozenset({Fault.QUESTIONS})
        with self.store.team(team_id).writing() as unit:
            lunch = self.prepared_by(unit, tap, now=now)
            chooses = partner_id != "" and tap.user_id == lunch.host_id
            if chooses and not self.may_stand_beside(unit, lunch.host_id, partner_id, lunch.skill_ids):
                return frozenset({Fault.PARTNER})
            if not unit.workspace.first_time(tap.seen, now=now):
                return frozenset()
            if chooses:
                self.choose(unit, lunch, partner_id, now=now)
            unit.lunches.change(replace(lunch, questions=questions))
        return frozenset()

    def may_stand_beside(self, unit: Unit, host_id: str, user_id: str, skill_ids: Collection[int]) -> bool:
        """A member of the workspace who may be asked, and not the host."""
        person = unit.people.get(user_id)
        known = person is not None and person.may_be_named and not self.privacy.who_left(unit)(user_id)
        return known and user_id != host_id and user_id not in self.not_to_be_asked(unit, skill_ids)

    def choose(self, unit: Unit, lunch: LunchRow, user_id: str, *, now: datetime) -> None:
        """The host names somebody: they are asked, and nobody else. Whoever said no stays with it."""
        pairings = unit.speakers.pairings([lunch.lunch_id])
        if any(row.user_id == user_id for row in pairings):
            return
        for row in pairings:
            if row.state in (Reply.ASKED, Reply.YES):
                self.close(unit, lunch, row, now=now)
        self.ask_beside(unit, lunch, user_id, now=now)
        self.refresh_post(unit, lunch, now=now)
