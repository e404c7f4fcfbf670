"""Making two skills one: whatever refers to the one refers to the other, and its name leads there from now on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, cast, delete, func, insert, select, update
from sqlmodel import SQLModel

from storage.adopt import LISTS, many
from storage.evidence import rekeyed
from storage.hiding import evidence_from
from storage.history import MessageRow
from storage.models import (
    Evidence,
    Expertise,
    HiddenSkill,
    Kudos,
    Lunch,
    Message,
    Question,
    Recording,
    Skill,
    SkillAlias,
    Topic,
    Wish,
)
from storage.upserts import add_up, insert_or_ignore, table_of
from storage.values import EvidenceRow, Touched

LISTING = tuple(model for model, lists in LISTS.items() if "skill_ids" in lists)
SUMS = {"keys": ("team_id", "skill_id", "user_id", "kind"), "sums": ("score", "times"), "latest": ("last_at",)}


class Merging:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def touched(self, skill_id: int) -> Touched:
        """How much refers to a skill."""
        shown, entry = table_of(Expertise), table_of(Evidence)
        people = select(func.count(shown.c.user_id.distinct())).where(shown.c.team_id == self.team_id)
        entries = select(func.count()).where((entry.c.team_id == self.team_id) & entry.c.revoked_at.is_(None))
        listed = {model: len(self._listing(model, skill_id)) for model in (Question, Kudos, Lunch, Topic, Recording)}
        return Touched(
            people=self.connection.scalar(people.where((shown.c.skill_id == skill_id) & (shown.c.times > 0))) or 0,
            entries=self.connection.scalar(entries.where(entry.c.skill_id == skill_id)) or 0,
            questions=listed[Question],
            thanks=listed[Kudos],
            gatherings=listed[Lunch] + listed[Topic] + listed[Recording],
        )

    def merged(self) -> dict[int, int]:
        """Every skill that became another, and which."""
        table = table_of(Skill)
        mine = (table.c.team_id == self.team_id) & table.c.merged_into.is_not(None)
        rows = {row.id: row.merged_into for row in self.connection.execute(select(table).where(mine))}
        return {old: ends(old, rows) for old in sorted(rows)}

    def thanks_for_both(self, old: int, kept: int) -> list[int]:
        return [row.id for row in self._listing(Kudos, old) if kept in row.skill_ids]

    def messages_with_both(self, old: int, kept: int) -> list[MessageRow]:
        rows = (row for row in self._listing(Message, old) if kept in row.skill_ids)
        return [
            MessageRow(row.channel_id, row.ts, row.user_id, row.thread_ts, tuple(row.skill_ids), row.at) for row in rows
        ]

    def move(self, old: int, kept: int) -> list[EvidenceRow]:
        """All that refers to `old` refers to `kept`. Of what both had the same entry of one stays: those that stood
        and are gone, which the sums still hold.
        """
        gone = self._move_evidence(old, kept)
        self._move_sums(old, kept)
        self._true_moments(kept, gone)
        for model in LISTING:
            self._move_lists(model, old, kept)
        self._move_aliases(old, kept)
        for each in (HiddenSkill, Wish):
            self._move_wishes(each, old, kept)
        table = table_of(Evidence)
        elsewhere = (table.c.team_id == self.team_id) & (table.c.moved_to == old)
        self.connection.execute(update(table).where(elsewhere).values(moved_to=kept))
        table = table_of(Skill)
        mine = (table.c.team_id == self.team_id) & ((table.c.id == old) | (table.c.merged_into == old))
        self.connection.execute(update(table).where(mine).values(merged_into=kept))
        return gone

    def rename(self, skill_id: int, key: str, name: str) -> None:
        """A skill is called otherwise; the name it had leads to it as those do that were merged into it."""
        table, alias = table_of(Skill), table_of(SkillAlias)
        mine = table.c.team_id == self.team_id
        before = self.connection.execute(select(table).where(mine & (table.c.id == skill_id))).one_or_none()
        if before is None:
            return
        again = mine & (table.c.key == key) & (table.c.merged_into == skill_id)
        self.connection.execute(delete(table).where(again))
        same = (alias.c.team_id == self.team_id) & (alias.c.key == key) & (alias.c.skill_id == skill_id)
        self.connection.execute(delete(alias).where(same))
        self.connection.execute(update(table).where(mine & (table.c.id == skill_id)).values(key=key, name=name))
        if before.key != key:
            old = {"team_id": self.team_id, "key": before.key, "name": before.name, "merged_into": skill_id}
            self.connection.execute(insert(table).values(old))

    def _move_evidence(self, old: int, kept: int) -> list[EvidenceRow]:
        """First of all: whoever is taking an entry back just now is waited for here, sums and all."""
        table = table_of(Evidence)
        chosen = select(table).where(table.c.team_id == self.team_id).with_for_update()
        rows = self.connection.execute(chosen.where(table.c.skill_id == old).order_by(table.c.id)).all()
        there = {row.key: row for row in self.connection.execute(chosen.where(table.c.skill_id == kept))}
        moving = {rekeyed(row.key, kept): row for row in rows}
        losing = {key: weaker(row, there[key]) for key, row in moving.items() if key in there}
        many(
            self.connection,
            delete(table).where(table.c.id == bindparam("row")),
            [{"row": row.id} for row in losing.values()],
        )
        moved = [{"row": row.id, "renamed": key} for key, row in moving.items() if losing.get(key) is not row]
        here = update(table).where(table.c.id == bindparam("row"))
        many(self.connection, here.values(key=bindparam("renamed"), skill_id=kept), moved)
        twice = [row for key, row in losing.items() if counts(moving[key]) and counts(there[key])]
        return [evidence_from(row) for row in twice]

    def _move_sums(self, old: int, kept: int) -> None:
        table = table_of(Expertise)
        mine = (table.c.team_id == self.team_id) & (table.c.skill_id == old)
        rows = self.connection.execute(delete(table).where(mine).returning(table)).mappings()
        add_up(self.connection, Expertise, [{**row, "skill_id": kept} for row in rows], **SUMS)

    def _true_moments(self, kept: int, gone: Iterable[EvidenceRow]) -> None:
        """What was told last under the name that is gone is not the newest of what stays."""
        shown, entry = table_of(Expertise), table_of(Evidence)
        for row in gone:
            standing = (entry.c.team_id == self.team_id) & entry.c.revoked_at.is_(None) & (entry.c.kind == row.kind)
            theirs = standing & (entry.c.user_id == row.user_id) & (entry.c.skill_id == kept)
            newest = self.connection.scalar(select(func.max(entry.c.at)).where(theirs))
            mine = (shown.c.team_id == self.team_id) & (shown.c.skill_id == kept) & (shown.c.user_id == row.user_id)
            sums = mine & (shown.c.kind == row.kind) & (shown.c.last_at == row.at)
            self.connection.execute(update(shown).where(sums).values(last_at=newest))

    def _move_aliases(self, old: int, kept: int) -> None:
        table, skill = table_of(SkillAlias), table_of(Skill)
        mine = (table.c.team_id == self.team_id) & (table.c.skill_id == old)
        name = select(skill.c.key).where((skill.c.team_id == self.team_id) & (skill.c.id == kept)).scalar_subquery()
        self.connection.execute(delete(table).where(mine & (table.c.key == name)))
        self.connection.execute(update(table).where(mine).values(skill_id=kept))

    def _move_wishes(self, model: type[SQLModel], old: int, kept: int) -> None:
        """What people want of a skill they want of the one it became, once."""
        table = table_of(model)
        mine = (table.c.team_id == self.team_id) & (table.c.skill_id == old)
        rows = self.connection.execute(delete(table).where(mine).returning(table)).mappings()
        insert_or_ignore(self.connection, model, [{**row, "skill_id": kept} for row in rows])

    def _move_lists(self, model: type[SQLModel], old: int, kept: int) -> None:
        table = table_of(model)
        keys = list(table.primary_key.columns)
        changed = [
            {f"at_{at}": getattr(row, column.name) for at, column in enumerate(keys)}
            | {"ids": list(dict.fromkeys(kept if one == old else one for one in row.skill_ids))}
            for row in self._listing(model, old)
        ]
        here = [column == bindparam(f"at_{at}") for at, column in enumerate(keys)]
        listed = bindparam("ids", type_=table.c.skill_ids.type)
        many(self.connection, update(table).where(*here).values(skill_ids=listed), changed)

    def _listing(self, model: type[SQLModel], skill_id: int) -> Sequence[Row[Any]]:
        """The rows that list a skill: those whose JSON holds its digits are looked at."""
        table = table_of(model)
        told = (table.c.team_id == self.team_id) & cast(table.c.skill_ids, Text).contains(str(skill_id))
        return [row for row in self.connection.execute(select(table).where(told)) if skill_id in row.skill_ids]


def weaker(one: Row[Any], other: Row[Any]) -> Row[Any]:
    """Of two entries of one fact the one that goes: what was taken back or hidden, else what was told later."""
    if counts(one) != counts(other):
        return other if counts(one) else one
    return other if one.at < other.at else one


def counts(row: Row[Any]) -> bool:
    return row.revoked_at is None and row.hidden_at is None


def ends(old: int, merged: Mapping[int, int]) -> int:
    """Where a chain of merges leads."""
    return ends(merged[old], merged) if merged[old] in merged else merged[old]
