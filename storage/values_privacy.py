"""The values of what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A table's rows; `oldest` is None where they have no time, or there are none."""

    table: str
    rows: int
    oldest: datetime | None = None
    dated: bool = False
