"""`whoknows demo`: the README's three acts in the terminal, each with what people would read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Whoknows, on

SCREEN_AND_A_HALF = 80


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    result = on(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'unused.db'}")("demo", "--no-open", "--port", "4000")
    assert result.exit_code == 0, result.output
    return result.stdout


def act(printed: str, name: str, until: str) -> str:
    return printed.split(f"\n{name}\n")[1].split(f"\n{until}", maxsplit=1)[0]


def test_it_answers_three_questions_with_the_unexpected_people(printed: str) -> None:
    answers = act(printed, "Ask", "Thank").split("$ whoknows ask ")[1:]

    assert [answer.split("1. ")[1].splitlines()[0] for answer in answers] == [
        "Scott Reid, Accounts payable",
        "Katie Novak, Office manager",
        "Dev Patel, Project manager",
    ]


def test_it_never_names_who_left_a_guest_a_bot_or_a_private_channel(printed: str) -> None:
    assert not [name for name in ("Victor", "Pat Moreau", "Deploys", "leadership") if name in printed]


def test_a_thanks_is_noted_told_and_from_then_on_a_reason(printed: str) -> None:
    noted, digest, answer = act(printed, "Thank", "Sign up").split("\n\n")

    assert noted.splitlines()[1] == "  \u2502 Noted: thanks to @Scott Reid for PowerPoint."
    assert "  \u2502 \u2022 @Ana Ribeiro for PowerPoint: saved my deck" in digest.splitlines()
    assert "   thanked once by one colleague for PowerPoint on 17 October 2026" in answer.splitlines()
    assert printed.count("thanked once") == 1


def test_topics_come_of_the_questions_and_one_becomes_a_gathering(printed: str) -> None:
    _typed, topics, post = act(printed, "Sign up", "Now your own").strip().split("\n\n")

    assert [name for name in ("Public speaking", "Pivot tables", "PowerPoint") if f"\u2502 {name}\n" in topics] == [
        "Public speaking", "Pivot tables", "PowerPoint",
    ]  # fmt: skip
    assert [line for line in post.splitlines() if "\u2502" in line] == [
        "  \u2502 Pivot tables with Katie Novak",
        "  \u2502 Thursday 29 October, 12:00 to 12:30 (Lisbon time)",
        "  \u2502 Your time: 12:00 UTC",
        "  \u2502 Kitchen 2",
        "  \u2502 3 coming, 3 seats left",
        "  \u2502 Lena Fischer, Ana Ribeiro, Marcus Lindqvist",
        "  \u2502 [Count me in] [Can't make it] [Ask the host something]",
    ]


def test_it_is_quickly_read_the_same_each_time_and_leaves_nothing(cli: Whoknows, printed: str, tmp_path: Path) -> None:
    assert cli("demo").stdout == printed
    assert len(printed.splitlines()) <= SCREEN_AND_A_HALF
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (tmp_path / "new.db").exists()
