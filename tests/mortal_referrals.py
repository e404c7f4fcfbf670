"""A bot in a process of its own that takes a question one step further, and kills itself at a given moment of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.answers import Press
from bot.domain.referral_told import Wanted
from bot.domain.referrals import Move
from bot.outbox import Outbox
from bot.services import Services, services
from bot.slack import web_client
from storage.store import Store
from tests.builders import ORDINARY, VOCABULARY, rows
from tests.mortal import NEVER, PROCESSES, Life, MortalSlack, MortalStore, Watch

KEY = "a key for tests alone"
WORDS = "How do I make a pivot table?"


@dataclass(frozen=True, slots=True)
class Task:
    """What the process shall do with a question, and the step at which it dies."""

    deed: str
    database_url: str
    api_url: str
    token: str
    team: str
    katie: str
    scott: str
    jill: str
    at: datetime
    question_id: int = 0
    dies_at: int = NEVER
    looks: int = 1


Deed = Callable[[Services, Task], None]


def asked(ours: Services, task: Task) -> None:
    wanted = Wanted(task.katie, task.question_id, task.scott, WORDS, anonymous=True)
    ours.referrals.asking.ask(task.team, wanted, seen="v:ask:h", now=task.at)


def taken(ours: Services) -> int:
    """The question that was taken to colleagues, which is another than what was typed."""
    return max(int(row.question_id) for row in rows(ours.store, "handoff"))


def accepted(ours: Services, task: Task) -> None:
    press = Press(task.scott, "a:yes", "", taken(ours))
    ours.referrals.answering.answered(task.team, press, Move.ACCEPT, ("", ""), now=task.at)


def passed_on(ours: Services, task: Task) -> None:
    press = Press(task.scott, "v:pass:h", "", taken(ours))
    ours.referrals.answering.pass_on(task.team, press, task.jill, now=task.at)


def helped(ours: Services, task: Task) -> None:
    press = Press(task.katie, "a:helped", "", taken(ours))
    ours.referrals.asking.judged(task.team, press, helped=True, now=task.at)


def came_due(ours: Services, task: Task) -> None:
    ours.referrals.due(task.team, task.at)


DEEDS: dict[str, Deed] = {
    "ask": asked,
    "accept": accepted,
    "pass on": passed_on,
    "expire": came_due,
    "check": came_due,
    "help": helped,
}


def ours_on(store: Store) -> Services:
    return services(store, VOCABULARY, ORDINARY, secret=KEY)


def live(task: Task) -> None:
    life, clock = Life(task.dies_at), Watch(task.at)
    with closing(MortalStore(task.database_url, life)) as store:
        slack = MortalSlack(web_client(task.token, task.api_url))
        slack.life = life
        ours = ours_on(store)
        outbox = Outbox(ours, lambda _team_id: slack, clock)
        DEEDS[task.deed](ours, task)
        for _ in range(task.looks):
            outbox.deliver_all()
            clock.at += timedelta(seconds=1.5)


def run(task: Task) -> int:
    """How the process ended: 0, or the signal that killed it as a negative number."""
    process = PROCESSES.Process(target=live, args=(task,))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode
