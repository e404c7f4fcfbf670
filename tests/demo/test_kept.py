"""The workspace kept on disk: a later demo goes on where this one ended, and another form is not taken for ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo import kept
from bot.demo.company import company
from bot.demo.scenes import KeptScene
from bot.demo.wiring import DATABASE
from tests.demo.pages import Small, Window, small_company


def test_what_people_did_is_there_again_and_the_bot_remembers(tmp_path: Path) -> None:
    first, second, place = (tmp_path / name for name in ("first", "second", "place"))
    first.mkdir()
    second.mkdir()
    with small_company(first) as ours:
        katie, scott = Window(ours.url, "U0KATIE"), Window(ours.url, "U0SCOTT")
        said = katie.act("say", channel="C0GENERAL", text="look", files=[{"name": "a.txt", "base64": "aGVsbG8="}])
        scott.act("command", channel="C0GENERAL", command="/whoknows", text="add powerpoint")
        scott.act("react", channel="C0GENERAL", ts=said["ts"], name="eyes", on=True)
        katie.act("jump", to="morning")
        katie.act("read", channel="C0GENERAL", ts=said["ts"])
        before = {window.user: window.history("C0GENERAL") for window in (katie, scott)}
        now, unread = ours.clock(), katie.get("/page/start")["channels"]
    kept.keep(place, first / DATABASE, ours.slack.world, ours.reading, ours.scene.settings)

    found = kept.read_kept(place)
    assert found is not None
    scene = KeptScene(place, found)
    scene.bring(second)
    with company(scene, second, again=Small()) as ours:
        katie, scott = Window(ours.url, "U0KATIE"), Window(ours.url, "U0SCOTT")
        assert {window.user: window.history("C0GENERAL") for window in (katie, scott)} == before
        assert katie.get("/page/start")["channels"] == unread
        assert katie.get("/page/start")["now"] >= now
        assert katie.asks("GET", before["U0KATIE"][0]["files"][0]["url"])[2] == {"raw": "hello"}
        katie.act("command", channel="C0GENERAL", command="/whoknows", text="powerpoint")
        assert "U0SCOTT" in katie.history("C0GENERAL")[-1]["text"]
        newer = katie.act("say", channel="C0GENERAL", text="on we go")["ts"]
        assert newer > said["ts"]
        assert katie.act("reset")["ok"]
        assert katie.history("C0GENERAL") == []
        assert ours.slack.violations == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"form": 99}', b"\xff\x00"])
def test_what_is_none_of_ours_counts_as_nothing_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / kept.FILE).write_bytes(content)

    assert kept.read_kept(tmp_path) is None


def test_nothing_was_kept_at_first(tmp_path: Path) -> None:
    assert kept.read_kept(tmp_path / "nowhere") is None
