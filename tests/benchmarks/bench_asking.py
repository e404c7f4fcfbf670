"""What it takes to say who knows, reading the database included, against 100,000 messages of history on SQLite.

Run: python tests/benchmarks/bench_asking.py [EXPORT] [--messages 100000]

Without an export of your own it makes one up. The bot learns what was said before the last fifth of the questions, and
is asked those: as the first answers of a process, and with a message heard between any two of them. Milliseconds of one
core.
"""

from __future__ import annotations

import argparse
import gc
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from bot.domain.answers import Query
from bot.domain.backtesting import Past
from bot.domain.terms import terms
from bot.services import Services, services
from bot.services.backtest import Replay
from bot.services.backtest_history import ASKED_FROM, story_of
from bot.services.backtest_trial import moment, query_of
from bot.services.counts import Counts
from bot.services.exports import open_export
from bot.services.heard import Heard
from bot.services.vocabulary import ordinary_words, starter
from storage.store import Store
from storage.values import ChannelKind

TEAM, SHOWN, MOST_ASKED = "T0BENCH", 4, 500
# The most common words are no terms: of so many any is as likely.
PEOPLE, CHANNELS, WORDS, COMMON = 1_000, 80, 20_000, 300
BEGAN = datetime(2025, 1, 6, tzinfo=UTC).timestamp()
MINUTES_APART = 5
Row = tuple[str, float, float]


def write_history(folder: Path, messages: int) -> Path:
    """Few people and words make most of it, as everywhere; each has channels of their own; one of eight asks."""
    chance, days = Random(5), defaultdict(list)  # noqa: S311 - the same history each time
    ask: tuple[str, str] | None = None
    for number in range(messages):
        at = BEGAN + number * MINUTES_APART * 60
        user = skewed(chance, PEOPLE)
        channel = f"c{(user * 7 + skewed(chance, CHANNELS) // 8) % CHANNELS:02d}"
        words = " ".join(word(chance) for _ in range(max(3, int(chance.expovariate(1 / 18)))))
        entry: dict[str, Any] = {"type": "message", "user": f"U{user:08d}", "text": words, "ts": f"{at:.6f}"}
        if chance.random() < 0.125:
            entry["text"], ask = f"How do I {words}?", (channel, entry["ts"])
        elif ask and chance.random() < 0.4:
            channel, entry["thread_ts"] = ask
        days[channel, datetime.fromtimestamp(at, UTC).date()].append(entry)
    listed = [{"id": f"C{channel}", "name": channel} for channel in sorted({channel for channel, _day in days})]
    folder.mkdir()
    (folder / "channels.json").write_text(json.dumps(listed))
    (folder / "users.json").write_text(json.dumps([{"id": f"U{number:08d}"} for number in range(PEOPLE)]))
    for (channel, day), entries in days.items():
        (folder / channel).mkdir(exist_ok=True)
        (folder / channel / f"{day}.json").write_text(json.dumps(entries))
    return folder


def word(chance: Random) -> str:
    return f"w{max(skewed(chance, WORDS), chance.randrange(COMMON)):x}orde"


def skewed(chance: Random, most: int) -> int:
    """The first half as likely again as the second, the second as the fourth: Zipf's law."""
    return int((most + 1) ** chance.random()) - 1


def learn(ours: Services, path: Path) -> list[Past]:
    """Learn all but the last questions of an export; those."""
    now = datetime.now(UTC)

    def progress(_day: str, _size: int) -> None:
        pass

    with open_export(path) as export:
        story = story_of(export, now=now, progress=progress)
        ours.imports.run(export, TEAM, now=now, progress=progress, before=story.begin(ASKED_FROM))
    return story.between(ASKED_FROM)[:MOST_ASKED]


def timed(asked: Sequence[Past], work: Callable[[Past], object], before: Callable[[Past], object]) -> list[float]:
    spent = []
    for one in asked:
        before(one)
        began = time.thread_time()
        work(one)
        spent.append(1000 * (time.thread_time() - began))
    return spent


def nothing(_one: Past) -> None:
    pass


def quantiles(label: str, spent: Sequence[float]) -> Row:
    half, most = np.quantile(spent, [0.5, 0.99])
    return label, float(half), float(most)


def report(ours: Services, team_id: str, asked: Sequence[Past]) -> Iterator[Row]:
    """What is done, and the milliseconds that half of the questions and all but one of a hundred take at most."""
    with ours.store.team(team_id).reading() as unit:
        counts = Counts(unit, moment(asked[-1]))
        replay = Replay(counts, ours.skills)
        channels = replay.channels
        subjects = {one.ts: replay.subject(query_of(one)) for one in asked}
        scored = timed(asked, lambda one: subjects[one.ts].ranked(counts, {}, best=SHOWN), nothing)
        yield quantiles("scoring a question, counts in memory", scored)

    def question(one: Past) -> object:
        return ours.ask.look(team_id, Query(one.text, one.asker, channels[one.channel]), now=moment(one))

    def name(one: Past) -> object:
        return ours.ask.look(team_id, Query(max(terms(one.text), key=len, default="?"), one.asker), now=moment(one))

    def hear(one: Past) -> None:
        heard = Heard(channels[one.channel], one.ts, one.asker, one.text)
        ours.history.hear(team_id, heard, kind=ChannelKind.PUBLIC, now=moment(one))

    def forget(_one: Past) -> None:
        ours.ask.held.drop(team_id, "")

    question(asked[0])
    yield quantiles("a question, reads included", timed(asked, question, nothing))
    yield quantiles("a bare name, reads included", timed(asked, name, nothing))
    yield quantiles("a question, nothing held in memory", timed(asked, question, forget))
    yield quantiles("a question, a message heard before each", timed(asked, question, hear))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path, nargs="?")
    parser.add_argument("--messages", type=int, default=125_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = options.export or write_history(folder / "export", options.messages)
        with closing(Store(f"sqlite:///{folder / 'bench.db'}")) as store:
            store.upgrade()
            ours = services(store, starter(), ordinary_words())
            asked = learn(ours, path)
            gc.collect()
            gc.freeze()  # as the running bot does
            print(f"{len(asked)} questions; milliseconds")
            for label, half, most in report(ours, TEAM, asked):
                print(f"  {label:<58} p50 {half:6.1f}  p99 {most:6.1f}", flush=True)


if __name__ == "__main__":
    main()
