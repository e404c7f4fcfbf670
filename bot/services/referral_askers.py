"""Who asked: by name, or so that the database does not tell."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from threading import Event

from bot.errors import CommandLineError
from bot.services.vault import ASKERS, Vault
from storage.referrals import HandoffRow
from storage.store import Unit
from storage.values import QuestionRow

NOT_YOURS = "Somebody else asked that. Ask yourself with `/whoknows`, and you are led to the same people."


class Askers:
    """An anonymous asker is a token that only the key opens. Their digest is the same from question to question, so
    that bounds hold; it is not the one under which somebody who left is remembered.
    """

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.vault = Vault(secret, ASKERS)
        # Set where what led to an asker may still stand in a log of the database, as after a sudden end: it is cleared
        # when nobody waits for it.
        self.unlinked = Event()
        self.unlinked.set()

    def digest(self, team_id: str, user_id: str) -> str:
        if not self.secret:
            raise CommandLineError("WHOKNOWS_SECRET_KEY is not set, and only it keeps an asker unnamed.")
        message = f"asker:{team_id}:{user_id}".encode()
        return hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest()

    def signed(self, unit: Unit, handoff: HandoffRow, user_id: str, *, anonymous: bool) -> HandoffRow:
        """The hand-off with its asker, known or sealed."""
        if not anonymous:
            return replace(handoff, asker_id=user_id)
        sealed = self.vault.seal({"team": unit.team_id, "user": user_id})
        return replace(handoff, sealed=sealed, digest=self.digest(unit.team_id, user_id))

    def of_question(self, unit: Unit, question: QuestionRow) -> str:
        """Whose question it is, where it was taken to colleagues or a channel."""
        handoff = unit.referrals.get(question.question_id)
        return self.of(unit, handoff) if handoff else ""

    def of(self, unit: Unit, handoff: HandoffRow) -> str:
        """Whose question it is; "" where nobody can tell any more."""
        return self.opened(unit.team_id, handoff) if handoff.sealed else handoff.asker_id

    def opened(self, team_id: str, handoff: HandoffRow) -> str:
        """Who is sealed in a token of this workspace's."""
        opened = self.vault.open(handoff.sealed) or {}
        return str(opened.get("user") or "") if opened.get("team") == team_id else ""


def is_own(question: QuestionRow, user_id: str, asker: str | None) -> bool:
    """Whether somebody asked this; `asker` is whose it is where it was taken to colleagues. What nobody owns is kept
    for those of whom nothing is noted, so whoever has it before them may go on.
    """
    return question.asker_id in (user_id, "") and asker in (user_id, None)
