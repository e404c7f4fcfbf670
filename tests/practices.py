"""A gathering whose host practises it first, spoken to as the handlers and the outbox speak to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot import outbox_library, outbox_lunch, outbox_teachback
from bot.domain.teachback import Act
from bot.domain.teachback_plan import Planned
from bot.services.library import Tap as LinkTap
from bot.services.teachback import Tap
from storage.lunches import LunchRow
from storage.store import Store
from storage.teachbacks import Area, Seat, Stage, TeachbackRow
from storage.values import Delivery, PersonRow
from tests.builders import NOW, TEAM, rows
from tests.gatherings import ANA, BEN, CEM, HOST, Club, Said, club_on

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)  # a Thursday, three days after NOW and five before the gathering
# The host lives in New York: five there is ten in Lisbon.
AT_HOSTS = {"clock": "05:00"}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
GOOD = {name: word for area in Area for name, word in ((area.value, "there"), (f"{area}_line", "Clear to me"))}
POOR = {**GOOD, "adapting": "not_yet", "adapting_line": "You lost us in the middle"}
PEERS = ("first", "second")


@dataclass
class Practising:
    """A club where Hal hosts pivot tables on 10 March at noon."""

    club: Club
    lunch: LunchRow

    @property
    def store(self) -> Store:
        return self.club.store

    @property
    def ours(self):  # noqa: ANN201 - the service, as everywhere in these tests
        return self.club.services.teachback

    def form(self, **changes: str) -> Planned:
        begin = Planned(str(self.lunch.lunch_id), "2026-03-05", "10:00", ANA, BEN, "Kitchen 2")
        return replace(begin, **changes)

    def plan(self, *, by: str = HOST, now: datetime = NOW, seen: str = "", **changes: str) -> Mapping[str, str]:
        """What is wrong with it, by field."""
        seen = seen or f"v:{next(self.club.moments)}"
        return self.ours.plan(TEAM, by, self.form(**changes), seen=seen, now=now).wrong

    def planned(self, **changes: str) -> TeachbackRow:
        assert self.plan(**changes) == {}
        self.said()
        return self.row()

    def row(self) -> TeachbackRow:
        with self.store.team(TEAM).reading() as unit:
            return unit.teachbacks.of_lunch(self.lunch.lunch_id)[-1]

    def seats(self) -> dict[str, Seat]:
        with self.store.team(TEAM).reading() as unit:
            return {peer.user_id: peer.seat for peer in unit.teachbacks.peers(self.row().teachback_id)}

    @property
    def stage(self) -> Stage:
        return self.row().stage

    def tap(self, user: str, *, lesson: int = 0, **more: object) -> Tap:
        return Tap(lesson or self.row().teachback_id, user, f"a:{next(self.club.moments)}", **more)

    def press(self, user: str, act: Act = Act.ACCEPT, *, now: datetime = NOW, **more: object) -> None:
        self.ours.answered(TEAM, self.tap(user, **more), act, now=now)

    def rate(
        self, user: str, fields: Mapping[str, str], *, now: datetime = AT + HOUR, **more: object
    ) -> dict[str, str]:
        return self.ours.rate(TEAM, self.tap(user, **more), dict(fields), now=now)

    def name(self, user: str, *, by: str = HOST, now: datetime = NOW, **more: object) -> dict[str, str]:
        return self.ours.name(TEAM, self.tap(by, **more), user, now=now)

    def due(self, now: datetime) -> None:
        self.ours.due(TEAM, now)

    def held(self, *who: str) -> None:
        """It took place before these."""
        for user in who:
            self.press(user)
        self.due(AT + HOUR)
        self.said(now=AT + HOUR)

    def said(self, *, now: datetime = NOW) -> list[Said]:
        """What is said of practice and links since the last look."""
        services, said = self.club.services, []
        kinds = {**outbox_teachback.errands(services), **outbox_library.errands(services)}
        known = {**outbox_lunch.errands(services), **kinds}
        while (item := self.club.claim(now)) is not None:
            view = known[item.kind].words(item, TEAM, now) if item.kind in known else None
            with self.store.team(TEAM).writing() as unit:
                unit.outbox.settle(item.row_id, Delivery.SENT)
            if view and item.kind in kinds:
                said.append(Said(item.kind, item.user_id, item.channel_id, view))
        return said

    def told(self, *, now: datetime = NOW) -> list[tuple[str, str]]:
        """Of which kind, to whom."""
        return [(one.kind.partition(".")[2], one.user_id) for one in self.said(now=now)]

    def link(self, recording: int, user: str, **more: object) -> LinkTap:
        return LinkTap(recording, user, f"a:{next(self.club.moments)}", **more)

    def marks(self) -> list[str]:
        """What stands written anywhere in the table of rubrics."""
        return sorted(row.line for row in rows(self.store, "mark"))


def practising(store: Store, *, asks: bool = False) -> Practising:
    club = club_on(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save(
            [
                PersonRow(HOST, "Hal", tz="America/New_York"),
                PersonRow(ANA, "Ana", tz="Europe/Lisbon"),
                PersonRow(BEN, "Ben", tz="Europe/Lisbon"),
                PersonRow("U0BOT", "Bot", is_bot=True),
                PersonRow("U0GONE", "Gone", is_deleted=True),
            ]
        )
        unit.programme.change_series(club.series.series_id, teachback=asks)
    return Practising(club, club.plan())


__all__ = ["ANA", "AT", "AT_HOSTS", "BEN", "CEM", "DAY", "GOOD", "HOST", "HOUR", "POOR", "Practising", "practising"]
