"""Gatherings are planned, announced, changed and called off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.formats import minutes_of
from bot.domain.gatherings import LONGEST_TITLE, Details, Entered, Fault, check, one_line
from bot.domain.signups import coming, moved_up, waiting, withdrawn
from bot.errors import KindError
from bot.services.lunch_base import Tap
from bot.services.lunch_pairing import Pairing
from storage.lunches import LunchRow, LunchState, Standing
from storage.programme import SeriesRow
from storage.store import Unit
from storage.values_lunch import Format

OVER = "That gathering is over, so it stays as it was. `/lunch` shows what comes next."
OFF = "That gathering was cancelled. `/lunch` shows what comes next."


class Planning(Pairing):
    def plan(
        self,
        unit: Unit,
        series: SeriesRow,
        *,
        title: str,
        about: str = "",
        skill_ids: Sequence[int],
        host_id: str,
        starts_at: datetime,
        kind: Format = Format.TALK,
        partner_id: str = "",
        now: datetime,
    ) -> LunchRow:
        """Keep a gathering, have its reminders come, and tell its host in private; whoever is to stand beside them is
        asked. Nobody is signed up yet.
        """
        lunch = unit.lunches.add(
            LunchRow(
                lunch_id=0,
                series_id=series.series_id,
                title=one_line(title)[:LONGEST_TITLE],
                about=about,
                skill_ids=tuple(skill_ids),
                host_id=host_id,
                starts_at=starts_at,
                tz=series.tz,
                minutes=minutes_of(kind, series.minutes),
                place=series.place,
                link=series.link,
                seats=series.seats,
                format=kind,
                channel_id=series.channel_id,
                created_at=now,
            )
        )
        unit.people.ensure([host_id])
        self.schedule(unit, lunch, now=now)
        self.tell(unit, "lunch.host", [host_id], lunch, about="planned", now=now)
        self.host_file(unit, lunch, now=now)
        if partner_id:
            self.ask_beside(unit, lunch, partner_id, now=now)
        self.pair_up(unit, lunch, now=now)
        return lunch

    def host_file(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
        """The host's own calendar, in a message of its own: Slack shows no buttons beside files."""
        sequence = lunch.sequence
        self.tell(unit, "lunch.host_file", [lunch.host_id], lunch, about=sequence, now=now, sequence=sequence)

    def announce(self, unit: Unit, lunch: LunchRow, *, key: str, now: datetime) -> None:
        """Have the sign-up post stand in the channel; one that stands already gives way to it."""
        facts = {"lunch_id": lunch.lunch_id}
        unit.outbox.leave("lunch.signup", key=key, now=now, channel_id=lunch.channel_id, facts=facts, paced=True)

    def announced(self, unit: Unit, lunch_id: int, channel_id: str, ts: str, *, now: datetime) -> None:
        """The sign-up post stands."""
        lunch = unit.lunches.hold(lunch_id)
        if lunch is None or not ts:
            return
        unit.lunches.set_post(lunch_id, channel_id, ts)
        if lunch.post_ts and lunch.post_ts != ts:
            facts = {"lunch_id": lunch_id, "ts": lunch.post_ts}
            key = f"lunch.post_old:{lunch_id}:{lunch.post_ts}"
            unit.outbox.leave("lunch.post_old", key=key, now=now, channel_id=lunch.channel_id, facts=facts, paced=True)
        if lunch.state != LunchState.PLANNED or unit.lunches.signups(lunch_id):
            # Somebody may have pressed, or called it off, before we knew where the post stands.
            self.refresh_post(unit, replace(lunch, channel_id=channel_id), now=now)

    def change(self, team_id: str, tap: Tap, entered: Entered, *, now: datetime) -> frozenset[Fault]:
        """A host or a coordinator changes it; what cannot be so, else all is done."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.must_manage(unit, lunch, tap.user_id)
            must_be_ahead(lunch, now=now)
            details, faults = check(entered, lunch.tz, now=now)
            if details is not None:
                self.change_to(unit, lunch, details, by=tap.user_id, now=now)
            return faults

    def change_to(self, unit: Unit, lunch: LunchRow, details: Details, *, by: str, now: datetime) -> None:
        after = replace(
            lunch,
            title=details.title,
            starts_at=details.starts_at,
            minutes=details.minutes,
            place=details.place,
            link=details.link,
            seats=details.seats,
            about=details.about,
        )
        if after == lunch:
            return
        moves = (after.starts_at, after.minutes, after.place, after.link) != (
            lunch.starts_at, lunch.minutes, lunch.place, lunch.link,
        )  # fmt: skip
        after = replace(after, sequence=lunch.sequence + 1) if moves else after
        unit.lunches.change(after)
        up = self.fill_seats(unit, after, now=now)
        if moves:
            self.schedule(unit, after, now=now)
            others = {lunch.host_id} - {by}
            self.tell_all(unit, "lunch.moved", after, also=others, but=up, now=now)
            self.host_file(unit, after, now=now)
        self.refresh_post(unit, after, now=now)

    def fill_seats(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> set[str]:
        """Whoever waits longest gets the seats that are free; who did."""
        up = moved_up(unit.lunches.signups(lunch.lunch_id), lunch.seats)
        unit.lunches.sign(lunch.lunch_id, up)
        self.tell_moved_up(unit, lunch, up, now=now)
        return {row.user_id for row in up}

    def tell_all(
        self, unit: Unit, kind: str, lunch: LunchRow, *, also: set[str], but: Collection[str] = (), now: datetime
    ) -> None:
        """Everybody who comes or waits hears of a new sequence, once; not those who are told something else of it."""
        signups = unit.lunches.signups(lunch.lunch_id)
        signed = [row.user_id for row in (*coming(signups), *waiting(signups)) if row.user_id not in but]
        people = [*signed, *sorted(also)]
        self.tell(unit, kind, people, lunch, about=lunch.sequence, now=now, sequence=lunch.sequence)

    def cancel(self, team_id: str, tap: Tap, *, now: datetime) -> LunchRow:
        """The host or a coordinator calls it off; once it is off nothing more happens."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            self.must_call_off(unit, lunch, tap.user_id)
            if lunch.state == LunchState.CANCELLED:
                return lunch
            must_be_ahead(lunch, now=now)
            after = self.call_off(unit, lunch, by=tap.user_id, now=now)
            self.answer(unit, "lunch.off", after, tap, now=now)
            return after

    def call_off(self, unit: Unit, lunch: LunchRow, *, by: str = "", now: datetime) -> LunchRow:
        """It does not take place: calendars, people and the post get to know."""
        after = replace(lunch, state=LunchState.CANCELLED, sequence=lunch.sequence + 1)
        unit.lunches.change(after)
        self.schedule(unit, after, now=now)
        self.tell_all(unit, "lunch.cancelled", after, also={lunch.host_id} - {by}, now=now)
        self.host_file(unit, after, now=now)
        self.close_pairings(unit, after, now=now)
        self.refresh_post(unit, after, now=now)
        return after

    def host_left(self, unit: Unit, user_id: str, now: datetime) -> None:
        """Somebody is deactivated, or about to be forgotten: what they host is called off, their seats are free."""
        for lunch_id in sorted(lunch.lunch_id for lunch in unit.lunches.hosted_by(user_id, now)):
            self.orphan(unit, lunch_id, now=now)
        self.beside_left(unit, user_id, now)
        signed = unit.lunches.signed_by(user_id)
        for lunch_id in sorted(lunch_id for lunch_id, row in signed.items() if row.state != Standing.OUT):
            lunch = unit.lunches.hold(lunch_id)
            if lunch is None or lunch.state != LunchState.PLANNED or lunch.starts_at <= now:
                continue
            outcome = withdrawn(unit.lunches.signups(lunch_id), user_id, seats=lunch.seats)
            unit.lunches.sign(lunch_id, outcome.rows)
            self.tell_moved_up(unit, lunch, outcome.moved_up, now=now)
            self.refresh_post(unit, lunch, now=now)

    def orphan(self, unit: Unit, lunch_id: int, *, now: datetime) -> None:
        """Its host is gone: it is called off, and whoever looks after the series hears of it."""
        lunch = unit.lunches.hold(lunch_id)
        if lunch is None or lunch.state != LunchState.PLANNED:
            return
        after = self.call_off(unit, replace(lunch, host_id=""), now=now)
        coordinator = self.coordinator_of(unit, lunch.series_id)
        if coordinator != lunch.host_id:
            self.tell(unit, "lunch.orphaned", [coordinator], after, about="", now=now)


def must_be_ahead(lunch: LunchRow, *, now: datetime) -> None:
    if lunch.state == LunchState.CANCELLED:
        raise KindError(OFF)
    if lunch.state == LunchState.HELD or now >= lunch.ends_at:
        raise KindError(OVER)
