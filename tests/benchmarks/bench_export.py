"""How fast an export is read, beside inflating it and beside `json.loads`, and how much memory that takes.

Run: python tests/benchmarks/bench_export.py [--messages 100000] [--a-day 250]
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bot.services.exports import open_export

ROUNDS = 5
PEOPLE, CHANNELS = 5_000, 40
FIRST_DAY = datetime(2015, 1, 1, tzinfo=UTC)
WORDS = (
    "the",
    "a",
    "report",
    "deck",
    "pivot",
    "table",
    "who",
    "knows",
    "how",
    "to",
    "send",
    "it",
    "again",
    "thanks",
)


def message(chance: Random, at: datetime) -> dict[str, Any]:
    """As large as Slack's own, which are mostly profile and blocks."""
    user = f"U{int(chance.paretovariate(0.6)) % PEOPLE:09d}"
    text = " ".join(chance.choices(WORDS, k=max(3, int(chance.expovariate(1 / 18)))))
    said = {"type": "text", "text": text}
    section = {"type": "rich_text_section", "elements": [said]}
    entry: dict[str, Any] = {
        "client_msg_id": f"{chance.getrandbits(128):032x}",
        "type": "message",
        "user": user,
        "text": text,
        "ts": f"{at.timestamp():.6f}",
        "team": "T0001",
        "user_team": "T0001",
        "source_team": "T0001",
        "user_profile": {
            "image_72": f"https://pictures.example/{user}?s=72",
            "real_name": f"Ann {user}",
            "name": user,
        },
        "blocks": [{"type": "rich_text", "block_id": f"{chance.getrandbits(20):x}", "elements": [section]}],
    }
    if chance.random() < 0.15:
        entry["reactions"] = [{"name": "tada", "users": [f"U{chance.randrange(PEOPLE):09d}"] * 3, "count": 3}]
    return entry


def write_archive(path: Path, *, messages: int, a_day: int) -> None:
    chance = Random(6)  # noqa: S311 - the same export each time
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "users.json",
            json.dumps([{"id": f"U{number:09d}", "team_id": "T0001"} for number in range(PEOPLE)]),
        )
        listed = [{"id": f"C{number}", "name": f"channel-{number}"} for number in range(CHANNELS)]
        archive.writestr("channels.json", json.dumps(listed))
        for number in range(messages // a_day):
            day, where = FIRST_DAY + timedelta(days=number // CHANNELS), number % CHANNELS
            entries = [message(chance, day + timedelta(seconds=second)) for second in range(a_day)]
            archive.writestr(f"channel-{where}/{day:%Y-%m-%d}.json", json.dumps(entries, indent=4))


def inflated(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name) for name in archive.namelist() if "/" in name)


def inflate_only(path: Path) -> int:
    return sum(1 for _ in inflated(path))


def load_with_json(path: Path) -> int:
    return sum(len(json.loads(raw)) for raw in inflated(path))


def read_export(path: Path) -> int:
    with open_export(path) as export:
        [root] = export.roots
        return sum(len(root.read(channel, day)) for channel in root.channels() for day in root.days(channel))


def peak_of_reading(path: Path) -> tuple[int, float]:
    """Messages read by a process of its own, and the most memory it ever held, in MB."""
    return read_export(path), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(work: Callable[[Path], int], path: Path) -> float:
    begun = time.perf_counter()
    work(path)
    return time.perf_counter() - begun


def report(path: Path) -> None:
    ways = {
        "inflate only": inflate_only,
        "inflate + json.loads": load_with_json,
        "whoknows reads it": read_export,
    }
    rounds = [{name: seconds(work, path) for name, work in ways.items()} for _ in range(ROUNDS)]
    taken = {name: median(one[name] for one in rounds) for name in ways}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        messages, peak = apart.submit(peak_of_reading, path).result()
    print(f"{messages:,} messages, archive {path.stat().st_size / 1e6:.1f} MB, peak RSS {peak:.0f} MB")
    for name, time_taken in taken.items():
        share = time_taken / taken["whoknows reads it"]
        print(f"{name:<22}{messages / time_taken:>12,.0f} messages/s{share:>8.2f} of our time")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=100_000)
    options.add_argument("--a-day", type=int, default=250)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        write_archive(path, messages=chosen.messages, a_day=chosen.a_day)
        report(path)


if __name__ == "__main__":
    main()
