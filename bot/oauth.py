"""Whose token it is: one workspace from the environment, or many that installed the app by OAuth.

Tokens lie in the database encrypted (Fernet) under WHOKNOWS_SECRET_KEY. Bolt's own authorize asks the database and
Slack before every event; this one remembers.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth import InstallationStore
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store import OAuthStateStore

from bot.services import Services
from bot.services.vault import Vault
from bot.services.workspaces import Home

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Address = Callable[[str], str]  # of a workspace, by its token
STATE_LASTS = timedelta(minutes=10)


class Installations(InstallationStore):
    """Bolt hands an installation over here; everybody else asks `authorize`."""

    def __init__(self, services: Services, vault: Vault, clock: Clock, *, address: Address) -> None:
        self.services = services
        self.vault = vault
        self.clock = clock
        self.address = address
        self.held: dict[str, tuple[str, AuthorizeResult]] = {}

    def save(self, installation: Installation) -> None:
        team_id = installation.team_id
        if not (team_id and installation.bot_token):
            return
        now = self.clock()
        url = installation.enterprise_url or self.address(installation.bot_token)
        home = Home(team_id, installation.team_name or "", url, installation.bot_user_id or "")
        sealed = self.vault.seal(
            {"token": installation.bot_token, "id": installation.bot_id, "user": installation.bot_user_id}
        )
        self.services.workspaces.arrive(home, installer_id=installation.user_id, sealed=sealed, now=now)
        self.held.pop(team_id, None)

    def authorize(self, team_id: str | None) -> AuthorizeResult | None:
        """Whose bot an event is for; None refuses it."""
        if team_id is None:
            return None
        held = self.held.get(team_id)
        return held[1] if held else self.look_up(team_id)

    def token(self, team_id: str) -> str | None:
        """A workspace's token as long as the app is installed there."""
        result = self.look_up(team_id)
        return result.bot_token if result else None

    def look_up(self, team_id: str) -> AuthorizeResult | None:
        """What the database says: another process may have seen the app go, or come back with a new token."""
        sealed = self.services.workspaces.sealed(team_id)
        if sealed is None:
            self.held.pop(team_id, None)
            return None
        held = self.held.get(team_id)
        if held is None or held[0] != sealed:
            opened = self.vault.open(sealed)
            if opened is None:
                log.error(
                    "the token of workspace %s does not open: WHOKNOWS_SECRET_KEY is not the one it was sealed with. "
                    "Set that one again, or install the app anew at /slack/install.",
                    team_id,
                )
                return None
            self.held[team_id] = held = (sealed, authorized(team_id, opened))
        return held[1]


def authorized(team_id: str, opened: dict[str, Any]) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None,
        team_id=team_id,
        bot_token=opened.get("token"),
        bot_id=opened.get("id"),
        bot_user_id=opened.get("user"),
    )


class SignedStates(OAuthStateStore):
    """The `state` of an OAuth round trip: signed and short-lived, so nothing needs storing.

    Bolt also compares it with a cookie, and Slack's code works once.
    """

    def __init__(self, secret: str, clock: Clock) -> None:
        self.key = hashlib.sha256(b"whoknows states\0" + secret.encode()).digest()
        self.clock = clock

    def issue(self, *_arguments: Any, **_options: Any) -> str:
        begun = f"{int(self.clock().timestamp())}.{secrets.token_urlsafe(12)}"
        return f"{begun}.{self.signature(begun)}"

    def consume(self, state: str) -> bool:
        begun, _, signature = state.rpartition(".")
        seconds = begun.partition(".")[0]
        if not (seconds.isdecimal() and hmac.compare_digest(signature.encode(), self.signature(begun).encode())):
            return False
        age = self.clock() - datetime.fromtimestamp(int(seconds), UTC)
        return timedelta() <= age + timedelta(seconds=1) and age <= STATE_LASTS

    def signature(self, begun: str) -> str:
        return hmac.new(self.key, begun.encode(), hashlib.sha256).hexdigest()
