"""The hand-off in words: what somebody is asked, how it stands, and what the asker hears. Both meet with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.referral_told import LONGEST_WORDS, Introduction, ToldAsker, ToldExpert
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, link, section
from bot.views.ids import Press
from bot.views.reasons import permalink, reason_text
from storage.values import PersonRow
from storage.values_referrals import ReferralRow, Referred, Stage

TOPIC = 80
SHOWN_REASONS = 2
SOMEBODY = "A colleague"
LIMIT = "all right. You are asked nothing more this week; `/whoknows limit off` takes that back."


def question_view(told: ToldExpert) -> View:
    """What somebody is asked, with the ways to answer."""
    if told.asker and told.asker.user_id == told.referral.user_id:
        return own_question_view(told)
    who = mention(told.asker) if told.asker else SOMEBODY
    headline = f"{who} would like your help with {topic(told.about)}."
    unnamed = "" if told.asker else " They stay unnamed until you say yes."
    value = str(told.referral.question_id)
    blocks = [
        section(headline),
        *quoted(told.words),
        context(why(told) + unnamed),
        actions(
            [
                button("Happy to help", Press.REFERRAL_YES, value, style="primary"),
                button("Not me, but...", Press.REFERRAL_HAND_ON, value),
                button("Not now", Press.REFERRAL_LATER, value),
                button("Not about this any more", Press.REFERRAL_NEVER, value),
                button("I'm at my limit this week", Press.REFERRAL_LIMIT, value),
            ]
        ),
        context("Each answer is fine. Only whoever asks hears of it."),
    ]
    return View(headline, blocks)


def own_question_view(told: ToldExpert) -> View:
    """Somebody named the one who asks, not knowing that it is them."""
    by = mention(told.passed_by) if told.passed_by else SOMEBODY
    words = f"{by} named you for your own question about {topic(told.about)}, and does not know that it is yours."
    next_one = button("Look for somebody else", Press.REFERRAL_LATER, str(told.referral.question_id))
    return View(words, [section(words), actions([next_one])])


def why(told: ToldExpert) -> str:
    """Why them: what they have shown, or who named them."""
    if told.passed_by:
        return f"{mention(told.passed_by)} named you for this."
    lines = []
    for reason in told.reasons[:SHOWN_REASONS]:
        words, address = safe(reason_text(reason, channels=told.channels)), permalink(told.url, reason)
        lines.append(link(address, words) if address else words)
    return "Why you: " + "; ".join(lines) + "." if lines else "You are one of those who may know."


def stands_view(told: ToldExpert) -> View:
    """How it stands now, in the place of what they were asked: the question itself is no longer shown."""
    words = f"{topic(told.about)}: {answered(told)}"
    return View(words, [section(words)])


def answered(told: ToldExpert) -> str:
    if told.asker and told.asker.user_id == told.referral.user_id:
        return "this was your own question."
    asker = mention(told.asker) if told.asker else "whoever asks"
    to = mention(told.passed_to) if told.passed_to else "them"
    return {
        Referred.ACCEPTED: f"thank you. A conversation with {asker} is open.",
        Referred.HELPED: f"thank you. {asker} says that it helped.",
        Referred.UNHELPED: "thank you for having taken the time.",
        Referred.PASSED: f"thank you. I take it to {to}.",
        Referred.LATER: LIMIT if told.at_limit else "all right. You are not asked again today.",
        Referred.DECLINED: "understood, I no longer name you for it. Your Home tab takes that back.",
        Referred.EXPIRED: "no harm done. As there was no answer, I went on to look for somebody else.",
        Referred.WITHDRAWN: "settled. They no longer need it.",
        Referred.TAKEN: "somebody was a little quicker. Thank you all the same.",
    }.get(told.referral.state, "this is settled.")


def asked_view(told: ToldAsker, hours: float) -> View | None:
    """What the asker has: who was asked, and the way to take it back."""
    waiting = [person for person, row in told.asked if row.state is Referred.ASKED]
    if not waiting:
        return None
    passed = [row.passed_by for _person, row in told.asked if row.state is Referred.ASKED and row.passed_by]
    named = {person.user_id: person for person, _row in told.asked}
    by = f"{mention(named[passed[0]])} named {names(waiting)}, and I" if passed and passed[0] in named else "I"
    took = "have asked them" if by != "I" else f"have asked {names(waiting)}"
    when = f"If nobody answers within {number(hours)} of their working hours I come back to you."
    words = f"{by} {took} about {topic(told.about)}. {when}"
    return View(words, [section(words), actions([no_longer(told)])])


def asker_view(told: ToldAsker) -> View:
    """How it stands, for the asker."""
    match told.handoff.state:
        case Stage.OFFERING:
            return offer_view(told)
        case Stage.ASKING:
            waiting = names([person for person, row in told.asked if row.state is Referred.ASKED])
            words = f"I have asked {waiting or 'around'} about {topic(told.about)}, and come back to you."
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
    person, row = told.asked[-1] if told.asked else (None, None)
    came = outcome(person, row) if person and row else ""
    if told.next is None:
        words = f"{came} I know of nobody else for {topic(told.about)} who is free just now.".strip()
        ask = button("Ask in a channel", Press.ASK_CHANNEL, str(told.handoff.question_id))
        return View(words, [section(words), actions([ask, no_longer(told)])])
    words = f"{came} Shall I ask {mention(told.next)} about {topic(told.about)}?".strip()
    value = f"{told.handoff.question_id}:{told.next.user_id}"
    ask = button(f"Ask {told.next.name or 'them'}", Press.REFERRAL_NEXT, value, style="primary")
    return View(words, [section(words), actions([ask, no_longer(told)])])


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


def introduction_view(told: Introduction) -> View:
    """The first words between two people."""
    headline = f"{mention(told.asker)}, meet {mention(told.helper)}, who is happy to help with {topic(told.about)}."
    both = f"You both know {mention(told.mutual)}." if told.mutual else ""
    closing = " ".join([*([both] if both else []), "I leave you to it."])
    return View(headline, [section(headline), *quoted(told.words), context(closing)])


def met_view(told: Introduction, *, to_asker: bool) -> View:
    """Where no conversation of three can be opened: each learns who the other is."""
    if to_asker:
        words = f"{mention(told.helper)} is happy to help with {topic(told.about)}. Write to them directly."
    else:
        words = f"It is {mention(told.asker)} who asks about {topic(told.about)}. I have told them to write to you."
    return View(words, [section(words)])


def quoted(words: str) -> list[Block]:
    lines = [safe(line, limit=LONGEST_WORDS) for line in words.split("\n") if line.strip()]
    return [section("\n".join(f">{line}" for line in lines))] if lines else []


def no_longer(told: ToldAsker) -> Block:
    return button("I no longer need it", Press.REFERRAL_WITHDRAW, str(told.handoff.question_id))


def topic(about: str) -> str:
    return f"*{safe(about, limit=TOPIC)}*" if about else "something"


def names(people: Sequence[PersonRow]) -> str:
    return " and ".join(mention(person) for person in people)


def mention(person: PersonRow) -> str:
    return f"<@{person.user_id}>"


def number(hours: float) -> str:
    return f"{hours:g}"


def channel_question_view(words: str, asker: PersonRow | None) -> View:
    """What a channel sees: names stand by themselves, so that nobody is called."""
    who = safe(asker.name) if asker and asker.name else SOMEBODY
    headline = f"{who} asks:"
    hint = "Answer in the thread. Whoever does is found for it the next time."
    return View(f"{headline} {safe(words)}", [section(headline), *quoted(words), context(hint)])


def lost_view() -> View:
    words = "I could not post your question: the channel is closed, or I am no longer in it. `/whoknows` starts anew."
    return View(words, [section(words)])
