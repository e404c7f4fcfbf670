"""The skills that a workspace has used, and the other names it gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from storage.models import Skill, SkillAlias
from storage.upserts import insert_or_ignore, insert_or_replace, table_of
from storage.values import SkillRow


class Skills:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def ensure(self, names: Mapping[str, str]) -> dict[str, int]:
        """The id of each skill, by key; `names` maps keys to names. A merged skill answers with what it became."""
        rows = [{"team_id": self.team_id, "key": key, "name": name} for key, name in sorted(names.items())]
        insert_or_ignore(self.connection, Skill, rows)
        return self.ids(names)

    def ids(self, keys: Iterable[str]) -> dict[str, int]:
        """The ids of those that are known, by key."""
        table = table_of(Skill)
        mine = (table.c.team_id == self.team_id) & table.c.key.in_(sorted(set(keys)))
        rows = self.connection.execute(select(table.c.key, table.c.id, table.c.merged_into).where(mine))
        return {row.key: row.merged_into or row.id for row in rows}

    def by_id(self, skill_ids: Iterable[int]) -> dict[int, SkillRow]:
        table = table_of(Skill)
        mine = (table.c.team_id == self.team_id) & table.c.id.in_(sorted(set(skill_ids)))
        rows = self.connection.execute(select(table.c.id, table.c.key, table.c.name).where(mine))
        return {row.id: SkillRow(row.id, row.key, row.name) for row in rows}

    def became(self, skill_id: int) -> int:
        """The skill itself, or the one that it was merged into."""
        table = table_of(Skill)
        mine = (table.c.team_id == self.team_id) & (table.c.id == skill_id)
        return self.connection.scalar(select(table.c.merged_into).where(mine)) or skill_id

    def former(self) -> list[tuple[str, str]]:
        """The names that skills no longer go by, each with the name of what it became."""
        old, kept = table_of(Skill).alias(), table_of(Skill).alias()
        pairs = select(old.c.name, kept.c.name.label("kept")).join(kept, kept.c.id == old.c.merged_into)
        mine = (old.c.team_id == self.team_id) & (kept.c.team_id == self.team_id)
        return [(row.name, row.kept) for row in self.connection.execute(pairs.where(mine).order_by(old.c.key))]

    def add_aliases(self, skill_id: int, aliases: Mapping[str, str]) -> None:
        """Other names of a skill, by their key; one that meant another skill means this one from now on."""
        rows = [
            {"team_id": self.team_id, "key": key, "alias": alias, "skill_id": skill_id}
            for key, alias in aliases.items()
        ]
        insert_or_replace(self.connection, SkillAlias, rows)

    def vocabulary(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every skill's name and its aliases, as this workspace has them."""
        skill, alias = table_of(Skill), table_of(SkillAlias)
        others: dict[int, list[str]] = defaultdict(list)
        mine = select(alias.c.skill_id, alias.c.alias).where(alias.c.team_id == self.team_id)
        for row in self.connection.execute(mine.order_by(alias.c.key)):
            others[row.skill_id].append(row.alias)
        standing = (skill.c.team_id == self.team_id) & skill.c.merged_into.is_(None)
        rows = self.connection.execute(select(skill.c.id, skill.c.name).where(standing).order_by(skill.c.key))
        return [(row.name, tuple(others[row.id])) for row in rows]
