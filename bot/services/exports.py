"""Reads Slack exports, from a .zip or a folder, a file at a time, and says what could not be read and why."""

from __future__ import annotations

import struct
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.errors import ExportError
from bot.services.export_channels import CHANNELS, LIST_KINDS, ListedChannel, Shelf
from bot.services.export_files import Files, FolderFiles, UnreadableError, ZipFiles
from bot.services.export_json import Decoded, T
from bot.services.export_layout import Layout, find_layouts
from bot.services.export_messages import decode_day
from bot.services.export_people import PEOPLE, as_person
from bot.services.export_values import (
    ChannelKind,
    ExportChannel,
    ExportMessage,
    ExportPerson,
    Problem,
    Problems,
)

__all__ = [
    "ChannelKind",
    "Export",
    "ExportChannel",
    "ExportMessage",
    "ExportPerson",
    "ExportRoot",
    "Problem",
    "open_export",
]

DAYS_ASKED_FOR_TEAM = 20


class Export:
    """An opened archive or folder with one export or several; close it, or use it in a `with`."""

    def __init__(self, files: Files, layouts: dict[str, Layout], problems: Problems, *, name: str) -> None:
        self._files = files
        self._problems = problems
        self.skipped_messages = 0
        self.roots = [ExportRoot(self, layout, name=root or name) for root, layout in layouts.items()]

    @property
    def problems(self) -> list[Problem]:
        """What could not be read so far, each once; beyond a thousand they are only counted."""
        return self._problems.listed

    @property
    def unlisted_problems(self) -> int:
        return self._problems.unlisted

    def size(self, path: str) -> int:
        return self._files.size(path)

    def decode(self, path: str, decode: Callable[[bytes], Decoded[T]]) -> Decoded[T]:
        """What a file holds; whatever is wrong with it is noted."""
        try:
            raw = self._files.read(path)
        except UnreadableError as error:
            decoded: Decoded[T] = Decoded([], error.fault)
        else:
            decoded = decode(raw)
        if decoded.fault is not None and self._problems.note(path, decoded.fault):
            self.skipped_messages += decoded.damaged
        return decoded

    def close(self) -> None:
        self._files.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ExportRoot:
    """One export: people, channels, and the days of each channel by their paths inside the archive."""

    def __init__(self, export: Export, layout: Layout, *, name: str) -> None:
        self.name = name
        self._export = export
        self._layout = layout
        self._people: list[ExportPerson] | None = None
        self._shelf: Shelf | None = None

    def people(self) -> list[ExportPerson]:
        """Each person once; users.json has the last word over org_users.json."""
        if self._people is None:
            lists = [self._layout.lists.get(name) for name in ("org_users.json", "users.json")]
            entries = [entry for path in lists if path for entry in self._export.decode(path, PEOPLE.decode).items]
            self._people = list({entry.id: as_person(entry) for entry in entries}.values())
        return self._people

    def channels(self) -> list[ExportChannel]:
        return self._shelved().channels()

    def team_id(self) -> str | None:
        """The workspace most people belong to; where none is said, the one that messages name."""
        teams = Counter(person.team_id for person in self.people() if person.team_id)
        if not teams:
            teams = self._teams_in_messages()
        return teams.most_common(1)[0][0] if teams else None

    def days(self, channel: ExportChannel) -> list[str]:
        """The channel's day files by date; the date is `day[-15:-5]`."""
        folders = self._shelved().folders(channel)
        days = [day for folder in folders for day in self._layout.folders[folder]]
        return sorted(days, key=lambda day: day[-15:]) if len(folders) > 1 else days

    def read(self, channel: ExportChannel, day: str) -> list[ExportMessage]:
        """The day's messages in order. A broken file is none; `Export.problems` says why."""
        if day.split("/")[-2] not in self._shelved().folders(channel):
            raise ValueError(f"{day} is no day of {channel.id}")  # never a private day under a public name
        return self._export.decode(day, decode_day).items

    def size(self, day: str) -> int:
        """The day file's size in bytes, unpacked."""
        return self._export.size(day)

    @property
    def problem_count(self) -> int:
        """How many things could not be read so far, in the whole archive."""
        return len(self._export.problems) + self._export.unlisted_problems

    @property
    def total_bytes(self) -> int:
        """What all days of all channels come to, private ones included."""
        return sum(map(self.size, self._all_days()))

    def _all_days(self) -> list[str]:
        return [day for days in self._layout.folders.values() for day in days]

    def _shelved(self) -> Shelf:
        if self._shelf is None:
            listed = [pair for name, kind in LIST_KINDS.items() for pair in self._listed(name, kind)]
            self._shelf = Shelf(listed, (folder for folder, days in self._layout.folders.items() if days))
        return self._shelf

    def _listed(self, name: str, kind: ChannelKind) -> list[tuple[ListedChannel, ChannelKind]]:
        path = self._layout.lists.get(name)
        if path is None:
            return []
        return [(entry, kind) for entry in self._export.decode(path, CHANNELS.decode).items]

    def _teams_in_messages(self) -> Counter[str]:
        days = islice(self._all_days(), DAYS_ASKED_FOR_TEAM)
        return Counter(
            message.team for day in days for message in self._export.decode(day, decode_day).items if message.team
        )


def open_export(path: Path) -> Export:
    """The export at `path`; `ExportError` says in one sentence why it is none."""
    problems = Problems()
    files = open_files(path, problems)
    layouts = find_layouts(files.paths(), problems)
    if layouts:
        return Export(files, layouts, problems, name=path.stem or path.resolve().name)
    packed = next((name for name in files.paths() if name.lower().endswith(".zip")), None)
    files.close()
    if packed is not None:
        raise ExportError(f"{path} holds another archive, {packed}: unpack it and import that one.")
    raise ExportError(f"{path} is no Slack export: it holds no channel folders with files named like 2024-01-31.json.")


def open_files(path: Path, problems: Problems) -> Files:
    try:
        if path.is_dir():
            return FolderFiles(path, problems)
        if path.is_file():
            return open_archive(path, problems)
    except OSError as error:
        raise ExportError(f"{path} cannot be opened ({error.strerror}).") from None
    raise ExportError(f"{path} does not exist: name a Slack export, a .zip or a folder.")


def open_archive(path: Path, problems: Problems) -> Files:
    try:
        files = ZipFiles(path, problems)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError):
        raise ExportError(f"{path} {what_instead(path)}") from None
    if files.is_encrypted:
        files.close()
        raise ExportError(f"{path} is protected by a password: unpack it and import the folder.")
    return files


def what_instead(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(512).lstrip()
    if not head:
        return "is empty: download the export again."
    if head.startswith((b"<", b"\xef\xbb\xbf<")):
        return "is a web page saved as a file: log in to Slack and download the export again."
    if head.startswith(b"PK"):
        return "is a zip archive that was cut off or damaged: download the export again."
    return "is no zip archive: name a Slack export, a .zip or a folder."
