"""Troubles on demand: what the next calls of a method meet instead of an orderly answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """How a call goes wrong."""

    RATE_LIMITED = "rate limited"  # 429 with Retry-After, nothing done
    LOST_ANSWER = "lost answer"  # done, but the connection breaks before the answer
    LOST_CALL = "lost call"  # the connection breaks, nothing done
    SERVER_ERROR = "server error"  # 500, nothing done
    SERVER_ERROR_AFTER = "server error after"  # done, yet 500
    REFUSED = "refused"  # ok: false with the given error


@dataclass(slots=True)
class Fault:
    """Meets the next `times` calls of `method`, in `channel` only if one is named."""

    method: str
    trouble: Trouble
    times: int = 1
    channel: str = ""
    retry_after: int = 1
    error: str = "fatal_error"

    def meets(self, method: str, channel: str) -> bool:
        return self.times > 0 and self.method in {method, "*"} and self.channel in {"", channel}


@dataclass(slots=True)
class Faults:
    """The troubles still ahead, in the order they were asked for."""

    waiting: list[Fault] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, fault: Fault) -> None:
        with self.lock:
            self.waiting.append(fault)

    def next_for(self, method: str, channel: str) -> Fault | None:
        with self.lock:
            for fault in self.waiting:
                if fault.meets(method, channel):
                    fault.times -= 1
                    return fault
            return None
