"""What the README quotes is what people read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.demo.blocktree import words
from bot.domain.answers import Answer, Suggestion
from bot.domain.gatherings import Gathering
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.views.ask import answer_view
from bot.views.blocks import View
from bot.views.lunch import signup_view
from storage.values import PersonRow
from storage.values_lunch import LunchRow, SignupRow, Standing
from tests.house import ROOT

TUESDAY = datetime(2026, 12, 1, 11, tzinfo=UTC)
NAMES = ("Jill", "Katie", "Mei", "Nia", "Omar", "Scott", "Tess")
LINK = re.compile(r"<http[^|>]*\|([^>]*)>")


def quotes() -> list[list[str]]:
    """What the README quotes, line by line, without Markdown."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = re.findall(r"(?:^> .*\n)+", text, re.MULTILINE)
    return [[plain(line.removeprefix("> ").rstrip("\\")) for line in part.splitlines()] for part in parts]


def plain(line: str) -> str:
    return re.sub(r"\[([^]]*)\]\(#\)", r"\1", line).replace("**", "")


def lines_of(view: View, buttons: Iterable[str]) -> list[str]:
    shown = LINK.sub(r"\1", words(view.blocks)).replace("*", "").replace("<@U0SCOTT>", "@scott").replace("  ", " ")
    row = [line for line in shown.splitlines() if line not in buttons]
    return [*row, " ".join(f"[{one}]" for one in buttons)] if buttons else row


def test_the_answer_is_quoted_as_it_is_shown() -> None:
    thanked = Reason(ReasonKind.THANKED, "PowerPoint", 6, datetime(2026, 11, 3, tzinfo=UTC), "C1", "1.0", people=4)
    answered = Reason(ReasonKind.ANSWERED, "PowerPoint", 3, datetime(2026, 10, 28, tzinfo=UTC), "C1", "2.0")
    scott = Suggestion(PersonRow("U0SCOTT", tz="Europe/Lisbon"), (thanked, answered))
    answer = Answer("powerpoint", "PowerPoint", people=(scott,), url="https://acme.slack.com/")

    assert quotes()[0] == lines_of(answer_view(answer, now=datetime(2026, 11, 3, 14, 20, tzinfo=UTC)), ())


def test_the_sign_up_post_is_quoted_as_it_stands() -> None:
    lunch = LunchRow(
        1, 1, "Excel tricks", "U0ANA", TUESDAY, "Europe/Berlin", 45, "C1", TUESDAY, place="Kitchen 2", seats=10
    )
    coming = tuple(SignupRow(name, Standing.COMING, f"{at}.0", f"{at}.0") for at, name in enumerate(NAMES))
    people = {"U0ANA": PersonRow("U0ANA", "Ana"), **{name: PersonRow(name, name) for name in NAMES}}
    post = signup_view(Gathering(lunch, coming, people), now=datetime(2026, 11, 24, tzinfo=UTC))
    own = "Your time: Dec 1st at 11:00"

    shown = lines_of(post, ("Count me in", "Can't make it", "Ask the host something"))

    assert quotes()[1] == [own if line.startswith("Your time: ") else line for line in shown]
