"""What the page tells of the workspace it opens: a story, or somebody's export, and who to be in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

STORY = "story"
EXPORT = "export"

# What the clock can be turned on to, in the zone of whoever turns it.
JUMPS = {"hour": "One hour later", "morning": "Next morning", "tuesday": "Next Tuesday noon"}


@dataclass(frozen=True, slots=True)
class Tale:
    """`you` is who the page begins as; `cast` are people worth being, with a line why."""

    kind: str
    title: str
    about: str
    you: str
    cast: list[Json] = field(default_factory=list)
    tour: list[Json] = field(default_factory=list)

    def shown(self) -> Json:
        return {"kind": self.kind, "title": self.title, "about": self.about, "cast": self.cast, "tour": self.tour}
