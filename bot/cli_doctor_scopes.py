"""What `whoknows doctor` says of the scopes that Slack granted: what is missing, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy.exc import SQLAlchemyError

from bot.cli_shared import is_there, schema
from bot.domain.scopes import COSTS, lost
from bot.errors import SlackError
from bot.services.vault import Vault
from bot.settings import Settings, secret
from bot.slack import RATE_LIMITED, UNKNOWN, UNREACHABLE, Slack, web_client
from storage.migrate import head
from storage.store import Store

Rows = list[tuple[str, str]]
ASKED_LATER = frozenset({UNREACHABLE, UNKNOWN, RATE_LIMITED})


def scope_rows(settings: Settings) -> tuple[Rows, list[str]]:
    """For each token the scopes it lacks, and the tokens that Slack refuses."""
    rows: Rows = []
    refused = []
    for name, token in tokens(settings):
        try:
            granted = Slack(web_client(token, settings.slack_api_url)).scopes()
        except SlackError as error:
            if error.code in ASKED_LATER:
                rows.append((name, "not checked: Slack cannot be reached now"))
            else:
                refused.append(f"{name}: Slack refused the token ({error.code}).")
            continue
        rows += told(name, granted)
    return rows or [("scopes", "not checked: no token is there yet")], refused


def told(name: str, granted: frozenset[str]) -> Rows:
    if not granted:
        return [(name, "not checked: Slack did not say which are granted")]
    missing = lost(granted)
    if not missing:
        return [(name, f"all {len(COSTS)} granted")]
    first = (name, f"{len(missing)} of {len(COSTS)} missing; add what you want from manifest.yml and install again")
    return [first, *((f"  without {scope}", cost) for scope, cost in missing.items())]


def tokens(settings: Settings) -> Iterator[tuple[str, str]]:
    """The one from the environment, else those that workspaces handed over when they installed the app."""
    if settings.slack_bot_token:
        yield "scopes", secret(settings.slack_bot_token)
        return
    if not settings.secret_key:
        return
    vault = Vault(settings.secret_key)
    for team_id, sealed in installed(settings.database_url):
        token = (vault.open(sealed) or {}).get("token")
        if token:
            yield f"scopes in {team_id}", str(token)


def installed(url: str) -> list[tuple[str, str]]:
    """The workspaces that installed the app, each with its sealed token; none where there is no database to look at."""
    with closing(Store(url)) as store:
        try:
            if not is_there(store) or schema(store) != head():
                return []
            found = []
            for team_id in store.team_ids():
                with store.team(team_id).reading() as unit:
                    if sealed := unit.workspace.sealed():
                        found.append((team_id, sealed))
        except SQLAlchemyError:
            return []
        return found
