"""Afterwards: who was there, what it was worth, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.formats import partner
from bot.domain.gatherings import LONGEST_QUESTION, LONGEST_TITLE, Fault, Gathering, is_link, one_line
from bot.domain.signups import coming, waiting
from bot.errors import KindError
from bot.services.lunch_base import Tap
from bot.services.lunch_signing import Signing
from bot.services.skills import enter, minus
from storage.lunches import FeedbackRow, LunchRow, LunchState, RecordingRow, SignupRow
from storage.store import Unit
from storage.values import EvidenceRow, Kind
from storage.values_lunch import Format

ENDORSED = 0.5
INSTANT = timedelta(microseconds=1)


class Afterwards(Signing):
    def over(self, unit: Unit, lunch: LunchRow, *, timely: bool, now: datetime) -> None:
        """It is over, so it was held, until its host says otherwise."""
        held = replace(lunch, state=LunchState.HELD)
        unit.lunches.change(held)
        signups, hosts = unit.lunches.signups(lunch.lunch_id), self.gathering(unit, lunch).hosts
        come = [row for row in coming(signups) if row.user_id not in hosts]
        if come:
            self.taught(unit, held)
        if timely:
            self.tell(unit, "lunch.after", [row.user_id for row in come], held, about="", now=now)
            self.tell(unit, "lunch.after_host", hosts, held, about="", now=now)
            self.tell(unit, "lunch.full", [row.user_id for row in waiting(signups)], held, about="", now=now)
        self.refresh_post(unit, held, now=now)

    def taught(self, unit: Unit, lunch: LunchRow) -> None:
        """Hosting shows that somebody knows it, once for each skill; to ask the questions of an interview does not."""
        teachers = {"taught": lunch.host_id}
        if lunch.format is Format.TALK:
            teachers["taught:beside"] = partner(unit.speakers.pairings([lunch.lunch_id]))
        for what, user_id in teachers.items():
            person = unit.people.get(user_id)
            if person is None or not person.may_be_named or self.privacy.wishes(unit, user_id).left:
                continue
            for skill_id in lunch.skill_ids:
                key = f"{what}:{lunch.lunch_id}:{skill_id}"
                enter(unit, EvidenceRow(key, user_id, skill_id, Kind.TAUGHT, lunch.starts_at))

    def came(self, team_id: str, tap: Tap, *, there: bool, now: datetime) -> None:
        """Somebody says whether they were there: that counts more than what the host ticks."""
        with self.store.team(team_id).writing() as unit:
            lunch, mine = self.after(unit, tap)
            if unit.workspace.first_time(tap.seen, now=now):
                unit.lunches.sign(lunch.lunch_id, [replace(mine, came=there, own_word=True)])
                self.answer(unit, "lunch.after_now", lunch, tap, now=now)

    def useful(self, team_id: str, tap: Tap, *, now: datetime) -> None:
        """*I'll use this*: the host is credited, once for each person."""
        with self.store.team(team_id).writing() as unit:
            lunch, _mine = self.after(unit, tap)
            if not unit.workspace.first_time(tap.seen, now=now):
                return
            known = self.feedback_of(unit, lunch, tap.user_id, now=now)
            if not known.useful and tap.user_id != lunch.host_id:
                unit.lunches.give_feedback(lunch.lunch_id, replace(known, useful=True))
                self.endorsed(unit, lunch, known, by=tap.user_id, now=now)
            self.answer(unit, "lunch.after_now", lunch, tap, now=now)

    def endorsed(self, unit: Unit, lunch: LunchRow, feedback: FeedbackRow, *, by: str, now: datetime) -> None:
        person = unit.people.get(lunch.host_id)
        if person is None or not person.may_be_named or not self.privacy.wishes(unit, lunch.host_id).learns:
            return
        for skill_id in lunch.skill_ids:
            key = endorsed_key(lunch, skill_id, feedback)
            entry = EvidenceRow(key, lunch.host_id, skill_id, Kind.ENDORSED, now, ENDORSED, from_user_id=by)
            enter(unit, entry)

    def feedback_of(self, unit: Unit, lunch: LunchRow, user_id: str, *, now: datetime) -> FeedbackRow:
        """What they said before; else a new one at a moment that is nobody else's."""
        given = unit.lunches.feedback(lunch.lunch_id)
        mine = next((row for row in given if row.user_id == user_id), None)
        return mine or FeedbackRow(user_id, max([now, *(row.at + INSTANT for row in given)]))

    def feedback(self, team_id: str, lunch_id: int) -> list[FeedbackRow]:
        with self.store.team(team_id).reading() as unit:
            return unit.lunches.feedback(lunch_id)

    def to_say(self, team_id: str, tap: Tap, *, now: datetime) -> Gathering | None:
        """For the form with a line to the host; None if it is before them already."""
        with self.store.team(team_id).writing() as unit:
            lunch, _mine = self.after(unit, tap)
            if not lunch.host_id:
                raise KindError("There is no host any more who would read it.")
            return self.gathering(unit, lunch) if unit.workspace.first_time(tap.seen, now=now) else None

    def line_to_host(self, team_id: str, tap: Tap, line: str, *, now: datetime) -> frozenset[Fault]:
        words = line.strip()
        if not 1 <= len(words) <= LONGEST_QUESTION:
            return frozenset({Fault.QUESTION})
        with self.store.team(team_id).writing() as unit:
            lunch, _mine = self.after(unit, tap)
            if unit.workspace.first_time(tap.seen, now=now):
                known = self.feedback_of(unit, lunch, tap.user_id, now=now)
                unit.lunches.give_feedback(lunch.lunch_id, replace(known, line=words))
                self.tell(unit, "lunch.line", [lunch.host_id], lunch, about=tap.seen, now=now, at=known.at.isoformat())
        return frozenset()

    def to_wrap_up(self, team_id: str, tap: Tap, *, now: datetime) -> Gathering | None:
        """For the host's own forms; None if one is before them already."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.wrapped(unit, tap)
            return self.gathering(unit, lunch) if unit.workspace.first_time(tap.seen, now=now) else None

    def wrapped(self, unit: Unit, tap: Tap) -> LunchRow:
        lunch = self.held(unit, tap.lunch_id)
        self.must_manage(unit, lunch, tap.user_id)
        if lunch.state != LunchState.HELD:
            raise KindError("That works once the gathering was held.")
        return lunch

    def attendance(self, team_id: str, tap: Tap, user_ids: Sequence[str], *, now: datetime) -> None:
        """The host ticks who came; of whom they forgot nothing is kept, and people's own word stands."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.wrapped(unit, tap)
            left, there = self.privacy.who_left(unit), dict.fromkeys(user_ids)
            people = unit.people.by_id(there)
            before = {row.user_id: row for row in unit.lunches.signups(lunch.lunch_id)}
            new = [user for user in there if user not in before and user in people and not left(user)]
            signed = {row.user_id for row in (*coming(before.values()), *waiting(before.values()))}
            after = [
                replace(row, came=user in there)
                for user, row in before.items()
                if not row.own_word and (user in signed or user in there)
            ]
            walked_in = [SignupRow(user, came=True) for user in new if not people[user].is_bot]
            unit.lunches.sign(lunch.lunch_id, [*after, *walked_in])
            if there.keys() - set(self.gathering(unit, lunch).hosts):
                self.taught(unit, lunch)
            if unit.workspace.first_time(tap.seen, now=now):
                self.tell(unit, "lunch.attended", [tap.user_id], lunch, about=tap.seen, now=now)

    def add_recording(self, team_id: str, tap: Tap, *, title: str, url: str, now: datetime) -> frozenset[Fault]:
        """Notes or a recording go into the library, and to those who signed up and missed it."""
        name, address = one_line(title), url.strip()
        faults = {Fault.TITLE: not 1 <= len(name) <= LONGEST_TITLE, Fault.LINK: not is_link(address)}
        if any(faults.values()):
            return frozenset(fault for fault, is_one in faults.items() if is_one)
        with self.store.team(team_id).writing() as unit:
            lunch = self.wrapped(unit, tap)
            known = [row for row in unit.lunches.recordings() if (row.lunch_id, row.url) == (lunch.lunch_id, address)]
            if known or not unit.workspace.first_time(tap.seen, now=now):
                return frozenset()
            new = RecordingRow(0, lunch.lunch_id, name, address, now, lunch.skill_ids, tap.user_id)
            kept = unit.lunches.record(new).recording_id
            # Whoever pressed *Can't make it* missed it too.
            signups = sorted(unit.lunches.signups(lunch.lunch_id), key=lambda row: row.pressed)
            missed = [row.user_id for row in signups if row.pressed and row.came is not True]
            others = [user_id for user_id in missed if user_id not in (lunch.host_id, tap.user_id)]
            self.tell(unit, "lunch.notes", others, lunch, about=kept, now=now, recording_id=kept)
            self.tell(unit, "lunch.kept", [tap.user_id], lunch, about=kept, now=now, recording_id=kept)
        return frozenset()

    def not_held(self, team_id: str, tap: Tap, *, now: datetime) -> None:
        """It did not take place after all: what it showed of the host is taken back."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.wrapped(unit, tap)
            self.must_call_off(unit, lunch, tap.user_id)
            if not unit.workspace.first_time(tap.seen, now=now):
                return
            after = replace(lunch, state=LunchState.CANCELLED)
            unit.lunches.change(after)
            taught = ("taught", "taught:beside")
            keys = [f"{what}:{lunch.lunch_id}:{skill_id}" for what in taught for skill_id in lunch.skill_ids]
            for feedback in unit.lunches.feedback(lunch.lunch_id):
                keys += [endorsed_key(lunch, skill_id, feedback) for skill_id in lunch.skill_ids]
            unit.ledger.add(minus(row) for key in keys for row in unit.ledger.revoke(now=now, key=key))
            self.answer(unit, "lunch.after_host_now", after, tap, now=now)
            self.refresh_post(unit, after, now=now)


def endorsed_key(lunch: LunchRow, skill_id: int, feedback: FeedbackRow) -> str:
    """The moment of the feedback stands for the person: no key names anybody but the row's own."""
    return f"endorsed:{lunch.lunch_id}:{skill_id}:{feedback.at.timestamp():.6f}"
