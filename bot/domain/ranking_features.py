"""What may speak for a person when a question is put in a channel: a row of numbers for each, all from counts.

Every row is a sentence a colleague would accept:

    here      answers questions in this channel
    talks     takes part in its threads, more than elsewhere
    quiet     has not written here for so long (less is better)
    week      was active this week
    hour      is usually around at this hour
    weekend   is around on such a day
    answered  answered questions about this, more than somebody who answers at random would
    said      writes about this, more than others do
    helped    has helped the one who asks before
    shown     was thanked for this, taught it, or says they know it
    named     is mentioned in the question
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np

from bot.domain.ranking_crowd import Crowd, Floats, Here, Question, Stack, parts
from bot.domain.ranking_facts import OnTopic
from bot.domain.rhythm import HOURS, hours_around, slots

# The first answers here count for much, the hundredth for little.
FIRST_ANSWERS = 0.05
# So many messages of a thread are as good as nothing: then it is elsewhere that tells who takes part.
FEW_REPLIES = 3.0
# Whoever writes more than this in a week is no better known for it.
MUCH = 50.0
LONGEST = 365.0
# What it takes to believe that somebody keeps other hours, or knows a word better, than everybody.
DOUBT_HOURS, DOUBT_ANSWERS, DOUBT_WORDS = 5.0, 2.0, 4.0


def columns(question: Question, crowd: Crowd) -> Floats:
    """A row for each number of `QuestionWeights`, a column for each person."""
    here, hours, days = question.here, question.rhythm[:HOURS], question.rhythm[HOURS:]
    rows = (
        np.log1p(crowd.spread_out(here.answers) / FIRST_ANSWERS),
        taking_part(here, crowd),
        -np.log1p(np.minimum(here.silent, LONGEST)),
        active(crowd),
        keeping(hours[hours_around(question.at)].sum(0), hours.sum(0)),
        keeping(question.rhythm[slots(question.at)[1]], days.sum(0)),
        lifts(question.answered, crowd.share, DOUBT_ANSWERS),
        lifts(question.said, crowd.talk, DOUBT_WORDS),
        np.log1p(crowd.spread_out(question.helped)),
        shown(question, crowd),
        crowd.values(dict.fromkeys(question.named, 1.0)),
    )
    return np.array(rows)


def active(crowd: Crowd) -> Floats:
    return cast("Floats", np.log1p(np.minimum(crowd.week, MUCH)))


def taking_part(here: Here, crowd: Crowd) -> Floats:
    """The share of the channel's replies, drawn towards the share of all replies as long as there are few here."""
    anywhere = crowd.replies + 0.5 * parts(crowd.week, 0.05)
    anywhere /= float(crowd.replies.sum()) + 0.5
    replies = crowd.spread_out(here.replies)
    floor = 1e-9  # of whom nobody has heard
    smoothed = (replies + FEW_REPLIES * anywhere + floor) / (float(replies.sum()) + FEW_REPLIES)
    return cast("Floats", np.log(smoothed))


def keeping(part: Floats, whole: Floats) -> Floats:
    """How much more of their messages fall into a part of the day or the week than everybody's do."""
    usual = float(part.sum()) / (float(whole.sum()) or 1.0)
    if not usual:
        return np.zeros(len(part))
    return cast("Floats", np.log((part + DOUBT_HOURS * usual) / (whole + DOUBT_HOURS) / usual))


def lifts(stack: Stack, share: Floats, doubt: float) -> Floats:
    """How much more than by chance each person has to do with the words, rare ones telling most.

    Many words count for more together than one does, but not as much as their number.
    """
    if not stack.uses:
        return np.zeros(len(share))
    weights = stack.weights / (5 * math.sqrt(len(stack.uses)))
    chance = weights @ np.log1p(np.outer(stack.totals, share) / doubt)
    more = weights[stack.word] * np.log1p(stack.scores / doubt)
    return np.bincount(stack.people, weights=more, minlength=len(share)) - chance


def shown(question: Question, crowd: Crowd) -> Floats:
    """What the ledger says about the skills that the question names."""
    total: dict[str, float] = {}
    for topic in question.topics:
        for user, known in topic.people.items():
            total[user] = total.get(user, 0.0) + topic.weight * math.log1p(beyond_answers(known))
    return crowd.values(total)


def beyond_answers(known: OnTopic) -> float:
    return known.declared + 1.5 * known.thanks + 2.0 * known.taught + 0.5 * known.endorsed
