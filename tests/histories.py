"""A small history, made by hand: every figure of it can be worked out on paper.

Engineering E0-E7 (Berlin), Sales S0-S5 (Lisbon), Law L0-L3 and HR H0-H1: six, who are shown as *other*.
The window ends on Monday 2 March 2026 and begins on 8 December 2025.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.insights_facts import Asked, Facts, Gathered, Helped
from bot.domain.insights_groups import settled

END = datetime(2026, 3, 2, tzinfo=UTC)
ENGINEERS = [f"E{number}" for number in range(8)]
SELLERS = [f"S{number}" for number in range(6)]
OTHERS = ["L0", "L1", "L2", "L3", "H0", "H1"]
EVERYBODY = [*ENGINEERS, *SELLERS, *OTHERS]
PLACED = {
    **{user_id: {"group": "Engineering", "site": "Berlin"} for user_id in ENGINEERS},
    **{user_id: {"group": "Sales", "site": "Lisbon"} for user_id in SELLERS},
    **{user_id: {"group": "Law", "site": "Berlin"} for user_id in OTHERS[:4]},
    **{user_id: {"group": "HR", "site": "Lisbon"} for user_id in OTHERS[4:]},
}
EXCEL, PYTHON, VAT, PIANO = 1, 2, 3, 4
NAMES = {EXCEL: "Excel", PYTHON: "Python", VAT: "VAT returns", PIANO: "piano"}


def at(days: float) -> datetime:
    """So many days before the end."""
    return END - timedelta(days=days)


def asked(asker: str, days: float, *skills: int, minutes: float | None = None) -> Asked:
    return Asked(asker, at(days), skills, minutes=minutes)


def told(asker: str, days: float, *skills: int, named: bool = False) -> Asked:
    """Asked of the bot."""
    return Asked(asker, at(days), skills, in_channel=False, named=named)


# Six people ask about Excel in channels, and four get an answer, after 10, 20, 40 and 60 minutes. Five ask the bot
# about VAT returns, and it names nobody. One asks it about Python, one about the piano: it names somebody.
ASKED = [
    asked("S0", 3, EXCEL, minutes=10),
    asked("S1", 4, EXCEL, minutes=20),
    asked("S2", 10, EXCEL, minutes=40),
    asked("S3", 11, EXCEL, minutes=60),
    asked("S4", 20, EXCEL),
    asked("S5", 21, EXCEL),
    *(told(one, 5, VAT) for one in ("E0", "E1", "E2", "E3", "L0")),
    told("E4", 6, PYTHON, named=True),
    told("E5", 7, PIANO, named=True),
    # Out of the window, of somebody unknown, and after the end: none of it counts.
    asked("S0", 85, EXCEL),
    asked("STRANGER", 3, EXCEL),
    asked("S0", -1, EXCEL),
]
# Engineering helps Sales six times (E0 three, E1 two, E2 once), itself five times; Sales helps others once.
HELPED = [
    Helped("E0", "S0", at(3)),
    Helped("E0", "S1", at(4)),
    Helped("E0", "S2", at(10)),
    Helped("E1", "S3", at(11)),
    Helped("E1", "S3", at(12)),
    Helped("E2", "S4", at(13)),
    Helped("E3", "E4", at(30)),
    Helped("E4", "E5", at(30)),
    Helped("E5", "E6", at(30)),
    Helped("E6", "E7", at(30)),
    Helped("E7", "E3", at(30)),
    Helped("S0", "L0", at(40)),
    Helped("S0", "S0", at(41)),  # oneself: no help
    Helped("E0", "S0", at(90)),  # too long ago
]
GATHERED = [
    Gathered(at(14), came=("E0", "E1", "S0", "S1", "L0", "L1"), seats=10, useful=("E0", "S0", "S1")),
    Gathered(at(7), came=("E0", "S0", "S2", "STRANGER"), seats=0),
    Gathered(at(100), came=("E0",), seats=1, useful=("E0",)),
]
KNOWING = {
    EXCEL: frozenset({"E0", "E1", "E2"}),
    PYTHON: frozenset({"E4"}),  # only E4 knows it, who asked about it
    PIANO: frozenset({"S0", "S1", "S2", "S3", "S4", "S5"}),
}
FACTS = Facts(
    end=END,
    people=settled([], EVERYBODY, PLACED, mark="w0"),
    active=frozenset(EVERYBODY),
    asked=ASKED,
    helped=HELPED,
    gathered=GATHERED,
    knowing=KNOWING,
    names=NAMES,
    alone=("Python",),  # E4 showed it five times
)
NOBODY = replace(FACTS, people=())
