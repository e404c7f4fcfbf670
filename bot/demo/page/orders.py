"""Slash commands: those of the app go to the bot, a few are Slack's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.demo.errors import StandInError
from bot.demo.page.given import text
from bot.demo.page.reading import Reading
from bot.demo.people import Person
from bot.demo.values import Account, Channel

Json = dict[str, Any]

_NAMED = re.compile(r"[@#]?([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Orders:
    reading: Reading

    def command(self, person: Person, body: Json) -> Json:
        name, typed = text(body, "command"), text(body, "text")
        place = self.reading.place(person, text(body, "channel"))
        own = {"/invite": self.invite, "/join": self.join, "/leave": self.leave}
        if name in own:
            own[name](person, place, typed)
            return {"acked": True, "seconds": 0.0, "error": ""}
        bot, journal = self.reading.slack.settings.bot_user_id, self.reading.slack.world.journal
        journal.note("typing", place.id, "", bot)
        answer = person.types(name, typed, channel=place)
        return {"acked": answer.acked, "seconds": answer.seconds, "error": answer.error}

    def invite(self, person: Person, place: Channel, typed: str) -> None:
        names = _NAMED.findall(typed)
        if not names:
            raise StandInError("Name somebody to invite: /invite @whoknows")
        if person.id not in place.members:
            raise StandInError(f"Join #{place.name} before you invite somebody.")
        for name in names:
            self.reading.slack.invite(place, self._account(name).id, by=person)

    def _account(self, name: str) -> Account:
        for account in self.reading.slack.world.accounts.values():
            if account.name.lower() == name.lower() and not account.deleted:
                return account
        raise StandInError(f"Nobody here is called @{name[:40]}.")

    def join(self, person: Person, _place: Channel, typed: str) -> None:
        names = _NAMED.findall(typed)
        found = [one for one in self.reading.visible(person) if names and one.name == names[0]]
        if not found:
            raise StandInError("There is no such channel to join.")
        person.joins(found[0])

    def leave(self, person: Person, place: Channel, _typed: str) -> None:
        person.leaves(place)
