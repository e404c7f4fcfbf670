"""The questions of the Home tab: those that wait for the reader first, then their own."""

from __future__ import annotations

from bot.domain.home_asks import Asks, Mine, Waiting
from bot.domain.text import safe
from bot.views.blocks import Block, actions, button, section
from bot.views.ids import Press
from bot.views.referrals import SOMEBODY, mention, names, topic
from storage.values_referrals import Referred, Stage

WORDS = 300


def asks_blocks(asks: Asks) -> list[Block]:
    """Nothing where nothing is open."""
    return [
        *(block for one in asks.waiting for block in waiting_blocks(one)),
        *(mine_block(one) for one in asks.mine),
    ]


def waiting_blocks(one: Waiting) -> list[Block]:
    who, value = mention(one.asker) if one.asker else SOMEBODY, str(one.question_id)
    words = f"\n>{safe(one.words, limit=WORDS)}" if one.words else ""
    return [
        section(f"{who} would like your help with {topic(one.about)}.{words}"),
        actions(
            [
                button("Happy to help", Press.REFERRAL_YES, value, style="primary"),
                button("Not me, but...", Press.REFERRAL_HAND_ON, value),
                button("Not now", Press.REFERRAL_LATER, value),
                button("Not about this any more", Press.REFERRAL_NEVER, value),
            ]
        ),
    ]


def mine_block(one: Mine) -> Block:
    value = str(one.handoff.question_id)
    accessory = button("I no longer need it", Press.REFERRAL_WITHDRAW, value)
    return section(
        f"You asked about {topic(one.about)}: {standing(one)}",
        accessory=None if one.handoff.state is Stage.TALKING else accessory,
    )


def standing(one: Mine) -> str:
    def who(state: Referred) -> str:
        return names([person for person, row in one.asked if row.state is state])

    match one.handoff.state:
        case Stage.ASKING:
            waiting = who(Referred.ASKED)  # nobody, where they were named themselves
            return f"waiting for {waiting}." if waiting else "you were named yourself. My message to you says more."
        case Stage.TALKING:
            return f"{who(Referred.ACCEPTED)} said yes."
    return "nobody has it now. My message to you offers who is next."
