"""Guessing answers in exports from before there were threads."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.domain.pairing import MOST_ANSWERS, Pairing

MINUTE = 60 * 1_000_000


@dataclass(frozen=True)
class Line:
    """Somebody writes, so many minutes after the beginning; a question ends in "?"."""

    minute: float
    user: str
    text: str
    naming: tuple[str, ...] = ()


def paired(*lines: Line) -> list[str]:
    """For each line, the number of the line that it answers, or ""."""
    pairing = Pairing(lambda text: text.endswith("?"))
    return [
        pairing.answers(str(at), line.user, line.text, moment=int(line.minute * MINUTE), mentioned=line.naming)
        for at, line in enumerate(lines)
    ]


QUESTION = Line(0, "ana", "how do I mute a channel?")


@pytest.mark.parametrize(
    ("lines", "answers"),
    [
        pytest.param([QUESTION, Line(1, "bob", "in its settings")], ["", "0"], id="the next line answers"),
        pytest.param([QUESTION, Line(15, "bob", "here")], ["", "0"], id="for a quarter of an hour"),
        pytest.param([QUESTION, Line(15.1, "bob", "lunch")], ["", ""], id="and no longer"),
        pytest.param([QUESTION, Line(119, "bob", "so", ("ana",))], ["", "0"], id="who names the asker has two hours"),
        pytest.param([QUESTION, Line(121, "bob", "so", ("ana",))], ["", ""], id="and no longer than that"),
        pytest.param([QUESTION, Line(20, "bob", "hi", ("eve",))], ["", ""], id="naming somebody else helps nothing"),
        pytest.param([QUESTION, Line(1, "ana", "please")], ["", ""], id="nobody answers themselves"),
        pytest.param([QUESTION, Line(1, "ana", "please"), Line(2, "bob", "ok")], ["", "", "0"], id="nor ends it"),
        pytest.param([QUESTION, Line(1, "bob", "which one?"), Line(2, "eve", "all")], ["", "0", "0"], id="asking back"),
        pytest.param([QUESTION, Line(30, "bob", "and me?"), Line(31, "ana", "yes")], ["", "", "1"], id="a later one"),
        pytest.param([QUESTION, Line(1, "ana", "or two?"), Line(2, "bob", "so")], ["", "", "1"], id="asked anew"),
        pytest.param([Line(0, "bob", "morning"), Line(1, "ana", "hi")], ["", ""], id="without a question no answer"),
    ],
)
def test_a_line_answers_the_open_question(lines: list[Line], answers: list[str]) -> None:
    assert paired(*lines) == answers


def test_a_question_has_a_handful_of_answers_at_most() -> None:
    talk = [Line(at / 10, f"u{at}", "well") for at in range(1, MOST_ANSWERS + 3)]

    assert paired(QUESTION, *talk) == ["", *["0"] * MOST_ANSWERS, "", ""]


def test_after_the_handful_the_next_question_is_open() -> None:
    talk = [Line(at / 10, f"u{at}", "well") for at in range(1, MOST_ANSWERS + 1)]
    again = [Line(2, "bob", "who has the key?"), Line(3, "eve", "me")]

    assert paired(QUESTION, *talk, *again)[-2:] == ["", str(MOST_ANSWERS + 1)]
