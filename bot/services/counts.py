"""From stored sums to what the ranking looks at: everybody's counts side by side, and who used which word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property

import numpy as np

from bot.domain import decay
from bot.domain.ranking_crowd import LONG_SILENT, Crowd, Floats, Here, Uses
from bot.domain.ranking_facts import OnTopic
from bot.domain.ranking_weights import QuestionWeights, read_weights
from bot.domain.rhythm import SLOTS
from bot.services.everybody import Everybody, Held
from bot.services.hidden import Hidden, hidden_in
from bot.services.skills import Book
from storage.store import Unit
from storage.values import Act, TermKind
from storage.values_terms import ActivityCount, TermCount, TermRow

MOST_SILENT = 5000.0
OWN_WEIGHTS = "ranking_weights"


class Counts:
    """A workspace's counts. What was read once is held: right as long as nobody writes, which is a transaction."""

    def __init__(
        self, unit: Unit, now: datetime, *, weights: QuestionWeights | None = None, held: Held | None = None
    ) -> None:
        self.unit = unit
        self.now = now
        self.tried = weights
        self.held = held or Held()
        self.others: set[str] = set()
        self.channels: dict[str, list[ActivityCount]] = {}
        self.ids: dict[str, int] = {}
        self.skills: dict[str, int] = {}
        self.terms: dict[int, TermRow] = {}
        self.rows: dict[int, list[TermCount]] = {}
        self.held_words: dict[int, tuple[Uses, Uses]] = {}
        self.places: dict[str, Here] = {}
        self.helpers: dict[str, Uses] = {}
        self.shown: dict[int, dict[str, OnTopic]] = {}
        self.not_for: Hidden | None = None

    def hidden(self, book: Book) -> Hidden:
        """Who is not to be named for what."""
        self.not_for = self.not_for or hidden_in(self.unit, book)
        return self.not_for

    def activity(self, channel_id: str) -> list[ActivityCount]:
        if channel_id not in self.channels:
            self.channels[channel_id] = self.unit.terms.activity(channel_id)
        return self.channels[channel_id]

    @cached_property
    def everybody(self) -> Everybody:
        return self.held.everybody(self.unit)

    @cached_property
    def as_of(self) -> datetime:
        """When something was heard last: sums are worth what they were then. Silence tells nothing of people."""
        return min(self.everybody.heard_last or self.now, self.now)

    @cached_property
    def weights(self) -> QuestionWeights:
        """The workspace's own, where a backtest found them better than those for everybody."""
        return self.tried or read_weights(self.unit.choices.settings().get(OWN_WEIGHTS))

    @property
    def messages(self) -> int:
        """How many messages have been learned from."""
        return self.everybody.messages

    def meet(self, users: Iterable[str]) -> None:
        """Let people be named who have never said a word: they were thanked, or say what they know."""
        new = set(users) - self.everybody.places.keys() - self.others
        if not new:
            return
        self.others |= new
        for held in (self.held_words, self.places, self.helpers):  # they count people by their places
            held.clear()
        for name in ("crowd", "rhythm"):
            self.__dict__.pop(name, None)

    @cached_property
    def crowd(self) -> Crowd:
        known = self.everybody
        crowd = Crowd.of(known.places.keys() | self.others)
        at = [crowd.places[user] for user in known.places]
        sums = {Act.ANSWER: crowd.answers, Act.REPLY: crowd.replies, Act.WORDS: crowd.words, Act.MESSAGE: crowd.week}
        for act, column in sums.items():
            column[at] = self.worths(known.act(act), decay.ACTIVITY[act])
        silent = np.clip((self.as_of.timestamp() - known.seen) / decay.DAY, 0.0, MOST_SILENT)
        crowd.silent[at] = np.where(np.isnan(silent), LONG_SILENT, silent)
        return crowd

    @cached_property
    def rhythm(self) -> Floats:
        """When everybody writes: a row for each slot, a column for each person."""
        found = np.zeros((SLOTS, len(self.crowd.users)))
        at = [self.crowd.places[user] for user in self.everybody.places]
        found[:, at] = self.worths(self.everybody.rhythm, decay.RHYTHM)
        return found

    def worths(self, scores: Floats, half_life: float) -> Floats:
        return np.maximum(scores * decay.present(1.0, now=self.as_of, half_life=half_life), 0.0)

    def worth(self, score: float, half_life: float) -> float:
        return max(decay.present(score, now=self.as_of, half_life=half_life), 0.0)

    def here(self, channel_id: str) -> Here:
        """What people do in one channel."""
        if channel_id not in self.places:
            self.places[channel_id] = self.read_here(channel_id)
        return self.places[channel_id]

    def read_here(self, channel_id: str) -> Here:
        rows, crowd = self.activity(channel_id), self.crowd
        silent = np.full(len(crowd.users), LONG_SILENT)
        for row in rows:
            if row.act == Act.MESSAGE and row.user_id in crowd.places:
                silent[crowd.places[row.user_id]] = silence(row, self.as_of)
        return Here(channel_id, self.uses(rows, Act.ANSWER), self.uses(rows, Act.REPLY), silent)

    def uses(self, rows: Iterable[ActivityCount], act: Act) -> Uses:
        half_life = decay.ACTIVITY[act]
        chosen = {row.user_id: (self.worth(row.score, half_life), row.times) for row in rows if row.act == act}
        return Uses.of(self.crowd, chosen)

    def ids_of(self, words: Collection[str]) -> dict[str, int]:
        """The ids of the words that were ever heard."""
        missing = [word for word in words if word not in self.ids]
        if missing:
            self.ids.update(dict.fromkeys(missing, 0))
            self.hold(self.unit.terms.known(words=missing))
        return {word: self.ids[word] for word in words if self.ids[word]}

    def facts(self, term_ids: Iterable[int]) -> dict[int, TermRow]:
        wanted = list(term_ids)
        missing = [term_id for term_id in wanted if term_id not in self.terms]
        self.hold(self.unit.terms.known(ids=missing) if missing else ())
        return {term_id: self.terms[term_id] for term_id in wanted if term_id in self.terms}

    def skill_ids(self, names: Collection[str]) -> dict[str, int]:
        """The ids of skills that anybody has shown, by their keys."""
        missing = [name for name in names if name not in self.skills]
        if missing:
            self.skills.update(dict.fromkeys(missing, 0) | self.unit.skills.ids(missing))
        return {name: self.skills[name] for name in names if self.skills[name]}

    def hold(self, rows: Iterable[TermRow]) -> None:
        for row in rows:
            self.ids[row.term], self.terms[row.term_id] = row.term_id, row

    def words(self, term_ids: Sequence[int]) -> dict[int, tuple[Uses, Uses]]:
        """Who answered questions with each word, and who says it."""
        rows = self.term_rows([term_id for term_id in term_ids if term_id not in self.held_words])
        for term_id, found in rows.items():
            self.held_words[term_id] = self.used(found, TermKind.ANSWERED), self.used(found, TermKind.SAID)
        return {term_id: self.held_words[term_id] for term_id in term_ids}

    def term_rows(self, term_ids: Sequence[int]) -> dict[int, list[TermCount]]:
        missing = [term_id for term_id in term_ids if term_id not in self.rows]
        self.rows.update({term_id: [] for term_id in missing})
        for row in self.unit.terms.uses(missing) if missing else ():
            self.rows[row.term_id].append(row)
        return {term_id: self.rows[term_id] for term_id in term_ids}

    def used(self, rows: Iterable[TermCount], kind: TermKind) -> Uses:
        chosen = [row for row in rows if row.kind == kind]
        users, _words, _kinds, scores, times = zip(*chosen, strict=True) if chosen else ((),) * 5
        return Uses.listed(self.crowd, users, self.worths(np.array(scores), decay.TERMS[kind]), times)

    def helped(self, asker_id: str) -> Uses:
        """Who answered this person's questions."""
        if asker_id not in self.helpers:
            self.helpers[asker_id] = self.read_helped(asker_id)
        return self.helpers[asker_id]

    def read_helped(self, asker_id: str) -> Uses:
        found: dict[str, tuple[float, int]] = {}
        for user, at in self.unit.asks.helped(asker_id) if asker_id else ():
            score, times = found.get(user, (0.0, 0))
            age = max(decay.days_between(at, self.as_of), 0.0)
            found[user] = score + 2.0 ** (-age / decay.HELPED), times + 1
        return Uses.of(self.crowd, found)


def silence(row: ActivityCount, at: datetime) -> float:
    return min(max(decay.days_between(row.last_at, at), 0.0), MOST_SILENT)
