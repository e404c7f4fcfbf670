"""Stories of a coordinator who looks for a speaker: nobody is shown before they said yes."""

from __future__ import annotations

from bot.demo.people import Person
from bot.demo.values import Message
from tests.bots import sent_words
from tests.journeys.test_formats import passes, repeat_everything
from tests.programmes import Lunchtime, asked, told


def knowing(lunch: Lunchtime) -> None:
    assert lunch.acme.scott.types("/whoknows", "add powerpoint").acked
    lunch.settles()


def looked(lunch: Lunchtime, text: str = "speakers powerpoint", who: Person | None = None) -> Message:
    answer = (who or lunch.acme.jill).types("/lunch", text, channel=lunch.acme.general)
    assert answer.message is not None
    lunch.settles()
    return answer.message


def heard(lunch: Lunchtime) -> list[str]:
    """All that the coordinator got to see."""
    jill = lunch.acme.jill
    return [*(one.shown for one in jill.whispers(lunch.acme.general)), *told(jill)]


def test_the_name_comes_with_the_evidence_after_the_yes(lunch: Lunchtime) -> None:
    knowing(lunch)
    shown = looked(lunch)
    assert "*PowerPoint*: one colleague could" in shown.shown
    lunch.presses(lunch.acme.jill, "Ask them", shown)
    assert "I am asking for *PowerPoint*" in heard(lunch)[-1]
    assert not any(lunch.acme.scott.id in said or "scott" in said.lower() for said in heard(lunch))
    question = asked(lunch.acme.scott)[-1]
    assert "see what you have shown, and ask you?" in question.shown

    lunch.presses(lunch.acme.scott, "Yes, show it", question)

    assert "is glad to be asked about *PowerPoint*" in told(lunch.acme.jill)[-1]
    assert "says they know PowerPoint" in told(lunch.acme.jill)[-1]
    assert "sees what you have shown" in told(lunch.acme.scott)[-1]
    before = (heard(lunch), told(lunch.acme.scott))
    repeat_everything(lunch)
    assert told(lunch.acme.scott) == before[1]
    assert told(lunch.acme.jill)[-1] == before[0][-1]


def test_a_no_stays_between_the_two(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    knowing(lunch)
    lunch.presses(lunch.acme.jill, "Ask them", looked(lunch))
    lunch.presses(lunch.acme.scott, "No", asked(lunch.acme.scott)[-1])
    assert "Nobody hears of it" in told(lunch.acme.scott)[-1]
    lunch.presses(lunch.acme.jill, "Ask them", looked(lunch))
    passes(lunch, 2)
    passes(lunch, 6)

    assert "Nobody has been found for *PowerPoint* this time." in heard(lunch)[-1]
    assert not any(lunch.acme.scott.id in said or "scott" in said.lower() for said in heard(lunch))
    assert len(told(lunch.acme.scott)) == 1
    assert "one colleague could" in looked(lunch).shown


def test_only_coordinators_look(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    knowing(lunch)
    guest = lunch.acme.slack.add_person("Gus", is_guest=True)
    guest.joins("#general")
    lunch.acme.bot.jobs.arrive()
    for who in (lunch.acme.katie, guest):
        assert "That is for coordinators" in lunch.types("speakers powerpoint", who)
    lunch.settles()

    assert told(lunch.acme.scott) == []


def test_whatever_is_typed_is_echoed_without_harm(lunch_once: Lunchtime) -> None:
    lunch = lunch_once
    for text in ("<!channel> *bold* <@U1>", "x" * 3000, "\u202e", "powerpont", ""):
        looked(lunch, f"speakers {text}")
    assert "one colleague" not in " ".join(sent_words(lunch.acme.slack))
