"""How long the weekly insights and the report take in a company of 100,000, and how much memory.

Run: python tests/benchmarks/bench_insights.py [--people 100000] [--evidence 1000000] [--database URL]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

from bot.services import services
from bot.services.vocabulary import ordinary_words, starter
from bot.views.report_page import report_page
from storage.models import Answer, Evidence, Expertise, InsightPlacement, Kudos, Person, Question, Skill, Workspace
from storage.store import Store
from storage.upserts import table_of

TEAM = "T1"
END = datetime(2026, 3, 2, tzinfo=UTC)
SKILLS, GROUPS, SITES = 3_000, 60, 12
AT_ONCE = 20_000
MOST_SECONDS, MOST_BYTES = 60, 10**9

Row = dict[str, Any]


def some_time(chance: Random) -> datetime:
    """Within the twelve weeks, so that everything counts."""
    return END - timedelta(seconds=chance.randrange(1, 84 * 86_400))


def somebody(chance: Random, people: int) -> str:
    """A few do much, most do little."""
    return f"U{int(chance.paretovariate(0.7) * 7) % people:06d}"


def people_of(count: int) -> Iterator[Row]:
    for number in range(count):
        yield {
            "user_id": f"U{number:06d}", "name": f"Person {number}", "title": "", "tz": "UTC", "is_bot": False,
            "is_guest": False, "is_outside": False, "is_deleted": number % 50 == 0, "is_admin": number == 1,
        }  # fmt: skip


def placements(count: int) -> Iterator[Row]:
    for number in range(count):
        labels = {"group": f"Group {number % GROUPS}", "site": f"Site {number % SITES}", "level": f"{number % 5}"}
        yield {"user_id": f"U{number:06d}", "labels": labels}


def evidence(chance: Random, count: int, people: int) -> Iterator[Row]:
    for number in range(count):
        yield {
            "key": f"k{number}", "user_id": somebody(chance, people), "skill_id": 1 + number % SKILLS, "kind": "answer",
            "weight": 1.0, "at": some_time(chance), "channel_id": "C1", "ts": f"{number}.0", "thread_ts": "",
            "from_user_id": somebody(chance, people),
        }  # fmt: skip


def known(chance: Random, count: int, people: int) -> Iterator[Row]:
    pairs = {(1 + chance.randrange(SKILLS), somebody(chance, people)) for _number in range(count)}
    for skill_id, user_id in pairs:
        yield {"skill_id": skill_id, "user_id": user_id, "kind": "answer", "score": 1.0, "times": 1, "last_at": END}


def questions(chance: Random, count: int, people: int) -> Iterator[tuple[Row, list[Row]]]:
    """Each with up to three answers."""
    for number in range(count):
        at = some_time(chance)
        channel, ts = f"C{number % 500}", f"{at.timestamp():.1f}{number:07d}"
        asked = {
            "origin": "channel", "channel_id": channel, "ts": ts, "asker_id": f"U{chance.randrange(people):06d}",
            "at": at, "skill_ids": [1 + chance.randrange(SKILLS)], "term_ids": [], "topic": "", "named": number % 3,
        }  # fmt: skip
        helpers = {somebody(chance, people) for _answer in range(chance.randrange(4))}
        later = f"{(at + timedelta(minutes=chance.expovariate(1 / 90))).timestamp():.6f}"
        answers = [{"channel_id": channel, "question_ts": ts, "user_id": who, "ts": later} for who in helpers]
        yield asked, answers


def thanks(chance: Random, count: int, people: int) -> Iterator[Row]:
    for number in range(count):
        yield {
            "giver_id": f"U{chance.randrange(people):06d}", "receiver_id": somebody(chance, people), "how": "command",
            "emoji": "", "skill_ids": [1 + number % SKILLS], "note": "", "channel_id": "", "ts": "", "thread_ts": "",
            "day": "2026-02-01", "weight": 1.0, "at": some_time(chance), "event_ts": f"{number}",
        }  # fmt: skip


def write(connection: Connection, model: type[SQLModel], rows: Iterable[Row]) -> None:
    some: list[Row] = []
    for row in rows:
        some.append({"team_id": TEAM, **row})
        if len(some) == AT_ONCE:
            connection.execute(insert(table_of(model)), some)
            some.clear()
    if some:
        connection.execute(insert(table_of(model)), some)


def fill(store: Store, *, people: int, pieces: int) -> None:
    """As many questions as a fifth of the evidence, with their answers, and as many thanks."""
    chance = Random(7)  # noqa: S311 - no secret hangs on it
    asked: list[Row] = []
    answers: list[Row] = []
    for question, given in questions(chance, pieces // 5, people):
        asked.append(question)
        answers += given
    skills = ({"id": 1 + at, "key": f"skill {at}", "name": f"Skill {at}"} for at in range(SKILLS))
    home = [{"name": "Large", "url": "", "bot_user_id": "", "graph_version": 0, "installed_at": END}]
    with store.transaction(writing=True) as connection:
        write(connection, Workspace, home)
        write(connection, Person, people_of(people))
        write(connection, InsightPlacement, placements(people))
        write(connection, Skill, skills)
        write(connection, Evidence, evidence(chance, pieces, people))
        write(connection, Expertise, known(chance, pieces * 7 // 10, people))
        write(connection, Question, asked)
        write(connection, Answer, answers)
        write(connection, Kudos, thanks(chance, pieces // 5, people))


def measure(url: str) -> tuple[float, float, float, int, int]:
    """Seconds to freeze a week and to write the page, of the processor for both, bytes of the page and of memory."""
    with closing(Store(url)) as store:
        ours = services(store, starter(), ordinary_words(), secret="a key of no installation")
        begin, busy = time.perf_counter(), time.process_time()
        ours.insights.due(TEAM, END)
        frozen = time.perf_counter() - begin
        page = report_page(ours.insights.report(TEAM, now=END))
        told = time.perf_counter() - begin - frozen
        busy = time.process_time() - busy
    assert "Group 7" in page
    return frozen, told, busy, len(page), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--evidence", type=int, default=1_000_000)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{Path(folder) / 'large.db'}"
        with closing(Store(url)) as store:
            store.upgrade()
            fill(store, people=given.people, pieces=given.evidence)
        # A process of its own: what filling took is none of its memory.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            frozen, told, busy, size, memory = pool.submit(measure, url).result()
    print(f"{given.people:,} people, {given.evidence:,} pieces of evidence")
    print(f"the week's figures {frozen:.1f} s, the report {told:.1f} s; of the processor {busy:.1f} s")
    print(f"a page of {size:,} bytes, at most {memory / 1e6:.0f} MB of memory")
    whole = (given.people, given.evidence) == (100_000, 1_000_000)
    # Of the processor, so that what else the machine does changes nothing.
    assert not whole or (busy < MOST_SECONDS and memory < MOST_BYTES), "slower or larger than promised"


if __name__ == "__main__":
    main()
