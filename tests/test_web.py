"""HTTP mode: what an operator asks, and requests that Slack did not sign."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from bot.demo.http_reach import HttpReach
from bot.web import LARGEST_BODY, Web
from tests.bots import Company, company
from tests.databases import SqliteDatabases


@pytest.fixture
def acme(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Company]:
    for url in sqlite_databases.fresh(tmp_path):
        with company(url, by="http", folder=tmp_path) as running:
            yield running


def port_of(acme: Company) -> int:
    assert isinstance(acme.bot.mouth, Web)
    return acme.bot.mouth.port


def ask(acme: Company, path: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port_of(acme), timeout=30)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def signed(acme: Company, body: bytes, *, secret: str = "", age: float = 0) -> dict[str, str]:
    clock = acme.slack._real
    reach = HttpReach("", secret or acme.slack.settings.signing_secret, clock=lambda: clock() - age)
    return {"Content_Type": "application/json", **reach.signature(body)}


def an_event(acme: Company) -> bytes:
    event = {"type": "message", "channel": acme.general.id, "channel_type": "channel", "user": acme.katie.id}
    inner = {**event, "text": "Who knows PowerPoint?", "ts": "1700000000.000100"}
    envelope: dict[str, Any] = {"type": "event_callback", "team_id": acme.team, "event_id": "Ev1", "event": inner}
    return json.dumps(envelope).encode()


def questions(acme: Company) -> int:
    with closing(sqlite3.connect(str(acme.bot.services.store.url.database))) as looking:
        return int(looking.execute("SELECT count(*) FROM question").fetchone()[0])


def test_it_is_healthy_while_the_database_answers(acme: Company) -> None:
    assert ask(acme, "/healthz") == (200, "ok\n")

    with closing(sqlite3.connect(str(acme.bot.services.store.url.database))) as breaking:
        breaking.execute("ALTER TABLE workspace RENAME TO gone")

    assert ask(acme, "/healthz") == (503, "the database does not answer\n")


def test_metrics_say_how_much_is_waiting(acme: Company) -> None:
    acme.katie.says(acme.general, "Who knows PowerPoint?")
    acme.slack.settled()
    assert 'whoknows_outbox_rows{state="pending"} 1.0' in ask(acme, "/metrics")[1]

    acme.settles()

    status, text = ask(acme, "/metrics")
    assert status == 200
    assert 'whoknows_outbox_rows{state="sent"} 1.0' in text


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/slack/events"), ("POST", "/healthz"), ("PUT", "/")]
)
def test_what_is_not_there_is_not_found(acme: Company, method: str, path: str) -> None:
    assert ask(acme, path, method=method)[0] == 404


def test_what_slack_signed_is_taken(acme: Company) -> None:
    body = an_event(acme)

    assert ask(acme, "/slack/events", method="POST", body=body, **signed(acme, body))[0] == 200
    assert questions(acme) == 1


@pytest.mark.parametrize("fault", ["another secret", "five minutes old", "of the future", "another body", "none"])
def test_what_slack_did_not_sign_is_refused_and_changes_nothing(acme: Company, fault: str) -> None:
    body = an_event(acme)
    headers = {
        "another secret": signed(acme, body, secret="guessed"),
        "five minutes old": signed(acme, body, age=301),
        "of the future": signed(acme, body, age=-400),
        "another body": signed(acme, b"{}"),
        "none": {"Content_Type": "application/json"},
    }[fault]

    assert ask(acme, "/slack/events", method="POST", body=body, **headers)[0] == 401
    assert questions(acme) == 0


def test_what_nobody_can_read_is_refused(acme: Company) -> None:
    for body in (b"{", b"[]", b"null", b"[" * 9000, b'{"team": 1}', b"payload=%7B", b"\xff"):
        assert ask(acme, "/slack/events", method="POST", body=body, **signed(acme, body))[0] == 400


def test_what_was_sent_at_no_time_is_refused_without_a_word_in_the_log(
    acme: Company, caplog: pytest.LogCaptureFixture
) -> None:
    body = an_event(acme)
    for time in ("", "yesterday", "9" * 5000):
        headers = {**signed(acme, body), "X-Slack-Request-Timestamp": time}
        assert ask(acme, "/slack/events", method="POST", body=body, **headers)[0] == 401

    assert questions(acme) == 0
    assert not caplog.records


def test_a_body_far_larger_than_slacks_is_refused_unread(acme: Company) -> None:
    with closing(HTTPConnection("127.0.0.1", port_of(acme), timeout=30)) as connection:
        connection.putrequest("POST", "/slack/events")
        connection.putheader("Content-Length", str(LARGEST_BODY + 1))
        connection.endheaders()

        assert connection.getresponse().status == 413


def test_stopped_it_lets_go_of_its_port_and_of_connections_that_were_kept_open(acme: Company) -> None:
    with closing(HTTPConnection("127.0.0.1", port_of(acme), timeout=30)) as kept:
        kept.request("GET", "/healthz")
        assert kept.getresponse().read() == b"ok\n"

        acme.bot.mouth.stop()

        with pytest.raises(ConnectionRefusedError):
            ask(acme, "/healthz")
    assert isinstance(acme.bot.mouth, Web)
    assert not acme.bot.mouth.thread.is_alive()
