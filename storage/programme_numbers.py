"""What the weekly programme counts: what people ask about, how well it is answered, what was held lately."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, func, select

from storage.hiding import may_count
from storage.models import Answer, Claim, Expertise, Lunch, Question
from storage.upserts import table_of
from storage.values import Kind
from storage.values_lunch import LunchState
from storage.values_programme import Demand, Supply


class Numbers:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def last_claim(self, job: str) -> tuple[str, datetime] | None:
        """What was claimed of a job last: its `due`, and when."""
        table = table_of(Claim)
        mine = select(table.c.due, table.c.at).where((table.c.team_id == self.team_id) & (table.c.job == job))
        row = self.connection.execute(mine.order_by(table.c.due.desc()).limit(1)).one_or_none()
        return (row.due, row.at) if row else None

    def subjects_since(self, series_id: int, since: datetime) -> list[tuple[str, tuple[int, ...]]]:
        """Titles and skills of the gatherings that were held since then, or are planned."""
        table = table_of(Lunch)
        mine = (table.c.team_id == self.team_id) & (table.c.series_id == series_id)
        stands = mine & (table.c.starts_at >= since) & (table.c.state != LunchState.CANCELLED)
        rows = self.connection.execute(select(table.c.title, table.c.skill_ids).where(stands))
        return [(row.title, tuple(row.skill_ids)) for row in rows]

    def demand(self, since: datetime) -> list[Demand]:
        """Who asked about which skills since then, however they asked."""
        question, answer = table_of(Question), table_of(Answer)
        mine = (question.c.team_id == self.team_id) & (question.c.at >= since)
        same = (answer.c.team_id == question.c.team_id) & (answer.c.channel_id == question.c.channel_id)
        # Two that were put to the bot itself share the empty place, where nobody answers.
        answered = exists().where(same & (answer.c.question_ts == question.c.ts) & (question.c.ts != ""))
        told = select(question.c.skill_ids, question.c.asker_id, (question.c.named == 0) & ~answered)
        return [Demand(tuple(row[0]), row[1], bool(row[2])) for row in self.connection.execute(told.where(mine))]

    def supply(self) -> dict[int, Supply]:
        """How many people have shown each skill by more than writing the word."""
        table = table_of(Expertise)
        mine = (table.c.team_id == self.team_id) & (table.c.times > 0) & (table.c.kind != Kind.SAID)
        mine &= may_count(table, self.team_id)
        told = select(table.c.skill_id, func.count(table.c.user_id.distinct()), func.sum(table.c.times))
        rows = self.connection.execute(told.where(mine).group_by(table.c.skill_id))
        return {row[0]: Supply(int(row[1]), int(row[2])) for row in rows}
