"""Whom a question mentions: they are asked by name, so they come first, if they may be named at all."""

from __future__ import annotations

import pytest

from bot.domain.answers import Query
from bot.domain.ranking_facts import ReasonKind
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, TEAM, Bot, Talk, bot_on, named

HOW = "How do I shrink a PowerPoint deck?"
CROWD = " ".join(f"<@U0CARL{number}>" for number in range(5))


@pytest.fixture
def bot(store: Store) -> Bot:
    """Bob answers Ana about PowerPoint three times, Carl once about something else; Gus is a guest, Dora only asks."""
    bot, talk = bot_on(store), Talk()
    for number in range(4):
        question = talk.say("U0ANA", HOW if number < 3 else "How do I book the room upstairs?")
        talk.say("U0BOB" if number < 3 else "U0CARL", "Like this", under=question)
        talk.say("U0GUS", "Like that", under=question)
    talk.say("U0DORA", "Where is the kitchen?")
    bot.hear(*talk.said)
    with store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0GUS", name="Gus", is_guest=True)])
    return bot


def found(bot: Bot, text: str, asker: str = "U0ZOE") -> list[str]:
    return named(bot.services.ask.look(TEAM, Query(text, asker, "C1"), now=NOW))


def test_who_is_mentioned_comes_first_and_is_told_why(bot: Bot) -> None:
    answer = bot.services.ask.look(TEAM, Query(f"{HOW} <@U0CARL>?", "U0ZOE", "C1"), now=NOW)

    assert found(bot, HOW) == ["U0BOB", "U0CARL"]
    assert named(answer) == ["U0CARL", "U0BOB"]
    assert answer.people[0].reasons[0].kind == ReasonKind.NAMED


def test_who_is_mentioned_and_is_known_for_nothing_else_is_named_as_well(bot: Bot) -> None:
    assert found(bot, f"{HOW} <@U0DORA|dora>") == ["U0BOB", "U0DORA", "U0CARL"]


@pytest.mark.parametrize(
    "mention",
    [
        pytest.param("<@U0GUS>", id="a guest"),
        pytest.param("<@U0ZOE>", id="the one who asks"),
        pytest.param("<@U0NOBODY>", id="a stranger"),
        pytest.param("<@C1> @carl U0CARL &lt;@U0CARL&gt;", id="no mention"),
        pytest.param(f"<@U0CARL> {CROWD}", id="a crowd"),
        pytest.param(f"{'oh ' * 2000}<@U0CARL>", id="far down"),
    ],
)
def test_not_everybody_who_is_mentioned(bot: Bot, mention: str) -> None:
    assert found(bot, f"{HOW} {mention}") == ["U0BOB", "U0CARL"]
