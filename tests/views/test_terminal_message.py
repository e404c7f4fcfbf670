"""A message of the bot's in the terminal: as it reads in Slack, and nothing in it steers the terminal."""

from __future__ import annotations

import pytest

from bot.views.blocks import View, actions, button, context, section
from bot.views.terminal_message import message_lines

NAMES = {"U0ANA": "Ana"}


def read(view: View) -> list[str]:
    return [line.plain for line in message_lines(view, names=NAMES)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("*Pivot tables* with <@U0ANA>", "Pivot tables with @Ana"),
        ("<@U0NEW>", "@U0NEW"),
        (":calendar: Tuesday, 12:00", "Tuesday, 12:00"),
        ("Your time: <!date^1796122800^{time}|11:00 UTC>", "Your time: 11:00 UTC"),
        ("<https://x.example/?a=1&amp;b=2>", "https://x.example/?a=1&b=2"),
        ("<https://x.example|the notes>, a_b_c", "the notes, a_b_c"),
        ("Ana: _saved my deck_", "Ana: saved my deck"),
        ("\x1b[31mred\u202e", "[31mred"),
    ],
)
def test_a_line_is_read_without_its_markup(words: str, said: str) -> None:
    assert read(View("", [section(words)])) == [f"  \u2502 {said}"]


def test_every_block_has_its_lines_and_buttons_are_told_apart() -> None:
    row = actions([button("Count me in", "a"), button("Can't make it", "b")])

    assert read(View("", [section("*One*\ntwo"), row, context("small", "print")])) == [
        "  \u2502 One", "  \u2502 two", "  \u2502 [Count me in] [Can't make it]", "  \u2502 small", "  \u2502 print",
    ]  # fmt: skip


def test_what_was_bold_stays_so() -> None:
    (line,) = message_lines(View("", [section("with *Ana*")]), names=NAMES)

    assert [line.plain[span.start : span.end] for span in line.spans if span.style == "bold"] == ["Ana"]
