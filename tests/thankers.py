"""A team that thanks each other: small builders for what the services are told."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.kudos import Command, Verb
from bot.domain.kudos_told import Outcome
from bot.services.kudos_heard import Reacted
from storage.store import Store
from storage.values import ChannelRow, PersonRow
from tests.builders import NOW, TEAM, Bot, bot_on, rows, ts

NAMES = ("ANA", "BOB", "CARL", "DORA", "EVE", "FAY", "SCOTT", "JIM")


def team_on(store: Store) -> Bot:
    bot = bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save(PersonRow(f"U0{name}", name=name.title(), tz="Europe/Lisbon") for name in NAMES)
        unit.people.save_channels([ChannelRow("C1", name="general", bot_is_in=True)])
    return bot


def gives(bot: Bot, giver: str, *receivers: str, note: str = "for pandas", days: float = 0) -> Outcome:
    now = NOW + timedelta(days=days)
    seen = f"c:{len(rows(bot.store, 'seen'))}"
    wanted = Command(Verb.GIVE, tuple(f"U0{name}" for name in receivers), note)
    return bot.services.kudos.give(TEAM, f"U0{giver}", wanted, channel_id="C1", seen=seen, now=now)


def reaction(giver: str, author: str, *, place: str = "1.0", channel: str = "C1", emoji: str = "taco") -> Reacted:
    return Reacted(f"U0{giver}", channel, place, emoji, ts(NOW), added=True, author_id=author and f"U0{author}")
