"""What is left to be said is said as promised: once where it stays, at most once where it would vanish, in order."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from threading import Thread

import pytest

from bot.demo.faults import Trouble
from bot.domain.answers import Press
from bot.outbox import MOST_ATTEMPTS
from bot.services import services
from bot.services.workspaces import Home
from bot.slack import Slack, web_client
from storage.store import Store
from tests.bots import Moment, a_slack, staff
from tests.builders import ORDINARY, VOCABULARY
from tests.desk import Desk, outbox_on

RETRIED = [Trouble.LOST_ANSWER, Trouble.LOST_CALL, Trouble.SERVER_ERROR, Trouble.SERVER_ERROR_AFTER]


@pytest.fixture
def desk(sqlite_store: Store) -> Iterator[Desk]:
    slack, clock = a_slack(), Moment()
    katie, _scott, _jill, general = staff(slack)
    ours = services(sqlite_store, VOCABULARY, ORDINARY, secret="s3cret")
    own = slack.settings
    ours.workspaces.arrive(Home(own.team_id, own.team_name, "", own.bot_user_id), now=clock())
    with slack.running() as server:
        yield Desk(slack, ours, outbox_on(slack, server.api_url, ours, clock), clock, katie, general)
        assert slack.violations == []


@pytest.mark.parametrize("trouble", RETRIED)
def test_a_direct_answer_is_given_once_whatever_happens_on_the_way(desk: Desk, trouble: Trouble) -> None:
    desk.slack.troubles("chat.postMessage", trouble, times=2)
    desk.asks_directly()

    for _ in range(4):
        desk.later(10)

    assert len(desk.told()) == 1
    assert desk.states() == {"sent": 1}


def test_it_is_not_searched_for_unless_it_is_in_doubt(desk: Desk) -> None:
    desk.asks_directly()
    desk.outbox.deliver_all()

    assert desk.slack.called("conversations.history") == []


def test_while_slack_cannot_say_whether_it_was_posted_it_is_not_posted_again(desk: Desk) -> None:
    desk.slack.troubles("chat.postMessage", Trouble.LOST_ANSWER)
    desk.slack.troubles("conversations.history", Trouble.SERVER_ERROR, times=2)
    desk.asks_directly()

    for _ in range(5):
        desk.later(10)

    assert len(desk.told()) == 1
    assert desk.states() == {"sent": 1}


def test_slowed_down_it_waits_as_long_as_slack_asks(desk: Desk) -> None:
    desk.slack.troubles("chat.postMessage", Trouble.RATE_LIMITED, retry_after=30)
    desk.asks_directly()
    desk.outbox.deliver_all()

    desk.later(29)
    assert desk.told() == []
    desk.later(2)
    assert len(desk.told()) == 1


def test_slowed_down_the_order_within_a_conversation_is_kept(desk: Desk) -> None:
    desk.slack.troubles("chat.postMessage", Trouble.RATE_LIMITED, retry_after=30)
    desk.asks_directly("Excel")
    desk.asks_directly("pandas")
    desk.outbox.deliver_all()
    desk.asks_directly("Kubernetes")
    desk.later(29)
    assert desk.told() == []

    desk.later(2)

    assert [next(name for name in ("Excel", "pandas", "Kubernetes") if name in shown) for shown in desk.told()] == [
        "Excel",
        "pandas",
        "Kubernetes",
    ]


def test_another_conversation_does_not_wait_for_one_that_is_slowed_down(desk: Desk) -> None:
    desk.slack.troubles("chat.postMessage", Trouble.RATE_LIMITED, retry_after=30, channel=desk.katie.bot_dm)
    other = desk.slack.add_person("Olaf")
    desk.asks_directly()
    desk.asks_directly(who=other)
    desk.outbox.deliver_all()

    assert desk.told() == []
    assert len(desk.told(other)) == 1


@pytest.mark.parametrize("trouble", [Trouble.LOST_ANSWER, Trouble.SERVER_ERROR_AFTER, Trouble.LOST_CALL])
def test_what_one_person_sees_in_a_channel_is_never_repeated(desk: Desk, trouble: Trouble) -> None:
    desk.slack.troubles("chat.postEphemeral", trouble)
    desk.asks_in_channel()

    for _ in range(3):
        desk.later(100)

    assert len(desk.slack.called("chat.postEphemeral")) == 1
    assert desk.states() == {"unknown": 1}


def test_slowed_down_it_is_said_later_because_it_was_surely_not_said(desk: Desk) -> None:
    desk.slack.troubles("chat.postEphemeral", Trouble.RATE_LIMITED, retry_after=5)
    desk.asks_in_channel()
    desk.outbox.deliver_all()
    desk.later(6)

    assert len(desk.whispered()) == 1


def test_what_a_process_began_and_never_confirmed_is_not_said_again_where_it_cannot_be_looked_up(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.asks_in_channel()
    with desk.ours.store.team(desk.team).writing() as unit:
        assert unit.outbox.claim(now=desk.clock()) is not None

    desk.later(59)
    assert desk.states() == {"sending": 1}
    desk.later(2)

    assert desk.states() == {"unknown": 1}
    assert desk.whispered() == []
    assert "never confirmed" in caplog.text


def test_what_a_process_began_and_never_confirmed_is_posted_if_it_is_not_there(desk: Desk) -> None:
    desk.asks_directly()
    with desk.ours.store.team(desk.team).writing() as unit:
        assert unit.outbox.claim(now=desk.clock()) is not None

    desk.later(61)

    assert len(desk.told()) == 1


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "not_in_channel", "user_not_in_channel"])
def test_what_slack_refuses_is_given_up_and_logged_by_ids(
    desk: Desk, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.slack.troubles("*", Trouble.REFUSED, times=2, error=error)
    desk.asks_in_channel("lockpicking")
    desk.asks_directly("lockpicking")
    desk.outbox.deliver_all()
    desk.later(100)

    assert desk.states() == {"failed": 2}
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert [line.endswith(f"said {error}") for line in lines] == [True, True]
    assert "lockpicking" not in caplog.text


def test_a_workspace_the_bot_has_left_hears_nothing_more(desk: Desk) -> None:
    with desk.ours.store.team("T0GONE").writing() as unit:
        unit.workspace.ensure()
        unit.outbox.leave("help", key="help:1", now=desk.clock(), channel_id="D1", user_id="U1")

    desk.outbox.deliver_all()

    assert desk.slack.calls == []
    assert desk.states() == {"failed": 1}


def test_what_cannot_be_put_into_words_stops_nothing_else(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with desk.ours.store.team(desk.team).writing() as unit:
        unit.outbox.leave("of the future", key="x", now=desk.clock(), channel_id=desk.general.id, user_id=desk.katie.id)
    desk.asks_directly()

    desk.outbox.deliver_all()

    assert len(desk.told()) == 1
    assert desk.states() == {"failed": 1, "sent": 1}
    assert "cannot be put into words" in caplog.text


def test_two_processes_on_one_database_say_it_once(desk: Desk) -> None:
    api_url = f"{desk.slack.world.link}/api/"
    other_store = Store(desk.ours.store.url.render_as_string(hide_password=False))
    other = outbox_on(desk.slack, api_url, services(other_store, VOCABULARY, ORDINARY), desk.clock)
    for name in ("Excel", "pandas", "Kubernetes", "Go", "ppt"):
        desk.asks_directly(name)
        desk.asks_in_channel(name)

    for outbox in (desk.outbox, other):
        outbox.start()
    for outbox in (desk.outbox, other):
        outbox.news.set()
    desk.slack.until(lambda: len(desk.told()) == 5 and len(desk.whispered()) == 5)
    for outbox in (desk.outbox, other):
        outbox.stop()
    other_store.close()

    assert len(desk.told()) == len(desk.whispered()) == 5
    assert desk.states() == {"sent": 10}


def test_it_speaks_as_soon_as_there_is_something_to_say(desk: Desk) -> None:
    desk.outbox.start()
    try:
        desk.asks_directly()
        desk.slack.until(desk.told)
    finally:
        desk.outbox.stop()


def test_an_unreachable_slack_is_tried_again_ever_more_rarely_and_then_no_more(desk: Desk) -> None:
    nowhere = Slack(web_client(desk.slack.settings.bot_token, "http://127.0.0.1:9/api/"))
    desk.outbox.clients = lambda _team_id: nowhere
    desk.asks_in_channel()

    waits = []
    while desk.states() != {"failed": 1}:
        before = desk.clock()
        while desk.outbox.deliver_all() == 0:
            desk.clock.at += timedelta(seconds=1)
        waits.append((desk.clock() - before).total_seconds())

    assert waits == [0, *(2.0**attempt for attempt in range(1, MOST_ATTEMPTS))]


def test_an_answer_through_a_response_url_is_tried_once(desk: Desk) -> None:
    gone = f"{desk.slack.world.link}/nothing"
    press = Press(desk.katie.id, "a:1", gone, 1)
    desk.ours.ask.next_ones(desk.team, press, skip=0, now=desk.clock())

    desk.outbox.deliver_all()
    desk.later(100)

    assert desk.states() == {"failed": 1}


def test_an_answer_through_a_response_url_whose_answer_is_lost_is_not_repeated(desk: Desk) -> None:
    calls = []
    with closing(socket.create_server(("127.0.0.1", 0))) as ear:

        def hang_up() -> None:
            with suppress(OSError):
                while True:
                    connection, _address = ear.accept()
                    calls.append(connection.recv(65_536)[:4])
                    connection.close()

        listener = Thread(target=hang_up)
        listener.start()
        press = Press(desk.katie.id, "a:1", f"http://127.0.0.1:{ear.getsockname()[1]}/", 1)
        desk.ours.ask.next_ones(desk.team, press, skip=0, now=desk.clock())
        desk.outbox.deliver_all()
        desk.later(100)
        ear.shutdown(socket.SHUT_RDWR)
        listener.join()

    assert calls == [b"POST"]
    assert desk.states() == {"unknown": 1}


def test_the_installer_is_greeted_once_with_the_channels_to_join(desk: Desk) -> None:
    random = desk.slack.add_channel("random", members=[desk.katie])
    own = desk.slack.settings
    desk.slack.troubles("chat.postMessage", Trouble.LOST_ANSWER)
    for _ in range(2):
        home = Home(own.team_id, own.team_name, "", own.bot_user_id)
        desk.ours.workspaces.arrive(home, installer_id=desk.katie.id, now=desk.clock())
        desk.later(10)

    (greeting,) = desk.told()
    assert "Three steps" in greeting
    assert f"#{random.name}" in greeting


@pytest.mark.parametrize("trouble", [Trouble.REFUSED, Trouble.RATE_LIMITED])
def test_the_installer_is_greeted_even_if_the_channels_cannot_be_listed(desk: Desk, trouble: Trouble) -> None:
    own = desk.slack.settings
    desk.slack.troubles("conversations.list", trouble, error="missing_scope", retry_after=3600)
    home = Home(own.team_id, own.team_name, "", own.bot_user_id)
    desk.ours.workspaces.arrive(home, installer_id=desk.katie.id, now=desk.clock())

    desk.outbox.deliver_all()

    assert len(desk.told()) == 1
