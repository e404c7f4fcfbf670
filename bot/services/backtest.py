"""Ranking past questions as the bot would have ranked them, from what was known before.

Nothing is stored: whom earlier answers named is remembered here, and counts as load for later ones. Since nothing
changes meanwhile, what was read once is held; the ranking itself is the one that everybody gets.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.answers import SHOWN
from bot.errors import CommandLineError
from bot.services.ask import not_named
from bot.services.counts import Counts
from bot.services.load import LOAD_WINDOW, load_of
from bot.services.skills import SkillService
from bot.services.subjects import Spot, Subject, subject_of
from storage.store import Store

BEST = 10


@dataclass(frozen=True, slots=True)
class PastQuery:
    """Something that was asked at `ts`; an empty channel means that the bot was asked."""

    ts: str
    text: str
    channel: str = ""
    asker: str = ""

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(float(self.ts), UTC)


@dataclass(frozen=True, slots=True)
class PastRanking:
    ts: str
    ranked: tuple[str, ...]


def read_queries(path: Path) -> list[PastQuery]:
    """A JSON object a line: ts, channel, asker, text; other fields are stepped over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a text may hold other marks that end a line
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise CommandLineError(f"{path}: the queries cannot be read ({reason}).") from None
    return [read_query(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def read_query(line: str, where: str) -> PastQuery:
    try:
        entry = json.loads(line)
        query = PastQuery(str(entry["ts"]), *(str(entry.get(name) or "") for name in ("text", "channel", "asker")))
        query.at  # noqa: B018 - reading it is the check
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, OSError):
        raise CommandLineError(f"{where}: no query; it needs at least ts and text, as a JSON object.") from None
    return query


def replay(store: Store, skills: SkillService, team_id: str, queries: Sequence[PastQuery]) -> Iterator[PastRanking]:
    """Each query's best people, in the order of the queries."""
    if not queries:
        return
    with store.team(team_id).reading() as unit:
        past = Replay(Counts(unit, max(query.at for query in queries)), skills)
        for query in queries:
            yield PastRanking(query.ts, past.ranked(query))


class Replay:
    """A workspace that stands still, and the load that the answers given so far have made."""

    def __init__(self, counts: Counts, skills: SkillService) -> None:
        self.counts = counts
        self.book = skills.book(counts.unit)
        self.channels = {channel.name: channel.channel_id for channel in counts.unit.people.channels()}
        self.never = not_named(counts.unit, "")
        self.named: list[tuple[str, datetime]] = []

    def spot(self, query: PastQuery) -> Spot:
        # A channel that was not there before is a channel all the same: nobody has answered in it yet.
        return Spot(self.channels.get(query.channel, query.channel), query.asker, query.at)

    def subject(self, query: PastQuery) -> Subject:
        return subject_of(self.counts, self.book, query.text.replace("\0", " "), self.spot(query))

    def ranked(self, query: PastQuery) -> tuple[str, ...]:
        """The best people for a query; they count as named from then on."""
        at = query.at
        lately = load_of(((user, when) for user, when in self.named if at - LOAD_WINDOW <= when <= at), at)
        without = self.never | {query.asker}
        best = self.subject(query).ranked(self.counts, lately, best=BEST, without=without)
        users = tuple(one.user_id for one in best)
        self.named += [(user, at) for user in users[:SHOWN]]
        return users
