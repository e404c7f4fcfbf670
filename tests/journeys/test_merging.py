"""Stories of skills that turn out to be one, and of skills that get another name."""

from __future__ import annotations

import pytest

from bot.demo.people import Person
from bot.demo.values import Message
from tests.bots import Company, pings


def lived_in(acme: Company) -> None:
    """Scott is found for PowerPoint, Katie for Decksmith, which somebody made a skill of its own."""
    acme.looks("add Decksmith", who=acme.katie)
    acme.learns()


def asked(acme: Company, words: str = "merge Decksmith into PowerPoint", who: Person | None = None) -> Message:
    """What `/whoknows skills …` shows in #general, where its button can be pressed."""
    answer = (who or acme.jill).types("/whoknows", f"skills {words}", channel=acme.general)
    assert answer.message is not None
    return answer.message


def merged(acme: Company) -> None:
    assert acme.jill.presses(asked(acme), "Make them one").acked
    acme.settles()


def test_a_coordinator_sees_what_moves_and_makes_one_skill_of_two(acme: Company) -> None:
    lived_in(acme)
    shown = asked(acme)
    assert "Make one skill of *Decksmith* and *PowerPoint*, called *PowerPoint*?" in shown.shown
    assert "what one person has shown" in shown.shown
    assert acme.katie.mention not in acme.looks("powerpoint").shown

    assert acme.jill.presses(shown, "Make them one").acked
    acme.settles()

    assert "*Decksmith* is *PowerPoint* from now on" in acme.jill.whispers(acme.general)[-1].shown
    for query in ("powerpoint", "ppt", "decksmith"):
        answer = acme.looks(query).shown
        assert acme.katie.mention in answer
        assert acme.scott.mention in answer
        assert "says they know PowerPoint" in answer
    assert "*PowerPoint*, also Decksmith" in acme.looks("skills", who=acme.scott).shown
    assert pings(acme.slack) == []


def test_what_is_said_and_thanked_for_afterwards_counts_for_the_kept_skill(once: Company) -> None:
    lived_in(once)
    merged(once)

    once.katie.types("/kudos", f"{once.scott.mention} for decksmith", channel=once.general)
    once.jill.says(once.general, f"{once.scott.mention} ++ for Decksmith")
    once.settles()
    once.learns(about="Decksmith")

    held = once.looks("me", who=once.scott).shown
    assert "you answered two questions" in held
    assert "you were thanked for it twice" in held
    assert "Decksmith" not in held


def test_a_thanks_from_before_can_be_undone_after(once: Company) -> None:
    lived_in(once)
    thanked = once.jill.types("/kudos", f"{once.scott.mention} for decksmith", channel=once.general)
    assert thanked.message is not None
    merged(once)
    assert "thanked once by one colleague for PowerPoint" in once.looks("decksmith", who=once.katie).shown

    once.jill.presses(thanked.message, "Undo")
    once.settles()

    assert "thanked" not in once.looks("decksmith", who=once.katie).shown


def test_a_press_that_slack_repeats_is_one_press(acme: Company) -> None:
    lived_in(acme)
    merged(acme)
    (press,) = acme.slack.delivered("block_actions")

    acme.slack.redeliver(press)
    acme.settles()

    assert len(acme.jill.whispers(acme.general)) == 1
    assert "from now on" in acme.jill.whispers(acme.general)[-1].shown


def test_a_second_press_says_that_they_are_one_already(once: Company) -> None:
    lived_in(once)
    first, second = asked(once), asked(once)
    for shown in (first, second):
        once.jill.presses(shown, "Make them one")
        once.settles()

    assert "*Decksmith* means *PowerPoint* already" in once.jill.whispers(once.general)[-1].shown


def test_who_is_no_coordinator_any_more_merges_nothing(once: Company) -> None:
    lived_in(once)
    shown = asked(once)
    once.jill.becomes(is_admin=False)
    once.settles()

    once.jill.presses(shown, "Make them one")
    once.settles()

    assert "for coordinators" in (once.jill.whispers(once.general) + once.jill.dms())[-1].shown
    assert once.katie.mention not in once.looks("powerpoint", who=once.scott).shown


@pytest.mark.parametrize("value", ["", "\n", "Decksmith", "Excel\n<!channel>", "x" * 1999, "Decksmith\nNothing known"])
def test_a_button_that_somebody_forged_merges_nothing(once: Company, value: str) -> None:
    lived_in(once)
    shown = asked(once)
    (row,) = (block for block in shown.blocks if block["type"] == "actions")
    row["elements"][0]["value"] = value

    assert once.jill.presses(shown, "Make them one").acked
    once.settles()

    assert once.katie.mention not in once.looks("powerpoint").shown
    assert pings(once.slack) == []


def test_a_renamed_skill_is_found_by_both_names(acme: Company) -> None:
    lived_in(acme)

    assert "*PowerPoint* is called *Slides* from now on" in asked(acme, "rename PowerPoint to Slides").shown

    for query in ("slides", "ppt", "PowerPoint"):
        assert "answered one question about Slides" in acme.looks(query).shown
    assert "*PowerPoint* means *Slides* already" not in asked(acme, "rename Slides to PowerPoint").shown
    assert "answered one question about PowerPoint" in acme.looks("slides").shown


def test_a_name_that_is_taken_is_an_offer_to_merge(once: Company) -> None:
    lived_in(once)
    shown = asked(once, "rename Decksmith to ppt")
    assert "*ppt* is another word for *PowerPoint*" in shown.shown

    once.jill.presses(shown, "Make them one")
    once.settles()

    assert once.katie.mention in once.looks("powerpoint").shown


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "No skill was merged or renamed here yet"),
        ("help", "`/whoknows skills merge PPT into PowerPoint`"),
        ("merge", "`/whoknows skills merge PPT into PowerPoint`"),
        ("merge PowerPoint", "`/whoknows skills merge PPT into PowerPoint`"),
        ("mrege PowerPoint into Excel", "`/whoknows skills merge PPT into PowerPoint`"),
        ("rename PowerPoint", "`/whoknows skills rename PowerPoint to Slides`"),
        ("merge Excell into PowerPoint", "Did you mean *Excel*?"),
        ("merge PowerPoint into powerpoint", "cannot be merged into itself"),
        ("merge ppt into Excel", "is another word for *PowerPoint*"),
        ("merge <!channel> into Excel", "I know no skill called"),
        ("rename Excel to <!channel>", "needs a letter or a digit"),
    ],
)
def test_a_wrong_call_is_answered_kindly(once: Company, words: str, says: str) -> None:
    assert says in once.looks(f"skills {words}").shown
    assert pings(once.slack) == []


@pytest.mark.parametrize("words", ["merge Excel into PowerPoint", "rename Excel to Sheets"])
def test_that_is_for_coordinators(once: Company, words: str) -> None:
    assert "for coordinators" in once.looks(f"skills {words}", who=once.katie).shown
    assert "`/whoknows coordinators` shows who" in once.looks("skills", who=once.katie).shown
