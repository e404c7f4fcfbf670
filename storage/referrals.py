"""Questions that are taken to colleagues: whom they were taken to, what became of it, and who waits for somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, update

from storage.models import Handoff, Question, Referral, Wish
from storage.upserts import insert_or_ignore, table_of, values_of
from storage.values_referrals import HandoffRow, ReferralRow, Referred, Stage

__all__ = ["HandoffRow", "ReferralRow", "Referrals", "Referred", "Stage"]


class Referrals:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def begin(self, handoff: HandoffRow) -> bool:
        """A question is taken to colleagues; False when it was before."""
        return insert_or_ignore(self.connection, Handoff, [{"team_id": self.team_id, **values_of(handoff)}]) == 1

    def get(self, question_id: int, *, hold: bool = False) -> HandoffRow | None:
        """`hold`: nobody else changes it, or what belongs to it, until this transaction ends."""
        table = table_of(Handoff)
        mine = select(table).where((table.c.team_id == self.team_id) & (table.c.question_id == question_id))
        row = self.connection.execute(mine.with_for_update() if hold else mine).one_or_none()
        return handoff_from(row) if row else None

    def change(self, question_id: int, **values: object) -> None:
        table = table_of(Handoff)
        mine = (table.c.team_id == self.team_id) & (table.c.question_id == question_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def drop(self, question_id: int) -> None:
        table = table_of(Handoff)
        mine = (table.c.team_id == self.team_id) & (table.c.question_id == question_id)
        self.connection.execute(delete(table).where(mine))

    def of_asker(self, asker_id: str, digest: str, *, since: datetime | None = None) -> list[HandoffRow]:
        """What somebody asked, by name or not, the newest first; or only since then."""
        table = table_of(Handoff)
        theirs = (table.c.asker_id == asker_id) & (table.c.asker_id != "")
        masked = (table.c.digest == digest) & (table.c.digest != "")
        mine = (table.c.team_id == self.team_id) & or_(theirs, masked)
        if since:
            mine &= table.c.at > since
        rows = self.connection.execute(
            select(table).where(mine).order_by(table.c.at.desc(), table.c.question_id.desc())
        )
        return [handoff_from(row) for row in rows]

    def ongoing(self) -> list[HandoffRow]:
        """What waits for whoever was asked, or for the asker to say what next."""
        table = table_of(Handoff)
        mine = (table.c.team_id == self.team_id) & table.c.state.in_([Stage.ASKING, Stage.OFFERING])
        rows = self.connection.execute(select(table).where(mine).order_by(table.c.question_id))
        return [handoff_from(row) for row in rows]

    def sealed(self) -> list[HandoffRow]:
        """Everything that was asked without a name."""
        table = table_of(Handoff)
        mine = select(table).where((table.c.team_id == self.team_id) & (table.c.sealed != ""))
        return [handoff_from(row) for row in self.connection.execute(mine.order_by(table.c.question_id))]

    def unnamed(self, *, since: datetime) -> list[HandoffRow]:
        """What was asked without a name and goes on, or did since then."""
        table = table_of(Handoff)
        mine = (table.c.team_id == self.team_id) & (table.c.sealed != "")
        lately = select(table).where(mine & (table.c.changed_at >= since))
        going = select(table).where(mine & table.c.state.in_([Stage.ASKING, Stage.OFFERING, Stage.TALKING]))
        rows = {row.question_id: row for chosen in (lately, going) for row in self.connection.execute(chosen)}
        return [handoff_from(rows[at]) for at in sorted(rows)]

    def unattended(self) -> list[int]:
        """Questions that are being asked of nobody, as those who were asked are no longer there."""
        table, other = table_of(Handoff), table_of(Referral)
        same = (other.c.team_id == table.c.team_id) & (other.c.question_id == table.c.question_id)
        asked = exists().where(same & (other.c.state == Referred.ASKED))
        mine = (table.c.team_id == self.team_id) & (table.c.state == Stage.ASKING) & ~asked
        return list(self.connection.scalars(select(table.c.question_id).where(mine)))

    def forget_words(self, *, before: datetime) -> int:
        table = table_of(Handoff)
        old = (table.c.team_id == self.team_id) & (table.c.at < before) & (table.c.words != "")
        return self.connection.execute(update(table).where(old).values(words="")).rowcount

    def ask(self, row: ReferralRow) -> None:
        """Somebody is asked, whether they were named before or not."""
        named = {"place": row.place, "state": Referred.NAMED, "at": row.at}
        key = {"team_id": self.team_id, "question_id": row.question_id, "user_id": row.user_id}
        insert_or_ignore(self.connection, Referral, [{**key, **named, "passed_by": "", "channel_id": "", "ts": ""}])
        kept = {"state": row.state, "asked_at": row.asked_at, "answered_at": row.answered_at}
        self.settle(row.question_id, row.user_id, passed_by=row.passed_by, **kept)

    def settle(self, question_id: int, user_id: str, **values: object) -> None:
        """Keep how it stands with one of those who were asked."""
        table = table_of(Referral)
        mine = (table.c.team_id == self.team_id) & (table.c.question_id == question_id) & (table.c.user_id == user_id)
        self.connection.execute(update(table).where(mine).values(**values))

    def referral(self, question_id: int, user_id: str) -> ReferralRow | None:
        return next((row for row in self.referrals(question_id) if row.user_id == user_id), None)

    def referrals(self, question_id: int) -> list[ReferralRow]:
        """Whom a question was answered with, best first."""
        table = table_of(Referral)
        return self._rows(table.c.question_id == question_id)

    def of_questions(self, question_ids: Collection[int]) -> list[ReferralRow]:
        """Whom these questions were answered with."""
        return self._rows(table_of(Referral).c.question_id.in_(sorted(question_ids)))

    def asked_of(self, user_ids: Collection[str], *, since: datetime) -> list[ReferralRow]:
        """What these people were asked, or answered, since then."""
        table = table_of(Referral)
        lately = or_(table.c.asked_at >= since, table.c.answered_at >= since)
        return self._rows(table.c.user_id.in_(sorted(user_ids)) & lately)

    def waiting_for(self, user_id: str) -> list[ReferralRow]:
        """What somebody was asked and has not answered."""
        table = table_of(Referral)
        return self._rows((table.c.user_id == user_id) & (table.c.state == Referred.ASKED))

    def open(self) -> list[ReferralRow]:
        """Everything that waits for an answer."""
        table, handoff = table_of(Referral), table_of(Handoff)
        same = (handoff.c.team_id == table.c.team_id) & (handoff.c.question_id == table.c.question_id)
        asking = (handoff.c.team_id == self.team_id) & (handoff.c.state == Stage.ASKING)
        chosen = select(table).select_from(handoff).join(table, same)
        rows = self.connection.execute(chosen.where(asking & (table.c.state == Referred.ASKED)))
        return [referral_from(row) for row in rows]

    def desk(self, user_id: str, digest: str) -> list[tuple[HandoffRow, ReferralRow, tuple[int, ...], str]]:
        """What is open that somebody asked, by name or not, or was asked: with each who was asked of it, the skills it
        is about, and what was typed. One statement, as the Home tab shows it.
        """
        table, row, question = table_of(Handoff), table_of(Referral), table_of(Question)
        same = (row.c.team_id == table.c.team_id) & (row.c.question_id == table.c.question_id)
        theirs = (table.c.asker_id == user_id) | ((table.c.digest == digest) & (table.c.digest != ""))
        going = theirs & table.c.state.in_([Stage.ASKING, Stage.OFFERING, Stage.TALKING])
        waiting = (row.c.user_id == user_id) & (row.c.state == Referred.ASKED)
        mine = (table.c.team_id == self.team_id) & row.c.asked_at.is_not(None) & or_(going, waiting)
        about = (question.c.skill_ids.label("skill_ids"), question.c.topic.label("topic"))
        handoff = [column.label(f"handoff_{column.name}") for column in table.c]
        chosen = select(*handoff, *row.c, *about).join(row, same).join(question, question.c.id == table.c.question_id)
        found: Iterable[Any] = self.connection.execute(chosen.where(mine).order_by(table.c.at.desc(), row.c.asked_at))
        return [
            (handoff_from(each, "handoff_"), referral_from(each), tuple(each.skill_ids), each.topic) for each in found
        ]

    def _rows(self, chosen: ColumnElement[bool]) -> list[ReferralRow]:
        table = table_of(Referral)
        mine = select(table).where((table.c.team_id == self.team_id) & chosen)
        rows = self.connection.execute(mine.order_by(table.c.question_id, table.c.place, table.c.user_id))
        return [referral_from(row) for row in rows]

    def wish(self, skill_id: int, user_id: str, *, now: datetime) -> bool:
        """Somebody wants to hear of the first who knows; False when they were waiting already."""
        row = {"team_id": self.team_id, "skill_id": skill_id, "user_id": user_id, "at": now}
        return insert_or_ignore(self.connection, Wish, [row]) == 1

    def wishes(self) -> list[tuple[int, str, datetime]]:
        """Skill, person, and since when they wait, the longest first."""
        table = table_of(Wish)
        mine = select(table.c.skill_id, table.c.user_id, table.c.at).where(table.c.team_id == self.team_id)
        ordered = mine.order_by(table.c.at, table.c.skill_id, table.c.user_id)
        return [(row.skill_id, row.user_id, row.at) for row in self.connection.execute(ordered)]

    def grant(self, skill_id: int, user_id: str) -> bool:
        """The wish is over; True for the one who ended it."""
        table = table_of(Wish)
        mine = (table.c.team_id == self.team_id) & (table.c.skill_id == skill_id) & (table.c.user_id == user_id)
        return self.connection.execute(delete(table).where(mine)).rowcount == 1


def handoff_from(row: Any, prefix: str = "") -> HandoffRow:
    values = {field.name: getattr(row, prefix + field.name) for field in fields(HandoffRow)}
    return HandoffRow(**{**values, "state": Stage(values["state"])})


def referral_from(row: Any) -> ReferralRow:
    values = {field.name: getattr(row, field.name) for field in fields(ReferralRow)}
    return ReferralRow(**{**values, "state": Referred(values["state"])})
