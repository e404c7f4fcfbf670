"""What a person has before her: messages, what is shown to her alone, modals, her Home tab."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.demo import forms, rooms
from bot.demo.blocktree import Part
from bot.demo.dates import in_zone
from bot.demo.errors import NotOnScreenError
from bot.demo.forms import Name
from bot.demo.values import Account, Channel, Kind, Message, View
from bot.demo.world import World


@dataclass(frozen=True, slots=True)
class Screen:
    """A person as one who looks: whatever it tells is as of now."""

    id: str
    world: World = field(repr=False)

    @property
    def account(self) -> Account:
        return self.world.accounts[self.id]

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    @property
    def bot_dm(self) -> Channel:
        return rooms.between(self.world, (self.world.settings.bot_user_id, self.id))

    def may_look(self, place: Channel) -> bool:
        """Members may; everybody but guests may look into a public channel before joining it."""
        return self.id in place.members or (
            place.kind is Kind.PUBLIC and not (self.account.is_guest or self.account.outside)
        )

    def sees(self, channel: Channel | str, *, thread: Message | None = None) -> list[Message]:
        """Messages and what is shown to her alone, oldest first; of one thread only, if it is named."""
        with self.world.lock:
            place = self.world.channel(id_of(channel))
            if not self.may_look(place):
                return []
            mine = [m for m in self.world.ephemerals.values() if (m.channel, m.only_for) == (place.id, self.id)]
            everything = sorted([*self.world.history(place.id), *mine], key=lambda message: message.ts)
        if thread is None:
            return everything
        return [m for m in everything if thread.ts in (m.ts, m.thread_ts)]

    def whispers(self, channel: Channel | str) -> list[Message]:
        """What is shown to her alone."""
        return [message for message in self.sees(channel) if message.only_for]

    def reads(self, message: Message | View) -> str:
        """What is written there as of now, with dates in her own zone."""
        now = self.open_view(message) if isinstance(message, View) else self.message(message)
        return in_zone(now.shown, tz=self.account.tz, now=self.world.wall())

    def dms(self) -> list[Message]:
        """Her direct messages with the bot."""
        return self.sees(self.bot_dm)

    def conversations(self) -> list[Channel]:
        with self.world.lock:
            return [channel for channel in self.world.channels.values() if self.id in channel.members]

    def home(self) -> View | None:
        return self.world.homes.get(self.id)

    def views(self) -> list[View]:
        """The modals before her, topmost last."""
        with self.world.lock:
            return [self.world.views[name] for name in self.world.stacks.get(self.id, [])]

    def topmost(self) -> View:
        views = self.views()
        if not views:
            raise NotOnScreenError(f"{self.name} has no modal open")
        return views[-1]

    def open_view(self, view: View) -> View:
        home = self.home()
        now = home if home and home.id == view.id else self.world.views.get(view.id)
        if now is None or now.user != self.id:
            raise NotOnScreenError("this view is not open any more")
        return now

    def find(self, on: Message | View, name: Name) -> tuple[Message | View, Part]:
        """The thing as it stands now, and the element in it."""
        now = self.open_view(on) if isinstance(on, View) else self.message(on)
        return now, forms.find(now.blocks, name)

    def message(self, message: Message) -> Message:
        with self.world.lock:
            alone = self.world.ephemerals.get((message.channel, message.ts))
            if alone and alone.only_for == self.id:
                return alone
            seen = self.world.messages.get(message.channel, {}).get(message.ts)
            if seen and self.may_look(self.world.channels[message.channel]):
                return seen
        raise NotOnScreenError("This message is not there any more.")


def id_of(channel: Channel | str) -> str:
    return channel if isinstance(channel, str) else channel.id
