"""Who looks after thanks and the weekly programme, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.blocks import View, context, section
from storage.values import PersonRow

SHOWN = 30
HOW = (
    "Admins name others: `/whoknows coordinators add @ana`, and `/whoknows coordinators remove @ana` takes it back. "
    "Coordinators set up `/lunch` and `/kudos settings`, and read `/insights`, which tell of groups, never of one "
    "person; they see nothing about anybody that others do not see."
)


def coordinators_view(coordinators: Sequence[PersonRow]) -> View:
    names = ", ".join(mention(one.user_id) for one in coordinators[:SHOWN])
    more = len(coordinators) - SHOWN
    tail = f" and {more} more" if more > 0 else ""
    words = f"Coordinators: {names}{tail}." if names else "There is no coordinator yet that I know of."
    return View(words, [section(words), context(HOW)])


def named_view(user_id: str, *, new: bool) -> View:
    words = f"{mention(user_id)} is a coordinator now." if new else f"{mention(user_id)} was a coordinator already."
    return View(words, [section(words)])


def dropped_view(user_id: str, *, new: bool) -> View:
    words = (
        f"{mention(user_id)} is no coordinator any more."
        if new
        else f"{mention(user_id)} had not been named. Workspace admins and owners are always coordinators."
    )
    return View(words, [section(words)])


def mention(user_id: str) -> str:
    return f"<@{user_id}>"
