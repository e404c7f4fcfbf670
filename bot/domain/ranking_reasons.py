"""Why somebody is named: the facts that raised their score, and no others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.domain.ranking_crowd import Crowd, Floats, Here, Question, Stack, Word
from bot.domain.ranking_facts import FEWEST_MENTIONS, MOST_TOPICS, NOTHING, OnTopic, Reason, ReasonKind, Topic
from bot.domain.ranking_features import DOUBT_ANSWERS, DOUBT_WORDS
from bot.domain.ranking_weights import COLUMNS, QuestionWeights

MOST = 4
# Who takes part in threads twice is more than a passer-by.
FEWEST_REPLIES = 2
# Whoever writes half as much again at this hour as everybody is around; once a week is not active.
AROUND = 0.4
ACTIVE = 2.0


def topic_reasons(topics: Iterable[Topic], user: str) -> tuple[Reason, ...]:
    """What somebody has shown of what was asked about, the strongest kind first."""
    known = [(topic, topic.people.get(user, NOTHING)) for topic in topics]
    known.sort(key=lambda one: -one[0].weight * one[1].strength)
    thanked, taught, answered, named, accepted, declared, said = [], [], [], [], [], [], []
    for topic, one in known:
        if one.thank_count:
            thanked.append(Reason(ReasonKind.THANKED, topic.name, one.thank_count, one.thanked_at))
        if one.taught_count:
            taught.append(taught_reason(topic.name, one))
        if one.endorsed_count and not one.taught_count:
            named.append(Reason(ReasonKind.ENDORSED, topic.name, one.endorsed_count))
        if one.accepted_count:
            accepted.append(Reason(ReasonKind.ACCEPTED, topic.name, one.accepted_count))
        if one.answer_count:
            answered.append(Reason(ReasonKind.ANSWERED, topic.name, one.answer_count, one.answered_at))
        if one.declared:
            declared.append(Reason(ReasonKind.DECLARED, topic.name, 1, one.declared_at))
        if one.said_count >= FEWEST_MENTIONS:
            said.append(Reason(ReasonKind.SAID, topic.name, one.said_count))
    acts = (*thanked[:MOST_TOPICS], *taught[:1], *answered[:MOST_TOPICS], *named[:1], *accepted[:1])
    return (*acts, *declared[:1], *said[:1])


def taught_reason(name: str, one: OnTopic) -> Reason:
    return Reason(ReasonKind.TAUGHT, name, one.taught_count, one.taught_at, people=one.endorsed_count)


def has_reason(question: Question, crowd: Crowd, weights: QuestionWeights) -> NDArray[np.bool_]:
    """For whom there is more to say than that they are there."""
    found, here = np.zeros(len(crowd.users), bool), question.here
    plain = ((weights.here, here.answers, 1), (weights.talks, here.replies, FEWEST_REPLIES))
    for weight, uses, fewest in (*plain, (weights.helped, question.helped, 1)):
        if weight > 0:
            found[uses.people[uses.times >= fewest]] = True
    told = (
        (weights.answered, question.answered, 1, crowd.share),
        (weights.said, question.said, FEWEST_MENTIONS, crowd.talk),
    )
    for weight, stack, fewest, share in told:
        if weight > 0:
            found[stack.people[(stack.times >= fewest) & stack.above_chance(share)]] = True
    if weights.named > 0:
        found[[crowd.places[user] for user in question.named if user in crowd.places]] = True
    if weights.shown > 0:
        shown = [user for topic in question.topics for user, known in topic.people.items() if known.is_reason]
        found[[crowd.places[user] for user in shown if user in crowd.places]] = True
    return found


def question_reasons(
    question: Question, crowd: Crowd, place: int, facts: Floats, weights: QuestionWeights
) -> tuple[Reason, ...]:
    """The facts that counted for one person: what they know first, then the channel, then that they are around."""
    user = crowd.users[place]
    found = [Reason(ReasonKind.NAMED)] if weights.named > 0 and user in question.named else []
    found += topic_reasons(question.topics, user) if weights.shown > 0 else ()
    if weights.answered > 0:
        found += answered_reasons(question.answered, crowd, place)
    if weights.helped > 0 and question.helped.of_one(place)[1]:
        found.append(Reason(ReasonKind.HELPED, count=question.helped.of_one(place)[1]))
    found += here_reasons(question.here, place, weights)
    if weights.said > 0:
        found += said_reasons(question.said, crowd, place)
    if weights.hour > 0 and facts[COLUMNS.index("hour"), place] > AROUND:
        found.append(Reason(ReasonKind.AROUND))
    if weights.week > 0 and crowd.week[place] >= ACTIVE:
        found.append(Reason(ReasonKind.ACTIVE))
    return tuple(found[:MOST])


def here_reasons(here: Here, place: int, weights: QuestionWeights) -> list[Reason]:
    answers, replies = here.answers.of_one(place)[1], here.replies.of_one(place)[1]
    if answers and weights.here > 0:
        return [Reason(ReasonKind.HERE, count=answers, channel_id=here.channel_id)]
    if replies >= FEWEST_REPLIES and weights.talks > 0:
        return [Reason(ReasonKind.TALKS, count=replies, channel_id=here.channel_id)]
    return []


def answered_reasons(stack: Stack, crowd: Crowd, place: int) -> list[Reason]:
    found = best_words(stack, crowd.share, place, DOUBT_ANSWERS, fewest=1)
    return [Reason(ReasonKind.ANSWERED, word.name, times) for word, times in found[:MOST_TOPICS]]


def said_reasons(stack: Stack, crowd: Crowd, place: int) -> list[Reason]:
    found = best_words(stack, crowd.talk, place, DOUBT_WORDS, fewest=FEWEST_MENTIONS)
    return [Reason(ReasonKind.SAID, word.name, times) for word, times in found[:1]]


def best_words(stack: Stack, share: Floats, place: int, doubt: float, *, fewest: int) -> list[tuple[Word, int]]:
    """The words that one person has more to do with than by chance, what counted most first, and how often."""
    theirs = np.flatnonzero((stack.people == place) & (stack.times >= fewest))
    theirs = theirs[stack.above_chance(share)[theirs]]
    words = stack.word[theirs]
    chance = stack.totals[words] * share[place]
    worth = stack.weights[words] * np.log((stack.scores[theirs] + doubt) / (chance + doubt))
    order = np.argsort(-worth, kind="stable")
    return [(stack.words[words[at]], int(stack.times[theirs[at]])) for at in order]
