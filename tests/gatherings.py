"""A weekly programme with gatherings of its own, spoken to as the handlers and the outbox speak to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.gatherings import Entered
from bot.domain.signups import Wish, coming, waiting
from bot.domain.skills import key
from bot.outbox_lunch import errands
from bot.services import Services
from bot.services.lunches import Tap
from bot.views.blocks import View
from storage.lunches import LunchRow, LunchState
from storage.programme import SeriesRow
from storage.store import Store
from storage.values import Delivery, OutboxItem, PersonRow
from tests.builders import NOW, TEAM, bot_on, rows

START = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday, a week and a day after NOW
HOST, ADMIN = "U0HOST", "U0ADMIN"
NAMES = {
    "U0ANA": "Ana",
    "U0BEN": "Ben",
    "U0CEM": "Cem",
    "U0DEE": "Dee",
    HOST: "Hal",
    ADMIN: "Jill",
    "U0OLA": "Ola",
}
ANA, BEN, CEM, DEE, OLA = "U0ANA", "U0BEN", "U0CEM", "U0DEE", "U0OLA"


@dataclass(frozen=True)
class Said:
    """Something that was said: of which kind, to whom or where, and how."""

    kind: str
    user_id: str
    channel_id: str
    view: View


@dataclass
class Club:
    store: Store
    services: Services
    series: SeriesRow
    skills: dict[str, int]
    moments: count[int] = field(default_factory=lambda: count(1))
    spoke: datetime = NOW

    def plan(self, *, seats: int = 0, host: str = HOST, skill: str = "Excel", **changes: object) -> LunchRow:
        series = replace(self.series, seats=seats, **{name: changes.pop(name) for name in ("tz",) if name in changes})
        options = {"title": "Pivot tables", "about": "Bring data", "starts_at": START, "now": NOW, **changes}
        skill_ids = [self.skills[key(skill)]] if skill else []
        with self.store.team(TEAM).writing() as unit:
            return self.services.lunches.plan(unit, series, skill_ids=skill_ids, host_id=host, **options)

    def announce(self, lunch: LunchRow, *, key: str = "post:1", ts: str = "100.000001", now: datetime = NOW) -> None:
        """The post goes out and stands at `ts`."""
        with self.store.team(TEAM).writing() as unit:
            self.services.lunches.announce(unit, lunch, key=key, now=now)
        self.deliver(now=now, ts=ts)

    def tap(self, lunch: LunchRow | int, user: str, *, at: str = "", **more: object) -> Tap:
        moment = next(self.moments)
        lunch_id = lunch if isinstance(lunch, int) else lunch.lunch_id
        return Tap(lunch_id, user, f"a:{moment}", at=at or f"{moment}.000001", **more)

    def press(
        self,
        lunch: LunchRow | int,
        user: str,
        wish: Wish = Wish.IN,
        *,
        at: str = "",
        now: datetime = NOW,
        **more: object,
    ) -> None:
        self.services.lunches.pressed(TEAM, self.tap(lunch, user, at=at, **more), wish, now=now)

    def change(self, lunch: LunchRow, *, by: str = HOST, now: datetime = NOW, **fields: str) -> frozenset[str]:
        now_it = self.row(lunch)
        form = Entered(
            title=now_it.title,
            day=f"{now_it.starts_at:%Y-%m-%d}",
            clock=f"{now_it.starts_at:%H:%M}",
            minutes=str(now_it.minutes),
            place=now_it.place,
            link=now_it.link,
            seats=str(now_it.seats or ""),
            about=now_it.about,
        )
        return self.services.lunches.change(TEAM, self.tap(lunch, by), replace(form, **fields), now=now)

    def row(self, lunch: LunchRow) -> LunchRow:
        with self.store.team(TEAM).reading() as unit:
            row = unit.lunches.get(lunch.lunch_id)
        assert row is not None
        return row

    def state(self, lunch: LunchRow) -> LunchState:
        return self.row(lunch).state

    def where(self, lunch: LunchRow) -> tuple[list[str], list[str]]:
        """Who comes and who waits, in order."""
        with self.store.team(TEAM).reading() as unit:
            signups = unit.lunches.signups(lunch.lunch_id)
        return [row.user_id for row in coming(signups)], [row.user_id for row in waiting(signups)]

    def due(self, now: datetime) -> None:
        self.services.lunches.due(TEAM, now)

    def held(self, *who: str, **changes: object) -> LunchRow:
        """A gathering that some came to, and that is over."""
        lunch = self.plan(**changes)
        for user in who:
            self.press(lunch, user)
        self.due(lunch.ends_at)
        self.deliver(now=lunch.ends_at)
        return lunch

    def deliver(self, *, now: datetime = NOW, ts: str = "100.000001") -> list[Said]:
        """Put into words all that is left to be said, as the outbox does."""
        said, kinds = [], errands(self.services)
        while (item := self.claim(now)) is not None:
            if item.kind not in kinds:
                self.settle(item, ts="")
                continue
            view = kinds[item.kind].words(item, TEAM, now)
            self.settle(item, ts=ts if view and item.kind == "lunch.signup" else "")
            if view:
                said.append(Said(item.kind, item.user_id, item.channel_id, view))
        return said

    def claim(self, now: datetime) -> OutboxItem | None:
        self.spoke = max(self.spoke, now) + timedelta(seconds=2)  # what a channel sees keeps its distance
        with self.store.team(TEAM).writing() as unit:
            return unit.outbox.claim(now=self.spoke)

    def settle(self, item: OutboxItem, *, ts: str) -> None:
        with self.store.team(TEAM).writing() as unit:
            unit.outbox.settle(item.row_id, Delivery.SENT)
            if ts:
                errands(self.services)[item.kind].posted(unit, item, item.channel_id, ts)

    def told(self, *, now: datetime = NOW) -> list[tuple[str, str]]:
        """Of which kind, to whom: what people heard since the last look."""
        return [(one.kind, one.user_id) for one in self.heard(now=now)]

    def heard(self, *, now: datetime = NOW) -> list[Said]:
        """What people were told since the last look, without the host's own calendar file."""
        return [one for one in self.deliver(now=now) if one.user_id and one.kind != "lunch.host_file"]

    def post(self, lunch: LunchRow, *, now: datetime = NOW) -> View:
        """The sign-up post as it would stand now."""
        item = OutboxItem(0, "lunch.post_update", "C1", "", "", {"lunch_id": lunch.lunch_id}, 1, "k", now)
        view = errands(self.services)["lunch.post_update"].words(item, TEAM, now)
        assert view is not None
        return view

    def evidence(self) -> list[tuple[str, str, float]]:
        """What stands in the ledger: whose, of which kind, of what weight."""
        return sorted(
            (row.user_id, row.kind, row.weight) for row in rows(self.store, "evidence") if row.revoked_at is None
        )


def club_on(store: Store) -> Club:
    bot = bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(user, name=name, is_admin=user == ADMIN) for user, name in NAMES.items()])
        unit.people.save([PersonRow("U0GUEST", name="Gus", is_guest=True), PersonRow("U0OUT", is_outside=True)])
        skills = unit.skills.ensure({"excel": "Excel", "pandas": "pandas"})
        series = unit.programme.add_series(
            SeriesRow(
                series_id=0,
                channel_id="C1",
                weekday="tue",
                clock="12:00",
                tz="Europe/Lisbon",
                created_at=NOW,
                place="Kitchen",
                welcome="Bring your lunch",
                user_id=ADMIN,
            )
        )
    return Club(store, bot.services, series, skills)


def words(view: View) -> str:
    """All words of a view, blocks and buttons included."""
    return f"{view.text} {view.blocks}"


def labels(view: View) -> list[str]:
    found = [block["elements"] for block in view.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in found for element in row]
