"""Readers say that a link does not work, and whoever put it in mends it: told once, with nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.answers import Query
from bot.errors import KindError
from bot.views.ask import answer_view
from bot.views.lunch_library import library_view
from storage.lunches import RecordingRow
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, PersonRow
from tests.builders import NOW, OTHER_TEAM, TEAM, at_once, everything, rows
from tests.gatherings import ADMIN, ANA, BEN, CEM, HOST, START, labels, words
from tests.practices import Practising, practising

LINK = "https://files.example.com/pivot"
BETTER = "https://files.example.com/open?a=1&b=2"
WEEKS = timedelta(days=14)


@pytest.fixture
def shelf(store: Store) -> Practising:
    """Hal held pivot tables, and put notes of it into the library."""
    made = practising(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", name="lunch", bot_is_in=True)])
    made.club.press(made.lunch, ANA)
    made.club.due(START + timedelta(hours=2))
    club = made.club
    club.services.lunches.add_recording(TEAM, club.tap(made.lunch, HOST), title="Pivot", url=LINK, now=NOW)
    made.said()
    return made


def recording(shelf: Practising) -> RecordingRow:
    with shelf.store.team(TEAM).reading() as unit:
        return unit.lunches.recordings()[0]


def report(shelf: Practising, who: str = ANA, *, recording_id: int = 0, **more: object) -> None:
    at = recording_id or recording(shelf).recording_id
    shelf.club.services.library.report(TEAM, shelf.link(at, who, **more), now=NOW)


def mend(shelf: Practising, url: str, who: str = HOST) -> list[str]:
    at = recording(shelf).recording_id
    return [fault.value for fault in shelf.club.services.library.mend(TEAM, shelf.link(at, who), url, now=NOW)]


def take_out(shelf: Practising, who: str = HOST) -> None:
    at = recording(shelf).recording_id
    shelf.club.services.library.take_out(TEAM, shelf.link(at, who, url="https://slack.example/r"), now=NOW)


def test_every_reader_can_say_so_and_the_one_who_put_it_in_hears_once(shelf: Practising) -> None:
    report(shelf, ANA, url="https://slack.example/r")
    report(shelf, ANA)
    report(shelf, BEN)

    said = shelf.said()
    assert [(one.kind, one.user_id) for one in said] == [("library.reported", HOST), ("library.thanked", ANA)]
    told = words(said[0].view)
    assert "Somebody could not open the link of *Pivot*" in told
    assert labels(said[0].view) == ["Put in another link", "Take it out"]
    assert ANA not in told
    assert "Ana" not in told


def test_of_many_at_once_one_is_told(shelf: Practising) -> None:
    at_once(lambda number: report(shelf, (ANA, BEN, CEM)[number % 3]), times=6)

    assert shelf.told() == [("reported", HOST)]


@pytest.mark.parametrize(
    ("gone", "teller"),
    [([], HOST), ([HOST], ADMIN)],
)
def test_whoever_can_mend_it_and_is_still_there_hears(shelf: Practising, gone: list[str], teller: str) -> None:
    with shelf.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(who, is_deleted=True) for who in gone])
    report(shelf)

    assert shelf.told() == [("reported", teller)]


def test_who_put_it_in_comes_before_the_host(shelf: Practising) -> None:
    with shelf.store.team(TEAM).writing() as unit:
        kept = unit.lunches.record(RecordingRow(0, shelf.lunch.lunch_id, "Slides", LINK, NOW, user_id=CEM))
    report(shelf, recording_id=kept.recording_id)

    assert shelf.told() == [("reported", CEM)]


def test_another_link_takes_its_place_and_can_be_reported_anew(shelf: Practising) -> None:
    report(shelf)
    shelf.said()
    assert mend(shelf, f"  {BETTER} ") == []

    assert recording(shelf).url == BETTER
    assert shelf.told() == [("mended", HOST)]
    assert rows(shelf.store, "due") == [row for row in rows(shelf.store, "due") if row.job != "library.doubt"]
    report(shelf, ANA)
    assert recording(shelf).reported_at == NOW


NO_LINKS = [
    "",
    "   ",
    "files.example.com/pivot",
    "ftp://files.example.com/pivot",
    "javascript:alert(1)",
    "JAVASCRIPT://example.com/%0aalert(1)",
    "data:text/html,x",
    "https://",
    "https:///pivot",
    "http://?q=1",
    "https://ana:secret@files.example.com/",
    "https://files.example.com@evil.example/",
    "https://files.example.com/a b",
    "https://files.example.com/a\nb",
    "https://files.example.com/<b>",
    "https://files.example.com/a|b",
    "https://files.example.com/" + "x" * 500,
    "<https://files.example.com|pivot>",
    "see https://files.example.com",
]


@pytest.mark.parametrize("url", NO_LINKS)
def test_a_link_that_is_no_link_is_refused_at_its_field(shelf: Practising, url: str) -> None:
    assert mend(shelf, url) == ["link"]
    club = shelf.club
    faults = club.services.lunches.add_recording(TEAM, club.tap(shelf.lunch, HOST), title="x", url=url, now=NOW)
    assert [fault.value for fault in faults] == ["link"]
    assert recording(shelf).url == LINK


def test_it_can_be_taken_out(shelf: Practising) -> None:
    report(shelf)
    shelf.said()
    take_out(shelf)

    assert shelf.told() == [("taken_out", HOST)]
    assert shelf.club.services.lunches.library(TEAM, "excel", ANA).recordings == ()
    assert {row.job for row in rows(shelf.store, "due")} & {"library.doubt"} == set()
    with pytest.raises(KindError, match="no longer in the library"):
        report(shelf, recording_id=1)
    with pytest.raises(KindError, match="no longer in the library"):
        shelf.club.services.library.to_mend(TEAM, shelf.link(1, HOST), now=NOW)


def test_a_link_nobody_mends_may_no_longer_work(shelf: Practising) -> None:
    def shown() -> list[bool]:
        services = shelf.club.services
        answer = services.ask.look(TEAM, Query("excel", ANA), now=NOW)
        views = [library_view(services.lunches.library(TEAM, "excel", ANA)), answer_view(answer, now=NOW)]
        assert [LINK in words(view) for view in views] == [True, True]
        assert all("Link doesn't work" in words(view) for view in views)
        return ["may no longer work" in words(view) for view in views]

    report(shelf)
    shelf.club.services.library.due(TEAM, NOW + WEEKS - timedelta(minutes=1))
    assert shown() == [False, False]
    for _ in range(2):
        shelf.club.services.library.due(TEAM, NOW + WEEKS)
    assert shown() == [True, True]
    mend(shelf, LINK)
    assert shown() == [False, False]


def test_how_long_is_the_workspaces_to_say(shelf: Practising) -> None:
    shelf.club.services.settings.change(TEAM, ADMIN, {"library_mend_days": 2})
    report(shelf)
    shelf.club.services.library.due(TEAM, NOW + timedelta(days=2))

    assert recording(shelf).doubtful


CHANGES: dict[str, Callable[[Practising, str], object]] = {
    "form": lambda shelf, who: shelf.club.services.library.to_mend(
        TEAM, shelf.link(recording(shelf).recording_id, who), now=NOW
    ),
    "mend": lambda shelf, who: mend(shelf, BETTER, who),
    "take out": take_out,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", [ANA, "U0GUEST", "U0OUT", "U0NOBODY", ""])
def test_no_stranger_mends_or_takes_out(shelf: Practising, change: str, who: str) -> None:
    before = everything(shelf.store)

    with pytest.raises(KindError):
        CHANGES[change](shelf, who)

    assert everything(shelf.store) == before


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", [HOST, ADMIN])
def test_host_and_coordinators_may(shelf: Practising, change: str, who: str) -> None:
    CHANGES[change](shelf, who)


def test_nobody_reports_what_they_cannot_see(shelf: Practising) -> None:
    with shelf.store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", name="lunch", kind=ChannelKind.PRIVATE, bot_is_in=True)])
    at = recording(shelf).recording_id

    for who, recording_id in ((ANA, at), ("U0GUEST", at), (ANA, 4711), (ANA, 0)):
        with pytest.raises(KindError, match="no longer in the library"):
            shelf.club.services.library.report(TEAM, shelf.link(recording_id, who), now=NOW)
    with pytest.raises(KindError, match="members of this workspace"):
        report(shelf, ANA, outside=True)
    with pytest.raises(KindError, match="members of this workspace"):
        report(shelf, "U0OUT")
    assert shelf.told() == []


def test_another_workspace_reports_nothing(shelf: Practising) -> None:
    with shelf.store.team(OTHER_TEAM).writing() as unit:
        unit.workspace.ensure()
    at = recording(shelf).recording_id

    with pytest.raises(KindError, match="no longer in the library"):
        shelf.club.services.library.report(OTHER_TEAM, shelf.link(at, ADMIN), now=NOW)


def test_whoever_asked_to_be_forgotten_leaves_no_report(shelf: Practising) -> None:
    report(shelf, ANA)
    shelf.club.services.privacy.forget(TEAM, ANA, now=NOW)

    assert rows(shelf.store, "link_report") == []
    assert recording(shelf).reported_at == NOW  # the fact stays
    with pytest.raises(KindError, match="forget you"):
        report(shelf, ANA)


def test_a_report_that_cannot_be_marked_leaves_the_others_their_turn(shelf: Practising) -> None:
    with shelf.store.team(TEAM).writing() as unit:
        unit.agenda.put("library.doubt", NOW - WEEKS, subject="no number")
    report(shelf)
    shelf.club.services.library.due(TEAM, NOW + WEEKS)

    assert recording(shelf).doubtful
