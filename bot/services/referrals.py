"""From a name to a conversation: a question is taken to colleagues, answered, passed on, or brought back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.privacy import PrivacyService
from bot.services.referral_answering import Answering
from bot.services.referral_askers import Askers
from bot.services.referral_asking import Asking
from bot.services.referral_channel import ChannelAsking
from bot.services.referral_due import Waiting
from bot.services.referral_people import Colleagues
from bot.services.referral_said import Said
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from bot.services.wishes import Wishes
from storage.store import Store

WORDS_FOR = timedelta(days=90)


class ReferralService:
    """`secret` seals who asks without being named."""

    def __init__(
        self, store: Store, skills: SkillService, privacy: PrivacyService, settings: SettingsService, secret: str
    ) -> None:
        colleagues, askers = Colleagues(skills, privacy, settings), Askers(secret)
        self.store = store
        self.asking = Asking(store, colleagues, askers)
        self.answering = Answering(store, colleagues, askers)
        self.waiting = Waiting(store, colleagues, askers)
        self.channels = ChannelAsking(store, colleagues, askers)
        self.wishes = Wishes(store, colleagues, askers)
        self.said = Said(store, colleagues, askers)

    def due(self, team_id: str, now: datetime) -> None:
        self.waiting.due(team_id, now)
        self.wishes.due(team_id, now)

    def tidy(self, team_id: str, *, now: datetime) -> None:
        """What was asked is kept for so long, and then only that it was."""
        with self.store.team(team_id).writing() as unit:
            unit.referrals.forget_words(before=now - WORDS_FOR)
