"""The made-up company's first six weeks, read from the files they are written down in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from bot.demo.story_export import export
from bot.demo.story_lines import Line, StoryError, told_in
from bot.demo.story_values import DIRECT, Room, Story, channel_id, stamp
from bot.documents import parse_yaml

__all__ = ["Story", "StoryError", "channel_id", "stamp", "story", "write_export"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERYBODY = "everybody"

Json = dict[str, Any]


@cache
def story() -> Story:
    told = read("story.yaml")
    people: dict[str, Json] = {handle: person(one) for handle, one in told["people"].items()}
    written = {name: read("story_channels", f"{name}.yaml") for name in (*told["channels"], DIRECT)}
    spoken = {name: lines_of(name, one["lines"], people) for name, one in written.items()}
    direct = spoken.pop(DIRECT)
    begins, ends = moment(told["begins"]), moment(told["ends"])
    return Story(
        team_id=told["team"],
        name=told["name"],
        domain=told["domain"],
        title=told["title"],
        about=told["about"],
        you=people[told["you"]]["id"],
        begins=begins,
        ends=ends,
        people=people,
        cast=[{"user": people[handle]["id"], "role": role} for handle, role in told["cast"].items()],
        tour=[step(one, told["marks"]) for one in told["tour"]],
        rhythm=list(beats(told["rhythm"], begins, ends)),
        rooms={name: room(name, written[name], lines, people) for name, lines in spoken.items()},
        channels=spoken,
        direct=direct,
    )


def write_export(folder: Path) -> Path:
    """The story as a folder that `whoknows import` reads."""
    return export(story(), folder)


def read(*path: str) -> Any:
    return parse_yaml((resources.files("bot").joinpath("demo", *path)).read_text(encoding="utf-8"))


def person(one: Json) -> Json:
    moments: Json = {what: moment(one[what]) for what in ("joined", "left") if what in one}
    return {**one, **moments}


def moment(written: str) -> datetime:
    """`2026-10-12 08:30`, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def lines_of(name: str, text: str, people: dict[str, Json]) -> list[Line]:
    try:
        return told_in(text, people)
    except StoryError as error:
        raise StoryError(f"{name}.yaml: {error}") from None


def room(name: str, written: Json, lines: Iterable[Line], people: dict[str, Json]) -> Room:
    """Whoever does something in a channel is a member of it, besides those who are said to be."""
    named = written.get("members", [])
    if named == EVERYBODY:
        named = [handle for handle, one in people.items() if not (one.get("guest") or one.get("bot"))]
    members = tuple(dict.fromkeys((*named, *(who for line in lines for who in line.people))))
    return Room(name, members, written.get("private", False), written.get("topic", ""), written.get("purpose", ""))


def step(written: Json, marks: Json) -> Json:
    """A step of the tour; `{name}` in it stands for the time of the message that is marked so."""
    stamps = {name: stamp(moment(at)) for name, at in marks.items()}
    return {key: value.format(**stamps) if isinstance(value, str) else value for key, value in written.items()}


def beats(rhythm: Iterable[str], begins: datetime, ends: datetime) -> Iterator[datetime]:
    """`fri 15:00` of every week, and `2026-09-22 11:00`."""
    for beat in rhythm:
        day, clock = beat.split()
        at = datetime.combine(begins.date(), time.fromisoformat(clock), UTC)
        while at < ends:
            if at >= begins and day in (f"{at:%Y-%m-%d}", DAYS[at.weekday()]):
                yield at
            at += timedelta(days=1)
