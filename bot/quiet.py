"""Whether somebody wants quiet now: asked of Slack just before a private question reaches them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.domain.availability import disturbed_at, is_working, next_morning
from bot.errors import SlackError, TryLaterError
from bot.services import Services
from bot.slack import Slack
from bot.slack_presence import is_present, undisturbed_until
from storage.values import OutboxItem

log = logging.getLogger(__name__)

T = TypeVar("T")


class Quiet:
    """What Slack does not say, for want of a scope or otherwise, keeps nothing waiting; the log has it once."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.complained: set[tuple[str, str, str]] = set()

    def until(self, team_id: str, item: OutboxItem, slack: Slack, now: datetime) -> datetime:
        """When the row is to be said: now, or when its reader wants to hear of it. What was tried before, and may have
        been said, waits no longer.
        """
        if item.attempts > 1 or not item.user_id:
            return now
        user_id, week = item.user_id, self.services.availability.of(team_id, item.user_id, now=now).week
        if now >= next_morning(item.created_at, week):
            return now
        undisturbed = self.told(team_id, lambda: undisturbed_until(slack, user_id, now), otherwise=None)
        present = bool(undisturbed) or is_working(now, week)
        if not present:
            present = self.told(team_id, lambda: is_present(slack, user_id), otherwise=True)
        return disturbed_at(now, week, asked=item.created_at, undisturbed=undisturbed, present=present)

    def when(self, team_id: str, item: OutboxItem, slack: Slack, now: datetime) -> datetime:
        """The same, where Slack may ask to wait before it is asked again."""
        try:
            return self.until(team_id, item, slack, now)
        except TryLaterError as error:
            return now + timedelta(seconds=error.seconds)

    def told(self, team_id: str, ask: Callable[[], T], *, otherwise: T) -> T:
        try:
            return ask()
        except TryLaterError:
            raise
        except SlackError as error:
            complaint = (team_id, error.method, error.code)
            if complaint not in self.complained:
                self.complained.add(complaint)
                log.warning("workspace %s: %s said %s, so nothing waits for it", *complaint)
            return otherwise
