"""What people choose of being learned of and being named: to pause, to leave, to come back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.domain.answers import Press
from bot.domain.privacy import ALWAYS, Say, Wishes, may_pause_until
from bot.errors import KindError
from bot.services.home_shown import show_home
from bot.services.privacy import PrivacyService
from bot.services.rounds import Rounds
from storage.store import Store, Unit
from storage.values import LEARNING, PAUSED, DueRow

RESUME_JOB = "privacy.resume"
FORGOTTEN = "You asked me to forget you, so I keep no wish of yours. `/whoknows remember me` changes that."


class WishService:
    """Every change shows the Home tab anew, and counts once for each `seen`."""

    def __init__(self, store: Store, privacy: PrivacyService) -> None:
        self.store = store
        self.privacy = privacy

    def of(self, team_id: str, user_id: str) -> Wishes:
        with self.store.team(team_id).reading() as unit:
            return self.privacy.wishes(unit, user_id)

    def pause(self, team_id: str, press: Press, *, until: datetime | None = None, now: datetime) -> Wishes:
        """Nobody is led to them, until a moment or until they say so. What they have shown stays."""
        if not may_pause_until(until, now):
            raise KindError("A pause ends tomorrow at the earliest and in a year at most.")
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                self.stop_naming(unit, press.user_id, until)
            return self.privacy.wishes(unit, press.user_id)

    def resume(self, team_id: str, press: Press, *, now: datetime) -> Wishes:
        """They may be named again."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                self.name_again(unit, press.user_id)
            return self.privacy.wishes(unit, press.user_id)

    def learn(self, team_id: str, press: Press, *, now: datetime) -> Wishes:
        """The bot may learn from what they do from now on; whoever left comes back by it."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                if self.privacy.wishes(unit, press.user_id).left:
                    self.name_again(unit, press.user_id)
                self.let_learn(unit, press.user_id, Say.YES)
            return self.privacy.wishes(unit, press.user_id)

    def stop_learning(self, team_id: str, press: Press, *, now: datetime) -> Wishes:
        """Nothing more is learned from what they do, and nothing that was counts; what they said themselves does."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                self.let_learn(unit, press.user_id, Say.NO)
            return self.privacy.wishes(unit, press.user_id)

    def leave(self, team_id: str, press: Press, *, now: datetime) -> Wishes:
        """They want nothing to do with it any more; what is held stays as it is, for the day they come back."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                self.let_learn(unit, press.user_id, Say.NO)
                self.stop_naming(unit, press.user_id, None)
            return self.privacy.wishes(unit, press.user_id)

    def due(self, team_id: str, now: datetime) -> None:
        """Pauses end."""
        team = self.store.team(team_id)
        with team.reading() as unit:
            dues = unit.agenda.by(now, of=RESUME_JOB)
        rounds = Rounds(team, now)
        for due in dues:
            rounds.do(due, partial(self.end_pause, due=due, now=now), partial(self.name_again, user_id=due.user_id))

    def end_pause(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        if unit.agenda.take(due):
            self.name_again(unit, due.user_id)
            show_home(unit, due.user_id, now=now)

    def begin(self, unit: Unit, press: Press, now: datetime) -> bool:
        unit.workspace.ensure()
        if self.privacy.wishes(unit, press.user_id).forgotten:
            raise KindError(FORGOTTEN)
        if not unit.workspace.first_time(press.seen, now=now):
            return False
        unit.people.ensure([press.user_id])
        show_home(unit, press.user_id, now=now)
        return True

    def let_learn(self, unit: Unit, user_id: str, say: Say) -> None:
        unit.choices.prefer(user_id, LEARNING, say)
        unit.workspace.raise_graph_version()  # what is held in memory is of those who are learned of

    def stop_naming(self, unit: Unit, user_id: str, until: datetime | None) -> None:
        self.name_again(unit, user_id)
        unit.choices.prefer(user_id, PAUSED, until.isoformat() if until else ALWAYS)
        if until:
            unit.agenda.put(RESUME_JOB, until, user_id=user_id)

    def name_again(self, unit: Unit, user_id: str) -> None:
        unit.choices.prefer_none(user_id, PAUSED)
        unit.agenda.drop(RESUME_JOB, user_id=user_id)
