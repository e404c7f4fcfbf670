"""Writes Slack exports for tests, as a folder or an archive, and reads back what was said in them."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.services.exports import Export, ExportChannel, ExportRoot

TEAM = "T0ACME"
LISTS = {"public": "channels.json", "private": "groups.json", "group": "mpims.json", "dm": "dms.json"}

Entry = dict[str, Any]


def person(user: str, name: str | None = None, **fields: Any) -> Entry:
    """An entry of users.json; `profile` may be given in part."""
    profile = {"real_name": name or user, "display_name": "", "title": "", **fields.pop("profile", {})}
    entry = {"id": user, "team_id": TEAM, "name": (name or user).split(" ")[0].lower(), "deleted": False}
    return {**entry, "is_bot": False, "tz": "Europe/Lisbon", "tz_offset": 0, "profile": profile, **fields}


def said(user: str | None, text: str, ts: str | float, **fields: Any) -> Entry:
    """A message as Slack exports it; `ts` may be a number of seconds."""
    stamp = ts if isinstance(ts, str) else f"{ts:.6f}"
    return {"type": "message", "user": user, "text": text, "ts": stamp, "team": TEAM, **fields}


def write_export(
    folder: Path,
    *,
    people: Sequence[Entry] | Sequence[str] = (),
    channels: Mapping[str, Entry] | Iterable[str] = (),
    messages: Mapping[str, Iterable[Entry]],
) -> Path:
    """A standard export in `folder`, each message in the file of its UTC day.

    People are entries or ids. Channels with messages are listed by themselves, as public and with the id "C-"
    and their name, unless `channels` says otherwise: `{"board": {"kind": "private"}}` (or "group", "dm").
    """
    known = dict(channels) if isinstance(channels, Mapping) else {name: Entry() for name in channels}
    for name in messages:
        known.setdefault(name, {})
    write_json(folder / "users.json", [person(p) if isinstance(p, str) else p for p in people])
    listed: dict[str, list[Entry]] = {"channels.json": []}
    for name, entry in known.items():
        fields = {key: value for key, value in entry.items() if key != "kind"}
        listed.setdefault(LISTS[entry.get("kind", "public")], []).append(
            {"id": f"C-{name}", "name": name, "is_archived": False, "members": [], **fields}
        )
    for name, entries in listed.items():
        write_json(folder / name, entries)
    for name, said_there in messages.items():
        write_days(folder / name, said_there)
    return folder


def write_days(channel: Path, entries: Iterable[Entry]) -> None:
    days: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[f"{datetime.fromtimestamp(float(entry['ts']), UTC):%Y-%m-%d}"].append(entry)
    channel.mkdir(parents=True, exist_ok=True)
    for day, of_day in days.items():
        write_json(channel / f"{day}.json", of_day)


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=4), encoding="utf-8")


def zip_export(folder: Path, path: Path, *, inside: str = "") -> Path:
    """The folder as an archive, under `inside` if given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, str(Path(inside) / file.relative_to(folder)))
    return path


def zip_files(path: Path, files: Mapping[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive of these very files, with the channel "general" (C1) unless they list others."""
    listed = json.dumps([{"id": "C1", "name": "general"}]).encode()
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in {"channels.json": listed, **files}.items():
            archive.writestr(name, content)
    return path


def only_root(export: Export) -> ExportRoot:
    [root] = export.roots
    return root


def channel(root: ExportRoot, name: str) -> ExportChannel:
    [found] = [channel for channel in root.channels() if channel.name == name]
    return found


def texts(root: ExportRoot, *channels: str) -> list[str]:
    """What can be read in these channels, else in all."""
    found = [channel(root, name) for name in channels] or root.channels()
    return [message.text for where in found for day in root.days(where) for message in root.read(where, day)]
