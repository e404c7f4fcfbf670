"""Ranking past questions as the bot would have ranked them, from what was known before.

Nothing is stored: whom earlier answers named is remembered here, and counts as load for later ones. Since nothing
changes meanwhile, what was read once is held; the ranking itself is the one that everybody gets.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.answers import SHOWN
from bot.domain.ranking import rank
from bot.errors import CommandLineError
from bot.services.ask import not_named
from bot.services.candidates import LOAD_WINDOW, presence, with_load
from bot.services.skills import SkillService
from bot.services.subjects import subject_of
from storage.store import Store, Unit
from storage.terms import ActivityCount, TermCount, Terms

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
        lines = path.read_text(encoding="utf-8-sig").splitlines()
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
    with store.team(team_id).reading() as unit:
        unit.terms = HeldTerms(unit)
        past = Past(unit, skills)
        for query in queries:
            yield PastRanking(query.ts, past.ranked(query))


class Past:
    """A workspace that stands still, and the load that the answers given so far have made."""

    def __init__(self, unit: Unit, skills: SkillService) -> None:
        self.unit = unit
        self.book = skills.book(unit)
        self.channels = {channel.name: channel.channel_id for channel in unit.people.channels()}
        self.never = not_named(unit, "")
        self.named: list[tuple[str, datetime]] = []

    def ranked(self, query: PastQuery) -> tuple[str, ...]:
        # A channel that was not there before is a channel all the same: nobody has answered in it yet.
        channel_id = self.channels.get(query.channel, query.channel)
        now, text = query.at, query.text.replace("\0", " ")
        subject = subject_of(self.unit, self.book, text, channel_id=channel_id, now=now)
        lately = [(user, at) for user, at in self.named if now - LOAD_WINDOW <= at <= now]
        best = rank(
            subject.topics,
            with_load(presence(self.unit, channel_id, now), lately, now),
            subject.weights,
            best=BEST,
            channel_id=channel_id,
            without=self.never | {query.asker},
        )
        users = tuple(one.user_id for one in best)
        self.named += [(user, now) for user in users[:SHOWN]]
        return users


class HeldTerms(Terms):
    """Remembers what it has read: right as long as nobody writes."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit.connection, unit.team_id)
        self.by_term: dict[int, list[TermCount]] = {}
        self.total: int | None = None
        self.by_channel: dict[str, list[ActivityCount]] = {}

    def messages(self) -> int:
        if self.total is None:
            self.total = super().messages()
        return self.total

    def activity(self, channel_id: str) -> list[ActivityCount]:
        if channel_id not in self.by_channel:
            self.by_channel[channel_id] = super().activity(channel_id)
        return self.by_channel[channel_id]

    def uses(self, term_ids: Sequence[int]) -> list[TermCount]:
        missing = [term_id for term_id in term_ids if term_id not in self.by_term]
        found: defaultdict[int, list[TermCount]] = defaultdict(list)
        for row in super().uses(missing) if missing else ():
            found[row.term_id].append(row)
        self.by_term.update({term_id: found[term_id] for term_id in missing})
        return [row for term_id in term_ids for row in self.by_term[term_id]]
