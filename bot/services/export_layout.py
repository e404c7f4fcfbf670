"""Where in an archive the exports lie: at the top, in a sub-folder, or several side by side.

An export is a list of people or channels with folders of days beside it; all else is no business of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.services.export_values import Fault, Problems

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.json", re.IGNORECASE)
LISTS = frozenset({"users.json", "org_users.json", "channels.json", "groups.json", "mpims.json", "dms.json"})
STRAY_DAYS = Fault("days without users.json or channels.json beside their folder; the folder was left out")


@dataclass(slots=True)
class Layout:
    """One export: its lists by lower-case name, and its folders with the paths of their days, in order."""

    lists: dict[str, str] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_days(self) -> bool:
        return any(self.folders.values())


def find_layouts(paths: Iterable[str], problems: Problems) -> dict[str, Layout]:
    """Exports by the folder they lie in ("" is the top)."""
    found: dict[str, Layout] = {}
    for path in paths:
        _place(path, found)
    for layout in found.values():
        for days in layout.folders.values():
            days.sort(key=lambda day: (day[-15:], day))
    listed = {root: layout for root, layout in found.items() if layout.lists and layout.folders}
    if not listed:
        return {root: layout for root, layout in found.items() if layout.has_days}
    for root, layout in found.items():
        if root not in listed and layout.has_days:
            problems.note(root or ".", STRAY_DAYS)
    return dict(sorted(listed.items()))


def _place(path: str, found: dict[str, Layout]) -> None:
    above, _, name = path.rstrip("/").rpartition("/")
    if path.endswith("/"):
        found.setdefault(above, Layout()).folders.setdefault(name, [])
        return
    if DAY.fullmatch(name) and above:
        root, _, folder = above.rpartition("/")
        found.setdefault(root, Layout()).folders.setdefault(folder, []).append(path)
        return
    if name.lower() in LISTS:
        found.setdefault(above, Layout()).lists[name.lower()] = path
