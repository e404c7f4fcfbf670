"""A bot in a process of its own that has something to say, and kills itself at a given step.

A step is each moment just before and just after a commit, a call of the Web API, an upload.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, event

from bot.errands import Errand, Errands, Manner
from bot.outbox import Outbox
from bot.services import services
from bot.slack import Slack, web_client
from bot.views.blocks import File, View
from storage.store import Store, Unit
from storage.values import OutboxItem

NEVER = 10**9
# Forked from a process that has imported what is needed and has no threads: dying costs milliseconds.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["pytest", "tests.mortal"])


@dataclass(frozen=True, slots=True)
class Word:
    """Something to be said: `kind` as in `errands`, once however often it is caused."""

    kind: str
    key: str
    channel_id: str = ""
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the process shall do, and the step at which it dies. Its clock moves on with each look at the outbox."""

    database_url: str
    api_url: str
    token: str
    team: str
    words: tuple[Word, ...]
    at: datetime
    dies_at: int = NEVER
    looks: int = 1


def run(orders: Orders) -> int:
    """How the process ended: 0, or the signal that killed it as a negative number."""
    process = PROCESSES.Process(target=live, args=(orders,))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def run_together(*all_orders: Orders) -> list[int]:
    processes = [PROCESSES.Process(target=live, args=(orders,)) for orders in all_orders]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode or 0 for process in processes]


@dataclass(slots=True)
class Life:
    """The steps taken, up to the last one."""

    dies_at: int
    taken: int = 0

    def step(self, *_anything: object) -> None:
        self.taken += 1
        if self.taken == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


class MortalStore(Store):
    def __init__(self, url: str, life: Life) -> None:
        super().__init__(url)
        self.life = life
        event.listen(self.engine, "commit", self.before_commit)

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        with super().transaction(writing=writing) as connection:
            connection.info["writing"] = writing
            yield connection
        if writing:
            self.life.step()

    def before_commit(self, connection: Connection) -> None:
        if connection.info.get("writing"):
            self.life.step()


class MortalSlack(Slack):
    life: Life

    def send(self, method: str, **body: dict[str, Any]) -> dict[str, Any]:
        self.life.step()
        answer = super().send(method, **body)
        self.life.step()
        return answer

    def upload(self, file: File) -> str:
        file_id = super().upload(file)
        self.life.step()
        return file_id


@dataclass
class Watch:
    """A clock that moves only when told."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def live(orders: Orders) -> None:
    life, clock = Life(orders.dies_at), Watch(orders.at)
    with closing(MortalStore(orders.database_url, life)) as store:
        slack = MortalSlack(web_client(orders.token, orders.api_url))
        slack.life = life
        outbox = Outbox(services(store, (), frozenset()), lambda _team_id: slack, clock)
        outbox.errands |= errands(store)
        for word in orders.words:
            cause(store, orders.team, word, now=clock())
        for _ in range(orders.looks):
            outbox.deliver_all()
            clock.at += timedelta(seconds=1.5)


def cause(store: Store, team: str, word: Word, *, now: datetime) -> None:
    """What a press or a tick does: its key, what changes and what is to be said in one transaction."""
    with store.team(team).writing() as unit:
        if not unit.workspace.first_time(f"cause:{word.key}", now=now):
            return
        if word.kind == "test.update":
            unit.choices.set({"state": "new"})
            unit.outbox.refresh(word.kind, key=word.key, now=now, channel_id=word.channel_id, facts={})
            return
        paced = bool(word.channel_id)
        unit.outbox.leave(
            word.kind, key=word.key, now=now, channel_id=word.channel_id, user_id=word.user_id, paced=paced
        )


def errands(store: Store) -> Errands:
    """One kind for each way of saying something that stays. What was said looks as the workspace's `state` says."""

    def words(item: OutboxItem, team_id: str, _now: datetime) -> View:
        return View(f"news {item.key} {choice(store, team_id, 'state')}", [])

    def with_file(item: OutboxItem, team_id: str, now: datetime) -> View:
        return View(words(item, team_id, now).text, [], file=File("lunch.ics", "Lunch", item.key.encode()))

    def stands(team_id: str, _item: OutboxItem) -> str:
        return choice(store, team_id, "at")

    return {
        "test.post": Errand(words, Manner.POST, posted=posted),
        "test.tell": Errand(words, posted=posted),
        "test.file": Errand(with_file, posted=posted),
        "test.update": Errand(words, Manner.UPDATE, stands=stands),
    }


def choice(store: Store, team_id: str, name: str) -> str:
    with store.team(team_id).reading() as unit:
        return unit.choices.settings().get(name, "")


def posted(unit: Unit, item: OutboxItem, channel_id: str, ts: str) -> None:
    """Where it stands, and how often that was told."""
    times = unit.choices.settings().get(f"times:{item.key}", "0")
    unit.choices.set({"at": ts, f"at:{item.key}": f"{channel_id} {ts}", f"times:{item.key}": f"{int(times) + 1}"})
