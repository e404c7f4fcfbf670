"""A past in which it is plain who answers what: Scott about slides, Mei about sheets, and Ana asks."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import DAY, MAY
from tests.exports import person, said, write_export

TALK = ("How do I shrink a PowerPoint deck?", "USCOTT"), ("How do I pivot an Excel sheet?", "UMEI")
HOUR = 3600.0


def past_export(folder: Path, *, questions: int) -> Path:
    """One question every twelve hours; one of two is answered a second time, by Bo."""
    messages = []
    for number in range(questions):
        text, helper = TALK[number % 2]
        at = MAY - 60 * DAY + number * 12 * HOUR
        question = said("UANA", text, at)
        messages += [question, said(helper, "Like this.", at + 60, thread_ts=question["ts"])]
        if number % 4 == 0:
            messages.append(said("UBO", "Or so.", at + 90, thread_ts=question["ts"]))
        messages += [said("UBO", f"Lunch number {number}", at + 500 + more) for more in range(3)]
    names = {"UANA": "Ana Ribeiro", "USCOTT": "Scott Reid", "UMEI": "Mei Tan", "UBO": "Bo Larsen"}
    return write_export(
        folder,
        people=[person(user, name) for user, name in names.items()],
        channels={"sales": {}},
        messages={"sales": messages},
    )
