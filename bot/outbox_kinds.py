"""Everything the outbox can be asked to say, feature by feature."""

from __future__ import annotations

from bot import (
    outbox_ask,
    outbox_availability,
    outbox_formats,
    outbox_home,
    outbox_insights,
    outbox_kudos,
    outbox_library,
    outbox_lunch,
    outbox_merging,
    outbox_privacy,
    outbox_programme,
    outbox_referrals,
    outbox_speakers,
    outbox_teachback,
)
from bot.errands import Errands
from bot.services import Services

FEATURES = (
    outbox_ask,
    outbox_availability,
    outbox_formats,
    outbox_home,
    outbox_insights,
    outbox_kudos,
    outbox_library,
    outbox_lunch,
    outbox_merging,
    outbox_privacy,
    outbox_programme,
    outbox_referrals,
    outbox_speakers,
    outbox_teachback,
)


def errands(services: Services) -> Errands:
    return {kind: one for each in FEATURES for kind, one in each.errands(services).items()}
