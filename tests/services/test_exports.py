"""Opening an export: where it lies in an archive, and the days of its channels."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.exports import ChannelKind, open_export
from tests.exports import channel, only_root, said, texts, write_days, write_export, zip_export, zip_files

NOON = 1_700_049_600.0  # 2023-11-15, UTC
DAY = 86_400.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    talk = [said("U1", "one", NOON), said("U2", "three", NOON + DAY), said("U2", "two", NOON + 5)]
    return write_export(tmp_path / "acme", people=["U1", "U2"], messages={"general": talk, "pivot": talk[:1]})


@pytest.mark.parametrize("inside", ["", "acme", "backups/2023/acme"])
def test_an_archive_holds_its_export_at_the_top_or_in_a_folder(folder: Path, tmp_path: Path, inside: str) -> None:
    archive = zip_export(folder, tmp_path / "acme.zip", inside=inside)

    with open_export(archive) as export:
        root = only_root(export)

        assert root.name == (inside or "acme")
        assert texts(root, "general") == ["one", "two", "three"]
        assert [who.id for who in root.people()] == ["U1", "U2"]
        assert export.problems == []


def test_a_folder_reads_as_its_archive_does(folder: Path) -> None:
    with open_export(folder) as export:
        assert texts(only_root(export), "general") == ["one", "two", "three"]
        assert texts(only_root(export), "pivot") == ["one"]


@pytest.mark.usefixtures("folder")
def test_exports_side_by_side_are_read_apart(tmp_path: Path) -> None:
    write_export(tmp_path / "other", people=["U9"], messages={"general": [said("U9", "elsewhere", NOON)]})

    with open_export(tmp_path) as export:
        assert [root.name for root in export.roots] == ["acme", "other"]
        assert texts(export.roots[1], "general") == ["elsewhere"]
        assert [who.id for who in export.roots[1].people()] == ["U9"]


@pytest.mark.parametrize("packed", [True, False])
def test_days_come_by_date_and_their_sizes_add_up(folder: Path, tmp_path: Path, *, packed: bool) -> None:
    with open_export(zip_export(folder, tmp_path / "acme.zip") if packed else folder) as export:
        root = only_root(export)
        days = root.days(channel(root, "general"))
        pivot = root.days(channel(root, "pivot"))

        assert days == ["general/2023-11-15.json", "general/2023-11-16.json"]
        assert root.size(days[0]) == (folder / days[0]).stat().st_size
        assert root.total_bytes == sum(map(root.size, [*days, *pivot]))


def test_days_come_by_date_however_the_archive_has_them(tmp_path: Path) -> None:
    days = ["general/2024-02-01.json", "general/2023-12-31.json", "general/2024-01-31.json"]

    with open_export(zip_files(tmp_path / "acme.zip", dict.fromkeys(days, b"[]"))) as export:
        root = only_root(export)
        assert root.days(channel(root, "general")) == sorted(days)


def test_a_day_is_not_read_under_the_name_of_another_channel(folder: Path) -> None:
    with open_export(folder) as export:
        root = only_root(export)
        with pytest.raises(ValueError, match="no day of C-pivot"):
            root.read(channel(root, "pivot"), "general/2023-11-15.json")


def test_a_month_without_a_message_is_an_export_all_the_same(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "quiet", people=["U1"], messages={"general": []})

    with open_export(zip_export(folder, tmp_path / "quiet.zip")) as export:
        root = only_root(export)

        assert root.days(channel(root, "general")) == []
        assert root.total_bytes == 0


def test_folders_of_days_alone_are_an_export_whose_channels_are_unknown(tmp_path: Path) -> None:
    write_days(tmp_path / "general", [said("U1", "x", NOON)])

    with open_export(tmp_path) as export:
        assert [channel.kind for channel in only_root(export).channels()] == [ChannelKind.UNKNOWN]
        assert only_root(export).people() == []


def test_an_uploaded_file_named_like_a_day_is_no_export_of_its_own(folder: Path) -> None:
    write_days(folder / "uploads" / "F1", [said("U1", "x", NOON)])

    with open_export(folder) as export:
        assert only_root(export).name == "acme"
        assert [problem.path for problem in export.problems] == ["uploads"]
