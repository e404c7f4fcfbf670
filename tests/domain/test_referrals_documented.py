"""The page about asking shows the tables of the code."""

from __future__ import annotations

import re
from pathlib import Path

from bot.domain.referrals import HANDOFF, REFERRAL

PAGE = Path(__file__).parents[2] / "docs" / "asking.md"
ROW = re.compile(r"^\| (\w+) \| (\w+): .* \| (\w+) \|$", re.MULTILINE)


def test_the_tables_stand_there_as_they_are() -> None:
    shown = ROW.findall(PAGE.read_text(encoding="utf-8"))

    coded = [*REFERRAL.items(), *HANDOFF.items()]
    assert shown == [(str(state), str(move), str(to)) for (state, move), to in coded]
