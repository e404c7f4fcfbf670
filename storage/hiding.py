"""What people hide of themselves: skills they do not want to be named for, and single pieces of evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, delete, exists, func, select, tuple_, update

from storage.models import Evidence, Expertise, Preference, Setting
from storage.models_privacy import HiddenSkill
from storage.upserts import insert_or_ignore, table_of
from storage.values import LEARNING, SAID_SO, WORKS_COUNCIL, EvidenceRow, Kind


@dataclass(frozen=True, slots=True)
class HiddenEntry:
    """A piece of evidence, and when its person hid it; `moved_to` is the skill it shows instead, they say."""

    entry: EvidenceRow
    at: datetime | None
    moved_to: int | None = None


class Hiding:
    """The part of the ledger that only the person themselves decides on."""

    connection: Connection
    team_id: str

    def hide_skill(self, user_id: str, skill_id: int, *, now: datetime) -> bool:
        """From now on this person is not named for that skill; False if they were not before."""
        row = {"team_id": self.team_id, "user_id": user_id, "skill_id": skill_id, "at": now}
        return insert_or_ignore(self.connection, HiddenSkill, [row]) == 1

    def show_skill(self, user_id: str, skill_id: int) -> bool:
        """They may be named for it again; False if nothing was in the way."""
        table = table_of(HiddenSkill)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & (table.c.skill_id == skill_id)
        return self.connection.execute(delete(table).where(mine)).rowcount == 1

    def hidden_skills(self, user_ids: Collection[str] | None = None) -> set[tuple[str, int]]:
        """Who is not to be named for which skill, of these people or of all."""
        table = table_of(HiddenSkill)
        chosen = select(table.c.user_id, table.c.skill_id).where(table.c.team_id == self.team_id)
        if user_ids is not None:
            chosen = chosen.where(table.c.user_id.in_(sorted(user_ids)))
        return {(row.user_id, row.skill_id) for row in self.connection.execute(chosen)}

    def beside(self, user_id: str, key: str) -> list[HiddenEntry]:
        """What the act that `key` is about shows of somebody, skill by skill; `at` is set where they hid it."""
        table = table_of(Evidence)
        stem = f"{key.rpartition(':')[0]}:"
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & table.c.revoked_at.is_(None)
        same = mine & table.c.key.startswith(stem, autoescape=True)
        rows = self.connection.execute(select(table).where(same).order_by(table.c.id))
        return [HiddenEntry(evidence_from(row), row.hidden_at, row.moved_to) for row in rows]

    def hide(self, user_id: str, keys: Sequence[str], *, now: datetime, to: int | None = None) -> list[EvidenceRow]:
        """Pieces of somebody's evidence count no more, or only for the skill `to`; those that did until now."""
        table = table_of(Evidence)
        seen = self._own(table, user_id, keys) & table.c.hidden_at.is_(None)
        changed = update(table).where(seen).values(hidden_at=now, moved_to=to)
        return [evidence_from(row) for row in self.connection.execute(changed.returning(table))]

    def unhide(self, user_id: str, keys: Sequence[str]) -> list[EvidenceRow]:
        """Pieces of evidence count again; those that did not."""
        table = table_of(Evidence)
        hidden = self._own(table, user_id, keys) & table.c.hidden_at.is_not(None)
        changed = update(table).where(hidden).values(hidden_at=None, moved_to=None)
        return [evidence_from(row) for row in self.connection.execute(changed.returning(table))]

    def hidden_of(self, user_id: str) -> list[HiddenEntry]:
        """What somebody hid, in order of time."""
        table = table_of(Evidence)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        hidden = mine & table.c.revoked_at.is_(None) & table.c.hidden_at.is_not(None)
        rows = self.connection.execute(select(table).where(hidden).order_by(table.c.at, table.c.id))
        return [HiddenEntry(evidence_from(row), row.hidden_at, row.moved_to) for row in rows]

    def pieces(self, user_id: str, skill_id: int, *, skip: int = 0, limit: int) -> list[HiddenEntry]:
        """What somebody has shown of one skill, hidden or not, the newest first; what they said themselves aside."""
        table = table_of(Evidence)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & (table.c.skill_id == skill_id)
        shown = mine & (table.c.kind != Kind.DECLARED) & table.c.revoked_at.is_(None)
        chosen = select(table).where(shown).order_by(table.c.at.desc(), table.c.id.desc())
        rows = self.connection.execute(chosen.offset(skip).limit(limit))
        return [HiddenEntry(evidence_from(row), row.hidden_at, row.moved_to) for row in rows]

    def date_anew(self, user_id: str, skill_id: int, kind: Kind) -> None:
        """When somebody showed a skill last, from what still counts."""
        entry, total = table_of(Evidence), table_of(Expertise)

        def theirs(table: Table) -> ColumnElement[bool]:
            mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
            return mine & (table.c.skill_id == skill_id) & (table.c.kind == kind)

        counts = theirs(entry) & entry.c.revoked_at.is_(None) & entry.c.hidden_at.is_(None)
        last = self.connection.scalar(select(func.max(entry.c.at)).where(counts))
        if last is not None:
            self.connection.execute(update(total).where(theirs(total)).values(last_at=last))

    def _own(self, table: Table, user_id: str, keys: Sequence[str]) -> ColumnElement[bool]:
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id) & table.c.revoked_at.is_(None)
        return mine & table.c.key.in_(list(keys))


def may_count(table: Table, team_id: str) -> ColumnElement[bool]:
    """Of rows about (person, skill, kind) those that count: of no skill that the person hid, and learned from what they
    do only as far as they let the bot learn. Wherever such rows are read this belongs to the condition.
    """
    hidden = table_of(HiddenSkill)
    pairs = select(hidden.c.user_id, hidden.c.skill_id).where(hidden.c.team_id == team_id)
    shown = tuple_(table.c.user_id, table.c.skill_id).not_in(pairs)
    return shown & (table.c.kind.in_(sorted(SAID_SO)) | is_learned(table, team_id))


def is_learned(table: Table, team_id: str) -> ColumnElement[bool]:
    """Of rows about a person those of people of whom the bot may learn: who said neither yes nor no is learned of, but
    not where the workspace has it so that people are asked first.
    """
    said_yes = table.c.user_id.in_(chose(team_id, LEARNING, "on"))
    return said_yes | (~asks_first(team_id) & table.c.user_id.not_in(chose(team_id, LEARNING, "off")))


def asks_first(team_id: str) -> ColumnElement[bool]:
    """Whether people are asked first here: works-council mode."""
    setting = table_of(Setting)
    mine = (setting.c.team_id == team_id) & (setting.c.name == WORKS_COUNCIL)
    return exists().where(mine & (setting.c.value == "1"))


def chose(team_id: str, name: str, value: str) -> Select[tuple[str]]:
    """Who chose this."""
    table = table_of(Preference)
    mine = (table.c.team_id == team_id) & (table.c.name == name) & (table.c.value == value)
    return select(table.c.user_id).where(mine)


def evidence_from(row: Row[Any]) -> EvidenceRow:
    return EvidenceRow(
        key=row.key,
        user_id=row.user_id,
        skill_id=row.skill_id,
        kind=Kind(row.kind),
        at=row.at,
        weight=row.weight,
        channel_id=row.channel_id,
        ts=row.ts,
        thread_ts=row.thread_ts,
        from_user_id=row.from_user_id,
    )
