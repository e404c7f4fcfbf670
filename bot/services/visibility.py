"""What an asker may look into: links lead nobody where they cannot go."""

from __future__ import annotations

from collections.abc import Sequence

from storage.store import Unit
from storage.values import ChannelKind, ChannelRow
from storage.values_lunch import RecordingRow


def hidden_channels(unit: Unit, asker_id: str) -> set[str]:
    """The channels the asker may not look into: private ones, and of a guest all they are not in."""
    asker = unit.people.get(asker_id)
    guest = asker is not None and (asker.is_guest or asker.is_outside)
    own = unit.people.channels_of_guest(asker_id) if guest else set()

    def is_hidden(channel: ChannelRow) -> bool:
        return channel.kind != ChannelKind.PUBLIC or (guest and channel.channel_id not in own)

    return {channel.channel_id for channel in unit.people.channels() if is_hidden(channel)}


def visible(unit: Unit, recordings: Sequence[RecordingRow], asker: str) -> list[RecordingRow]:
    """Without those of gatherings in channels that the asker cannot look into."""
    if not recordings:
        return []
    hidden = hidden_channels(unit, asker)
    channels = unit.lunches.channels_of([one.lunch_id for one in recordings if one.lunch_id])
    return [one for one in recordings if channels.get(one.lunch_id or 0, "") not in hidden]
