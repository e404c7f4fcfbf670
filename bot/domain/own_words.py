"""What people type to be left in peace, as the buttons of the Home tab say it: to be asked nothing for now, or not to
be named at all. `pause` and `pause me`, which are easily taken for one another, are understood as before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

NO_QUESTIONS = frozenset({"no questions", "no questions for now", "no questions please", "pause"})
QUESTIONS_AGAIN = frozenset(
    {"take questions", "take questions again"}
    | {f"{word} {end}" for word in ("pause", "no questions") for end in ("off", "none", "over", "no more", "no limit")}
)
DONT_NAME = re.compile(
    r"(?:pause me|(?:don't|dont|do not) name me)(?: for now)?(?: (?:until|till) (?P<day>\S+))?", re.IGNORECASE
)
NAME_AGAIN = frozenset({"resume me", "name me", "name me again", "pause me off", "unpause me"})
APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})
# What is typed nearly so is meant so: else it would be looked up as something that somebody knows.
MEANT = ("no questions", "take questions", "don't name me", "name me again")
NEARLY = 0.87


@dataclass(frozen=True, slots=True)
class DontName:
    """Not to be named; `day` as it was typed, "" for until they say so."""

    day: str = ""


def questions_wanted(text: str) -> bool | None:
    """Whether somebody says that they take questions again, or takes none for now; None where they say neither."""
    typed = lowered(text)
    return False if typed in NO_QUESTIONS else True if typed in QUESTIONS_AGAIN else None


def dont_name(text: str) -> DontName | None:
    """Somebody does not want to be named."""
    found = DONT_NAME.fullmatch(lowered(text))
    return DontName(found["day"] or "") if found else None


def name_again(text: str) -> bool:
    return lowered(text) in NAME_AGAIN


def nearly(text: str) -> str:
    """Which of these was meant, where a slip of the finger made it something else; "" where it was none."""
    return next(iter(get_close_matches(lowered(text), MEANT, n=1, cutoff=NEARLY)), "")


def lowered(text: str) -> str:
    return " ".join(text.translate(APOSTROPHES).lower().split()).strip(".")
