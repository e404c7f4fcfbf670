"""Putting the bot to the test on a workspace's own past: what it would have answered, beside plain tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from bot.domain.backtesting import Measures, Past, Share, gain, head_of, measured, places
from bot.domain.ranking_features import columns
from bot.domain.ranking_fit import Case, considered, fitted
from bot.domain.ranking_reasons import has_reason
from bot.domain.ranking_weights import QUESTION, QuestionWeights, weights_of
from bot.errors import CommandLineError
from bot.services.backtest import BEST, PastQuery, Replay
from bot.services.backtest_history import ASKED_FROM, FITTED_FROM, Story, story_of
from bot.services.counts import Counts
from bot.services.exports import Export
from bot.services.imports import ImportService, Progress
from bot.services.skills import SkillService
from storage.store import Store
from storage.values import Act

OURS, REFITTED = "whoknows", "whoknows, refitted"
ACTIVE, ACTIVE_HERE, ANSWERS_HERE = "most active", "most active in channel", "who answers most in channel"
TALLIES = (ACTIVE, ACTIVE_HERE, ANSWERS_HERE)
FEWEST_QUESTIONS = 10
Rankings = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the bot compares with the tally that did best, in S@5 over the same questions."""

    questions: int
    best_tally: str
    gain: Share


@dataclass(frozen=True, slots=True)
class Trial:
    """What a backtest came to. `weights` are the workspace's own, where they were fitted, `refit_gain` what they bring
    in the reciprocal place of the first who answered.
    """

    methods: dict[str, Measures]
    verdict: Verdict
    known: int
    weights: QuestionWeights | None = None
    refit_gain: Share | None = None

    @property
    def refit_helps(self) -> bool:
        """Beyond what chance would give."""
        return self.refit_gain is not None and self.refit_gain.low > 0


@dataclass(slots=True)
class Court:
    """Where the trial is held: a store of its own, which knows nothing to begin with."""

    store: Store
    skills: SkillService
    imports: ImportService
    team_id: str
    progress: Progress
    now: datetime
    weights: QuestionWeights | None = field(default=None)

    def trial(self, export: Export, *, refit: bool) -> Trial:
        story = story_of(export, now=self.now, progress=self.progress)
        later = story.between(ASKED_FROM) if story.questions else []
        if len(later) < FEWEST_QUESTIONS:
            raise CommandLineError(
                f"{len(story.questions)} questions in public channels were answered, {len(later)} of them in the last "
                f"fifth, which the bot is asked: too few to judge by. It takes at least {FEWEST_QUESTIONS}."
            )
        if refit:
            self.weights = self.fit(export, story)
        self.learn(export, story, ASKED_FROM)
        found = {OURS: self.answers(later, QUESTION), **self.tallies(later)}
        if self.weights is not None:
            found[REFITTED] = self.answers(later, self.weights)
        return self.judged(found, later, story)

    def judged(self, found: dict[str, Rankings], later: Sequence[Past], story: Story) -> Trial:
        head = head_of(story.before(ASKED_FROM))
        methods = {name: measured(rankings, later, head) for name, rankings in found.items()}
        best = max(TALLIES, key=lambda name: methods[name].s5.value)
        ours = places(found[OURS], later)
        refitted = found.get(REFITTED)
        return Trial(
            methods,
            Verdict(len(later), best, gain(ours, places(found[best], later), first=5)),
            known=len(story.before(ASKED_FROM)),
            weights=self.weights,
            refit_gain=gain(places(refitted, later), ours) if refitted else None,
        )

    def learn(self, export: Export, story: Story, part: float) -> None:
        self.imports.run(export, self.team_id, now=self.now, progress=self.progress, before=story.begin(part))

    def answers(self, asked: Sequence[Past], weights: QuestionWeights) -> Rankings:
        with self.store.team(self.team_id).reading() as unit:
            replay = Replay(Counts(unit, moment(asked[-1]), weights=weights), self.skills)
            return [replay.ranked(query_of(one)) for one in asked]

    def tallies(self, asked: Sequence[Past]) -> dict[str, Rankings]:
        with self.store.team(self.team_id).reading() as unit:
            replay = Replay(Counts(unit, moment(asked[-1])), self.skills)
            found: dict[str, Rankings] = {name: [] for name in TALLIES}
            for one in asked:
                without = replay.never | {one.asker}
                for name, counted in tally(replay.counts, replay.spot(query_of(one)).channel_id).items():
                    found[name].append(tuple(first(counted, without)))
        return found

    def fit(self, export: Export, story: Story) -> QuestionWeights:
        """Weights of the workspace's own, from questions before those that the bot will be judged by."""
        self.learn(export, story, FITTED_FROM)
        asked = story.between(FITTED_FROM, ASKED_FROM)
        with self.store.team(self.team_id).reading() as unit:
            replay = Replay(Counts(unit, moment(asked[-1]) if asked else self.now), self.skills)
            cases = [case for one in asked if (case := case_of(replay, one))]
        return weights_of(fitted(cases, QUESTION.numbers))


def moment(asked: Past) -> datetime:
    return datetime.fromtimestamp(float(asked.ts), UTC)


def query_of(asked: Past) -> PastQuery:
    return PastQuery(asked.ts, asked.text, asked.channel, asked.asker)


def case_of(replay: Replay, asked: Past) -> Case | None:
    question, crowd = replay.subject(query_of(asked)).question, replay.counts.crowd
    if question is None:
        return None
    facts = columns(question, crowd)
    may_be = has_reason(question, crowd, QUESTION)
    hidden = replay.never | {asked.asker}
    may_be[[crowd.places[user] for user in hidden if user in crowd.places]] = False
    answered = np.isin(crowd.users, list(asked.answerers))
    return considered(facts, np.array(QUESTION.numbers) @ facts, answered, may_be)


def tally(counts: Counts, channel_id: str) -> dict[str, Counter[str]]:
    """Plain counts: messages in all channels, messages in this one, answers in this one. Ties go to the more active."""
    everywhere = {row.user_id: row.times for row in counts.activity("") if row.act == Act.MESSAGE}
    most = max(everywhere.values(), default=1)
    here: dict[Act, Counter[str]] = {Act.MESSAGE: Counter(), Act.ANSWER: Counter()}
    for row in counts.activity(channel_id) if channel_id else ():
        if row.act in here:
            here[row.act][row.user_id] = row.times * (most + 1)
    return {
        ACTIVE: Counter(everywhere),
        ACTIVE_HERE: here[Act.MESSAGE] + Counter(everywhere),
        ANSWERS_HERE: here[Act.ANSWER] + Counter(everywhere),
    }


def first(counted: Counter[str], without: Iterable[str]) -> list[str]:
    hidden = set(without)
    order = sorted((user for user in counted if user not in hidden), key=lambda user: (-counted[user], user))
    return order[:BEST]
