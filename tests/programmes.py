"""A company with a weekly lunch & learn, under a clock that a test moves: from outside, and at its services."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.demo.people import Person
from bot.demo.values import Message
from bot.domain.programme import Suggestion, TopicPress
from bot.services import Services
from storage.programme import SeriesRow
from storage.store import Store, Unit
from storage.values import ChannelKind, ChannelRow, Origin, OutboxItem, PersonRow, QuestionRow
from tests.bots import VOCABULARY, Company, Moment, a_slack, connected, settings_for, staff
from tests.builders import TEAM, bot_on, rows

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
JILL, ANA, BOB, KATIE, GUS, OTTO = "U0JILL", "U0ANA", "U0BOB", "U0KATIE", "U0GUS", "U0OTTO"
LUNCH = "C0LUNCH"
PEOPLE = (
    PersonRow(JILL, "Jill", is_admin=True, tz="Europe/Berlin"),
    PersonRow(ANA, "Ana"),
    PersonRow(BOB, "Bob"),
    PersonRow(KATIE, "Katie"),
    PersonRow(GUS, "Gus", is_guest=True),
    PersonRow(OTTO, "Otto", is_outside=True),
)


@dataclass
class Office:
    """The services on a store, and what they left to be said."""

    store: Store
    ours: Services
    at: datetime = MONDAY
    number: int = field(default=0)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        with self.store.team(TEAM).writing() as unit:
            yield unit

    def seen(self) -> str:
        self.number += 1
        return f"c:{self.number}"

    def setup(self, channel: str = LUNCH, **fields: str) -> SeriesRow:
        given = {"channel": channel, "weekday": "tue", "clock": "12:00", "tz": "Europe/Berlin", **fields}
        done = self.ours.programme.series.setup(TEAM, JILL, given, seen=self.seen(), now=self.at)
        assert done.series is not None, done.wrong
        return done.series

    def due(self, at: datetime) -> None:
        self.at = at
        self.ours.programme.due(TEAM, at)

    def post_now(self, channel: str = "", seen: str = "") -> None:
        self.ours.programme.post_now(TEAM, JILL, channel, seen=seen or self.seen(), now=self.at)

    def left(self, *kinds: str) -> list[OutboxItem]:
        """What was left to be said, of some kinds, in order."""
        return [
            OutboxItem(
                row.id, row.kind, row.channel_id, row.user_id, row.thread_ts, row.facts, 1, row.key, row.created_at
            )
            for row in sorted(rows(self.store, "outbox"), key=lambda row: int(row.id))
            if not kinds or row.kind in kinds
        ]

    def stands(self, item: OutboxItem, ts: str = "100.1") -> None:
        """The post of topics was made."""
        with self.unit() as unit:
            self.ours.programme.posts.posted(unit, item, item.channel_id, ts)

    def asks(self, about: str, *askers: str, named: bool = False, days_ago: int = 3) -> None:
        with self.unit() as unit:
            skill = unit.skills.ensure({about.lower(): about})[about.lower()]
            for asker in askers:
                at = self.at.replace(day=self.at.day - days_ago)
                row = unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", asker, at, (skill,), ()))
                if named:
                    unit.asks.name(row.question_id, ["U0SOMEBODY"], at=at)

    def knows(self, about: str, *people: str) -> None:
        for user_id in people:
            self.ours.skills.declare(TEAM, user_id, about, now=self.at)

    def suggests(self, text: str, user_id: str = KATIE, channel: str = LUNCH) -> str:
        suggestion = Suggestion(user_id, text, self.seen(), channel)
        done = self.ours.programme.hosting.suggest(TEAM, suggestion, now=self.at)
        return done.wrong or done.topic

    def press(self, user_id: str, topic_id: int, *, outside: bool = False) -> TopicPress:
        return TopicPress(user_id, self.seen(), topic_id, LUNCH, "100.1", outside=outside)

    def topics(self, series: SeriesRow, week: str) -> dict[str, int]:
        with self.unit() as unit:
            return {one.name: one.topic_id for one in unit.programme.topics_of(series.series_id, week)}

    def titles(self, series: SeriesRow) -> list[tuple[str, str, datetime]]:
        with self.unit() as unit:
            return [(one.title, one.host_id, one.starts_at) for one in unit.lunches.planned(series.series_id, self.at)]


def office_on(store: Store) -> Office:
    office = Office(store, bot_on(store).services)
    with office.unit() as unit:
        unit.people.save(PEOPLE)
        unit.people.save_channels(
            [
                ChannelRow(LUNCH, "lunch", bot_is_in=True),
                ChannelRow("C0OTHER", "other", bot_is_in=True),
                ChannelRow("C0OLD", "old", is_archived=True),
                ChannelRow("C0AWAY", "away"),
                ChannelRow("C0BOARD", "board", kind=ChannelKind.PRIVATE, bot_is_in=True),
            ]
        )
    return office


def posts(office: Office) -> list[str]:
    return [str(item.facts["week"]) for item in office.left("programme.topics")]


def coordinators_told(office: Office) -> list[tuple[str, object, object]]:
    return [(item.user_id, item.facts["what"], item.facts["day"]) for item in office.left("programme.told")]


def series_of(office: Office) -> SeriesRow:
    with office.unit() as unit:
        return unit.programme.all_series()[0]


def topic_of(office: Office, name: str = "pandas", week: str = "2026-11-24") -> int:
    return office.topics(series_of(office), week)[name]


def invited(office: Office) -> list[str]:
    return [item.user_id for item in office.left("programme.invite")]


@dataclass(frozen=True)
class Lunchtime:
    """A company whose clock stands still until it is moved."""

    acme: Company
    clock: Moment

    @property
    def general(self) -> list[Message]:
        return self.acme.slack.posts("#general")

    def settles(self) -> None:
        """All that is left to be said is said, a second apart where the whole channel sees it."""
        for _pause in range(8):
            self.acme.settles()
            self.clock.pass_by(1)

    def types(self, text: str, who: Person | None = None) -> str:
        answer = (who or self.acme.jill).types("/lunch", text, channel=self.acme.general)
        assert answer.acked, answer.error
        self.settles()
        return answer.message.shown if answer.message else ""

    def presses(self, who: Person, label: str, on: Message | None = None) -> None:
        assert who.presses(on or self.general[-1], label).acked
        self.settles()

    def due(self, at: datetime) -> None:
        self.clock.at = at
        self.acme.bot.services.programme.due(self.acme.team, at)
        self.settles()


@contextmanager
def lunchtime(database_url: str, *, folder: Path, by: str) -> Iterator[Lunchtime]:
    vocabulary = folder / "skills.yaml"
    vocabulary.write_text(VOCABULARY, encoding="utf-8")
    clock = Moment(MONDAY)
    slack = a_slack(wall=lambda: clock().timestamp())
    people = staff(slack)
    with slack.running() as server:
        settings = settings_for(slack, server, database_url, by=by, whoknows_vocabulary=str(vocabulary))
        with connected(slack, settings, clock=clock) as bot:
            yield Lunchtime(Company(slack, server, bot, *people), clock)


def wanted(lunch: Lunchtime, about: str = "powerpoint") -> None:
    """Two colleagues ask about something."""
    for who in (lunch.acme.katie, lunch.acme.jill):
        lunch.acme.looks(about, who=who)


def begun(lunch: Lunchtime, line: str = "setup #general tuesday 12:00 Europe/Berlin") -> None:
    assert "every Tuesday at 12:00 (Berlin time)" in lunch.types(line)


def told(who: Person) -> list[str]:
    return [message.shown for message in asked(who)]


def asked(who: Person) -> list[Message]:
    """What the bot wrote to somebody by itself: no answers to what they typed."""
    return [message for message in who.dms() if message.bot_id and not message.only_for]
