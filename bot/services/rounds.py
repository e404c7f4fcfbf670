"""A round of what is due: each in a transaction of its own. What fails is tried again, ever more rarely, and given up
after a day: the log then says so once, by ids alone, and `whoknows doctor` shows it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from traceback import extract_tb

from bot.domain.retries import PAUSES, again_at
from storage.store import Team, Unit
from storage.values import DueRow, StuckRow

log = logging.getLogger(__name__)

Act = Callable[[Unit], object]
OURS = frozenset({"bot", "storage"})


class Rounds:
    def __init__(self, team: Team, now: datetime) -> None:
        self.team = team
        self.now = now

    def do(self, due: DueRow, act: Act, *ends: Act) -> None:
        """What a row of the agenda asks for; `act` takes the row. Where it is given up the row goes, and the first of
        `ends` that works is done in its place.
        """
        try:
            self.attempt(due, act)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            self.failed(due, error, ends, stands=partial(stands, due=due))

    def mend(self, job: str, subject: object, act: Act, *ends: Act, user_id: str = "") -> None:
        """What was found to be done, without a row of the agenda: found anew in each round, as long as it stands."""
        due = DueRow(job, str(subject), user_id, self.now)
        self.run(job, subject, partial(self.attempt, due, act), *ends, user_id=user_id)

    def run(self, job: str, subject: object, act: Callable[[], object], *ends: Act, user_id: str = "") -> None:
        """The same where `act` has transactions of its own."""
        due = DueRow(job, str(subject), user_id, self.now)
        known = self.known.get((job, due.subject, user_id))
        if known and (known.again_at is None or known.again_at > self.now):
            return
        try:
            act()
            if known:
                self.attempt(due, nothing)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            self.failed(due, error, ends)

    @cached_property
    def known(self) -> dict[tuple[str, str, str], StuckRow]:
        """What failed before."""
        with self.team.reading() as unit:
            return {(row.job, row.subject, row.user_id): row for row in unit.stuck.all()}

    def attempt(self, due: DueRow, act: Act) -> None:
        with self.team.writing() as unit:
            act(unit)
            unit.stuck.drop(due.job, due.subject, due.user_id)

    def failed(
        self, due: DueRow, error: Exception, ends: tuple[Act, ...], *, stands: Callable[[Unit], bool] | None = None
    ) -> None:
        """Of several processes that fail at the same time one counts it; none where another one did it."""
        with self.team.writing() as unit:
            before = unit.stuck.get(due.job, due.subject, due.user_id)
            if (before and before.again_at and before.again_at > self.now) or (stands and not stands(unit)):
                return
            tries = before.tries + 1 if before and before.again_at else 1
            row = StuckRow(due.job, due.subject, due.user_id, tries, None, self.now, fault_of(error))
            later = again_at(tries, self.now)
            # Also what is given up: whoever is stopped before it is settled comes back to it.
            unit.stuck.note(replace(row, again_at=later or self.now + PAUSES[0]))
        if later:
            log.warning("%s of %s failed (%s), tried again at %s", row.job, row.subject, row.fault, later)
        else:
            self.give_up(due, row, ends)

    def give_up(self, due: DueRow, row: StuckRow, ends: tuple[Act, ...]) -> None:
        for end in (*ends, nothing):
            try:
                with self.team.writing() as unit:
                    unit.agenda.take(due)
                    unit.stuck.note(row)
                    end(unit)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                log.warning("what ends %s of %s failed too (%s)", row.job, row.subject, fault_of(error))
            else:
                log.error("%s of %s given up after %s tries (%s)", row.job, row.subject, row.tries, row.fault)
                return


def nothing(_unit: Unit) -> None:
    """What there is to do where nothing else works."""


def stands(unit: Unit, *, due: DueRow) -> bool:
    """Whether it is still to be done."""
    return unit.agenda.get(due.job, subject=due.subject, user_id=due.user_id) == due


def fault_of(error: Exception) -> str:
    """The kind of an error and its place in our code. Its own words may quote what people wrote."""
    frames = [frame for frame in extract_tb(error.__traceback__) if OURS & set(Path(frame.filename).parts)]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
