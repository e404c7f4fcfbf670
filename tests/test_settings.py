"""Settings that are missing or wrong: one line that names the variable and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load, ready_to_run
from tests.house import read

KEY = {"WHOKNOWS_SECRET_KEY": "0123456789abcdef"}
SOCKETS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", **KEY}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", **KEY}
OAUTH = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s", **KEY}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def with_environment(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return ready_to_run(load())


def without(values: dict[str, str], name: str, **others: str) -> dict[str, str]:
    return {**{key: value for key, value in values.items() if key != name}, **others}


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "nothing at all": ({}, r"^SLACK_BOT_TOKEN is not set: .*xoxb-.*README"),
    "sockets without the bot's token": (without(SOCKETS, "SLACK_BOT_TOKEN"), r"^SLACK_BOT_TOKEN is not set"),
    "sockets without a key": (
        without(SOCKETS, "WHOKNOWS_SECRET_KEY"),
        r"^WHOKNOWS_SECRET_KEY is not set: .*`whoknows secret-key`",
    ),
    "one token alone": (
        {"SLACK_BOT_TOKEN": "xoxb-1", **KEY},
        r"^SLACK_SIGNING_SECRET is not set: .*SLACK_APP_TOKEN",
    ),
    "http without a key": (without(HTTP, "WHOKNOWS_SECRET_KEY"), r"^WHOKNOWS_SECRET_KEY is not set"),
    "oauth without its secret": (without(OAUTH, "SLACK_CLIENT_SECRET"), r"^SLACK_CLIENT_SECRET is not set"),
    "oauth without signatures": (without(OAUTH, "SLACK_SIGNING_SECRET"), r"^SLACK_SIGNING_SECRET is not set"),
    "oauth without a key": (without(OAUTH, "WHOKNOWS_SECRET_KEY"), r"^WHOKNOWS_SECRET_KEY is not set"),
    "the two tokens exchanged": (
        {**SOCKETS, "SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"},
        r"^SLACK_BOT_TOKEN does not begin with xoxb-",
    ),
    "a wrong app token": ({**SOCKETS, "SLACK_APP_TOKEN": "1"}, r"^SLACK_APP_TOKEN does not begin with xapp-"),
    "an empty token": ({**SOCKETS, "SLACK_BOT_TOKEN": ""}, r"^SLACK_BOT_TOKEN is not set"),
    "a short key": ({**SOCKETS, "WHOKNOWS_SECRET_KEY": "short"}, r"^WHOKNOWS_SECRET_KEY is shorter than 16"),
    "no port": ({**HTTP, "PORT": "http"}, r"^PORT "),
    "a port beyond all": ({**HTTP, "PORT": "65536"}, r"^PORT .*65535"),
    "a level of its own": ({**HTTP, "LOG_LEVEL": "chatty"}, r"^LOG_LEVEL .*DEBUG"),
    "no address": ({**HTTP, "SLACK_API_URL": "slack.com/api"}, r"^SLACK_API_URL is no address such as https://"),
    "no such protocol": ({**HTTP, "SLACK_API_URL": "ftp://slack.com/"}, r"^SLACK_API_URL is no address"),
    "no database": ({**HTTP, "DATABASE_URL": "whoknows.db"}, r"^DATABASE_URL is no database address: sqlite:///"),
    "another database": ({**HTTP, "DATABASE_URL": "mysql://localhost/x"}, r"^DATABASE_URL is no database address"),
    "another driver": ({**HTTP, "DATABASE_URL": "postgresql+asyncpg://h/x"}, r"^DATABASE_URL is no database address"),
}


@pytest.mark.parametrize(("values", "line"), WRONG.values(), ids=WRONG)
def test_what_is_missing_or_wrong_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], line: str
) -> None:
    with pytest.raises(SettingsError, match=line) as fault:
        with_environment(monkeypatch, values)

    assert "\n" not in str(fault.value)
    assert fault.value.__suppress_context__ or fault.value.__context__ is None
    for secret in ("xoxb-1", "xapp-1", "0123456789abcdef"):
        assert secret not in str(fault.value)


RIGHT = {"sockets": (SOCKETS, True, False), "http": (HTTP, False, False), "oauth": (OAUTH, False, True)}


@pytest.mark.parametrize(("values", "sockets", "oauth"), RIGHT.values(), ids=RIGHT)
def test_what_is_set_decides_how_it_runs(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], *, sockets: bool, oauth: bool
) -> None:
    settings = with_environment(monkeypatch, values)

    assert (settings.uses_sockets, settings.uses_oauth) == (sockets, oauth)


def test_without_anything_more_it_talks_to_slack_and_keeps_a_file_here(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(monkeypatch, SOCKETS)

    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///whoknows.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)


def test_an_address_may_end_as_it_likes_and_a_level_be_small(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_environment(
        monkeypatch, {**SOCKETS, "SLACK_API_URL": "http://127.0.0.1:1/api", "LOG_LEVEL": "debug"}
    )

    assert settings.slack_api_url == "http://127.0.0.1:1/api/"
    assert settings.log_level == "DEBUG"


def test_settings_may_stand_in_a_file(tmp_path: Path) -> None:
    lines = [f"{name}={value}" for name, value in SOCKETS.items()]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")

    assert ready_to_run(load()).uses_sockets


def test_no_secret_is_shown_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(with_environment(monkeypatch, {**SOCKETS, **OAUTH}))

    assert "xoxb-1" not in shown
    assert "xapp-1" not in shown
    assert KEY["WHOKNOWS_SECRET_KEY"] not in shown


def test_the_documentation_names_every_setting() -> None:
    """What an admin can set is found where settings are explained."""
    told = read("docs/running.md")

    assert [name.upper() for name in Settings.model_fields if f"`{name.upper()}`" not in told] == []
