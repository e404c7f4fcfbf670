"""Questions that were taken to colleagues, in insights: what was taken on counts once, and who asked without a name is
nobody in every figure and in every file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from bot.domain.insights_registry import Page
from bot.domain.referrals import Move
from bot.views.insights import page_view
from bot.views.report_files import report_csv, report_json
from bot.views.report_page import report_page
from storage.store import Store, Unit
from storage.values import WORKS_COUNCIL, PersonRow
from storage.values_insights import AskedRow
from tests.builders import TEAM, rows
from tests.referring import ANA, JILL, KATIE, LEE, NOON, PEOPLE, SCOTT, Referring, referring_on

BEFORE, AFTER = NOON - timedelta(days=30), NOON + timedelta(days=30)
ALL = {one.user_id for one in PEOPLE}
MONDAY = datetime.fromisoformat("2026-03-09T09:00:00+00:00")


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@contextmanager
def reading(desk: Referring) -> Iterator[Unit]:
    with desk.store.team(TEAM).reading() as unit:
        yield unit


def helped(desk: Referring) -> list[tuple[str, str]]:
    with reading(desk) as unit:
        return sorted((helper, asker) for helper, asker, _at in unit.insights.helped(BEFORE, AFTER, of=ALL))


def asked(desk: Referring) -> list[AskedRow]:
    with reading(desk) as unit:
        return list(unit.insights.asked(BEFORE, AFTER))


UNNAMED = pytest.mark.parametrize("unnamed", [False, True])


@UNNAMED
def test_what_is_taken_on_is_help_and_the_thanks_for_it_no_second_one(desk: Referring, *, unnamed: bool) -> None:
    question = desk.asks(unnamed=unnamed)
    assert helped(desk) == []
    desk.answers(question, Move.ACCEPT)
    taken = [(SCOTT, "" if unnamed else KATIE)]
    assert helped(desk) == taken
    desk.judges(question, helped=True)

    assert helped(desk) == taken
    assert len(rows(desk.store, "kudos")) == 1
    assert [(one.asker_id, one.named > 0, one.helped) for one in asked(desk)] == [(taken[0][1], True, True)]


@UNNAMED
@pytest.mark.parametrize("move", [Move.LATER, Move.DECLINE])
def test_what_is_not_taken_on_is_no_help(desk: Referring, move: Move, *, unnamed: bool) -> None:
    question = desk.asks(unnamed=unnamed)
    desk.answers(question, move)

    assert helped(desk) == []
    assert [one.helped for one in asked(desk)] == [False]


def test_nor_what_was_passed_on_withdrawn_or_did_not_help(desk: Referring) -> None:
    desk.bounds(asks_per_day=9, asks_per_week=9)
    passed, withdrawn, failed = desk.asks(SCOTT), desk.asks(JILL, who=LEE), desk.asks(ANA, who=LEE, text="pandas")
    assert desk.passes(passed, JILL) == ""
    desk.withdraws(withdrawn, LEE)
    desk.answers(failed, Move.ACCEPT, ANA)
    desk.judges(failed, helped=False, who=LEE)

    assert helped(desk) == []
    assert not any(one.helped for one in asked(desk))


def test_a_question_without_a_name_is_counted_once_and_tells_nobody(desk: Referring) -> None:
    """What was typed before it says no longer whose it was, and is no second question."""
    desk.asks(unnamed=True)

    assert [(one.asker_id, one.in_channel) for one in asked(desk)] == [("", False)]


def test_where_people_are_asked_first_it_is_not_counted(desk: Referring) -> None:
    """Nobody looks whether whoever asked has said yes."""
    question = desk.asks(unnamed=True)
    desk.answers(question, Move.ACCEPT)
    with desk.unit() as unit:
        unit.choices.set({WORKS_COUNCIL: "1"})

    assert asked(desk) == helped(desk) == []


def test_of_whoever_is_forgotten_nothing_is_counted(desk: Referring) -> None:
    desk.asks(unnamed=True)
    desk.ours.privacy.forget(TEAM, KATIE, now=NOON)

    assert asked(desk) == []


def test_whoever_passed_it_on_is_not_thanked_by_somebody_they_do_not_know(desk: Referring) -> None:
    question = desk.asks(unnamed=True)
    assert desk.passes(question, JILL) == ""
    desk.answers(question, Move.ACCEPT, JILL)
    desk.judges(question, helped=True)

    assert [(row.giver_id, row.receiver_id) for row in rows(desk.store, "kudos")] == [(KATIE, JILL)]


def test_no_page_and_no_file_tells_who_asked(desk: Referring) -> None:
    """Of five who ask by name and one who does not: the same figures, whoever that is."""
    with desk.unit() as unit:
        unit.people.save([PersonRow(LEE, "Lee", is_admin=True), *(PersonRow(f"U0N{n}", f"Nina{n}") for n in range(6))])
        unit.workspace.install(name="Acme", url="", bot_user_id="UB", now=NOON)
    desk.bounds(asks_per_day=9, asks_per_week=9)
    for number in range(5):
        desk.asks(who=f"U0N{number}")
    question = desk.asks(ANA, unnamed=True, text="pandas")
    desk.answers(question, Move.ACCEPT, ANA)
    desk.ours.insights.due(TEAM, MONDAY)
    pages = [repr(page_view(desk.ours.insights.look(TEAM, LEE, page, seen=desk.seen(), now=MONDAY))) for page in Page]
    looked = desk.ours.insights.report(TEAM, now=MONDAY)
    files = [report_json(looked), report_csv(looked), report_page(looked)]

    assert looked.newest is not None
    for told in (*pages, *files, repr(rows(desk.store, "insight_snapshot"))):
        assert [one.user_id for one in PEOPLE if one.user_id != LEE and one.user_id in told] == []
        assert "Katie" not in told
        assert desk.handoff(question).digest not in told
