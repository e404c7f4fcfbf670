"""A workspace where people talk about Decksmith and PowerPoint, spoken to as the handlers speak to its services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain.answers import Answer, Press, Query
from bot.domain.kudos import Command, Verb
from bot.domain.merging import Merge, Pair, Refused
from bot.domain.skills import Skill
from bot.services import Services
from bot.services.heard import Heard
from bot.services.kudos_heard import Reacted
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, Origin, PersonRow
from tests.builders import NOW, rows, ts

OLD, KEPT = "Decksmith", "PowerPoint"
JILL = "U0JILL"
PEOPLE = ("U0ANA", "U0BOB", "U0CARL", "U0DORA")
PUBLIC = ChannelKind.PUBLIC


@dataclass
class House:
    """One workspace, and what was said and thanked for in it, in order."""

    store: Store
    services: Services
    team: str
    at: datetime = NOW - timedelta(days=20)
    said: list[Heard] = field(default_factory=list)
    thanks: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    presses: int = 0

    def next(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at

    def press(self, user: str) -> Press:
        self.presses += 1
        return Press(user, f"a:{self.team}:{self.presses}", f"https://hooks.example/{self.presses}")

    def says(self, user: str, text: str, under: Heard | None = None) -> Heard:
        heard = Heard("C1", ts(self.next()), user, text, under.ts if under else "")
        self.said.append(heard)
        self.services.history.hear(self.team, heard, kind=PUBLIC, now=self.at)
        self.services.kudos.said(self.team, heard, kind=PUBLIC, now=self.at)
        return heard

    def replies(self, user: str, number: int, text: str = "Me, gladly") -> None:
        heads = [one for one in self.said if not one.thread_ts]
        if heads:
            self.says(user, text, heads[number % len(heads)])

    def deletes_reply(self, number: int) -> None:
        replies = [one for one in self.said if one.thread_ts and one.text == "Me, gladly"]
        if replies:
            gone = replies[number % len(replies)]
            self.said.remove(gone)
            self.services.history.deleted(self.team, "C1", gone.ts, now=self.next())

    def declares(self, user: str, name: str) -> None:
        self.services.skills.declare(self.team, user, name, now=self.next())

    def withdraws(self, user: str, name: str) -> bool:
        return self.services.skills.withdraw(self.team, user, name, now=self.next()).new

    def thanks_for(self, giver: str, receiver: str, note: str) -> None:
        wanted = Command(Verb.GIVE, (receiver,), note)
        outcome = self.services.kudos.give(
            self.team, giver, wanted, channel_id="C1", seen=self.press(giver).seen, now=self.next()
        )
        if outcome.thanked:
            self.thanks.append((giver, outcome.thanked.kudos_ids))

    def takes_back(self, number: int) -> None:
        if self.thanks:
            giver, ids = self.thanks[number % len(self.thanks)]
            self.services.kudos.undo(self.team, self.press(giver), ids, listed=False, now=self.next())

    def reacts(self, giver: str, number: int, *, added: bool = True) -> None:
        if self.said:
            heard = self.said[number % len(self.said)]
            at = self.next()
            reacted = Reacted(giver, "C1", heard.ts, "taco", ts(at), added=added, author_id=heard.user_id)
            self.services.kudos.reacted(self.team, reacted, now=at)

    def asks(self, user: str, text: str) -> Answer:
        seen, now = self.press(user).seen, self.next()
        return self.services.ask.ask(self.team, Query(text, user), Origin.COMMAND, seen=seen, now=now)

    def looks(self, text: str, *, channel: str = "") -> Answer:
        return self.services.ask.look(self.team, Query(text, "U0ZOE", channel), now=NOW)

    def merges(self, old: str = OLD, kept: str = KEPT, *, user: str | None = JILL) -> Merge | Refused:
        return self.services.merging.merge(self.team, user, Pair(old, kept))


def house(store: Store, services: Services, team: str, *skills: Skill) -> House:
    with store.team(team).writing() as unit:
        unit.workspace.ensure()
        unit.people.save(PersonRow(user, name=user[2:].title()) for user in PEOPLE)
        unit.people.save([PersonRow(JILL, name="Jill", is_admin=True)])
        unit.people.save_channels([ChannelRow("C1", name="general", bot_is_in=True)])
    services.skills.add(team, skills)
    return House(store, services, team)


def two_names(store: Store, services: Services, team: str) -> House:
    """Decksmith is a skill of its own."""
    return house(store, services, team, Skill(OLD, ("dsm",)))


def one_name(store: Store, services: Services, team: str) -> House:
    """Decksmith has always been another word for PowerPoint."""
    return house(store, services, team, Skill(KEPT, (OLD, "dsm")))


Facts = dict[str, list[tuple[object, ...]]]


def facts(house: House) -> Facts:
    """What a workspace knows, with names in place of ids; sums to nine digits, as floats are added in some order."""

    def mine(table: str) -> list[Any]:
        return [row for row in rows(house.store, table) if row.team_id == house.team]  # type: ignore[attr-defined]

    names = {row.id: row.key for row in mine("skill")}

    def listed(skill_ids: list[int]) -> list[str]:
        return sorted(names[at] for at in skill_ids)

    def score(number: float) -> float:
        return float(f"{number:.9g}")

    found: Facts = {
        "sums": [
            (names[row.skill_id], row.user_id, row.kind, score(row.score), row.times, row.last_at)
            for row in mine("expertise")
            if row.times
        ],
        "ledger": [
            (names[row.skill_id], row.user_id, row.kind, row.at, score(row.weight), row.ts, row.from_user_id)
            for row in mine("evidence")
            if row.revoked_at is None
        ],
        "keys": [(names[int(row.key.split(":")[-1])], names[row.skill_id]) for row in mine("evidence")],
        "thanks": [
            (row.giver_id, row.receiver_id, listed(row.skill_ids), row.revoked_at is None) for row in mine("kudos")
        ],
        "questions": [(row.at, row.asker_id, listed(row.skill_ids), row.named) for row in mine("question")],
        "messages": [(row.ts, row.user_id, listed(row.skill_ids)) for row in mine("message")],
        "answers": [(row.question_ts, row.user_id, row.ts) for row in mine("answer")],
    }
    return {name: sorted(every, key=repr) for name, every in found.items()}


def shown(answer: Answer) -> tuple[object, ...]:
    """Whom an answer names, why, and what else it says; not how the words were understood."""
    return answer.label, [(one.person.user_id, one.reasons) for one in answer.people], answer.related, answer.more
