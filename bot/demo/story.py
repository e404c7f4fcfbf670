"""The made-up company's first six weeks, written down as Slack would export them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

LINE = re.compile(
    r"(?P<reply> +)?(?:(?P<day>\d{4}-\d\d-\d\d) )?(?P<hour>\d\d):(?P<minute>\d\d) (?P<who>\w+): (?P<text>.+)"
)
QUESTIONS = ("powerpoint", "who can help me with pivot tables?", "public speaking")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the story; `thread` is when the message was said that it replies to."""

    at: datetime
    who: str
    text: str
    thread: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    team_id: str
    ends: datetime
    people: dict[str, Json]
    private: list[str]
    thanks: Json
    lunch: Json
    channels: dict[str, list[Said]] = field(default_factory=dict)


@cache
def story() -> Story:
    told = yaml.safe_load((resources.files("bot") / "demo" / "story.yaml").read_text(encoding="utf-8"))
    return Story(
        team_id=told["team"],
        ends=datetime.combine(told["ends"], time(), UTC),
        people=told["people"],
        private=told["private"],
        thanks=told["thanks"],
        lunch=told["lunch"],
        channels={name: list(messages(text.splitlines())) for name, text in told["channels"].items()},
    )


def messages(lines: list[str]) -> Iterator[Said]:
    """Each line says who said what when; a reply is set in, on the same day."""
    above: datetime | None = None
    day = ""
    for line in lines:
        said = LINE.fullmatch(line)
        if said is None:
            raise ValueError(f"no line of the story: {line}")
        day = said["day"] or day
        at = datetime.fromisoformat(f"{day}T{said['hour']}:{said['minute']}:00+00:00")
        above = above if said["reply"] else at
        yield Said(at, said["who"], said["text"], above if said["reply"] else None)


def write_export(folder: Path) -> Path:
    """The story as a folder that `whoknows import` reads."""
    tale = story()
    write(folder / "users.json", [person_entry(tale.team_id, handle, one) for handle, one in tale.people.items()])
    listed: dict[str, list[Json]] = {"channels.json": [], "groups.json": []}
    for name, said in tale.channels.items():
        members = sorted({tale.people[one.who]["id"] for one in said})
        entry = {"id": channel_id(name), "name": name, "is_archived": False, "members": members}
        listed["groups.json" if name in tale.private else "channels.json"].append(entry)
        days: dict[str, list[Json]] = defaultdict(list)
        for one in said:
            days[f"{one.at:%Y-%m-%d}"].append(message_entry(tale, one))
        for day, entries in days.items():
            write(folder / name / f"{day}.json", entries)
    for file, channels in listed.items():
        write(folder / file, channels)
    return folder


def channel_id(name: str) -> str:
    return f"C0{re.sub('[^A-Z]', '', name.upper())}"


def person_entry(team_id: str, handle: str, one: Json) -> Json:
    return {
        "id": one["id"],
        "team_id": team_id,
        "name": handle,
        "deleted": one.get("gone", False),
        "is_bot": one.get("bot", False),
        "is_restricted": one.get("guest", False),
        "is_admin": one.get("admin", False),
        "tz": one["tz"],
        "profile": {"real_name": one["name"], "display_name": one["name"], "title": one["title"]},
    }


def message_entry(tale: Story, one: Said) -> Json:
    author = tale.people[one.who]
    entry = {"type": "message", "user": author["id"], "text": one.text, "ts": stamp(one.at), "team": tale.team_id}
    if one.thread:
        entry["thread_ts"] = stamp(one.thread)
    if author.get("bot"):
        entry |= {"subtype": "bot_message", "bot_id": author["id"].replace("U", "B", 1)}
    return entry


def stamp(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


def write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
