"""Private channels, guests, people from other companies: the table of docs/privacy.md, case by case."""

from __future__ import annotations

import pytest

from bot.demo.people import Person
from bot.demo.values import Channel
from storage.store import Store
from tests.bots import Company
from tests.builders import everything, rows
from tests.house import read

INFERRED = ("activity", "answer", "evidence", "expertise", "message", "rhythm", "term_use")
CASES = ("private channel", "channel shared with another company", "somebody from the other company", "guest")


def inferred(acme: Company, who: Person | None = None) -> dict[str, int]:
    """How many rows of what was learned there are, of all or of one."""
    held = everything(acme.bot.services.store)
    return {table: len([row for row in held[table] if who is None or who.id in row]) for table in INFERRED}


def stored(acme: Company) -> Store:
    return acme.bot.services.store


def private(acme: Company) -> Channel:
    room = acme.slack.add_channel("secret", members=[acme.katie, acme.scott], private=True, with_bot=True)
    acme.bot.jobs.arrive()
    return room


def shared(acme: Company) -> tuple[Channel, Person]:
    """A channel with somebody from another company in it."""
    olga = acme.slack.add_person("Olga", outside=True)
    room = acme.slack.add_channel("partners", members=[acme.katie, acme.scott, olga], shared=True, with_bot=True)
    acme.bot.jobs.arrive()
    return room, olga


@pytest.mark.parametrize("case", CASES)
def test_the_page_tells_of_each_case(case: str) -> None:
    assert f"| {case} |" in read("docs/privacy.md")


def test_in_a_private_channel_nothing_is_learned_and_who_asks_is_answered_alone(acme: Company) -> None:
    acme.learns()
    room, before = private(acme), inferred(acme)
    question = acme.katie.says(room, "Who knows PowerPoint?")
    acme.slack.settled()
    acme.scott.says(room, "I do, and Kubernetes", thread=question)
    acme.katie.reacts(question, "taco")
    acme.settles()

    assert inferred(acme) == before
    assert rows(stored(acme), "kudos") == rows(stored(acme), "reaction") == []
    assert acme.scott.mention in "".join(message.shown for message in acme.katie.whispers(room))
    assert acme.scott.whispers(room) == []
    assert [row.topic for row in rows(stored(acme), "question") if row.channel_id == room.id] == [""]


def test_thanks_given_in_a_private_channel_hide_where_and_why(once: Company) -> None:
    room = private(once)
    once.katie.types("/kudos", "@Scott for powerpoint, you know why", channel=room)
    once.settles()
    held = everything(stored(once))

    assert [row for table in ("kudos", "evidence") for row in held[table] if room.id in row or "know why" in row] == []
    assert "archives" not in once.looks("powerpoint").shown


def test_of_a_shared_channel_only_its_own_members_are_learned_of(acme: Company) -> None:
    room, olga = shared(acme)
    question = acme.katie.says(room, "Who knows Kubernetes?")
    acme.slack.settled()
    acme.scott.says(room, "I do", thread=question)
    olga.says(room, "I do Kubernetes every day, Kubernetes", thread=question)
    acme.settles()

    assert set(inferred(acme, olga).values()) == {0}
    shown = acme.looks("kubernetes").shown
    assert acme.scott.mention in shown
    assert olga.mention not in shown


def test_somebody_from_the_other_company_teaches_nothing_gets_nothing_and_is_named_nowhere(acme: Company) -> None:
    acme.learns()
    room, olga = shared(acme)
    asked = olga.says(room, "Who knows PowerPoint?")
    acme.settles()
    acme.scott.says(room, "Me", thread=asked)
    message = acme.scott.says(room, "Slides are done")
    acme.slack.settled()
    olga.reacts(message, "taco")
    acme.katie.says(room, "@Olga ++ for excel")
    acme.settles()

    assert olga.whispers(room) == olga.dms() == []
    assert rows(stored(acme), "kudos") == []
    assert set(inferred(acme, olga).values()) == {0}
    assert [row for row in rows(stored(acme), "question") if row.asker_id == olga.id] == []
    for text in ("powerpoint", "excel"):
        assert olga.mention not in acme.looks(text).shown


def test_a_guest_is_named_to_nobody_decides_for_themselves_and_sees_what_is_theirs(once: Company) -> None:
    once.learns()
    once.scott.becomes(is_guest=True)
    once.settles()
    once.bot.jobs.arrive()

    assert once.scott.mention not in once.looks("powerpoint").shown
    assert "Guests can ask" in once.looks("add excel", who=once.scott).shown
    assert "PowerPoint" in once.looks("powerpoint", who=once.scott).shown
    assert "as a file" in once.looks("export", who=once.scott).shown
    once.settles()
    assert [message for message in once.scott.dms() if message.files]
