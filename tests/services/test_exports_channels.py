"""Which channel a folder is, and who could read along there."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.services.exports import ChannelKind, ExportChannel, open_export
from tests.exports import channel, only_root, said, texts, write_days, write_export, write_json

NOON = 1_700_049_600.0  # 2023-11-15, UTC
DAY = 86_400.0


def test_channels_have_the_kind_of_the_list_that_names_them(tmp_path: Path) -> None:
    kinds: dict[str, Any] = {"general": {}, "board": {"kind": "private"}, "mpdm-ana--bo-1": {"kind": "group"}}
    messages = {name: [said("U1", "x", NOON)] for name in (*kinds, "D0ABCDEFGH", "D0LISTED0", "mpdm-x--y-1", "lost")}
    folder = write_export(tmp_path, channels={**kinds, "D0LISTED0": {"kind": "dm"}}, messages=messages)
    listed = [{"id": f"C-{name}", "name": name} for name in kinds if name == "general"]
    write_json(folder / "channels.json", listed)

    with open_export(folder) as export:
        found = {channel.name: channel.kind for channel in only_root(export).channels()}

    assert found == {
        "general": ChannelKind.PUBLIC,
        "board": ChannelKind.PRIVATE,
        "mpdm-ana--bo-1": ChannelKind.GROUP,
        "mpdm-x--y-1": ChannelKind.GROUP,
        "D0LISTED0": ChannelKind.DM,
        "D0ABCDEFGH": ChannelKind.DM,
        "lost": ChannelKind.UNKNOWN,
    }


@pytest.mark.parametrize(
    ("mark", "kind"),
    [("is_private", ChannelKind.PRIVATE), ("is_mpim", ChannelKind.GROUP), ("is_im", ChannelKind.DM)],
)
def test_a_channel_marked_private_is_not_public_whatever_its_list(tmp_path: Path, mark: str, kind: ChannelKind) -> None:
    write_export(tmp_path, channels={"ops": {mark: True}}, messages={"ops": [said("U1", "x", NOON)]})

    with open_export(tmp_path) as export:
        assert channel(only_root(export), "ops").kind is kind


def test_where_a_public_and_a_private_channel_claim_a_folder_it_is_private(tmp_path: Path) -> None:
    write_export(tmp_path, messages={"ops": [said("U1", "x", NOON)]})
    write_json(tmp_path / "groups.json", [{"id": "G1", "name": "ops"}])

    with open_export(tmp_path) as export:
        root = only_root(export)
        owners = [channel.kind for channel in root.channels() if root.days(channel)]

    assert owners == [ChannelKind.PRIVATE]


def test_a_broken_list_of_private_channels_makes_none_of_them_public(tmp_path: Path) -> None:
    write_export(tmp_path, channels={"board": {"kind": "private"}}, messages={"board": [said("U1", "x", NOON)]})
    (tmp_path / "groups.json").write_text('[{"id": "G1",', encoding="utf-8")

    with open_export(tmp_path) as export:
        assert channel(only_root(export), "board").kind is ChannelKind.UNKNOWN
        assert [problem.path for problem in export.problems] == ["groups.json"]


def test_a_renamed_channel_keeps_the_folder_of_its_old_name(tmp_path: Path) -> None:
    write_export(
        tmp_path,
        channels={"new": {"previous_names": ["old"]}},
        messages={"new": [said("U1", "after", NOON + DAY)]},
    )
    write_days(tmp_path / "old", [said("U1", "before", NOON)])

    with open_export(tmp_path) as export:
        root = only_root(export)

        assert texts(root, "new") == ["before", "after"]
        assert root.days(channel(root, "new")) == ["old/2023-11-15.json", "new/2023-11-16.json"]
        assert [channel.name for channel in root.channels()] == ["new"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("spelled", ["café-münchen", "CAFÉ-München"])
def test_a_folder_is_its_channel_however_its_accents_and_capitals_are_written(
    tmp_path: Path, form: Literal["NFC", "NFD"], spelled: str
) -> None:
    write_export(tmp_path, channels=["café-münchen"], messages={})
    write_days(tmp_path / unicodedata.normalize(form, spelled), [said("U1", "olá", NOON)])

    with open_export(tmp_path) as export:
        assert texts(only_root(export), "café-münchen") == ["olá"]


def test_a_channel_may_be_called_like_a_date(tmp_path: Path) -> None:
    write_export(tmp_path, messages={"2023-01-01": [said("U1", "new year", NOON)]})

    with open_export(tmp_path) as export:
        assert texts(only_root(export), "2023-01-01") == ["new year"]


def test_channels_tell_whether_they_are_archived_or_shared_and_who_is_in(tmp_path: Path) -> None:
    facts = {"is_archived": True, "is_ext_shared": True, "members": ["U1", "U2"]}
    write_export(tmp_path, channels={"ops": facts}, messages={"ops": []})

    with open_export(tmp_path) as export:
        assert only_root(export).channels() == [
            ExportChannel("C-ops", "ops", ChannelKind.PUBLIC, is_archived=True, is_shared=True, members=("U1", "U2"))
        ]
