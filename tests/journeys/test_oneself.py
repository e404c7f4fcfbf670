"""Stories of what somebody says they know, sees of themselves, and erases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bots import Company


def test_somebody_adds_what_they_know_and_is_found_by_it(acme: Company) -> None:
    acme.looks("add ppt", who=acme.scott)

    shown = acme.looks("powerpoint").shown
    assert acme.scott.mention in shown
    assert "says they know PowerPoint" in shown


def test_adding_twice_says_that_it_is_known(once: Company) -> None:
    assert "Noted" in once.looks("add Excel", who=once.scott).shown
    assert "I have that already" in once.looks("add spreadsheets", who=once.scott).shown


def test_taking_it_back_takes_the_name_away(once: Company) -> None:
    once.looks("add Excel", who=once.scott)

    assert "Taken back" in once.looks("remove excel", who=once.scott).shown
    assert once.scott.mention not in once.looks("excel").shown
    assert "had not told me" in once.looks("remove excel", who=once.scott).shown


def test_me_shows_everything_one_would_be_named_for_and_why(once: Company) -> None:
    once.learns()
    once.looks("add Excel", who=once.scott)

    shown = once.looks("me", who=once.scott).shown

    assert "*Excel*: you told me" in shown
    assert "*PowerPoint*: <https://acme.slack.com/archives/" in shown
    assert "you answered one question" in shown


def test_nobody_is_forgotten_by_accident(once: Company) -> None:
    once.learns()

    assert "cannot be undone" in once.looks("forget me", who=once.scott).shown
    assert once.scott.mention in once.looks("powerpoint").shown


def test_the_forgotten_are_named_no_more_learned_no_more_and_are_nowhere_in_the_file(acme: Company) -> None:
    acme.learns()
    acme.looks("add Excel", who=acme.scott)
    asked = acme.looks(f"lockpicking, asks {acme.scott.mention}", who=acme.scott)
    acme.scott.presses(asked, "I know this")
    acme.asks(f"Who knows Kubernetes, {acme.scott.mention}?")
    acme.scott.dms_bot("who knows powerpoint?")
    acme.settles()

    assert "Done" in acme.looks("forget me yes", who=acme.scott).shown
    assert acme.scott.id.encode() not in files_of(acme)

    acme.learns()
    acme.scott.becomes(title="Head of decks")
    acme.settles()
    acme.bot.jobs.arrive()
    assert acme.scott.id not in acme.looks("powerpoint").shown
    assert acme.scott.id not in acme.looks("excel").shown
    assert acme.scott.id.encode() not in files_of(acme)


def test_who_was_forgotten_can_come_back(once: Company) -> None:
    once.learns()
    once.looks("forget me yes", who=once.scott)

    once.looks("remember me", who=once.scott)
    once.learns()

    assert once.scott.mention in once.looks("powerpoint").shown


def files_of(acme: Company) -> bytes:
    """The database as it lies on the disk, with what is still on its way into it."""
    path = acme.bot.services.store.url.database
    assert path is not None
    with closing(sqlite3.connect(path)) as looking:
        assert looking.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return b"".join(Path(name).read_bytes() for name in (path, f"{path}-wal"))
