"""Insights on a real database: the figures of the history made by hand, once a week, for coordinators alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.insights import snapshot
from bot.domain.insights_registry import Page
from bot.domain.insights_return import DEFAULTS, Range
from bot.errors import KindError
from bot.services.insights_groups import Source
from storage.asks import AnswerKey
from storage.kudos import How, KudosRow
from storage.models import Referral
from storage.store import Store
from storage.upserts import table_of
from storage.values import Origin, PersonRow, QuestionRow
from tests.builders import TEAM, rows, ts
from tests.histories import END, EVERYBODY, FACTS, PLACED
from tests.insighters import GUEST, JILL, NOW, TEAMS, Desk, desk_on, lived_on, names_in


@pytest.fixture
def desk(store: Store) -> Desk:
    return lived_on(store)


@pytest.fixture
def lite(sqlite_store: Store) -> Desk:
    return lived_on(sqlite_store)


def test_the_database_yields_what_paper_says(desk: Desk) -> None:
    """All the figures at once: tests/domain/test_insights.py works each out by hand."""
    assert desk.place(PLACED).placed == 20

    assert desk.week() == replace(snapshot(FACTS), at=END)


def test_a_week_is_frozen_once_and_never_changes(desk: Desk) -> None:
    first = desk.week()
    with desk.store.team(TEAM).writing() as unit:
        for number in range(9):
            unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", f"E{number % 8}", END - timedelta(days=2), (), ()))
    desk.at = NOW
    desk.bot.services.insights.due(TEAM, NOW)
    desk.bot.services.insights.weekly.freeze(TEAM, now=NOW, ask=False)

    assert desk.look().newest == first
    assert len(desk.look().snapshots) == 1


def test_the_next_week_brings_new_figures_and_keeps_the_old(lite: Desk) -> None:
    first, second = lite.week(), lite.week()

    assert (first.week, second.week) == ("2026-03-02", "2026-03-09")
    assert lite.look().snapshots == (second, first)


def test_of_two_processes_one_works_them_out(lite: Desk) -> None:
    with lite.store.team(TEAM).writing() as unit:
        assert unit.workspace.claim("insights.freeze", "2026-03-02:02.09", now=NOW)

    lite.bot.services.insights.due(TEAM, NOW)
    assert lite.look().snapshots == ()

    lite.bot.services.insights.due(TEAM, NOW + timedelta(hours=1))  # the other one died
    assert len(lite.look().snapshots) == 1


def test_a_week_in_which_the_bot_was_down_is_caught_up_late(lite: Desk) -> None:
    lite.at = NOW + timedelta(days=3)

    assert lite.week().week == "2026-03-02"


def test_a_new_grouping_counts_from_the_next_snapshot_on(lite: Desk) -> None:
    lite.week()
    lite.place(PLACED)
    assert lite.look().newest is not None
    assert lite.look().newest.groups == ()  # type: ignore[union-attr]

    assert {one.name for one in lite.week().groups} == {"Engineering", "Sales", "other"}


@pytest.mark.parametrize("page", Page)
def test_only_coordinators_look(lite: Desk, page: Page) -> None:
    lite.week()
    for who in ("E1", GUEST, "U0NOBODY"):
        with pytest.raises(KindError, match="for coordinators"):
            lite.look(page, who)
        with pytest.raises(KindError, match="for coordinators"):
            lite.bot.services.insights.turn(TEAM, who, page, url="u", seen=lite.seen(), now=lite.at)
        assert lite.bot.services.insights.again(TEAM, who, page) is None
        with pytest.raises(KindError, match="for coordinators"):
            lite.bot.services.insights.assume(TEAM, who, {}, now=lite.at)
        with pytest.raises(KindError, match="for coordinators"):
            lite.bot.services.insights.groups.choose(TEAM, who, {"source": "none"}, seen=lite.seen(), now=lite.at)
    assert rows(lite.store, "outbox") == []


def test_every_look_is_written_down_once_for_all_to_read(lite: Desk) -> None:
    lite.week()
    insights = lite.bot.services.insights
    for _again in range(2):
        insights.look(TEAM, JILL, Page.COVERAGE, seen="c:same", now=lite.at + timedelta(minutes=1))
    insights.turn(TEAM, JILL, Page.FLOW, url="u", seen="a:1", now=lite.at + timedelta(minutes=2))
    insights.turn(TEAM, JILL, Page.FLOW, url="u", seen="a:1", now=lite.at + timedelta(minutes=3))

    looked = insights.looks(TEAM, "E1")

    assert [(one.user_id, one.page) for one in looked] == [(JILL, "flow"), (JILL, "coverage"), (JILL, "overview")]
    with pytest.raises(KindError, match="members"):
        insights.looks(TEAM, GUEST)


def test_looks_are_kept_for_a_year(lite: Desk) -> None:
    lite.week()
    lite.bot.services.insights.tidy(TEAM, now=lite.at + timedelta(days=364))
    assert len(rows(lite.store, "insight_look")) == 1

    lite.bot.services.insights.tidy(TEAM, now=lite.at + timedelta(days=366))
    assert rows(lite.store, "insight_look") == []


def test_a_snapshot_names_nobody(lite: Desk) -> None:
    lite.place(PLACED)
    lite.week()
    (kept,) = rows(lite.store, "insight_snapshot")

    assert [user_id for user_id in PLACED if f"'{user_id}'" in repr(kept)] == []


def test_where_fewer_than_five_are_there_is_nothing_to_see(sqlite_store: Store) -> None:
    desk = desk_on(sqlite_store)
    with sqlite_store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(f"E{number}", is_deleted=True) for number in range(1, 8)])
        unit.people.save([PersonRow(user_id, is_guest=True) for user_id in PLACED if user_id[0] in "SLH"])
    desk.bot.services.insights.due(TEAM, NOW)

    assert desk.look().newest is None
    assert rows(sqlite_store, "insight_member") == []


def test_an_answer_that_was_also_thanked_for_is_one_help(lite: Desk) -> None:
    """And of an answer, a request that was taken on and thanks without a place each is one."""
    with lite.store.team(TEAM).writing() as unit:
        asked = END - timedelta(days=2)
        said = ts(asked + timedelta(minutes=5))
        row = unit.asks.add(QuestionRow(0, Origin.CHANNEL, "C9", ts(asked), "S0", asked, (), ()))
        unit.asks.add_answers({AnswerKey("C9", ts(asked), "E0"): said, AnswerKey("C9", ts(asked), "S0"): said})
        unit.asks.name(row.question_id, ["E0", "E1", "E2"], at=asked)
        referral = table_of(Referral)
        unit.connection.execute(referral.update().where(referral.c.user_id != "E2").values(state="accepted"))
        thanks = KudosRow(0, "S0", "E0", How.REACTION, asked, "2026-02-28", channel_id="C9", ts=said, event_ts="t1")
        unit.kudos.add(thanks)
        unit.kudos.add(replace(thanks, channel_id="", ts="", event_ts="t2"))
        unit.kudos.add(replace(thanks, event_ts="t3", revoked_at=asked))
        found = [
            (helper, asker)
            for helper, asker, _at in unit.insights.helped(asked - timedelta(hours=1), END, of=EVERYBODY)
            if asker == "S0"
        ]
        (there,) = [one for one in unit.insights.asked(asked, END) if one.ts]

    assert sorted(found) == [("E0", "S0"), ("E0", "S0"), ("E1", "S0")]
    assert there.answer_ts == said
    assert there.helped


def test_assumptions_change_what_it_is_worth(lite: Desk) -> None:
    insights = lite.bot.services.insights
    assert lite.look().assumed == DEFAULTS

    entered = {"minutes": "1 2 3", "hour": "10 10 10", "fee": "0 0 9", "currency": "CHF"}
    assert insights.assume(TEAM, JILL, {**entered, "fee": "much"}, now=NOW).keys() == {"fee"}
    assert lite.look().assumed == DEFAULTS
    assert insights.assume(TEAM, JILL, entered, now=NOW) == {}
    assert lite.look().assumed.minutes == Range(1, 2, 3)
    assert insights.assumptions(TEAM).currency == "CHF"


def test_groups_come_from_titles_where_a_coordinator_says_so(lite: Desk) -> None:
    groups = lite.bot.services.insights.groups
    with lite.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(at, at, one["group"], is_admin=at == JILL) for at, one in PLACED.items()])
    assert groups.choose(TEAM, JILL, {"source": "title"}, seen="v:1", now=NOW).placed == 20
    assert groups.chosen(TEAM).source is Source.TITLE

    groups.refresh_titles(TEAM)

    assert {one.name for one in lite.week().groups} == {"Engineering", "Sales", "other"}


def test_a_csv_with_a_fault_changes_nothing(lite: Desk) -> None:
    lite.place(TEAMS)
    groups = lite.bot.services.insights.groups
    wrong = "user,group\n" + "\n".join(f"nobody{number},Sales" for number in range(5))
    for text in (wrong, "", "user,group", "E0,Sales"):
        found = groups.choose(TEAM, JILL, {"source": "csv", "csv": text}, seen=lite.seen(), now=NOW)
        assert found.wrong is not None
        assert found.wrong.keys() == {"csv"}
    assert "And 2 more." in groups.upload(TEAM, wrong.splitlines(), now=NOW).wrong["csv"]  # type: ignore[index]
    other = groups.choose(TEAM, JILL, {"source": "usergroups", "csv": "user,group"}, seen=lite.seen(), now=NOW)
    assert other.wrong is not None
    assert "The CSV below" in other.wrong["csv"]
    no_field = groups.choose(TEAM, JILL, {"source": "field"}, seen=lite.seen(), now=NOW)
    assert no_field.wrong is not None

    assert len(rows(lite.store, "insight_placement")) == 20
    assert groups.upload(TEAM, ["user,group", "E1,Sales"], now=NOW).placed == 1
    assert len(rows(lite.store, "insight_placement")) == 1


def test_names_that_two_people_have_place_nobody(lite: Desk) -> None:
    with lite.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("E1", "Ana"), PersonRow("E2", "ana"), PersonRow("E3", "Bea")])
    groups = lite.bot.services.insights.groups

    assert groups.upload(TEAM, ["user,group", "bea,Sales"], now=NOW).placed == 1
    assert groups.upload(TEAM, ["user,group", "ana,Sales"], now=NOW).wrong is not None


def test_what_a_setting_of_another_version_says_is_no_grouping(lite: Desk) -> None:
    with lite.store.team(TEAM).writing() as unit:
        unit.choices.set({"insights_grouped_by": '{"source": "horoscope"}'})

    assert lite.bot.services.insights.groups.chosen(TEAM).source is Source.NONE


def test_a_report_of_an_imported_history_has_this_weeks_figures(lite: Desk) -> None:
    found = lite.bot.services.insights.report(TEAM, now=NOW + timedelta(weeks=50))

    assert found.newest is not None
    assert found.newest.week == "2026-03-09"  # its last question was put on Tuesday 3 March
    assert found.newest.numbers["asked"] == 15
    assert rows(lite.store, "insight_consent") == []
    assert names_in(lite.bot.services.insights.looks(TEAM, JILL)).count("report") == 1
    assert lite.bot.services.insights.report(TEAM, now=lite.at + timedelta(weeks=90)).snapshots == found.snapshots


def test_a_report_where_the_bot_is_at_home_is_about_what_was_frozen(lite: Desk) -> None:
    with lite.store.team(TEAM).writing() as unit:
        unit.workspace.install(name="Acme", url="", bot_user_id="UB", now=NOW)
    first = lite.bot.services.insights.report(TEAM, now=NOW)
    later = lite.bot.services.insights.report(TEAM, now=NOW + timedelta(weeks=3))

    assert first.newest is not None
    assert first.newest.week == "2026-03-02"
    assert later.snapshots == first.snapshots
    assert later.workspace == "Acme"
