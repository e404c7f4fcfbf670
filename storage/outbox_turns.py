"""Whose turn it is: of all that is to be said, the row that one process takes next."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Subquery, Table, bindparam, case, exists, func, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from storage.models import Outbox as OutboxTable
from storage.upserts import table_of
from storage.values import Delivery

ABANDONED = "abandoned"
# What a row is put off with when Slack asks to wait: the whole channel waits then.
SLOWED_DOWN = "ratelimited"
UNSETTLED = (Delivery.PENDING, Delivery.SENDING)
# What keeps failing holds the others of its channel back no longer than this many attempts.
HOLDS_OTHERS = 8


@cache
def claiming() -> ReturningUpdate[Any]:
    """Made once, as making it takes longer than running it: `ours` is the workspace, the rest are times."""
    table = table_of(OutboxTable)
    now: BindParameter[datetime] = bindparam("now")
    begun = being_said()
    pending = (table.c.state == Delivery.PENDING) & (table.c.not_before <= now)
    abandoned = (table.c.state == Delivery.SENDING) & (table.c.claimed_at <= bindparam("expired"))
    mine = (table.c.team_id == bindparam("ours")) & table.c.state.in_(UNSETTLED) & or_(pending, abandoned)
    first = or_(begun.c.first.is_(None), begun.c.first >= table.c.id)
    in_turn = or_(table.c.channel_id == "", first & ~hurried(table))
    beside = table.outerjoin(begun, begun.c.channel_id == table.c.channel_id)
    due = select(table.c.id).select_from(beside).where(mine & in_turn).order_by(table.c.not_before, table.c.id)
    oldest = due.limit(1).with_for_update(of=table, skip_locked=True)
    was_abandoned = case((table.c.state == Delivery.SENDING, ABANDONED), else_="")
    taken = {
        "state": Delivery.SENDING,
        "claimed_at": now,
        "attempts": table.c.attempts + 1,
        "error": was_abandoned,
        "again": False,
    }
    return update(table).where(table.c.id == oldest.scalar_subquery()).values(**taken).returning(table)


def being_said() -> Subquery:
    """By channel the oldest row that is being said, or was put off when it was tried."""
    other = table_of(OutboxTable).alias()
    begun = or_(other.c.state == Delivery.SENDING, other.c.attempts.between(1, HOLDS_OTHERS))
    mine = (other.c.team_id == bindparam("ours")) & other.c.state.in_(UNSETTLED) & begun
    # Not by the bare column: an index has the rows in that order, and SQLite would read all there ever were.
    channel = func.coalesce(other.c.channel_id, "")
    oldest = select(channel.label("channel_id"), func.min(other.c.id).label("first")).where(mine)
    return oldest.group_by(channel).subquery()


def hurried(table: Table) -> ColumnElement[bool]:
    """Whether a row would come too soon after another that the whole channel sees, or against Slack's wish."""
    other = table.alias()
    ours = other.c.team_id == bindparam("ours")
    beside = ours & (other.c.channel_id == table.c.channel_id) & other.c.paced
    # Of all that was ever said there the index finds the last minute's.
    lately = other.c.claimed_at > bindparam("expired")
    too_soon = lately & or_(other.c.claimed_at > bindparam("too_soon"), other.c.state == Delivery.SENDING)
    waiting = ours & (other.c.state == Delivery.PENDING) & (other.c.not_before > bindparam("now"))
    slowed = select(other.c.channel_id).where(waiting & other.c.paced & (other.c.error == SLOWED_DOWN))
    return table.c.paced & or_(exists().where(beside & too_soon), table.c.channel_id.in_(slowed))
