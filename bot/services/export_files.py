"""The files of an export, from a .zip or a folder, one in memory at a time.

What a hostile archive could do to us (reach outside, swell, lie about its size) is refused here.
"""

from __future__ import annotations

import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from bot.services.export_values import Fault, Problems

MAX_BYTES = 256 * 1024 * 1024  # Slack's busiest days stay under 100 MB; a file is held whole while it is decoded
MAX_RATIO = 1_000  # Slack's JSON shrinks 10 to 20 times
MAX_DEPTH = 6  # archive / set / export / channel / day
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others can swell without a bound
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
ENCRYPTED, UTF8_NAME = 0x1, 0x800  # bits of a member's flags


TOO_LARGE = f"this file holds more than {MAX_BYTES >> 20} MiB, more than a day of Slack; it was skipped"


class UnreadableError(Exception):
    """A file of the export is refused or broken; never leaves the reader."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(reason)


class Files(Protocol):
    """Paths inside the export (folders end with a slash), their sizes and their bytes."""

    def paths(self) -> Iterator[str]: ...
    def size(self, path: str) -> int: ...
    def read(self, path: str) -> bytes: ...
    def close(self) -> None: ...


class ZipFiles:
    """An archive's members under cleaned names; of two with one name the later counts, as in unzip."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self._archive = zipfile.ZipFile(path)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in self._archive.infolist():
            self._add(member, problems)

    def _add(self, member: zipfile.ZipInfo, problems: Problems) -> None:
        name = member_name(member)
        if is_clutter(name):
            return
        if leads_outside(name):
            problems.note(printable(name), Fault("this name leads outside the archive; the file was left out"))
            return
        if stat.S_ISLNK(member.external_attr >> 16):
            problems.note(name, Fault("this is a link, not a file; it was not followed"))
            return
        if name in self._members and not name.endswith("/"):
            problems.note(name, Fault("the archive holds this file twice; the later one was read"))
        self._members[name] = member

    def paths(self) -> Iterator[str]:
        return iter(self._members)

    def size(self, path: str) -> int:
        return self._members[path].file_size

    @property
    def is_encrypted(self) -> bool:
        members = [member for member in self._members.values() if not member.is_dir()]
        return bool(members) and all(member.flag_bits & ENCRYPTED for member in members)

    def read(self, path: str) -> bytes:
        member = self._members[path]
        refuse_swollen(member)
        try:
            with self._archive.open(member) as stream:
                # With a number: read() may inflate 2 GiB before it looks at the size the archive states.
                return stream.read(member.file_size)
        except UNREADABLE as error:
            raise UnreadableError("the archive is damaged here; this file was skipped") from error

    def close(self) -> None:
        self._archive.close()


class FolderFiles:
    """A folder's regular files; links are not followed, wherever they lead."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self._root = path
        self._sizes: dict[str, int] = {}
        self._places: dict[str, str] = {}  # only where the name on disk is no text
        self._scan("", MAX_DEPTH, problems)

    def _scan(self, inside: str, depth: int, problems: Problems) -> None:
        try:
            with os.scandir(self._root / inside) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            problems.note(printable(inside) or ".", Fault("this folder cannot be opened"))
            return
        for entry in found:
            self._add(entry, inside, depth, problems)

    def _add(self, entry: os.DirEntry[str], inside: str, depth: int, problems: Problems) -> None:
        place = inside + entry.name
        path = printable(place)
        if is_clutter(path):
            return
        if entry.is_symlink():
            problems.note(path, Fault("this is a link, not a file; it was not followed"))
        elif entry.is_dir(follow_symlinks=False) and depth:
            self._sizes[path + "/"] = 0
            self._scan(place + "/", depth - 1, problems)
        elif entry.is_file(follow_symlinks=False):
            self._sizes[path] = entry.stat(follow_symlinks=False).st_size
            if path != place:
                self._places[path] = place

    def paths(self) -> Iterator[str]:
        return iter(self._sizes)

    def size(self, path: str) -> int:
        return self._sizes[path]

    def read(self, path: str) -> bytes:
        if self._sizes[path] > MAX_BYTES:
            raise UnreadableError(TOO_LARGE)
        try:
            with (self._root / self._places.get(path, path)).open("rb") as stream:
                return stream.read(MAX_BYTES)
        except OSError as error:
            raise UnreadableError("this file cannot be opened") from error

    def close(self) -> None:
        """Nothing stays open between files."""


def refuse_swollen(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise UnreadableError("this file is protected by a password; it was skipped")
    if member.compress_type not in PACKINGS:
        raise UnreadableError("this file is packed in a way Slack does not use; unpack the archive and import that")
    if member.file_size > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    if member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise UnreadableError("this file swells more than a thousandfold when unpacked; it was skipped")


def member_name(member: zipfile.ZipInfo) -> str:
    """The name with forward slashes. macOS writes UTF-8 without saying so, and it reads as code page 437."""
    name = member.filename
    if not member.flag_bits & UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/").removeprefix("./")


def leads_outside(name: str) -> bool:
    return name.startswith("/") or name[1:2] == ":" or ".." in name.split("/")


def is_clutter(name: str) -> bool:
    """What operating systems leave behind (`__MACOSX`, `.DS_Store`, `._x`) and other hidden files."""
    parts = name.rstrip("/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part != ".." for part in parts)


def printable(name: str) -> str:
    """The name without bytes that are no text, so that it can be shown and stored."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def folded(name: str) -> str:
    """One form of a name, however a file system composes its accents and spells its capitals."""
    return unicodedata.normalize("NFC", name).casefold()
