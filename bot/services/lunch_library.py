"""The library: what is left of gatherings, found by what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.gatherings import Shelf
from bot.domain.skills import key
from bot.services.lunch_base import LunchBase
from bot.services.visibility import visible
from storage.lunches import RecordingRow

SHOWN = 15
WORDS_FOR = timedelta(days=90)


class Library(LunchBase):
    def library(self, team_id: str, words: str, asker: str) -> Shelf:
        """What is there on something, the newest first; everything where nothing is named."""
        with self.store.team(team_id).reading() as unit:
            every = visible(unit, unit.lunches.recordings(), asker)
            matches = self.skills.book(unit).index.understand(words).matches if key(words) else []
            understood = tuple(dict.fromkeys(match.skill for match in matches))
            skill_ids = set(unit.skills.ids([key(name) for name in understood]).values())
            found = [one for one in every if skill_ids & set(one.skill_ids) or in_title(words, one)]
        return Shelf(words, understood, tuple(found[:SHOWN]), max(0, len(found) - SHOWN))

    def recording(self, team_id: str, recording_id: int) -> RecordingRow | None:
        with self.store.team(team_id).reading() as unit:
            return unit.lunches.recording(recording_id)

    def tidy(self, team_id: str, *, now: datetime) -> None:
        """What was written to the bot is not kept for longer than that."""
        with self.store.team(team_id).writing() as unit:
            unit.lunches.forget_words(before=now - WORDS_FOR)


def in_title(words: str, recording: RecordingRow) -> bool:
    """Whether its title has all of these words; where nothing is asked, every title has."""
    title, wanted = f" {key(recording.title)} ", key(words).split()
    return not words.strip() or (wanted != [] and all(f" {word}" in title for word in wanted))
