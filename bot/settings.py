"""The settings, all from the environment; what is missing or wrong is said in one line with its remedy."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, create_model, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.bounds import HINTS, Bounds, names_of
from bot.errors import SettingsError

SHORTEST_SECRET = 16


PREFIX = "whoknows_"
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(names_of)]


def bound_fields() -> dict[str, Any]:
    """A field for each bound, so that WHOKNOWS_KUDOS_PER_DAY sets what holds where a workspace sets nothing."""
    made: dict[str, Any] = {}
    for bound in fields(Bounds):
        about = {"description": bound.metadata["about"]}
        if "least" in bound.metadata:
            limits = {"ge": bound.metadata["least"], "le": bound.metadata["most"]}
            made[PREFIX + bound.name] = (HINTS[bound.name], Field(bound.default, **limits, **about))
        else:
            made[PREFIX + bound.name] = (Names, Field(bound.default, **about))
    return made


BoundSettings: Any = create_model("BoundSettings", __base__=BaseSettings, **bound_fields())


class Settings(BoundSettings):  # whose fields are those of Bounds, so they cannot differ
    """One field for each environment variable, by the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = Field(None, description="xoxb-..., of the app's OAuth page")
    slack_app_token: SecretStr | None = Field(None, description="xapp-..., with connections:write: Socket Mode")
    slack_signing_secret: SecretStr | None = Field(None, description="of the app's Basic Information page: HTTP mode")
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///whoknows.db"
    whoknows_secret_key: SecretStr | None = None
    whoknows_vocabulary: str | None = Field(None, description="a YAML file that extends or replaces the starter skills")
    host: str = "127.0.0.1"
    port: int = Field(3000, ge=0, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("slack_api_url")
    @classmethod
    def is_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
            raise ValueError("is no address such as https://slack.com/api/")
        return value.rstrip("/") + "/"

    @field_validator("database_url")
    @classmethod
    def is_database(cls, value: str) -> str:
        try:
            driver = make_url(value).drivername
        except ArgumentError:
            driver = ""
        if driver not in ("sqlite", "postgresql", "postgres", "postgresql+psycopg"):
            raise ValueError("is no database address: sqlite:///whoknows.db or postgresql://user:password@host/name")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @property
    def bounds(self) -> Bounds:
        """What holds where a workspace sets nothing of its own."""
        return Bounds(**{bound.name: getattr(self, PREFIX + bound.name) for bound in fields(Bounds)})

    @property
    def uses_sockets(self) -> bool:
        return self.slack_app_token is not None

    @property
    def uses_oauth(self) -> bool:
        return not self.uses_sockets and self.slack_client_id is not None

    @property
    def secret_key(self) -> str:
        return secret(self.whoknows_secret_key)


def load() -> Settings:
    """The settings as they are; what is wrong ends the start with one line."""
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        name = str(fault["loc"][0]).upper() if fault["loc"] else "The environment"
        reason = str(fault["msg"]).removeprefix("Value error, ")
        raise SettingsError(f"{name} {reason[:1].lower()}{reason[1:]}. Correct it and start again.") from None


def ready_to_run(settings: Settings) -> Settings:
    """The same settings, once all that `whoknows run` needs is there."""
    for name, hint in needed(settings):
        if not secret(getattr(settings, name)):
            raise SettingsError(f"{name.upper()} is not set: {hint}")
    for name, prefix in (("slack_bot_token", "xoxb-"), ("slack_app_token", "xapp-")):
        value = secret(getattr(settings, name))
        if value and not value.startswith(prefix):
            raise SettingsError(f"{name.upper()} does not begin with {prefix}: copy it again from your app's page.")
    if len(settings.secret_key) < SHORTEST_SECRET:
        raise SettingsError(
            f"WHOKNOWS_SECRET_KEY is shorter than {SHORTEST_SECRET} characters: make one with `whoknows secret-key`."
        )
    return settings


def needed(settings: Settings) -> list[tuple[str, str]]:
    page = "see step 2 in the README."
    key = ("whoknows_secret_key", "make one with `whoknows secret-key` and keep it.")
    if settings.uses_sockets:
        return [("slack_bot_token", f"the bot's token (xoxb-...), {page}"), key]
    signing = ("slack_signing_secret", f"it proves that requests come from Slack, {page}")
    if settings.uses_oauth:
        return [("slack_client_secret", f"needed beside SLACK_CLIENT_ID, {page}"), signing, key]
    if settings.slack_bot_token is None:
        return [
            ("slack_bot_token", f"the bot's token (xoxb-...), {page}"),
            ("slack_app_token", f"the app's token (xapp-...) for Socket Mode, {page}"),
        ]
    return [
        (
            "slack_signing_secret",
            "needed for HTTP mode; or set SLACK_APP_TOKEN (xapp-...) for Socket Mode, " + page,
        ),
        key,
    ]


def secret(value: SecretStr | str | None) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return value or ""
