"""How the bot is told of the workspace it is to work in, and how what it complains of is heard."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from sqlalchemy import event

from bot.demo.page.log import Ear, Log
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.settings import Settings as AllSettings
from storage.store import Store

KEY = "a key that locks nothing but a demo"
DATABASE = "whoknows.db"


def tokens() -> dict[str, Any]:
    """Nobody guesses them: another site that could reach the workspace still could not speak as the bot."""
    made = {"bot_token": "xoxb", "app_token": "xapp", "signing_secret": "sign"}
    return {name: f"{begins}-{secrets.token_hex(16)}" for name, begins in made.items()}


class Settings(AllSettings):
    """What stands in the environment, or in a file beside it, belongs to a real workspace."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)


def settings_for(slack: StandIn, server: Server, folder: Path) -> Settings:
    own = slack.settings
    return Settings(
        slack_bot_token=own.bot_token,
        slack_app_token=own.app_token,
        slack_api_url=server.api_url,
        database_url=f"sqlite:///{folder / DATABASE}",
        whoknows_secret_key=KEY,
        port=0,
    )


def not_waiting_for_the_disk(store: Store) -> None:
    """A demo need not survive a power cut."""

    def quick(connection: object, *_more: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous = OFF").close()

    event.listen(store.engine, "checkout", quick)


@contextmanager
def heard(log: Log) -> Iterator[None]:
    """What the bot logs as a warning or worse is shown in the page too."""
    ear, root = Ear(log), logging.getLogger()
    root.addHandler(ear)
    try:
        yield
    finally:
        root.removeHandler(ear)
