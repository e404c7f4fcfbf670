"""The messages of a day: their order, their oddities, and what is left of those that are damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.export_json import Lists
from bot.services.export_messages import decode_day
from bot.services.exports import ExportMessage, open_export
from tests.exports import said, write_export

T1, T2, T3 = (f"170000000{second}.000100" for second in (1, 2, 3))


def read(*entries: Any) -> list[ExportMessage]:
    return decode_day(json.dumps(entries).encode()).items


def only(entry: dict[str, Any]) -> ExportMessage:
    [message] = read(entry)
    return message


def test_messages_come_in_the_order_they_were_said() -> None:
    assert [m.text for m in read(said("U1", "c", T3), said("U1", "a", T1), said("U1", "b", T2))] == [
        "a",
        "b",
        "c",
    ]


def test_times_are_compared_as_numbers() -> None:
    late, early = "1000000000.000000", "999999999.000000"

    assert [m.ts for m in read(said("U1", "late", late), said("U1", "early", early))] == [early, late]


def test_what_is_no_message_is_left_out() -> None:
    assert [m.text for m in read(said("U1", "a", T1), said("U1", "b", T2, type="presence_change"))] == ["a"]


def test_a_message_tells_its_thread_and_who_answered_in_it() -> None:
    replies = [{"user": "U3", "ts": T2}, {"user": "U2", "ts": T3}, {"ts": T3}]
    parent = only(said("U1", "who knows?", T1, thread_ts=T1, replies=replies, reply_users=["U2"]))
    child = only(said("U2", "I do", T2, thread_ts=T1, parent_user_id="U1"))

    assert (parent.thread_ts, parent.answerers) == (T1, ("U2", "U3"))
    assert (child.thread_ts, child.parent_user_id) == (T1, "U1")


def test_a_message_tells_its_reactions_its_edit_and_its_author_s_team() -> None:
    taco = {"name": "taco", "users": ["U2", "U3"], "count": 2}
    message = only(said("U1", "x", T1, reactions=[taco], edited={"user": "U1", "ts": T2}, user_team="T2"))

    assert [(reaction.name, reaction.users) for reaction in message.reactions] == [("taco", ("U2", "U3"))]
    assert message.edited is not None
    assert message.edited.ts == T2
    assert message.user_team == "T2"


def test_an_old_comment_on_a_file_is_its_author_s_words() -> None:
    comment = {"user": "U2", "comment": "lovely colours"}
    text = "<@U2|bo> commented on <@U1|ana>'s file <https://x|map>: lovely colours"
    message = only(said(None, text, T1, subtype="file_comment", comment=comment, file={"id": "F1"}))

    assert (message.user, message.text) == ("U2", "lovely colours")


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ({"user": "U1", "comment": "my map"}, "my map"),
        ({"user": "U2", "comment": "not mine"}, ""),
        (None, ""),
    ],
)
def test_an_old_shared_file_keeps_only_the_words_of_whoever_shared_it(comment: Any, words: str) -> None:
    text = "<@U1|ana> uploaded a file: <https://x|map> and commented: my map"

    assert only(said("U1", text, T1, subtype="file_share", file={"initial_comment": comment})).text == words


def test_a_file_beside_any_other_message_changes_nothing() -> None:
    assert only(said("U1", "<@U2> look", T1, file={"id": "F1"})).text == "<@U2> look"


def test_a_shared_file_of_today_keeps_its_text() -> None:
    assert only(said("U1", "<@U2> my map", T1, subtype="file_share", files=[{"id": "F1"}])).text == "<@U2> my map"


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        ({"text": None}, said("U1", "", T1)),
        ({"text": 42}, said("U1", "42", T1)),
        ({"user": None}, said(None, "x", T1)),
        ({"bot_id": None, "subtype": None, "thread_ts": None, "reactions": None}, said("U1", "x", T1)),
        ({"ts": 1700000001}, said("U1", "x", "1700000001.000000")),
        ({"ts": "1700000001"}, said("U1", "x", "1700000001.000000")),
        ({"ts": 1700000001.25}, said("U1", "x", "1700000001.250000")),
        ({"thread_ts": 1700000001}, said("U1", "x", T1, thread_ts="1700000001.000000")),
        ({"blocks": {"any": [1, {"thing": None}]}, "attachments": "?"}, said("U1", "x", T1)),
    ],
)
def test_what_is_clear_though_not_in_slack_s_form_is_read(odd: dict[str, Any], expected: dict[str, Any]) -> None:
    assert read({**said("U1", "x", T1), **odd}) == read(expected)


@pytest.mark.parametrize(
    "ts",
    [
        [],
        {},
        True,
        None,
        "",
        "soon",
        "nan",
        "-1",
        "1700000001x000100",
        "1e9",
        "1_0.000000",
        "٣.000000",
        1e300,
    ],
)
def test_a_message_without_a_proper_time_is_skipped_alone_and_counted(ts: Any) -> None:
    decoded = decode_day(json.dumps([said("U1", "a", T1), {**said("U1", "b", T2), "ts": ts}]).encode())

    assert [m.text for m in decoded.items] == ["a"]
    assert decoded.damaged == 1
    assert decoded.fault is not None
    assert decoded.fault.reason.startswith("1 of 2 entries are not as Slack writes them")
    assert "entry 2" in decoded.fault.reason


@pytest.mark.parametrize("broken", [None, 1, "text", [], {"type": "message"}, {**said("U1", "x", T2), "text": ["x"]}])
def test_an_entry_that_is_no_message_costs_no_other(broken: Any) -> None:
    decoded = decode_day(json.dumps([said("U1", "a", T1), broken, said("U1", "c", T3)]).encode())

    assert [m.text for m in decoded.items] == ["a", "c"]
    assert decoded.damaged == 1


def test_times_that_only_together_have_the_length_of_times_are_not_taken() -> None:
    decoded = decode_day(json.dumps([said("U1", "a", T1 + T2[:10]), said("U1", "b", T2[10:])]).encode())

    assert decoded.items == []
    assert decoded.damaged == 2


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (b'"caf\xe9 \xc3\xa9"', "café é"),  # one byte of Latin-1 among UTF-8
        (rb'"half \ud83d emoji"', "half � emoji"),
        (rb'"whole \ud83c\udf2e and \\ud83d"', "whole 🌮 and \\ud83d"),
        (b'"two\nlines"', "two\nlines"),
        (b'"x", "score": NaN', "x"),
    ],
)
def test_what_is_almost_json_is_read(text: bytes, read_as: str) -> None:
    decoded = decode_day(b'[{"type": "message", "user": "U1", "ts": "%b", "text": %b}]' % (T1.encode(), text))

    assert [m.text for m in decoded.items] == [read_as]
    assert decoded.fault is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_saved_again_by_an_editor_is_read(encoding: str) -> None:
    raw = json.dumps([said("U1", "olá", T1)], ensure_ascii=False).encode(encoding)

    assert [m.text for m in decode_day(raw).items] == ["olá"]


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (b"", None, "empty"),
        (b'[\n{"ts": "1"},\n{"ts": ', 3, "the JSON breaks here"),
        (b'[\n{"ts": "1"}\n{"ts": "2"}]', 3, "the JSON breaks here"),
        (b'{"ok": false, "error": "x"}', 1, "a list was expected"),
        (b"null", 1, "a list was expected"),
        (b"\xef\xbb\xbfNaN", 1, "a list was expected"),
        (b"<html></html>", 1, "the JSON breaks here"),
        (b"\xff\xfe<\x00", 1, "the JSON breaks here"),
        (b"[NaN, " + b"1" * 5_000 + b"]", None, "neither UTF-8 nor"),
        (b"\xff\xfe[\x00]", None, "neither UTF-8 nor"),
        (b"\xef\xbb\xbf" + b"[" * 100_000, None, "nested too deeply"),
        (b"[" * 100_000, None, "nested too deeply"),
        (b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]", None, "nested too deeply"),
    ],
)
def test_a_broken_file_is_said_to_be_so_with_the_line(raw: bytes, line: int | None, reason: str) -> None:
    decoded = decode_day(raw)

    assert decoded.items == []
    assert decoded.fault is not None
    assert (decoded.fault.line, reason in decoded.fault.reason) == (line, True)


def test_a_file_that_is_not_quite_json_and_too_large_to_search_is_skipped() -> None:
    messages = Lists(ExportMessage, lenient_bytes=10)
    damaged = json.dumps([said("U1", "a", T1), 1]).encode()

    assert [m.text for m in messages.decode(damaged).items] == ["a"]
    assert "too large" in str(messages.decode(damaged[:-1]).fault)


def test_a_number_of_thousands_of_digits_costs_its_own_message_alone() -> None:
    damaged = json.dumps([said("U1", "a", T1), {**said("U1", "b", T2), "text": "?"}]).replace('"?"', "1" * 5_000)

    assert [m.text for m in decode_day(damaged.encode()).items] == ["a"]


def test_a_broken_day_is_named_once_and_the_other_days_are_read(tmp_path: Path) -> None:
    write_export(tmp_path, messages={"general": [said("U1", "a", T1)]})
    (tmp_path / "general" / "2023-11-01.json").write_text('[\n{"ts": 1,\n', encoding="utf-8")
    (tmp_path / "general" / "2023-11-02.json").write_text('[{"ts": []}, {"ts": {}}]', encoding="utf-8")

    with open_export(tmp_path) as export:
        [general] = export.roots[0].channels()
        for _again in range(2):
            found = [m.text for day in export.roots[0].days(general) for m in export.roots[0].read(general, day)]

        assert found == ["a"]
        assert [(problem.path, problem.line) for problem in export.problems] == [
            ("general/2023-11-01.json", 3),
            ("general/2023-11-02.json", None),
        ]
        assert str(export.problems[0]).startswith("general/2023-11-01.json, line 3: the JSON breaks here")
        assert export.skipped_messages == 2


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from([*ExportMessage.__struct_fields__, "blocks"])


@given(entries=st.lists(st.dictionaries(fields, values, max_size=6) | values, max_size=6))
def test_whatever_entries_lie_around_it_a_good_message_is_read(entries: list[Any]) -> None:
    raw = json.dumps([*entries, said("U1", "the good one", T1)]).encode()

    decoded = decode_day(raw)

    assert "the good one" in [m.text for m in decoded.items]
    assert len(decoded.items) + decoded.damaged <= len(entries) + 1


@given(raw=st.binary(max_size=60) | st.text(alphabet='[]{}":,\\ud83tsx1. ', max_size=40).map(str.encode))
def test_no_bytes_whatever_break_the_reader(raw: bytes) -> None:
    decoded = decode_day(raw)

    assert decoded.items == []
    assert decoded.fault is not None or raw.strip(b" \t\r\n\xef\xbb\xbf")[:1] == b"["
