"""`whoknows run` as a process: it greets, stops when told, dies without harm, and says why it cannot start."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.app import Bot, build, greeting
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.errors import SettingsError
from bot.services.workspaces import Home
from tests.bots import KEY, VOCABULARY, Company, Moment, a_slack, connected, settings_for, staff
from tests.databases import SqliteDatabases
from tests.house import ROOT


@dataclass
class Process:
    """The bot in a process of its own; what it logs is read as it comes."""

    popen: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    news: Event = field(default_factory=Event)

    def read(self) -> None:
        assert self.popen.stderr is not None
        for line in self.popen.stderr:
            self.lines.append(line.rstrip())
            self.news.set()
        self.news.set()

    def hears(self, words: str, *, seconds: float = 10) -> str:
        while True:
            found = next((line for line in self.lines if words in line), None)
            if found is not None:
                return found
            self.news.clear()
            assert self.news.wait(seconds), self.lines
            assert self.popen.poll() is None or any(words in line for line in self.lines), self.lines


@pytest.fixture
def slack() -> StandIn:
    return a_slack()


@pytest.fixture
def server(slack: StandIn) -> Iterator[Server]:
    with slack.running() as server:
        yield server


@pytest.fixture
def url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[str]:
    yield from sqlite_databases.fresh(tmp_path)


def environment(slack: StandIn, server: Server, url: str, folder: Path, **more: str) -> dict[str, str]:
    vocabulary = folder / "skills.yaml"
    vocabulary.write_text(VOCABULARY, encoding="utf-8")
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "WHOKNOWS_"))}
    return {
        **ours,
        "SLACK_BOT_TOKEN": slack.settings.bot_token,
        "SLACK_APP_TOKEN": slack.settings.app_token,
        "SLACK_API_URL": server.api_url,
        "DATABASE_URL": url,
        "WHOKNOWS_SECRET_KEY": KEY,
        "WHOKNOWS_VOCABULARY": str(vocabulary),
        "PYTHONPATH": str(ROOT),
        **more,
    }


@contextmanager
def whoknows_run(environment: dict[str, str], folder: Path) -> Iterator[Process]:
    popen = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], env=environment, cwd=folder, stderr=subprocess.PIPE, text=True
    )
    process = Process(popen)
    reader = Thread(target=process.read)
    reader.start()
    try:
        yield process
    finally:
        popen.kill()
        popen.wait()
        reader.join()
        assert popen.stderr is not None
        popen.stderr.close()


def refused(environment: dict[str, str], folder: Path) -> str:
    """The one line with which a start that cannot be ends."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_it_connects_greets_answers_and_ends_when_told(
    slack: StandIn, server: Server, url: str, tmp_path: Path
) -> None:
    katie, _scott, _jill, general = staff(slack)
    unused = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s"}
    with whoknows_run(environment(slack, server, url, tmp_path, **unused), tmp_path) as process:
        slack.until(lambda: slack.sockets, timeout=30)
        assert "connected to Acme as @whoknows; in 1 channel" in process.hears("connected to")
        katie.says(general, "Who knows PowerPoint?")
        slack.until(lambda: katie.whispers(general))

        process.popen.send_signal(signal.SIGTERM)

        assert process.popen.wait(timeout=20) == 0
    assert not any("Traceback" in line or "WARNING" in line or "ERROR" in line for line in process.lines), process.lines
    assert slack.violations == []


def test_over_http_it_ends_at_a_key_press(slack: StandIn, server: Server, url: str, tmp_path: Path) -> None:
    http = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.settings.signing_secret, "PORT": "0"}
    with whoknows_run(environment(slack, server, url, tmp_path, **http), tmp_path) as process:
        line = process.hears("connected to")
        assert line.endswith("in 0 channels: /invite @whoknows in one, or `whoknows import`")

        process.popen.send_signal(signal.SIGINT)

        assert process.popen.wait(timeout=20) == 0
    assert not any("Traceback" in line or "WARNING" in line for line in process.lines), process.lines


def test_killed_between_saying_and_noting_it_down_it_says_it_once(
    slack: StandIn, server: Server, url: str, tmp_path: Path
) -> None:
    """The process dies inside the call, after Slack has posted and before it can confirm."""
    katie, *_others = staff(slack)
    with whoknows_run(environment(slack, server, url, tmp_path), tmp_path) as process:
        slack.until(lambda: slack.sockets, timeout=30)

        def kill_once_posted() -> None:
            if any(message.bot_id for message in katie.dms()):
                process.popen.send_signal(signal.SIGKILL)

        # What it was told while it died is never acknowledged, and nobody need wait long for that.
        slack.world.settings = replace(slack.world.settings, ack_seconds=2.0)
        slack.world.watchers.append(kill_once_posted)
        katie.dms_bot("who knows powerpoint?")
        assert process.popen.wait(timeout=30) == -signal.SIGKILL
        slack.world.watchers.clear()

    later = Moment()
    later.at += timedelta(seconds=90)
    settings = settings_for(slack, server, url, by="sockets")
    with connected(slack, settings, clock=later) as bot:
        assert bot.services.store.outbox_states() == {"sending": 1}
        bot.outbox.deliver_all()
        assert bot.services.store.outbox_states() == {"sent": 1}
    assert len([message for message in katie.dms() if message.bot_id]) == 1


