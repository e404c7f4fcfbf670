"""Installing in many workspaces: Slack's round trip, tokens sealed in the database, and who gets in by a forged one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from slack_sdk.oauth.installation_store.models.installation import Installation

from bot.app import Bot
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.domain.answers import Query
from bot.manifest import bot_scopes
from bot.oauth import Installations, SignedStates
from bot.services import Services, services
from bot.services.vault import Vault
from bot.web import Web
from storage.store import Store
from tests.bots import KEY, Company, Moment, a_slack, connected, settings_for, staff
from tests.builders import ORDINARY, VOCABULARY
from tests.databases import SqliteDatabases


@contextmanager
def open_house(slack: StandIn, server: Server, url: str, clock: Moment, **more: str) -> Iterator[Company]:
    people = staff(slack)
    with connected(slack, settings_for(slack, server, url, by="oauth", **more), clock=clock) as bot:
        yield Company(slack, server, bot, *people)


@pytest.fixture
def clock() -> Moment:
    return Moment()


@pytest.fixture
def url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[str]:
    yield from sqlite_databases.fresh(tmp_path)


@pytest.fixture
def acme(url: str, clock: Moment) -> Iterator[Company]:
    slack = a_slack()
    with slack.running() as server, open_house(slack, server, url, clock) as running:
        yield running
        assert slack.violations == []


def get(bot: Bot, path: str, **headers: str) -> tuple[int, HTTPMessage, str]:
    assert isinstance(bot.mouth, Web)
    with closing(HTTPConnection("127.0.0.1", bot.mouth.port, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def begins(acme: Company) -> tuple[str, str]:
    """The state that goes to Slack, and the cookie that stays in the browser."""
    _status, headers, _page = get(acme.bot, "/slack/install")
    ((name, cookie),) = SimpleCookie(headers["Set-Cookie"]).items()
    (state,) = parse_qs(urlsplit(headers["Location"]).query)["state"]
    assert cookie.value == state
    return state, f"{name}={state}"


def returns(acme: Company, state: str, cookie: str, *, code: str = "") -> tuple[int, str]:
    query = urlencode({"code": code or acme.slack.grants(acme.jill), "state": state})
    status, _headers, page = get(acme.bot, f"/slack/oauth_redirect?{query}", Cookie=cookie)
    return status, page


def installs(acme: Company) -> None:
    status, page = returns(acme, *begins(acme))
    assert status == 200, page
    acme.settles()


def token_of(acme: Company) -> str | None:
    return acme.bot.services.workspaces.sealed(acme.team)


def test_installing_asks_slack_for_the_scopes_of_the_manifest(acme: Company) -> None:
    status, headers, _page = get(acme.bot, "/slack/install")

    assert status == 302
    assert headers["Location"].startswith(f"{acme.server.url}/oauth/v2/authorize?")
    asked = parse_qs(urlsplit(headers["Location"]).query)
    assert asked["scope"][0].split(",") == bot_scopes()
    assert asked["client_id"] == [acme.slack.settings.client_id]
    assert "HttpOnly" in headers["Set-Cookie"]
    assert "Secure" in headers["Set-Cookie"]


def test_once_installed_it_answers_and_the_token_lies_sealed(acme: Company) -> None:
    installs(acme)

    acme.asks("who knows PowerPoint?")
    assert len(acme.katie.whispers(acme.general)) == 1
    path = acme.bot.services.store.url.database
    held = b"".join(Path(name).read_bytes() for name in (str(path), f"{path}-wal"))
    assert acme.slack.settings.bot_token.encode() not in held


def test_links_lead_into_the_workspace(acme: Company) -> None:
    installs(acme)
    acme.learns()

    assert f"https://acme.slack.com/archives/{acme.general.id}" in acme.looks("powerpoint").shown


def test_the_installer_is_greeted_once(acme: Company) -> None:
    installs(acme)
    installs(acme)

    (greeting,) = acme.jill.dms()
    assert "Three steps" in greeting.shown


def test_whoever_installed_it_may_tick_channels_in_the_greeting_admin_or_not(acme: Company) -> None:
    random = acme.slack.add_channel("random", members=[acme.katie])
    returns(acme, *begins(acme), code=acme.slack.grants(acme.katie))
    acme.settles()
    (greeting,) = acme.katie.dms()

    acme.katie.chooses(greeting, "channels:ticked", ["#random"])
    acme.katie.presses(greeting, "Join them")
    acme.settles()

    assert acme.slack.settings.bot_user_id in acme.slack.channel(random).members


@pytest.mark.parametrize("fault", ["too late", "forged", "of another secret", "of another browser", "none"])
def test_a_round_trip_that_did_not_begin_here_installs_nothing(acme: Company, clock: Moment, fault: str) -> None:
    state, cookie = begins(acme)
    if fault == "too late":
        clock.pass_by(601)
    if fault == "forged":
        state = cookie = state.replace(state[:4], "9999")
        cookie = f"{begins(acme)[1].partition('=')[0]}={state}"
    if fault == "of another secret":
        state = SignedStates("another", clock).issue()
        cookie = f"{cookie.partition('=')[0]}={state}"
    if fault == "of another browser":
        cookie = begins(acme)[1]
    if fault == "none":
        state = ""

    status, page = returns(acme, state, cookie)

    assert status in (400, 401)
    assert "traceback" not in page.lower()
    assert token_of(acme) is None
    assert acme.jill.dms() == []


def test_a_code_that_slack_did_not_give_installs_nothing(acme: Company) -> None:
    status, _page = returns(acme, *begins(acme), code="guessed")

    assert status >= 400
    assert token_of(acme) is None


def test_who_says_no_to_slack_installs_nothing(acme: Company) -> None:
    state, cookie = begins(acme)

    _status, _headers, page = get(acme.bot, f"/slack/oauth_redirect?error=access_denied&state={state}", Cookie=cookie)

    assert "access_denied" in page
    assert token_of(acme) is None


def test_before_it_is_installed_nobody_is_answered(acme: Company) -> None:
    acme.katie.says(acme.general, "who knows PowerPoint?")
    acme.settles()

    assert acme.slack.called("chat.postEphemeral") == []
    assert acme.bot.services.workspaces.installed() == []
    acme.slack.world.violations.clear()


def test_uninstalled_its_token_is_gone_and_installed_again_it_answers(acme: Company) -> None:
    installs(acme)
    acme.slack.uninstall()
    acme.settles()
    assert token_of(acme) is None

    installs(acme)
    acme.asks("who knows PowerPoint?")

    assert len(acme.katie.whispers(acme.general)) == 1


def test_under_another_key_no_token_opens_and_the_log_says_why(
    acme: Company, url: str, clock: Moment, caplog: pytest.LogCaptureFixture
) -> None:
    installs(acme)
    acme.katie.says(acme.general, "who knows PowerPoint?")
    acme.slack.settled()

    settings = settings_for(acme.slack, acme.server, url, by="oauth", whoknows_secret_key="another key than before")
    with connected(acme.slack, settings, clock=clock) as other:
        other.outbox.deliver_all()

    assert acme.slack.called("chat.postEphemeral") == []
    (line,) = {record.getMessage() for record in caplog.records if record.levelno == logging.ERROR}
    assert "WHOKNOWS_SECRET_KEY is not the one it was sealed with" in line
    assert acme.slack.settings.bot_token not in caplog.text


# -- the parts by themselves, for what one stand-in cannot show: several workspaces and several processes


def installation(team_id: str, token: str) -> Installation:
    return Installation(team_id=team_id, bot_token=token, bot_id="B1", bot_user_id="U0BOT", user_id="U1", app_id="A1")


def house(store: Store, clock: Moment) -> tuple[Services, Installations]:
    ours = services(store, VOCABULARY, ORDINARY, secret=KEY)
    return ours, Installations(ours, Vault(KEY), clock, address=lambda token: f"https://{token}.slack.com/")


def test_each_workspace_has_its_own_token(store: Store, clock: Moment) -> None:
    ours, held = house(store, clock)
    held.save(installation("T1", "one"))
    held.save(installation("T2", "two"))

    assert (held.token("T1"), held.token("T2"), held.token("T3")) == ("one", "two", None)
    assert {row.url for row in ours.workspaces.installed()} == {"https://one.slack.com/", "https://two.slack.com/"}
    first = held.authorize("T1")
    assert first is not None
    assert first.bot_token == "one"
    assert held.authorize(None) is None


def test_what_one_workspace_learned_is_not_told_in_another(store: Store, clock: Moment) -> None:
    ours, held = house(store, clock)
    held.save(installation("T1", "one"))
    held.save(installation("T2", "two"))
    ours.skills.declare("T1", "U1", "Excel", now=clock())

    assert ours.ask.look("T2", Query("excel", "U9"), now=clock()).people == ()


def test_another_process_sees_that_the_app_left_or_came_back_with_a_new_token(store: Store, clock: Moment) -> None:
    ours, held = house(store, clock)
    _ours, other = house(store, clock)
    held.save(installation("T1", "old"))
    assert other.token("T1") == "old"

    ours.workspaces.leave("T1", now=clock())
    assert other.token("T1") is None

    held.save(installation("T1", "new"))
    assert other.token("T1") == "new"
    held.save(installation("T1", "newer"))
    assert other.token("T1") == "newer"


def test_a_state_is_good_for_ten_minutes() -> None:
    clock = Moment()
    states = SignedStates(KEY, clock)
    state = states.issue()

    clock.at += timedelta(minutes=10, seconds=-1)
    assert states.consume(state)
    clock.at += timedelta(seconds=2)
    assert not states.consume(state)


@pytest.mark.parametrize("state", ["", ".", "..", "x.y.z", "1700000000", "\u0661.\u0662.\u0663", "9" * 400 + ".a.b"])
def test_what_is_no_state_is_refused(state: str) -> None:
    assert not SignedStates(KEY, Moment()).consume(state)


def test_what_is_sealed_opens_under_its_own_key_alone() -> None:
    sealed = Vault(KEY).seal({"token": "xoxb-secret"})

    assert Vault(KEY).open(sealed) == {"token": "xoxb-secret"}
    assert Vault("another").open(sealed) is None
    assert Vault(KEY).open(sealed[:-4]) is None
    assert Vault(KEY).open("") is None
    assert "xoxb" not in sealed
