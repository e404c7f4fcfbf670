"""Whoever was forgotten comes back by nothing that is said or heard late: the database's files do not name them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.demo.values import Message
from tests.bots import Company

Deed = Callable[[Company, Message], object]

DEEDS: dict[str, Deed] = {
    "a reaction is taken back": lambda acme, deck: acme.katie.unreacts(deck, "taco"),
    "another one comes": lambda acme, deck: acme.katie.reacts(deck, "bulb"),
    "they react": lambda acme, deck: acme.scott.reacts(deck, "bulb"),
    "they edit": lambda acme, deck: acme.scott.edits(deck, "Who knows Excel? My deck says PowerPoint"),
    "they delete": lambda acme, deck: acme.scott.deletes(deck),
    "they ask": lambda acme, _: acme.asks("Who knows Kubernetes?", who=acme.scott),
    "they answer": lambda acme, _: acme.learns(),
    "they are thanked in words": lambda acme, _: acme.asks(f"{acme.scott.mention} ++ for excel"),
    "they thank": lambda acme, _: acme.asks(f"{acme.katie.mention} ++ for excel", who=acme.scott),
    "they are thanked by command": lambda acme, _: acme.katie.types("/kudos", f"{acme.scott.mention} for excel"),
    "a note names them": lambda acme, _: acme.katie.types(
        "/kudos", f"{acme.jill.mention} for excel, as {acme.scott.mention}"
    ),
    "somebody looks for them": lambda acme, _: acme.looks(f"does {acme.scott.mention} or {acme.scott.id} know excel"),
    "somebody types their id": lambda acme, _: acme.asks(f"Who knows Excel like {acme.scott.id}?"),
    "a topic names them": lambda acme, _: acme.katie.types("/lunch", f"suggest Slides by {acme.scott.mention}"),
    "an admin names them": lambda acme, _: acme.jill.types("/whoknows", f"coordinators add {acme.scott.mention}"),
    "they look": lambda acme, _: acme.looks("powerpoint", who=acme.scott),
    "they say what they know": lambda acme, _: acme.scott.types("/whoknows", "add excel"),
    "they write to the bot": lambda acme, _: acme.scott.dms_bot("who knows excel?"),
    "they open Home": lambda acme, _: acme.scott.opens_home(),
    "Slack tells of them": lambda acme, _: acme.scott.becomes(title="Head of sheets"),
    "they leave the channel": lambda acme, _: acme.scott.leaves(acme.general),
    "Slack is looked through": lambda acme, _: acme.bot.jobs.sync(acme.team),
}


def naming(acme: Company) -> list[str]:
    """The files of the database that hold their id."""
    path = Path(str(acme.bot.services.store.url.database))
    files = (path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm", "-journal"))
    return [file.name for file in files if file.exists() and acme.scott.id.encode() in file.read_bytes()]


@pytest.fixture
def forgotten(once: Company) -> tuple[Company, Message]:
    """Scott knew PowerPoint, was thanked for a deck, and is forgotten."""
    once.learns()
    deck = once.asks("My PowerPoint deck, for everybody", who=once.scott)
    once.katie.reacts(deck, "taco")
    once.settles()
    assert naming(once)
    once.bot.services.privacy.forget(once.team, once.scott.id, now=once.bot.outbox.clock())
    assert naming(once) == []
    return once, deck


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_nothing_brings_them_back(forgotten: tuple[Company, Message], deed: Deed) -> None:
    acme, deck = forgotten
    deed(acme, deck)
    acme.settles()

    assert naming(acme) == []
