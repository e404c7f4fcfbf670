"""What the page asks for when somebody opens it, a channel or a thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.demo.errors import NotOnScreenError
from bot.demo.page.log import Log
from bot.demo.page.shown import channel_shown, message_shown, person_shown, view_shown
from bot.demo.page.tale import JUMPS, Tale
from bot.demo.people import Person
from bot.demo.standin import StandIn
from bot.demo.values import Channel, Message

Json = dict[str, Any]

PAGE = 50
MOST = 200
FIRST = "0"


@dataclass(slots=True)
class Reading:
    """The workspace through one person's eyes; `read_until` is what everybody has read before the page opens."""

    slack: StandIn
    tale: Tale
    log: Log
    read_until: str = ""
    reads: dict[tuple[str, str], str] = field(default_factory=dict)
    progress: Json | None = None

    def begin(self, tale: Tale) -> None:
        self.tale = tale
        self.reads.clear()
        self.read_until = ""
        self.progress = None

    def person(self, user: str) -> Person:
        """Who looks. Whoever is not there any more does nothing: a window may be older than the workspace."""
        if not self.may_be(user):
            raise NotOnScreenError("This person is not here. Open the page anew.")
        return self.slack.person(user)

    def may_be(self, user: str) -> bool:
        known = self.slack.world.accounts.get(user)
        return known is not None and not known.is_bot and not known.deleted

    def first(self, user: str) -> Person:
        """Who opens the page: as asked, else whom it begins as."""
        return self.slack.person(user if self.may_be(user) else self.tale.you)

    def start(self, person: Person) -> Json:
        world = self.slack.world
        with world.lock:
            home = person.home()
            return {
                "me": person.id,
                "seq": world.journal.last,
                "now": world.wall(),
                "team": self._team(),
                "bot": self._bot(person),
                "people": [person_shown(account) for account in world.accounts.values()],
                "channels": [self.channel(person, one) for one in self.visible(person)],
                "commands": self.slack.world.manifest.described,
                "shortcuts": [
                    {"name": one.name, "callback_id": one.callback_id, "type": one.kind}
                    for one in world.manifest.shortcuts
                ],
                "story": self.tale.shown(),
                "jumps": [{"id": name, "label": label} for name, label in JUMPS.items()],
                "home": view_shown(home) if home else None,
                "views": [view_shown(view) for view in person.views()],
                "log": self.log.counts(),
                "progress": self.progress,
            }

    def _team(self) -> Json:
        own = self.slack.settings
        return {
            "id": own.team_id,
            "name": own.team_name,
            "domain": own.domain,
            "url": f"https://{own.domain}.slack.com/",
        }

    def _bot(self, person: Person) -> Json:
        own = self.slack.settings
        return {"user": own.bot_user_id, "name": own.bot_name, "title": "Whoknows", "dm": person.bot_dm.id}

    def visible(self, person: Person) -> list[Channel]:
        return [one for one in self.slack.world.channels.values() if person.may_look(one)]

    def channel(self, person: Person, channel: Channel) -> Json:
        read = max(self.reads.get((person.id, channel.id), FIRST), self.read_until)
        return channel_shown(self.slack.world, person.id, channel, read)

    def has_read(self, person: Person, channel: Channel, ts: str) -> None:
        newest = self.slack.world.timelines[channel.id].main[-1:]
        seen = min(ts, *newest) if newest else FIRST
        self.reads[person.id, channel.id] = max(self.reads.get((person.id, channel.id), FIRST), seen)
        self.slack.world.journal.note("read", person.id, channel.id)
        self.slack.world.touch()

    def place(self, person: Person, channel: str) -> Channel:
        """A channel that is there for this person."""
        found = self.slack.world.channels.get(channel)
        if found is None or not person.may_look(found):
            raise NotOnScreenError("This conversation is not there, or not for you.")
        return found

    def history(self, person: Person, channel: str, *, before: str, around: str, limit: int) -> Json:
        place = self.place(person, channel)
        world, most = self.slack.world, min(max(limit, 1), MOST)
        with world.lock:
            line = world.timelines[place.id]
            shown = line.before(before, most)
            if around:
                shown = [*line.before(around, most // 2), *line.starting(around, most - most // 2)]
            newer = bool(line.after(shown[-1], 1)) if shown else False
            more = bool(line.before(shown[0], 1)) if shown else False
            messages = [world.message(place.id, ts) for ts in shown]
            until = before or (line.after(shown[-1], 1)[0] if newer else "")
            alone = self._alone(person, place, since=shown[0] if more else FIRST, until=until)
            ordered = sorted([*messages, *alone], key=lambda message: message.ts)
            return {"messages": [message_shown(world, one) for one in ordered], "more": more, "newer": newer}

    def _alone(self, person: Person, place: Channel, *, since: str, until: str) -> list[Message]:
        """What only this person sees there, outside threads."""
        return [
            message
            for message in self.slack.world.ephemerals.values()
            if (message.channel, message.only_for, message.thread_ts) == (place.id, person.id, "")
            and message.ts >= since
            and (not until or message.ts < until)
        ]

    def thread(self, person: Person, channel: str, ts: str) -> Json:
        place, world = self.place(person, channel), self.slack.world
        with world.lock:
            named = world.messages.get(place.id, {}).get(ts)
            if named is None:
                raise NotOnScreenError("This message is not there any more.")
            root = world.message(place.id, named.thread_ts) if named.is_reply else named
            alone = [
                message
                for message in world.ephemerals.values()
                if (message.channel, message.only_for, message.thread_ts) == (place.id, person.id, root.ts)
            ]
            under = sorted([*world.replies(root), *alone], key=lambda message: message.ts)
            return {"messages": [message_shown(world, one) for one in (root, *under)]}

    def members(self, person: Person, channel: str) -> Json:
        return {"members": list(self.place(person, channel).members)}
