"""Questions taken to colleagues at the services, without Slack: who asks, who is asked, what is left to be said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain.answers import Press, Query
from bot.domain.referral_told import Asked, Wanted
from bot.domain.referrals import Move
from bot.services import Services
from storage.referrals import HandoffRow, ReferralRow
from storage.store import Store, Unit
from storage.values import Delivery, Origin, PersonRow
from tests.builders import TEAM, Bot, bot_on, rows

# A Wednesday at noon.
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
KATIE, LEE, SCOTT, JILL, ANA, GUS, OTTO = "U0KATIE", "U0LEE", "U0SCOTT", "U0JILL", "U0ANA", "U0GUS", "U0OTTO"
PEOPLE = (
    PersonRow(KATIE, "Katie", tz="Europe/Lisbon"),
    PersonRow(LEE, "Lee"),
    PersonRow(SCOTT, "Scott", tz="America/New_York"),
    PersonRow(JILL, "Jill"),
    PersonRow(ANA, "Ana"),
    PersonRow(GUS, "Gus", is_guest=True),
    PersonRow(OTTO, "Otto", is_outside=True),
)
WORDS = "How do I make a pivot table?"


@dataclass
class Referring:
    """Scott, Jill and Ana know Excel, in this order; Katie and Lee ask."""

    bot: Bot
    at: datetime = NOON
    number: int = field(default=0)

    @property
    def ours(self) -> Services:
        return self.bot.services

    @property
    def store(self) -> Store:
        return self.bot.store

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        with self.store.team(TEAM).writing() as unit:
            yield unit

    def seen(self) -> str:
        self.number += 1
        return f"a:{self.number}"

    def looks(self, who: str = KATIE, text: str = "excel") -> int:
        query = Query(text, who)
        return self.ours.ask.ask(TEAM, query, Origin.COMMAND, seen=self.seen(), now=self.at).question_id

    def sends(
        self, question_id: int, to: str = SCOTT, *, who: str = KATIE, words: str = WORDS, unnamed: bool = False,
        seen: str = "",
    ) -> Asked:  # fmt: skip
        wanted = Wanted(who, question_id, to, words, unnamed)
        return self.ours.referrals.asking.ask(TEAM, wanted, seen=seen or self.seen(), now=self.at)

    def asks(self, to: str = SCOTT, *, who: str = KATIE, unnamed: bool = False, text: str = "excel") -> int:
        """A question that is taken to somebody: its id, which for an unnamed one is another than what was typed."""
        done = self.sends(self.looks(who, text), to, who=who, unnamed=unnamed)
        assert not done.wrong, done.wrong
        return max(int(row.question_id) for row in rows(self.store, "handoff"))

    def press(self, who: str, question_id: int) -> Press:
        return Press(who, self.seen(), "", question_id)

    def answers(self, question_id: int, move: Move, who: str = SCOTT) -> None:
        self.ours.referrals.answering.answered(TEAM, self.press(who, question_id), move, ("", ""), now=self.at)

    def passes(self, question_id: int, to: str, who: str = SCOTT) -> str:
        return self.ours.referrals.answering.pass_on(TEAM, self.press(who, question_id), to, now=self.at).wrong

    def next(self, question_id: int, to: str, who: str = KATIE) -> None:
        self.ours.referrals.asking.next_one(TEAM, self.press(who, question_id), to, now=self.at)

    def judges(self, question_id: int, *, helped: bool, who: str = KATIE) -> None:
        self.ours.referrals.asking.judged(TEAM, self.press(who, question_id), helped=helped, now=self.at)

    def withdraws(self, question_id: int, who: str = KATIE) -> None:
        self.ours.referrals.asking.withdraw(TEAM, self.press(who, question_id), now=self.at)

    def delivers(self) -> None:
        """All that is left by now is said."""
        while TEAM in self.store.teams_with_post(self.at):
            with self.unit() as unit:
                item = unit.outbox.claim(now=self.at)
                if item is None:
                    return
                unit.outbox.settle(item.row_id, Delivery.SENT, attempt=item.attempts)

    def due(self, *, delivers: bool = True, **later: float) -> None:
        if delivers:
            self.delivers()
        self.at += timedelta(**later)
        self.ours.referrals.due(TEAM, self.at)

    def stage(self, question_id: int) -> str:
        return str(self.handoff(question_id).state)

    def handoff(self, question_id: int) -> HandoffRow:
        with self.unit() as unit:
            found = unit.referrals.get(question_id)
        assert found is not None
        return found

    def states(self, question_id: int) -> dict[str, str]:
        """How it stands with those who were asked."""
        return {row.user_id: str(row.state) for row in self.referrals(question_id) if row.asked_at}

    def referrals(self, question_id: int) -> list[ReferralRow]:
        with self.unit() as unit:
            return unit.referrals.referrals(question_id)

    def left(self, kind: str) -> list[str]:
        """Whom what is left to be said of a kind is about."""
        return [str(row.facts.get("about")) for row in rows(self.store, "outbox") if row.kind == kind]

    def bounds(self, **own: object) -> None:
        with self.unit() as unit:
            self.ours.settings.set_in(unit, own)

    def becomes(self, person: PersonRow) -> None:
        with self.unit() as unit:
            unit.people.save([person])


def referring_on(store: Store) -> Referring:
    made = Referring(bot_on(store))
    with made.unit() as unit:
        unit.people.save(PEOPLE)
    for who, about in ((SCOTT, "Excel"), (SCOTT, "pandas"), (JILL, "Excel"), (ANA, "Excel"), (ANA, "pandas")):
        made.ours.skills.declare(TEAM, who, about, now=NOON - timedelta(days=1))
    return made
