"""A bot that is killed between any two steps leaves neither a lost nor a second message."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from bot.app import now
from bot.demo.faults import Trouble
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel, Message
from storage.store import Store
from tests.bots import a_slack
from tests.builders import rows
from tests.databases import SqliteDatabases
from tests.mortal import Orders, Word, choice, run, run_together

KILLED = -signal.SIGKILL
# The calls that cannot be taken back, and how many steps there are at least: a test that takes fewer tests little.
EFFECT = {"test.post": "chat.postMessage", "test.tell": "chat.postMessage", "test.file": "files.completeUploadExternal"}
STEPS = {"test.post": 8, "test.tell": 10, "test.file": 14, "test.update": 8}
# How often the one who takes over looks at the outbox, a second and a half apart.
LOOKS = 12
# Longer than a claim lasts, and than anything is put off.
LATER = timedelta(seconds=61)


@dataclass(frozen=True, slots=True)
class Scene:
    """A workspace, and orders for the processes that serve it."""

    slack: StandIn
    orders: Orders
    general: Channel
    katie: Person

    @property
    def team(self) -> str:
        return self.orders.team

    def on(self, database_url: str) -> Scene:
        return replace(self, orders=replace(self.orders, database_url=database_url))

    def asked(self, kind: str) -> Scene:
        place = {"channel_id": self.general.id} if kind in ("test.post", "test.update") else {"user_id": self.katie.id}
        return replace(self, orders=replace(self.orders, words=(Word(kind, f"{kind}:1", **place),)))

    def heard(self) -> list[Message]:
        """Everything the bot said, anywhere."""
        rooms = self.slack.world.channels
        return [message for channel in rooms.values() for message in self.slack.posts(channel)]

    def states(self) -> set[str]:
        with closing(Store(self.orders.database_url)) as store:
            return {str(row.state) for row in rows(store, "outbox")}

    def noted(self, name: str) -> str:
        with closing(Store(self.orders.database_url)) as store:
            return choice(store, self.team, name)


@pytest.fixture(scope="module")
def served() -> Iterator[Scene]:
    slack = a_slack()
    katie = slack.add_person("Katie")
    general = slack.add_channel("general", members=[katie], with_bot=True)
    own = slack.settings
    with slack.running() as server:
        yield Scene(slack, Orders("", server.api_url, own.bot_token, own.team_id, (), now()), general, katie)


@pytest.fixture
def scene(served: Scene) -> Iterator[Scene]:
    """Nothing has been said yet, and nothing goes wrong unless the test has it so."""
    served.slack.world.forget_messages()
    served.slack.faults.waiting.clear()
    yield served
    assert served.slack.violations == []


Fresh = Callable[[], str]


@pytest.fixture
def fresh(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Fresh:
    """As many databases as one asks for, each with our workspace and nothing else."""
    return lambda: ours_in(next(iter(sqlite_databases.fresh(tmp_path))))


def ours_in(database_url: str) -> str:
    with closing(Store(database_url)) as store, store.team(a_slack().settings.team_id).writing() as unit:
        unit.workspace.ensure()
    return database_url


def deaths(scene: Scene, fresh: Fresh) -> Iterator[Scene]:
    """A process killed at its first step, another at its second, and so on, each on a database of its own; until one
    lives. What each left behind is taken over a minute later, by a process to whom Slack repeats what it sent.
    """
    for step in count(1):
        scene.slack.world.forget_messages()
        here = scene.on(fresh())
        died = run(replace(here.orders, dies_at=step))
        assert died in (0, KILLED)
        assert run(replace(here.orders, at=here.orders.at + LATER, looks=LOOKS)) == 0
        yield here
        if died == 0:
            return


@pytest.mark.parametrize("kind", ["test.post", "test.tell", "test.file"])
@pytest.mark.parametrize("trouble", [None, Trouble.LOST_ANSWER])
def test_killed_at_any_step_it_is_said_once_and_known_where(
    scene: Scene, fresh: Fresh, kind: str, trouble: Trouble | None
) -> None:
    asked, steps = scene.asked(kind), 0
    if trouble:
        asked.slack.troubles(EFFECT[kind], trouble)
    for after in deaths(asked, fresh):
        steps += 1
        assert after.states() == {"sent"}
        [message] = after.heard()
        assert message.text.startswith(f"news {kind}:1")
        assert len(message.files) == (kind == "test.file")
        assert after.noted(f"times:{kind}:1") == "1"
        assert after.noted(f"at:{kind}:1").startswith(message.channel)
        assert kind == "test.file" or after.noted("at") == message.ts
        if trouble:
            after.slack.faults.waiting.clear()
            after.slack.troubles(EFFECT[kind], trouble)

    assert steps >= STEPS[kind]


def test_killed_at_any_step_what_was_posted_ends_up_as_it_should_look(scene: Scene, fresh: Fresh) -> None:
    steps = 0
    for after in deaths(scene.asked("test.update"), with_a_post(scene, fresh)):
        steps += 1
        [message] = after.heard()
        assert message.text == "news test.update:1 new"
        assert after.states() == {"sent"}

    assert steps >= STEPS["test.update"]


def with_a_post(scene: Scene, fresh: Fresh) -> Fresh:
    """Databases in which something was posted, and stands in the channel."""

    def make() -> str:
        here = scene.asked("test.post").on(fresh())
        assert run(replace(here.orders, at=here.orders.at - LATER)) == 0
        return here.orders.database_url

    return make


def test_killed_at_random_under_load_everything_is_there_once_and_in_order(scene: Scene, database_url: str) -> None:
    chance = Random(1)  # noqa: S311 - chooses when to die, guards nothing
    asked = busy(scene, chance).on(ours_in(database_url))
    scene.slack.troubles("chat.postMessage", Trouble.LOST_ANSWER, times=2)
    scene.slack.troubles("chat.postMessage", Trouble.RATE_LIMITED, times=2)
    killed = 0
    for generation in count():
        assert generation < 200, "it never ends"
        at = asked.orders.at + generation * LATER
        ends = run_together(
            *(replace(asked.orders, at=at, dies_at=chance.randint(10, 100), looks=LOOKS) for _ in range(2))
        )
        killed += ends.count(KILLED)
        if killed > 3 and ends == [0, 0] and asked.states() == {"sent"}:
            break

    said = [message.text for message in asked.heard()]
    assert sorted(said) == sorted(f"news {word.key} " for word in asked.orders.words)
    for channel in asked.slack.world.channels.values():
        numbers = [int(message.text.split()[1]) for message in asked.slack.posts(channel) if channel.name]
        assert numbers == sorted(numbers)


def busy(scene: Scene, chance: Random) -> Scene:
    """Twenty messages into three channels and to three people."""
    names = ("one", "two", "three")
    known = {channel.name: channel for channel in scene.slack.world.channels.values()}
    channels = [known.get(name) or scene.slack.add_channel(name, with_bot=True) for name in names]
    people = [scene.katie, *(scene.slack.add_person(name) for name in names[:2])]
    words = []
    for number in range(20):
        if chance.random() < 0.6:
            words.append(Word("test.post", f"{number}", channel_id=chance.choice(channels).id))
        else:
            words.append(Word("test.tell", f"{number}", user_id=chance.choice(people).id))
    return replace(scene, orders=replace(scene.orders, words=tuple(words)))
