"""What those are told who wait for somebody to know something."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.answers import Answer
from bot.domain.text import safe
from bot.views.ask import TOPIC, answer_view
from bot.views.blocks import View, context, section


def noted_view(skill: str, *, noted: bool = True) -> View:
    about = f"*{safe(skill, limit=TOPIC)}*" if skill else "that"
    if noted:
        words = f"I'll tell you when somebody shows that they know {about}, once."
    else:
        words = "That is a whole question. Ask with a name for it, `/whoknows powerpoint`, and I can wait for one."
    return View(words, [section(words)])


def somebody_knows_view(answer: Answer, *, now: datetime) -> View:
    """What they waited for."""
    shown = answer_view(replace(answer, question_id=0, more=False), now=now)
    topic = safe(answer.label, limit=TOPIC)
    opening = f"You wanted to hear when somebody knows *{topic}*."
    asking = f"`/whoknows {topic}` lets you ask them."
    return View(f"{opening} {shown.text}", [context(opening), *shown.blocks, context(asking)])
