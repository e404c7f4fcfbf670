"""Stories of the bounds a workspace sets for itself."""

from __future__ import annotations

from tests.bots import Company


def test_a_coordinator_sets_how_much_of_what(acme: Company) -> None:
    assert acme.jill.types("/whoknows", "settings").acked
    accepted = acme.jill.submits(values={"kudos_per_day": "1", "kudos_ring_weight": "0.5"})
    assert accepted.errors == {}

    bounds = acme.bot.services.settings.bounds_of(acme.team)
    assert (bounds.kudos_per_day, bounds.kudos_ring_weight, bounds.lunch_topics) == (1, 0.5, 3)


def test_what_no_bound_can_be_is_said_in_the_form(once: Company) -> None:
    once.jill.types("/whoknows", "settings")
    refused = once.jill.submits(values={"kudos_per_day": "0", "lunch_topics": "99"}, unchecked=True)

    assert refused.errors == {
        "kudos_per_day": "This must be a number from 1 to 100.",
        "lunch_topics": "This must be a number from 1 to 5.",
    }
    assert once.bot.services.settings.bounds_of(once.team).kudos_per_day == 5


def test_what_is_on_or_off_is_chosen_by_that_and_numbers_are_plain(once: Company) -> None:
    once.jill.types("/whoknows", "settings")
    (opened,) = once.slack.called("views.open")
    fields = {block["block_id"]: block for block in opened.arguments["view"]["blocks"]}

    assert fields["works_council"]["element"]["initial_option"]["text"]["text"] == "Off"
    assert fields["works_council"]["hint"]["text"] == "Usually off"
    assert fields["answer_hours"]["hint"]["text"] == "0.25 to 80; usually 4"
    assert fields["answer_hours"]["element"]["initial_value"] == "4"

    assert once.jill.submits(values={"works_council": "1"}).errors == {}
    assert once.bot.services.settings.bounds_of(once.team).works_council == 1


def test_settings_are_for_coordinators(once: Company) -> None:
    assert "for coordinators" in once.looks("settings", who=once.katie).shown
    assert once.slack.called("views.open") == []


def test_the_form_opens_once_however_often_slack_repeats_itself(once: Company) -> None:
    once.jill.types("/whoknows", "settings")
    (asked,) = once.slack.delivered("/whoknows")
    for same_id in (True, False):
        once.slack.redeliver(asked, same_id=same_id)
    once.settles()

    assert len(once.slack.called("views.open")) == 1
