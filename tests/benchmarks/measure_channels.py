"""How well people are ranked where channels are many: `measure_channels.py DATA_DIR`, as `measure_ranking.py` takes it.

All communities in one workspace, moved in time so that their histories end in the same week; then the same with every
large channel split into several by chance, thread by thread, so that its regulars answer in all of them. Prints the
tables of docs/ranking.md (`--write` puts them there), never a word or a name of the data.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from measure_ranking import HEAD, Answer, Community, as_the_bot, figures, opened, who_answers_most
from pages import Page, data_and_page

from bot.domain.backtesting import Past, gain, head_of, measured, places
from bot.domain.text import MENTION
from bot.services import services
from bot.services.backtest_trial import ANSWERS_HERE
from bot.services.vocabulary import ordinary_words, starter
from storage.store import Store

ENDS = date(2026, 1, 5)
LARGE = 1_000  # messages: with more a channel is split


@dataclass
class Town:
    """One community on its way into the workspace: what its people and channels are called there, and when it is."""

    name: str
    folder: Path
    pieces: dict[str, int] = field(default_factory=dict)

    @property
    def days(self) -> list[Path]:
        return sorted((self.folder / "train").glob("*/*.json"))

    @cached_property
    def weeks(self) -> timedelta:
        """So far all of it moves: whole weeks, as people keep their hours and their weekends."""
        last = max(date.fromisoformat(day.stem) for day in self.days)
        return timedelta(weeks=(ENDS - last).days // 7)

    def split(self) -> None:
        sizes = Counter(day.parent.name for day in self.days for _message in read(day))
        self.pieces = {name: math.ceil(size / LARGE) for name, size in sizes.items()}

    def channel(self, name: str, thread: str) -> str:
        piece = zlib.crc32(thread.encode()) % self.pieces.get(name, 1)
        return f"{self.name}-{name}-{piece}"

    def person(self, user: str) -> str:
        return f"U{self.name.upper()}{user}"

    def moment(self, ts: str) -> str:
        seconds, _dot, rest = ts.partition(".")
        return f"{int(seconds) + int(self.weeks.total_seconds())}.{rest}"

    def message(self, entry: dict[str, Any], shift: int) -> dict[str, Any]:
        moved = {key: later(entry[key], shift) for key in ("ts", "thread_ts") if key in entry}
        people = {key: self.person(entry[key]) for key in ("user", "parent_user_id") if key in entry}
        return {**entry, **moved, **people}

    def questions(self, file: str) -> list[Past]:
        rows = read(self.folder / file, lines=True)
        return [
            Past(
                self.moment(row["ts"]),
                self.channel(row["channel"], row["ts"]),
                self.person(row["asker"]),
                MENTION.sub(lambda named: f"<@{self.person(named[1])}>", row["text"]),
                frozenset(map(self.person, row["answerers"])),
            )
            for row in rows
        ]


def later(ts: str, seconds: int) -> str:
    whole, _dot, rest = ts.partition(".")
    return f"{int(whole) + seconds}.{rest}"


def read(path: Path, *, lines: bool = False) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    return [json.loads(one) for one in text.split("\n") if one] if lines else json.loads(text)


def join(towns: Sequence[Town], folder: Path) -> int:
    """Write the workspace's export; how many channels it has."""
    people, channels = [], set()
    for town in towns:
        train = town.folder / "train"
        people += [{**one, "id": town.person(one["id"])} for one in read(train / "users.json")]
        for channel, day, messages in moved(town):
            channels.add(channel)
            path = folder / channel / f"{day}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(messages), encoding="utf-8")
    (folder / "users.json").write_text(json.dumps(people), encoding="utf-8")
    listed = [{"id": f"C{zlib.crc32(name.encode()):08X}", "name": name, "members": []} for name in sorted(channels)]
    (folder / "channels.json").write_text(json.dumps(listed), encoding="utf-8")
    return len(channels)


def moved(town: Town) -> Iterator[tuple[str, date, list[dict[str, Any]]]]:
    weeks = town.weeks
    shift = int(weeks.total_seconds())
    for day in town.days:
        found: dict[str, list[dict[str, Any]]] = {}
        for entry in read(day):
            channel = town.channel(day.parent.name, entry.get("thread_ts") or entry["ts"])
            found.setdefault(channel, []).append(town.message(entry, shift))
        for channel, messages in found.items():
            yield channel, date.fromisoformat(day.stem) + weeks, messages


def answers(workspace: Community, asked: Sequence[Past], answer: Answer) -> dict[str, Sequence[str]]:
    with workspace.replay() as replay:
        return {one.ts + one.channel: answer(replay, one) for one in asked}


def report(workspace: Community, towns: Sequence[Town], channels: int, page: Page) -> None:
    with workspace.replay() as replay:
        messages = replay.counts.messages
    later = {town.name: town.questions("queries.jsonl") for town in towns}
    asked = sorted((one for each in later.values() for one in each), key=lambda one: float(one.ts))
    found = {
        ANSWERS_HERE: answers(workspace, asked, who_answers_most),
        "the bot": answers(workspace, asked, as_the_bot),
    }
    with page.table(workspace.name, f"{channels} channels, {messages:,} messages", "", *HEAD) as table:
        for town in towns:
            scored = [one for one in later[town.name] if one.answerers]
            busiest = head_of(town.questions("train_questions.jsonl"))
            ranked = {name: [one_found[one.ts + one.channel] for one in scored] for name, one_found in found.items()}
            for name, rankings in ranked.items():
                first = town.name if name == ANSWERS_HERE else ""
                table.row(first, name, *figures(measured(rankings, scored, busiest)))
            more = gain(places(ranked["the bot"], scored), places(ranked[ANSWERS_HERE], scored), first=5)
            table.row("", "difference", "", "", f"{more.value:+.3f} [{more.low:+.3f}, {more.high:+.3f}]", "", "", "")


def main() -> None:
    data, page = data_and_page(__doc__)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = [opened(path, scratch / path.stem, stack) for path in sorted(data.glob("*.zip"))]
        towns = [Town(one.name, one.folder) for one in found if one]
        for name in ("joined", "split"):
            folder = scratch / name
            channels = join(towns, folder / "train")
            store = stack.enter_context(closing(Store(f"sqlite:///{folder / 'measured.db'}")))
            store.upgrade()
            workspace = Community(name, folder, services(store, starter(), ordinary_words()))
            workspace.learn()
            print(f"learned {name}", file=sys.stderr)
            report(workspace, towns, channels, page)
            shutil.rmtree(folder / "train")
            for town in towns:
                town.split()


if __name__ == "__main__":
    main()
