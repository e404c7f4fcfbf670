"""People sign up, leave a question, and see what lies ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain import signups
from bot.domain.gatherings import LONGEST_QUESTION, Fault, Gathering, Mine
from bot.domain.signups import Wish
from bot.errors import KindError
from bot.services.home_shown import show_home
from bot.services.lunch_base import FORGOTTEN, GONE, Tap
from bot.services.lunch_pairing import Pairing
from bot.services.lunch_planning import must_be_ahead
from storage.lunches import LunchRow, LunchState, SignupRow, Standing
from storage.store import Unit

HEARD_AS = {Standing.COMING: "lunch.in", Standing.WAITING: "lunch.waiting", Standing.OUT: "lunch.out"}


class Signing(Pairing):
    def pressed(self, team_id: str, tap: Tap, wish: Wish, *, now: datetime) -> None:
        """*Count me in*, or *Can't make it*. What was pressed last counts, however often and in whatever order."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.may_take_part(unit, tap, now=now)
            must_be_ahead(lunch, now=now)
            before = unit.lunches.signups(lunch.lunch_id)
            outcome = signups.pressed(before, tap.user_id, wish, at=tap.at, seats=lunch.seats)
            unit.lunches.sign(lunch.lunch_id, outcome.rows)
            self.tell_moved_up(unit, lunch, outcome.moved_up, now=now)
            if outcome.mine:
                self.tell_place(unit, lunch, outcome.mine, tap, now=now)
                if outcome.mine.state is Standing.OUT:
                    self.beside_no_more(unit, lunch, tap.user_id, now=now)
                self.refresh_post(unit, lunch, now=now)
            if tap.at_home:
                show_home(unit, tap.user_id, now=now)
            if tap.whispered_in:
                self.answer(unit, "lunch.overview", lunch, tap, now=now)

    def tell_place(self, unit: Unit, lunch: LunchRow, mine: SignupRow, tap: Tap, *, now: datetime) -> None:
        """Where they stand now: in a direct message, or where they pressed if they only left."""
        kind = HEARD_AS[mine.state]
        facts = {"url": tap.url} if kind == "lunch.out" and tap.url else {}
        self.tell(unit, kind, [tap.user_id], lunch, about=mine.pressed, now=now, since=mine.since, **facts)

    def question_of(self, team_id: str, tap: Tap, *, now: datetime) -> tuple[Gathering, str] | None:
        """What somebody asked the host before, for the form; None if they are being asked already."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.may_take_part(unit, tap, now=now)
            must_be_ahead(lunch, now=now)
            if not unit.workspace.first_time(tap.seen, now=now):
                return None
            mine = unit.lunches.signup(lunch.lunch_id, tap.user_id)
            return self.gathering(unit, lunch), mine.question if mine else ""

    def ask_host(self, team_id: str, tap: Tap, question: str, *, now: datetime) -> frozenset[Fault]:
        """A question for the host, who sees it with who comes; at once where they have seen that already."""
        words = question.strip()
        if not 1 <= len(words) <= LONGEST_QUESTION:
            return frozenset({Fault.QUESTION})
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.may_take_part(unit, tap, now=now)
            must_be_ahead(lunch, now=now)
            mine = unit.lunches.signup(lunch.lunch_id, tap.user_id) or SignupRow(tap.user_id)
            unit.lunches.sign(lunch.lunch_id, [replace(mine, question=words, asked_at=now)])
            if unit.workspace.first_time(tap.seen, now=now) and self.host_has_seen(unit, lunch):
                self.tell(unit, "lunch.who", [lunch.host_id], lunch, about=tap.seen, now=now)
        return frozenset()

    def host_has_seen(self, unit: Unit, lunch: LunchRow) -> bool:
        """Whether the list of the day before has gone out already, or never will."""
        return unit.agenda.get("lunch.day_before", subject=str(lunch.lunch_id)) is None

    def who_comes(self, team_id: str, tap: Tap, *, now: datetime) -> None:
        """The host or a coordinator looks at who comes and what they asked."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.must_manage(unit, lunch, tap.user_id)
            if unit.workspace.first_time(tap.seen, now=now):
                self.tell(unit, "lunch.who", [tap.user_id], lunch, about=tap.seen, now=now, url=tap.url)

    def to_change(self, team_id: str, tap: Tap, *, now: datetime) -> LunchRow | None:
        """The gathering, for whoever may change it; None if the form is before them already."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.must_manage(unit, lunch, tap.user_id)
            must_be_ahead(lunch, now=now)
            return lunch if unit.workspace.first_time(tap.seen, now=now) else None

    def mine(self, team_id: str, user_id: str, *, now: datetime) -> list[Mine]:
        """What lies ahead of somebody: what they host, come to or wait for."""
        with self.store.team(team_id).reading() as unit:
            signed = unit.lunches.signed_by(user_id)
            found = [
                Mine(each, each.host_id == user_id, signed.get(each.lunch_id)) for each in unit.lunches.upcoming(now)
            ]
        return [one for one in found if one.hosts or (one.signup and one.signup.state != Standing.OUT)]

    def upcoming(self, team_id: str, *, now: datetime) -> list[LunchRow]:
        with self.store.team(team_id).reading() as unit:
            return unit.lunches.upcoming(now)

    def after(self, unit: Unit, tap: Tap) -> tuple[LunchRow, SignupRow]:
        """A gathering that was held, and the part of somebody who was signed up for it."""
        lunch = self.held(unit, tap.lunch_id)
        if self.privacy.who_left(unit)(tap.user_id):
            raise KindError(FORGOTTEN)
        mine = unit.lunches.signup(lunch.lunch_id, tap.user_id)
        if mine is None:
            raise KindError(GONE)
        if lunch.state != LunchState.HELD:
            raise KindError("That gathering did not take place, so there is nothing to say of it.")
        return lunch, mine
