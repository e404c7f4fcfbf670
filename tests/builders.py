"""Small builders for test data: a workspace where people talk, and a look at every row of a database."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Row, select

from bot.domain.answers import Answer, Query
from bot.domain.skills import Prose, Skill
from bot.services import Services, services
from bot.services.exports import open_export
from bot.services.heard import Heard
from bot.services.imports import Report
from storage.models import Base
from storage.store import Store
from storage.values import ChannelKind, Origin

TEAM = "T1"
OTHER_TEAM = "T2"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
THREADS = 8
T = TypeVar("T")

# Small enough to be read, and everything the starter vocabulary has: aliases, capitals, two words.
VOCABULARY = (
    Skill("PowerPoint", ("ppt",)),
    Skill("Excel", ("spreadsheets",)),
    Skill("pandas", ("data frames",)),
    Skill("Kubernetes", ("k8s",)),
    Skill("Go", ("golang",), prose=Prose.CAPITALISED),
    Skill("machine learning", ("ml",)),
)
ORDINARY = frozenset({"coffee", "go", "table", "deck", "tea"})


def ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


@dataclass
class Talk:
    """What is said in a workspace, one second apart, each to be heard or exported."""

    at: datetime = NOW - timedelta(days=4)
    channel: str = "C1"
    said: list[Heard] = field(default_factory=list)

    def later(self, **time: float) -> None:
        self.at += timedelta(**time)

    def say(self, user: str, text: str, *, under: Heard | None = None, channel: str = "") -> Heard:
        self.at += timedelta(seconds=1)
        heard = Heard(channel or self.channel, ts(self.at), user, text, under.ts if under else "")
        self.said.append(heard)
        return heard


@dataclass(frozen=True)
class Bot:
    """The services on a store, spoken to as the handlers speak to them."""

    store: Store
    services: Services

    def hear(self, *said: Heard, kind: ChannelKind = ChannelKind.PUBLIC, now: datetime = NOW) -> None:
        for heard in said:
            self.services.history.hear(TEAM, heard, kind=kind, now=now)

    def look(self, text: str, *, asker: str = "U0ASKER", channel: str = "", now: datetime = NOW) -> Answer:
        return self.services.ask.look(TEAM, Query(text, asker, channel), now=now)

    def ask(self, text: str, *, asker: str = "U0ASKER", seen: str = "c:1", now: datetime = NOW) -> Answer:
        return self.services.ask.ask(TEAM, Query(text, asker), Origin.COMMAND, seen=seen, now=now)

    def take_in(self, path: Path, *, now: datetime = NOW) -> Report:
        with open_export(path) as export:
            return self.services.imports.run(export, TEAM, now=now, progress=lambda _day, _size: None)


def bot_on(store: Store, *, secret: str = "s3cret") -> Bot:  # noqa: S107 - a key of no installation
    with store.team(TEAM).writing() as unit:
        unit.workspace.ensure()
    return Bot(store, services(store, VOCABULARY, ORDINARY, secret=secret))


def named(answer: Answer) -> list[str]:
    return [one.person.user_id for one in answer.people]


def at_once(work: Callable[[int], T], *, times: int = THREADS) -> list[T]:
    """What `work` returns to as many threads, all running together."""
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(work, range(times)))


def rows(store: Store, table: str) -> list[Row[tuple[object, ...]]]:
    chosen = Base.metadata.tables[table]
    with store.transaction(writing=False) as connection:
        return list(connection.execute(select(chosen)))


def of_the_first(store: Store) -> dict[str, list[str]]:
    """Every row of the first workspace, by table."""
    with store.transaction(writing=False) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table).where(table.c.team_id == TEAM))))
            for table in Base.metadata.sorted_tables
        }


def everything(store: Store, *, without: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own."""
    names = Base.metadata.tables.keys() - set(without)
    return {name: sorted(map(repr, rows(store, name))) for name in sorted(names)}


Learned = dict[str, dict[tuple[object, ...], tuple[object, ...]]]


def learned(store: Store) -> Learned:
    """What was learned, with words and names in place of ids: the same facts look the same in every database."""
    skills = {row.id: row.key for row in rows(store, "skill")}
    terms = {row.id: row.term for row in rows(store, "term")}
    return {
        "expertise": {
            (row.user_id, skills[row.skill_id], row.kind): (row.score, row.times, row.last_at)
            for row in rows(store, "expertise")
        },
        "evidence": {
            (row.user_id, skills[row.skill_id], row.kind, row.channel_id, row.thread_ts): (
                row.ts,
                row.revoked_at,
                row.at,
            )
            for row in rows(store, "evidence")
        },
        "term": {(row.term,): (row.messages,) for row in rows(store, "term")},
        "term_use": {
            (row.user_id, terms[row.term_id], row.kind): (row.score, row.times) for row in rows(store, "term_use")
        },
        "activity": {
            (row.channel_id, row.act, row.user_id): (row.score, row.times, row.last_at)
            for row in rows(store, "activity")
        },
        "rhythm": {(row.user_id, row.slot): (row.score,) for row in rows(store, "rhythm")},
        "answer": {(row.channel_id, row.question_ts, row.user_id): (row.ts,) for row in rows(store, "answer")},
        "question": {
            (row.channel_id, row.ts): (
                row.asker_id,
                tuple(sorted(skills[at] for at in row.skill_ids)),
                tuple(sorted(terms[at] for at in row.term_ids)),
            )
            for row in rows(store, "question")
        },
        "message": {
            (row.channel_id, row.ts): (row.user_id, row.thread_ts, tuple(skills[at] for at in row.skill_ids))
            for row in rows(store, "message")
        },
    }


def weighed_alike(one: Learned, *, asker: str = "") -> Learned:
    """Without what depends on knowing the question above a reply: how much the words of the reply weigh.

    Those of the `asker`, who goes on asking, then count for nothing.
    """
    uses = {at: facts[1:] if at[2] == "said" else facts for at, facts in one["term_use"].items()}
    known = {at: facts for at, facts in uses.items() if at[2] != "said" or at[0] != asker}
    return {
        **one,
        "term_use": known,
        "activity": {at: facts for at, facts in one["activity"].items() if at[1] != "words"},
    }


def difference(one: Learned, other: Learned) -> list[str]:
    """What the two do not share. Sums may differ by rounding, since floats were added in another order."""
    return [
        f"{table} {at}: {one[table].get(at)} and {other[table].get(at)}"
        for table in one
        for at in sorted(one[table].keys() | other[table].keys(), key=str)
        if not alike(one[table].get(at), other[table].get(at))
    ]


def alike(one: tuple[object, ...] | None, other: tuple[object, ...] | None) -> bool:
    if one is None or other is None:
        return False
    return all(
        math.isclose(this, that, rel_tol=1e-9, abs_tol=1e-12)
        if isinstance(this, float) and isinstance(that, float)
        else this == that
        for this, that in zip(one, other, strict=True)
    )
