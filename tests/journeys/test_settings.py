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
