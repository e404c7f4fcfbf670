"""Stories of insights: a coordinator looks, turns pages, changes assumptions; somebody who was found is asked first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.people import Person
from bot.demo.values import Message
from storage.values import EvidenceRow, Kind, Origin, QuestionRow
from tests.programmes import Lunchtime, asked

PAGES = ("", "overview", "coverage", "flow", "pathways", "gatherings", "return", "people", "help", "log")


def staffed(lunch: Lunchtime, *, days: float = 1) -> list[Person]:
    """Eight more colleagues ask about Excel in #general, and Scott answers each; then it is Monday again."""
    slack, general = lunch.acme.slack, lunch.acme.general
    more = [slack.add_person(f"Colleague {number}") for number in range(8)]
    for who in more:
        who.joins(general)
        question = who.says(general, "Who knows PowerPoint? I need it by Friday")
        lunch.settles()
        lunch.acme.scott.says(general, "I do, happy to help with it this afternoon", thread=question)
        lunch.settles()
    ticks(lunch, days=7 * days)
    return more


def ticks(lunch: Lunchtime, *, days: float = 0) -> None:
    lunch.clock.at += timedelta(days=days)
    lunch.acme.bot.jobs.tick(lunch.clock())
    lunch.settles()


def types(lunch: Lunchtime, text: str, who: Person | None = None) -> Message:
    answer = (who or lunch.acme.jill).types("/insights", text, channel=lunch.acme.general)
    assert answer.acked, answer.error
    lunch.settles()
    assert answer.message is not None, answer.body
    return answer.message


def test_a_coordinator_looks_and_turns_pages_where_they_stand(lunch: Lunchtime) -> None:
    staffed(lunch)
    jill = lunch.acme.jill
    shown = types(lunch, "")
    assert "People counted: *about 10*" in shown.shown
    assert "Questions: *about 10*" in shown.shown
    assert shown.only_for == jill.id

    assert jill.presses(shown, "Coverage").acked
    lunch.settles()
    (coverage,) = [one for one in jill.whispers(lunch.acme.general) if "Single points" in one.shown]
    assert "PowerPoint" in coverage.shown
    assert "Single points of knowledge (one colleague, or none): PowerPoint" in coverage.shown.replace("*", "")


def test_no_number_and_no_page_names_a_person(lunch_once: Lunchtime) -> None:
    staffed(lunch_once)
    scott, everybody = lunch_once.acme.scott, lunch_once.acme.slack.world.accounts.values()
    for page in PAGES[:-2]:
        shown = types(lunch_once, page)
        said = repr((shown.text, shown.blocks))

        assert scott.mention not in said
        assert [one.name for one in everybody if one.name in said] == []


def test_anybody_else_is_told_for_whom_it_is(lunch_once: Lunchtime) -> None:
    staffed(lunch_once)
    guest = lunch_once.acme.slack.add_person("Gus", is_guest=True)
    guest.joins(lunch_once.acme.general)
    ticks(lunch_once, days=1)
    for page in (*PAGES[:-2], "groups", "assumptions"):
        for who in (lunch_once.acme.katie, guest):
            answer = who.types("/insights", page, channel=lunch_once.acme.general)
            assert answer.message is not None
            assert "Insights are for coordinators" in answer.message.shown
            assert who.views() == []


def test_called_wrongly_it_says_how_to_call_it(lunch_once: Lunchtime) -> None:
    for text in ("cover", "coverage please", ":tada:", "@scott"):
        assert "`/insights help`" in types(lunch_once, text).shown
    assert "`/insights coverage`" in types(lunch_once, "HELP").shown


def test_before_the_first_monday_there_is_nothing_to_see(lunch_once: Lunchtime) -> None:
    assert "nothing to see yet" in types(lunch_once, "").shown


@pytest.mark.parametrize("page", PAGES[1:-2])
def test_every_page_says_how_it_is_counted(lunch_once: Lunchtime, page: str) -> None:
    staffed(lunch_once)
    jill = lunch_once.acme.jill
    assert jill.presses(types(lunch_once, page), "How is this counted?").acked

    assert "Smallest group:" in jill.reads(jill.topmost())


