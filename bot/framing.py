"""Reads a WebSocket frame by frame (RFC 6455, section 5.2).

The SDK's own reader takes what the network has and calls itself once for each piece and each message in it: a long
message, or many at once, takes it to Python's limit, and what was read is lost. Handed one whole frame at a time it
never calls itself.
"""

from __future__ import annotations

import socket
from typing import Any

READ_BYTES = 65_536
LINE_FEED = 10  # left over from the handshake: no frame begins with it
TWO_BYTES, EIGHT_BYTES, MASKED = 126, 127, 0x80


class WholeFrames:
    """A socket whose `recv` gives one whole frame, however it came in; all else is the socket's own."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.held = bytearray()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)

    def recv(self, _size: int = 0) -> bytes:
        """Empty when the other side has closed. What was read when the socket's patience ends is kept."""
        while (length := frame_length(self.held)) is None:
            piece = self.sock.recv(READ_BYTES)
            if not piece:
                return b""
            self.held += piece
        frame = bytes(self.held[:length])
        del self.held[:length]
        return frame


def frame_length(held: bytes | bytearray) -> int | None:
    """How many of the bytes are the first frame; None while it is not whole."""
    if held[:1] == bytes([LINE_FEED]):
        return 1
    if len(held) < 2:
        return None
    short, head = held[1] & ~MASKED, 2
    more = {TWO_BYTES: 2, EIGHT_BYTES: 8}.get(short, 0)
    if len(held) < head + more:
        return None
    data = int.from_bytes(held[head : head + more], "big") if more else short
    length = head + more + (4 if held[1] & MASKED else 0) + data
    return length if len(held) >= length else None
