"""A real export opened in the workspace: its people, channels and messages as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.demo.page.tale import EXPORT, Tale
from bot.demo.values import Account, Channel, Kind, Message, Reaction
from bot.demo.world import World
from bot.services.export_values import ChannelKind, ExportChannel, ExportMessage, ExportPerson
from bot.services.exports import Export, ExportRoot

CAST = 8
NAMELESS = "T0EXPORT01"
NOBODY = "U0NOBODY01"
_KINDS = {ChannelKind.PUBLIC: Kind.PUBLIC, ChannelKind.PRIVATE: Kind.PRIVATE, ChannelKind.UNKNOWN: Kind.PRIVATE}
# Slack tells of these in an export as of messages; the page shows what people said, and who came.
_LEFT_OUT = frozenset({"channel_topic", "channel_purpose", "channel_name", "pinned_item", "tombstone"})

Progress = Callable[[int], None]


@dataclass(slots=True)
class Opened:
    """What an export holds, in the workspace's own values; direct conversations stay closed."""

    team_id: str
    accounts: dict[str, Account] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    authors: Counter[str] = field(default_factory=Counter)
    last: float = 0.0

    @property
    def most_active(self) -> list[str]:
        """Those who wrote most and are still there."""
        able = [user for user, _count in self.authors.most_common() if self._may_be(user)]
        return able[:CAST] or [NOBODY]

    def _may_be(self, user: str) -> bool:
        account = self.accounts.get(user)
        return account is not None and not (account.is_bot or account.deleted or account.outside)


def read_export(export: Export, progress: Progress) -> Opened:
    """`progress` hears of the bytes of each file read."""
    teams = [team for root in export.roots if (team := root.team_id())]
    opened = Opened(max(teams, key=teams.count) if teams else NAMELESS)
    for root in export.roots:
        for person in root.people():
            opened.accounts[person.id] = _account(person, opened.team_id)
        for channel in root.channels():
            if channel.kind in _KINDS:
                _read_channel(opened, root, channel, progress)
    for user in opened.authors:
        opened.accounts.setdefault(user, Account(user, user.lower(), user, opened.team_id, deleted=True))
    if opened.most_active == [NOBODY]:
        opened.accounts[NOBODY] = Account(NOBODY, "you", "You", opened.team_id, title="Looking around")
    return opened


def _account(person: ExportPerson, team_id: str) -> Account:
    return Account(
        person.id,
        person.display_name or person.handle or person.id,
        person.name or person.handle or person.id,
        person.team_id or team_id,
        tz=_zone(person.tz),
        title=person.title,
        is_guest=person.is_guest,
        is_admin=person.is_admin or person.is_owner,
        is_bot=person.is_bot,
        deleted=person.deleted,
        outside=person.is_outside,
    )


def _zone(name: str | None) -> str:
    try:
        return ZoneInfo(name or "UTC").key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def _read_channel(opened: Opened, root: ExportRoot, channel: ExportChannel, progress: Progress) -> None:
    known = opened.messages.setdefault(channel.id, {})
    people = dict.fromkeys(channel.members)
    for day in root.days(channel):
        for said in root.read(channel, day):
            if (message := _message(channel.id, said)) is not None:
                known[message.ts] = message
                people[message.user] = None
                opened.authors[message.user] += 1
        progress(root.size(day))
    opened.last = max([opened.last, *(float(ts) for ts in list(known)[-1:])])
    members = tuple(user for user in people if user in opened.accounts)
    opened.channels[channel.id] = Channel(
        channel.id, channel.name, _KINDS[channel.kind], members, archived=channel.is_archived, shared=channel.is_shared
    )


def _message(channel_id: str, said: ExportMessage) -> Message | None:
    user = said.user or said.bot_id or ""
    if said.hidden or said.subtype in _LEFT_OUT or not user:
        return None
    return Message(
        channel_id,
        said.ts,
        user=user,
        text=said.text,
        thread_ts=said.thread_ts or "",
        subtype=said.subtype or "",
        bot_id=said.bot_id or "",
        broadcast=said.subtype == "thread_broadcast",
        edited_ts=said.edited.ts if said.edited else "",
        reactions=tuple(Reaction(one.name, one.users) for one in said.reactions),
    )


def put_into(world: World, opened: Opened) -> None:
    """As it was, without an event: the bot learns a history by importing it."""
    bot = world.settings.bot_user_id
    with world.lock:
        for account in opened.accounts.values():
            world.save_account(account)
        for channel in opened.channels.values():
            joined = () if channel.archived or channel.kind is not Kind.PUBLIC else (bot,)
            world.channels[channel.id] = channel
            world.change_channel(channel, members=(*channel.members, *joined))
            for message in _rooted(opened.messages[channel.id]):
                world.put(message)
    world.journal.forget()


def _rooted(messages: dict[str, Message]) -> Iterator[Message]:
    """A reply whose first message is not in the export stands for itself."""
    for ts in sorted(messages):
        message = messages[ts]
        lost = message.is_reply and message.thread_ts not in messages
        yield replace(message, thread_ts="") if lost else message


def tale_of(opened: Opened, name: str) -> Tale:
    people = opened.most_active
    cast = [{"user": user, "role": _wrote(opened.authors[user])} for user in people]
    total = sum(len(each) for each in opened.messages.values())
    about = f"{total:,} messages of {len(opened.authors):,} people in {len(opened.channels):,} channels, from {name}."
    return Tale(EXPORT, name, about, people[0], cast)


def _wrote(count: int) -> str:
    return f"wrote {count:,} messages" if count != 1 else "wrote one message"


def settings_of(opened: Opened, name: str) -> dict[str, str]:
    """Whose workspace the stand-in is."""
    return {"team_id": opened.team_id, "team_name": name, "domain": "export"}
