"""What people do with what the bot shows them: buttons, selects, forms, the Home tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.demo.asking import Answer
from bot.demo.blocktree import plain
from bot.demo.page.given import spot, table, text
from bot.demo.page.meant import Meant
from bot.demo.people import Person
from bot.demo.values import Message

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Forms:
    meant: Meant

    def press(self, person: Person, body: Json) -> Json:
        on = self.meant.on(person, body)
        if isinstance(on, Message):
            self.meant.bot_types(self.meant.reading.slack.channel(on.channel), None)
        return _outcome(person.presses(on, spot(body), option=body.get("option")))

    def choose(self, person: Person, body: Json) -> Json:
        answer = person.chooses(self.meant.on(person, body), spot(body), body.get("value"))
        return _outcome(answer) if answer else {}

    def search(self, person: Person, body: Json) -> Json:
        found = person.searches(self.meant.on(person, body), spot(body), text(body, "typed"))
        return {"options": [{"text": plain(one["text"]), "value": one["value"]} for one in found]}

    def fill(self, person: Person, body: Json) -> Json:
        person.fills(self.meant.on(person, body), spot(body), body.get("value"))
        return {}

    def submit(self, person: Person, body: Json) -> Json:
        view, given = self.meant.view(person, text(body, "view")), table(body, "values")
        values = {(block, action): held for block in given for action, held in table(given, block).items()}
        answer = person.submits(view, values)
        return {**_outcome(answer), "errors": dict(answer.errors)}

    def close(self, person: Person, body: Json) -> Json:
        person.closes(self.meant.view(person, text(body, "view")))
        return {}

    def shortcut(self, person: Person, body: Json) -> Json:
        message = self.meant.named(person, body) if body.get("ts") else None
        return _outcome(person.uses_shortcut(text(body, "callback_id"), message))

    def open_home(self, person: Person, _body: Json) -> Json:
        person.opens_home()
        return {}


def _outcome(answer: Answer) -> Json:
    return {"acked": answer.acked, "seconds": answer.seconds, "error": answer.error}
