"""What an asker may look into: links lead nobody where they cannot go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage.store import Unit
from storage.values import ChannelKind, ChannelRow, PersonRow
from storage.values_lunch import RecordingRow


def hidden_channels(unit: Unit, asker_id: str) -> set[str]:
    """The channels the asker may not look into: private ones, and of a guest all they are not in."""
    return hidden_from(unit, unit.people.get(asker_id), unit.people.channels())


def hidden_from(unit: Unit, asker: PersonRow | None, channels: Iterable[ChannelRow]) -> set[str]:
    """Which of these channels the asker may not look into."""
    guest = asker is not None and (asker.is_guest or asker.is_outside)
    own = unit.people.channels_of_guest(asker.user_id) if asker and guest else set()

    def is_hidden(channel: ChannelRow) -> bool:
        return channel.kind != ChannelKind.PUBLIC or (guest and channel.channel_id not in own)

    return {channel.channel_id for channel in channels if is_hidden(channel)}


def visible(unit: Unit, recordings: Sequence[RecordingRow], asker: str) -> list[RecordingRow]:
    """Without those of gatherings in channels that the asker cannot look into."""
    if not recordings:
        return []
    hidden = hidden_channels(unit, asker)
    channels = unit.lunches.channels_of([one.lunch_id for one in recordings if one.lunch_id])
    return [one for one in recordings if channels.get(one.lunch_id or 0, "") not in hidden]
