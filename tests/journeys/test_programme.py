"""Stories of the weekly programme: set up, posted, topics that become gatherings, hosts who are asked."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.demo.blocktree import words
from tests.programmes import Lunchtime, asked, begun, told, wanted


def test_the_weekly_post_becomes_a_gathering_when_somebody_hosts(lunch: Lunchtime) -> None:
    wanted(lunch)
    begun(lunch)
    lunch.due(datetime(2026, 11, 24, 11, tzinfo=UTC))
    (post,) = lunch.general
    assert "What shall the lunch & learn on Tuesday 1 December at 12:00 (Berlin time) be about?" in post.shown

    lunch.presses(lunch.acme.katie, "I'd come")
    lunch.presses(lunch.acme.katie, "I'd come")
    assert "One would come." in lunch.general[-1].shown
    lunch.presses(lunch.acme.scott, "I could host", post)

    topics, signup = lunch.general
    assert "hosts this on Tuesday 1 December." in topics.shown
    assert "I could host\n" not in topics.shown
    assert "PowerPoint" in signup.shown
    assert "PowerPoint" in lunch.types("", lunch.acme.katie)
    assert "you host" in lunch.types("", lunch.acme.scott)
    lunch.due(datetime(2026, 12, 1, 11, tzinfo=UTC))
    assert len(lunch.general) == 3


def test_only_the_newest_post_of_topics_is_open_and_says_which_date_is_still_free(lunch_once: Lunchtime) -> None:
    wanted(lunch_once)
    begun(lunch_once)
    lunch_once.types("post now")
    lunch_once.acme.katie.types("/lunch", "suggest Lock picking", channel=lunch_once.acme.general)
    lunch_once.types("post now")
    first, second = lunch_once.general
    assert ("I could host" in first.shown, "I could host" in second.shown) == (False, True)
    assert "These topics were asked about:" in first.shown
    assert "on Tuesday 1 December" in second.shown

    lunch_once.acme.scott.types("/lunch", "host", channel=lunch_once.acme.general)
    lunch_once.acme.scott.submits(values={"What is it about?": "Something else altogether"})
    lunch_once.settles()

    assert "on Tuesday 8 December" in lunch_once.general[1].shown
    lunch_once.types("stop")
    lunch_once.settles()
    assert [("I could host" in one.shown) for one in lunch_once.general[:2]] == [False, False]
    assert "has ended" in lunch_once.general[1].shown


def test_post_now_posts_once_however_often_slack_repeats_it(lunch: Lunchtime) -> None:
    wanted(lunch)
    begun(lunch)
    assert "what the next gathering shall be about" in lunch.types("post now")
    command = lunch.acme.slack.deliveries[-1]
    for same_id in (True, False):
        lunch.acme.slack.redeliver(command, same_id=same_id)
        lunch.settles()
    assert len(lunch.general) == 1

    lunch.types("post now #general")
    assert len(lunch.general) == 2


def test_every_envelope_repeated_plans_one_gathering(lunch: Lunchtime) -> None:
    wanted(lunch)
    begun(lunch)
    lunch.types("post now")
    post = lunch.general[0]
    lunch.presses(lunch.acme.katie, "I'd come", post)
    lunch.presses(lunch.acme.scott, "I could host", post)
    shown = [message.shown for message in lunch.general]
    dms = told(lunch.acme.scott)

    for delivery in list(lunch.acme.slack.deliveries):
        for same_id in (True, False):
            lunch.acme.slack.redeliver(delivery, same_id=same_id)
    lunch.settles()

    assert [message.shown for message in lunch.general] == shown
    assert [words for words in told(lunch.acme.scott) if "already" not in words] == dms
    assert lunch.types("next").count("sign-up for *PowerPoint*") == 1


def test_a_form_that_is_asked_for_once_is_opened_and_taken_in_once(lunch: Lunchtime) -> None:
    begun(lunch)
    lunch.types("host", lunch.acme.scott)
    assert lunch.acme.scott.submits(values={"What is it about?": "Pivot tables"}).errors == {}
    lunch.types("setup")
    assert lunch.acme.jill.submits(values={"Channel": lunch.acme.general}).errors == {}
    lunch.settles()
    lunch.presses(lunch.acme.katie, "Count me in")

    for delivery in list(lunch.acme.slack.deliveries):
        for same_id in (True, False):
            lunch.acme.slack.redeliver(delivery, same_id=same_id)
    lunch.settles()

    assert len(lunch.acme.slack.called("views.open")) == 2
    assert lunch.types("next").count("Pivot tables") == 1
    assert len(lunch.general) == 1


def test_likely_hosts_are_asked_in_private_and_one_yes_is_enough(lunch_once: Lunchtime) -> None:
    ana = lunch_once.acme.slack.add_person("Ana")
    for who in (lunch_once.acme.scott, ana):
        assert who.types("/whoknows", "add powerpoint").acked
    wanted(lunch_once)
    begun(lunch_once)
    lunch_once.types("post now")
    assert "Would you host a lunch & learn about *PowerPoint* in #general?" in told(lunch_once.acme.scott)[-1]

    lunch_once.presses(lunch_once.acme.scott, "Yes, I'd host", asked(lunch_once.acme.scott)[-1])

    assert any(
        "You host *PowerPoint* on Tuesday 1 December. Thank you." in words for words in told(lunch_once.acme.scott)
    )
    assert "hosts *PowerPoint*, thank you." in told(ana)[-1]
    assert "hosts this on Tuesday 1 December" in lunch_once.general[0].shown


def test_whoever_says_not_about_this_is_thanked_and_not_asked_again(lunch_once: Lunchtime) -> None:
    assert lunch_once.acme.scott.types("/whoknows", "add powerpoint").acked
    wanted(lunch_once)
    begun(lunch_once)
    lunch_once.types("post now")
    lunch_once.presses(lunch_once.acme.scott, "Not about this", asked(lunch_once.acme.scott)[-1])
    assert "I won't ask you to host *PowerPoint* again" in told(lunch_once.acme.scott)[-1]

    lunch_once.clock.pass_by(40 * 86_400)
    wanted(lunch_once)
    lunch_once.types("post now")

    assert "PowerPoint" in lunch_once.general[-1].shown
    assert len(told(lunch_once.acme.scott)) == 1


def test_a_post_of_last_year_answers_kindly_and_changes_nothing(lunch_once: Lunchtime) -> None:
    assert lunch_once.acme.scott.types("/whoknows", "add powerpoint").acked
    wanted(lunch_once)
    begun(lunch_once)
    lunch_once.types("post now")
    invitation = asked(lunch_once.acme.scott)[-1]
    before = lunch_once.general[0].shown
    lunch_once.clock.pass_by(365 * 86_400)

    for who, label, on in (
        (lunch_once.acme.katie, "I'd come", lunch_once.general[0]),
        (lunch_once.acme.katie, "I could host", lunch_once.general[0]),
        (lunch_once.acme.scott, "Yes, I'd host", invitation),
    ):
        lunch_once.presses(who, label, on)

    assert "from a while ago" in lunch_once.acme.katie.whispers(lunch_once.acme.general)[-1].shown
    assert [message.shown for message in lunch_once.general] == [before]


def test_guests_may_come_but_not_host_and_outsiders_neither(lunch_once: Lunchtime) -> None:
    guest = lunch_once.acme.slack.add_person("Gus", is_guest=True)
    outsider = lunch_once.acme.slack.add_person("Otto", outside=True)
    for who in (guest, outsider):
        who.joins("#general")
    lunch_once.acme.bot.jobs.arrive()
    wanted(lunch_once)
    begun(lunch_once)
    lunch_once.types("post now")

    lunch_once.presses(guest, "I'd come")
    lunch_once.presses(guest, "I could host")
    lunch_once.presses(outsider, "I'd come")
    lunch_once.presses(outsider, "I could host")

    assert len(lunch_once.general) == 1
    assert "One would come." in lunch_once.general[0].shown
    assert "Only members of this workspace can host" in guest.whispers(lunch_once.acme.general)[-1].shown
    assert "for the members of this workspace" in outsider.whispers(lunch_once.acme.general)[-1].shown


def test_a_form_sets_up_what_a_line_sets_up(lunch_once: Lunchtime) -> None:
    assert lunch_once.types("setup") == ""
    form = {"Time zone": "Mars/Olympus", "Seats": "0", "Link for those who join from elsewhere": "kitchen"}
    wrong = lunch_once.acme.jill.submits(values={"Channel": lunch_once.acme.general, **form})
    assert wrong.errors.keys() == {"tz", "seats", "link"}

    right = {"Time zone": "europe/berlin", "Seats": "12", "Link for those who join from elsewhere": "https://meet.acme"}
    assert lunch_once.acme.jill.submits(values=right).errors == {}

    assert "12 seats" in words(lunch_once.acme.jill.views()[-1].blocks)
    assert "topics" in lunch_once.types("next") or "what people would like to learn" in lunch_once.types("next")
    lunch_once.types("setup #general")
    assert lunch_once.acme.jill.topmost().state["seats"]["seats"]["value"] == "12"


def test_somebody_hosts_something_of_their_own(lunch_once: Lunchtime) -> None:
    begun(lunch_once)
    lunch_once.types("host", lunch_once.acme.scott)
    assert lunch_once.acme.scott.submits(values={"What is it about?": "x" * 3000}).errors.keys() == {"title"}
    assert lunch_once.acme.scott.submits(values={"What is it about?": "Pivot tables"}).errors == {}
    lunch_once.settles()

    assert "Pivot tables" in lunch_once.types("next")
    lunch_once.types("post now")
    assert "Pivot tables" in lunch_once.general[-1].shown
    assert "Pivot tables" in lunch_once.types("cancel", lunch_once.acme.scott)
    assert "You host no gathering" in lunch_once.types("cancel", lunch_once.acme.katie)


def test_a_suggestion_comes_up_in_the_next_post(lunch_once: Lunchtime) -> None:
    begun(lunch_once)
    lunch_once.types("post now")
    assert "What would you like to learn" in lunch_once.general[0].shown
    lunch_once.presses(lunch_once.acme.katie, "Suggest a topic")
    wrong = lunch_once.acme.katie.submits(values={"What would you like to learn?": "y" * 3000})
    assert wrong.errors.keys() == {"topic"}
    assert (
        lunch_once.acme.katie.submits(values={"What would you like to learn?": "Pivot <!channel> tables"}).errors == {}
    )
    assert "Lock picking" in lunch_once.types("suggest Lock picking", lunch_once.acme.katie)

    lunch_once.types("post now")

    assert "Pivot tables" in lunch_once.general[1].shown
    assert "Lock picking" in lunch_once.general[1].shown
    assert "Colleagues suggested these." in lunch_once.general[1].shown
