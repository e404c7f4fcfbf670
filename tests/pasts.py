"""A past in which it is plain who answers what: Scott about slides, Mei about sheets, and Ana asks."""

from __future__ import annotations

from pathlib import Path
from random import Random

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


TOPICS = (
    "invoices",
    "tariffs",
    "payroll",
    "forklifts",
    "leasing",
    "subtitles",
    "glazing",
    "compost",
    "ballast",
    "pallets",
)
CHATTERS = ("UTOM", "UUMA", "UVIC")
SMALL_TALK = ("Good morning to all of you", "Lunch at noon", "The coffee machine is repaired", "See you tomorrow")


def quiet_experts_export(folder: Path, *, questions: int = 240, quiet: bool = True) -> Path:
    """Ten write nothing but answers, each on a topic of their own; three write all day, and answer now and then.

    Elsewhere who is about tells most, here it is the words. Not `quiet`: whoever is about answers.
    """
    chance, messages = Random(5), []  # noqa: S311 - the same past each time
    for number in range(questions):
        at = MAY - (questions - number) * DAY / 2
        topic = chance.randrange(len(TOPICS))
        question = said("UANA", f"How do I handle the {TOPICS[topic]} of our customer?", at)
        by_chance = chance.random() < 0.25
        helper = chance.choice(CHATTERS) if by_chance or not quiet else f"UQUIET{topic}"
        messages += [question, said(helper, "Like this", at + 600, thread_ts=question["ts"])]
        talk = enumerate(CHATTERS * 2, 1)
        messages += [said(user, chance.choice(SMALL_TALK), at + 60 * minute) for minute, user in talk]
    people = ["UANA", *CHATTERS, *(f"UQUIET{topic}" for topic in range(len(TOPICS)))]
    return write_export(folder, people=people, channels={"help": {}}, messages={"help": messages})
