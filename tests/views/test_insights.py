"""The pages of insights: within Slack's limits whatever the figures and names, each chart and table one Slack draws."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.blocktree import words
from bot.demo.checks import block_problems, view_problems
from bot.domain.insights import GroupLine, Knowing, Path, Snapshot, TopicLine, WeekLine, snapshot
from bot.domain.insights_people import Role, Said
from bot.domain.insights_reading import Agreed, Looked
from bot.domain.insights_registry import FIGURES, Page
from bot.domain.insights_return import DEFAULTS, Assumptions, Range
from bot.views.charts import MOST_SERIES, chart, distinct, table
from bot.views.insights import page_view
from bot.views.insights_forms import (
    assumptions_form,
    consent_view,
    counted_modal,
    groups_form,
    groups_view,
    help_view,
    log_view,
    usage,
)
from bot.views.insights_words import minutes_words
from storage.values_insights import LookRow
from tests.bots import PINGS
from tests.histories import END, FACTS
from tests.house import read

NEWEST = snapshot(FACTS)
MONDAYS = [f"2026-0{month}-0{day}" for month in range(1, 4) for day in range(2, 6)]
names = st.one_of(st.text(max_size=80), st.sampled_from(["<!channel>", "@here", "*x*", "", "\x00", "a" * 99]))
counts = st.integers(0, 400).map(lambda count: count * 5)
shares = st.one_of(st.none(), st.floats(0, 1))
snapshots = st.builds(
    Snapshot,
    week=st.sampled_from(MONDAYS),
    at=st.just(END),
    numbers=st.fixed_dictionaries({figure.key: st.one_of(st.none(), st.floats(0, 1e6)) for figure in FIGURES}),
    topics=st.lists(st.builds(TopicLine, names, counts, shares, st.sampled_from(Knowing), counts), max_size=50).map(
        tuple
    ),
    known=st.dictionaries(st.sampled_from([str(one) for one in Knowing]), counts),
    groups=st.lists(st.builds(GroupLine, names, counts, counts, shares), max_size=30).map(tuple),
    paths=st.lists(st.builds(Path, names, names, counts), max_size=30).map(tuple),
    weeks=st.lists(
        st.builds(WeekLine, st.sampled_from(MONDAYS), counts, counts, shares),
        max_size=12,
        unique_by=lambda one: one.week,
    ).map(tuple),
)
agreed = st.builds(Agreed, st.just("U1"), names, st.sampled_from(Role), names)
looks = st.builds(
    Looked,
    page=st.sampled_from(Page),
    snapshots=st.lists(snapshots, max_size=3).map(tuple),
    assumed=st.just(DEFAULTS),
    agreed=st.lists(agreed, max_size=40).map(tuple),
    workspace=names,
)


def looked(page: Page, **more: Any) -> Looked:
    return Looked(page, (NEWEST,), DEFAULTS, **more)


@given(looks)
def test_a_page_is_one_that_slack_takes_whatever_it_holds(one: Looked) -> None:
    view = page_view(one)

    assert block_problems(view.blocks) == []
    assert view.text.strip()
    assert sum(block["type"] == "table" for block in view.blocks) <= 1
    formatted = [block for block in view.blocks if block["type"] not in {"table", "data_visualization"}]
    assert [ping for ping in PINGS if ping in view.text + words(formatted)] == []


@pytest.mark.parametrize("page", Page)
def test_a_page_of_the_history_made_by_hand(page: Page) -> None:
    assert block_problems(page_view(looked(page)).blocks) == []
    assert view_problems(counted_modal(page)) == []


def test_figures_in_words() -> None:
    flow = words(page_view(looked(Page.FLOW)).blocks)

    assert "Questions answered: *65%*" in flow
    assert "Time to the first answer: *not told*" in flow
    assert "Evenness of the load (Gini): *0.20*" in flow
    gatherings = words(page_view(looked(Page.GATHERINGS)).blocks)
    assert "Gatherings held: *2*" in gatherings
    assert "under 5" in words(page_view(looked(Page.COVERAGE)).blocks)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "less than 5 minutes"), (45, "about 45 minutes"), (180, "about 3 hours"), (4320, "about 3 days")],
)
def test_minutes_in_words(minutes: float, said: str) -> None:
    assert minutes_words(minutes) == said


def test_who_agreed_is_named_with_as_what() -> None:
    bridge = Agreed("U1", "Ana", Role.BRIDGE)
    rising = Agreed("U2", "Bob", Role.RISING, "Excel <!channel>")
    shown = words(page_view(looked(Page.PEOPLE, agreed=(bridge, rising))).blocks)

    assert "<@U1> \u2013 a bridge" in shown
    assert "<@U2> \u2013 rising" in shown
    assert "<!channel>" not in shown


def test_without_a_snapshot_it_says_when_there_will_be_one() -> None:
    assert "on Mondays" in page_view(Looked(Page.OVERVIEW, (), DEFAULTS)).text


def test_a_chart_of_nothing_is_none() -> None:
    assert chart("line", "Nothing", {"a": {"x": 0}}) is None
    assert chart("line", "Nothing", {}) is None


@given(st.dictionaries(names, st.dictionaries(names, st.floats(0, 9), max_size=30), max_size=9))
def test_a_chart_is_one_that_slack_draws_whatever_is_in_it(series: dict[str, dict[str, float]]) -> None:
    points = next(iter(series.values()), {})
    drawn = chart("bar", "x" * 99, dict.fromkeys(series, points), y="y" * 99)

    assert drawn is None or block_problems([drawn]) == []
    assert drawn is None or len(drawn["chart"]["series"]) <= MOST_SERIES


def test_names_cut_short_stay_apart() -> None:
    assert list(distinct(["a" * 30, "a" * 31, "a" * 32]).values())[1].endswith(" 2")
    assert len(set(distinct(["a" * 30, "a" * 31, "a" * 32]).values())) == 3


def test_a_long_table_is_cut() -> None:
    assert block_problems([table(("a", "b"), [("x" * 999, "")] * 500)]) == []


def test_forms_are_ones_that_slack_takes() -> None:
    own = Assumptions(Range(0.5, 1, 100_000), Range(1, 2, 3), Range(1, 2, 3), "CHF")
    for form in (assumptions_form(own), groups_form("title", "Team"), groups_form("horoscope", "")):
        assert view_problems(form) == []
    assert "0.5, 1, 100000" in repr(assumptions_form(own))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("said", Said)
def test_being_asked_is_a_message_that_slack_takes(role: Role, said: Said) -> None:
    view = consent_view(role, "Excel <!here>", said)

    assert block_problems(view.blocks) == []
    assert "<!here>" not in view.text


def test_the_rest_is_said_in_messages_that_slack_takes() -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    log = log_view([LookRow("U1", "flow", at), LookRow("", "report", at), LookRow("U2", "groups: usergroups", at)])
    assert "<@U2>: groups, set to user groups, 2 March" in log.blocks[0]["text"]["text"]
    for view in (help_view(), usage("I don't know that."), log, log_view([]), groups_view(3, "csv")):
        assert block_problems(view.blocks) == []
    assert "<@U1>: flow, 2 March 2026 at 12:00 UTC" in log.blocks[0]["text"]["text"]
    assert "within a day" in groups_view(0, "usergroups").text
    assert "no groups any more" in groups_view(0, "none").text


def test_the_documentation_has_every_definition_in_the_same_words() -> None:
    """docs/insights.md, and what stands behind "How is this counted?", are one list."""
    text = read("docs/insights.md")

    rows = [f"| {one.title} | {one.formula} | {one.window} | {one.least} |" for one in FIGURES]

    assert [row for row in rows if row not in text] == []
    table = text.partition("| figure | how it is counted |")[2].partition("\n\n")[0]
    assert table.count("\n| ") - 1 == len(rows)
