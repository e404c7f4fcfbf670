"""Socket Mode: the connection, and a watch on it. A socket that died without a word is replaced within 20 seconds."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Thread

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.errors import SettingsError
from bot.framing import READ_BYTES, WholeFrames

log = logging.getLogger(__name__)

PING_EVERY_SECONDS = 3.0
LOOK_EVERY_SECONDS = 1.0
# Three pings without an answer: sooner than the SDK's own watch, which counts four. Both at once trip over each other.
# Quiet workspaces send nothing for hours, so only pongs tell whether a socket lives.
SILENT_SECONDS = 9.0


class Sockets:
    """Bolt's built-in handler. The SDK watches pongs too, but only once the first one has come."""

    def __init__(
        self, app: App, app_token: str, *, seconds: Callable[[], float], ping_interval: float = PING_EVERY_SECONDS
    ) -> None:
        self.handler = SocketModeHandler(app, app_token, ping_interval=ping_interval, receive_buffer_size=READ_BYTES)
        self.client = self.handler.client
        self.connect = self.client.connect
        self.client.connect = self.connected  # type: ignore[method-assign]  # the SDK calls it on its own account too
        self.seconds = seconds
        self.silent_after = SILENT_SECONDS * ping_interval / PING_EVERY_SECONDS
        self.stopping = Event()
        self.session: str | None = None
        self.begun = 0.0
        self.watch = Thread(target=self.run, name="socket watchdog", daemon=True)

    def start(self) -> None:
        try:
            # Asked for here, as the SDK logs a refusal before it raises it.
            opened = self.client.web_client.apps_connections_open(app_token=self.client.app_token)
        except SlackApiError as error:
            code = error.response.get("error", "an error")
            raise SettingsError(
                f"SLACK_APP_TOKEN: Slack answered {code}. It needs a token xapp-... with connections:write."
            ) from None
        self.client.wss_uri = str(opened["url"])
        self.handler.connect()  # type: ignore[no-untyped-call]  # Bolt's
        self.watch.start()

    def connected(self) -> None:
        """Connect, whoever asks for it, to a line that is read frame by frame and closed once."""
        self.connect()
        prepare(self.client.current_session)

    def stop(self) -> None:
        """End the connection within a moment. The SDK by itself reconnects, and waits for what may yet come."""
        self.stopping.set()
        client = self.client
        client.auto_reconnect_enabled = False
        client.closed = True
        client.current_app_monitor.shutdown()  # type: ignore[no-untyped-call]  # the SDK's
        client.current_session_state.terminated = True
        client.message_processor.event.set()
        client.message_queue.put("{}")  # wakes the worker that waits for one more message
        if client.current_session is not None:
            wake(client.current_session)
        # Only then is the line taken away: its reader would complain in the log.
        client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]  # the SDK's
        self.handler.close()  # type: ignore[no-untyped-call]  # Bolt's

    def run(self) -> None:
        while not self.stopping.wait(min(LOOK_EVERY_SECONDS, self.silent_after / 4)):
            try:
                self.look()
            except Exception:
                # Slack may be out of reach for long: the next look tries again.
                log.exception("the socket could not be replaced")

    def look(self) -> None:
        """Replace the connection when nothing has been heard of it for too long."""
        session = self.client.current_session
        now = self.seconds()
        if session is None or session.session_id != self.session:
            self.session = session.session_id if session else None
            self.begun = now
            return
        heard = max(session.last_ping_pong_time or 0.0, self.begun)
        if now - heard <= self.silent_after:
            return
        self.replace(session, silent_for=now - heard)

    def replace(self, session: Connection, *, silent_for: float) -> None:
        """Connect anew, unless the SDK did while we waited: what Slack sends over the first of two would be lost."""
        with self.client.connect_operation_lock:
            if self.client.current_session is not session or self.stopping.is_set():
                return
            log.warning("no pong for %d seconds: connecting anew", int(silent_for))
            self.begun = self.seconds()
            hang_up(session)
            self.client.wss_uri = self.client.issue_new_wss_url()
            self.client.connect()


def prepare(session: Connection | None) -> None:
    """Messages are read frame by frame. Acknowledgements are small and many: none waits until the other side has taken
    note of the one before.
    """
    sock = session.sock if session else None
    if session is None or sock is None:
        return
    with suppress(OSError):  # closed meanwhile
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    session.disconnect = partial(close_once, session)  # type: ignore[method-assign]
    # A reader that is under way has the socket itself in its hands, and lets go of it between two frames.
    session.sock = WholeFrames(sock)  # type: ignore[assignment]  # all of a socket that the SDK uses


def wake(session: Connection) -> None:
    """Its reader may be waiting for what will never come."""
    sock = session.sock
    if sock is not None:
        with suppress(OSError):  # closed by the other side already
            sock.shutdown(socket.SHUT_RDWR)


def hang_up(session: Connection) -> None:
    """Close a line at once."""
    wake(session)
    session.disconnect()


def close_once(session: Connection) -> None:
    """The SDK's own way looks for the socket before it holds the locks: of its reader, its watch and us, whoever comes
    second trips over what the first has taken away.
    """
    with session.sock_send_lock, session.sock_receive_lock:
        sock, session.sock = session.sock, None
    if sock is not None:
        sock.close()
        log.debug("the connection has been closed (session id: %s)", session.session_id)
