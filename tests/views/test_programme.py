"""The weekly programme in words: what it is called, what its numbers say, and that its help fits on a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.demo.blocktree import words
from bot.domain.bounds import Bounds
from bot.domain.kudos_told import Rules
from bot.domain.programme import Changed, Invitation, Overview, Part, Proposed, SetUp, TopicsPost, Upcoming
from bot.views.blocks import View
from bot.views.kudos import help_view as kudos_help
from bot.views.programme import invitation_view, told_view, topics_view, zone_name
from bot.views.programme_help import changed_view, help_view, next_view, set_up_view
from bot.views.programme_overview import overview_view
from storage.values_lunch import LunchRow
from storage.values_programme import InviteRow, SeriesRow, TopicRow, Why

TUESDAY = datetime(2026, 12, 1, 11, tzinfo=UTC)
SERIES = SeriesRow(1, "C1", "tue", "12:00", "Europe/Berlin", TUESDAY, seats=1, minutes=45)
WHEN = "Tuesday 1 December at 12:00 (Berlin time)"


def test_help_fits_on_a_screen() -> None:
    for view in (help_view(), kudos_help(Rules(Bounds()))):
        assert len(words(view.blocks).splitlines()) <= 20


@pytest.mark.parametrize(
    ("tz", "name"),
    [("Europe/Berlin", "Berlin time"), ("America/New_York", "New York time"), ("UTC", "UTC")],
)
def test_a_zone_is_called_by_its_city(tz: str, name: str) -> None:
    assert zone_name(tz) == name


@pytest.mark.parametrize(("seats", "said"), [(0, "no limit on seats"), (1, "1 seat,"), (12, "12 seats,")])
def test_what_was_set_up_is_said_back(seats: int, said: str) -> None:
    text = set_up_view(SetUp({}, replace(SERIES, seats=seats, place="Kitchen 2"), "lunch", TUESDAY)).text

    assert text.startswith("The lunch & learn in #lunch is set up: every Tuesday at 12:00 (Berlin time), 45 minutes, ")
    assert said in text
    assert f"The next post comes on {WHEN}" in text


@pytest.mark.parametrize(
    ("what", "day", "said"),
    [
        ("pause", "", "The lunch & learn in #lunch is paused."),
        ("resume", "", f"The lunch & learn in #lunch goes on. The next post comes on {WHEN}."),
        ("stop", "", "The lunch & learn in #lunch has ended."),
        ("skip", "2026-11-24", "There is no lunch & learn in #lunch on Tuesday 24 November 2026. The next post"),
        ("unskip", "2026-11-24", "There is a lunch & learn in #lunch on Tuesday 24 November 2026 after all."),
        ("unskip", "", "No date of the lunch & learn in #lunch was left out."),
    ],
)
def test_every_change_is_said_in_a_sentence(what: str, day: str, said: str) -> None:
    assert changed_view(Changed(SERIES, "lunch", TUESDAY, day), what).text.startswith(said)


def test_what_comes_next_stands_below_when_it_comes() -> None:
    skipping = replace(SERIES, skips=("2026-11-24", "2026-12-29"))
    lines = next_view([Upcoming(skipping, "lunch", TUESDAY, (), ("Excel", "Figma"))]).text

    assert lines.splitlines() == [
        f"*#lunch*, next post: {WHEN}",
        "Topics to choose from: Excel, Figma. Left out: Tuesday 29 December 2026.",
    ]


def topics(*whys: Why) -> str:
    proposed = tuple(
        Proposed(TopicRow(number, 1, f"Topic {number}", TUESDAY, why=why), 3 * number, None, "")
        for number, why in enumerate(whys)
    )
    return words(topics_view(TopicsPost(SERIES, TUESDAY, proposed)).blocks)


def test_why_a_topic_is_there_stands_once_where_it_holds_for_all() -> None:
    same, mixed = topics(Why.ASKED, Why.ASKED, Why.ASKED), topics(Why.ASKED, Why.SUGGESTED)

    assert same.count("Several colleagues asked about") == 1
    assert "*Topic 1*\nThree would come." in same
    assert "*Topic 0*\nSeveral colleagues asked about it lately." in mixed
    assert "*Topic 1*\nA colleague suggested it. Three would come." in mixed
    assert "*Topic 0*\nA colleague suggested it." in topics(Why.SUGGESTED)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why.ASKED, "Several colleagues would like to learn about it, and"),
        (Why.SUGGESTED, "A colleague would like to learn about it, and"),
        (Why.KNOWN, "It is one of the topics to choose from, and"),
    ],
)
def test_an_invitation_claims_no_wish_that_nobody_had(why: Why, said: str) -> None:
    topic = TopicRow(1, 1, "Excel", TUESDAY, why=why)
    asked = Invitation(SERIES, "lunch", Proposed(topic, 0, None, ""), InviteRow(1, "U1", TUESDAY), TUESDAY)
    view = invitation_view(asked)

    assert view is not None
    assert view.text.startswith(f"Would you host a lunch & learn about *Excel* in #lunch? {said} you have shown")


def test_the_overview_has_a_button_for_each_part_somebody_can_have() -> None:
    lunches = [LunchRow(n, 1, f"Title {n}", "U1", TUESDAY, "UTC", 45, "C1", TUESDAY) for n in range(4)]
    coming = tuple(Upcoming(SERIES, "lunch", TUESDAY, (lunch,)) for lunch in lunches)
    mine = tuple(zip(lunches, (Part.HOST, Part.COMING, Part.WAITING), strict=False))
    view = overview_view(Overview(coming, mine, {"U1": "Ana"}, coordinates=False))

    assert labels_beside(view) == [
        None, None, None, "Count me in", "Practise it first", "Can't make it", "Can't make it",
    ]  # fmt: skip


def test_an_overview_of_a_busy_company_fits_into_a_message() -> None:
    lunch = LunchRow(1, 1, "x" * 150, "U1", TUESDAY, "UTC", 45, "C1", TUESDAY)
    coming = (Upcoming(SERIES, "lunch", TUESDAY, (lunch,)),) * 60
    view = overview_view(Overview(coming, ((lunch, Part.HOST),) * 60, {}, coordinates=True))

    assert len(view.blocks) <= 50


def test_a_newcomer_where_there_is_nothing_yet_is_told_whom_to_ask() -> None:
    assert "`/whoknows coordinators`" in words(overview_view(Overview((), (), {}, coordinates=False)).blocks)
    assert "`/lunch setup` begins one" in words(overview_view(Overview((), (), {}, coordinates=True)).blocks)


def labels_beside(view: View) -> list[str | None]:
    sections = [block for block in view.blocks if block["type"] == "section" and block["text"]["text"] != "*You*"]
    return [block["accessory"]["text"]["text"] if "accessory" in block else None for block in sections]


def test_a_post_that_was_given_up_is_told_with_the_way_to_try_once_more() -> None:
    text = told_view(Upcoming(SERIES, "lunch", TUESDAY), "given_up", "2026-11-24").text

    assert "The weekly post in #lunch that was due on Tuesday 24 November 2026 failed again and again" in text
    assert f"The next one comes on {WHEN}. `/lunch post now` tries once more" in text
