"""The story as Slack would export it: a folder that `whoknows import` reads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.demo.story_lines import Said
from bot.demo.story_values import Story, stamp

Json = dict[str, Any]


def export(tale: Story, folder: Path) -> Path:
    write(folder / "users.json", [person_entry(tale.team_id, handle, one) for handle, one in tale.people.items()])
    listed: dict[str, list[Json]] = {"channels.json": [], "groups.json": []}
    for name, room in tale.rooms.items():
        listed["groups.json" if room.private else "channels.json"].append(
            {
                "id": room.id,
                "name": name,
                "is_archived": False,
                "members": ids(tale, room.members),
                "topic": {"value": room.topic},
                "purpose": {"value": room.purpose},
            }
        )
        days: dict[str, list[Json]] = defaultdict(list)
        for one in tale.said(name):
            days[f"{one.at:%Y-%m-%d}"].append(message_entry(tale, one))
        for day, entries in days.items():
            write(folder / name / f"{day}.json", entries)
    for file, channels in listed.items():
        write(folder / file, channels)
    return folder


def ids(tale: Story, handles: Iterable[str]) -> list[str]:
    return [tale.people[handle]["id"] for handle in handles]


def person_entry(team_id: str, handle: str, one: Json) -> Json:
    return {
        "id": one["id"],
        "team_id": team_id,
        "name": handle,
        "deleted": "left" in one,
        "is_bot": one.get("bot", False),
        "is_restricted": one.get("guest", False),
        "is_admin": one.get("admin", False),
        "tz": one["tz"],
        "profile": {"real_name": one["name"], "display_name": one["name"], "title": one["title"]},
    }


def message_entry(tale: Story, one: Said) -> Json:
    author = tale.people[one.who]
    text = linked(tale, one.text)
    entry: Json = {"type": "message", "user": author["id"], "text": text, "ts": stamp(one.at), "team": tale.team_id}
    if one.thread:
        entry["thread_ts"] = stamp(one.thread)
    if one.reactions:
        entry["reactions"] = [
            {"name": each.emoji, "users": ids(tale, each.people), "count": len(each.people)} for each in one.reactions
        ]
    if author.get("bot"):
        entry |= {"subtype": "bot_message", "bot_id": author["id"].replace("U", "B", 1)}
    return entry


def linked(tale: Story, text: str) -> str:
    """People as Slack keeps them in a text."""
    for handle, one in tale.people.items():
        text = text.replace(f"@{handle}", f"<@{one['id']}>")
    return text


def write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
