"""The messages of one conversation in the order of time, with its threads: found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

from bot.demo.values import Message


class Timeline:
    """Message times, oldest first: all, those that stand in the conversation itself, and each thread's replies."""

    def __init__(self) -> None:
        self.everything: list[str] = []
        self.main: list[str] = []
        self.threads: dict[str, list[str]] = {}

    def add(self, message: Message) -> None:
        _put(self.everything, message.ts)
        if message.is_reply:
            _put(self.threads.setdefault(message.thread_ts, []), message.ts)
        if not message.is_reply or message.broadcast:
            _put(self.main, message.ts)

    def drop(self, message: Message) -> None:
        for line in (self.everything, self.main, self.threads.get(message.thread_ts, [])):
            _remove(line, message.ts)

    def replies(self, ts: str) -> list[str]:
        return self.threads.get(ts, [])

    def before(self, ts: str, most: int) -> list[str]:
        """The last ones older than `ts`; of all, where it is empty."""
        end = bisect_left(self.main, ts) if ts else len(self.main)
        return self.main[max(end - most, 0) : end]

    def starting(self, ts: str, most: int) -> list[str]:
        """`ts` itself, if it is there, and what follows."""
        start = bisect_left(self.main, ts)
        return self.main[start : start + most]

    def after(self, ts: str, most: int) -> list[str]:
        start = bisect_right(self.main, ts)
        return self.main[start : start + most]


def _put(line: list[str], ts: str) -> None:
    """Nearly always the newest comes last."""
    if not line or line[-1] < ts:
        line.append(ts)
    elif ts not in _at(line, ts):
        insort(line, ts)


def _at(line: list[str], ts: str) -> list[str]:
    place = bisect_left(line, ts)
    return line[place : place + 1]


def _remove(line: list[str], ts: str) -> None:
    place = bisect_left(line, ts)
    if line[place : place + 1] == [ts]:
        del line[place]
