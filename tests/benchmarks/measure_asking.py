"""What it takes to say who knows in a real history: `measure_asking.py DATA_DIR`, as `measure_ranking.py` takes it.

As `bench_asking.py`, in the largest of the communities. Prints the table of docs/ranking.md (`--write` puts it there).
"""

from __future__ import annotations

import gc
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench_asking import report
from measure_ranking import TEAM, Community, opened
from pages import data_and_page

from bot.domain.backtesting import Past

MOST_ASKED = 200


def asked_of(community: Community) -> list[Past]:
    """Later questions in channels that there were before."""
    with community.replay() as replay:
        known = set(replay.channels)
    return [one for one in community.questions("queries.jsonl") if one.channel in known][:MOST_ASKED]


def main() -> None:
    data, page = data_and_page(__doc__)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        largest = sorted(data.glob("*.zip"), key=lambda path: -path.stat().st_size)
        community = next(one for path in largest if (one := opened(path, scratch / path.stem, stack)))
        community.learn()
        asked = asked_of(community)
        with community.replay() as replay:
            messages = replay.counts.messages
        gc.collect()
        gc.freeze()  # as the running bot does
        title = f"{community.name}, {messages:,} messages, {len(asked)} questions: milliseconds of one core"
        with page.table("asking", title, "p50", "p99") as table:
            for label, half, most in report(community.ours, TEAM, asked):
                table.row(label, f"{half:.1f}", f"{most:.1f}")


if __name__ == "__main__":
    main()
