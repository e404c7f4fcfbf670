"""Whether somebody can be disturbed now: asked of Slack just before."""

from __future__ import annotations

from datetime import datetime

from bot.slack import Slack, moment


def undisturbed_until(slack: Slack, user_id: str, now: datetime) -> datetime | None:
    """When somebody's do-not-disturb ends, if it holds now (docs.slack.dev/reference/methods/dnd.info)."""
    told = slack.ask("dnd.info", user=user_id)
    ends = moment(told.get("next_dnd_end_ts")) if told.get("dnd_enabled") else None
    begins = moment(told.get("next_dnd_start_ts")) or now
    snoozed = moment(told.get("snooze_endtime")) if told.get("snooze_enabled") else None
    holding = [end for end in (ends if begins <= now else None, snoozed) if end and now < end]
    return max(holding, default=None)


def is_present(slack: Slack, user_id: str) -> bool:
    """Whether somebody is at Slack now (docs.slack.dev/reference/methods/users.getPresence)."""
    return bool(slack.ask("users.getPresence", user=user_id).get("presence") == "active")
