"""Every figure of insights once more, as docs/insights.md defines it: plain loops over rows, no line of the product.

Slow and simple on purpose. Where it differs from a report, the page or the code is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from statistics import median
from typing import Any

Rows = Mapping[str, list[Mapping[str, Any]]]
Figures = dict[str, Any]


def nearest_five(count: float) -> int:
    return 5 * floor(count / 5 + 0.5)


def under_five(count: int) -> int:
    return 0 if count < 5 else nearest_five(count)


def twentieth(part: float, whole: float) -> float:
    return round(round(part / whole * 20) / 20, 2)


class Recount:
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

    # The figures

    def numbers(self) -> Figures:
        topical = {one["asker_id"] for one in self.questions if one["asker_id"] and one["skill_ids"]}
        reached = {
            user
            for user in topical
            if all(self.knowing(skill) - {user} for one in self.questions if one["asker_id"] == user
                   for skill in one["skill_ids"])
        }  # fmt: skip
        asked_bot = [one for one in self.questions if not one["there"]]
        minutes = [one for one in self.questions if one["minutes"] is not None]
        return {
            "people": under_five(len(self.people)),
            "asked": self.counted(self.questions),
            "answered": self.answered(self.questions),
            "first_answer": nearest_five(median(one["minutes"] for one in minutes)) if askers(minutes) >= 5 else None,
            "found": self.share([one for one in asked_bot if one["named"]], asked_bot),
            "unmet": under_five(askers(one for one in self.questions if not one["answered"] and not one["named"])),
            "reach": twentieth(len(reached), len(topical)) if len(topical) >= 5 else None,
            **self.load(),
            **{f"crossing_{name}": self.crossing(name) for name in self.labels},
            **self.seats(),
        }

    def counted(self, questions: list[Figures]) -> int:
        return under_five(len(questions)) if askers(questions) >= 5 else 0

    def answered(self, questions: Iterable[Figures]) -> float | None:
        there = [one for one in questions if one["there"]]
        return self.share([one for one in there if one["answered"]], there)

    def share(self, part: list[Figures], whole: list[Figures]) -> float | None:
        return twentieth(len(part), len(whole)) if askers(whole) >= 5 else None

    def load(self) -> Figures:
        given = sorted(Counter(helper for helper, _asker, _at in self.help).values(), reverse=True)
        count, total = len(given), sum(given)
        apart = sum(abs(one - other) for one in given for other in given)
        return {
            "helped": under_five(total) if len(self.behind(self.help)) >= 5 else 0,
            "helpers": under_five(count),
            "busiest": twentieth(sum(given[: max(5, ceil(count / 10))]), total) if count >= 10 else None,
            "gini": twentieth(apart, 2 * count * total) if count >= 5 else None,
        }

    def behind(self, helped: Iterable[tuple[str, str, datetime]]) -> set[str]:
        return {user for helper, asker, _at in helped for user in (helper, asker)} - {""}

    def crossing(self, dimension: str) -> float | None:
        at = {user: label for user, label in self.labels[dimension].items() if label != "other"}
        there = [one for one in self.help if one[0] in at and one[1] in at]
        if len(set(at.values())) < 2 or len(self.behind(there)) < 5:
            return None
        return twentieth(sum(at[helper] != at[asker] for helper, asker, _at in there), len(there))

    def seats(self) -> Figures:
        taken, limited = sum(len(one["taken"]) for one in self.held), [one for one in self.held if one["seats"]]
        offered, filled = sum(one["seats"] for one in limited), sum(len(one["taken"]) for one in limited)
        came = {user for one in self.held for user in one["taken"]}
        there = {user for one in limited for user in one["taken"]}
        return {
            "gatherings": len(self.held),
            "attended": under_five(taken) if len(came) >= 5 else 0,
            "seats_filled": twentieth(filled, offered) if len(there) >= 5 else None,
            "useful": twentieth(sum(len(one["liked"]) for one in self.held), taken) if len(came) >= 5 else None,
        }

    def worth(self, *, minutes: float, hour: float, fee: float) -> Figures:
        numbers = self.numbers()
        hours = numbers["helped"] * minutes / 60
        return {"hours": hours, "worth": hours * hour, "fees": numbers["attended"] * fee}

    def topics(self) -> list[Figures]:
        found = []
        for skill_id, name in self.names.items():
            about = [one for one in self.questions if skill_id in one["skill_ids"]]
            vain = [one for one in about if not one["answered"] and not one["named"]]
            if askers(about) >= 5:
                found.append({
                    "name": name, "askers": under_five(askers(about)), "answered": self.answered(about),
                    "knowing": in_words(len(self.knowing(skill_id))), "unmet": under_five(askers(vain)),
                })  # fmt: skip
        return sorted(found, key=lambda one: (-one["askers"], one["name"]))[:40]

    def alone(self) -> list[str]:
        found = []
        for skill_id, name in self.names.items():
            shown = Counter[str]()
            for one in self.tables["expertise"]:
                deed = one["kind"] == "taught" or one["user_id"] not in self.refuses
                if one["skill_id"] == skill_id and one["kind"] in ("answer", "kudos", "taught", "endorsed") and deed:
                    shown[one["user_id"]] += one["times"] if one["user_id"] in self.knowing(skill_id) else 0
            shown = +shown
            if len(shown) == 1 and shown.total() >= 5:
                found.append(name)
        return sorted(found)[:40]

    def known(self) -> dict[str, int]:
        asked_about = {skill for one in self.questions for skill in one["skill_ids"]}
        counts = Counter(in_words(len(self.knowing(skill))) for skill in asked_about)
        return {word: under_five(counts[word]) for word in ("none", "one", "two to four", "five or more")}

    def told(self, parts: Mapping[Any, list[Any]], behind: Callable[[Iterable[Any]], set[str]]) -> set[Any]:
        """Of these parts of a whole something may be told: where too few are behind the rest, one part fewer."""
        found = {part for part, held in parts.items() if len(behind(held)) >= 5}
        rest = [one for part, held in parts.items() if part not in found for one in held]
        if len(rest) >= 5 and 1 <= len(behind(rest)) <= 4 and found:
            found -= {min((len(behind(parts[part])), part) for part in found)[1]}
        return found

    def questions_of(self, parts: Mapping[str, list[Figures]]) -> dict[str, Figures]:
        there = {name: [one for one in part if one["there"]] for name, part in parts.items()}
        counts, shares = (
            self.told(one, lambda held: {row["asker_id"] for row in held} - {""}) for one in (parts, there)
        )
        return {
            name: {
                "asked": under_five(len(part)) if name in counts else 0,
                "answered": self.answered(part) if name in shares else None,
            }
            for name, part in parts.items()
        }

    def groups(self) -> list[Figures]:
        at = self.labels["group"]
        names = sorted(set(at.values()), key=lambda name: (name == "other", name))
        theirs = {name: [one for one in self.questions if at.get(one["asker_id"]) == name] for name in names}
        asked = self.questions_of(theirs)
        return [{"name": name, "people": under_five(Counter(at.values())[name]), **asked[name]} for name in names]

    def paths(self) -> list[Figures]:
        at = self.labels["group"]
        pairs = [(asking, helping) for asking in set(at.values()) for helping in set(at.values())]
        walked = {pair: [one for one in self.help if (at.get(one[1]), at[one[0]]) == pair] for pair in pairs}
        found = [
            {"asker": pair[0], "helper": pair[1], "times": nearest_five(len(walked[pair]))}
            for pair in self.told(walked, self.behind)
            if len(walked[pair]) >= 5
        ]
        return sorted(found, key=lambda one: (one["asker"], one["helper"]))

    def weeks(self) -> list[Figures]:
        found = []
        weeks = [self.begin + timedelta(weeks=number) for number in range(12)]
        asked = self.questions_of({
            begin.date().isoformat(): [
                one for one in self.questions if begin <= one["at"] < begin + timedelta(weeks=1)
            ] for begin in weeks
        })  # fmt: skip
        for number in range(12):
            begin = self.begin + timedelta(weeks=number)
            end = begin + timedelta(weeks=1)
            week = begin.date().isoformat()
            part = self.behind(one for one in self.help if begin <= one[2] < end)
            part |= {one["asker_id"] for one in self.questions if begin <= one["at"] < end} - {""}
            part |= {user for one in self.held if begin <= one["starts_at"] < end for user in one["taken"]}
            found.append({"week": week, "active": under_five(len(part)), **asked[week]})
        return found


def askers(questions: Iterable[Figures]) -> int:
    return len({one["asker_id"] for one in questions} - {""})


def in_words(count: int) -> str:
    return "none" if count == 0 else "one" if count == 1 else "two to four" if count < 5 else "five or more"
