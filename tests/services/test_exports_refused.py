"""What is no export, and what is said about it; what only its owner can open."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from bot.errors import ExportError
from bot.services.exports import Export, open_export
from tests.exports import only_root, said, texts, zip_files

T1 = "1700000001.000100"
DAY = "general/2023-11-14.json"
GOOD = json.dumps([said("U1", "good", T1)]).encode()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "acme.zip"


def reasons(export: Export) -> dict[str, str]:
    return {problem.path: problem.reason for problem in export.problems}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n<!DOCTYPE html><html>Sign in</html>", "is a web page"),
        (b"PK\x03\x04 and then nothing", "was cut off or damaged"),
        (b"a,b\n1,2\n", "is no zip archive"),
    ],
)
def test_a_file_that_is_no_archive_is_told_from_an_export(archive: Path, content: bytes, sentence: str) -> None:
    archive.write_bytes(content)

    with pytest.raises(ExportError, match=sentence) as refused:
        open_export(archive)
    assert str(archive) in str(refused.value)


def test_an_archive_that_was_cut_off_is_said_to_be_so(archive: Path) -> None:
    whole = zip_files(archive, {DAY: GOOD}).read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(ExportError, match="cut off"):
        open_export(archive)


def test_a_path_that_leads_nowhere_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        open_export(tmp_path / "nowhere.zip")


def test_a_path_no_system_can_open_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be opened|does not exist"):
        open_export(tmp_path / ("x" * 300))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")

    with pytest.raises(ExportError, match="does not exist"):
        open_export(tmp_path / "pipe.zip")


def test_a_folder_or_archive_without_days_is_no_export(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "empty").mkdir()
    zip_files(archive, {"2024-01-01.json": GOOD, "notes.txt": b"x", "general/notes.json": b"[]"})

    for path in (tmp_path / "empty", archive):
        with pytest.raises(ExportError, match="no channel folders"):
            open_export(path)


def test_an_archive_in_an_archive_is_to_be_unpacked_first(archive: Path) -> None:
    zip_files(archive, {"export.zip": b"PK"})

    with pytest.raises(ExportError, match=r"holds another archive, export\.zip"):
        open_export(archive)


def mark_encrypted(archive: Path, *names: str) -> None:
    """Sets the bit in both headers of a member: enough for a reader to want a password."""
    raw = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as opened:
        offsets = [opened.getinfo(name).header_offset for name in names]
    for name, offset in zip(names, offsets, strict=True):
        raw[offset + 6] |= 1
        raw[raw.rindex(name.encode()) - 46 + 8] |= 1
    archive.write_bytes(raw)


def test_an_archive_with_a_password_is_refused(archive: Path) -> None:
    zip_files(archive, {DAY: GOOD})
    mark_encrypted(archive, "channels.json", DAY)

    with pytest.raises(ExportError, match="protected by a password"):
        open_export(archive)


def test_a_single_file_with_a_password_is_skipped(archive: Path) -> None:
    zip_files(archive, {DAY: GOOD, "general/2023-11-15.json": GOOD})
    mark_encrypted(archive, "general/2023-11-15.json")

    with open_export(archive) as export:
        assert texts(only_root(export)) == ["good"]
        assert "password" in reasons(export)["general/2023-11-15.json"]
