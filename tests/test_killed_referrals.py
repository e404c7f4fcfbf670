"""A bot killed at any moment of a hand-off asks nobody twice, forgets nobody, and introduces two people once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.app import now
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Kind
from bot.domain.answers import Query
from storage.store import Store
from storage.values import Origin, PersonRow
from tests.bots import Moment, a_slack
from tests.builders import rows
from tests.databases import SqliteDatabases
from tests.mortal_referrals import Task, ours_on, run

KILLED = -signal.SIGKILL
# Longer than a claim lasts, and than anything is put off.
LATER = timedelta(seconds=61)
LOOKS = 4
# Every other step: all of them take two minutes.
STRIDE = 2
# What happens before each deed, how much later it comes, and how many steps it takes at least.
STORIES = {
    "ask": ((), timedelta(minutes=1), 10),
    "accept": (("ask",), timedelta(minutes=1), 10),
    "pass on": (("ask",), timedelta(minutes=1), 10),
    "expire": (("ask",), timedelta(days=4), 10),
    "check": (("ask", "accept"), timedelta(days=4), 8),
    "help": (("ask", "accept"), timedelta(days=4), 4),
}
# What stands in everybody's conversations in the end: Katie's, Scott's, Jill's, and those of several.
ENDS = {
    "ask": (["I have asked"], ["A colleague would like"], [], []),
    "accept": (["I have asked"], ["A conversation with"], [], ["meet"]),
    "pass on": (["I have asked", "named"], ["I'll take it to"], ["named you for this"], []),
    "expire": (["I have asked", "has not answered"], ["no harm done"], [], []),
    "check": (["I have asked", "Did it help?"], ["A conversation with"], [], ["meet"]),
    # Pressed on the Home tab, where it is shown.
    "help": (["I have asked"], ["says that it helped"], [], ["meet"]),
}


@dataclass(frozen=True, slots=True)
class Office:
    slack: StandIn
    clock: Moment
    task: Task
    katie: Person
    scott: Person
    jill: Person

    def said(self) -> tuple[list[str], ...]:
        direct = [[one.shown for one in self.slack.posts(who.bot_dm)] for who in (self.katie, self.scott, self.jill)]
        rooms = [room for room in self.slack.world.channels.values() if room.kind is Kind.GROUP_DIRECT]
        return (*direct, [message.shown for room in rooms for message in self.slack.posts(room)])


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    clock = Moment(now())
    slack = a_slack(wall=lambda: clock().timestamp())
    katie, scott, jill = (slack.add_person(name) for name in ("katie", "scott", "jill"))
    own = slack.settings
    with slack.running() as server:
        task = Task(
            "", "", server.api_url, own.bot_token, own.team_id, katie.id, scott.id, jill.id, clock()
        )  # fmt: skip
        yield Office(slack, clock, task, katie, scott, jill)
        assert slack.violations == []


def begun(office: Office, url: str, before: tuple[str, ...]) -> Task:
    """A database in which Scott knows Excel and Katie has typed it; and what happened `before`."""
    task = replace(office.task, database_url=url, at=office.clock())
    with closing(Store(url)) as store:
        ours = ours_on(store)
        with store.team(task.team).writing() as unit:
            unit.workspace.ensure()
            unit.people.save([PersonRow(one, name) for one, name in zip(
                (task.katie, task.scott, task.jill), ("Katie", "Scott", "Jill"), strict=True
            )])  # fmt: skip
        for who in (task.scott, task.jill):
            ours.skills.declare(task.team, who, "Excel", now=task.at)
        query = Query("excel", task.katie)
        question = ours.ask.ask(task.team, query, Origin.COMMAND, seen="c:1", now=task.at).question_id
    task = replace(task, question_id=question)
    for deed in before:
        assert run(replace(task, deed=deed)) == 0
    return task


@pytest.mark.parametrize("deed", STORIES)
def test_killed_at_any_step(office: Office, sqlite_databases: SqliteDatabases, tmp_path: Path, deed: str) -> None:
    before, later, least = STORIES[deed]
    for step in count(1, STRIDE):
        office.slack.world.forget_messages()
        office.clock.at = now()
        task = begun(office, next(iter(sqlite_databases.fresh(tmp_path))), before)
        office.clock.at += later
        task = replace(task, deed=deed, at=office.clock())
        died = run(replace(task, dies_at=step))
        office.clock.at += LATER
        assert run(replace(task, at=office.clock(), looks=LOOKS)) == 0

        said = office.said()
        for heard, ended in zip(said, ENDS[deed], strict=True):
            assert len(heard) == len(ended), (step, said)
            assert all(words in one for one, words in zip(heard, ended, strict=True)), (step, said)
        with closing(Store(task.database_url)) as store:
            assert {str(row.state) for row in rows(store, "outbox")} == {"sent"}
            assert len(rows(store, "handoff")) == 1
            assert len(rows(store, "kudos")) == (deed == "help")
        if died == 0:
            assert step >= least
            return
        assert died == KILLED
