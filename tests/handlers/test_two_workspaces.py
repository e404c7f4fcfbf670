"""A channel that two companies share, where both run the bot: Slack tells each of every message, and each learns of its
own people alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt import BoltContext

from bot.domain.answers import Query
from handlers.kudos import KudosHandlers
from handlers.messages import MessageHandlers
from storage.store import Store
from storage.values import ChannelRow, PersonRow
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, bot_on, everything, named, rows
from tests.homes import press

OURS, THEIRS = "U0OURS", "U0THEIRS"
HOME = {OURS: TEAM, THEIRS: OTHER_TEAM}


def context(team_id: str) -> BoltContext:
    """As Bolt makes it from the installation that an event is for."""
    authorized = SimpleNamespace(team_id=team_id)
    return cast("BoltContext", SimpleNamespace(authorize_result=authorized, team_id=team_id, bot_user_id="UB"))


@dataclass
class Shared:
    """#partners as both bots hear it."""

    bot: Bot
    at: float = field(default_factory=lambda: NOW.timestamp() - 9_000)

    def each(self, tell: Callable[[BoltContext], None]) -> None:
        for team_id in (TEAM, OTHER_TEAM):
            tell(context(team_id))

    def says(self, user: str, text: str, *, under: str = "") -> str:
        self.at += 1
        ts = f"{self.at:.6f}"
        event: dict[str, Any] = {
            "type": "message", "channel": "C1", "channel_type": "channel", "user": user, "text": text, "ts": ts,
            "user_team": HOME[user], "source_team": HOME[user],
        }  # fmt: skip
        if under:
            event["thread_ts"] = under
        handlers = MessageHandlers(self.bot.services, lambda: NOW)
        self.each(lambda where: handlers.on_message(event, where))
        return ts

    def reacts(self, user: str, ts: str, author: str) -> None:
        event = {
            "type": "reaction_added", "user": user, "reaction": "taco", "item_user": author, "event_ts": f"{self.at}",
            "item": {"type": "message", "channel": "C1", "ts": ts},
        }  # fmt: skip
        handlers = KudosHandlers(self.bot.services, lambda: NOW)
        self.each(lambda where: handlers.on_reaction(event, where))

    def named(self, team_id: str) -> list[str]:
        answer = self.bot.services.ask.look(team_id, Query("excel", "U0ASKER"), now=NOW)
        return named(answer)

    def held(self, team_id: str, user: str) -> list[str]:
        return [
            table
            for table, found in everything(self.bot.store).items()
            if any(f"'{team_id}'" in row and user in row for row in found)
        ]


@pytest.fixture
def shared(store: Store) -> Shared:
    bot = bot_on(store)
    for team_id in (TEAM, OTHER_TEAM):
        with store.team(team_id).writing() as unit:
            unit.workspace.install(name=team_id, url="", bot_user_id="UB", now=NOW)
            unit.people.save_channels([ChannelRow("C1", name="partners", is_shared=True, bot_is_in=True)])
            unit.people.save(PersonRow(user, is_outside=home != team_id) for user, home in HOME.items())
    both = Shared(bot)
    question = both.says(OURS, "How do I sum a column in Excel?")
    both.says(THEIRS, "With Excel's SUM", under=question)
    question = both.says(THEIRS, "How do I sort in Excel?")
    both.says(OURS, "Press sort", under=question)
    return both


def test_each_learns_of_its_own_people_alone(shared: Shared) -> None:
    assert shared.held(TEAM, THEIRS) == ["person"]
    assert shared.held(OTHER_TEAM, OURS) == ["person"]
    assert {"message", "activity"} <= set(shared.held(TEAM, OURS))
    assert {"message", "activity"} <= set(shared.held(OTHER_TEAM, THEIRS))


def test_thanks_cross_no_border(shared: Shared) -> None:
    ts = shared.says(OURS, "Slides are done")
    shared.reacts(THEIRS, ts, OURS)

    assert rows(shared.bot.store, "kudos") == []


def test_what_somebody_decides_in_one_holds_there_alone(shared: Shared) -> None:
    for team_id in (TEAM, OTHER_TEAM):
        shared.bot.services.skills.declare(team_id, HOME_OF[team_id], "Excel", now=NOW)
    assert (shared.named(TEAM), shared.named(OTHER_TEAM)) == ([OURS], [THEIRS])
    shared.bot.services.wishes.pause(TEAM, press(OURS), now=NOW)
    with shared.bot.store.team(TEAM).writing() as unit:
        unit.choices.set({"works_council": "1"})

    assert (shared.named(TEAM), shared.named(OTHER_TEAM)) == ([], [THEIRS])
    before = shared.held(OTHER_TEAM, OURS)
    shared.bot.services.privacy.forget(TEAM, OURS, now=NOW)
    assert shared.held(TEAM, OURS) == []
    assert shared.held(OTHER_TEAM, OURS) == before


HOME_OF = {home: user for user, home in HOME.items()}
