"""Frames of a WebSocket: whole ones, one at a time, however the network cuts them."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.socket_mode.builtin.internals import _build_data_frame_for_sending

from bot.framing import WholeFrames, frame_length


class Network:
    """A socket that hands over one piece after the other."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.sent = b""

    def recv(self, _size: int) -> bytes:
        piece = next(self.pieces, b"")
        if piece == b"slow":
            raise TimeoutError
        return piece

    def sendall(self, data: bytes) -> None:
        self.sent += data


def frame(data: bytes, opcode: int = 1) -> bytes:
    size = len(data)
    if size < 126:
        head = bytes([size])
    elif size < 1 << 16:
        head = bytes([126]) + size.to_bytes(2, "big")
    else:
        head = bytes([127]) + size.to_bytes(8, "big")
    return bytes([0x80 | opcode]) + head + data


def reading(*pieces: bytes) -> WholeFrames:
    return WholeFrames(Network(iter(pieces)))  # type: ignore[arg-type]  # what a socket does of it


def all_of(read: WholeFrames) -> list[bytes]:
    return list(iter(read.recv, b""))


@given(st.lists(st.binary(max_size=300), max_size=8), st.integers(min_value=1, max_value=64))
def test_frames_come_whole_however_they_are_cut(messages: list[bytes], size: int) -> None:
    stream = b"".join(map(frame, messages))
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]

    assert all_of(reading(*pieces)) == [frame(one) for one in messages]


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 300_000])
def test_every_way_of_writing_a_length_is_read(size: int) -> None:
    whole = frame(b"x" * size)

    assert all_of(reading(whole[:1], whole[1:7], whole[7:])) == [whole]


def test_a_masked_frame_has_its_key() -> None:
    masked = _build_data_frame_for_sending("hello", 1)

    assert frame_length(masked) == len(masked)
    assert frame_length(masked[:-1]) is None


def test_a_line_feed_of_the_handshake_stands_by_itself() -> None:
    assert all_of(reading(b"\n" + frame(b"hello"))) == [b"\n", frame(b"hello")]


def test_what_was_read_before_the_patience_ended_is_kept() -> None:
    whole = frame(b"hello")
    read = reading(whole[:3], b"slow", whole[3:])

    with pytest.raises(TimeoutError):
        read.recv()
    assert read.recv() == whole


def test_all_else_is_the_sockets_own() -> None:
    one, other = socket.socketpair()
    with one, other:
        WholeFrames(one).sendall(b"hello")
        assert other.recv(5) == b"hello"