def test_who_looked_is_there_for_everybody_to_read(lunch_once: Lunchtime) -> None:
    staffed(lunch_once)
    assert "Nobody has looked" in types(lunch_once, "log", lunch_once.acme.katie).shown
    jill = lunch_once.acme.jill
    jill.presses(types(lunch_once, "flow"), "Return")
    lunch_once.settles()

    log = types(lunch_once, "log", lunch_once.acme.katie).shown

    assert f"{jill.mention}: flow" in log
    assert f"{jill.mention}: return" in log


def test_assumptions_change_what_it_is_worth(lunch_once: Lunchtime) -> None:
    staffed(lunch_once)
    jill = lunch_once.acme.jill
    jill.presses(types(lunch_once, "return"), "Change the assumptions")
    assert jill.submits(values={"Minutes that one help saves": "9 8 7"}).errors.keys() == {"minutes"}
    assert jill.submits(values={"Minutes that one help saves": "60, 120, 180", "Currency": "CHF"}).errors == {}
    lunch_once.settles()

    shown = types(lunch_once, "return").shown

    assert "60, 120, 180 minutes" in shown
    assert "CHF" in shown


def test_groups_are_given_by_csv_and_count_from_the_next_monday(lunch_once: Lunchtime) -> None:
    more = staffed(lunch_once)
    jill = lunch_once.acme.jill
    teams = {**dict.fromkeys(more[:5], "Front"), **dict.fromkeys([*more[5:], lunch_once.acme.scott, jill], "Back")}
    csv = "\n".join(["user,group", *(f"{who.id},{group}" for who, group in teams.items())])
    assert jill.types("/insights", "groups", channel=lunch_once.acme.general).acked
    where, text = "Where do groups come from?", "CSV"
    assert jill.submits(values={where: "The CSV below", text: "user,group\nnobody,Front"}).errors.keys() == {"csv"}
    assert jill.submits(values={where: "The CSV below", text: csv}).errors == {}
    lunch_once.settles()
    assert "10 people have one" in jill.reads(jill.topmost())
    assert "No groups can be told apart yet" in types(lunch_once, "pathways").shown

    ticks(lunch_once, days=7)

    assert "Front" in repr(types(lunch_once, "pathways").blocks)


def test_somebody_who_was_found_is_asked_and_shown_after_a_yes(lunch: Lunchtime) -> None:
    """He helped eight of them within a week, where questions were asked two months ago already: rising."""
    more, scott = staffed(lunch, days=0), lunch.acme.scott
    with lunch.acme.bot.services.store.team(lunch.acme.team).writing() as unit:
        long_ago = lunch.clock() - timedelta(days=60)
        unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", scott.id, long_ago, (), ()))
        skill = unit.skills.ensure({"powerpoint": "PowerPoint"})["powerpoint"]
        unit.ledger.enter_all(
            EvidenceRow(f"k{who.id}", scott.id, skill, Kind.KUDOS, lunch.clock(), from_user_id=who.id) for who in more
        )  # type: ignore[arg-type]
    ticks(lunch, days=7)
    (question,) = [one for one in asked(scott) if "May I show that" in one.shown]
    assert scott.mention not in repr(types(lunch, "people").blocks)

    lunch.presses(scott, "Yes, you may", question)
    assert "Coordinators may see it" in scott.reads(question)
    assert scott.mention in types(lunch, "people").shown

    lunch.presses(scott, "Take that back", question)
    assert "will not ask again" in scott.reads(question)
    assert scott.mention not in types(lunch, "people").shown


def test_everything_repeated_is_looked_at_and_answered_once(lunch_once: Lunchtime) -> None:
    staffed(lunch_once)
    jill = lunch_once.acme.jill
    jill.presses(types(lunch_once, "overview"), "Flow")
    jill.presses(types(lunch_once, "return"), "Change the assumptions")
    lunch_once.settles()
    log = types(lunch_once, "log").shown
    opened = len(lunch_once.acme.slack.called("views.open"))
    for delivery in list(lunch_once.acme.slack.deliveries):
        for same_id in (True, False):
            lunch_once.acme.slack.redeliver(delivery, same_id=same_id)
    lunch_once.settles()

    assert types(lunch_once, "log").shown == log
    assert len(lunch_once.acme.slack.called("views.open")) == opened
