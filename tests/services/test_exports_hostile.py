"""Archives and folders that try to do us harm, or do so by accident."""

from __future__ import annotations

import json
import os
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from bot.services.export_files import MAX_BYTES, FolderFiles
from bot.services.export_values import Problems
from bot.services.exports import Export, open_export
from tests.exports import only_root, said, texts, write_export, zip_files

T1 = "1700000001.000100"
DAY = "general/2023-11-14.json"
GOOD = json.dumps([said("U1", "good", T1)]).encode()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "acme.zip"


def reasons(export: Export) -> dict[str, str]:
    return {problem.path: problem.reason for problem in export.problems}


def test_an_archive_beside_the_days_is_left_alone(archive: Path) -> None:
    with open_export(zip_files(archive, {DAY: GOOD, "general/old.zip": b"PK"})) as export:
        assert texts(only_root(export)) == ["good"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_could_swell_without_a_bound_are_refused(archive: Path, packing: int) -> None:
    with open_export(zip_files(archive, {DAY: GOOD}, packing=packing)) as export:
        assert texts(only_root(export)) == []
        assert "packed in a way" in reasons(export)[DAY]


def test_a_file_that_swells_a_thousandfold_is_skipped(archive: Path) -> None:
    bomb = {DAY: GOOD, "general/2023-11-15.json": b"[" + b" " * 8_000_000 + b"]"}

    with open_export(zip_files(archive, bomb)) as export:
        assert texts(only_root(export)) == ["good"]
        assert "thousandfold" in reasons(export)["general/2023-11-15.json"]


def test_a_file_over_the_bound_is_skipped(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    with (folder / "general" / "2023-11-15.json").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # all of it a hole: no disk is filled

    with open_export(folder) as export:
        assert texts(only_root(export)) == ["good"]
        assert "more than 256 MiB" in reasons(export)["general/2023-11-15.json"]


def test_a_file_that_would_unpack_over_the_bound_is_skipped(archive: Path) -> None:
    zip_files(archive, {DAY: GOOD, "general/2023-11-15.json": GOOD})
    state_size(archive, "general/2023-11-15.json", MAX_BYTES + 1)

    with open_export(archive) as export:
        assert texts(only_root(export)) == ["good"]
        assert "more than 256 MiB" in reasons(export)["general/2023-11-15.json"]


def state_size(archive: Path, name: str, size: int) -> None:
    """Lets the archive's directory say that the file unpacks to so many bytes."""
    raw = bytearray(archive.read_bytes())
    entry = raw.rindex(name.encode()) - 46
    raw[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    archive.write_bytes(raw)


def test_a_file_that_lies_about_its_size_is_not_inflated_beyond_it(archive: Path) -> None:
    """The archive says 100 bytes and holds 8 million: those 100 are inflated, found wrong, and skipped."""
    zip_files(archive, {DAY: GOOD, "general/2023-11-15.json": os.urandom(20_000).hex().encode() * 200})
    state_size(archive, "general/2023-11-15.json", 100)
    tracemalloc.start()

    with open_export(archive) as export:
        assert texts(only_root(export)) == ["good"]
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
        tracemalloc.stop()
        assert "damaged" in reasons(export)["general/2023-11-15.json"]


def test_a_file_with_a_wrong_checksum_is_skipped(archive: Path) -> None:
    zip_files(archive, {DAY: GOOD, "general/2023-11-15.json": b"[]"})
    wrong = archive.read_bytes().replace(zlib.crc32(b"[]").to_bytes(4, "little"), b"\0\0\0\0")
    archive.write_bytes(wrong)

    with open_export(archive) as export:
        assert texts(only_root(export)) == ["good"]
        assert "damaged" in reasons(export)["general/2023-11-15.json"]


@pytest.mark.parametrize(
    "name", ["../general/2023-11-15.json", "/general/x.json", "C:/general/x.json", "a\\..\\x.json"]
)
def test_names_that_lead_outside_are_left_out(archive: Path, name: str) -> None:
    with open_export(zip_files(archive, {DAY: GOOD, name: GOOD})) as export:
        assert texts(only_root(export)) == ["good"]
        assert [problem.reason for problem in export.problems] == [
            "this name leads outside the archive; the file was left out"
        ]


def test_names_with_backslashes_are_read(archive: Path) -> None:
    with open_export(zip_files(archive, {"general\\2023-11-14.json": GOOD})) as export:
        assert texts(only_root(export)) == ["good"]


def test_what_operating_systems_leave_behind_is_passed_over_in_silence(archive: Path) -> None:
    clutter = dict.fromkeys(["__MACOSX/general/._2023-11-14.json", "general/.DS_Store", ".git/x/2023-11-14.json"], b"?")

    with open_export(zip_files(archive, {**clutter, DAY: GOOD})) as export:
        assert texts(only_root(export)) == ["good"]
        assert export.problems == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_with_one_name_the_later_is_read(archive: Path) -> None:
    zip_files(archive, {DAY: b"[]"})
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(DAY, GOOD)

    with open_export(archive) as export:
        assert texts(only_root(export)) == ["good"]
        assert "twice" in reasons(export)[DAY]


def test_a_name_in_utf_8_that_does_not_say_so_is_its_channel(archive: Path) -> None:
    listed = json.dumps([{"id": "C1", "name": "café"}]).encode()
    zip_files(archive, {"channels.json": listed, "cafXX/2023-11-14.json": GOOD})
    archive.write_bytes(archive.read_bytes().replace(b"cafXX", "café".encode()))

    with open_export(archive) as export:
        assert [(c.id, len(export.roots[0].days(c))) for c in export.roots[0].channels()] == [("C1", 1)]


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write_export(tmp_path / "outside", messages={"secret": [said("U1", "secret", T1)]})
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    (folder / "secret").symlink_to(outside / "secret")
    (folder / "general" / "2023-11-15.json").symlink_to(outside / "secret" / "2023-11-14.json")
    (folder / "general" / "loop").symlink_to(folder)

    with open_export(folder) as export:
        assert texts(only_root(export)) == ["good"]
        assert sorted(reasons(export)) == ["general/2023-11-15.json", "general/loop", "secret"]


def test_links_in_an_archive_are_not_followed(archive: Path) -> None:
    link = zipfile.ZipInfo("general/2023-11-15.json")
    link.external_attr = 0o120777 << 16
    zip_files(archive, {DAY: GOOD})
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(link, "/etc/passwd")

    with open_export(archive) as export:
        assert texts(only_root(export)) == ["good"]
        assert "link" in reasons(export)["general/2023-11-15.json"]


def test_an_export_reached_through_a_link_is_read(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    (tmp_path / "link").symlink_to(folder)

    with open_export(tmp_path / "link") as export:
        assert texts(only_root(export)) == ["good"]


def test_a_folder_whose_name_is_no_text_is_read_and_can_be_shown(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    (folder / "general").rename(os.fsdecode(os.fsencode(folder) + b"/gener\xe4l"))

    with open_export(folder) as export:
        assert texts(only_root(export)) == ["good"]
        assert "gener\\udce4l" in [channel.name for channel in export.roots[0].channels()]


def test_a_day_that_vanished_meanwhile_is_said_to_be_unreadable(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})

    with open_export(folder) as export:
        (folder / DAY).unlink()
        assert texts(only_root(export)) == []
        assert reasons(export) == {DAY: "this file cannot be opened"}


def test_a_thousand_problems_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    for number in range(1_005):
        (folder / "general" / f"{3000 + number}-01-01.json").touch()

    with open_export(folder) as export:
        assert texts(only_root(export)) == ["good"]
        assert (len(export.problems), export.unlisted_problems) == (1_000, 5)


def test_clutter_in_a_folder_is_passed_over_in_silence(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    (folder / "general" / ".DS_Store").touch()
    (folder / ".git").mkdir()

    with open_export(folder) as export:
        assert texts(only_root(export)) == ["good"]
        assert export.problems == []


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "acme", messages={"general": [said("U1", "good", T1)]})
    os.mkfifo(folder / "general" / "2023-11-15.json")

    with open_export(folder) as export:
        assert texts(only_root(export)) == ["good"]


def test_a_folder_that_vanished_meanwhile_is_named(tmp_path: Path) -> None:
    problems = Problems()

    assert list(FolderFiles(tmp_path / "gone", problems).paths()) == []
    assert [str(problem) for problem in problems.listed] == [".: this folder cannot be opened"]


def test_a_name_in_an_old_code_page_is_taken_as_it_stands(archive: Path) -> None:
    zip_files(archive, {"XX/2023-11-14.json": GOOD})
    archive.write_bytes(archive.read_bytes().replace(b"XX", b"\x81\x82"))

    with open_export(archive) as export:
        assert [c.name for c in only_root(export).channels()] == ["general", "üé"]
