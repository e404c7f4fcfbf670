"""How long the Home tab takes with a million pieces of evidence behind it: `bench_home.py [FOLDER]`.

Somebody who answers most (ten thousand pieces), somebody as most are (a hundred) and a newcomer open it: read from the
database, and rendered to blocks. Prints medians and the slowest of fifty, in milliseconds, and statements.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import event, insert

from bot.domain import decay
from bot.services import services
from bot.services.vocabulary import ordinary_words, starter
from bot.views.home import home_view
from storage.models import Activity, Evidence, Expertise, Kudos, Skill, Term, TermUse
from storage.store import Store
from storage.upserts import table_of
from storage.values import Kind, PersonRow

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TEAM, PEOPLE, PIECES, SKILLS, BUSY = "T1", 10_000, 1_000_000, 500, 10_000
CHUNK = 20_000


def evidence() -> Iterator[dict[str, object]]:
    """The first person shows as much as a hundred others."""
    for number in range(PIECES):
        person = 0 if number < BUSY else number % PEOPLE
        skill = number % SKILLS if number < BUSY else (number // PEOPLE + person) % SKILLS
        kind = Kind.KUDOS if number % 5 == 0 else Kind.ANSWER
        ts = f"{1_760_000_000 + number}.000000"
        yield {
            "team_id": TEAM, "key": f"{kind}:C{number % 50}:{ts}:U{person}:{skill + 1}", "user_id": f"U{person}",
            "skill_id": skill + 1, "kind": kind, "weight": 1.0, "at": NOW - timedelta(minutes=number % 500_000),
            "channel_id": f"C{number % 50}", "ts": ts, "thread_ts": ts, "from_user_id": f"U{(number * 7) % PEOPLE}",
        }  # fmt: skip


def fill(store: Store) -> None:
    names = [skill.name for skill in starter()][:SKILLS]
    with store.team(TEAM).writing() as unit:
        unit.workspace.install(name="A", url="https://a.slack.com/", bot_user_id="UB", now=NOW)
        unit.people.save(PersonRow(f"U{at}", name=f"Person {at}") for at in range(PEOPLE))
        unit.connection.execute(
            insert(table_of(Skill)), [{"team_id": TEAM, "key": n.lower(), "name": n} for n in names]
        )
        words = [{"team_id": TEAM, "term": name.lower(), "messages": 50} for name in names if " " not in name]
        unit.connection.execute(insert(table_of(Term)), words)
        uses = [
            {"team_id": TEAM, "term_id": at + 1, "kind": "said", "user_id": f"U{who}", "score": 1.0, "times": 2}
            for at in range(len(words))
            for who in range(0, PEOPLE, 50)
        ]
        unit.connection.execute(insert(table_of(TermUse)), uses)
        write = [{"team_id": TEAM, "channel_id": "", "act": "message", "user_id": f"U{at}", "score": 1.0, "times": 9,
                  "last_at": NOW} for at in range(PEOPLE)]  # fmt: skip
        unit.connection.execute(insert(table_of(Activity)), write)
        thanks = [{"team_id": TEAM, "giver_id": f"U{at % 99}", "receiver_id": "U0", "how": "command", "day": "",
                   "at": NOW - timedelta(days=1), "skill_ids": [1]} for at in range(2_000)]  # fmt: skip
        unit.connection.execute(insert(table_of(Kudos)), thanks)
    sums: dict[tuple[str, int, str], int] = {}
    rows: list[dict[str, object]] = []
    for row in evidence():
        at = (str(row["user_id"]), int(str(row["skill_id"])), str(row["kind"]))
        sums[at] = sums.get(at, 0) + 1
        rows.append(row)
        if len(rows) == CHUNK:
            write_all(store, Evidence, rows)
            rows = []
    worth = decay.forward(NOW, half_life=240.0)
    shown = [{"team_id": TEAM, "user_id": user, "skill_id": skill, "kind": kind, "score": worth * times, "times": times,
              "last_at": NOW} for (user, skill, kind), times in sums.items()]  # fmt: skip
    for start in range(0, len(shown), CHUNK):
        write_all(store, Expertise, shown[start : start + CHUNK])


def write_all(store: Store, model: type, rows: list[dict[str, object]]) -> None:
    with store.transaction(writing=True) as connection:
        connection.execute(insert(table_of(model)), rows)


def measure(store: Store) -> None:
    ours, asked = services(store, starter(), ordinary_words(), secret="a key"), []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, text, *_more: asked.append(text))
    for label, user in (("ten thousand pieces", "U0"), ("a hundred pieces", "U77"), ("a newcomer", "UNEW")):
        ours.home.tab(TEAM, user, now=NOW)  # the vocabulary is read once
        times, busy = [], []
        for _ in range(50):
            asked.clear()
            began, worked = perf_counter(), process_time()
            home_view(ours.home.tab(TEAM, user, now=NOW))
            times.append((perf_counter() - began) * 1000)
            busy.append((process_time() - worked) * 1000)
        own = [text for text in asked if not text.startswith("BEGIN")]
        sys.stdout.write(
            f"{label:20} median {median(times):6.1f} ms ({median(busy):.1f} of work), slowest {max(times):6.1f} ms, "
            f"{len(own)} statements\n"
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        path = folder / "home.db"
        is_new = not path.exists()
        store = Store(f"sqlite:///{path}")
        store.upgrade()
        if is_new:
            fill(store)
        measure(store)
        store.close()


if __name__ == "__main__":
    main()
