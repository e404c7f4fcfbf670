"""The hand-off in words: what somebody is asked, how it stands, and the sentence with which both meet."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.referral_told import LONGEST_WORDS, Introduction, ToldExpert
from bot.domain.text import safe
from bot.views.blocks import LONGEST_ESCAPE, Block, View, actions, button, context, link, parted, section, sections
from bot.views.ids import Press
from bot.views.reasons import permalink, reason_text
from storage.values import PersonRow
from storage.values_referrals import Referred

TOPIC = 80
SHOWN_REASONS = 2
SOMEBODY = "A colleague"
NEVER = "understood, I no longer name you for it. Your Home tab takes that back."
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
    accepted = f"thank you. A conversation with {asker} is open."
    return {
        Referred.ACCEPTED: accepted,
        Referred.HELPED: f"thank you. {asker} says that it helped.",
        Referred.UNHELPED: accepted,  # that it did not help is between the asker and us
        Referred.PASSED: f"thank you. {to} could help." if told.has_helped else f"thank you. I'll take it to {to}.",
        Referred.LATER: LIMIT if told.at_limit else "all right. You are not asked again today.",
        Referred.DECLINED: NEVER if told.has_skills else "understood. I look for somebody else.",
        Referred.EXPIRED: "no harm done. As there was no answer, I went on to look for somebody else.",
        Referred.WITHDRAWN: "settled. They no longer need it.",
        Referred.TAKEN: "somebody was a little quicker. Thank you all the same.",
    }.get(told.referral.state, "this is settled.")


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
        words = f"It is {mention(told.asker)} who asks about {topic(told.about)}. I tell them to write to you."
    return View(words, [section(words)])


def unmet_view(told: Introduction) -> View:
    """For whoever said yes, after that."""
    words = f"{mention(told.asker)} can no longer be reached here, so {topic(told.about)} is settled. Thank you."
    return View(words, [section(words)])


def quoted(words: str) -> list[Block]:
    """All of it: what is escaped takes more room than what was typed."""
    lines = (safe(line, limit=LONGEST_WORDS * LONGEST_ESCAPE) for line in words.split("\n") if line.strip())
    return sections([f">{part}" for line in lines for part in parted(line)])


def topic(about: str) -> str:
    return f"*{safe(about, limit=TOPIC)}*" if about else "something"


def names(people: Sequence[PersonRow]) -> str:
    return " and ".join(mention(person) for person in people)


def mention(person: PersonRow) -> str:
    return f"<@{person.user_id}>"


def channel_question_view(words: str, asker: PersonRow | None) -> View:
    """What a channel sees: names stand by themselves, so that nobody is called."""
    who = safe(asker.name) if asker and asker.name else SOMEBODY
    headline = f"{who} asks:"
    hint = "Answer in the thread. Whoever does is found for it the next time."
    return View(f"{headline} {safe(words)}", [section(headline), *quoted(words), context(hint)])
