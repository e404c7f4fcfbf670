"""Questions, who answered them, and who was named: the bot's memory of demand and load."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Table, delete, exists, insert, or_, select, update

from storage.hiding import is_learned
from storage.models import Answer, Kudos, Question, Referral
from storage.upserts import insert_new, insert_or_ignore, table_of, values_of
from storage.values import Origin, QuestionRow


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """Somebody's answer to the question that stands at (channel, question_ts)."""

    channel_id: str
    question_ts: str
    user_id: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, and what the question was about."""

    channel_id: str
    question_ts: str
    answer_ts: str
    at: datetime
    skill_ids: frozenset[int]
    term_ids: frozenset[int]


class Asks:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def add(self, question: QuestionRow) -> QuestionRow:
        """Keep a question; the same with the id it was given."""
        table = table_of(Question)
        kept = insert(table).values(self._values(question)).returning(table.c.id)
        return replace(question, question_id=self.connection.execute(kept).scalar_one())

    def add_all(self, questions: Sequence[QuestionRow]) -> None:
        if questions:
            self.connection.execute(insert(table_of(Question)), [self._values(question) for question in questions])

    def _values(self, question: QuestionRow) -> dict[str, Any]:
        values = values_of(question)
        del values["question_id"]
        lists = {"skill_ids": list(question.skill_ids), "term_ids": list(question.term_ids)}
        return {"team_id": self.team_id, **values, **lists, "named": 0}

    def get(self, question_id: int) -> QuestionRow | None:
        table = table_of(Question)
        mine = (table.c.team_id == self.team_id) & (table.c.id == question_id)
        row = self.connection.execute(select(table).where(mine)).one_or_none()
        return question_from(row) if row else None

    def at(self, channel_id: str, ts: str) -> QuestionRow | None:
        """The question that stands in a channel at `ts`."""
        table = table_of(Question)
        place = (table.c.channel_id == channel_id) & (table.c.ts == ts) & (table.c.origin == Origin.CHANNEL)
        row = self.connection.execute(select(table).where((table.c.team_id == self.team_id) & place)).first()
        return question_from(row) if row else None

    def change(self, question_id: int, *, skill_ids: Sequence[int], term_ids: Sequence[int]) -> None:
        table = table_of(Question)
        mine = (table.c.team_id == self.team_id) & (table.c.id == question_id)
        self.connection.execute(update(table).where(mine).values(skill_ids=list(skill_ids), term_ids=list(term_ids)))

    def given_by(self, asker_id: str, *, since: datetime) -> list[QuestionRow]:
        """What somebody asked of the bot since then; not what they asked in channels."""
        table = table_of(Question)
        theirs = (table.c.team_id == self.team_id) & (table.c.asker_id == asker_id) & (table.c.at >= since)
        rows = self.connection.execute(select(table).where(theirs & (table.c.origin != Origin.CHANNEL)))
        return [question_from(row) for row in rows]

    def disown(self, question_id: int, *, day: datetime) -> None:
        """Forget whose question it was, where and when: a direct conversation is as good as a name, and the moment
        leads to what else was noted at it. The `day` stays.
        """
        table, named = table_of(Question), table_of(Referral)
        mine = (table.c.team_id == self.team_id) & (table.c.id == question_id)
        self.connection.execute(update(table).where(mine).values(asker_id="", channel_id="", ts="", at=day, words=""))
        theirs = (named.c.team_id == self.team_id) & (named.c.question_id == question_id) & named.c.asked_at.is_(None)
        self.connection.execute(update(named).where(theirs).values(at=day))

    def blank(self, question_id: int) -> None:
        """Forget in what words it was put."""
        table = table_of(Question)
        mine = (table.c.team_id == self.team_id) & (table.c.id == question_id)
        self.connection.execute(update(table).where(mine).values(topic="", words="", term_ids=[]))

    def place(self, question_id: int, channel_id: str, ts: str) -> None:
        """A question was put to a channel for somebody: it stands there like any other."""
        table = table_of(Question)
        mine = (table.c.team_id == self.team_id) & (table.c.id == question_id)
        changed = {"origin": Origin.CHANNEL, "channel_id": channel_id, "ts": ts, "words": ""}
        self.connection.execute(update(table).where(mine).values(**changed))

    def unanswered(self, channel_ids: Collection[str], *, since: datetime, before: datetime) -> list[QuestionRow]:
        """Questions that stand in these channels, were asked in between, and have no answer."""
        table, answer = table_of(Question), table_of(Answer)
        told = exists().where(self._of(answer, table))
        here = (table.c.team_id == self.team_id) & table.c.channel_id.in_(sorted(channel_ids))
        asked = here & (table.c.origin == Origin.CHANNEL) & (table.c.at >= since) & (table.c.at <= before)
        rows = self.connection.execute(select(table).where(asked & ~told).order_by(table.c.at))
        return [question_from(row) for row in rows]

    def forget_topics(self, *, before: datetime) -> int:
        """Blank what was given to the bot before then; which skills it was about stays."""
        table = table_of(Question)
        # What was put to a channel for somebody stands there like any other question, and was given to the bot as well.
        given = or_(table.c.origin != Origin.CHANNEL, table.c.topic != "")
        old = (table.c.team_id == self.team_id) & (table.c.at < before)
        changed = update(table).where(old & given).values(topic="", words="", term_ids=[])
        return self.connection.execute(changed).rowcount

    def add_answers(self, answers: Mapping[AnswerKey, str]) -> set[AnswerKey]:
        """Note who answered what, with the `ts` of each answer; those that are first answers."""
        rows = [{"team_id": self.team_id, **values_of(key), "ts": ts} for key, ts in answers.items()]
        told = ["channel_id", "question_ts", "user_id"]
        return {AnswerKey(*row) for row in insert_new(self.connection, Answer, rows, told=told)}

    def answers_of(self, user_id: str, *, limit: int) -> Iterator[AnswerRow]:
        """What somebody answered, the newest question first: read as far as it is looked at."""
        answer, question = table_of(Answer), table_of(Question)
        mine = (answer.c.team_id == self.team_id) & (answer.c.user_id == user_id) & answer.c.hidden_at.is_(None)
        lately = select(answer).where(mine).order_by(answer.c.question_ts.desc()).limit(limit).subquery()
        chosen = select(
            question.c.channel_id, question.c.ts, lately.c.ts, question.c.at, question.c.skill_ids, question.c.term_ids
        ).join(lately, self._of(lately, question))
        with self.connection.execute(chosen.order_by(question.c.at.desc())) as rows:
            for channel_id, ts, answer_ts, at, skill_ids, term_ids in rows:
                yield AnswerRow(channel_id, ts, answer_ts, at, frozenset(skill_ids), frozenset(term_ids))

    def helped(self, asker_id: str) -> list[tuple[str, datetime]]:
        """Who answered questions of this person in channels, and when each was asked."""
        answer, question = table_of(Answer), table_of(Question)
        theirs = (question.c.team_id == self.team_id) & (question.c.asker_id == asker_id)
        chosen = select(answer.c.user_id, question.c.at).join(answer, self._of(answer, question))
        theirs &= answer.c.hidden_at.is_(None) & is_learned(answer, self.team_id)
        rows = self.connection.execute(chosen.where(theirs & (question.c.origin == Origin.CHANNEL)))
        return [(row.user_id, row.at) for row in rows]

    def company(self, user_id: str) -> set[str]:
        """Whom somebody has helped, or been helped by, where everybody may read: answers that may say so, and thanks in
        channels.
        """
        answer, question, kudos = table_of(Answer), table_of(Question), table_of(Kudos)
        beside = select(answer.c.user_id, question.c.asker_id).join(answer, self._of(answer, question))
        ours = (answer.c.team_id == self.team_id) & (question.c.team_id == self.team_id)
        ours &= answer.c.hidden_at.is_(None) & is_learned(answer, self.team_id)
        pairs = beside.where(ours & (question.c.origin == Origin.CHANNEL))
        given = (kudos.c.team_id == self.team_id) & kudos.c.revoked_at.is_(None) & (kudos.c.channel_id != "")
        thanks = select(kudos.c.giver_id, kudos.c.receiver_id).where(given)
        found: set[str] = set()
        # Each side by itself: of "one or the other" in two tables no index is of use.
        for chosen, sides in (
            (pairs, (answer.c.user_id, question.c.asker_id)),
            (thanks, (kudos.c.giver_id, kudos.c.receiver_id)),
        ):
            for side in sides:
                for row in self.connection.execute(chosen.where(side == user_id)):
                    found.update(row)
        return found - {user_id, ""}

    def _of(self, answer: FromClause, question: Table) -> ColumnElement[bool]:
        same = (answer.c.team_id == question.c.team_id) & (answer.c.channel_id == question.c.channel_id)
        return same & (answer.c.question_ts == question.c.ts)

    def take_answers_at(self, channel_id: str, ts: str) -> list[AnswerKey]:
        """The message at `ts` is gone: forget which questions it answered; those it had answered, and that counted."""
        table = table_of(Answer)
        here = (table.c.team_id == self.team_id) & (table.c.channel_id == channel_id) & (table.c.ts == ts)
        told = (table.c.channel_id, table.c.question_ts, table.c.user_id, table.c.hidden_at)
        gone = self.connection.execute(delete(table).where(here).returning(*told))
        return [AnswerKey(*row[:3]) for row in gone if row.hidden_at is None]

    def hide_answer(self, answer: AnswerKey, *, now: datetime | None) -> str:
        """From `now` on an answer says nothing of who gave it, or (None) it does again; its `ts`, or "" where that is
        so already.
        """
        table = table_of(Answer)
        here = (table.c.team_id == self.team_id) & (table.c.channel_id == answer.channel_id)
        mine = here & (table.c.question_ts == answer.question_ts) & (table.c.user_id == answer.user_id)
        other = table.c.hidden_at.is_(None) if now else table.c.hidden_at.is_not(None)
        changed = update(table).where(mine & other).values(hidden_at=now).returning(table.c.ts)
        return self.connection.scalar(changed) or ""

    def name(self, question_id: int, user_ids: Iterable[str], *, after: int = 0, at: datetime) -> None:
        """Note whom the question was answered with, best first; `after` so many others."""
        rows: list[dict[str, Any]] = [
            {
                "team_id": self.team_id,
                "question_id": question_id,
                "user_id": user_id,
                "place": place,
                "state": "named",
                "at": at,
                "passed_by": "",
                "channel_id": "",
                "ts": "",
            }
            for place, user_id in enumerate(user_ids, after + 1)
        ]
        new = insert_or_ignore(self.connection, Referral, rows)
        table = table_of(Question)
        mine = (table.c.team_id == self.team_id) & (table.c.id == question_id)
        self.connection.execute(update(table).where(mine).values(named=table.c.named + new))

    def named_since(self, since: datetime, *, apart_from: int = 0) -> list[tuple[str, datetime]]:
        """Who was named when, since then: the load that is shared. One question may be left out."""
        table = table_of(Referral)
        mine = (table.c.team_id == self.team_id) & (table.c.at >= since) & (table.c.question_id != apart_from)
        return [
            (row.user_id, row.at) for row in self.connection.execute(select(table.c.user_id, table.c.at).where(mine))
        ]


def question_from(row: Row[Any]) -> QuestionRow:
    return QuestionRow(
        question_id=row.id,
        origin=Origin(row.origin),
        channel_id=row.channel_id,
        ts=row.ts,
        asker_id=row.asker_id,
        at=row.at,
        skill_ids=tuple(row.skill_ids),
        term_ids=tuple(row.term_ids),
        topic=row.topic,
        words=row.words,
    )
