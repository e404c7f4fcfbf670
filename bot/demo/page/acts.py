"""What people do in the page, each as the person in the workspace who does it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo import rooms
from bot.demo.errors import StandInError
from bot.demo.page.forms import Forms
from bot.demo.page.given import file, listed, text
from bot.demo.page.meant import Meant
from bot.demo.page.orders import Orders
from bot.demo.page.reading import Reading
from bot.demo.people import Person
from bot.demo.values import Kind

Json = dict[str, Any]
Deed = Callable[[Person, Json], Json]

LONGEST_TEXT = 12_000
LONGEST_NAME = 80
EMOJI = re.compile(r"[a-z0-9_+':-]{1,100}")


@dataclass(slots=True)
class Acts:
    """`turn` moves the clock on, `begin_again` brings the story back to its beginning."""

    reading: Reading
    turn: Callable[[Person, str], float]
    begin_again: Callable[[], None]

    @property
    def meant(self) -> Meant:
        return Meant(self.reading)

    def do(self, person: Person, what: str, body: Json) -> Json:
        forms = Forms(self.meant)
        deeds: Mapping[str, Deed] = {
            "say": self.say,
            "command": Orders(self.reading).command,
            "edit": self.edit,
            "delete": self.delete,
            "react": self.react,
            "press": forms.press,
            "choose": forms.choose,
            "search": forms.search,
            "fill": forms.fill,
            "submit": forms.submit,
            "close": forms.close,
            "shortcut": forms.shortcut,
            "open_home": forms.open_home,
            "join": self.join,
            "leave": self.leave,
            "open_dm": self.open_dm,
            "create_channel": self.create_channel,
            "read": self.read,
            "typing": self.typing,
            "jump": self.jump,
            "reset": self.reset,
        }
        if what not in deeds:
            raise StandInError(f"Nothing here does {what[:40]!r}.")
        return deeds[what](person, body)

    # -- messages

    def say(self, person: Person, body: Json) -> Json:
        place = self.meant.place(person, body)
        said = text(body, "text", LONGEST_TEXT)
        files = [file(one) for one in listed(body, "files")]
        if not said.strip() and not files:
            raise StandInError("There is nothing to send yet.")
        thread = self.meant.message(person, place, text(body, "thread_ts")) if body.get("thread_ts") else None
        if place.id == person.bot_dm.id:
            self.meant.bot_types(place, thread)
        broadcast = bool(body.get("broadcast")) and thread is not None
        message = person.says(place, said, thread=thread, broadcast=broadcast, files=files)
        if thread is None:
            self.reading.has_read(person, place, message.ts)
        return {"ts": message.ts}

    def edit(self, person: Person, body: Json) -> Json:
        words = text(body, "text", LONGEST_TEXT)
        if not words.strip():
            raise StandInError("A message needs some words. To take it away, delete it.")
        person.edits(self.meant.named(person, body), words)
        return {}

    def delete(self, person: Person, body: Json) -> Json:
        person.deletes(self.meant.named(person, body))
        return {}

    def react(self, person: Person, body: Json) -> Json:
        message, name = self.meant.named(person, body), text(body, "name")
        if not EMOJI.fullmatch(name):
            raise StandInError("There is no such emoji.")
        has = any(person.id in one.users for one in message.reactions if one.name == name)
        if body.get("on", True) == has:
            return {}  # as wished already, in another window
        if has:
            person.unreacts(message, name)
        else:
            person.reacts(message, name)
        return {}

    # -- conversations

    def join(self, person: Person, body: Json) -> Json:
        person.joins(self.meant.place(person, body))
        return {}

    def leave(self, person: Person, body: Json) -> Json:
        person.leaves(self.meant.place(person, body))
        return {}

    def open_dm(self, person: Person, body: Json) -> Json:
        users = [str(user) for user in listed(body, "users")]
        world = self.reading.slack.world
        if not users or len(users) > 8 or any(user not in world.accounts for user in users):
            raise StandInError("A direct message goes to between one and eight people.")
        return {"channel": rooms.between(world, (*users, person.id)).id}

    def create_channel(self, person: Person, body: Json) -> Json:
        name = text(body, "name", LONGEST_NAME).strip().lstrip("#").lower().replace(" ", "-")
        if not name or not name.replace("-", "").replace("_", "").isalnum():
            raise StandInError("A channel's name has letters, digits, hyphens and underscores.")
        world = self.reading.slack.world
        if any(one.name == name for one in world.channels.values()):
            raise StandInError(f"There is a channel called #{name} already.")
        kind = Kind.PRIVATE if body.get("private") else Kind.PUBLIC
        with world.lock:
            made = rooms.create(world, name, kind=kind, creator=person.id)
            rooms.announce(world, made)
            rooms.join(world, made, person.id)
        return {"channel": made.id}

    def read(self, person: Person, body: Json) -> Json:
        self.reading.has_read(person, self.meant.place(person, body), text(body, "ts"))
        return {}

    def typing(self, person: Person, body: Json) -> Json:
        place, world = self.meant.place(person, body), self.reading.slack.world
        world.journal.note("typing", place.id, text(body, "thread_ts"), person.id)
        world.touch()
        return {}

    # -- the demo itself

    def jump(self, person: Person, body: Json) -> Json:
        return {"now": self.turn(person, text(body, "to"))}

    def reset(self, _person: Person, _body: Json) -> Json:
        self.begin_again()
        return {}
