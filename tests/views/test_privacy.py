"""What is said of privacy: which mode is on, what holds for oneself, and where to read more."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.demo.checks import block_problems
from bot.domain.privacy import ALWAYS, Say, Wishes
from bot.views.blocks import View
from bot.views.privacy import chosen_view, export_view, nothing_view, privacy_view

UNTIL = datetime(2026, 12, 24, tzinfo=UTC)
WISHES = [
    Wishes(learning, paused, first, forgotten)
    for learning in ("", Say.YES, Say.NO)
    for paused in ("", ALWAYS, UNTIL.isoformat())
    for first in (False, True)
    for forgotten in (False, True)
]


def words(view: View) -> str:
    return json.dumps(view.blocks, ensure_ascii=False)


@pytest.mark.parametrize("wishes", WISHES)
def test_slack_takes_it_whatever_holds(wishes: Wishes) -> None:
    for view in (
        privacy_view(wishes),
        privacy_view(wishes, guest=True),
        chosen_view(wishes),
        nothing_view(wishes, guest=False),
        nothing_view(wishes, guest=True),
    ):
        assert block_problems(view.blocks) == []
        assert view.text


def test_the_mode_stands_first_and_where_to_read_more_last() -> None:
    assert "Works-council mode is on" in words(privacy_view(Wishes(asks_first=True)))
    assert "Works-council mode" not in words(privacy_view(Wishes()))
    assert "docs/privacy.md" in words(privacy_view(Wishes()))


def test_each_state_says_how_to_change_it() -> None:
    assert "`/whoknows name me again`" in chosen_view(Wishes(paused=ALWAYS)).text
    assert "`/whoknows learn from me`" in chosen_view(Wishes(Say.NO, ALWAYS)).text
    assert "`/whoknows learn from me`" in chosen_view(Wishes(Say.NO)).text
    assert "24 December 2026" in chosen_view(Wishes(paused=UNTIL.isoformat())).text
    assert chosen_view(Wishes()).text.endswith("public channels.")


def test_where_there_is_nothing_it_is_said_why() -> None:
    assert "As a guest" in nothing_view(Wishes(), guest=True).text
    assert "remember me" in nothing_view(Wishes(forgotten=True), guest=False).text
    assert "you have not" in nothing_view(Wishes(asks_first=True), guest=False).text
    assert nothing_view(Wishes(), guest=False).text.startswith("I would not name you")


def test_the_file_goes_alone_and_words_stand_in_where_it_cannot() -> None:
    view = export_view(b"{}", day="2026-12-24")

    assert view.file is not None
    assert (view.file.name, view.file.content) == ("whoknows-2026-12-24.json", b"{}")
    assert "does not let me send files" in words(view)
