"""What somebody sees when something did not work: kind words, and never an exception's text."""

from __future__ import annotations

from bot.domain.text import safe
from bot.views.blocks import View, section


def kind_view(words: str) -> View:
    """A known error; its words are ours and may carry what the person typed."""
    return View(words, [section(words)])


def broken_view(reference: str) -> View:
    words = (
        f"That did not work, and it is my fault. If it happens again, tell your admin this number: {safe(reference)}"
    )
    return View(words, [section(words)])
