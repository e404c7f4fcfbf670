"""Word to those who were thanked: when it is due, and what it then holds."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.domain.kudos import Digest
from bot.domain.kudos_told import Received
from bot.services.kudos_counting import DIGEST_JOB, DIGEST_PREFERENCE, Counting
from storage.kudos import KudosRow
from storage.store import Team, Unit
from storage.values import DueRow

log = logging.getLogger(__name__)

MOST_TOLD = 200


def due_digests(team: Team, now: datetime) -> list[DueRow]:
    with team.reading() as unit:
        return unit.agenda.by(now, of=DIGEST_JOB)


def bring(counting: Counting, due: DueRow) -> None:
    """Leave the digest of somebody's week, unless there is nothing left to tell, or nobody to tell it to."""
    unit, user_id = counting.unit, due.user_id
    if not unit.agenda.take(due):
        return
    person = unit.people.get(user_id)
    if person is None or person.is_deleted or counting.left(user_id):
        return
    rows = unit.kudos.untold(user_id, limit=MOST_TOLD)
    if rows:
        unit.outbox.leave(
            "kudos.received",
            key=f"kudos.digest:{due.at.isoformat()}:{rows[-1].kudos_id}",
            now=counting.now,
            user_id=user_id,
            facts={"kudos_ids": [row.kudos_id for row in rows], "weekly": True},
        )


def choose(unit: Unit, user_id: str, digest: Digest, *, now: datetime) -> None:
    """Somebody chose when to hear of thanks. What waits comes on Friday as it would have, or never."""
    unit.choices.prefer(user_id, DIGEST_PREFERENCE, digest)
    if digest == Digest.NEVER:
        unit.kudos.tell(now=now, receiver_id=user_id)
        unit.agenda.drop(DIGEST_JOB, user_id=user_id)


def received(unit: Unit, rows: list[KudosRow]) -> list[Received]:
    """Those that stand and were not told of yet, as their receiver sees them."""
    told = [row for row in rows if row.stands and row.told_at is None]
    names = unit.skills.by_id({skill_id for row in told for skill_id in row.skill_ids})
    return [
        Received(row.giver_id, tuple(names[at].name for at in row.skill_ids if at in names), row.note) for row in told
    ]
