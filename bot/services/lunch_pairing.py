"""Who stands beside a host: an interviewer from those who asked, or the second host of a panel; one asked at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.formats import being_asked, partner
from bot.domain.interviews import Curious, interviewers
from bot.domain.signups import coming
from bot.domain.skills import key
from bot.errors import KindError
from bot.services.lunch_base import FORGOTTEN, GONE, LunchBase, Tap
from bot.services.peace import left_in_peace, not_for
from bot.services.visibility import hidden_channels
from storage.lunches import LunchRow, LunchState, SignupRow, Standing
from storage.speakers import Given, PairingRow, Reply
from storage.store import Unit
from storage.values_lunch import Format

PAIR = "lunch.pair"
# Somebody who has not answered until then is thanked, and the next one is asked.
ANSWER_WITHIN = timedelta(days=1)
GIVEN_FOR = timedelta(days=90)

CLOSED = "That gathering is over or called off, so there is nothing to be done. Thank you."
SOMEBODY_ELSE = "I have asked somebody else meanwhile. Thank you for offering."


class Pairing(LunchBase):
    def pair_up(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
        """Of an interview ask the next one who could interview, and look at it again tomorrow."""
        if lunch.format is not Format.INTERVIEW or not is_ahead(lunch, now):
            return
        unit.agenda.put(PAIR, now + ANSWER_WITHIN, subject=str(lunch.lunch_id))
        pairings = unit.speakers.pairings([lunch.lunch_id])
        if self.partner_of(unit, pairings):
            return
        asked, found = being_asked(pairings), self.could_interview(unit, lunch, pairings, now=now)
        if asked and (not found or now - asked.at < ANSWER_WITHIN):
            return
        if asked:
            self.close(unit, lunch, asked, now=now)
        if found:
            self.ask_beside(unit, lunch, found[0], now=now)
        else:
            self.tell(unit, "lunch.unpaired", [lunch.host_id], lunch, about=len(pairings), now=now)

    def partner_of(self, unit: Unit, pairings: list[PairingRow]) -> str:
        """Who stands beside the host, unless they left."""
        person = unit.people.get(partner(pairings))
        return person.user_id if person and person.may_be_named else ""

    def could_interview(self, unit: Unit, lunch: LunchRow, pairings: list[PairingRow], *, now: datetime) -> list[str]:
        """Who asked about it, or comes, best first: members of the workspace who have not been asked lately."""
        people = self.curious(unit, lunch, now=now)
        since = now - timedelta(days=self.settings.bounds(unit).lunch_invite_days)
        lately = unit.speakers.paired_since(since) | {row.user_id for row in pairings}
        known, left = unit.people.by_id(people), self.privacy.who_left(unit)
        out = {one for one in people if one not in known or not known[one].may_be_named or left(one)}
        out |= left_in_peace(unit, people, now=now)
        return interviewers(
            people, without=out | lately | {lunch.host_id} | self.not_to_be_asked(unit, lunch.skill_ids)
        )

    def not_to_be_asked(self, unit: Unit, skill_ids: Collection[int]) -> set[str]:
        """Whoever is never named, paused, or wants to have nothing to do with what it is about; and the bot itself."""
        workspace = unit.workspace.get()
        return not_for(unit, skill_ids) | ({workspace.bot_user_id} if workspace else set())

    def curious(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> dict[str, Curious]:
        """Who wants to know: by what they asked the bot, by a sign-up, by having said that they would come. Of what is
        announced where not everybody can look, only those who saw it.
        """
        come = {row.user_id for row in coming(unit.lunches.signups(lunch.lunch_id))}
        would = unit.speakers.interested(lunch.lunch_id)
        asked = Counter(one.asker_id for one in self.given(unit, lunch, now=now))
        people = {*come, *would, *(() if lunch.channel_id in hidden_channels(unit, "") else asked)}
        return {one: Curious(one in come, asked[one], one in would) for one in people}

    def given(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> list[Given]:
        """What was asked of the bot about a gathering's topic."""
        wanted = set(lunch.skill_ids)
        every = unit.speakers.given(now - GIVEN_FOR)
        return [one for one in every if wanted & set(one.skill_ids) or key(one.topic) == key(lunch.title)]

    def ask_beside(self, unit: Unit, lunch: LunchRow, user_id: str, *, now: datetime) -> None:
        """Ask one person in private; nobody twice for the same gathering."""
        if unit.speakers.pair(lunch.lunch_id, user_id, now=now):
            self.tell(unit, "lunch.pair", [user_id], lunch, about="", now=now)

    def answer_pairing(self, team_id: str, tap: Tap, place: tuple[str, str], *, yes: bool, now: datetime) -> None:
        """Somebody says whether they stand beside the host; what the place shows changes with it."""
        with self.store.team(team_id).writing() as unit:
            lunch = self.held(unit, tap.lunch_id)
            if self.privacy.who_left(unit)(tap.user_id):
                raise KindError(FORGOTTEN)
            pairings = unit.speakers.pairings([lunch.lunch_id])
            mine = next((row for row in pairings if row.user_id == tap.user_id), None)
            person = unit.people.get(tap.user_id)
            if mine is None or tap.outside or not (person and person.may_be_named):
                raise KindError(GONE)
            if not mine.ts:
                mine = replace(mine, channel_id=place[0], ts=place[1])
                unit.speakers.change_pairing(lunch.lunch_id, tap.user_id, channel_id=place[0], ts=place[1])
            if not unit.workspace.first_time(tap.seen, now=now) or mine.state is (Reply.YES if yes else Reply.NO):
                return
            if not is_ahead(lunch, now):
                raise KindError(CLOSED)
            others = [row for row in pairings if row.user_id != tap.user_id]
            if yes:
                self.stands_beside(unit, lunch, mine, others, now=now)
            else:
                self.steps_back(unit, lunch, mine, now=now)

    def stands_beside(
        self, unit: Unit, lunch: LunchRow, mine: PairingRow, others: list[PairingRow], *, now: datetime
    ) -> None:
        """One yes is enough: whoever else was asked is thanked. Who stands beside the host has a seat."""
        if mine.state is not Reply.ASKED and (self.partner_of(unit, others) or being_asked(others)):
            raise KindError(SOMEBODY_ELSE)
        for row in others:
            if row.state in (Reply.ASKED, Reply.YES):
                self.close(unit, lunch, row, now=now)
        unit.speakers.change_pairing(lunch.lunch_id, mine.user_id, state=Reply.YES)
        before = unit.lunches.signup(lunch.lunch_id, mine.user_id) or SignupRow(mine.user_id)
        if before.state is not Standing.COMING:
            at = f"{now.timestamp():.6f}"
            signup = replace(before, state=Standing.COMING, since=before.since or at, pressed=before.pressed or at)
            unit.lunches.sign(lunch.lunch_id, [signup])
            facts = {"since": signup.since}
            self.tell(unit, "lunch.in", [mine.user_id], lunch, about=f"beside:{now.isoformat()}", now=now, **facts)
        self.refresh_pairing(unit, mine, now=now)
        self.tell(unit, "lunch.paired", [lunch.host_id], lunch, about=now.isoformat(), now=now)
        self.refresh_post(unit, lunch, now=now)

    def steps_back(self, unit: Unit, lunch: LunchRow, mine: PairingRow, *, now: datetime) -> None:
        """Not this time, or not after all: the next one is asked, and a host who counted on them hears of it."""
        unit.speakers.change_pairing(lunch.lunch_id, mine.user_id, state=Reply.NO)
        self.refresh_pairing(unit, mine, now=now)
        if mine.state is Reply.YES:
            self.refresh_post(unit, lunch, now=now)
        if lunch.format is not Format.INTERVIEW:
            self.tell(unit, "lunch.unpaired", [lunch.host_id], lunch, about=now.isoformat(), now=now)
        elif mine.state is not Reply.TAKEN:
            self.pair_up(unit, lunch, now=now)

    def beside_no_more(self, unit: Unit, lunch: LunchRow, user_id: str, *, now: datetime) -> None:
        """Who was to stand beside the host does not come."""
        for row in unit.speakers.pairings([lunch.lunch_id]):
            if row.user_id == user_id and row.state is Reply.YES:
                self.steps_back(unit, lunch, row, now=now)

    def close(self, unit: Unit, lunch: LunchRow, row: PairingRow, *, now: datetime) -> None:
        """There is nothing to be answered any more. Who stood beside the host already hears of it, kindly and once."""
        unit.speakers.change_pairing(lunch.lunch_id, row.user_id, state=Reply.TAKEN)
        self.refresh_pairing(unit, row, now=now)
        if row.state is Reply.YES:
            self.tell(unit, "lunch.replaced", [row.user_id], lunch, about=now.isoformat(), now=now)

    def close_pairings(self, unit: Unit, lunch: LunchRow, *, now: datetime) -> None:
        """It does not take place, or is over: whoever is asked has nothing to answer."""
        unit.agenda.drop(PAIR, subject=str(lunch.lunch_id))
        for row in unit.speakers.pairings([lunch.lunch_id]):
            if row.state is Reply.ASKED:
                self.close(unit, lunch, row, now=now)
            elif row.state is Reply.YES:
                self.refresh_pairing(unit, row, now=now)

    def refresh_pairing(self, unit: Unit, row: PairingRow, *, now: datetime) -> None:
        """By the place it stands in: nothing that is kept of it names the person."""
        if not row.channel_id:
            return  # it does not stand yet, and is put right once it does
        unit.outbox.refresh(
            "lunch.pair_now",
            key=f"lunch.pair_now:{row.lunch_id}:{row.channel_id}",
            now=now,
            channel_id=row.channel_id,
            facts={"lunch_id": row.lunch_id},
            paced=False,
        )

    def pairing_stands(self, team_id: str, lunch_id: int, channel_id: str) -> str:
        with self.store.team(team_id).reading() as unit:
            rows = unit.speakers.pairings([lunch_id])
        return next((row.ts for row in rows if row.channel_id == channel_id), "")

    def beside_left(self, unit: Unit, user_id: str, now: datetime) -> None:
        """Somebody is gone: where they were to stand beside a host, the next one is asked."""
        for lunch_id in unit.speakers.beside(user_id, now):
            lunch = unit.lunches.hold(lunch_id)
            mine = next((row for row in unit.speakers.pairings([lunch_id]) if row.user_id == user_id), None)
            if lunch and mine:
                self.steps_back(unit, lunch, replace(mine, channel_id=""), now=now)


def is_ahead(lunch: LunchRow, now: datetime) -> bool:
    return lunch.state is LunchState.PLANNED and now < lunch.starts_at
