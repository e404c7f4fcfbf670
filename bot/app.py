"""The composition root: settings become a store, services, Bolt with its listeners, the outbox and the clock's jobs."""

from __future__ import annotations

import gc
import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any
from urllib.parse import urljoin

from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import CallableAuthorize
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError

import handlers
from bot import logs
from bot.domain.skills import Skill, merge
from bot.errors import SettingsError, SlackError
from bot.jobs import Clients, Jobs
from bot.manifest import bot_scopes
from bot.oauth import Installations, SignedStates
from bot.outbox import Outbox
from bot.services import Services, services
from bot.services.vault import Vault
from bot.services.vocabulary import ordinary_words, read_yaml, starter
from bot.services.workspaces import Home
from bot.settings import Settings, ready_to_run, secret
from bot.slack import FORM_SECONDS, UNKNOWN, UNREACHABLE, Slack, web_client
from bot.sockets import Sockets
from bot.web import Web
from storage.store import Store

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
TICK_SECONDS = 30
NAME = "whoknows"  # else Bolt reads the source of all who call it, to find one


def now() -> datetime:
    """The one place where the time of day comes from."""
    return datetime.now(UTC)


def open_store(settings: Settings) -> Store:
    """The database, its schema brought up to date."""
    store = Store(settings.database_url)
    try:
        store.upgrade()
    except SQLAlchemyError as error:
        store.close()
        reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        raise SettingsError(f"DATABASE_URL: the database cannot be opened ({reason}).") from None
    return store


def open_services(settings: Settings, store: Store) -> Services:
    """The use cases, with the starter vocabulary and the company's own."""
    return services(
        store, vocabulary_of(settings), ordinary_words(), secret=settings.secret_key, bounds=settings.bounds
    )


