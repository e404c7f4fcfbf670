"""To be asked nothing, or not to be named: the words of the buttons, those from before, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.blocktree import words
from bot.domain.own_words import DontName, dont_name, name_again, nearly, questions_wanted
from bot.views.help import USES, help_view


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no questions", False),
        ("No  questions for now.", False),
        ("pause", False),
        ("take questions", True),
        ("Take questions again", True),
        ("no questions off", True),
        ("pause off", True),
        ("questions", None),
        ("no questions about excel", None),
        ("pause me", None),
        ("pause in excel", None),
        ("", None),
    ],
)
def test_to_be_asked_nothing_and_to_be_asked_again(text: str, *, wanted: bool | None) -> None:
    assert questions_wanted(text) is wanted


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("don't name me", DontName()),
        ("Don\u2019t name me for now", DontName()),
        ("dont name me", DontName()),
        ("do not name me until 2026-12-24", DontName("2026-12-24")),
        ("don`t name me for now till someday", DontName("someday")),
        ("pause me", DontName()),
        ("pause me until 2026-12-24", DontName("2026-12-24")),
        ("pause", None),
        ("don't name me for excel", None),
        ("name me", None),
        ("", None),
    ],
)
def test_not_to_be_named(text: str, meant: DontName | None) -> None:
    assert dont_name(text) == meant


@pytest.mark.parametrize("text", ["name me", "Name me again", "resume me", "pause me off", "unpause me"])
def test_to_be_named_again(text: str) -> None:
    assert name_again(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no question", "no questions"),
        ("tke questions", "take questions"),
        ("don't nam me", "don't name me"),
        ("name me agian", "name me again"),
        ("powerpoint", ""),
        ("excel questions", ""),
        ("naming", ""),
        ("", ""),
    ],
)
def test_a_slip_is_understood_and_a_topic_is_none(text: str, meant: str) -> None:
    assert nearly(text) == meant


@given(st.text(max_size=80))
def test_nothing_means_two_of_these(text: str) -> None:
    assert sum([questions_wanted(text) is not None, dont_name(text) is not None, name_again(text)]) <= 1


def test_the_help_fits_on_a_screen_and_tells_them_apart() -> None:
    assert len(words(help_view(channels_heard=2).blocks).splitlines()) <= 20
    assert "no questions" in USES
    assert "don't name me" in USES
