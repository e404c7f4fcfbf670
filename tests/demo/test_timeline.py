"""The order of a conversation and the journal of what changed, against the plain way of finding both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.journal import Journal
from bot.demo.timeline import Timeline
from bot.demo.values import Message

STAMPS = st.integers(1, 12).map(lambda number: f"{number:010d}.000000")
MESSAGES = st.builds(
    Message, st.just("C1"), STAMPS, thread_ts=st.one_of(st.just(""), STAMPS), broadcast=st.booleans()
)  # fmt: skip
DEEDS = st.lists(st.tuples(st.booleans(), MESSAGES), max_size=30)


@given(DEEDS)
def test_a_timeline_is_what_sorting_everything_would_give(deeds: list[tuple[bool, Message]]) -> None:
    line, known = Timeline(), dict[str, Message]()
    for adds, message in deeds:
        before = known.get(message.ts)
        if adds and (before is None or before.thread_ts == message.thread_ts):
            known[message.ts] = message if before is None else before
            line.add(known[message.ts])
        elif not adds and before:
            line.drop(known.pop(message.ts))

    main = sorted(one.ts for one in known.values() if not one.is_reply or one.broadcast)
    assert line.everything == sorted(known)
    assert line.main == main
    for ts in known:
        assert line.replies(ts) == sorted(
            one.ts for one in known.values() if one.is_reply and one.thread_ts == ts
        )  # fmt: skip
    for ts in [*known, "0"]:
        assert line.before(ts, 3) == [one for one in main if one < ts][-3:]
        assert line.after(ts, 3) == [one for one in main if one > ts][:3]
        assert line.starting(ts, 3) == [one for one in main if one >= ts][:3]
    assert line.before("", 3) == main[-3:]


@given(st.lists(st.sampled_from("abcd"), max_size=20), st.integers(0, 25))
def test_the_journal_tells_each_thing_once_in_the_order_of_its_last_change(things: list[str], since: int) -> None:
    journal = Journal()
    for thing in things:
        journal.note("thing", thing)

    newer = [(number, thing) for number, thing in enumerate(things, 1) if number > since]
    last = {thing: number for number, thing in enumerate(things, 1)}
    assert journal.since(since) == [("thing", thing) for number, thing in newer if last[thing] == number]
    assert journal.last == len(things)


def test_what_was_forgotten_is_not_told_and_its_numbers_do_not_come_again() -> None:
    journal = Journal()
    journal.note("message", "C1", "1.0")
    journal.forget()
    journal.note("reload")

    assert (journal.since(0), journal.last) == ([("reload",)], 2)
