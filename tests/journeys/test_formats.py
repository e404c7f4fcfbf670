"""Stories of interviews, panels and demos: who asks whom, what they ask, and what is left of it."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.blocktree import words
from bot.demo.people import Person
from bot.demo.values import Message
from tests.programmes import Lunchtime, asked, begun, told, wanted

DAY = timedelta(days=1)


def hosts(lunch: Lunchtime, how: str, **fields: object) -> None:
    """Scott offers PowerPoint in some way, on the next free date."""
    begun(lunch)
    lunch.types("host PowerPoint", lunch.acme.scott)
    answer = lunch.acme.scott.submits(values={"How?": how, **fields})
    assert answer.errors == {}
    lunch.settles()


def interviews(lunch: Lunchtime) -> None:
    """Katie asked the bot about it, and Scott would like to be interviewed."""
    lunch.acme.looks("How do I begin with powerpoint?", who=lunch.acme.katie)
    hosts(lunch, "An interview: somebody asks, you answer")


def newest(who: Person, said: str) -> Message:
    return [message for message in asked(who) if said in message.shown][-1]


def passes(lunch: Lunchtime, days: float) -> None:
    lunch.clock.at += timedelta(days=days)
    services, team = lunch.acme.bot.services, lunch.acme.team
    for each in (services.programme, services.lunches, services.speakers):
        each.due(team, lunch.clock.at)
    lunch.settles()


def repeat_everything(lunch: Lunchtime) -> None:
    for delivery in list(lunch.acme.slack.deliveries):
        for same_id in (True, False):
            lunch.acme.slack.redeliver(delivery, same_id=same_id)
    lunch.acme.slack.settled()
    lunch.settles()


def post(lunch: Lunchtime) -> str:
    return lunch.general[-1].shown


def test_an_interviewer_is_found_among_those_who_asked_and_both_see_the_questions(lunch: Lunchtime) -> None:
    interviews(lunch)
    katie, scott = lunch.acme.katie, lunch.acme.scott
    assert "an interview with scott" in post(lunch)
    assert "I look for somebody who asks the questions" in told(scott)[0]
    invitation = newest(katie, "would like to be interviewed about *PowerPoint*")

    lunch.presses(katie, "I'd like to", invitation)

    assert "katie asks what colleagues want to know" in post(lunch)
    assert "You ask scott about *PowerPoint*" in newest(katie, "You ask").shown
    lunch.presses(katie, "The questions", newest(katie, "You ask"))
    assert "How do I begin with powerpoint?" in words(katie.topmost().blocks) + str(katie.topmost().state)
    assert katie.submits(values={"Questions": "Why *bold*?\n<!channel> how?"}).errors == {}
    lunch.presses(scott, "The questions", newest(scott, "katie asks the questions"))
    assert "Why *bold*?" in str(scott.topmost().state)
    assert scott.submits(values={"Questions": "x" * 400}).errors.keys() == {"questions"}
    assert scott.submits(values={"Questions": "Why?", "Who asks them": lunch.acme.jill}).errors == {}
    lunch.settles()

    assert "it is settled" in told(katie)[0]
    assert "would like to be interviewed" in told(lunch.acme.jill)[-1]
    said = (told(katie), told(scott), told(lunch.acme.jill), post(lunch))
    repeat_everything(lunch)
    assert (told(katie), told(scott), told(lunch.acme.jill), post(lunch)) == said


def test_who_does_not_want_to_is_thanked_and_the_next_one_is_asked(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    lunch.acme.looks("powerpoint", who=lunch.acme.jill)
    interviews(lunch)
    first, second = sorted((lunch.acme.katie, lunch.acme.jill), key=lambda who: who.id)
    lunch.presses(first, "Not this time", newest(first, "would like to be interviewed"))

    assert "not this time, then. Thank you for saying so." in told(first)[-1]
    assert "would like to be interviewed" in told(second)[-1]
    assert not any("not this time" in said.lower() for said in told(lunch.acme.scott))


def test_a_gathering_that_is_called_off_leaves_nothing_to_answer(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    interviews(lunch)
    invitation = newest(lunch.acme.katie, "would like to be interviewed")
    lunch.presses(lunch.acme.scott, "Cancel it", newest(lunch.acme.scott, "You host"))
    assert "does not take place" in told(lunch.acme.katie)[0]

    late = invitation.ts  # as it stood on her screen
    assert [one.shown for one in lunch.acme.katie.dms() if one.ts == late and "I'd like to" in one.shown] == []


def test_a_panel_names_its_second_host_after_their_yes(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    hosts(lunch, "A talk", **{"Together with": lunch.acme.katie})
    assert "katie" not in post(lunch)
    assert "Your second host has not answered yet." in lunch.types("next")
    assert "I have asked katie to host it with you" in newest(lunch.acme.scott, "You host *PowerPoint*").shown
    assert "stand beside" not in lunch.types("", lunch.acme.katie)

    lunch.presses(lunch.acme.katie, "I'd like to", newest(lunch.acme.katie, "together with you"))
    assert "you stand beside the host of *PowerPoint*" in lunch.types("", lunch.acme.katie)
    assert "the file puts it into your calendar" in told(lunch.acme.katie)[-1]
    assert not any("You're in" in said for said in told(lunch.acme.katie))

    assert "*PowerPoint* with scott and katie" in post(lunch)
    assert "katie hosts *PowerPoint* with you" in told(lunch.acme.scott)[-1]
    lunch.presses(lunch.acme.katie, "Change it", newest(lunch.acme.katie, "You host *PowerPoint* together with scott"))
    assert lunch.acme.katie.submits(values={"Place": "Roof garden"}).errors == {}
    lunch.settles()
    repeat_everything(lunch)

    assert "Roof garden" in post(lunch)
    assert len([said for said in told(lunch.acme.scott) if "*PowerPoint* has changed" in said]) == 1


def test_nobody_from_outside_becomes_a_second_host(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    guest = lunch.acme.slack.add_person("Gus", is_guest=True)
    lunch.acme.bot.jobs.arrive()
    begun(lunch)
    lunch.types("host PowerPoint", lunch.acme.scott)
    for who in (guest, lunch.acme.scott):
        assert lunch.acme.scott.submits(values={"Together with": who}).errors.keys() == {"partner"}
    assert lunch.general == []


def test_a_demo_leaves_a_recording_that_is_found(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    hosts(lunch, "A ten-minute demo: just your screen")
    assert "a demo with scott" in post(lunch)
    assert "12:00 to 12:10" in post(lunch)
    assert "10 minutes of screen" in post(lunch)
    lunch.presses(lunch.acme.katie, "Count me in", lunch.general[-1])
    passes(lunch, 10)
    thanks = newest(lunch.acme.scott, "Where is the recording?")
    passes(lunch, 2)
    passes(lunch, 2)
    assert len([said for said in told(lunch.acme.scott) if "add the link to the recording" in said]) == 1

    lunch.presses(lunch.acme.scott, "Add the recording", thanks)
    assert lunch.acme.scott.submits(values={"Link": "no link"}).errors.keys() == {"link"}
    assert lunch.acme.scott.submits(values={"Link": "https://files.example.com/demo"}).errors == {}
    lunch.settles()

    assert "https://files.example.com/demo" in lunch.types("library powerpoint", lunch.acme.jill)
    assert "https://files.example.com/demo" in lunch.acme.looks("powerpoint").shown


def test_whoever_does_not_like_to_present_says_how_they_would(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    assert lunch.acme.scott.types("/whoknows", "add powerpoint").acked
    wanted(lunch)
    begun(lunch)
    lunch.types("post now")
    invitation = asked(lunch.acme.scott)[-1]
    assert "ten minutes of your screen are enough, or let somebody interview you" in invitation.shown

    lunch.presses(lunch.acme.scott, "Interview me", invitation)

    assert "an interview with scott" in post(lunch)
    assert any(
        "would like to be interviewed" in said for who in (lunch.acme.katie, lunch.acme.jill) for said in told(who)
    )


def test_what_is_still_to_be_done_is_shown_to_host_and_coordinator(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    interviews(lunch)
    open_steps = "*Still to do:* look through the questions. I am asking around for somebody who asks the questions."
    assert open_steps in lunch.types("", lunch.acme.scott)
    assert open_steps in lunch.types("next")
    assert "Still to do" not in lunch.types("", lunch.acme.katie)
