"""Which stretches of a channel's history have been learned: ordered, disjoint pairs of microseconds, ends included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def microseconds(ts: str) -> int:
    """Slack's `ts` ("1355517523.000005") as a whole number: exact, where a float is not."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6] or 0)


def covers(spans: Iterable[Span], moment: int) -> bool:
    return any(start <= moment <= end for start, end in spans)


def with_span(spans: Sequence[Span], new: Span) -> list[Span]:
    """The same with one stretch more."""
    return with_spans(spans, [new])


def with_spans(spans: Iterable[Span], new: Iterable[Span]) -> list[Span]:
    """The same with some stretches more; those that overlap become one."""
    joined: list[Span] = []
    for start, end in sorted([*spans, *new]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
