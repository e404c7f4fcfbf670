"""Bob, who is found for Excel in every way there is, and what he does about it."""

from __future__ import annotations

from bot.domain.skills import key
from storage.store import Store
from tests.builders import NOW, TEAM, Bot, Talk, rows
from tests.homes import press
from tests.thankers import gives, team_on

BOB = "U0BOB"


def skill(bot: Bot, name: str) -> int:
    with bot.store.team(TEAM).reading() as unit:
        return unit.skills.ids([key(name)])[key(name)]


def answer_key(bot: Bot, name: str = "Excel", user: str = BOB) -> str:
    at = skill(bot, name)
    [found] = [
        row.key for row in rows(bot.store, "evidence") if (row.user_id, row.skill_id, row.kind) == (user, at, "answer")
    ]
    return str(found)


def hide(bot: Bot, name: str = "Excel", user: str = BOB, seen: str = "a:1") -> None:
    bot.services.own_skills.hide(TEAM, press(user, seen), skill(bot, name), now=NOW)


def show(bot: Bot, name: str = "Excel", seen: str = "a:2") -> None:
    bot.services.own_skills.show(TEAM, press(BOB, seen), skill(bot, name), now=NOW)


def known_bob(store: Store) -> Bot:
    """Bob has answered about Excel, says that he knows it, and writes of it; Carl has answered about it, too."""
    made = team_on(store)
    talk = Talk()
    question = talk.say("U0ANA", "Who knows Excel?")
    made.hear(question, talk.say(BOB, "I do, Excel it is", under=question), talk.say("U0CARL", "Me", under=question))
    made.hear(*[talk.say(BOB, "The Excel bill is in Excel, and the slides") for _ in range(3)])
    made.services.skills.declare(TEAM, BOB, "Excel", now=NOW)
    gives(made, "ANA", "BOB", note="for excel")
    return made
