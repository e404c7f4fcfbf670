"""How the hand-off is worded when it is said. What goes to the asker is addressed only then."""

from __future__ import annotations

from datetime import datetime

from bot.errands import Errand, Errands, Manner
from bot.outbox_ask import whole
from bot.outbox_programme import text_in
from bot.services import Services
from bot.services.referral_said import number
from bot.views.blocks import View
from bot.views.referral_asker import asked_view, asker_view, check_view, lost_view, offer_view, stuck_view
from bot.views.referrals import (
    channel_question_view,
    introduction_view,
    met_view,
    question_view,
    stands_view,
    unmet_view,
)
from bot.views.wishes import noted_view, somebody_knows_view
from storage.values import OutboxItem
from storage.values_referrals import Referred, Stage


def errands(services: Services) -> Errands:
    words = ReferralWords(services)
    said, asker = services.referrals.said, words.asker
    channels = services.referrals.channels
    return {
        "referral.ask": Errand(words.question, posted=said.posted, refused=said.unreachable, waits_for_dnd=True),
        "referral.ask.now": Errand(words.stands, Manner.UPDATE, stands=words.place),
        "referral.asked": Errand(words.asked, reader=asker),
        "referral.offer": Errand(words.offer, reader=asker),
        "referral.check": Errand(words.check, reader=asker),
        "referral.stuck": Errand(words.stuck, reader=asker),
        "referral.stands": Errand(
            words.how_it_stands, reader=asker, in_place=True, refused=said.offer_anew, unsure=said.offer_anew
        ),
        "referral.introduce": Errand(
            words.introduction, Manner.POST, reader=words.pair, posted=said.introduced, refused=said.apart
        ),
        "referral.met": Errand(words.met),
        "referral.helper": Errand(words.helper, reader=asker, refused=said.unmet),
        "referral.unmet": Errand(words.unmet),
        "question.post": Errand(words.channel_question, Manner.POST, posted=channels.posted, refused=channels.refused),
        "question.lost": Errand(words.lost, reader=asker),
        "wish.noted": Errand(words.noted, in_place=True),
        "wish.met": Errand(words.somebody_knows),
    }


class ReferralWords:
    def __init__(self, services: Services) -> None:
        self.settings = services.settings
        self.referrals = services.referrals
        self.said = services.referrals.said

    def asker(self, team_id: str, item: OutboxItem) -> str:
        return self.said.asker(team_id, number(item))

    def pair(self, team_id: str, item: OutboxItem) -> str:
        return self.said.pair(team_id, number(item), about(item))

    def question(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        told = self.said.expert(team_id, number(item), item.user_id, now=now)
        return question_view(told) if told and told.referral.state is Referred.ASKED else None

    def stands(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        told = self.said.expert(team_id, number(item), item.user_id, now=now)
        if told is None:
            return None
        return question_view(told) if told.referral.state is Referred.ASKED else stands_view(told)

    def place(self, team_id: str, item: OutboxItem) -> str:
        return self.said.place(team_id, number(item), item.user_id)

    def asked(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        told = self.said.asked(team_id, number(item), now=now)
        return asked_view(told, self.settings.bounds_of(team_id).answer_hours) if told else None

    def offer(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        told = self.said.asked(team_id, number(item), now=now)
        return offer_view(told) if told and told.handoff.state is Stage.OFFERING else None

    def check(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        told = self.said.asked(team_id, number(item), now=now)
        return check_view(told) if told and told.handoff.state is Stage.TALKING else None

    def how_it_stands(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        told = self.said.asked(team_id, number(item), now=now)
        return asker_view(told) if told else None

    def stuck(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        return stuck_view(self.said.topic(team_id, number(item)))

    def introduction(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        told = self.said.introduction(team_id, number(item), about(item))
        return introduction_view(told) if told else None

    def met(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        told = self.said.introduction(team_id, number(item), about(item))
        return met_view(told, to_asker=False) if told else None

    def helper(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        told = self.said.introduction(team_id, number(item), about(item))
        return met_view(told, to_asker=True) if told else None

    def unmet(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        told = self.said.introduction(team_id, number(item), about(item))
        return unmet_view(told) if told else None

    def channel_question(self, item: OutboxItem, team_id: str, _now: datetime) -> View | None:
        told = self.referrals.channels.told(team_id, number(item))
        return channel_question_view(*told) if told else None

    def lost(self, _item: OutboxItem, _team_id: str, _now: datetime) -> View | None:
        return lost_view()

    def noted(self, item: OutboxItem, _team_id: str, _now: datetime) -> View | None:
        return noted_view(text_in(item, "skill"), noted=bool(item.facts.get("noted", True)))

    def somebody_knows(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        answer = self.referrals.wishes.answer(team_id, item.user_id, whole(item.facts.get("skill_id")), now=now)
        return somebody_knows_view(answer, now=now) if answer and answer.people else None


def about(item: OutboxItem) -> str:
    return text_in(item, "about")
