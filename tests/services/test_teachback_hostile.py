"""What a peer writes is for the host alone: whoever else tries, by whatever id, gets nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import outbox_teachback
from bot.domain.teachback import Act
from bot.errors import KindError
from storage.store import Store
from storage.teachbacks import Stage
from storage.values import OutboxItem
from tests.builders import NOW, OTHER_TEAM, TEAM, everything
from tests.gatherings import ADMIN, words
from tests.practices import ANA, AT, BEN, CEM, DAY, GOOD, HOST, HOUR, POOR, Practising, practising

SECRET = "You lost us in the middle"


@pytest.fixture
def rated(store: Store) -> Practising:
    """Ana and Ben have filled in their rubrics; the lunch & learn asks for them."""
    made = practising(store, asks=True)
    made.planned(clock="05:00")
    made.held(ANA, BEN)
    made.rate(ANA, GOOD)
    made.rate(BEN, POOR)
    return made


STRANGERS = [ANA, BEN, CEM, ADMIN, "U0GUEST", "U0OUT", "U0NOBODY", ""]


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_but_the_host_gets_a_rubric(rated: Practising, who: str) -> None:
    lesson = rated.row().teachback_id

    assert rated.ours.for_host(TEAM, lesson, who) is None
    assert rated.ours.mine(TEAM, who, now=NOW) == []
    for kind, errand in outbox_teachback.errands(rated.club.services).items():
        item = OutboxItem(1, kind, "", who, "", {"teachback_id": lesson}, 1, "k", NOW)
        view = errand.words(item, TEAM, NOW)
        assert view is None or SECRET not in words(view), kind


def test_the_host_gets_it(rated: Practising) -> None:
    """Else the test above could not fail."""
    lesson = rated.ours.for_host(TEAM, rated.row().teachback_id, HOST)

    assert lesson is not None
    assert SECRET in {mark.line for mark in lesson.marks}


def test_another_host_gets_nothing_of_it(rated: Practising) -> None:
    other = rated.club.plan(host=CEM)

    assert rated.ours.for_host(TEAM, rated.row().teachback_id, CEM) is None
    assert rated.ours.mine(TEAM, CEM, now=NOW) == []
    assert other.host_id == CEM


def test_whoever_hosts_it_next_gets_nothing_of_it(rated: Practising) -> None:
    """Rubrics are about a person, not about a gathering."""
    with rated.store.team(TEAM).writing() as unit:
        unit.connection.exec_driver_sql(f"UPDATE lunch SET host_id = '{CEM}'")  # noqa: S608 - ours

    assert rated.ours.mine(TEAM, CEM, now=NOW) == []


def test_another_workspace_gets_nothing_of_it(rated: Practising) -> None:
    with rated.store.team(OTHER_TEAM).writing() as unit:
        unit.workspace.ensure()

    assert rated.ours.for_host(OTHER_TEAM, rated.row().teachback_id, HOST) is None
    with pytest.raises(KindError, match="no longer have it"):
        rated.ours.rate(OTHER_TEAM, rated.tap(ANA), GOOD, now=NOW)


def test_a_peers_own_data_holds_what_they_wrote_and_no_more(rated: Practising) -> None:
    def lines(user: str) -> set[str]:
        return {mark.line for _lesson, mark in rated.ours.written_by(TEAM, user)}

    assert SECRET in lines(BEN)
    assert lines(ANA) == {"Clear to me"}
    assert [lines(who) for who in (HOST, CEM, ADMIN, "U0OUT")] == [set()] * 4
    assert all(not lesson.marks for lesson, _mark in rated.ours.written_by(TEAM, BEN))


PRESSES: dict[str, Callable[[Practising, str], object]] = {
    "accept": lambda hal, who: hal.press(who),
    "decline": lambda hal, who: hal.press(who, Act.DECLINE),
    "rubric form": lambda hal, who: hal.ours.to_rate(TEAM, hal.tap(who), now=AT + HOUR),
    "rubric": lambda hal, who: hal.rate(who, GOOD),
    "name form": lambda hal, who: hal.ours.to_name(TEAM, hal.tap(who), now=NOW),
    "name": lambda hal, who: hal.name(CEM, by=who),
    "call off": lambda hal, who: hal.ours.withdraw(TEAM, hal.tap(who), now=NOW),
}


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.parametrize("who", [CEM, ADMIN, "U0GUEST", "U0OUT", "U0NOBODY"])
def test_no_stranger_changes_anything(store: Store, press: str, who: str) -> None:
    hal = practising(store)
    hal.planned(clock="05:00")
    hal.press(ANA, Act.DECLINE)
    before = everything(store)

    with pytest.raises(KindError):
        PRESSES[press](hal, who)

    assert everything(store) == before


@pytest.mark.parametrize("press", ["name form", "name", "call off"])
def test_no_peer_does_what_is_the_hosts(store: Store, press: str) -> None:
    hal = practising(store)
    hal.planned()

    with pytest.raises(KindError, match="Only its host"):
        PRESSES[press](hal, ANA)


@pytest.mark.parametrize("press", ["accept", "rubric form", "rubric"])
def test_no_host_rates_themselves(store: Store, press: str) -> None:
    hal = practising(store)
    hal.planned()

    with pytest.raises(KindError, match="not one of the two"):
        PRESSES[press](hal, HOST)


@pytest.mark.parametrize("press", PRESSES)
def test_an_id_that_is_none_is_refused_kindly(store: Store, press: str) -> None:
    hal = practising(store)
    hal.planned()
    with store.team(TEAM).writing() as unit:
        unit.connection.exec_driver_sql("DELETE FROM teachback_peer")
        unit.connection.exec_driver_sql("UPDATE teachback SET host_id = 'U0ELSE'")

    with pytest.raises(KindError):
        PRESSES[press](hal, HOST)
    with pytest.raises(KindError, match="no longer have it"):
        hal.press(ANA, lesson=4711)


def test_somebody_from_elsewhere_is_told_so(store: Store) -> None:
    hal = practising(store)
    hal.planned()

    with pytest.raises(KindError, match="members of this workspace"):
        hal.press(ANA, outside=True)
    assert list(hal.ours.plan(TEAM, HOST, hal.form(), seen="v:o", now=NOW, outside=True).wrong) == ["lunch"]


def test_words_are_kept_for_90_days(rated: Practising) -> None:
    rated.ours.tidy(TEAM, now=AT + timedelta(days=90))
    assert SECRET in rated.marks()
    rated.ours.tidy(TEAM, now=AT + HOUR + timedelta(days=90, minutes=1))

    assert rated.marks() == []
    assert rated.row().place == ""
    assert rated.stage is Stage.ONE_MORE
    lesson = rated.ours.for_host(TEAM, rated.row().teachback_id, HOST)
    assert lesson is not None
    assert lesson.marks == ()


@pytest.mark.parametrize(("who", "stays"), [(HOST, False), (BEN, False), (CEM, True), (ANA, True)])
def test_a_rubric_goes_with_whoever_wrote_it_and_with_whoever_it_is_about(
    rated: Practising, who: str, *, stays: bool
) -> None:
    rated.club.services.privacy.forget(TEAM, who, now=NOW)

    assert (SECRET in rated.marks()) is stays
    assert [name for name, found in everything(rated.store).items() if any(who in row for row in found)] == []


def test_no_file_keeps_a_forgotten_rubric(sqlite_store: Store) -> None:
    hal = practising(sqlite_store)
    hal.planned(clock="05:00")
    hal.held(ANA, BEN)
    hal.rate(BEN, POOR)
    hal.club.services.privacy.forget(TEAM, HOST, now=NOW)
    path = Path(str(sqlite_store.url.database))

    files = [path, path.with_name(f"{path.name}-wal")]
    assert [file.name for file in files if file.exists() and SECRET.encode() in file.read_bytes()] == []


def test_words_that_name_who_is_forgotten_go_too(store: Store) -> None:
    hal = practising(store)
    hal.planned(clock="05:00", place=f"at <@{CEM}>'s desk")
    hal.held(ANA, BEN)
    hal.rate(ANA, {**GOOD, "subject_line": f"ask <@{CEM}> for more"})
    hal.club.services.privacy.forget(TEAM, CEM, now=NOW)

    assert hal.marks() == ["", "Clear to me", "Clear to me", "Clear to me"]
    assert hal.row().place == ""


def test_markup_and_mentions_in_a_rubric_are_harmless(store: Store) -> None:
    hal = practising(store)
    hal.planned(clock="05:00", place="<!channel> *Kitchen*")
    hal.held(ANA, BEN)
    nasty = {**GOOD, "subject_line": "<!channel> <@U0ZOE> *bold* `x` @here"}
    hal.rate(ANA, nasty)
    hal.rate(BEN, nasty)

    shown = words(hal.said(now=AT + DAY)[0].view)
    for raw in ("<!channel>", "<@U0ZOE>", "*bold*", "@here", "`x`"):
        assert raw not in shown
