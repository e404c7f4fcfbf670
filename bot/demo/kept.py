"""The workspace on disk, so that a later demo can go on where this one ended."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import msgspec

from bot.demo.page.reading import Reading
from bot.demo.page.tale import Tale
from bot.demo.values import Account, Channel, File, Message, Usergroup, View
from bot.demo.world import World

FORM = 1
FILE = "workspace.json"


class Kept(msgspec.Struct, frozen=True):
    """Everything that a person could miss; `form` changes when the fields do."""

    form: int
    now: float
    tale: Tale
    settings: dict[str, str]
    last_ts: int
    numbers: dict[str, int]
    accounts: list[Account]
    channels: list[Channel]
    messages: list[Message]
    alone: list[Message]
    homes: list[View]
    files: list[File]
    usergroups: list[Usergroup]
    reads: list[tuple[str, str, str]]
    read_until: str


def keep(folder: Path, database: Path, world: World, reading: Reading, settings: dict[str, str]) -> None:
    """The workspace, and the bot's database beside it. The bot has ended."""
    written, beside = msgspec.json.encode(_kept(world, reading, settings)), folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    (beside / FILE).write_bytes(written)
    for file in database.parent.glob(f"{database.name}*"):
        shutil.copy2(file, beside)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)  # only now: what was kept before stays until this is whole


def _kept(world: World, reading: Reading, settings: dict[str, str]) -> Kept:
    with world.lock:
        return Kept(
            form=FORM,
            now=world.wall(),
            tale=reading.tale,
            settings=settings,
            last_ts=world.counters.last_ts,
            numbers={prefix: next(each) for prefix, each in world.counters.numbers.items()},
            accounts=list(world.accounts.values()),
            channels=list(world.channels.values()),
            messages=[message for line in world.messages.values() for message in line.values()],
            alone=list(world.ephemerals.values()),
            homes=list(world.homes.values()),
            files=list(world.files.values()),
            usergroups=list(world.usergroups.values()),
            reads=[(*place, ts) for place, ts in reading.reads.items()],
            read_until=reading.read_until,
        )


def read_kept(folder: Path) -> Kept | None:
    """None where nothing was kept, or by another version."""
    try:
        kept = msgspec.json.decode((folder / FILE).read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError):
        return None
    return kept if kept.form == FORM else None


def put_back(world: World, kept: Kept) -> None:
    with world.lock:
        counters = world.counters
        counters.last_ts = kept.last_ts
        counters.numbers.update({prefix: count(number) for prefix, number in kept.numbers.items()})
        world.accounts.update({one.id: one for one in kept.accounts})
        world.channels.update({one.id: one for one in kept.channels})
        world.files.update({one.id: one for one in kept.files})
        world.homes.update({one.user: one for one in kept.homes})
        world.usergroups.update({one.id: one for one in kept.usergroups})
        for message in kept.messages:
            world.put(message)
        for message in kept.alone:
            world.show_alone(message)
    world.journal.forget()


def reads_of(kept: Kept) -> dict[tuple[str, str], str]:
    return {(user, channel): ts for user, channel, ts in kept.reads}
