"""Stories of the Home tab: opened, pressed on, and what others may not see in it."""

from __future__ import annotations

import pytest

from bot.demo.faults import Trouble
from bot.demo.people import Person
from bot.demo.values import View
from tests.bots import Company, pings
from tests.journeys.test_hostile import HOSTILE
from tests.journeys.test_oneself import files_of
from tests.lunchers import Gather


def opened(acme: Company, who: Person) -> str:
    """What stands on the tab of somebody who has just opened it."""
    return tab(acme, who).shown


def tab(acme: Company, who: Person) -> View:
    who.opens_home()
    acme.settles()
    home = who.home()
    assert home is not None
    return home


def of_skill(home: View, name: str = "") -> str:
    """The menu of a skill."""
    shown = [
        block for block in home.blocks if name in str(block) and block.get("accessory", {}).get("type") == "overflow"
    ]
    return str(shown[0]["accessory"]["action_id"])


def repeat_everything(acme: Company) -> None:
    """Slack sends everything once more, under its old id and under a new one."""
    for delivery in list(acme.slack.deliveries):
        acme.slack.redeliver(delivery)
        acme.slack.redeliver(delivery, same_id=False)
    acme.settles()


def test_a_newcomer_is_shown_how_to_begin(acme: Company) -> None:
    shown = opened(acme, acme.katie)

    assert "Three ways to begin" in shown
    assert "/whoknows forget me" in shown
    assert acme.scott.home() is None
    assert acme.katie.dms() == []


def test_the_tab_with_the_messages_needs_nothing(once: Company) -> None:
    once.katie.opens_home(tab="messages")
    once.settles()

    assert once.katie.home() is None
    assert once.slack.called("views.publish") == []


def test_it_shows_what_one_is_found_for_and_thanks(anywhere: Company) -> None:
    anywhere.learns()
    anywhere.looks("add Excel", who=anywhere.scott)
    anywhere.katie.types("/kudos", "@scott for powerpoint, saved my deck")

    shown = opened(anywhere, anywhere.scott)

    assert "answered one question about PowerPoint" in shown
    assert "thanked once by one colleague for PowerPoint" in shown
    assert "Excel" in shown
    assert f"{anywhere.katie.mention} for PowerPoint" in shown.replace("*", "")
    assert "saved my deck" in shown
    assert "saved my deck" not in opened(anywhere, anywhere.katie)


def test_what_one_said_of_oneself_is_taken_back_from_there(acme: Company) -> None:
    acme.looks("add Excel", who=acme.scott)
    home = tab(acme, acme.scott)

    assert acme.scott.presses(home, of_skill(home), option="Take back what I said").acked
    acme.settles()

    now = acme.scott.home()
    assert now is not None
    assert "Excel" not in now.shown.partition("Thanks to you")[0].partition("found for")[2]
    assert acme.scott.mention not in acme.looks("excel").shown


def test_one_says_from_there_what_one_can_help_with(acme: Company) -> None:
    home = tab(acme, acme.scott)
    assert acme.scott.presses(home, "I can help with something").acked

    assert acme.scott.submits(values={"What can you help with?": "ppt, lock picking"}).acked
    acme.settles()

    assert acme.scott.views() == []
    now = acme.scott.home()
    assert now is not None
    assert "PowerPoint" in now.shown
    assert "lock picking" in now.shown
    assert acme.scott.mention in acme.looks("lock picking").shown


@pytest.mark.parametrize("text", ["\U0001f389", "x" * 61, "<!channel>"])
def test_what_is_no_skill_is_said_beside_the_field(once: Company, text: str) -> None:
    once.scott.presses(tab(once, once.scott), "I can help with something")

    answer = once.scott.submits(values={"What can you help with?": text})

    assert answer.body["response_action"] == "errors", answer
    assert len(once.scott.views()) == 1


def test_one_signs_up_and_off_from_there(gather: Gather) -> None:
    story = gather()
    acme, katie = story.time.acme, story.time.acme.katie
    assert "Pivot tables" in opened(acme, katie)

    story.presses(katie, "Count me in", katie.home())
    home = katie.home()
    assert home is not None
    assert "You come to" in home.shown
    assert "*1 coming*" in story.post.shown
    assert any("Pivot tables" in words for words in story.told(katie))

    story.presses(katie, "Can't make it", home)
    assert "You come to" not in katie.home().shown  # type: ignore[union-attr]
    assert "You host" in opened(acme, acme.scott)


