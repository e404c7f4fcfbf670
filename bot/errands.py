"""What the outbox can be asked to say: how each kind is worded, in what manner it is said, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.views.blocks import View
from storage.store import Unit
from storage.values import OutboxItem

# None: there is nothing to be said any more.
Words = Callable[[OutboxItem, str, datetime], View | None]


class Manner(Enum):
    """TELL one person (directly, or alone in a channel), POST for a whole channel, UPDATE what was posted, or show one
    person their HOME tab.
    """

    TELL = "tell"
    POST = "post"
    UPDATE = "update"
    HOME = "home"


def nothing(_unit: Unit, _item: OutboxItem, _said: str, _ts: str) -> None:
    """Most of what was said needs no remembering."""


def no_place(_team_id: str, _item: OutboxItem) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Errand:
    """`words(item, team, now)` are asked for when it is said. In the transaction that confirms it, `posted(unit, item,
    channel, ts)` is told where it stands, or `refused(unit, item, code, "")` what Slack said; `unsure`, called alike,
    that it may have been said and is not tried again. An UPDATE changes the message at `stands(team, item)`, a `ts` in
    the item's channel. `reader(team, item)` says for whom it is where the row may not: "" for nobody, several with
    commas for a conversation of them all. What `waits_for_dnd` is said when its reader can be disturbed, at the latest
    on their next working morning.
    """

    words: Words
    manner: Manner = Manner.TELL
    posted: Callable[[Unit, OutboxItem, str, str], None] = nothing
    refused: Callable[[Unit, OutboxItem, str, str], None] = nothing
    unsure: Callable[[Unit, OutboxItem, str, str], None] = nothing
    stands: Callable[[str, OutboxItem], str] = no_place
    in_place: bool = False
    reader: Callable[[str, OutboxItem], str] | None = None
    waits_for_dnd: bool = False


Errands = dict[str, Errand]
