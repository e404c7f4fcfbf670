"""What an asker reads: people first, each with a reason that can be looked up, and what was understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.demo.blocktree import words
from bot.domain.answers import Answer, Suggestion
from bot.domain.matching import How, Match
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.views.ask import answer_view
from bot.views.blocks import View, clip
from bot.views.help import help_view
from bot.views.reasons import permalink, reason_text
from storage.values import PersonRow

NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
ANSWERED = Reason(
    ReasonKind.ANSWERED,
    "PowerPoint",
    3,
    datetime(2025, 11, 3, tzinfo=UTC),
    "C1",
    "1762170000.000200",
    "1762170000.000100",
)
SCOTT = Suggestion(PersonRow("U1", "Scott", tz="Asia/Tokyo"), (ANSWERED,))
ONCE = "answered one question about Excel on 3 November 2025"
ANSWER = Answer("powerpoint", "PowerPoint", people=(SCOTT,), url="https://acme.slack.com/")


def shown(answer: Answer) -> str:
    return words(answer_view(answer, now=NOW).blocks)


def labels(view: View) -> list[str]:
    rows: list[list[dict[str, Any]]] = [block["elements"] for block in view.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


def test_a_person_comes_with_their_time_of_day_and_a_reason_to_look_up() -> None:
    assert shown(ANSWER) == (
        "This colleague can help with *PowerPoint*:\n"
        "*<@U1>*  \u00b7  08:30 in Tokyo\n"
        "\u2022 <https://acme.slack.com/archives/C1/p1762170000000200?thread_ts=1762170000.000100&cid=C1"
        "|answered three questions about PowerPoint, last on 3 November 2025>"
    )


def test_a_reason_without_a_place_has_no_link() -> None:
    said = replace(SCOTT, reasons=(Reason(ReasonKind.DECLARED, "PowerPoint"),))

    assert shown(replace(ANSWER, people=(said,))).endswith("\n\u2022 says they know PowerPoint")


def test_three_reasons_are_enough() -> None:
    many = replace(SCOTT, reasons=(ANSWERED,) * 5)

    assert shown(replace(ANSWER, people=(many,))).count("\u2022") == 3


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason(ReasonKind.ANSWERED, "Excel", 1, datetime(2025, 11, 3, tzinfo=UTC)), ONCE),
        (Reason(ReasonKind.ANSWERED, "Excel", 1234), "answered 1,234 questions about Excel"),
        (Reason(ReasonKind.SAID, "Excel", 12), "has written about Excel in twelve messages"),
        (Reason(ReasonKind.SAID, "Excel", 1), "has written about Excel in one message"),
        (Reason(ReasonKind.DECLARED, "Excel"), "says they know Excel"),
        (Reason(ReasonKind.HERE, channel_id="C1"), "answers often in #data"),
        (Reason(ReasonKind.HERE, channel_id="C2"), "answers often in this channel"),
    ],
)
def test_each_reason_reads_as_a_colleague_would_say_it(reason: Reason, said: str) -> None:
    assert reason_text(reason, channels={"C1": "data"}) == said


@pytest.mark.parametrize(("ts", "thread_ts"), [("1.000200", ""), ("1.000200", "1.000200")])
def test_a_message_outside_a_thread_is_linked_by_itself(ts: str, thread_ts: str) -> None:
    reason = replace(ANSWERED, ts=ts, thread_ts=thread_ts)

    assert permalink("https://acme.slack.com/", reason) == "https://acme.slack.com/archives/C1/p1000200"


def test_without_the_workspaces_address_slack_itself_leads_there() -> None:
    assert str(permalink("", ANSWERED)).startswith("https://slack.com/archives/C1/")


def test_a_typing_error_is_told_and_near_misses_are_offered() -> None:
    typed = Match("powerpont", "PowerPoint", How.TYPO, 0.9)
    view = answer_view(replace(ANSWER, matches=(typed,), near=("PowerPoint", "Power BI")), now=NOW)

    assert words(view.blocks).startswith("I understood PowerPoint, for _powerpont_\nOr did you mean one of these?")
    assert labels(view) == ["Power BI"]


def test_an_exact_name_says_nothing_of_what_was_understood() -> None:
    exact = Match("POWERPOINT", "PowerPoint", How.EXACT, 1.0)

    assert shown(replace(ANSWER, matches=(exact,), near=("Power BI",))) == shown(ANSWER)


def test_somebody_else_is_offered_only_while_there_is_somebody() -> None:
    asked = replace(ANSWER, question_id=7)

    assert labels(answer_view(asked, now=NOW)) == ["Ask in a channel"]
    assert labels(answer_view(replace(asked, more=True), now=NOW)) == ["Ask in a channel", "Someone else"]


def test_those_who_come_next_are_said_to_be_next_and_the_end_is_said() -> None:
    assert shown(replace(ANSWER, skipped=3)).startswith("Next in line for *PowerPoint*:")
    assert shown(replace(ANSWER, skipped=3, people=())) == "That is everybody I know of for *PowerPoint*."


def test_nobody_yet_is_said_first_and_what_helps_after() -> None:
    view = answer_view(replace(ANSWER, people=(), near=("Power BI",), question_id=7), now=NOW)

    assert words(view.blocks).startswith("I don't know of anybody for *PowerPoint* yet")
    assert labels(view) == ["Power BI", "Ask in a channel", "Tell me when somebody does", "I know this"]


def test_an_unknown_time_zone_is_left_out() -> None:
    lost = replace(SCOTT, person=PersonRow("U1", tz="Mars/Olympus"))

    assert "*<@U1>*\n" in shown(replace(ANSWER, people=(lost,)))


def test_help_fits_on_a_screen() -> None:
    assert len(words(help_view(channels_heard=2).blocks).splitlines()) <= 20


@pytest.mark.parametrize(("text", "limit", "clipped"), [("abc", 3, "abc"), ("abcd", 3, "ab\u2026")])
def test_what_is_too_long_ends_with_an_ellipsis(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


@pytest.mark.parametrize(
    ("reason", "words_of_it"),
    [
        (Reason(ReasonKind.THANKED, "Excel", 1, people=1), "thanked once by one colleague for Excel"),
        (Reason(ReasonKind.THANKED, "Excel", 2, people=2), "thanked twice by two colleagues for Excel"),
        (
            Reason(ReasonKind.THANKED, "Excel", 6, datetime(2025, 11, 3, tzinfo=UTC), people=4),
            "thanked six times by four colleagues for Excel, last on 3 November 2025",
        ),
        (Reason(ReasonKind.TAUGHT, "Excel", 1), "hosted one lunch & learn on Excel"),
        (
            Reason(ReasonKind.TAUGHT, "Excel", 2, people=3),
            "hosted two lunch & learns on Excel, which three colleagues found useful",
        ),
    ],
)
def test_thanks_and_teaching_are_told_without_names(reason: Reason, words_of_it: str) -> None:
    assert reason_text(reason, channels={}) == words_of_it