def test_what_is_over_is_explained_where_nothing_else_can_be(gather_once: Gather) -> None:
    story = gather_once()
    acme, katie = story.time.acme, story.time.acme.katie
    home = tab(acme, katie)
    story.time.clock.pass_by(20 * 86_400)

    story.presses(katie, "Count me in", home)
    repeat_everything(acme)

    assert len(story.told(katie)) == 1
    assert "Pivot tables" not in katie.home().shown  # type: ignore[union-attr]


def test_however_often_slack_sends_it_it_happens_once(anywhere: Company) -> None:
    scott = anywhere.scott
    scott.presses(tab(anywhere, scott), "I can help with something")
    scott.submits(values={"What can you help with?": "Excel, Kubernetes"})
    anywhere.settles()
    home = tab(anywhere, scott)
    scott.presses(home, of_skill(home, "Excel"), option="Take back what I said")
    anywhere.settles()
    before = scott.home()
    assert before is not None
    assert "Excel" not in before.shown.partition("found for")[2].partition("Thanks to you")[0]

    repeat_everything(anywhere)

    after = scott.home()
    assert after is not None
    assert after.shown == before.shown
    assert anywhere.bot.services.store.outbox_states().keys() == {"sent"}


def test_guests_and_people_from_outside_are_told_what_holds_for_them(once: Company) -> None:
    guest = once.slack.add_person("Gus", is_guest=True)
    outsider = once.slack.add_person("Otto", outside=True)

    assert "As a guest" in opened(once, guest)
    assert "another one" in opened(once, outsider)


def test_of_the_forgotten_nothing_stands_there_any_more(acme: Company) -> None:
    acme.learns()
    acme.looks("add Excel", who=acme.scott)
    assert "Excel" in opened(acme, acme.scott)
    home = acme.scott.home()
    assert home is not None

    acme.looks("forget me yes", who=acme.scott)
    assert acme.scott.id.encode() not in files_of(acme)
    acme.settles()

    assert "You asked me to forget you" in acme.scott.home().shown  # type: ignore[union-attr]
    assert acme.scott.id.encode() not in files_of(acme)
    assert "You asked me to forget you" in opened(acme, acme.scott)
    acme.bot.services.store.compact()
    assert acme.scott.id.encode() not in files_of(acme)

    acme.looks("remember me", who=acme.scott)
    acme.settles()
    assert "Three ways to begin" in opened(acme, acme.scott)


def test_hostile_names_and_notes_ping_nobody(anywhere: Company) -> None:
    for text in HOSTILE.values():
        anywhere.scott.types("/whoknows", f"add {text}")
        anywhere.katie.types("/kudos", f"@scott for {text}")
    anywhere.katie.becomes(name="<!channel> *Katie*")
    anywhere.settles()

    assert "<!channel>" not in opened(anywhere, anywhere.scott)
    published = [repr(call.arguments) for call in anywhere.slack.called("views.publish")]
    assert not any(ping in words for words in published for ping in ("<!channel", "<!here", "<!everyone", "<!subteam"))
    assert pings(anywhere.slack) == []


def test_what_could_not_be_published_is_published_later(gather_once: Gather) -> None:
    story = gather_once()
    acme, katie = story.time.acme, story.time.acme.katie
    acme.slack.troubles("views.publish", Trouble.SERVER_ERROR)
    katie.opens_home()
    story.settles()
    story.time.clock.pass_by(5)
    story.settles()

    assert len(acme.slack.called("views.publish")) == 2
    assert "Pivot tables" in katie.home().shown  # type: ignore[union-attr]


def test_whoever_wants_to_be_forgotten_is_even_where_slack_cannot_be_told(once: Company) -> None:
    once.looks("add Excel", who=once.scott)
    opened(once, once.scott)
    once.slack.troubles("views.publish", Trouble.REFUSED)

    assert "Done" in once.looks("forget me yes", who=once.scott).shown
    once.settles()

    assert "Excel" in once.scott.home().shown  # type: ignore[union-attr]
    assert once.scott.id.encode() not in files_of(once)
    assert "You asked me to forget you" in opened(once, once.scott)
