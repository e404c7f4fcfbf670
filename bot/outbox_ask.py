"""How the answers to questions, and what belongs to them, are worded when they are said."""

from __future__ import annotations

from datetime import datetime

from bot.domain.answers import Answer, Declared
from bot.errands import Errand, Errands
from bot.services import Services
from bot.views.ask import answer_view, gone, rescued_view
from bot.views.blocks import View
from bot.views.channels import joined_view
from bot.views.failures import kind_view
from bot.views.help import help_view
from bot.views.skills import declared_view
from storage.values import OutboxItem


def errands(services: Services) -> Errands:
    words = AskWords(services)
    return {
        "suggestions": Errand(words.suggestions),
        "rescue": Errand(words.rescue),
        "answer": Errand(words.suggestions),
        "response": Errand(words.suggestions, in_place=True),
        "help": Errand(words.help),
        "joined": Errand(words.joined, in_place=True),
        "declared": Errand(words.declared, in_place=True),
        "words": Errand(words.kind_words),
    }


class AskWords:
    def __init__(self, services: Services) -> None:
        self.services = services

    def suggestions(self, item: OutboxItem, team_id: str, now: datetime) -> View:
        question, skip = whole(item.facts.get("question_id")), whole(item.facts.get("skip"))
        answer: Answer | None = self.services.ask.again(team_id, question, reader=item.user_id, skip=skip, now=now)
        return answer_view(answer, now=now) if answer else gone()

    def rescue(self, item: OutboxItem, team_id: str, now: datetime) -> View | None:
        """Nobody answered: who could. Where nobody is known there is nothing to say."""
        question = whole(item.facts.get("question_id"))
        answer = self.services.ask.again(team_id, question, reader=item.user_id, now=now)
        return rescued_view(answer, now=now) if answer and answer.people else None

    def help(self, _item: OutboxItem, team_id: str, _now: datetime) -> View:
        return help_view(channels_heard=self.services.workspaces.channels_heard(team_id))

    def joined(self, item: OutboxItem, team_id: str, _now: datetime) -> View:
        names = self.services.workspaces.channel_names(team_id)
        chosen = item.facts.get("channel_ids")
        ids = chosen if isinstance(chosen, list) else []
        return joined_view([names.get(str(channel_id), "") for channel_id in ids])

    def declared(self, item: OutboxItem, _team_id: str, _now: datetime) -> View:
        skills = item.facts.get("skills")
        names = [str(name) for name in skills] if isinstance(skills, list) else []
        return declared_view(Declared(", ".join(names), new=True))

    def kind_words(self, item: OutboxItem, _team_id: str, _now: datetime) -> View:
        return kind_view(str(item.facts.get("words") or ""))


def whole(value: object) -> int:
    return value if isinstance(value, int) else 0
