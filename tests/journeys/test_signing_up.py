"""Stories of the sign-up post: seats, the line, calendar files, and everything that Slack sends twice."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from ical.calendar_stream import CalendarStream

from tests.bots import pings
from tests.builders import at_once, rows
from tests.lunchers import Gather

PEOPLE = 50


def calendar(file: str) -> tuple[str | None, int | None, str]:
    """The method, sequence and UID of a calendar file."""
    (whole,) = CalendarStream.from_ics(file).calendars
    (event,) = whole.events
    return whole.method, event.sequence, event.uid or ""


def test_one_press_and_katie_is_in(gather: Gather) -> None:
    here = gather()
    katie = here.time.acme.katie
    assert "0 coming" in here.post.shown

    here.presses(katie, "Count me in")

    assert "1 coming" in here.post.shown
    assert "katie" in here.post.shown
    assert "1 coming" in here.post.text
    assert "You're in: *Pivot tables* with scott" in here.told(katie)[-1]
    (file,) = here.files(katie)
    assert calendar(file)[:2] == ("PUBLISH", 0)

    here.presses(katie, "Can't make it")

    assert "0 coming" in here.post.shown
    assert "katie" not in here.post.shown
    assert len(here.slack.posts("#general")) == 1


def test_a_press_under_what_lunch_showed_is_seen_there(gather: Gather) -> None:
    here = gather()
    katie, general = here.time.acme.katie, here.time.acme.general
    assert katie.types("/lunch", channel=general).acked
    (shown,) = katie.whispers("#general")
    assert "Can't make it" not in shown.shown

    here.presses(katie, "Count me in", shown)

    (shown,) = katie.whispers("#general")
    assert "you come to *Pivot tables*" in shown.shown
    assert "Count me in" not in shown.shown
    assert "1 coming" in here.post.shown

    here.presses(katie, "Can't make it", shown)

    assert "Count me in" in katie.whispers("#general")[0].shown
    assert "0 coming" in here.post.shown


def test_whatever_slack_repeats_is_one_press_and_one_message(gather: Gather) -> None:
    here = gather(seats=1)
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.presses(acme.jill, "Count me in")
    here.presses(acme.katie, "Can't make it")
    form = here.opens(acme.jill, "Ask the host something")
    assert not acme.jill.submits(form, {"Your question": "For beginners?"}).errors
    here.settles()
    before = here.post.shown, here.told(acme.katie), here.told(acme.jill), here.told(acme.scott)

    here.repeat_everything()

    assert (here.post.shown, here.told(acme.katie), here.told(acme.jill), here.told(acme.scott)) == before
    assert "1 coming, full" in here.post.shown
    assert "jill" in here.post.shown
    assert len(here.files(acme.jill)) == 1
    assert len(here.slack.posts("#general")) == 1
    assert pings(here.slack) == []


def test_the_line_moves_up_by_itself(gather_once: Gather) -> None:
    here = gather_once(seats=1)
    acme = here.time.acme
    for who in (acme.katie, acme.jill, acme.scott):
        here.presses(who, "Count me in")
    assert "1 coming, full, 2 waiting" in here.post.shown
    assert "You are first in line" in here.told(acme.jill)[-1]
    assert "You are second in line" in here.told(acme.scott)[-1]

    here.presses(acme.katie, "Can't make it")

    assert "1 coming, full, 1 waiting" in here.post.shown
    assert "A seat came free, so you're in" in here.told(acme.jill)[-1]
    assert len(here.files(acme.jill)) == 1
    assert len(here.files(acme.scott)) == 1  # as the host; who waits gets none


def test_fifty_press_within_a_second_and_one_post_is_right_in_the_end(gather: Gather) -> None:
    here = gather(seats=40)
    acme, clock = here.time.acme, here.time.clock
    crowd = [here.slack.add_person(f"Person {number:02}") for number in range(PEOPLE)]
    for one in crowd:
        one.joins(acme.general)
    acme.bot.jobs.arrive()
    post = here.post

    def press(number: int) -> bool:
        return crowd[number].presses(post, "Count me in").acked

    assert at_once(press, times=PEOPLE) == [True] * PEOPLE
    for _ in range(40):  # ten seconds of the outbox at work
        acme.bot.outbox.deliver_all()
        clock.pass_by(0.25)

    updates = [call.at for call in here.slack.called("chat.update") if call.response["ok"]]
    assert all(later - sooner >= 1 for sooner, later in pairwise(updates))
    assert 1 <= len(updates) <= 3
    assert "40 coming, full, 10 waiting" in here.post.shown
    assert "and 20 more" in here.post.shown
    signed = [row.state for row in rows(acme.bot.services.store, "signup")]
    assert (signed.count("coming"), signed.count("waiting")) == (40, 10)
    assert sum(len(here.files(one)) for one in crowd) == 40


def test_presses_go_on_while_the_post_is_updated(gather: Gather) -> None:
    here = gather()
    acme, clock = here.time.acme, here.time.clock
    for _ in range(5):
        for who, label in ((acme.katie, "Count me in"), (acme.jill, "Count me in"), (acme.katie, "Can't make it")):
            assert who.presses(here.post, label).acked
            acme.bot.outbox.deliver_all()
            clock.pass_by(0.2)
    here.settles()

    updates = [call.at for call in here.slack.called("chat.update")]
    assert all(later - sooner >= 1 for sooner, later in pairwise(updates))
    assert "1 coming" in here.post.shown
    assert "jill" in here.post.shown


def test_an_outsiders_press_is_answered_and_changes_nothing(gather: Gather) -> None:
    here = gather()
    otto = here.slack.add_person("Otto", outside=True)
    otto.joins(here.time.acme.general)

    here.presses(otto, "Count me in")
    here.presses(otto, "Ask the host something")

    assert "0 coming" in here.post.shown
    assert [one.shown for one in otto.whispers("#general")] != []
    assert "colleagues of the workspace" in otto.whispers("#general")[-1].shown
    assert rows(here.time.acme.bot.services.store, "signup") == []


def test_a_press_on_a_post_of_last_year_is_answered_and_changes_nothing(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    old = here.post
    here.due(here.lunch.ends_at)
    here.time.clock.pass_by(365 * 24 * 3600)
    assert "Count me in" not in here.post.shown
    acme.bot.outbox.deliver_all()

    (row,) = (block for block in old.blocks if block["type"] == "actions")
    acme.slack.world.messages[acme.general.id][old.ts].blocks.append(row)  # a screen that was never refreshed
    here.presses(acme.jill, "Count me in")

    assert "over" in acme.jill.whispers("#general")[-1].shown
    assert [row.user_id for row in rows(acme.bot.services.store, "signup")] == [acme.katie.id]


def test_somebody_forgotten_is_told_that_nothing_is_kept(gather_once: Gather) -> None:
    here = gather_once()
    katie = here.time.acme.katie
    assert katie.types("/whoknows", "forget me yes").acked

    here.presses(katie, "Count me in")

    assert "`/whoknows remember me`" in katie.whispers("#general")[-1].shown
    assert "0 coming" in here.post.shown
    assert katie.id not in repr(
        [rows(here.time.acme.bot.services.store, name) for name in ("signup", "outbox", "seen")]
    )


def test_whoever_is_forgotten_is_gone_from_the_post_too(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.presses(acme.jill, "Count me in")

    assert acme.katie.types("/whoknows", "forget me yes").acked
    here.settles()

    assert "1 coming" in here.post.shown
    assert "katie" not in here.post.shown
    assert "jill" in here.post.shown


def test_a_host_who_is_forgotten_is_gone_from_what_was_held_long_ago(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    here.due(here.lunch.ends_at)
    assert "with scott" in here.post.shown

    assert acme.scott.types("/whoknows", "forget me yes").acked
    here.settles()

    assert "scott" not in here.post.shown
    assert "somebody who left" in here.post.shown


def test_a_second_announcement_leads_on_from_the_first(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    first = here.post
    here.presses(acme.katie, "Count me in")
    with acme.bot.services.store.team(acme.team).writing() as unit:
        lunch = unit.lunches.get(here.lunch.lunch_id)
        assert lunch is not None
        acme.bot.services.lunches.announce(unit, lunch, key="post:2", now=here.time.clock())
    here.settles()

    older, newer = here.slack.posts("#general")
    assert older.ts == first.ts
    assert "Sign up further down" in older.shown
    assert "1 coming" in newer.shown
    here.presses(acme.jill, "Count me in")
    assert "2 coming" in here.post.shown
    assert "Sign up further down" in here.slack.posts("#general")[0].shown


def test_a_channel_that_is_archived_costs_nobody_their_reminder(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    assert acme.scott.presses(here.post, "Count me in").acked
    here.slack.archive(acme.general, by=acme.jill)
    here.settles()
    here.due(here.lunch.starts_at - timedelta(minutes=10))

    assert len([words for words in here.told(acme.jill) if "I cannot post in #general any more" in words]) == 1
    assert "begins in 10 minutes" in here.told(acme.katie)[-1]
    assert "begins in 10 minutes" in here.told(acme.scott)[-1]