def test_no_log_holds_what_people_wrote_who_they_are_or_what_opens_doors(
    slack: StandIn, server: Server, url: str, tmp_path: Path
) -> None:
    katie, scott, jill, general = staff(slack)
    noisy = environment(slack, server, url, tmp_path, LOG_LEVEL="DEBUG")
    with whoknows_run(noisy, tmp_path) as process:
        process.hears("connected to")
        question = katie.says(general, "Who knows lockpicking? My cellar is shut")
        slack.settled()
        scott.says(general, "I do, bring the oystercatcher key", thread=question)
        slack.settled()
        jill.types("/whoknows", "lockpicking", channel=general)
        jill.dms_bot("who knows lockpicking?")
        slack.until(lambda: [message for message in jill.dms() if message.bot_id])
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as breaking:
            breaking.execute("ALTER TABLE question RENAME TO gone")
        assert "my fault" in jill.types("/whoknows", "lockpicking", channel=general).shown
        process.hears("OperationalError")
        process.popen.send_signal(signal.SIGTERM)
        process.popen.wait(timeout=20)
    log = "\n".join(process.lines).lower()

    kept = [slack.settings.bot_token, slack.settings.app_token, KEY, "ticket="]
    said = ["lockpicking", "cellar", "oystercatcher", "katie", "scott", "jill"]
    assert [word for word in (*kept, *said) if word.lower() in log] == []


def test_a_wrong_token_ends_the_start_with_one_line(slack: StandIn, server: Server, url: str, tmp_path: Path) -> None:
    line = refused(environment(slack, server, url, tmp_path, SLACK_BOT_TOKEN="xoxb-wrong"), tmp_path)

    assert line.startswith("whoknows: SLACK_BOT_TOKEN: Slack refused it (invalid_auth).")
    assert "xoxb-wrong" not in line


def test_a_wrong_app_token_ends_the_start_with_one_line(
    slack: StandIn, server: Server, url: str, tmp_path: Path
) -> None:
    line = refused(environment(slack, server, url, tmp_path, SLACK_APP_TOKEN="xapp-wrong"), tmp_path)

    assert line.startswith("whoknows: SLACK_APP_TOKEN: Slack answered invalid_auth.")


def built(slack: StandIn, server: Server, url: str, **more: str) -> Bot:
    return build(settings_for(slack, server, url, **{"by": "http", **more}))


@pytest.mark.parametrize("by", ["http", "sockets"])
def test_a_form_is_waited_for_no_longer_than_slack_waits_for_an_answer(
    slack: StandIn, server: Server, url: str, by: str
) -> None:
    katie = staff(slack)[0]
    with connected(slack, settings_for(slack, server, url, by=by)) as bot:
        waits: list[int] = []

        def note(client: WebClient, next_: Callable[[], BoltResponse]) -> BoltResponse:
            waits.append(client.timeout)
            return next_()

        bot.app.middleware(note)
        katie.types("/whoknows", "excel")

    assert len(waits) == 1
    assert waits[0] < 3


def test_an_unreachable_slack_is_named(slack: StandIn, server: Server, url: str) -> None:
    with pytest.raises(SettingsError, match=r"^SLACK_API_URL: Slack cannot be reached at http://127.0.0.1:9/api/$"):
        built(slack, server, url, slack_api_url="http://127.0.0.1:9/api/")


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # cheroot leaves it where it cannot bind
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_busy_port_is_named(slack: StandIn, server: Server, url: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^HOST and PORT: 127.0.0.1:{port} cannot be used \(.+\)\.$"):
            built(slack, server, url, port=str(port))


@pytest.mark.parametrize("address", ["sqlite:////nowhere/x.db", "postgresql://nobody:pw@127.0.0.1:9/x"])
def test_a_database_that_does_not_open_is_named_without_its_password(
    slack: StandIn, server: Server, address: str
) -> None:
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: the database cannot be opened \([^\n]+\)\.$") as fault:
        built(slack, server, address)

    assert "pw" not in str(fault.value)


def test_a_database_of_another_workspace_is_neither_changed_nor_greeted(
    slack: StandIn, server: Server, url: str
) -> None:
    """Run once with another workspace's token, then with ours: each keeps its own."""
    before = built(slack, server, url)
    before.services.workspaces.arrive(Home("T0OTHER", "Other", "", "U0BOT"), now=before.outbox.clock())
    before.mouth.stop()
    before.services.store.close()
    staff(slack)

    with connected(slack, settings_for(slack, server, url, by="sockets")) as bot:
        with bot.services.store.team("T0OTHER").reading() as unit:
            assert [person.user_id for person in unit.people.everybody()] == ["U0BOT"]
        assert greeting(bot) == ["connected to Acme as @whoknows; in 1 channel"]


def test_a_bot_that_is_started_and_stopped_leaves_nothing_running(slack: StandIn, server: Server, url: str) -> None:
    katie, scott, jill, general = staff(slack)
    bot = build(settings_for(slack, server, url, by="sockets"))
    bot.start()
    slack.until(lambda: slack.sockets)
    acme = Company(slack, server, bot, katie, scott, jill, general)
    acme.katie.says(general, "Who knows PowerPoint?")
    slack.until(lambda: katie.whispers(general))

    bot.stop()

    assert not bot.outbox.thread.is_alive()
    assert not bot.scheduler.running
    slack.until(lambda: not slack.sockets)
