"""Joining a history that was imported early to the workspace that was installed later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.referrals import OPEN
from bot.errors import CommandLineError
from bot.services.merging import settle
from bot.services.privacy import PrivacyService
from bot.services.referral_askers import Askers
from bot.services.referral_leaving import forget_asker, withdraw
from storage.adopt import adopt, has_left, learned_by_both
from storage.erase import everybody_in
from storage.referrals import HandoffRow, Stage
from storage.store import Store, Unit


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many questions without a name go on, and how many had to be given up as nobody can tell whose they are."""

    resealed: int
    withdrawn: int


def adopt_history(store: Store, privacy: PrivacyService, old: str, new: str, *, now: datetime) -> Adopted:
    """All of `old` becomes `new`'s, in one transaction; refused where something would count twice or come back. Who was
    forgotten in `new` does not come back from `old`.
    """
    missing = [team_id for team_id in (old, new) if team_id not in store.team_ids()]
    if missing:
        here = ", ".join(store.team_ids()) or "none yet"
        raise CommandLineError(f"There is no workspace {missing[0]!r} here. There is {here}.")
    if old == new:
        raise CommandLineError(f"{old} cannot be joined to itself.")
    with store.transaction(writing=True) as connection:
        refuse(connection, old, new)
        leave_out(privacy, connection, old, new, now)
        unnamed = Unit(connection, old).referrals.sealed()
        adopt(connection, old, new)
        unit = Unit(connection, new)
        settle(unit)
        unit.workspace.raise_graph_version()
        adopted = take_over(unit, old, unnamed, Askers(privacy.secret) if privacy.secret else None, now)
    store.compact()
    return adopted


def refuse(connection: Connection, old: str, new: str) -> None:
    if has_left(connection, old):
        raise CommandLineError(
            f"In {old} somebody asked to be forgotten, which holds for {old} alone. Forget them in {new} too, then "
            f"import the export again with --team {new}."
        )
    twice = learned_by_both(connection, old, new)
    if twice:
        raise CommandLineError(
            f"{old} and {new} have learned the same messages in {len(twice)} channel(s), which would count twice. "
            f"Import the export again with --team {new} instead: that skips what is known."
        )


def leave_out(privacy: PrivacyService, connection: Connection, old: str, new: str, now: datetime) -> None:
    """Of those who were forgotten in the new workspace the old one brings nothing back, wherever it names them."""
    unit, left = Unit(connection, old), privacy.who_left(Unit(connection, new))
    for user_id in filter(left, everybody_in(connection, old)):
        forget_asker(unit, Askers(privacy.secret), user_id, now=now)
        unit.erase(user_id)


def take_over(unit: Unit, old: str, rows: list[HandoffRow], askers: Askers | None, now: datetime) -> Adopted:
    """The token of who asked without a name holds for one workspace: it is sealed anew. Without the key, or under
    another one, it opens for nobody ever: what still goes on is withdrawn.
    """
    resealed = withdrawn = 0
    for row in rows:
        asker = askers.opened(old, row) if askers else ""
        if askers and asker:
            signed = askers.signed(unit, row, asker, anonymous=True)
            unit.referrals.change(row.question_id, sealed=signed.sealed, digest=signed.digest)
            resealed += row.state in OPEN
        elif row.state in OPEN:
            for referral in unit.referrals.referrals(row.question_id):
                withdraw(unit, referral, now)
            unit.referrals.change(row.question_id, state=Stage.WITHDRAWN, changed_at=now)
            withdrawn += 1
    return Adopted(resealed, withdrawn)
