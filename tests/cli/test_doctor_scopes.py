"""`whoknows doctor` and the scopes that Slack granted: each that is missing with its cost, in one plain line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.demo.standin import StandIn
from bot.domain.scopes import COSTS
from bot.manifest import manifest
from bot.oauth import Vault
from bot.services.workspaces import Home
from storage.store import Store
from tests.builders import bot_on
from tests.cli.test_database import SECRETS
from tests.command_line import Whoknows

NOW = datetime(2026, 6, 1, tzinfo=UTC)
Slacks = Callable[..., dict[str, str]]


def without(*scopes: str) -> dict[str, Any]:
    document = manifest()
    granted = [scope for scope in document["oauth_config"]["scopes"]["bot"] if scope not in scopes]
    return document | {"oauth_config": {"scopes": {"bot": granted}}}


@pytest.fixture
def slack_with() -> Iterator[Slacks]:
    """Starts a Slack that grants what a manifest asks for; what the environment has to say of it."""
    with ExitStack() as stack:

        def start(document: dict[str, Any]) -> dict[str, str]:
            slack = StandIn(manifest=document)
            server = stack.enter_context(slack.running())
            own = slack.settings
            return {**SECRETS, "SLACK_BOT_TOKEN": own.bot_token, "SLACK_API_URL": server.api_url}

        yield start


def said(cli: Whoknows, settings: dict[str, str]) -> tuple[int, str]:
    result = cli("doctor", **settings)
    return result.exit_code, " ".join(result.stdout.split())


def test_all_that_is_asked_for_is_granted(cli: Whoknows, slack_with: Slacks) -> None:
    code, shown = said(cli, slack_with(manifest()))

    assert code == 0
    assert f"scopes all {len(COSTS)} granted" in shown


def test_each_that_is_missing_is_told_with_its_cost(cli: Whoknows, slack_with: Slacks) -> None:
    code, shown = said(cli, slack_with(without("dnd:read", "files:write")))

    assert code == 0  # the bot runs all the same
    assert f"scopes 2 of {len(COSTS)} missing" in shown
    for scope in ("dnd:read", "files:write"):
        assert f"without {scope} {COSTS[scope]}" in shown
    assert "without chat:write" not in shown


def test_where_slack_cannot_be_reached_that_is_said(cli: Whoknows) -> None:
    assert "scopes not checked: Slack cannot be reached now" in said(cli, SECRETS)[1]


def test_a_token_that_slack_refuses_is_said_to_be_missing(cli: Whoknows, slack_with: Slacks) -> None:
    code, shown = said(cli, slack_with(manifest()) | {"SLACK_BOT_TOKEN": "xoxb-very-hidden"})

    assert code == 1
    assert "missing: scopes: Slack refused the token (invalid_auth)" in shown
    assert "very-hidden" not in shown


def test_without_a_manifest_slack_says_nothing_of_scopes(cli: Whoknows, slack_with: Slacks) -> None:
    assert "Slack did not say which are granted" in said(cli, slack_with(None))[1]


@pytest.mark.parametrize(
    ("key", "says"),
    [
        (SECRETS["WHOKNOWS_SECRET_KEY"], f"scopes in T0ACME 1 of {len(COSTS)} missing"),
        ("another key that is long enough", "scopes not checked: no token is there yet"),
    ],
)
def test_of_workspaces_that_installed_the_app_each_is_asked(
    cli_on_both: Whoknows, empty_database_url: str, slack_with: Slacks, key: str, says: str
) -> None:
    settings = slack_with(without("dnd:read"))
    store = Store(empty_database_url)
    store.upgrade()
    sealed = Vault(SECRETS["WHOKNOWS_SECRET_KEY"]).seal({"token": settings.pop("SLACK_BOT_TOKEN")})
    bot_on(store).services.workspaces.arrive(Home("T0ACME", "Acme", "", "U0BOT"), sealed=sealed, now=NOW)
    store.close()

    assert says in said(cli_on_both, settings | {"WHOKNOWS_SECRET_KEY": key})[1]


def test_before_there_is_a_token_nothing_is_asked(cli: Whoknows) -> None:
    assert "scopes not checked: no token is there yet" in said(cli, {})[1]
    assert "no token is there yet" in said(cli, {"WHOKNOWS_SECRET_KEY": SECRETS["WHOKNOWS_SECRET_KEY"]})[1]