def vocabulary_of(settings: Settings) -> list[Skill]:
    if not settings.whoknows_vocabulary:
        return starter()
    own = read_yaml(Path(settings.whoknows_vocabulary))
    return list(own.skills) if own.replace else merge(starter(), own.skills)


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that runs, started and stopped together."""

    settings: Settings
    services: Services
    app: App
    outbox: Outbox
    jobs: Jobs
    scheduler: BackgroundScheduler
    mouth: Sockets | Web

    def start(self) -> None:
        self.outbox.start()
        self.mouth.start()
        self.scheduler.add_job(self.arrive)
        self.scheduler.start()

    def arrive(self) -> None:
        """At once what Slack can tell us; then the terminal can say where we are."""
        self.jobs.arrive()
        for line in greeting(self):
            log.info("%s", line)

    def stop(self) -> None:
        """First nothing new comes in, then what was left to be said goes out as far as it can."""
        self.jobs.stopping.set()
        self.mouth.stop()
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        self.outbox.stop()
        self.services.store.close()


def build(settings: Settings, *, clock: Clock = now) -> Bot:
    """Wire the bot. Asks Slack who we are where one token is given; raises SettingsError if that fails."""
    store = open_store(settings)
    try:
        ours = open_services(settings, store)
        app, clients = (oauth_app if settings.uses_oauth else single_app)(settings, ours, clock)
        handlers.register(app, ours, clock)
        outbox, jobs = Outbox(ours, clients, clock), Jobs(ours, clients)
        return Bot(settings, ours, app, outbox, jobs, scheduler_of(jobs, clock), mouth_of(settings, app, store))
    except BaseException:
        store.close()
        raise


def scheduler_of(jobs: Jobs, clock: Clock) -> BackgroundScheduler:
    """A tick that runs what is due; one that comes late is not lost.

    A tick that reads a large workspace may last: the next ones do not wait for it. Rows are claimed, so none is double.
    """
    defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 3}
    scheduler = BackgroundScheduler(timezone=UTC, job_defaults=defaults)
    scheduler.add_job(lambda: jobs.tick(clock()), "interval", seconds=TICK_SECONDS)
    return scheduler


def mouth_of(settings: Settings, app: App, store: Store) -> Sockets | Web:
    if settings.uses_sockets:
        return Sockets(app, secret(settings.slack_app_token), seconds=time.time)
    return Web(app, store, host=settings.host, port=settings.port)


def single_app(settings: Settings, ours: Services, clock: Clock) -> tuple[App, Clients]:
    """One workspace: who we are is asked once, at the start."""
    token = secret(settings.slack_bot_token)
    slack = Slack(web_client(token, settings.slack_api_url))
    me = who_we_are(settings, slack)
    home = Home(str(me["team_id"]), str(me.get("team") or ""), str(me.get("url") or ""), str(me["user_id"]))
    ours.workspaces.arrive(home, now=clock())

    def client(team_id: str) -> Slack | None:
        """A token opens its own workspace alone, and none once the app was taken out of it."""
        here = ours.workspaces.get(team_id) if team_id == home.team_id else None
        return slack if here and here.installed else None

    who = AuthorizeResult(
        enterprise_id=None,
        team_id=home.team_id,
        bot_token=token,
        bot_id=str(me.get("bot_id") or ""),
        bot_user_id=home.bot_user_id,
    )
    app = App(
        name=NAME,
        client=form_client(settings),
        signing_secret=secret(settings.slack_signing_secret) or "not used: sockets need no signature",
        authorize=lambda **_arguments: who,
        process_before_response=True,
        logger=logs.for_bolt(),
        request_verification_enabled=not settings.uses_sockets,
    )
    return app, client


def who_we_are(settings: Settings, slack: Slack) -> dict[str, Any]:
    try:
        return slack.call("auth.test")
    except SlackError as error:
        if error.code in (UNREACHABLE, UNKNOWN):
            raise SettingsError(f"SLACK_API_URL: Slack cannot be reached at {settings.slack_api_url}") from None
        raise SettingsError(
            f"SLACK_BOT_TOKEN: Slack refused it ({error.code}). Copy it again from OAuth & Permissions."
        ) from None


def oauth_app(settings: Settings, ours: Services, clock: Clock) -> tuple[App, Clients]:
    """Many workspaces: each has its own token, handed over when it installs the app at /slack/install."""
    client = web_client(None, settings.slack_api_url)

    def slack_with(token: str) -> Slack:
        return Slack(web_client(token, settings.slack_api_url))

    installations = Installations(
        ours, Vault(settings.secret_key), clock, address=lambda token: slack_with(token).address()
    )
    flow = OAuthFlow(
        client=client,
        logger=logs.for_bolt(),
        settings=OAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=secret(settings.slack_client_secret),
            scopes=bot_scopes(),
            installation_store=installations,
            state_store=SignedStates(settings.secret_key, clock),
            authorization_url=urljoin(settings.slack_api_url, "../oauth/v2/authorize"),
            install_page_rendering_enabled=False,  # straight on to Slack, which asks
        ),
    )

    def authorize(team_id: str | None) -> AuthorizeResult | None:
        """A function, as Bolt goes by the names of its arguments and takes `self` for one."""
        return installations.authorize(team_id)

    app = App(
        name=NAME,
        client=form_client(settings),
        signing_secret=secret(settings.slack_signing_secret),
        # Bolt takes no plain function beside an OAuth flow, and its types know of no refusal.
        authorize=CallableAuthorize(logger=log, func=authorize),  # type: ignore[arg-type]
        oauth_flow=flow,
        process_before_response=True,
        logger=logs.for_bolt(),
    )

    def client_of(team_id: str) -> Slack | None:
        token = installations.token(team_id)
        return slack_with(token) if token else None

    return app, client_of


def form_client(settings: Settings) -> WebClient:
    """What listeners open forms with; the token comes with `authorize`."""
    return web_client(None, settings.slack_api_url, patience=FORM_SECONDS)


def greeting(bot: Bot) -> list[str]:
    """What the terminal says once the bot is connected and has looked around."""
    lines = []
    for workspace in bot.services.workspaces.installed():
        if bot.jobs.clients(workspace.team_id) is None:
            continue  # of another time: its token is not ours
        heard = bot.services.workspaces.channels_heard(workspace.team_id)
        where = "1 channel" if heard == 1 else f"{heard} channels"
        hint = ": /invite @whoknows in one, or `whoknows import`" if heard == 0 else ""
        lines.append(f"connected to {workspace.name or workspace.team_id} as @whoknows; in {where}{hint}")
    return lines or ["running: install the app at /slack/install"]


def run(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; everything that was begun is ended."""
    logs.set_up(settings.log_level)
    bot = build(ready_to_run(settings))
    # The vocabulary lives as long as the process: to look through it for garbage takes a tenth of a second each time.
    gc.collect()
    gc.freeze()
    stop = Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        bot.start()
        stop.wait()
        log.info("stopping")
    finally:
        bot.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0
