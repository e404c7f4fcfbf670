"""What the page keeps to itself: what one alone is shown, strangers, and whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.demo.company import Company
from bot.demo.values import Message
from tests.demo.pages import Window, small_company


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    with small_company(tmp_path_factory.mktemp("company")) as ours:
        yield ours
        assert ours.slack.violations == []
        assert ours.log.errors == 0


@pytest.fixture
def katie(company: Company) -> Window:
    return Window(company.url, "U0KATIE")


@pytest.fixture
def scott(company: Company) -> Window:
    return Window(company.url, "U0SCOTT")


def test_what_one_alone_is_shown_reaches_nobody_else(company: Company, katie: Window, scott: Window) -> None:
    root = scott.act("say", channel="C0GENERAL", text="a thread")["ts"]
    since = katie.get("/page/start")["seq"]
    with katie.events(since) as told:
        for thread in ("", root):
            company.slack.world.show_alone(
                Message(
                    "C0GENERAL", company.slack.world.counters.ts(), text="alone", thread_ts=thread, only_for="U0SCOTT"
                )
            )
        scott.act("say", channel="C0GENERAL", text="for all, after that")
        heard = next(change for change in told if change["kind"] == "message")

    assert heard["message"]["text"] == "for all, after that"
    assert "alone" not in str(katie.get("/page/thread", channel="C0GENERAL", ts=root))
    assert "alone" in str(scott.get("/page/thread", channel="C0GENERAL", ts=root))
    assert "alone" not in [one["text"] for one in katie.history("C0GENERAL")]
    assert "alone" in [one["text"] for one in scott.history("C0GENERAL")]


def test_what_one_alone_is_shown_stands_on_one_page_also_at_its_edge(company: Company, katie: Window) -> None:
    person, world = company.slack.person("U0KATIE"), company.slack.world
    for number in range(8):
        person.says("C0BOARD", f"line {number}")
        if number == 4:
            world.show_alone(Message("C0BOARD", world.counters.ts(), text="alone", only_for="U0KATIE"))
    found, before = [], ""
    for _page in range(4):
        shown = katie.history("C0BOARD", limit="3", **({"before": before} if before else {}))
        found += [one["text"] for one in shown]
        before = next(one["ts"] for one in shown if not one["only_for"]) if shown else before

    assert found.count("alone") == 1


def test_a_window_from_before_the_workspace_began_begins_again(katie: Window) -> None:
    with katie.events(10**9) as told:
        assert next(told) == {"kind": "reload"}


def test_a_stranger_does_and_hears_nothing(company: Company) -> None:
    stranger = Window(company.url, "U0NOBODY")

    assert "not here" in stranger.act("say", channel="C0BOARD", text="as whom?")["error"]
    assert "not here" in stranger.refused("/page/history", channel="C0GENERAL")
    assert stranger.asks("GET", "/page/events?as=U0NOBODY&since=0")[0] == 404


def test_own_words_and_who_joined_are_not_new(company: Company, katie: Window, scott: Window) -> None:
    katie.act("say", channel="C0GENERAL", text="mine")
    company.slack.world.change_channel(company.slack.channel("C0OPEN"), members=("U0KATIE",))
    scott.act("join", channel="C0OPEN")
    unread = {one["id"]: one["unread"] for one in katie.get("/page/start")["channels"]}

    assert (unread["C0GENERAL"], unread["C0OPEN"]) == (0, 0)


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("say", {"channel": "C0GENERAL", "text": "   "}),
        ("say", {"channel": "C0GENERAL", "text": "x" * 13_000}),
        ("say", {"channel": "C0GENERAL", "text": ["a", "list"]}),
        ("say", {"channel": ["C0GENERAL"], "text": "x"}),
        ("say", {"channel": "C0GENERAL", "text": "x", "thread_ts": "1.000000"}),
        ("say", {"channel": "C0GENERAL", "files": [{"name": "x", "base64": "!"}]}),
        ("say", {"channel": "C0GENERAL", "files": "x"}),
        ("edit", {"channel": "C0GENERAL", "ts": "nowhere", "text": "x"}),
        ("say", {"channel": "C0GENERAL", "text": "half \ud83d a letter"}),
        ("react", {"channel": "C0GENERAL", "ts": "1.0", "name": "no emoji"}),
        ("leave", {"channel": "D000000101"}),
        ("press", {"on": {"channel": "C0GENERAL", "ts": "1.0"}, "block_id": "b", "action_id": "a"}),
        ("press", {"on": "nothing"}),
        ("submit", {"view": "V0", "values": "none"}),
        ("command", {"channel": "C0GENERAL", "command": "/nothing"}),
        ("command", {"channel": "C0GENERAL", "command": "/invite"}),
        ("command", {"channel": "C0GENERAL", "command": "/invite", "text": "@nobody"}),
        ("command", {"channel": "C0GENERAL", "command": "/join", "text": "#nowhere"}),
        ("shortcut", {"callback_id": "nothing"}),
        ("open_dm", {"users": []}),
        ("open_dm", {"users": ["U0NOBODY"]}),
        ("open_dm", {"users": "U0SCOTT"}),
        ("create_channel", {"name": "no/slashes"}),
        ("create_channel", {"name": "general"}),
        ("jump", {"to": "yesterday"}),
        ("nothing", {}),
        ("", {}),
    ],
)
def test_whatever_cannot_be_done_is_said_in_words_and_changes_nothing(
    company: Company, katie: Window, what: str, body: dict[str, Any]
) -> None:
    before, errors = company.slack.world.history("C0GENERAL"), company.log.errors
    answer = katie.act(what, **body)

    assert answer["ok"] is False
    assert len(answer["error"]) > len("not so")
    assert company.slack.world.history("C0GENERAL") == before
    assert company.log.errors == errors


def test_what_is_not_json_or_comes_from_a_form_is_refused(katie: Window) -> None:
    for raw, kind in ((b"{", "application/json"), (b"[]", "application/json"), (b'{"do":"reset"}', "text/plain")):
        status, _kind, body = katie.asks("POST", "/page/act?as=U0KATIE", raw, content_type=kind)
        assert (status, body["ok"]) == (400, False)
