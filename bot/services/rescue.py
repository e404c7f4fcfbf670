"""Questions in channels that stay without an answer: their author is led to people, where the channel wants that."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.domain.availability import working_deadline
from bot.errors import KindError
from bot.services.availability import availability
from bot.services.privacy import PrivacyService
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from storage.store import Store, Unit
from storage.values import ChannelKind, QuestionRow

LOOK_BACK = timedelta(days=4)
NOT_HERE = "I am not in this channel. `/invite @whoknows` first, then `/whoknows rescue on`."
PRIVATE = "Rescue works in public channels: in private ones I learn nothing, so I do not know what is answered."


class RescueService:
    def __init__(self, store: Store, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.privacy = privacy
        self.settings = settings

    def switch(self, team_id: str, user_id: str, channel_id: str, *, on: bool) -> float:
        """A coordinator switches it for a channel; after how many working minutes it comes."""
        with self.store.team(team_id).writing() as unit:
            self.settings.must_coordinate(unit, user_id)
            channel = unit.people.channel(channel_id)
            if on and channel and channel.kind != ChannelKind.PUBLIC:
                raise KindError(PRIVATE)
            if on and (channel is None or not channel.bot_is_in):
                raise KindError(NOT_HERE)
            chosen = [one for one in self.settings.bounds(unit).rescue_channels if one != channel_id]
            return self.settings.set_in(
                unit, {"rescue_channels": [*chosen, *([channel_id] if on else [])]}
            ).rescue_minutes

    def is_on(self, team_id: str, channel_id: str) -> bool:
        with self.store.team(team_id).reading() as unit:
            return channel_id in self.settings.bounds(unit).rescue_channels

    def due(self, team_id: str, now: datetime) -> None:
        team = self.store.team(team_id)
        with team.reading() as unit:
            bounds = self.settings.bounds(unit)
            if not bounds.rescue_channels:
                return
            soonest = now - timedelta(minutes=bounds.rescue_minutes)
            found = unit.asks.unanswered(bounds.rescue_channels, since=now - LOOK_BACK, before=soonest)
            known = unit.outbox.known([key_of(question) for question in found])
            new = (question for question in found if key_of(question) not in known)
            late = [question for question in new if self.is_late(unit, question, bounds.rescue_minutes, now)]
        rounds = Rounds(team, now)
        for question in late:
            rounds.mend("rescue", question.question_id, partial(self.rescue, question=question, now=now))

    def is_late(self, unit: Unit, question: QuestionRow, minutes: float, now: datetime) -> bool:
        """Whether so many working minutes have gone by, by the clock of whoever asked."""
        if unit.history.message(question.channel_id, question.ts) is None:
            return False
        if not question.asker_id or self.privacy.who_left(unit)(question.asker_id):
            return False
        week = availability(unit, question.asker_id, now=now).week
        return working_deadline(question.at, minutes / 60, week) <= now

    def rescue(self, unit: Unit, *, question: QuestionRow, now: datetime) -> None:
        """For its author's eyes, once, and not where they saw suggestions already. What is gone asks nothing."""
        if unit.history.message(question.channel_id, question.ts) is None:
            return
        unit.outbox.leave(
            "rescue",
            key=key_of(question),
            now=now,
            channel_id=question.channel_id,
            user_id=question.asker_id,
            thread_ts=question.ts,
            facts={"question_id": question.question_id},
        )


def key_of(question: QuestionRow) -> str:
    """The key of what is suggested to whoever asked, whether at once or for want of an answer."""
    return f"suggestions:{question.channel_id}:{question.ts}"
