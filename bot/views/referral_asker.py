"""What the asker of a question that is taken to colleagues hears of it, and can do."""

from __future__ import annotations

from bot.domain.referral_told import ToldAsker
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.ids import Press
from bot.views.referrals import SOMEBODY, mention, names, topic
from storage.values import PersonRow
from storage.values_referrals import ReferralRow, Referred, Stage

UNANSWERED = frozenset({Referred.NAMED, Referred.ASKED, Referred.TAKEN, Referred.WITHDRAWN})


def asked_view(told: ToldAsker, hours: float) -> View | None:
    """What the asker has: who was asked, and the way to take it back."""
    waiting = [person for person, row in told.asked if row.state is Referred.ASKED]
    if not waiting:
        return None
    people = {person.user_id: person for person, _row in told.asked}
    passed = [row.passed_by for _person, row in told.asked if row.state is Referred.ASKED and row.passed_by in people]
    by, took = "I", f"have asked {names(waiting)}"
    if passed:  # the newest; beside them others may be asked whom the asker chose
        named = [person for person, row in told.asked if row.state is Referred.ASKED and row.passed_by == passed[-1]]
        by, took = f"{mention(people[passed[-1]])} named {names(named)}, and I", "have asked them"
    when = f"If nobody answers within {number(hours)} of their working hours, I'll come back to you."
    words = f"{by} {took} about {topic(told.about)}. {when}"
    return View(words, [section(words), actions([no_longer(told)])])


def asker_view(told: ToldAsker) -> View:
    """How it stands, for the asker."""
    match told.handoff.state:
        case Stage.OFFERING:
            return offer_view(told)
        case Stage.ASKING:
            waiting = names([person for person, row in told.asked if row.state is Referred.ASKED])
            words = f"I have asked {waiting or 'around'} about {topic(told.about)}, and will come back to you."
        case Stage.TALKING:
            helper = names([person for person, row in told.asked if row.state is Referred.ACCEPTED])
            words = f"{helper or SOMEBODY} is happy to help with {topic(told.about)}: look for our conversation."
        case Stage.HELPED:
            helper = names([person for person, row in told.asked if row.state is Referred.HELPED])
            words = f"Good to hear. {helper} will know that it helped, and is found for {topic(told.about)}."
        case Stage.WITHDRAWN:
            words = f"All right: nobody is asked about {topic(told.about)} any more."
        case _:
            words = "This is settled. `/whoknows` finds somebody anew."
    return View(words, [section(words)])


def offer_view(told: ToldAsker) -> View:
    """Nobody is left who was asked: who comes next, if the asker agrees."""
    came = latest_outcome(told)
    if told.next is None:
        words = f"{came} I know of nobody else for {topic(told.about)} who is free just now.".strip()
        ask = button("Ask in a channel", Press.ASK_CHANNEL, str(told.handoff.question_id))
        return View(words, [section(words), actions([ask, no_longer(told)])])
    words = f"{came} Shall I ask {mention(told.next)} about {topic(told.about)}?".strip()
    value = f"{told.handoff.question_id}:{told.next.user_id}"
    ask = button(f"Ask {told.next.name or 'them'}", Press.REFERRAL_NEXT, value, style="primary")
    return View(words, [section(words), actions([ask, no_longer(told)])])


def latest_outcome(told: ToldAsker) -> str:
    """What came of it last. Whoever was asked beside somebody who was quicker turned nobody down."""
    answered = [(row.answered_at, at) for at, (_person, row) in enumerate(told.asked) if row.state not in UNANSWERED]
    if not answered:
        return ""
    _moment, at = max((moment or told.handoff.at, at) for moment, at in answered)
    return outcome(*told.asked[at])


def outcome(person: PersonRow, row: ReferralRow) -> str:
    who = mention(person)
    return {
        Referred.EXPIRED: f"{who} has not answered, which can have many reasons.",
        Referred.UNHELPED: f"Too bad that it did not help. {who} is not told.",
        Referred.GONE: f"{who} is no longer here.",
    }.get(row.state, f"{who} cannot help just now.")


def check_view(told: ToldAsker) -> View | None:
    """A day later, once: did it help?"""
    helpers = [person for person, row in told.asked if row.state is Referred.ACCEPTED]
    if not helpers:
        return None
    words = f"You asked {names(helpers)} about {topic(told.about)}. Did it help?"
    value = str(told.handoff.question_id)
    yes = button("Yes, it helped", Press.REFERRAL_HELPED, value, style="primary")
    no = button("No, not really", Press.REFERRAL_UNHELPED, value)
    hint = context("*Yes* is a thank you that counts. *No* is between us, and brings the next person.")
    return View(words, [section(words), actions([yes, no]), hint])


def lost_view() -> View:
    words = "I could not post your question: the channel is closed, or I am no longer in it. `/whoknows` starts anew."
    return View(words, [section(words)])


def stuck_view(about: str) -> View:
    words = (
        f"I am sorry: something on my side failed again and again with your question about {topic(about)}, so I "
        "stopped asking for you. `/whoknows` starts anew, and whoever looks after me can see what went wrong."
    )
    return View(words, [section(words)])


def no_longer(told: ToldAsker) -> Block:
    return button("I no longer need it", Press.REFERRAL_WITHDRAW, str(told.handoff.question_id))


def number(hours: float) -> str:
    return f"{hours:g}"
