"""What is to be said to Slack: rows of facts, claimed by one process at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Text,
    case,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)

from storage.models import Outbox as OutboxTable
from storage.outbox_turns import ABANDONED, UNSETTLED, claiming
from storage.upserts import insert_or_ignore, table_of
from storage.values import Delivery, OutboxItem

CLAIM_EXPIRES = timedelta(seconds=60)
PACE = timedelta(seconds=1)
# The kind of rows that hold words in place of facts.
WORDS = "words"
CHUNK = 500
# Beside the key of the migrations any number will do.
CLAIMS_LOCK = 7_740_618


class Outbox:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id
        self.has_news = False

    def leave(
        self,
        kind: str,
        *,
        key: str,
        now: datetime,
        channel_id: str = "",
        user_id: str = "",
        thread_ts: str = "",
        facts: Mapping[str, object] | None = None,
        not_before: datetime | None = None,
        paced: bool = False,
    ) -> bool:
        """Leave something to be said; once for each key, however often it is left. True when it is new.

        `paced` is for what a whole channel sees: Slack takes about one such call a second there.
        """
        row = {
            "team_id": self.team_id,
            "key": key,
            "kind": kind,
            "channel_id": channel_id,
            "user_id": user_id,
            "thread_ts": thread_ts,
            "facts": dict(facts or {}),
            "state": Delivery.PENDING,
            "attempts": 0,
            "not_before": not_before or now,
            "created_at": now,
            "error": "",
            "paced": paced,
            "again": False,
        }
        new = insert_or_ignore(self.connection, OutboxTable, [row]) == 1
        self.has_news = self.has_news or new
        return new

    def refresh(
        self,
        kind: str,
        *,
        key: str,
        now: datetime,
        channel_id: str = "",
        user_id: str = "",
        facts: Mapping[str, object],
        paced: bool = True,
    ) -> None:
        """Leave word that something said before looks otherwise now: one row, however many changes there were."""
        if self.leave(kind, key=key, now=now, channel_id=channel_id, user_id=user_id, facts=facts, paced=paced):
            return
        table = table_of(OutboxTable)
        waiting, sending = table.c.state == Delivery.PENDING, table.c.state == Delivery.SENDING
        underway = or_(waiting, sending)
        changed = {
            "facts": dict(facts),
            "state": case((sending, Delivery.SENDING), else_=Delivery.PENDING),
            "again": sending,
            # Behind what others left meanwhile: what changes all the time must not talk over everybody else.
            "not_before": case((waiting, table.c.not_before), else_=now),
            "attempts": case((underway, table.c.attempts), else_=0),
            "error": case((underway, table.c.error), else_=""),
        }
        # Written also where nothing differs: until this transaction ends nobody claims the row and words it as it was.
        mine = (table.c.team_id == self.team_id) & (table.c.key == key)
        self.connection.execute(update(table).where(mine).values(**changed))
        self.has_news = True

    def claim(self, *, now: datetime) -> OutboxItem | None:
        """Take the row that has been due for longest and is nobody's, or whose claim has run out.

        In a channel none overtakes an older one that is being said, or was put off when it was tried; and of what the
        whole channel sees each keeps its distance.
        """
        if self.connection.dialect.name == "postgresql":
            # Two that look at once would each find the channel free.
            self.connection.execute(select(func.pg_advisory_xact_lock(CLAIMS_LOCK, func.hashtext(self.team_id))))
        times = {"now": now, "expired": now - CLAIM_EXPIRES, "too_soon": now - PACE}
        row = self.connection.execute(claiming(), {"ours": self.team_id, **times}).one_or_none()
        return item_of(row) if row else None

    def hold(self, row_id: int, attempt: int, *, now: datetime) -> bool:
        """Claim for another while; False when the claim ran out meanwhile and somebody else has it."""
        return self._change(row_id, attempt, claimed_at=now)

    def remember(self, row_id: int, attempt: int, facts: Mapping[str, object]) -> bool:
        """Keep other facts for what is being said; False when somebody else has it meanwhile."""
        return self._change(row_id, attempt, facts=dict(facts))

    def settle(
        self, row_id: int, state: Delivery, *, error: str = "", attempt: int | None = None, now: datetime | None = None
    ) -> bool:
        """Say how it ended; False when somebody else has it meanwhile. The pace counts from `now`, when it was said.
        Words that were said are not kept: they may name people.
        """
        columns = table_of(OutboxTable).c
        is_words = (columns.kind == WORDS) & ~columns.again
        return self._change(
            row_id,
            attempt,
            state=case((columns.again, Delivery.PENDING), else_=state),
            error=error,
            facts=case((is_words, literal({}, columns.facts.type)), else_=columns.facts),
            attempts=case((columns.again, 0), else_=columns.attempts),
            again=False,
            claimed_at=now or columns.claimed_at,
        )

    def postpone(
        self, row_id: int, *, until: datetime, error: str = "", attempt: int | None = None, now: datetime | None = None
    ) -> bool:
        claimed_at = now or table_of(OutboxTable).c.claimed_at
        return self._change(
            row_id, attempt, state=Delivery.PENDING, not_before=until, error=error, claimed_at=claimed_at
        )

    def defer(self, row_id: int, *, until: datetime, attempt: int) -> bool:
        """Put off what nobody has tried yet, as if it had come later: nothing else waits behind it."""
        return self._change(
            row_id, attempt, state=Delivery.PENDING, not_before=until, attempts=0, claimed_at=None, again=False
        )

    def _change(self, row_id: int, attempt: int | None, **values: object) -> bool:
        """Change a row, if it is still at this attempt."""
        table = table_of(OutboxTable)
        mine = (table.c.team_id == self.team_id) & (table.c.id == row_id)
        if attempt is not None:
            mine &= (table.c.attempts == attempt) & (table.c.state == Delivery.SENDING)
        return self.connection.execute(update(table).where(mine).values(**values)).rowcount == 1

    def drop(self, row_id: int) -> None:
        table = table_of(OutboxTable)
        self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & (table.c.id == row_id)))

    def is_on_its_way(self, key: str) -> bool:
        """Whether something whose key begins so has not been said yet."""
        table = table_of(OutboxTable)
        mine = (table.c.team_id == self.team_id) & table.c.state.in_(UNSETTLED)
        waiting = select(table.c.id).where(mine & table.c.key.startswith(key, autoescape=True)).limit(1)
        return self.connection.execute(waiting).first() is not None

    def is_unsaid(self, key: str) -> bool:
        """Whether something whose key begins so waits to be said: it is said after this transaction, as it is then."""
        table = table_of(OutboxTable)
        waiting = (table.c.team_id == self.team_id) & (table.c.state == Delivery.PENDING)
        mine = waiting & table.c.key.startswith(key, autoescape=True)
        return self.connection.execute(update(table).where(mine).values(again=table.c.again)).rowcount > 0

    def known(self, keys: Collection[str]) -> set[str]:
        """Which of these were left to be said before."""
        table, found = table_of(OutboxTable), set[str]()
        asked = sorted(keys)
        for start in range(0, len(asked), CHUNK):
            mine = (table.c.team_id == self.team_id) & table.c.key.in_(asked[start : start + CHUNK])
            found.update(self.connection.scalars(select(table.c.key).where(mine)))
        return found

    def told_to(self, user_id: str) -> dict[int, Mapping[str, object]]:
        """What was said to somebody: the facts by row."""
        table = table_of(OutboxTable)
        mine = (table.c.team_id == self.team_id) & (table.c.user_id == user_id)
        done = select(table.c.id, table.c.facts).where(mine & table.c.state.not_in(UNSETTLED))
        return {row.id: row.facts for row in self.connection.execute(done)}

    def disown(self, ids: Collection[int], *, day: datetime) -> int:
        """Of what was said forget to whom, where, what and when. Its key names the place."""
        table = table_of(OutboxTable)
        nothing = {"user_id": "", "channel_id": "", "thread_ts": "", "facts": {}}
        named = literal("disowned:") + cast(table.c.id, Text)
        blanked = update(table).where((table.c.team_id == self.team_id) & table.c.id.in_(ids))
        self.blur(ids, day=day)
        return self.connection.execute(blanked.values(key=named, **nothing)).rowcount

    def blur(self, ids: Collection[int], *, day: datetime) -> None:
        """Forget the moment at which something was said: it leads to what else was noted then. The `day` stays."""
        table = table_of(OutboxTable)
        mine = (table.c.team_id == self.team_id) & table.c.id.in_(ids)
        self.connection.execute(update(table).where(mine).values(created_at=day, not_before=day, claimed_at=day))

    def forget_delivered(self, *, before: datetime) -> int:
        """Drop what was said before then, or given up."""
        table = table_of(OutboxTable)
        said = func.coalesce(table.c.claimed_at, table.c.created_at) < before
        done = table.c.state.in_([Delivery.SENT, Delivery.FAILED, Delivery.UNKNOWN]) & said
        return self.connection.execute(delete(table).where((table.c.team_id == self.team_id) & done)).rowcount


def item_of(row: Row[Any]) -> OutboxItem:
    return OutboxItem(
        row.id,
        row.kind,
        row.channel_id,
        row.user_id,
        row.thread_ts,
        dict(row.facts),
        row.attempts,
        row.key,
        row.created_at,
        doubtful=row.error == ABANDONED,
        claimed_at=row.claimed_at,
    )
