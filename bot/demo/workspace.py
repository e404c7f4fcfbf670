"""The workspace as its owner arranges it: people, channels, groups, installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.demo import posts, rooms
from bot.demo.asking import Desk
from bot.demo.people import Person
from bot.demo.render import user_json
from bot.demo.settings import Settings
from bot.demo.values import Account, Channel, Kind, Message, Usergroup
from bot.demo.world import World


class Workspace:
    """Who and what is there, and how it changes."""

    settings: Settings
    world: World
    desk: Desk

    def add_person(self, name: str, *, at: float | None = None, announced: bool = False, **traits: Any) -> Person:
        """`name` is what people read, its lower-case form the handle; traits as in Account."""
        with self.world.lock:
            handle = traits.pop("handle", name.lower().replace(" ", "."))
            user = traits.pop("id", "") or self.world.counters.id("U")
            team = "T0OUTSIDE1" if traits.get("outside") else self.settings.team_id
            account = Account(
                user,
                handle,
                name,
                team,
                **{"email": f"{handle}@{self.settings.domain}.example", "updated": int(at or 0), **traits},
            )
            self.world.save_account(account)
            if announced:
                event_ts = self.world.counters.ts()
                user_object = user_json(self.world, account)
                self.world.emit({"type": "team_join", "user": user_object, "event_ts": event_ts})
            self.world.touch()
        return self.person(user)

    def person(self, user: str) -> Person:
        return Person(self.world.account(user).id, self.world, self.desk)

    def add_channel(
        self,
        name: str,
        *,
        members: Sequence[Person] = (),
        private: bool = False,
        shared: bool = False,
        with_bot: bool = False,
        announced: bool = False,
        id: str = "",  # noqa: A002 - as people's
    ) -> Channel:
        """Members are there at once, without events; the bot by `with_bot`, or later by `invite_bot`."""
        with self.world.lock:
            kind = Kind.PRIVATE if private else Kind.PUBLIC
            channel = rooms.create(self.world, name.removeprefix("#"), kind=kind, shared=shared, fixed_id=id)
            bots = (self.settings.bot_user_id,) if with_bot else ()
            made = self.world.change_channel(channel, members=(*(p.id for p in members), *bots))
            if announced:
                rooms.announce(self.world, made)
            self.world.touch()
            return made

    def channel(self, channel: Channel | str) -> Channel:
        """As it is now."""
        return self.world.channel(channel if isinstance(channel, str) else channel.id)

    def invite_bot(self, channel: Channel | str, *, by: Person | None = None) -> Channel:
        inviter = by.id if by else ""
        return rooms.join(self.world, self.channel(channel), self.settings.bot_user_id, inviter=inviter)

    def invite(self, channel: Channel, user: str, *, by: Person) -> Channel:
        return rooms.join(self.world, self.channel(channel), user, inviter=by.id)

    def remove_bot(self, channel: Channel | str) -> Channel:
        return rooms.leave(self.world, self.channel(channel), self.settings.bot_user_id)

    def rename(self, channel: Channel, name: str) -> Channel:
        return rooms.rename(self.world, channel, name)

    def archive(self, channel: Channel, *, by: Person) -> Channel:
        return rooms.archive(self.world, channel, by=by.id)

    def unarchive(self, channel: Channel, *, by: Person) -> Channel:
        return rooms.unarchive(self.world, channel, by=by.id)

    def delete_channel(self, channel: Channel) -> None:
        rooms.remove(self.world, channel)

    def open_group(self, people: Sequence[Person], *, with_bot: bool = True) -> Channel:
        bots = [self.settings.bot_user_id] if with_bot else []
        return rooms.between(self.world, [*bots, *(person.id for person in people)])

    def add_usergroup(self, handle: str, members: Sequence[Person]) -> Usergroup:
        group = Usergroup(self.world.counters.id("S"), handle, handle, tuple(person.id for person in members))
        self.world.usergroups[group.id] = group
        return group

    def webhook(self, channel: Channel | str, text: str) -> Message:
        """A message no user wrote, from another app."""
        place = self.channel(channel)
        draft = Message(place.id, "", text=text, subtype="bot_message", bot_id="B0OTHERAPP", username="webhook")
        return posts.post(self.world, draft)

    def grants(self, person: Person) -> str:
        """The code Slack sends back after somebody approved an installation."""
        code = self.world.counters.id("code-")
        self.world.codes[code] = person.id
        return code

    def uninstall(self) -> None:
        self.world.emit({"type": "app_uninstalled", "event_ts": self.world.counters.ts()})
        bots = [self.settings.bot_user_id]
        self.world.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": bots}})
        self.world.tokens[self.settings.bot_token] = "inactive"

    def post_due(self) -> list[Message]:
        """Posts what chat.scheduleMessage planned for a moment that has come."""
        with self.world.lock:
            due = [later for later in self.world.scheduled.values() if later.post_at <= self.world.wall()]
            for later in due:
                del self.world.scheduled[later.id]
            own = self.settings
            return [
                posts.post(
                    self.world,
                    Message(later.channel, "", user=own.bot_user_id, bot_id=own.bot_id, **later.message),
                )
                for later in due
            ]
