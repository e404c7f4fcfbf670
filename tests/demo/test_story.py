"""The story as it is written down: lines that are read rightly or refused, and a cast that hangs together."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.page.tale import JUMPS
from bot.demo.story import story, write_export
from bot.demo.story_lines import Deed, Reaction, Said, StoryError, Way, told_in
from bot.demo.story_values import channel_id, stamp

PEOPLE = ("ana", "jill", "katie")
NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)
FIRST = "2026-09-08 12:00 ana: Hello"


def told(*lines: str) -> list[Said | Deed]:
    return told_in("\n".join(lines), PEOPLE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ana: Hello: all", Said(NOON, "ana", "Hello: all")),
        ("ana: Hi [taco jill]", Said(NOON, "ana", "Hi", None, (Reaction("taco", ("jill",)),))),
        (
            "ana: Hi [taco jill katie] [+1 jill]",
            Said(NOON, "ana", "Hi", None, (Reaction("taco", ("jill", "katie")), Reaction("+1", ("jill",)))),
        ),
        ("ana: see [1]", Said(NOON, "ana", "see [1]")),
        ("ana: [taco jill] was here", Said(NOON, "ana", "[taco jill] was here")),
        ("ana: @jill ++ for excel", Said(NOON, "ana", "@jill ++ for excel")),
        ("ana: /kudos @jill for excel", Deed(NOON, "ana", Way.TYPES, "/kudos", "@jill for excel")),
        ("ana: /lunch", Deed(NOON, "ana", Way.TYPES, "/lunch")),
        ("ana: /etc/hosts is empty", Said(NOON, "ana", "/etc/hosts is empty")),
        ('ana presses "Count me in"', Deed(NOON, "ana", Way.PRESSES, "Count me in")),
        ('ana presses "I\'d come" under "SQL"', Deed(NOON, "ana", Way.PRESSES, "I'd come", "SQL")),
        ("ana submits", Deed(NOON, "ana", Way.SUBMITS)),
        (
            "ana submits Title = Sums = hard; Link = https://x.example/?a=1",
            Deed(NOON, "ana", Way.SUBMITS, fields={"Title": "Sums = hard", "Link": "https://x.example/?a=1"}),
        ),
    ],
)
def test_a_line_says_who_did_what_when(line: str, expected: Said | Deed) -> None:
    assert told(f"2026-09-08 12:00 {line}") == [expected]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Hello",), "begins with a time"),
        (("12:00 ana: Hello",), "needs its day"),
        (("2026-09-31 12:00 ana: Hello",), "day is out of range"),
        (("2026-09-08 25:00 ana: Hello",), "hour must be in 0..23"),
        (("2026-09-08 12:00 ana Hello",), "neither `who: words`"),
        (("2026-09-08 12:00 ana presses Go",), "neither `who: words`"),
        (("2026-09-08 12:00 ana submits Title",), "`Label = value`"),
        (("  2026-09-08 12:00 ana: Hello",), "nothing above it to reply to"),
        (('2026-09-08 12:00 ana presses "Go"', "  12:01 jill: Hi"), "nothing above it to reply to"),
        ((FIRST, "11:59 jill: Hi"), "not later than the line above"),
        ((FIRST, "  12:05 jill: Hi", "  12:04 ana: Hi"), "not later than the line above"),
        (("2026-09-08 12:00 bob: Hello",), "nobody here is called bob"),
        (("2026-09-08 12:00 ana: Hello [taco bob]",), "nobody here is called bob"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_reason(lines: tuple[str, ...], words: str) -> None:
    with pytest.raises(StoryError, match=words):
        told(*lines)


def test_replies_belong_to_the_thread_above_them_though_threads_overlap() -> None:
    found = told(
        FIRST, "  12:30 jill: Later", "12:10 katie: Meanwhile", "  12:20 ana: Yes", "2026-09-09 08:00 ana: New"
    )

    assert [(one.at - NOON, one.thread) for one in found if isinstance(one, Said)] == [
        (timedelta(), None),
        (timedelta(minutes=10), None),
        (timedelta(minutes=20), NOON + timedelta(minutes=10)),
        (timedelta(minutes=30), NOON),
        (timedelta(hours=20), None),
    ]


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="/[]"), min_size=1, max_size=40)
MARKS = st.lists(st.tuples(st.from_regex(r"[a-z0-9_+-]{1,9}", fullmatch=True), st.sampled_from(PEOPLE)), max_size=3)


@given(TEXTS, MARKS)
def test_whatever_is_said_is_read_back(text: str, marks: list[tuple[str, str]]) -> None:
    line = f"2026-09-08 12:00 ana: {text}" + "".join(f" [{emoji} {who}]" for emoji, who in marks)

    assert told(line) == [Said(NOON, "ana", text, None, tuple(Reaction(emoji, (who,)) for emoji, who in marks))]


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        told(f"2026-09-08 12:00 {line}")
    except StoryError as error:
        assert str(error)  # noqa: PT017 - most of what hypothesis types is refused


def test_the_cast_is_about_twenty_people_in_three_zones_and_everybody_is_somebody() -> None:
    tale = story()
    people = tale.people.values()

    assert 20 <= len(people) <= 22
    assert len({one["id"] for one in people}) == len(people)
    assert {one["tz"] for one in people} == {"Europe/Lisbon", "America/Toronto", "Asia/Singapore"}
    assert [sum(what in one for one in people) for what in ("guest", "bot", "left", "joined")] == [1, 1, 1, 1]
    assert {one["user"] for one in tale.cast} <= {one["id"] for one in people}
    assert tale.you == tale.cast[0]["user"] == tale.people["nia"]["id"]
    assert all(any(handle in room.members for room in tale.rooms.values()) for handle in tale.people)
    assert [room.name for room in tale.rooms.values() if room.private] == ["leadership"]


def test_everything_happens_within_the_six_weeks_and_while_people_are_there() -> None:
    tale = story()
    lines = [*tale.direct, *(one for channel in tale.channels.values() for one in channel)]

    assert tale.begins < min(one.at for one in lines)
    assert max(one.at for one in lines) < tale.ends
    for at, handle in tale.moments("left"):
        assert all(one.at < at for one in lines if one.who == handle)
    for at, handle in tale.moments("joined"):
        assert all(one.at > at for one in lines if handle in one.people)


def test_the_tour_has_five_short_steps_that_point_at_what_is_there() -> None:
    tale = story()
    answers = {stamp(one.at): one for one in tale.said("sales")}

    assert [step["id"] for step in tale.tour] == ["ask", "thank", "learn", "again", "come"]
    for step in tale.tour:
        assert step["title"]
        assert 1 <= step["text"].count(".") <= 2
        assert "!" not in step["title"] + step["text"]
        assert len(step["text"]) <= 120
    (thank,) = [step for step in tale.tour if step["id"] == "thank"]
    answer = answers[thank["target"].split('data-ts="')[1].split('"')[0]]
    assert answer.who == "scott"
    assert answer.thread is not None
    assert thank["open"] == f"#/{channel_id('sales')}/{stamp(answer.thread)}"
    assert "tuesday" in JUMPS


def test_the_export_holds_what_was_said_and_nothing_that_was_pressed(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "export")
    tale = story()

    entries = [one for path in folder.glob("*/*.json") for one in json.loads(path.read_text(encoding="utf-8"))]
    assert len(entries) == sum(len(list(tale.said(name))) for name in tale.channels)
    assert not [one for one in entries if one["text"].startswith("/")]
    assert any(f"<@{tale.people['katie']['id']}> ++" in one["text"] for one in entries)
    assert any({"name": "taco", "users": ["U11LENA"], "count": 1} in one.get("reactions", []) for one in entries)
