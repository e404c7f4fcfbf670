"""The history made by hand, in a database: as the bot would have learned it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.insights import Snapshot
from bot.domain.insights_reading import Looked
from bot.domain.insights_registry import Page
from bot.services.insights_groups import GroupsSet
from storage.asks import AnswerKey
from storage.kudos import How, KudosRow
from storage.lunches import FeedbackRow, LunchRow, LunchState, SignupRow, Standing
from storage.programme import SeriesRow
from storage.store import Store, Unit
from storage.values import EvidenceRow, ExpertiseRow, Kind, Origin, PersonRow, QuestionRow
from tests.builders import TEAM, Bot, bot_on, ts
from tests.histories import (
    ASKED,
    END,
    ENGINEERS,
    EVERYBODY,
    GATHERED,
    HELPED,
    KNOWING,
    NAMES,
    OTHERS,
    PLACED,
    PYTHON,
    SELLERS,
)

JILL = "E0"  # coordinates, and is an engineer
GUEST = "U0GUS"
NOW = END + timedelta(hours=9)


@dataclass
class Desk:
    """Insights of the first workspace, on a clock that a test moves."""

    bot: Bot
    at: datetime = NOW
    number: int = field(default=0)

    @property
    def store(self) -> Store:
        return self.bot.store

    def seen(self) -> str:
        self.number += 1
        return f"c:{self.number}"

    def place(self, labels: dict[str, dict[str, str]]) -> GroupsSet:
        """A coordinator gives a CSV."""
        lines = [
            f"{at},{one.get('group', '')},{one.get('site', '')},{one.get('level', '')}" for at, one in labels.items()
        ]
        fields = {"source": "csv", "csv": "\n".join(["user,group,site,level", *lines])}
        return self.bot.services.insights.groups.choose(TEAM, JILL, fields, seen=self.seen(), now=self.at)

    def week(self) -> Snapshot:
        """The next Monday comes; what a coordinator sees then."""
        self.bot.services.insights.due(TEAM, self.at)
        self.at += timedelta(weeks=1)
        found = self.look().newest
        assert found is not None
        return found

    def look(self, page: Page = Page.OVERVIEW, who: str = JILL) -> Looked:
        return self.bot.services.insights.look(TEAM, who, page, seen=self.seen(), now=self.at)


def desk_on(store: Store) -> Desk:
    """Everybody is there; nothing has happened yet."""
    bot = bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(user_id, user_id.title(), is_admin=user_id == JILL) for user_id in EVERYBODY])
        unit.people.save([PersonRow(GUEST, "Gus", is_guest=True)])
    return Desk(bot)


def lived_on(store: Store) -> Desk:
    """The history made by hand has happened."""
    desk = desk_on(store)
    with store.team(TEAM).writing() as unit:
        skills = unit.skills.ensure({name.lower(): name for name in NAMES.values()})
        ids = {number: skills[name.lower()] for number, name in NAMES.items()}
        knew(unit, ids)
        ask(unit, ids)
        help_out(unit)
        gather(unit)
    return desk


def knew(unit: Unit, ids: dict[int, int]) -> None:
    unit.ledger.add(
        ExpertiseRow(user_id, ids[skill], Kind.KUDOS, 1.0, 5 if skill == PYTHON else 1, END)
        for skill, people in KNOWING.items()
        for user_id in people
    )
    # To write a word is not to know it, and guests are nobody to turn to.
    unit.ledger.add([ExpertiseRow("E7", at, Kind.SAID, 9.0, 9, END) for at in ids.values()])
    unit.ledger.add([ExpertiseRow(GUEST, at, Kind.KUDOS, 9.0, 9, END) for at in ids.values()])


def ask(unit: Unit, ids: dict[int, int]) -> None:
    """Answers of the history are by somebody outside it, so that they are no help of its own."""
    for number, one in enumerate(ASKED):
        stands = ts(one.at + timedelta(microseconds=number))
        skills = tuple(ids[skill] for skill in one.skill_ids)
        origin, channel, at = (Origin.CHANNEL, "C1", stands) if one.in_channel else (Origin.COMMAND, "", "")
        row = unit.asks.add(QuestionRow(0, origin, channel, at, one.asker_id, one.at, skills, ()))
        if one.minutes is not None:
            said = ts(one.at + timedelta(minutes=one.minutes, microseconds=number))
            unit.asks.add_answers({AnswerKey("C1", stands, GUEST): said})
        if one.named:
            unit.asks.name(row.question_id, ["E1"], at=one.at)


def help_out(unit: Unit) -> None:
    for number, one in enumerate(HELPED):
        day, at = one.at.date().isoformat(), f"h{number}"
        unit.kudos.add(KudosRow(0, one.asker_id, one.helper_id, How.COMMAND, one.at, day, event_ts=at))


def gather(unit: Unit) -> None:
    series = unit.programme.add_series(SeriesRow(0, "C1", "tue", "12:00", "UTC", END)).series_id
    for one in GATHERED:
        planned = LunchRow(0, series, "Excel", "U0HOST", one.at, "UTC", 45, "C1", one.at, seats=one.seats)
        lunch = unit.lunches.add(planned).lunch_id
        row = unit.lunches.get(lunch)
        assert row is not None
        unit.lunches.change(held(row))
        signed = [SignupRow(user_id, Standing.COMING, "1.0", "1.0") for user_id in one.came]
        away = [
            SignupRow("E6", Standing.COMING, "1.0", "1.0", came=False),
            SignupRow("E7", Standing.WAITING, "1.0", "1.0"),
        ]
        unit.lunches.sign(lunch, [*signed, *away])
        for number, user_id in enumerate(one.useful):
            unit.lunches.give_feedback(lunch, FeedbackRow(user_id, one.at + timedelta(seconds=number), useful=True))


def held(row: LunchRow) -> LunchRow:
    return LunchRow(**{name: getattr(row, name) for name in row.__slots__} | {"state": LunchState.HELD})


def without(labels: dict[str, dict[str, str]], *user_ids: str) -> dict[str, dict[str, str]]:
    return {at: one for at, one in labels.items() if at not in user_ids}


def shows(unit: Unit, user_id: str, skill: int, times: int, *, people: int, days_ago: float = 3) -> None:
    """Somebody is thanked for a skill so often, by so many colleagues."""
    rows = [
        EvidenceRow(
            f"{user_id}:{skill}:{number}:{days_ago}",
            user_id,
            skill,
            Kind.KUDOS,
            END - timedelta(days=days_ago, minutes=number),
            from_user_id=SELLERS[number % people],
        )
        for number in range(times)
    ]
    unit.ledger.enter_all(rows)


TEAMS = {user_id: {"group": one["group"]} for user_id, one in PLACED.items()}
COUNTED = (*ENGINEERS, *SELLERS, *OTHERS)


def people_shown(snapshot: Snapshot) -> dict[str, int]:
    return {one.name: one.people for one in snapshot.groups}


def names_in(things: Iterable[object]) -> str:
    return " ".join(map(repr, things))
