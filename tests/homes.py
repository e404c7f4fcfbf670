"""Somebody's Home tab, as the service gives it."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.answers import Press
from bot.domain.home import HomeTab
from tests.builders import NOW, TEAM, Bot, Talk


def tab(bot: Bot, user_id: str, days: float = 0) -> HomeTab:
    return bot.services.home.tab(TEAM, user_id, now=NOW + timedelta(days=days))


def press(user_id: str, seen: str = "a:1") -> Press:
    return Press(user_id, seen, "")


def names(shown: HomeTab) -> list[str]:
    return [one.name for one in shown.skills.shown]


def learns(bot: Bot, *, user: str = "U0BOB", about: str = "Excel") -> None:
    talk = Talk()
    question = talk.say("U0ANA", f"Who knows {about}?")
    bot.hear(question, talk.say(user, f"I do, {about} it is", under=question))
