"""What a process holds in memory is what the database says, whatever happens between two questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from bot.domain.answers import Query
from bot.services.counts import Counts
from bot.services.everybody import Held, brought_up_to_date
from storage.store import Store
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, Talk, bot_on, named
from tests.talks import export_of

HOW = Query("How do I shrink a PowerPoint deck?", "U0ZOE", "C1")


@pytest.fixture
def talk() -> Talk:
    """Bob and Carl answer Ana."""
    talk = Talk()
    for helper in ("U0BOB", "U0CARL", "U0BOB"):
        question = talk.say("U0ANA", HOW.text)
        talk.say(helper, "Like this, with smaller pictures", under=question)
    return talk


@pytest.fixture
def bot(store: Store, talk: Talk) -> Bot:
    bot = bot_on(store)
    bot.hear(*talk.said)
    return bot


def hear_more(bot: Bot, talk: Talk, _folder: Path) -> None:
    bot.hear(talk.say("U0CARL", "Pictures again"), talk.say("U0BOB", "And again"))


def hear_late(bot: Bot, talk: Talk, _folder: Path) -> None:
    talk.later(days=-1)
    bot.hear(talk.say("U0CARL", "This was said before all the rest"))


def hear_somebody_new(bot: Bot, talk: Talk, _folder: Path) -> None:
    bot.hear(talk.say("U0DORA", "Hello, here I am"))


def take_an_answer_back(bot: Bot, talk: Talk, _folder: Path) -> None:
    bot.services.history.deleted(TEAM, "C1", talk.said[-1].ts, now=NOW)


def forget(bot: Bot, _talk: Talk, _folder: Path) -> None:
    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)


def take_in(bot: Bot, talk: Talk, folder: Path) -> None:
    older = Talk(at=talk.at - timedelta(days=30))
    question = older.say("U0CARL", "How do I pivot in pandas?")
    older.say("U0BOB", "With pivot_table", under=question)
    bot.take_in(export_of(older.said, folder / "export"))


Happening = Callable[[Bot, Talk, Path], None]
HAPPENINGS = [hear_more, hear_late, hear_somebody_new, take_an_answer_back, forget, take_in]


def facts(bot: Bot, held: Held) -> dict[str, object]:
    """All that the ranking takes from it, in plain values."""
    with bot.store.team(TEAM).reading() as unit:
        counts = Counts(unit, NOW, held=held)
        crowd = counts.crowd
        columns = (crowd.answers, crowd.replies, crowd.words, crowd.week, crowd.silent, *counts.rhythm)
        return {
            "users": crowd.users,
            "as of": counts.as_of,
            "messages": counts.messages,
            "columns": np.round(np.array(columns), 9).tolist(),
        }


@pytest.mark.parametrize("happens", HAPPENINGS)
def test_what_is_held_follows_the_database(bot: Bot, talk: Talk, tmp_path: Path, happens: Happening) -> None:
    held = Held()
    before = facts(bot, held)

    happens(bot, talk, tmp_path)

    assert facts(bot, held) == facts(bot, Held()) != before


def test_of_what_was_said_since_only_that_is_read(bot: Bot, talk: Talk, tmp_path: Path) -> None:
    """Otherwise it would be right, and slow."""
    held = Held()
    for happens, is_enough in ((hear_more, True), (hear_late, False), (hear_somebody_new, False)):
        facts(bot, held)
        happens(bot, talk, tmp_path)
        with bot.store.team(TEAM).reading() as unit:
            assert (brought_up_to_date(unit, held.of_team[TEAM]) is not None) is is_enough, happens


def test_nothing_of_whoever_is_forgotten_stays_in_memory(bot: Bot) -> None:
    assert named(bot.services.ask.look(TEAM, HOW, now=NOW)) == ["U0BOB", "U0CARL"]
    held = bot.services.ask.held
    assert "U0BOB" in held.of_team[TEAM].places

    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)

    assert held.of_team == {}
    assert named(bot.services.ask.look(TEAM, HOW, now=NOW)) == ["U0CARL"]


def test_workspaces_are_held_apart(bot: Bot) -> None:
    bot.services.ask.look(TEAM, HOW, now=NOW)

    assert bot.services.ask.look(OTHER_TEAM, HOW, now=NOW).people == ()
    assert set(bot.services.ask.held.of_team) == {TEAM, OTHER_TEAM}
    assert bot.services.ask.held.of_team[OTHER_TEAM].places == {}


def test_of_very_many_workspaces_not_all_are_held(bot: Bot) -> None:
    held = Held(most=1)
    for team in (TEAM, OTHER_TEAM):
        with bot.store.team(team).reading() as unit:
            held.everybody(unit)

    assert set(held.of_team) == {OTHER_TEAM}


def test_whoever_never_said_a_word_is_named_for_what_they_were_thanked_for_in_a_channel_too(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, "U0QUIET", "PowerPoint", now=NOW)

    assert "U0QUIET" in named(bot.services.ask.look(TEAM, HOW, now=NOW))
    assert "U0QUIET" not in named(
        bot.services.ask.look(TEAM, Query("How do I get coffee here?", "U0ZOE", "C1"), now=NOW)
    )
