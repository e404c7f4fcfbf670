"""The words around the demo's three acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.text import Text

from bot.views.terminal import listed


def introduction(people: int, learned: int) -> Text:
    return Text(
        f"Harbour & Pine: {people} people in three offices. Learned from six weeks in public channels, "
        f"{learned} messages; nothing of the private channel or the bot, and not a word of any message is kept."
    )


def act(name: str) -> Text:
    return Text(f"\n{name}", style="bold underline")


def asked(question: str) -> Text:
    return Text(f'$ whoknows ask "{question}"', style="bold cyan")


def typed(who: str, what: str) -> Text:
    return Text.assemble(f"{who} types ", (what, "bold cyan"))


def digest(who: str) -> Text:
    return Text(f"\nOn Friday {who} reads:")


def posted(channel: str, at: datetime) -> Text:
    return Text(f"\nOn {at:%A} #{channel} reads:")


def signed_up(host: str, topic: str, others: Iterable[str], channel: str) -> Text:
    return Text(f"\n{host} hosts {topic}; {listed(others, last=' and ')} sign up. #{channel} reads:")


def farewell() -> Text:
    return Text("\nNow your own: whoknows import slack-export.zip, then whoknows ask.")
