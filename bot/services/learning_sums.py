"""What a batch of messages adds up to, by the keys of the tables it goes into."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain import decay
from bot.domain.rhythm import slots
from bot.services.heard import Heard
from storage.store import Unit
from storage.values import Act, ExpertiseRow, Kind, TermKind
from storage.values_terms import ActivityCount, RhythmCount, TermCount


@dataclass(slots=True)
class Sum:
    score: float = 0.0
    times: int = 0
    last_at: datetime = field(default=decay.LONG_AGO)

    def add(self, score: float, at: datetime) -> None:
        self.score += score
        self.times += 1
        self.last_at = max(self.last_at, at)


class Sums:
    """What a batch adds up to, by the keys of the tables it goes into."""

    def __init__(self) -> None:
        self.words: defaultdict[tuple[str, int, TermKind], Sum] = defaultdict(Sum)
        self.active: defaultdict[tuple[str, str, Act], Sum] = defaultdict(Sum)
        self.shown: defaultdict[tuple[str, int, Kind], Sum] = defaultdict(Sum)
        self.rhythm: defaultdict[tuple[str, int], float] = defaultdict(float)

    def spoke(self, heard: Heard) -> None:
        """Count a message: where it stands, whether it takes part in a thread, and when its author writes."""
        self.activity(heard.channel_id, heard.user_id, Act.MESSAGE, heard.at)
        if heard.is_reply:
            self.activity(heard.channel_id, heard.user_id, Act.REPLY, heard.at)
        worth = decay.forward(heard.at, half_life=decay.RHYTHM)
        for slot in slots(heard.at):
            self.rhythm[heard.user_id, slot] += worth

    def activity(self, channel_id: str, user_id: str, act: Act, at: datetime) -> None:
        """Count something done in a channel, for that channel and for all together."""
        worth = decay.forward(at, half_life=decay.ACTIVITY[act])
        self.active[channel_id, user_id, act].add(worth, at)
        self.active["", user_id, act].add(worth, at)

    def write(self, unit: Unit) -> None:
        unit.terms.add_uses(
            TermCount(user, term_id, kind, total.score, total.times)
            for (user, term_id, kind), total in self.words.items()
        )
        unit.terms.add_activity(
            ActivityCount(user, channel, act, total.score, total.times, total.last_at)
            for (channel, user, act), total in self.active.items()
        )
        unit.terms.add_rhythm(RhythmCount(user, slot, score) for (user, slot), score in self.rhythm.items())
        unit.ledger.add(
            ExpertiseRow(user, skill_id, kind, total.score, total.times, total.last_at)
            for (user, skill_id, kind), total in self.shown.items()
        )
