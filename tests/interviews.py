"""An interview in the making: who asked about it, who is asked to ask the questions, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.outbox_formats import errands
from storage.lunches import LunchRow
from storage.speakers import Reply
from storage.values import Origin, OutboxItem, QuestionRow
from storage.values_lunch import Format
from tests.builders import NOW, TEAM, rows
from tests.gatherings import Club, words


def asks(club: Club, who: str, text: str = "How do I begin with pivot tables?", **more: object) -> None:
    """Somebody asked the bot about Excel."""
    question = QuestionRow(0, Origin.COMMAND, "", "", who, NOW, (club.skills["excel"],), (), text)
    with club.store.team(TEAM).writing() as unit:
        unit.asks.add(replace(question, **more))


def interview(club: Club, **more: object) -> LunchRow:
    return club.plan(kind=Format.INTERVIEW, **more)


def states(club: Club, lunch: LunchRow) -> dict[str, Reply]:
    with club.store.team(TEAM).reading() as unit:
        return {row.user_id: row.state for row in unit.speakers.pairings([lunch.lunch_id])}


def answer(club: Club, lunch: LunchRow, who: str, *, yes: bool = True, now: datetime = NOW, **more: object) -> None:
    place = (f"D{who}", "1.0")
    club.services.lunches.answer_pairing(TEAM, club.tap(lunch, who, **more), place, yes=yes, now=now)


def left(club: Club, kind: str) -> list[str]:
    return [row.user_id for row in rows(club.store, "outbox") if row.kind == kind]


def said(club: Club, kind: str, lunch: LunchRow, *, user: str = "", channel: str = "", now: datetime = NOW) -> str:
    item = OutboxItem(0, kind, channel, user, "", {"lunch_id": lunch.lunch_id}, 1, "k", now)
    view = errands(club.services)[kind].words(item, TEAM, now)
    return words(view) if view else ""
