"""The bot as it runs, in Socket Mode or over HTTP, in a small company on the stand-in for Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Bot, build, now
from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel, Message
from bot.manifest import manifest
from bot.settings import Settings
from bot.web import Web
from tests.databases import hurry

KEY = "a key for tests alone"
# Small, so that a bot starts at once: near misses, an alias, two words.
VOCABULARY = """
replace: true
skills:
  - {name: PowerPoint, aliases: [ppt]}
  - {name: Power BI}
  - {name: PowerShell}
  - {name: Excel, aliases: [spreadsheets]}
  - {name: Kubernetes, aliases: [k8s]}
  - {name: machine learning}
"""
# What Slack would read as a ping, a link or a person where somebody's words are echoed.
PINGS = ("<!channel", "<!here", "<!everyone", "<!subteam", "@channel", "@here", "@everyone")

Clock = Callable[[], datetime]


def a_slack(**options: Any) -> StandIn:
    """A workspace that sends, allows and offers what our manifest says, and repeats itself at once."""
    return StandIn(**{"ack_seconds": 20.0, "retry_delays": (0, 0, 0), "manifest": manifest(), **options})


def settings_for(slack: StandIn, server: Server, url: str, *, by: str, **more: Any) -> Settings:
    own = slack.settings
    way = {
        "sockets": {"slack_bot_token": own.bot_token, "slack_app_token": own.app_token},
        "http": {"slack_bot_token": own.bot_token, "slack_signing_secret": own.signing_secret},
        "oauth": {
            "slack_client_id": own.client_id,
            "slack_client_secret": own.client_secret,
            "slack_signing_secret": own.signing_secret,
        },
    }[by]
    standard = {"database_url": url, "slack_api_url": server.api_url, "whoknows_secret_key": KEY, "port": 0}
    return Settings(_env_file=None, **{**standard, **way, **more})


@contextmanager
def connected(slack: StandIn, settings: Settings, *, clock: Clock = now) -> Iterator[Bot]:
    """The bot, its ear open; what it has to say is said when the test tells the outbox to."""
    bot, before = build(settings, clock=clock), len(slack.sockets)
    hurry(bot.services.store)
    try:
        bot.mouth.start()
        if isinstance(bot.mouth, Web):
            assert slack.deliver_http(f"http://127.0.0.1:{bot.mouth.port}/slack/events").verifies()
        else:
            slack.until(lambda: len(slack.sockets) > before)
        bot.jobs.arrive()
        yield bot
        slack.settled()  # what is on its way is answered before the ear closes
    finally:
        bot.mouth.stop()
        bot.services.store.close()


@dataclass
class Moment:
    """A clock that stands still until a test moves it."""

    at: datetime = field(default_factory=now)

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Company:
    """Katie asks, Scott knows, Jill administers; all are in #general, and so is the bot."""

    slack: StandIn
    server: Server
    bot: Bot
    katie: Person
    scott: Person
    jill: Person
    general: Channel

    @property
    def team(self) -> str:
        return self.slack.settings.team_id

    def settles(self) -> None:
        """All that was sent is handled, and all that is left to be said is said."""
        self.slack.settled()
        while self.bot.outbox.deliver_all():
            self.slack.settled()

    def asks(self, text: str, *, who: Person | None = None, **more: Any) -> Message:
        message = (who or self.katie).says(self.general, text, **more)
        self.settles()
        return message

    def learns(self, *, about: str = "PowerPoint", where: Channel | None = None) -> Message:
        """Scott answers a question of Katie's; what the bot whispers to her about it is not yet of interest."""
        place = where or self.general
        question = self.katie.says(place, f"Who knows {about}? I need it by Friday")
        self.slack.settled()
        self.scott.says(place, "I do, happy to help with it this afternoon", thread=question)
        self.settles()
        return question

    def looks(self, text: str, *, who: Person | None = None) -> Message:
        """What `/whoknows text` shows."""
        answer = (who or self.jill).types("/whoknows", text)
        assert answer.acked, answer.error
        assert answer.message is not None, answer.body
        return answer.message


def staff(slack: StandIn) -> tuple[Person, Person, Person, Channel]:
    katie = slack.add_person("Katie", tz="Europe/Lisbon")
    scott = slack.add_person("Scott", tz="America/New_York")
    jill = slack.add_person("Jill", is_admin=True)
    return katie, scott, jill, slack.add_channel("general", members=[katie, scott, jill], with_bot=True)


@contextmanager
def company(
    database_url: str,
    *,
    folder: Path,
    by: str = "sockets",
    slack: StandIn | None = None,
    clock: Clock = now,
    **more: Any,
) -> Iterator[Company]:
    """`clock` may be a Moment: of what a whole channel sees one thing a second is said, and only it makes that pass."""
    vocabulary = folder / "skills.yaml"
    vocabulary.write_text(VOCABULARY, encoding="utf-8")
    slack = slack or a_slack()
    people = staff(slack)
    with slack.running() as server:
        settings = settings_for(slack, server, database_url, by=by, whoknows_vocabulary=str(vocabulary), **more)
        with connected(slack, settings, clock=clock) as bot:
            yield Company(slack, server, bot, *people)


def sent_words(slack: StandIn) -> list[str]:
    """Everything the bot said, however: calls, acknowledgements, answers through a response_url."""
    said = [repr(call.arguments) for call in slack.calls if call.method.startswith("chat.")]
    said += [repr(attempt.reply.body) for one in slack.deliveries for attempt in one.attempts if attempt.reply.body]
    shown = [
        *slack.world.ephemerals.values(),
        *(one for room in slack.world.messages.values() for one in room.values()),
    ]
    bots = [message for message in shown if message.bot_id == slack.settings.bot_id]
    return said + [repr((message.text, message.blocks)) for message in bots]


def pings(slack: StandIn) -> list[str]:
    """What the bot said that Slack would turn into a ping of many."""
    return [words for words in sent_words(slack) if any(ping in words for ping in PINGS)]
