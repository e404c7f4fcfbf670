"""What happened in twelve weeks, by the rows of each table and docs/insights.md alone: no line of the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Rows = Mapping[str, list[Mapping[str, Any]]]
Figures = dict[str, Any]


class Happened:
    """The twelve weeks up to `end`, from the rows of each table."""

    def __init__(self, tables: Rows, end: datetime) -> None:
        self.tables, self.end, self.begin = tables, end, end - timedelta(weeks=12)
        odd = ("is_bot", "is_guest", "is_outside", "is_deleted")
        here = {one["user_id"] for one in tables["person"] if not any(one[name] for name in odd)}
        choices = {(one["user_id"], one["name"]): one["value"] for one in tables["preference"]}
        self.paused = {user for user, name in choices if name == "paused"}
        settings = {one["name"]: one["value"] for one in tables["setting"]}
        self.asks_first = settings.get("works_council") == "1"
        said = {user: value for (user, name), value in choices.items() if name == "learning"}
        everybody = {one["user_id"] for one in tables["person"]}
        self.refuses = {user for user in everybody if said.get(user, "no" if self.asks_first else "on") != "on"}
        self.people = here - self.refuses
        self.not_named = self.paused | everybody - here
        self.hidden = {(one["user_id"], one["skill_id"]) for one in tables["hidden_skill"]}
        self.names = {one["id"]: one["name"] for one in tables["skill"]}
        self.labels: dict[str, dict[str, str]] = {}
        for dimension in ("group", "site", "level"):
            self.labels[dimension] = self.shown_as(dimension)
        self.questions = self.asked()
        self.help = self.helped()
        self.held = self.gathered()

    def within(self, at: datetime) -> bool:
        return self.begin <= at < self.end

    # Groups of five

    def shown_as(self, dimension: str) -> dict[str, str]:
        """Each dimension divides only those who are shown together by the ones before it."""
        before = {"group": (), "site": ("group",), "level": ("group", "site")}[dimension]
        wanted = {one["user_id"]: one["labels"].get(dimension) or "other" for one in self.tables["insight_placement"]}
        cells: dict[tuple[str, ...], set[str]] = {}
        for user in self.people:
            cells.setdefault(tuple(self.labels[name][user] for name in before), set()).add(user)
        return {user: label for cell in cells.values() for user, label in self.divided(cell, wanted).items()}

    def divided(self, cell: Iterable[str], wanted: Mapping[str, str]) -> dict[str, str]:
        groups = {user: wanted.get(user, "other") for user in cell}
        sizes = Counter(groups.values())
        groups = {user: label if sizes[label] >= 5 else "other" for user, label in groups.items()}
        sizes = Counter(groups.values())
        if 0 < sizes["other"] < 5 and len(sizes) > 1:
            smallest = min((count, label) for label, count in sizes.items() if label != "other")[1]
            groups = {user: "other" if label == smallest else label for user, label in groups.items()}
        return groups

    # What happened

    def asked(self) -> list[Figures]:
        unnamed = {one["question_id"] for one in self.tables["handoff"] if one["sealed"] and not self.asks_first}
        found = []
        for one in self.tables["question"]:
            known = one["asker_id"] in self.people or (not one["asker_id"] and one["id"] in unnamed)
            if known and self.within(one["at"]):
                referred = [row for row in self.tables["referral"] if row["question_id"] == one["id"]]
                taken = any(row["state"] in ("accepted", "helped") for row in referred)
                answers = self.answers_to(one)
                minutes = min((at - float(one["ts"])) / 60 for at, _user, _ts in answers) if answers else None
                found.append({**one, "minutes": minutes, "named": one["named"] > 0 or bool(referred),
                              "answered": bool(answers) or taken, "there": one["origin"] == "channel"})  # fmt: skip
        return found

    def answers_to(self, question: Mapping[str, Any]) -> list[tuple[float, str, str]]:
        place = (question["channel_id"], question["ts"])
        return [
            (float(one["ts"]), one["user_id"], one["ts"])
            for one in self.tables["answer"]
            if question["ts"] and (one["channel_id"], one["question_ts"]) == place
            if one["user_id"] != question["asker_id"] and one["user_id"] not in self.refuses and not one["hidden_at"]
        ]

    def helped(self) -> list[tuple[str, str, datetime]]:
        """Who helped whom, when: answers, thanks for something else, requests taken on that were not answered too."""
        found, answered, replied = [], set(), set()
        for question in self.questions:
            for at, helper, ts in self.answers_to(question):
                found.append((helper, question["asker_id"], datetime.fromtimestamp(at, UTC)))
                answered.add((helper, question["channel_id"], ts))
                replied.add((helper, question["id"]))
        asked = {one["id"]: one for one in self.questions}
        taken = {(one["question_id"], one["user_id"]) for one in self.tables["referral"]
                 if one["state"] in ("accepted", "helped")}  # fmt: skip
        hidden = Counter(one["key"].split(":")[1] for one in self.tables["evidence"]
                         if one["kind"] == "kudos" and one["hidden_at"] and not one["moved_to"])  # fmt: skip
        for one in self.tables["kudos"]:
            again = (one["receiver_id"], one["channel_id"], one["ts"]) in answered
            if one["how"] == "helped":
                _word, number, helper = one["event_ts"].split(":")
                again |= (int(number), helper) in taken
            again |= bool(one["skill_ids"]) and hidden[str(one["id"])] == len(one["skill_ids"])
            if not (again or one["revoked_at"]) and one["giver_id"]:
                found.append((one["receiver_id"], one["giver_id"], one["at"]))
        for number, helper in taken - {(number, helper) for helper, number in replied}:
            if number in asked:
                found.append((helper, asked[number]["asker_id"], asked[number]["at"]))
        return [
            (helper, asker, at)
            for helper, asker, at in found
            if self.within(at) and helper in self.people and (not asker or asker in self.people) and helper != asker
        ]

    def gathered(self) -> list[Figures]:
        found = []
        for one in self.tables["lunch"]:
            if one["state"] == "held" and self.within(one["starts_at"]):
                came = {
                    row["user_id"]
                    for row in self.tables["signup"]
                    if row["lunch_id"] == one["id"] and row["state"] == "coming" and row["came"] is not False
                } & self.people - {one["host_id"]}
                useful = {row["user_id"] for row in self.tables["feedback"]
                          if row["lunch_id"] == one["id"] and row["useful"]}  # fmt: skip
                found.append({**one, "taken": came, "liked": useful & came})
        return found

    def knowing(self, skill_id: int) -> set[str]:
        """By others' word only of whom the bot may learn; by their own word and by hosting of everybody."""
        return {
            one["user_id"]
            for one in self.tables["expertise"]
            if one["skill_id"] == skill_id and one["times"] and one["kind"] != "said"
            if one["kind"] in ("declared", "taught") or one["user_id"] not in self.refuses
            if one["user_id"] not in self.not_named and (one["user_id"], skill_id) not in self.hidden
        }
