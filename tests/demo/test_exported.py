"""A real export in the page: who is in it, what was said, and the bot that learns it meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.company import company
from bot.demo.scenes import open_scene
from bot.errors import ExportError
from tests.demo.pages import Window
from tests.exports import person, said, write_export, zip_export

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC).timestamp()


def at(minutes: float) -> float:
    return NOON + 60 * minutes


@pytest.fixture
def export(tmp_path: Path) -> Path:
    talk = [
        said("U0ANA", "How do I make a PowerPoint deck smaller?", at(0)),
        said("U0BEN", "Compress the pictures in PowerPoint.", at(1), thread_ts=f"{at(0):.6f}"),
        said("U0BEN", "<script>alert(1)</script> &amp; more", at(2)),
        said("U0BEN", "an answer whose question is lost", at(3), thread_ts=f"{at(-9000):.6f}"),
        said("U0GONE", "see you", at(4)),
    ]
    people = [person("U0ANA", "Ana"), person("U0BEN", "Ben"), {**person("U0OLD", "Old"), "deleted": True}]
    secret = [said("U0ANA", "between us", at(5))]
    channels = {"general": {}, "board": {"kind": "private"}}
    return write_export(
        tmp_path / "acme", people=people, channels=channels, messages={"general": talk, "board": secret}
    )


def test_it_opens_as_whoever_wrote_most_with_everything_that_was_said(export: Path, tmp_path: Path) -> None:
    scene = open_scene(export, lambda _size: None)
    with company(scene, tmp_path) as ours:
        start = Window(ours.url).get("/page/start")
        ben = Window(ours.url, start["me"])
        general = next(one for one in start["channels"] if one["name"] == "general")
        shown = ben.history(general["id"])

        assert (start["me"], start["story"]["kind"]) == ("U0BEN", "export")
        assert [one["user"] for one in start["story"]["cast"]] == ["U0BEN", "U0ANA"]
        assert [one["text"] for one in shown] == [
            "How do I make a PowerPoint deck smaller?",
            "<script>alert(1)</script> &amp; more",
            "an answer whose question is lost",
            "see you",
        ]
        assert shown[0]["reply_count"] == 1
        assert next(one for one in start["people"] if one["id"] == "U0GONE")["deleted"]
        assert "board" not in {one["name"] for one in start["channels"]}  # Ana's, and nobody else's


def test_the_bot_has_learned_it_by_importing(export: Path, tmp_path: Path) -> None:
    scene = open_scene(export, lambda _size: None)
    with company(scene, tmp_path) as ours:
        ours.slack.until(scene.learned.is_set, timeout=60)
        ana = Window(ours.url, "U0ANA")
        general = next(one for one in ana.get("/page/start")["channels"] if one["name"] == "general")
        ana.act("command", channel=general["id"], command="/whoknows", text="powerpoint")

        assert "U0BEN" in ana.history(general["id"])[-1]["text"]
        assert ours.slack.violations == []


def test_an_archive_opens_like_a_folder(export: Path, tmp_path: Path) -> None:
    scene = open_scene(zip_export(export, tmp_path / "acme.zip"), lambda _size: None)

    assert "6 messages of 3 people in 2 channels" in scene.tale.about


def test_where_there_is_nothing_to_open_it_says_so(tmp_path: Path) -> None:
    empty = write_export(tmp_path / "empty", people=["U1"], channels={"general": {}}, messages={"general": []})
    with pytest.raises(ExportError, match="no messages"):
        open_scene(empty, lambda _size: None)
    with pytest.raises(ExportError):
        open_scene(tmp_path / "nowhere.zip", lambda _size: None)
