"""All that is held on somebody, as a file of their own: readable, and nothing left out."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bot.domain.answers import Press
from bot.domain.held import HELD
from bot.services.privacy import PrivacyService
from bot.services.referral_askers import Askers
from storage.own_data import MENTIONS
from storage.referrals import HandoffRow
from storage.store import Store, Unit
from storage.upserts import values_of

WRITTEN = (
    "What others wrote to the bot that names you. Who wrote it is not said, nor what was meant for other eyes: "
    "there is no text then. All of it goes when you are forgotten."
)


class OwnData:
    def __init__(self, store: Store, privacy: PrivacyService) -> None:
        self.store = store
        self.privacy = privacy

    def ask_for(self, team_id: str, press: Press, *, now: datetime) -> bool:
        """Leave it to be sent to them, once for each `seen`; False for those of whom nothing is held."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if self.privacy.who_left(unit)(press.user_id):
                return False
            if unit.workspace.first_time(press.seen, now=now):
                unit.outbox.leave("privacy.export", key=f"export:{press.seen}", now=now, user_id=press.user_id)
            return True

    def of(self, team_id: str, user_id: str, *, now: datetime) -> bytes:
        """The file, as it stands now."""
        with self.store.team(team_id).reading() as unit:
            held = unit.held_on(user_id)
            held["handoff"] += [unsealed(row) for row in self.unnamed(unit, user_id)]
            channels = {row.channel_id: row.name for row in unit.people.channels() if row.name}
        told = {
            "about": "Everything Whoknows holds on you, by table. Times are UTC.",
            "made": now.isoformat(timespec="seconds"),
            "workspace": team_id,
            "you": user_id,
            "channels": {at: name for at, name in sorted(channels.items()) if at in str(held)},
            "held": {
                table: {"what": HELD[table].keeps if table != MENTIONS else WRITTEN, "rows": rows}
                for table, rows in sorted(held.items())
                if rows
            },
        }
        return json.dumps(told, indent=2, ensure_ascii=False, default=readable).encode()

    def unnamed(self, unit: Unit, user_id: str) -> list[HandoffRow]:
        """What they asked without their name: it is theirs, though no row says so."""
        digest = Askers(self.privacy.secret).digest(unit.team_id, user_id) if self.privacy.secret else ""
        return [row for row in unit.referrals.of_asker(user_id, digest) if row.anonymous and not row.asker_id]


def unsealed(row: HandoffRow) -> dict[str, Any]:
    return {name: value for name, value in values_of(row).items() if name not in ("sealed", "digest", "asker_id")}


def readable(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
