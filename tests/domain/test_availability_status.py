"""What a status in Slack says of somebody's time, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.availability import Hindrance
from bot.domain.availability_status import away_by_status

LATER = datetime(2026, 12, 3, tzinfo=UTC)
AWAY, MEETING = Hindrance.AWAY, Hindrance.MEETING


@pytest.mark.parametrize(
    ("text", "emoji", "kind"),
    [
        ("Vacationing", ":palm_tree:", AWAY),  # Slack's own, of which four follow
        ("Out sick", ":face_with_thermometer:", AWAY),
        ("In a meeting", ":spiral_calendar_pad:", MEETING),
        ("Commuting", ":bus:", None),
        ("Working remotely", ":house_with_garden:", None),
        ("", ":palm_tree:", AWAY),
        ("until Monday", ":face_with_thermometer::skin-tone-3:", AWAY),
        ("Out of office", "", AWAY),
        ("OOO", ":no_entry:", AWAY),
        ("pto", "", AWAY),
        ("Parental leave", ":baby:", AWAY),
        ("Urlaub", ":sunny:", AWAY),
        ("Vacaciones", "", AWAY),
        ("En cong\u00e9", "", AWAY),
        ("On a call", "", MEETING),
        ("In a meeting \u2022 Google Calendar", ":calendar:", MEETING),
        ("", ":slack_call:", MEETING),
        ("In a huddle", ":headphones:", MEETING),
        ("Back from vacation", ":palm_tree:", None),
        ("Working from my holiday home", "", None),
        ("Planning the office holiday party", "", None),
        ("Not on vacation", "", None),
        ("Sick of meetings", "", None),
        ("photography", "", None),
        ("", "", None),
        ("Coffee", ":coffee:", None),
    ],
)
def test_a_status_says_how_somebody_is_kept(text: str, emoji: str, kind: Hindrance | None) -> None:
    assert away_by_status(text, emoji, LATER) == (kind, LATER if kind else None)


def test_an_absence_may_have_no_end_and_a_meeting_without_one_was_forgotten() -> None:
    assert away_by_status("Vacationing", ":palm_tree:", None) == (AWAY, None)
    assert away_by_status("In a meeting", ":spiral_calendar_pad:", None) == (None, None)


@given(st.text(), st.text())
def test_whatever_stands_there_is_read(text: str, emoji: str) -> None:
    kind, ends = away_by_status(text, emoji, LATER)

    assert (kind is None) == (ends is None)
