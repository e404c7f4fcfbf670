"""Stories of a gathering: its host changes it, calls it off, is asked; and what everybody does afterwards."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.values import Message
from storage.lunches import LunchState
from tests.bots import pings
from tests.builders import rows
from tests.lunchers import Gather, Gathered

DAY = timedelta(days=1)


def newest(here: Gathered, who: str, words: str) -> Message:
    """The newest message to somebody that says so."""
    person = getattr(here.time.acme, who)
    return [message for message in here.said(person) if words in message.shown][-1]


def state(here: Gathered) -> str:
    (row,) = rows(here.time.acme.bot.services.store, "lunch")
    return str(row.state)


def kinds(here: Gathered) -> list[str]:
    found = rows(here.time.acme.bot.services.store, "evidence")
    return sorted(row.kind for row in found if row.revoked_at is None and row.kind in ("taught", "endorsed"))


def test_a_host_moves_it_and_calendars_follow(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    form = here.opens(acme.scott, "Change it", newest(here, "scott", "You host *Pivot tables*"))

    answer = acme.scott.submits(form, {"Title": "Pivot charts", "Time": "13:30", "Place": "Roof", "Seats": "9"})
    here.settles()

    assert not answer.errors
    assert "Pivot charts" in here.post.shown
    assert "13:30 to 14:15" in here.post.shown
    assert "Roof" in here.post.shown
    assert "1 coming, 8 seats left" in here.post.shown
    first, second = here.files(acme.katie)
    assert ("SEQUENCE:0" in first, "SEQUENCE:1" in second) == (True, True)
    assert "METHOD:PUBLISH" in second
    here.repeat_everything()
    assert len(here.files(acme.katie)) == 2


def test_a_form_that_cannot_be_says_what_is_wrong_and_changes_nothing(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    shown = here.post.shown
    form = here.opens(acme.scott, "Change it", newest(here, "scott", "You host"))

    answer = acme.scott.submits(
        form, {"Day": "2026-01-01", "Minutes": "1", "Link": "no link", "Seats": "1000000", "Title": " "}
    )
    here.settles()

    assert set(answer.errors) == {"date", "minutes", "link", "seats", "title"}
    assert here.post.shown == shown
    assert len(here.files(acme.katie)) == 1


def test_a_form_that_comes_too_late_says_why(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    form = here.opens(acme.scott, "Change it", newest(here, "scott", "You host"))
    here.presses(acme.scott, "Cancel it", newest(here, "scott", "You host"))

    assert acme.scott.submits(form, {"Place": "Roof"}).acked

    assert "was cancelled" in acme.scott.views()[-1].shown


def test_a_host_calls_it_off_and_everybody_hears_once(gather_once: Gather) -> None:
    here = gather_once(seats=1)
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.presses(acme.jill, "Count me in")
    here.presses(acme.scott, "Cancel it", newest(here, "scott", "You host"))
    here.repeat_everything()
    assert "Everybody who signed up hears of it" in here.told(acme.scott)[0]  # in the place of its buttons

    assert "Cancelled." in here.post.shown
    assert "Count me in" not in here.post.shown
    assert "METHOD:CANCEL" in here.files(acme.katie)[-1]
    assert len(here.files(acme.katie)) == 2
    assert "is cancelled" in here.told(acme.jill)[-1]
    assert here.files(acme.jill) == []
    here.due(here.lunch.ends_at)
    assert state(here) == LunchState.CANCELLED
    assert len([words for words in here.told(acme.katie) if "is cancelled" in words]) == 1


def test_reminders_come_once_and_one_press_takes_a_name_off(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.presses(acme.jill, "Count me in")
    form = here.opens(acme.jill, "Ask the host something")
    acme.jill.submits(form, {"Your question": "Which version? <!channel>"})
    eve = (here.lunch.starts_at - DAY).replace(hour=15)

    here.due(eve)
    here.due(eve)
    assert len([words for words in here.told(acme.katie) if words.startswith("Tomorrow")]) == 1
    assert "Which version?" in newest(here, "scott", "Tomorrow you host").shown

    here.presses(acme.katie, "Can't make it", newest(here, "katie", "Tomorrow"))
    here.due(here.lunch.starts_at - timedelta(minutes=10))

    assert "1 coming" in here.post.shown
    assert [words for words in here.told(acme.katie) if "begins in" in words] == []
    assert [words for words in here.told(acme.jill) if "begins in 10 minutes" in words] != []
    assert pings(here.slack) == []


def test_afterwards_people_say_what_it_was_worth(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    for who in (acme.katie, acme.jill):
        here.presses(who, "Count me in")
    here.due(here.lunch.ends_at)
    assert kinds(here) == ["taught"]

    here.presses(acme.katie, "I was there", newest(here, "katie", "is over"))
    assert "You were there." in newest(here, "katie", "is over").shown
    here.presses(acme.katie, "I'll use this", newest(here, "katie", "is over"))
    form = here.opens(acme.katie, "A line to the host", newest(here, "katie", "is over"))
    acme.katie.submits(form, {"Your line": "Saved my week"})
    here.presses(acme.jill, "I couldn't", newest(here, "jill", "is over"))
    here.repeat_everything()

    assert kinds(here) == ["endorsed", "taught"]
    assert len([words for words in here.told(acme.scott) if "Saved my week" in words]) == 1
    assert [words for words in (*here.told(acme.jill), here.post.shown) if "Saved my week" in words] == []


def test_the_host_says_who_came_and_leaves_notes(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    for who in (acme.katie, acme.jill):
        here.presses(who, "Count me in")
    here.due(here.lunch.ends_at)
    thanks = newest(here, "scott", "Thank you for hosting")

    form = here.opens(acme.scott, "Who came", thanks)
    assert form.state["came"]["came"]["selected_users"] == [acme.katie.id, acme.jill.id]
    acme.scott.submits(form, {"Who came": [acme.katie]})
    here.settles()
    form = here.opens(acme.scott, "Add notes or a recording", thanks)
    assert set(acme.scott.submits(form, {"Link": "no link"}).errors) == {"link"}
    assert not acme.scott.submits(form, {"Title": "Slides", "Link": "https://files.example.com/1"}).errors
    here.settles()
    here.repeat_everything()

    assert len([words for words in here.told(acme.jill) if "https://files.example.com/1" in words]) == 1
    assert [words for words in here.told(acme.katie) if "files.example.com" in words] == []
    assert "It is in the library" in here.told(acme.scott)[-1]
    shelf = acme.bot.services.lunches.library(acme.team, "excel", acme.katie.id)
    assert [one.title for one in shelf.recordings] == ["Slides"]


def test_what_did_not_take_place_credits_nobody(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.due(here.lunch.ends_at)
    here.presses(acme.scott, "It didn't take place", newest(here, "scott", "Thank you for hosting"))

    assert kinds(here) == []
    assert "did not take place" in here.post.shown
    here.presses(acme.katie, "I'll use this", newest(here, "katie", "is over"))
    assert "did not take place" in here.told(acme.katie)[-1]
    assert kinds(here) == []


def test_the_host_looks_at_who_comes(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.presses(acme.scott, "Who comes", newest(here, "scott", "You host"))

    assert "Coming: katie" in here.told(acme.scott)[-1]


def test_only_host_and_coordinators_get_the_forms(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    (row,) = (block for block in newest(here, "scott", "You host").blocks if block["type"] == "actions")
    here.presses(acme.katie, "Can't make it")
    here.slack.world.messages[acme.general.id][here.post.ts].blocks.append(row)  # a forged screen

    here.presses(acme.katie, "Change it")
    here.presses(acme.katie, "Cancel it")

    assert acme.katie.views() == []
    assert "Only the host and coordinators" in acme.katie.whispers("#general")[-1].shown
    assert state(here) == LunchState.PLANNED
