"""A small workspace for the stand-in's own tests: Katie, Scott, #general with the bot in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import Hours


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def slack(hours: Hours) -> StandIn:
    return StandIn(ack_seconds=20, retry_delays=(0, 0, 0), monotonic=hours)


@pytest.fixture
def server(slack: StandIn) -> Iterator[Server]:
    with slack.running() as server:
        yield server


@pytest.fixture
def client(slack: StandIn, server: Server) -> WebClient:
    return WebClient(slack.settings.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
def katie(slack: StandIn) -> Person:
    return slack.add_person("Katie", tz="Europe/Lisbon", title="Data analyst")


@pytest.fixture
def scott(slack: StandIn) -> Person:
    return slack.add_person("Scott")


@pytest.fixture
def general(slack: StandIn, katie: Person, scott: Person) -> Channel:
    return slack.add_channel("general", members=[katie, scott], with_bot=True)


@pytest.fixture
def hasty() -> Iterator[tuple[StandIn, Server]]:
    slack = StandIn(ack_seconds=0.1, retry_delays=(0, 0, 0))
    with slack.running() as server:
        yield slack, server
