"""What people decide about themselves holds at once in every process, whatever each holds in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.answers import Answer, Query
from bot.domain.merging import Pair
from bot.domain.ranking_facts import ReasonKind
from bot.services import services
from bot.services.counts import Counts
from bot.services.everybody import Everybody
from storage.store import Store
from tests.builders import NOW, ORDINARY, TEAM, VOCABULARY, Bot, Talk, named, rows
from tests.homes import press
from tests.known import hide, show
from tests.thankers import team_on

BOB, CARL = "U0BOB", "U0CARL"
NAME, HOW = Query("excel", "U0ZOE"), Query("How do I shrink an Excel file?", "U0ZOE", "C1")
# Two moments that no sum over days tells apart.
APART = "000001"


@pytest.fixture
def bot(store: Store) -> Bot:
    """Bob and Carl answer Ana, as good as at once, and of what came after nothing is theirs."""
    made = team_on(store)
    talk = Talk()
    question = talk.say("U0ANA", "How do I do it in Excel?")
    bob = talk.say(BOB, "Like this", under=question)
    carl = replace(bob, user_id=CARL, ts=bob.ts[: -len(APART)] + APART)
    made.hear(question, bob, carl, talk.say("U0ANA", "Thank you both"))
    return made


def elsewhere(bot: Bot) -> Bot:
    """Another process on the same database, that has read nothing yet."""
    return Bot(bot.store, services(bot.store, VOCABULARY, ORDINARY, secret="s3cret"))


def answers(bot: Bot) -> list[Answer]:
    return [bot.services.ask.look(TEAM, query, now=NOW) for query in (NAME, HOW)]


def held_by(bot: Bot) -> Everybody:
    with bot.store.team(TEAM).reading() as unit:
        return Counts(unit, NOW, held=bot.services.ask.held).everybody


def key_of_answer(bot: Bot, user: str) -> str:
    [key] = [row.key for row in rows(bot.store, "evidence") if (row.user_id, row.kind) == (user, "answer")]
    return str(key)


def hide_answer(bot: Bot, user: str = BOB, seen: str = "a:hide") -> None:
    bot.services.own_skills.hide_evidence(TEAM, press(user, seen), key_of_answer(bot, user), now=NOW)


def show_answer(bot: Bot, user: str, seen: str = "a:show") -> None:
    bot.services.own_skills.show_evidence(TEAM, press(user, seen), key_of_answer(bot, user), now=NOW)


def move_answer(bot: Bot) -> None:
    bot.services.own_skills.correct(TEAM, press(BOB), key_of_answer(bot, BOB), "PowerPoint", now=NOW)


def stop_learning(bot: Bot, user: str = BOB, seen: str = "a:stop") -> None:
    bot.services.wishes.stop_learning(TEAM, press(user, seen), now=NOW)


def learn(bot: Bot, user: str, seen: str = "a:learn") -> None:
    bot.services.wishes.learn(TEAM, press(user, seen), now=NOW)


def pause(bot: Bot) -> None:
    bot.services.wishes.pause(TEAM, press(BOB), now=NOW)


def leave(bot: Bot) -> None:
    bot.services.wishes.leave(TEAM, press(BOB), now=NOW)


def forget(bot: Bot) -> None:
    bot.services.privacy.forget(TEAM, BOB, now=NOW)


def ask_everybody_first(bot: Bot) -> None:
    with bot.store.team(TEAM).writing() as unit:
        bot.services.settings.set_in(unit, {"works_council": 1})


Deed = Callable[[Bot], None]
LEFT_OUT: list[Deed] = [hide, pause, stop_learning, leave, forget, ask_everybody_first]


@pytest.mark.parametrize("deed", LEFT_OUT)
def test_whoever_is_not_to_be_named_is_named_by_no_process(bot: Bot, deed: Deed) -> None:
    other = elsewhere(bot)
    assert all(BOB in named(answer) for answer in answers(other))

    deed(bot)

    assert answers(other) == answers(elsewhere(bot))
    assert not any(BOB in named(answer) for answer in answers(other))


@pytest.mark.parametrize("deed", [hide_answer, move_answer])
def test_what_somebody_hid_is_a_reason_in_no_process(bot: Bot, deed: Deed) -> None:
    other = elsewhere(bot)
    answers(other)

    deed(bot)

    assert answers(other) == answers(elsewhere(bot))
    told = [one for answer in answers(other) for one in answer.people if one.person.user_id == BOB]
    assert ReasonKind.ANSWERED not in {reason.kind for one in told for reason in one.reasons}


@pytest.mark.parametrize("deed", [stop_learning, leave, forget, ask_everybody_first])
def test_nothing_of_whoever_is_not_learned_of_stays_in_memory(bot: Bot, deed: Deed) -> None:
    other = elsewhere(bot)
    assert BOB in held_by(other).places

    deed(bot)

    assert BOB not in held_by(other).places


@pytest.mark.parametrize(("away", "back"), [(stop_learning, learn), (hide_answer, show_answer)])
def test_what_one_takes_away_is_not_made_up_for_by_what_another_brings_back(
    bot: Bot, away: Callable[..., None], back: Callable[..., None]
) -> None:
    other = elsewhere(bot)
    away(bot, CARL, "a:1")
    before = held_by(other)

    back(bot, CARL, "a:2")
    away(bot, BOB, "a:3")

    now, right = held_by(other), held_by(elsewhere(bot))
    assert (now.places, now.scores.tolist()) == (right.places, right.scores.tolist())
    assert (before.places, before.scores.tolist()) != (now.places, now.scores.tolist())


def test_whoever_may_be_named_again_is_named_again(bot: Bot) -> None:
    other = elsewhere(bot)
    hide(bot)
    hide_answer(bot)
    stop_learning(bot)
    assert not any(BOB in named(answer) for answer in answers(other))

    show(bot)
    show_answer(bot, BOB)
    learn(bot, BOB)

    assert all(BOB in named(answer) for answer in answers(other))


def test_a_skill_that_was_renamed_or_made_one_with_another_is_that_in_every_process(bot: Bot) -> None:
    other, merging = elsewhere(bot), bot.services.merging
    answers(other)

    merging.rename(TEAM, None, [Pair("Excel", "Sheets")])
    assert answers(other) == answers(elsewhere(bot))
    assert answers(other)[0].label == "Sheets"

    merging.merge(TEAM, None, Pair("Sheets", "PowerPoint"))
    assert answers(other) == answers(elsewhere(bot))
    assert answers(other)[0].label == "PowerPoint"
    assert named(answers(other)[0]) == named(other.look("powerpoint")) != []
