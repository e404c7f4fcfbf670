"""The watch on the socket: one that died without a word is replaced, whatever it had said before."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Lock, Thread

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.demo.server import Server
from bot.demo.sockets import Line
from bot.demo.standin import StandIn
from bot.errors import SettingsError
from bot.framing import WholeFrames
from bot.sockets import Sockets, wake
from tests.bots import a_slack

# Sixty times as fast as in earnest; slower where the watch is to strike: a busy machine must not look like a dead line.
PING_SECONDS = 0.05
WATCHED_PING_SECONDS = 0.4
# The SDK leaves it to the garbage collector to close sockets that it has replaced.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed <socket:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def slack() -> StandIn:
    return a_slack(manifest=None)


@pytest.fixture
def server(slack: StandIn) -> Iterator[Server]:
    with slack.running() as server:
        yield server


def no_time_passes() -> float:
    """The clock of a watch that never strikes: what is replaced, the SDK replaces."""
    return 0.0


@contextmanager
def listening(
    slack: StandIn, server: Server, heard: list[str], *, seconds: Callable[[], float] = no_time_passes
) -> Iterator[Sockets]:
    client = WebClient(slack.settings.bot_token, base_url=server.api_url, retry_handlers=[])
    app = App(client=client, signing_secret="none", process_before_response=True)

    @app.event("message")
    def on_message(event: dict[str, str]) -> None:
        heard.append(event["text"])

    before = len(slack.sockets)
    ping = WATCHED_PING_SECONDS if seconds is time.time else PING_SECONDS
    sockets = Sockets(app, slack.settings.app_token, seconds=seconds, ping_interval=ping)
    sockets.start()
    try:
        slack.until(lambda: len(slack.sockets) > before)
        yield sockets
    finally:
        sockets.stop()


def says(slack: StandIn, text: str) -> None:
    slack.sends({"type": "message", "text": text, "channel": "C1", "user": "U1", "ts": "1.1"})
    slack.settled()


def test_a_socket_that_fell_silent_is_replaced(slack: StandIn, server: Server) -> None:
    heard: list[str] = []
    with listening(slack, server, heard, seconds=time.time):
        says(slack, "all is well")
        first = slack.sockets[0]

        first.go_silent()

        slack.until(lambda: any(line is not first for line in slack.sockets))
        first.cut()
        slack.until(lambda: first not in slack.sockets)
        says(slack, "still there?")
    assert heard == ["all is well", "still there?"]


def test_a_socket_that_never_answered_a_ping_is_replaced(slack: StandIn, server: Server) -> None:
    """The SDK begins to watch with the first pong, so this one is ours alone."""
    deaf: list[Line] = []

    def deafen_the_first() -> None:
        for line in slack.sockets[: 1 - len(deaf)]:
            deaf.append(line)
            line.silent = True
            line._deafen()  # we are in the server's own thread, just after the handshake

    slack.world.watchers.append(deafen_the_first)
    heard: list[str] = []
    with listening(slack, server, heard, seconds=time.time) as sockets:
        slack.until(lambda: any(line not in deaf for line in slack.sockets))
        deaf[0].cut()
        slack.until(lambda: deaf[0] not in slack.sockets)
        says(slack, "hello")
        assert sockets.client.is_connected()
    assert heard == ["hello"]


def test_a_quiet_socket_that_answers_is_left_alone(slack: StandIn, server: Server) -> None:
    heard: list[str] = []
    moment = [0.0]
    with listening(slack, server, heard, seconds=lambda: moment[0]) as sockets:
        pong = pong_of(sockets, slack)
        for share in (0.1, 0.5, 0.99):
            moment[0] = pong + share * sockets.silent_after
            sockets.look()

        assert sockets.client.is_connected()
        assert len(slack.called("apps.connections.open")) == 1


def pong_of(sockets: Sockets, slack: StandIn) -> float:
    """When the line last answered a ping; something is said until it has."""
    session = sockets.client.current_session
    assert session is not None
    while session.last_ping_pong_time is None:
        says(slack, "hello")
    return session.last_ping_pong_time


def test_a_line_that_the_sdk_replaces_is_not_replaced_once_more(slack: StandIn, server: Server) -> None:
    """Of two connections made at once the first is dropped, and with it what Slack has just sent over it."""
    heard: list[str] = []
    moment = [0.0]
    with listening(slack, server, heard, seconds=lambda: moment[0]) as sockets:
        client, first = sockets.client, slack.sockets[0]
        sockets.look()
        with client.connect_operation_lock:
            moment[0] = time.time() + 1_000
            watch = Thread(target=sockets.look)
            watch.start()  # it finds the line silent, and waits for the SDK, which is just connecting anew
            client.wss_uri = client.issue_new_wss_url()
            client.connect()
            moment[0] = 0.0
        watch.join()
        slack.until(lambda: first not in slack.sockets)

        says(slack, "hello")
        assert len(slack.called("apps.connections.open")) == 2
    assert heard == ["hello"]


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
def test_slack_asks_to_connect_anew_and_is_obeyed(slack: StandIn, server: Server, reason: str) -> None:
    heard: list[str] = []
    with listening(slack, server, heard):
        first = slack.sockets[0]

        first.disconnect(reason)

        slack.until(lambda: slack.sockets and first not in slack.sockets)
        says(slack, "hello")
    assert heard == ["hello"]


@pytest.mark.parametrize("how", ["cut", "close"])
def test_a_lost_connection_is_made_anew(slack: StandIn, server: Server, how: str) -> None:
    heard: list[str] = []
    with listening(slack, server, heard):
        first = slack.sockets[0]

        first.cut() if how == "cut" else first.close()

        slack.until(lambda: slack.sockets and first not in slack.sockets)
        says(slack, "hello")
    assert heard == ["hello"]


def test_a_very_long_message_is_heard_whole(slack: StandIn, server: Server) -> None:
    heard: list[str] = []
    with listening(slack, server, heard):
        says(slack, "x" * 1_500_000)
        slack.until(lambda: heard)

    assert [len(text) for text in heard] == [1_500_000]
    assert slack.violations == []


def test_a_burst_of_small_messages_is_heard_whole(slack: StandIn, server: Server) -> None:
    heard: list[str] = []
    with listening(slack, server, heard) as sockets:
        session = sockets.client.current_session
        assert session is not None
        reader: object = session.sock
        assert isinstance(reader, WholeFrames)
        for number in range(300):
            slack.sends({"type": "message", "text": str(number), "channel": "C1", "user": "U1", "ts": f"{number}.1"})
        slack.settled()

    assert sorted(map(int, heard)) == list(range(300))


def test_an_acknowledgement_does_not_wait_for_the_one_before(slack: StandIn, server: Server) -> None:
    with listening(slack, server, []) as sockets:
        session = sockets.client.current_session

        assert session is not None
        assert session.sock is not None
        assert session.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_two_bots_of_one_app_share_what_comes(slack: StandIn, server: Server) -> None:
    one: list[str] = []
    two: list[str] = []
    with listening(slack, server, one), listening(slack, server, two):
        for number in range(20):
            says(slack, str(number))

    assert sorted(one + two, key=int) == [str(number) for number in range(20)]
    assert one
    assert two
    assert slack.violations == []


def test_a_token_that_slack_refuses_is_named(slack: StandIn, server: Server) -> None:
    client = WebClient(slack.settings.bot_token, base_url=server.api_url, retry_handlers=[])
    app = App(client=client, signing_secret="none")
    sockets = Sockets(app, "xapp-wrong", seconds=time.time, ping_interval=PING_SECONDS)

    with pytest.raises(SettingsError, match=r"^SLACK_APP_TOKEN: .*invalid_auth.*connections:write"):
        sockets.start()
    sockets.stop()


class Meeting:
    """A lock that two take one after the other, and neither before both have come for it."""

    def __init__(self) -> None:
        self.both, self.lock = Barrier(2, timeout=30), Lock()

    def __enter__(self) -> None:
        self.both.wait()
        self.lock.acquire()

    def __exit__(self, *_: object) -> None:
        self.lock.release()


def test_whoever_closes_a_line_second_finds_it_closed(slack: StandIn, server: Server) -> None:
    """The reader closes what the other side has closed, just when the bot ends or its watch strikes."""
    tripped: list[AttributeError] = []
    with listening(slack, server, []) as sockets:
        session = sockets.client.current_session
        assert session is not None
        wake(session)  # nobody reads any more, and the SDK's own watch comes later
        kept, session.sock_send_lock = session.sock_send_lock, Meeting()  # type: ignore[assignment]

        def close() -> None:
            try:
                session.disconnect()
            except AttributeError as error:
                tripped.append(error)

        threads = [Thread(target=close) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        session.sock_send_lock = kept
        assert not session.is_active()
    assert tripped == []
