"""Stories at the edges of thanking: forms that Slack repeats, pluses in odd places, people who are none of ours."""

from __future__ import annotations

from bot.demo.people import Person
from tests.bots import Company
from tests.builders import rows


def standing(acme: Company) -> list[tuple[str, str]]:
    kept = rows(acme.bot.services.store, "kudos")
    return [(row.giver_id, row.receiver_id) for row in kept if row.revoked_at is None]


def told(acme: Company, who: Person) -> list[str]:
    return [message.shown for message in who.whispers(acme.general)]


def test_a_form_opens_once_however_often_slack_repeats_the_wish(once: Company) -> None:
    once.jill.types("/kudos", "settings")
    given = once.jill.types("/kudos", "@Scott for excel", channel=once.general).message
    assert given
    once.jill.presses(given, "Change skill")

    for delivery in list(once.slack.deliveries):
        once.slack.redeliver(delivery)
    once.settles()

    assert len(once.slack.called("views.open")) == 2
    assert told(once, once.jill) == [given.shown]


def test_thanks_that_mention_the_bot_ask_it_nothing(once: Company) -> None:
    once.asks("@Scott ++ for the tip about @whoknows", who=once.jill)

    assert standing(once) == [(once.jill.id, once.scott.id)]
    assert len(told(once, once.jill)) == 1
    assert rows(once.bot.services.store, "question") == []


def test_pluses_said_to_the_bot_alone_are_led_to_the_command(once: Company) -> None:
    once.jill.dms_bot("@Scott ++ for excel")
    once.settles()

    assert standing(once) == []
    assert "`/kudos @scott for excel`" in once.jill.dms()[-1].shown


def test_whoever_is_thanked_and_is_no_member_is_none_of_ours(once: Company) -> None:
    """An id of another workspace that somebody typed: nobody can know before Slack was asked."""
    once.jill.types("/kudos", "<@U0ELSEWHERE> for excel")
    once.settles()

    assert standing(once) == []
    assert "I took back your thanks to <@U0ELSEWHERE>" in once.jill.dms()[-1].shown
    again = once.jill.types("/kudos", "<@U0ELSEWHERE> for excel").message
    assert again
    assert "from another company" in again.shown


def test_a_reaction_that_names_no_message_or_nobody_thanks_nobody(once: Company) -> None:
    nobody = {"type": "message", "channel": once.general.id, "ts": "1700000000.000001"}
    for item in ({"type": "file", "file": "F1"}, nobody, {**nobody, "channel": "C0UNHEARD"}, None):
        event = {"type": "reaction_added", "user": once.katie.id, "reaction": "taco", "item": item}
        once.slack.sends({**event, "event_ts": "1700000009.000001"})
    once.settles()

    assert standing(once) == []
    assert told(once, once.katie) == []


def test_of_what_was_taken_back_no_skill_can_be_changed(once: Company) -> None:
    given = once.jill.types("/kudos", "@Scott for excel", channel=once.general).message
    assert given
    once.jill.presses(given, "Undo")
    once.jill.presses(given, "Change skill")
    once.settles()

    assert once.jill.views() == []
    assert "gone already" in told(once, once.jill)[-1]
