"""What somebody's status in Slack says of their time: away for longer, or in a meeting. The words are not kept."""

from __future__ import annotations

import re
from datetime import datetime

from bot.domain.availability import Hindrance

Away = tuple[Hindrance | None, datetime | None]

AWAY_EMOJI = frozenset({
    "palm_tree", "desert_island", "beach_with_umbrella", "umbrella_on_ground", "camping", "face_with_thermometer",
    "face_with_head_bandage", "mask", "sneezing_face", "nauseated_face",
})  # fmt: skip
MEETING_EMOJI = frozenset({
    "spiral_calendar_pad", "calendar", "date", "headphones", "phone", "telephone_receiver", "slack_call", "zoom",
})  # fmt: skip
AWAY_WORDS = re.compile(
    r"\b(?:vacation(?:ing)?|holidays?|(?:on|annual|parental|maternity|paternity|sick|medical) leave|pto|ooo"
    r"|out of (?:the )?office|days? off|sick(?! of)|sabbatical"
    r"|urlaub|krank|abwesend|elternzeit|vacaciones|de baja|vacances|cong[e\u00e9]s?|f[e\u00e9]rias|ferie|vakantie)\b",
    re.IGNORECASE,
)
MEETING_WORDS = re.compile(
    r"\b(?:meeting|on a call|in a call|on the phone|huddle|presenting|interviewing|besprechung|r[e\u00e9]union"
    r"|reuni[o\u00f3]n)\b",
    re.IGNORECASE,
)
# Who writes so is here, whatever else the status says.
HERE_WORDS = re.compile(r"\b(?:back|planning|before|no|not|working|remote(?:ly)?|wfh|home office)\b", re.IGNORECASE)


def away_by_status(text: str, emoji: str, ends: datetime | None) -> Away:
    """How it keeps them from answering, and until when. A meeting without an end is one that was forgotten there."""
    names = emoji.strip(":").partition("::")[0]  # a skin tone follows
    if HERE_WORDS.search(text):
        return None, None
    if AWAY_WORDS.search(text) or names in AWAY_EMOJI:
        return Hindrance.AWAY, ends
    if ends and (MEETING_WORDS.search(text) or names in MEETING_EMOJI):
        return Hindrance.MEETING, ends
    return None, None
