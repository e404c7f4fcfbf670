"""What somebody lets the bot do: learn from what they do, and lead colleagues to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ALWAYS = "always"
LONGEST_PAUSE = timedelta(days=366)


class Say(StrEnum):
    """What they said of being learned of."""

    YES = "on"
    NO = "off"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person chose. `asks_first`: in their workspace nobody is learned of who has not said yes."""

    learning: str = ""
    paused: str = ""
    asks_first: bool = False
    forgotten: bool = False

    @property
    def learns(self) -> bool:
        """Whether anything is learned from what they do."""
        if self.forgotten or self.learning == Say.NO:
            return False
        return self.learning == Say.YES or not self.asks_first

    @property
    def left(self) -> bool:
        """Whether they want nothing to do with it: neither learned of nor named."""
        return self.forgotten or (self.learning == Say.NO and self.paused == ALWAYS)

    @property
    def is_paused(self) -> bool:
        return bool(self.paused)

    @property
    def until(self) -> datetime | None:
        """When they may be named again; None for when they say so."""
        return None if self.paused in ("", ALWAYS) else datetime.fromisoformat(self.paused)


NOTHING_CHOSEN = Wishes()


def may_pause_until(until: datetime | None, now: datetime) -> bool:
    """A pause ends in the future, in a year at most, or when they say so."""
    return until is None or now < until <= now + LONGEST_PAUSE
