"""A quarter of a company of some 300 people, at random: rows as they stand in the tables, the odd ones among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

from storage import models as m
from storage.store import Store
from storage.upserts import table_of
from tests.builders import TEAM

END = datetime(2026, 3, 2, tzinfo=UTC)
SKILLS = range(1, 61)
# Three groups of a size to be shown, and three that are too small alone.
GROUPS = {"Sales": 90, "Engineering": 110, "Support": 40, "Law": 4, "Board": 3, "Kitchen": 2, "": 30}
SITES = ("Lisbon", "Berlin", "Porto", "")
KINDS = ("answer", "kudos", "taught", "endorsed", "declared", "accepted", "said")
STATES = ("named", "asked", "accepted", "passed", "declined", "helped", "unhelped")
ORIGINS = ("channel", "channel", "channel", "command", "direct", "mention", "shortcut")

Row = dict[str, Any]


class Quarter:
    """What happened, drawn from one seed. A few do and ask much, most little; some days lie outside the window."""

    def __init__(self, seed: int, *, asks_first: bool = False) -> None:
        self.chance = Random(seed)  # noqa: S311 - no secret hangs on it
        self.asks_first = asks_first
        self.people = [f"U{number:03d}" for number in range(sum(GROUPS.values()))]
        self.counter = 0

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def somebody(self) -> str:
        return self.people[int(self.chance.paretovariate(0.6) * 3) % len(self.people)]

    def some_time(self) -> datetime:
        return END - timedelta(seconds=self.chance.randrange(-3 * 86_400, 94 * 86_400))

    def some_skills(self) -> list[int]:
        drawn = (min(int(self.chance.paretovariate(0.5)), SKILLS[-1]) for _skill in range(self.chance.randrange(3)))
        return sorted(set(drawn))

    def message(self, at: datetime) -> str:
        """The `ts` of a message, no two alike."""
        self.counter += 1
        return f"{int(at.timestamp())}.{self.counter:06d}"

    def fill(self, store: Store) -> None:
        with store.transaction(writing=True) as connection:
            write(connection, m.Workspace, [{"name": "Acme", "url": "", "bot_user_id": "", "installed_at": END}])
            skills = [{"id": at, "key": f"skill {at}", "name": f"Skill {at:02d}"} for at in SKILLS]
            write(connection, m.Skill, skills)
            self.write_people(connection)
            self.write_known(connection)
            self.write_questions(connection)
            self.write_gatherings(connection)

    def write_people(self, connection: Connection) -> None:
        odd = ("is_bot", "is_guest", "is_outside", "is_deleted")
        whole = {"title": "", "tz": "UTC", "is_admin": False} | dict.fromkeys(odd, False)
        people = [{**whole, "user_id": at, "name": at} for at in self.people]
        for one in people:
            if self.maybe(0.06):
                one[self.chance.choice(odd)] = True
        write(connection, m.Person, people)
        if self.asks_first:
            write(connection, m.Setting, [{"name": "works_council", "value": "1"}])
        say = "on" if self.asks_first else "off"
        share = 0.7 if self.asks_first else 0.05
        chosen = [{"user_id": at, "name": "learning", "value": say} for at in self.people if self.maybe(share)]
        chosen += [{"user_id": at, "name": "paused", "value": "on"} for at in self.people if self.maybe(0.05)]
        write(connection, m.Preference, chosen)
        belong = [label for label, count in GROUPS.items() for _person in range(count)]
        labels = ({"group": label, "site": self.chance.choice(SITES), "level": "all alike"} for label in belong)
        placed = zip(self.people, labels, strict=True)
        write(connection, m.InsightPlacement, [{"user_id": at, "labels": one} for at, one in placed if one["group"]])

    def write_known(self, connection: Connection) -> None:
        drawn = {(self.chance.choice(SKILLS), self.somebody(), self.chance.choice(KINDS)) for _row in range(200)}
        known = [
            {"skill_id": skill, "user_id": user, "kind": kind, "score": 1.0, "last_at": END,
             "times": self.chance.choice((0, 1, 4, 5, 9))}
            for skill, user, kind in sorted(drawn)
        ]  # fmt: skip
        write(connection, m.Expertise, known)
        hidden = sorted({(one["user_id"], one["skill_id"]) for one in known if self.maybe(0.1)})
        write(connection, m.HiddenSkill, [{"user_id": user, "skill_id": skill, "at": END} for user, skill in hidden])

    def write_questions(self, connection: Connection) -> None:
        asked = [self.question(number) for number in range(1, 1201)]
        answers = [answer for one in asked if one["ts"] for answer in self.answers(one)]
        referred = {(self.chance.choice(asked)["id"], self.somebody()): self.some_time() for _row in range(500)}
        taken = [
            {"question_id": number, "user_id": user, "place": 0, "at": at, "state": self.chance.choice(STATES)}
            for (number, user), at in referred.items()
        ]
        write(connection, m.Question, asked)
        unnamed = {one["id"]: one for one in asked if not one["asker_id"] and self.maybe(0.7)}
        write(connection, m.Handoff, [self.handoff(one) for one in unnamed.values()])
        write(connection, m.Answer, answers)
        write(connection, m.Referral, taken)
        thanks = [self.thanks() for _row in range(500)]
        thanks += [self.thanks(receiver_id=one["user_id"], channel_id=one["channel_id"], ts=one["ts"])
                   for one in answers if self.maybe(0.2)]  # fmt: skip
        thanks += [self.thanks(receiver_id=one["user_id"], how="helped",
                               event_ts=f"helped:{one['question_id']}:{one['user_id']}")
                   for one in taken if one["state"] == "helped" or self.maybe(0.1)]  # fmt: skip
        numbered = [{**one, "id": number} for number, one in enumerate(thanks, 1)]
        write(connection, m.Kudos, numbered)
        write(connection, m.Evidence, [piece for one in numbered for piece in self.shown_by(one)])

    def question(self, number: int) -> Row:
        at, origin = self.some_time(), self.chance.choice(ORIGINS)
        place = {"channel_id": self.chance.choice("CD"), "ts": self.message(at)} if origin == "channel" else {}
        asker = "" if self.maybe(0.08) else self.somebody()
        return {
            "id": number, "origin": origin, "channel_id": "", "ts": "", "asker_id": asker, "at": at, "topic": "",
            "skill_ids": self.some_skills(), "term_ids": [], "named": self.chance.choice((0, 0, 1, 3)), **place,
        }  # fmt: skip

    def handoff(self, question: Row) -> Row:
        sealed = {"sealed": "sealed", "digest": "digest"}
        row = {"asker_id": "", "words": "", "quiet": False, "channel_id": "", "at": END, "changed_at": END}
        return {**row, **sealed, "question_id": question["id"], "state": "closed"}

    def answers(self, question: Row) -> list[Row]:
        who = {self.somebody() for _answer in range(self.chance.choice((0, 0, 1, 1, 2, 3)))}
        who |= {question["asker_id"]} if question["asker_id"] and self.maybe(0.1) else set()
        return [
            {"channel_id": question["channel_id"], "question_ts": question["ts"], "user_id": user,
             "ts": self.message(question["at"] + timedelta(minutes=self.chance.expovariate(1 / 300))),
             "hidden_at": END if self.maybe(0.05) else None}
            for user in sorted(who)
        ]  # fmt: skip

    def thanks(self, **known: Any) -> Row:
        row = {
            "giver_id": "" if self.maybe(0.05) else self.somebody(), "receiver_id": self.somebody(), "how": "command",
            "emoji": "", "skill_ids": self.some_skills(), "note": "", "channel_id": "", "ts": "", "thread_ts": "",
            "day": "",
            "weight": 1.0, "at": self.some_time(), "event_ts": "",
            "revoked_at": END if self.maybe(0.1) else None,
        }  # fmt: skip
        return {**row, **known}

    def shown_by(self, thanks: Row) -> list[Row]:
        """What a thanks shows, skill by skill; some of it is hidden, or said to be about something else."""
        return [
            {"key": f"kudos:{thanks['id']}:{skill}", "user_id": thanks["receiver_id"], "skill_id": skill,
             "kind": "kudos", "at": thanks["at"], "hidden_at": END if self.maybe(0.2) else None,
             "moved_to": 1 if self.maybe(0.2) else None}
            for skill in thanks["skill_ids"]
        ]  # fmt: skip

    def write_gatherings(self, connection: Connection) -> None:
        write(connection, m.LunchSeries, [{"id": 1, "channel_id": "C", "weekday": "tue", "clock": "12:00", "tz": "UTC",
                                           "created_at": END}])  # fmt: skip
        lunches = [
            {"id": number, "series_id": 1, "title": "t", "host_id": self.somebody(), "starts_at": self.some_time(),
             "tz": "UTC", "minutes": 45, "channel_id": "C", "created_at": END, "seats": self.chance.choice((0, 30, 40)),
             "state": self.chance.choice(("held", "held", "planned", "cancelled"))}
            for number in range(1, 25)
        ]  # fmt: skip
        write(connection, m.Lunch, lunches)
        come = [
            {"lunch_id": one["id"], "user_id": user,
             "state": self.chance.choice(("coming", "coming", "waiting", "out")),
             "came": self.chance.choice((None, True, True, False))}
            for one in lunches
            for user in self.chance.sample(self.people, 30)
        ]  # fmt: skip
        write(connection, m.Signup, come)
        said = [
            {"lunch_id": one["lunch_id"], "user_id": one["user_id"], "useful": self.maybe(0.8), "at": END}
            for one in come
            if self.maybe(0.7)
        ]
        write(connection, m.Feedback, said)


def write(connection: Connection, model: type[SQLModel], rows: Iterable[Row]) -> None:
    filled = [model(team_id=TEAM, **row).model_dump() for row in rows]
    connection.execute(insert(table_of(model)), filled)
