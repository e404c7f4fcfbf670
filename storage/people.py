"""People, channels, and which channels a guest is in: what Slack knows and listeners need without asking it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, delete, func, select, union_all, update

from storage.models import Channel, Membership, Person, Preference
from storage.upserts import insert_or_ignore, insert_or_replace, table_of, values_of
from storage.values import PAUSED, ChannelKind, ChannelRow, PersonRow

PERSON_COLUMNS = [field.name for field in fields(PersonRow)]
CHUNK = 500  # SQLite binds at most 32,766 values a statement; this keeps `IN` lists far below


class People:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def save(self, people: Iterable[PersonRow]) -> None:
        insert_or_replace(
            self.connection, Person, [{"team_id": self.team_id, **values_of(person)} for person in people]
        )

    def ensure(self, user_ids: Iterable[str], *, outside: bool = False) -> None:
        """Somebody was seen whom Slack has not told us about yet: a plain member until it does, or from outside."""
        seen = (PersonRow(user_id, is_outside=outside) for user_id in user_ids)
        rows = [{"team_id": self.team_id, **values_of(person)} for person in seen]
        insert_or_ignore(self.connection, Person, rows)

    def get(self, user_id: str) -> PersonRow | None:
        return self.by_id([user_id]).get(user_id)

    def hold(self, user_id: str) -> None:
        """Let nobody else change what depends on this person until the transaction ends: bounds are checked, then used.

        SQLite's writing transactions are one at a time anyway.
        """
        table = table_of(Person)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        self.connection.execute(select(table.c.user_id).where(mine).with_for_update())

    def by_id(self, user_ids: Iterable[str]) -> dict[str, PersonRow]:
        table, found = table_of(Person), {}
        ids = sorted(set(user_ids))
        for start in range(0, len(ids), CHUNK):
            mine = (table.c.team_id == self.team_id) & table.c.user_id.in_(ids[start : start + CHUNK])
            rows = self.connection.execute(select(table).where(mine))
            found.update({row.user_id: person_from(row) for row in rows})
        return found

    def everybody(self) -> list[PersonRow]:
        table = table_of(Person)
        rows = self.connection.execute(select(table).where(table.c.team_id == self.team_id))
        return [person_from(row) for row in rows]

    def admins(self) -> list[PersonRow]:
        table = table_of(Person)
        rows = self.connection.execute(select(table).where((table.c.team_id == self.team_id) & table.c.is_admin))
        return [person_from(row) for row in rows]

    def never_named(self) -> set[str]:
        """Bots, guests, people from outside, those who left, and who does not want to be named for now."""
        return set(self.connection.scalars(nameless(self.team_id)))

    def save_channels(self, channels: Iterable[ChannelRow]) -> None:
        insert_or_replace(self.connection, Channel, [{"team_id": self.team_id, **values_of(row)} for row in channels])

    def ensure_channel(self, channel: ChannelRow) -> None:
        insert_or_ignore(self.connection, Channel, [{"team_id": self.team_id, **values_of(channel)}])

    def change_channel(self, channel_id: str, **values: object) -> None:
        table = table_of(Channel)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def channel(self, channel_id: str) -> ChannelRow | None:
        table = table_of(Channel)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id)
        row = self.connection.execute(select(table).where(mine)).one_or_none()
        return channel_from(row) if row else None

    def channel_named(self, name: str) -> ChannelRow | None:
        """The channel of that name or id; of several with one name the one that is not archived."""
        table = table_of(Channel)
        mine = (table.c.team_id == self.team_id) & ((table.c.name == name) | (table.c.channel_id == name))
        row = self.connection.execute(select(table).where(mine).order_by(table.c.is_archived)).first()
        return channel_from(row) if row else None

    def channels(self) -> list[ChannelRow]:
        table = table_of(Channel)
        rows = self.connection.execute(select(table).where(table.c.team_id == self.team_id))
        return [channel_from(row) for row in rows]

    def channels_heard(self) -> int:
        table = table_of(Channel)
        mine = (table.c.team_id == self.team_id) & table.c.bot_is_in & ~table.c.is_archived
        return self.connection.scalar(select(func.count()).select_from(table).where(mine)) or 0

    def set_guests_in(self, channel_id: str, user_ids: Sequence[str]) -> None:
        """The guests among a channel's members, anew."""
        table = table_of(Membership)
        mine = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id)
        self.connection.execute(delete(table).where(mine))
        for user_id in user_ids:
            self.joined(channel_id, user_id)

    def joined(self, channel_id: str, user_id: str) -> None:
        row = {"team_id": self.team_id, "channel_id": channel_id, "user_id": user_id}
        insert_or_ignore(self.connection, Membership, [row])

    def left(self, channel_id: str, user_id: str) -> None:
        table = table_of(Membership)
        row = (table.c.channel_id == channel_id) & (table.c.user_id == user_id)
        self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & row))

    def channels_of_guest(self, user_id: str) -> set[str]:
        table = table_of(Membership)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        return set(self.connection.scalars(select(table.c.channel_id).where(mine)))


def nameless(team_id: str) -> CompoundSelect[tuple[str]]:
    """The ids of those who are never named."""
    table, choice = table_of(Person), table_of(Preference)
    out = table.c.is_bot | table.c.is_guest | table.c.is_outside | table.c.is_deleted
    mine = select(table.c.user_id).where((table.c.team_id == team_id) & out)
    paused = select(choice.c.user_id).where((choice.c.team_id == team_id) & (choice.c.name == PAUSED))
    return union_all(mine, paused)


def person_from(row: Row[Any]) -> PersonRow:
    return PersonRow(**{name: getattr(row, name) for name in PERSON_COLUMNS})


def channel_from(row: Row[Any]) -> ChannelRow:
    return ChannelRow(
        channel_id=row.channel_id,
        name=row.name,
        kind=ChannelKind(row.kind),
        is_archived=row.is_archived,
        is_shared=row.is_shared,
        bot_is_in=row.bot_is_in,
        members=row.members,
    )
