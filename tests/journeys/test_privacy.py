"""Stories of people who decide what they are named for, pause, leave, take their data along; and of a works council."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.app import now
from bot.demo.people import Person
from bot.demo.values import View
from tests.bots import Company
from tests.journeys.test_home import of_skill, opened, repeat_everything, tab
from tests.journeys.test_oneself import files_of


def found_for(acme: Company, who: Person) -> str:
    """What stands on their tab about what they are found for."""
    return opened(acme, who).partition("found for")[2].partition("Thanks to you")[0]


def closer(acme: Company, who: Person) -> View:
    home = tab(acme, who)
    assert who.presses(home, of_skill(home), option="Where I showed it").acked
    return who.views()[-1]


def pieces(view: View) -> list[str]:
    return [block["block_id"] for block in view.blocks if block.get("accessory", {}).get("action_id") == "piece"]


def says_of(acme: Company, who: Person, option: str, **values: Any) -> Any:
    """Chooses something of the newest piece of evidence, and saves it."""
    form = closer(acme, who)
    answer = who.submits(form, values={**dict.fromkeys(pieces(form)[:1], option), **values})
    acme.settles()
    return answer


def test_a_skill_is_hidden_from_the_tab_and_brought_back(acme: Company) -> None:
    acme.learns()
    home = tab(acme, acme.scott)
    assert acme.scott.presses(home, of_skill(home), option="Don't name me for this").acked
    acme.settles()

    assert "Not named for *PowerPoint*" in found_for(acme, acme.scott)
    assert acme.scott.mention not in acme.looks("powerpoint").shown
    acme.learns()
    assert acme.scott.mention not in acme.looks("ppt").shown
    acme.scott.presses(tab(acme, acme.scott), "Name me for it")
    acme.settles()
    assert acme.scott.mention in acme.looks("powerpoint").shown


def test_what_one_is_found_for_is_confirmed_from_the_tab(once: Company) -> None:
    once.learns()
    home = tab(once, once.scott)
    once.scott.presses(home, of_skill(home), option="Yes, I know this")
    once.settles()

    assert "says they know PowerPoint" in once.looks("powerpoint").shown
    assert "you said so yourself" in found_for(once, once.scott)


def test_an_answer_is_hidden_and_brought_back_piece_by_piece(acme: Company) -> None:
    acme.learns()
    assert says_of(acme, acme.scott, "Does not count").acked
    assert "answered one question" not in acme.looks("powerpoint").shown
    assert "answered one question" not in found_for(acme, acme.scott)


def test_a_thanks_is_moved_to_the_skill_it_was_for(once: Company) -> None:
    once.katie.types("/kudos", "@scott for powerpoint")
    once.settles()
    empty = says_of(once, once.scott, "Shows something else")
    assert empty.body["response_action"] == "errors"
    assert says_of(once, once.scott, "Shows something else", **{"What does it show instead?": "k8s"}).acked

    assert "thanked once by one colleague for Kubernetes" in once.looks("kubernetes").shown
    assert once.scott.mention not in once.looks("powerpoint").shown


def test_more_pieces_than_fit_stand_on_top(once: Company) -> None:
    for _ in range(12):
        once.learns()
    form = closer(once, once.scott)
    assert len(pieces(form)) == 10
    assert once.scott.presses(form, "Older ones").acked

    assert len(pieces(once.scott.views()[-1])) == 2


def test_a_pause_from_the_tab_ends_by_itself(acme: Company) -> None:
    acme.learns()
    until = (now() + timedelta(days=10)).date().isoformat()
    acme.scott.presses(tab(acme, acme.scott), "Don't name me for now")
    assert acme.scott.submits(values={"Until which day?": until}).acked
    acme.settles()

    assert acme.scott.mention not in acme.looks("powerpoint").shown
    assert "nobody is led to you" in opened(acme, acme.scott)
    acme.bot.services.wishes.due(acme.team, now() + timedelta(days=11))
    acme.settles()
    assert acme.scott.mention in acme.looks("powerpoint").shown


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01"])
def test_a_pause_that_cannot_be_is_said_beside_the_field(once: Company, day: str) -> None:
    once.scott.presses(tab(once, once.scott), "Don't name me for now")

    answer = once.scott.submits(values={"Until which day?": day})

    assert answer.body["response_action"] == "errors"
    assert "day" in answer.body["errors"]


COMMANDS = {
    "pause me": "nobody is led to you",
    "Pause me until 2020-01-01": "ends tomorrow at the earliest",
    "pause me until someday": "a day such as",
    "resume me": "Colleagues who ask are led to you",
    "don't name me": "nobody is led to you",
    "Don\u2019t name me for now until 2020-01-01": "ends tomorrow at the earliest",
    "dont name me until someday": "a day such as 2026-12-24: `/whoknows don't name me until",
    "name me again": "Colleagues who ask are led to you",
    "stop learning from me": "I learn nothing from what you do",
    "learn from me": "I learn from what you write",
    "leave me out": "You left",
    "privacy": "anybody can say no",
    "export": "as a file",
}


def test_each_command_says_what_holds_from_now_on(once: Company) -> None:
    for text, words in COMMANDS.items():
        assert words in once.looks(text, who=once.scott).shown, text


def test_while_somebody_is_not_named_nothing_says_that_they_may_be_asked(once: Company) -> None:
    once.learns()
    once.looks("add Excel", who=once.scott)
    once.looks("pause me", who=once.scott)

    for text in ("me", "pause off", "limit", "limit off"):
        shown = once.looks(text, who=once.scott).shown
        assert "nobody is led to you" in shown, text
        assert "`/whoknows name me again`" in shown, text
        assert "You may be asked" not in shown, text
    assert "You may be asked" not in tab(once, once.scott).shown
    for back in ("pause me off", "unpause me"):
        once.looks("pause me", who=once.scott)
        assert "Colleagues who ask are led to you" in once.looks(back, who=once.scott).shown
    assert "You may be asked" in once.looks("limit", who=once.scott).shown


def test_a_slip_of_the_finger_asks_nobody(once: Company) -> None:
    for typed, meant in (
        ("pauze me", "don't name me"),
        ("resme me", "name me again"),
        ("don't nam me", "don't name me"),
        ("no question", "no questions"),
    ):
        assert f"`/whoknows {meant}`" in once.looks(typed, who=once.scott).shown


def test_a_topic_that_begins_like_a_command_is_looked_for(once: Company) -> None:
    once.learns()
    for text in ("learn powerpoint", "export powerpoint to pdf", "leave powerpoint", "pause powerpoint"):
        assert once.scott.mention in once.looks(text).shown, text


def test_a_pause_by_command_holds_until_it_is_taken_back(once: Company) -> None:
    once.learns()
    once.looks("pause me", who=once.scott)
    assert once.scott.mention not in once.looks("powerpoint").shown
    once.looks("resume me", who=once.scott)

    assert once.scott.mention in once.looks("powerpoint").shown


def test_whoever_leaves_is_out_until_they_come_back(acme: Company) -> None:
    acme.learns()
    pressed = acme.scott.presses(tab(acme, acme.scott), "Leave")
    assert (pressed.acked, pressed.confirm[:5]) == (True, "Leave")
    acme.settles()
    acme.learns(about="Excel")

    assert acme.scott.mention not in acme.looks("powerpoint").shown
    assert acme.scott.mention not in acme.looks("excel").shown
    acme.scott.presses(tab(acme, acme.scott), "Come back")
    acme.settles()
    assert acme.scott.mention in acme.looks("powerpoint").shown
    assert acme.scott.mention not in acme.looks("excel").shown


def test_whoever_left_comes_back_by_being_remembered_too(once: Company) -> None:
    once.learns()
    once.looks("leave me out", who=once.scott)
    once.looks("remember me", who=once.scott)

    assert once.scott.mention in once.looks("powerpoint").shown


@pytest.mark.parametrize("way", ["button", "command"])
def test_ones_data_comes_as_a_file_in_private(acme: Company, way: str) -> None:
    acme.learns()
    acme.looks("add Excel", who=acme.scott)
    if way == "button":
        acme.scott.presses(tab(acme, acme.scott), "Send me my data")
    else:
        acme.looks("export", who=acme.scott)
    acme.settles()
    repeat_everything(acme)

    files = [acme.slack.world.files[file] for message in acme.scott.dms() for file in message.files]
    [held] = [json.loads(file.content or b"") for file in files]
    assert held["you"] == acme.scott.id
    assert {row["skill_id"] for row in held["held"]["evidence"]["rows"]} == {"PowerPoint", "Excel"}
    assert acme.katie.dms() == []


def test_the_forgotten_have_nothing_to_export_and_leave_no_trace_by_trying(once: Company) -> None:
    once.learns()
    once.looks("forget me yes", who=once.scott)
    for text in ("export", "pause me", "don't name me", "name me", "leave me out", "learn from me", "privacy", "me"):
        assert "forget" in once.looks(text, who=once.scott).shown, text
    once.settles()

    assert once.scott.id.encode() not in files_of(once)


def test_a_guest_is_told_why_there_is_nothing(once: Company) -> None:
    once.scott.becomes(is_guest=True)
    once.settles()
    once.bot.jobs.arrive()

    assert "As a guest" in once.looks("me", who=once.scott).shown
    assert "guest" in once.looks("privacy", who=once.scott).shown


# -- a works council


def with_council(acme: Company) -> None:
    assert acme.jill.types("/whoknows", "settings").acked
    assert acme.jill.submits(values={"works_council": "1"}).acked


def test_in_works_council_mode_nobody_is_led_to_who_has_not_said_yes(acme: Company) -> None:
    acme.learns()
    with_council(acme)

    assert acme.scott.mention not in acme.looks("powerpoint").shown
    assert "Works-council mode is on" in acme.looks("privacy", who=acme.scott).shown
    assert "PowerPoint" not in opened(acme, acme.scott)
    acme.scott.presses(tab(acme, acme.scott), "Learn from me")
    acme.settles()
    assert acme.scott.mention in acme.looks("powerpoint").shown


def test_saying_yes_by_command_counts_from_then_on(once: Company) -> None:
    with_council(once)
    once.learns()
    once.looks("learn from me", who=once.scott)
    assert once.scott.mention not in once.looks("powerpoint").shown
    once.learns()

    assert once.scott.mention in once.looks("powerpoint").shown


def test_only_coordinators_switch_it(once: Company) -> None:
    assert "for coordinators" in once.looks("settings", who=once.scott).shown
