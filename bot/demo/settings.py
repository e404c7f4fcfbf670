"""Who the workspace and the bot are, and how patient Slack is with the bot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Slack's own numbers, unless a test is in a hurry."""

    bot_token: str = "xoxb-stand-in"  # noqa: S105 - opens nothing but this stand-in
    app_token: str = "xapp-stand-in"  # noqa: S105 - as above
    signing_secret: str = "stand-in-signing-secret"  # noqa: S105 - as above
    client_id: str = "111.222"
    client_secret: str = "stand-in-client-secret"  # noqa: S105 - as above
    team_id: str = "T000000001"
    team_name: str = "Acme"
    domain: str = "acme"
    app_id: str = "A000000001"
    bot_id: str = "B000000001"
    bot_user_id: str = "U000000001"
    bot_name: str = "whoknows"
    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0, 60, 300)
    concurrency: int = 16
    trigger_seconds: float = 3.0
    hook_seconds: float = 30 * 60
    hook_uses: int = 5
    ping_seconds: float = 0.2  # Slack pings too; often, so that a client about to close notices at once
    history_page: int = 999  # Slack gives 15 to apps that are sold outside its Marketplace
    max_body: int = 4_000_000
