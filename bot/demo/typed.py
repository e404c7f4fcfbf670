"""Turns what a person types into what Slack sends: mentions and channels by id, the rest escaped."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.demo.values import Account
from bot.demo.world import World

# What is already in Slack's own form (<@U1>, <#C1|x>, <!here>, <https://...>) stays as it is.
_READY = re.compile(r"<(?:[@#!][^<>]+|https?://[^<>]+|mailto:[^<>]+)>")
_NAMED = re.compile(r"(?<![\w<@#])([@#])([\w.-]*\w)")
_LINK = re.compile(r"(?<![<|])\bhttps?://[^\s<>|]+")
_ALL = {"here", "channel", "everyone"}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(world: World, text: str) -> str:
    """As the text of a message: `<@U1>`, `<#C1|general>`, `<!here>`, `<https://...>`."""
    return _around_ready(text, lambda plain: _linked(world, plain, labelled=False))


def as_command(world: World, text: str, *, escape: bool) -> str:
    """As the text of a slash command; with `should_escape` people and channels come as ids with names."""
    if not escape:
        return text
    return _around_ready(text, lambda plain: _linked(world, plain, labelled=True))


def _around_ready(text: str, turn: Callable[[str], str]) -> str:
    pieces, end = [], 0
    for ready in _READY.finditer(text):
        pieces += [turn(text[end : ready.start()]), ready.group()]
        end = ready.end()
    return "".join([*pieces, turn(text[end:])])


def _linked(world: World, text: str, *, labelled: bool) -> str:
    linked = _LINK.sub(lambda found: f"<{found.group()}>", escaped(text))
    linked = _in_full(world, linked, labelled=labelled)
    return _NAMED.sub(lambda found: _named(world, found, labelled=labelled), linked)


def _in_full(world: World, text: str, *, labelled: bool) -> str:
    """Whoever is mentioned by their whole name, such as @Ana Ribeiro: else the surname would be left over."""
    whole = {escaped(one.real_name).lower(): one for one in world.accounts.values() if " " in one.real_name}
    if "@" not in text or not whole:
        return text
    longest = "|".join(re.escape(name) for name in sorted(whole, key=len, reverse=True))
    found = re.compile(rf"(?<![\w<@#])@({longest})(?!\w)", re.IGNORECASE)
    return found.sub(lambda at: _mention(whole[at.group(1).lower()], labelled=labelled), text)


def _named(world: World, found: re.Match[str], *, labelled: bool) -> str:
    sign, name = found.groups()
    if sign == "#":
        channel = next((c for c in world.channels.values() if c.name == name), None)
        return f"<#{channel.id}|{name}>" if channel else found.group()
    if name in _ALL:
        return f"<!{name}>"
    person = next((a for a in world.accounts.values() if name.lower() == a.name.lower()), None)
    if person is None:
        return found.group()
    return _mention(person, labelled=labelled)


def _mention(person: Account, *, labelled: bool) -> str:
    return f"<@{person.id}|{person.name}>" if labelled else f"<@{person.id}>"
