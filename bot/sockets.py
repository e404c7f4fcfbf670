"""Socket Mode: the connection, and a watch on it. A socket that died without a word is replaced within 20 seconds."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk.errors import SlackApiError

from bot.errors import SettingsError

log = logging.getLogger(__name__)

PING_EVERY_SECONDS = 3.0
LOOK_EVERY_SECONDS = 1.0
# Four pings without an answer. Quiet workspaces send nothing for hours, so only pongs tell whether a socket lives.
SILENT_SECONDS = 13.0


class Sockets:
    """Bolt's built-in handler. The SDK watches pongs too, but only once the first one has come."""

    def __init__(
        self, app: App, app_token: str, *, seconds: Callable[[], float], ping_interval: float = PING_EVERY_SECONDS
    ) -> None:
        self.handler = SocketModeHandler(app, app_token, ping_interval=ping_interval)
        self.client = self.handler.client
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
        if client.current_session is not None and client.current_session.sock is not None:
            with suppress(OSError):  # closed by the other side already
                client.current_session.sock.shutdown(socket.SHUT_RDWR)
        with suppress(AttributeError):  # the SDK trips over a socket that another thread closes first
            client.disconnect()
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
        log.warning("no pong for %d seconds: connecting anew", int(now - heard))
        self.begun = now
        self.client.connect_to_new_endpoint(force=True)
