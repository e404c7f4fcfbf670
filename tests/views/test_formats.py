"""Words about formats, steps and speakers hold what Slack can show, whatever people wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.answers import Answer, Suggestion
from bot.domain.gatherings import Gathering, Preparation
from bot.domain.interviews import LONGEST_QUESTION, MOST_QUESTIONS
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.domain.speakers import Approached, Found, HowMany, Sought, Speakers
from bot.views import lunch, lunch_after, lunch_pairing, lunch_private, speakers
from bot.views.blocks import View
from bot.views.lunch_forms import notes_form
from storage.values import PersonRow
from storage.values_formats import ApproachRow, PairingRow, Reply
from storage.values_lunch import Format, LunchRow, LunchState

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "<!channel> & *b* \u00e9" * 40
PLAIN = LunchRow(1, 1, LONG[:150], "U0", NOW + timedelta(days=1), "Europe/Lisbon", 45, "C1", NOW)
PEOPLE = {user: PersonRow(user, name=LONG) for user in ("U0", "U1")}
YES, NO, TAKEN, ASKED = (PairingRow(1, "U1", NOW, state) for state in (Reply.YES, Reply.NO, Reply.TAKEN, Reply.ASKED))
TALK = Gathering(PLAIN, (), PEOPLE, "", (YES,))
INTERVIEW = replace(TALK, lunch=replace(PLAIN, format=Format.INTERVIEW))
OPEN = replace(INTERVIEW, pairings=(ASKED,), teachback=True)
DEMO = replace(TALK, lunch=replace(PLAIN, format=Format.DEMO, state=LunchState.HELD), pairings=())
OFF = replace(INTERVIEW, lunch=replace(INTERVIEW.lunch, state=LunchState.CANCELLED))
HELD = replace(INTERVIEW, lunch=replace(INTERVIEW.lunch, state=LunchState.HELD))
WHO = PersonRow("U2", LONG, LONG)
REASON = Reason(ReasonKind.DECLARED, LONG)
SHOWN = Answer(LONG, LONG, people=(Suggestion(WHO, (REASON,)),))

VIEWS: dict[str, View | None] = {
    "panel": lunch.signup_view(TALK, now=NOW),
    "interview": lunch.signup_view(INTERVIEW, now=NOW),
    "interview, nobody asks yet": lunch.signup_view(OPEN, now=NOW),
    "demo": lunch.signup_view(DEMO, now=NOW),
    "host, interview": lunch_private.host_view(OPEN),
    "who, interview": lunch_private.who_view(OPEN),
    "after, demo": lunch_after.after_host_view(DEMO),
    "asked, interview": lunch_pairing.pairing_view(OPEN),
    "asked, panel": lunch_pairing.pairing_view(TALK),
    "yes, interview": lunch_pairing.paired_view(INTERVIEW, YES),
    "yes, panel": lunch_pairing.paired_view(TALK, YES),
    "no": lunch_pairing.paired_view(INTERVIEW, NO),
    "taken": lunch_pairing.paired_view(INTERVIEW, TAKEN),
    "off": lunch_pairing.paired_view(OFF, YES),
    "over": lunch_pairing.paired_view(HELD, YES),
    "paired": lunch_pairing.host_paired_view(INTERVIEW),
    "paired, panel": lunch_pairing.host_paired_view(TALK),
    "unpaired": lunch_pairing.unpaired_view(OPEN),
    "unpaired, panel": lunch_pairing.unpaired_view(TALK),
    "steps": lunch_pairing.steps_view(OPEN),
    "recording": lunch_pairing.steps_view(DEMO),
    "speakers": speakers.speakers_view(Speakers(LONG, tuple(Sought(n, LONG, HowMany.MANY) for n in range(5)))),
    "speakers, unknown": speakers.speakers_view(Speakers(LONG, ())),
    "speakers, nothing": speakers.speakers_view(Speakers("", ())),
    "asking": speakers.asking_view(LONG),
    "nobody": speakers.nobody_view(LONG),
}
MENTIONING = {
    "approach": speakers.approach_view(ApproachRow(1, 1, "U1", NOW), Approached(LONG, WHO, Reply.ASKED)),
    "agreed": speakers.approached_view(Approached(LONG, WHO, Reply.YES)),
    "declined": speakers.approached_view(Approached(LONG, WHO, Reply.NO)),
    "found": speakers.found_view(Found(1, LONG, SHOWN, unexpected=True), now=NOW),
    "found, expected": speakers.found_view(Found(1, LONG, SHOWN, unexpected=False), now=NOW),
}


@pytest.mark.parametrize("name", [*VIEWS, *MENTIONING])
def test_a_message_fits_and_pings_nobody(name: str) -> None:
    view = {**VIEWS, **MENTIONING}[name]
    assert view is not None
    texts = [block["text"]["text"] for block in view.blocks if "text" in block]

    assert 0 < len(view.text) < 4000
    assert all(0 < len(text) <= 3000 for text in texts)
    said = f"{view.text}{view.blocks}".replace("<@U2>", "")
    assert [ping for ping in ("<!channel", "<@", "@channel") if ping in said] == []


def test_what_is_not_answered_stands_as_it_is() -> None:
    assert lunch_pairing.paired_view(INTERVIEW, ASKED) is None
    assert lunch_pairing.host_paired_view(OPEN) is None
    assert lunch_pairing.steps_view(TALK) is None
    assert speakers.approached_view(Approached("pandas", WHO, Reply.ASKED)) is None


@pytest.mark.parametrize(("told", "asks"), [(INTERVIEW, True), (OPEN, False)])
def test_the_form_holds_as_many_questions_as_there_may_be(told: Gathering, *, asks: bool) -> None:
    questions = tuple("q" * LONGEST_QUESTION for _ in range(MOST_QUESTIONS)) if asks else ()
    form = lunch_pairing.questions_form(Preparation(told, questions, may_choose=True))
    _words, text, people = form["blocks"]

    assert (text["element"].get("initial_value") is not None) is asks
    assert ("Good to begin with" in text["hint"]["text"]) is not asks
    assert ("initial_user" in people["element"]) is asks
    assert len(lunch_pairing.questions_form(Preparation(told, (), may_choose=False))["blocks"]) == 2


@pytest.mark.parametrize(
    ("told", "called", "asked"),
    [
        (DEMO, "The recording", "The link to your recording"),
        (replace(DEMO, recorded=True), "Notes or a recording", "A link to notes, slides or a recording"),
        (TALK, "Notes or a recording", "A link to notes, slides or a recording"),
    ],
)
def test_a_demo_is_asked_for_its_recording_and_others_for_what_there_is(
    told: Gathering, called: str, asked: str
) -> None:
    form = notes_form(told)

    assert form["title"]["text"] == called
    assert asked in str(form["blocks"])
