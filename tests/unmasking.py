"""Looks for whoever asks without a name: in every table and file, in all that others were told, and in the log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.demo.people import Person
from bot.demo.standin import StandIn
from storage.store import Store
from tests.builders import everything

# A person is a person of the workspace, whatever they asked.
NOTHING_ASKED = frozenset({"person"})
# What Slack sent is remembered by its place, so that it is heard once; what was in it is not.
ONLY_HEARD = re.compile(r"'[mq]:D\w+:[\d.]+'")
# So near to an id a topic is in the same row.
NEAR = 80


def marks(who: Person) -> tuple[str, ...]:
    return (who.id, who.bot_dm.id, who.name)


def names(who: Person, told: object) -> bool:
    return any(mark in repr(told) for mark in marks(who))


def in_tables(store: Store, who: Person, *, allowed: Iterable[str] = ()) -> list[str]:
    """Every row that holds them, apart from tables where somebody stands without having asked anything."""
    tables = everything(store, without=NOTHING_ASKED | set(allowed))
    return [
        f"{table}: {row}"
        for table, rows in tables.items()
        for row in rows
        if names(who, ONLY_HEARD.sub("", row) if table == "seen" else row)
    ]


def in_files(store: Store, who: Person, topic: str) -> list[str]:
    """Every place in the database's files where a row may hold both them and the topic."""
    path = Path(str(store.url.database))
    found = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        held = file.read_bytes().lower() if file.exists() else b""
        for mark in (who.id, who.bot_dm.id):
            for at in re.finditer(re.escape(mark.lower().encode()), held):
                beside = held[max(0, at.start() - NEAR) : at.end() + NEAR]
                if topic.lower().encode() in beside or b'"question_id"' in beside:
                    found.append(f"{file.name} at {at.start()}: {beside!r}")
    return found


def told_to_others(slack: StandIn, who: Person) -> list[str]:
    """Everything that was said or shown to anybody else, and names them."""
    world = slack.world
    calls = [f"{one.method} {one.arguments}" for one in slack.calls if not is_for(who, one.arguments)]
    rooms = [room for at, room in world.messages.items() if at != who.bot_dm.id]
    said = [
        repr(message) for room in rooms for message in room.values() if message.bot_id and message.only_for != who.id
    ]
    whispered = [
        repr(message) for message in world.ephemerals.values() if message.bot_id and message.only_for != who.id
    ]
    shown = [repr(view.payload) for view in (*world.views.values(), *world.homes.values()) if view.user != who.id]
    answers = [
        f"{one.envelope.about} {attempt.reply.body}"
        for one in slack.deliveries
        if not names(who, one.envelope.payload)
        for attempt in one.attempts
    ]
    return [found for found in (*calls, *said, *whispered, *shown, *answers) if names(who, found)]


def is_for(who: Person, arguments: dict[str, Any]) -> bool:
    """Whether a call speaks to them, and to nobody else."""
    reader = arguments.get("users") or arguments.get("user_id") or arguments.get("user")
    return arguments.get("channel") == who.bot_dm.id or reader == who.id
