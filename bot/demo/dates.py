"""Dates in messages as each reader sees them: in their own zone, or the fallback where the token says nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

# <!date^1392734382^{date} at {time}^https://link|fallback>
_DATE = re.compile(r"<!date\^(-?\d+)\^([^|>^]+)(?:\^[^|>]+)?\|([^>]*)>")
_TOKEN = re.compile(r"\{(\w+)\}")


def in_zone(text: str, *, tz: str, now: float) -> str:
    """The words with each date written out as Slack's clients do."""
    zone = ZoneInfo(tz)
    today = datetime.fromtimestamp(now, UTC).astimezone(zone).date()

    def written(found: re.Match[str]) -> str:
        moment = datetime.fromtimestamp(int(found[1]), UTC).astimezone(zone)
        values = _values(moment, today)
        known = set(_TOKEN.findall(found[2])) <= values.keys()
        return _TOKEN.sub(lambda token: values[token[1]], found[2]) if known else found[3]

    return _DATE.sub(written, text)


def _values(at: datetime, today: date) -> dict[str, str]:
    near = {
        today - timedelta(days=1): "yesterday",
        today: "today",
        today + timedelta(days=1): "tomorrow",
    }.get(at.date(), "")
    plain, short, long = (f"{at:{form}} {at.day}, {at.year}" for form in ("%B", "%b", "%A, %B"))
    return {
        "date_num": f"{at:%Y-%m-%d}",
        "date": plain,
        "date_short": short,
        "date_long": long,
        "date_pretty": near or plain,
        "date_short_pretty": near or short,
        "date_long_pretty": near or long,
        "time": f"{at.hour % 12 or 12}:{at:%M %p}",
        "time_secs": f"{at.hour % 12 or 12}:{at:%M:%S %p}",
        "ago": near or plain,
    }
