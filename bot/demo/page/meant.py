"""What somebody means: a conversation, a message, a form, as far as it is there for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.demo.errors import NotOnScreenError
from bot.demo.page.given import table, text
from bot.demo.page.reading import Reading
from bot.demo.people import Person
from bot.demo.values import Channel, Message, View

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Meant:
    reading: Reading

    def place(self, person: Person, body: Json) -> Channel:
        return self.reading.place(person, text(body, "channel"))

    def message(self, person: Person, place: Channel, ts: str) -> Message:
        return person.message(Message(place.id, ts))

    def named(self, person: Person, body: Json) -> Message:
        return self.message(person, self.place(person, body), text(body, "ts"))

    def view(self, person: Person, name: str) -> View:
        home = person.home()
        for view in (*person.views(), *([home] if home else [])):
            if view.id == name:
                return view
        raise NotOnScreenError("This form is not open any more.")

    def on(self, person: Person, body: Json) -> Message | View:
        on = table(body, "on")
        return self.view(person, text(on, "view")) if on.get("view") else self.named(person, on)

    def bot_types(self, place: Channel, thread: Message | None) -> None:
        bot = self.reading.slack.settings.bot_user_id
        self.reading.slack.world.journal.note("typing", place.id, thread.ts if thread else "", bot)
        self.reading.slack.world.touch()
