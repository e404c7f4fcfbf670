"""Which channel a folder of days belongs to, and who could read along there; in doubt the fewer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

import msgspec

from bot.services.export_files import folded
from bot.services.export_json import Lists
from bot.services.export_values import ChannelKind, ExportChannel

LIST_KINDS = MappingProxyType(
    {
        "channels.json": ChannelKind.PUBLIC,
        "groups.json": ChannelKind.PRIVATE,
        "mpims.json": ChannelKind.GROUP,
        "dms.json": ChannelKind.DM,
    }
)
PRIVACY = tuple(ChannelKind)
DM_ID = re.compile(r"D[A-Z0-9]{8,}")


class ListedChannel(msgspec.Struct, frozen=True):
    """An entry of channels.json, groups.json, mpims.json or dms.json."""

    id: str
    name: str | None = None
    is_archived: bool = False
    is_private: bool = False
    is_mpim: bool = False
    is_im: bool = False
    is_shared: bool = False
    is_ext_shared: bool = False
    is_org_shared: bool = False
    members: tuple[str, ...] = ()
    previous_names: tuple[str, ...] = ()


CHANNELS = Lists(ListedChannel)


class Shelf:
    """The channels of one export and their folders."""

    def __init__(self, listed: Iterable[tuple[ListedChannel, ChannelKind]], folders: Iterable[str]) -> None:
        entries = sorted(
            ((entry, kind_of(entry, kind)) for entry, kind in listed), key=lambda pair: PRIVACY.index(pair[1])
        )
        # The most private comes last and so wins wherever two claim one id or one name.
        self._channels = {entry.id: as_channel(entry, kind) for entry, kind in entries}
        self._owners = {folded(name): entry.id for entry, _ in entries for name in entry.previous_names}
        self._owners |= {folded(name): entry.id for entry, _ in entries for name in (entry.name, entry.id) if name}
        self._folders: dict[str, list[str]] = {}
        for folder in folders:
            self._shelve(folder)

    def _shelve(self, folder: str) -> None:
        owner = self._owners.get(folded(folder), folder)
        if owner not in self._channels:
            self._channels[owner] = ExportChannel(id=folder, name=folder, kind=kind_of_unlisted(folder))
        self._folders.setdefault(owner, []).append(folder)

    def channels(self) -> list[ExportChannel]:
        return list(self._channels.values())

    def folders(self, channel: ExportChannel) -> list[str]:
        """Usually one; more when a channel was renamed, or its name is spelled in two ways."""
        return self._folders.get(channel.id, [])


def kind_of(entry: ListedChannel, listed_as: ChannelKind) -> ChannelKind:
    """An entry's own marks count if more private: some tools write all they find into channels.json."""
    marks = [listed_as]
    if entry.is_private:
        marks.append(ChannelKind.PRIVATE)
    if entry.is_mpim:
        marks.append(ChannelKind.GROUP)
    if entry.is_im:
        marks.append(ChannelKind.DM)
    return max(marks, key=PRIVACY.index)


def kind_of_unlisted(folder: str) -> ChannelKind:
    if folder.startswith("mpdm-"):
        return ChannelKind.GROUP
    if DM_ID.fullmatch(folder):
        return ChannelKind.DM
    return ChannelKind.UNKNOWN


def as_channel(entry: ListedChannel, kind: ChannelKind) -> ExportChannel:
    return ExportChannel(
        id=entry.id,
        name=entry.name or entry.id,
        kind=kind,
        is_archived=entry.is_archived,
        is_shared=entry.is_shared or entry.is_ext_shared or entry.is_org_shared,
        members=entry.members,
    )
