"""Words for the terminal: what a name and a reason look like, and that nobody's words steer the terminal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import Answer, Suggestion
from bot.domain.matching import How, Match
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.views.terminal import answer_lines, as_json, listed, several, visible
from bot.views.terminal_import import Imported, duration, imported
from storage.values import PersonRow

NOVEMBER = datetime(2026, 11, 3, tzinfo=UTC)
ANSWERED = Reason(ReasonKind.ANSWERED, "PowerPoint", 3, NOVEMBER, "C1", "1777626060.000100", "1777626000.000000")
DECLARED = Reason(ReasonKind.DECLARED, "PowerPoint", 1)


def words(answer: Answer) -> list[str]:
    return [line.plain for line in answer_lines(answer)]


def test_one_is_not_many() -> None:
    assert [several(count, "person", "people") for count in (0, 1, 1204)] == ["0 people", "1 person", "1,204 people"]


def test_a_person_is_a_name_a_title_and_reasons_with_their_places() -> None:
    scott = Suggestion(PersonRow("U1", "Scott Reid", "Accounts payable"), (ANSWERED, DECLARED))

    assert words(Answer("powerpoint", "PowerPoint", people=(scott,), url="https://acme.slack.com/")) == [
        "1. Scott Reid, Accounts payable",
        "   answered three questions about PowerPoint, last on 3 November 2026",
        "   https://acme.slack.com/archives/C1/p1777626060000100?thread_ts=1777626000.000000&cid=C1",
        "   says they know PowerPoint",
    ]


def test_somebody_whose_name_slack_has_not_told_us_is_shown_by_id() -> None:
    assert words(Answer("x", "X", people=(Suggestion(PersonRow("U1"), (DECLARED,)),)))[0] == "1. U1"


def test_what_was_typed_otherwise_is_said() -> None:
    typo = Match("powerpont", "PowerPoint", How.TYPO, 0.9)
    same = Match("power point", "Power Point", How.ALIAS, 1.0)

    assert words(Answer("powerpont", "PowerPoint", matches=(typo, same)))[0] == (
        "I took \u201cpowerpont\u201d for PowerPoint."
    )
    assert len(words(Answer("x", "PowerPoint", matches=(same,)))) == 1


def test_where_nobody_is_known_near_names_are_offered() -> None:
    answer = Answer("golang dev", "Golang", near=("Go", "Goland", "Golang"))

    assert words(answer) == ["Nobody has shown yet that they know Golang.", "Did you mean Goland?"]


def test_json_keeps_the_whole_answer() -> None:
    match = Match("ppt", "PowerPoint", How.ALIAS, 1.0)
    scott = Suggestion(PersonRow("U1", "Scott Reid"), (ANSWERED, DECLARED))
    answer = Answer("ppt", "PowerPoint", (match,), people=(scott,), related=("Excel",), url="https://a.slack.com/")

    assert as_json(answer) == {
        "text": "ppt",
        "understood": [{"typed": "ppt", "skill": "PowerPoint", "how": "alias", "score": 1.0}],
        "people": [
            {
                "user": "U1",
                "name": "Scott Reid",
                "reasons": [
                    {
                        "kind": "answered",
                        "text": "answered three questions about PowerPoint, last on 3 November 2026",
                        "link": "https://a.slack.com/archives/C1/p1777626060000100?thread_ts=1777626000.000000&cid=C1",
                    },
                    {"kind": "declared", "text": "says they know PowerPoint", "link": None},
                ],
            }
        ],
        "related": ["Excel"],
    }


@given(st.text(max_size=400))
def test_nothing_that_anybody_writes_steers_the_terminal(text: str) -> None:
    shown = visible(text)

    assert all(char.isprintable() for char in shown)
    assert len(shown) <= 120


@pytest.mark.parametrize(
    ("names", "shown"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b, c"), (list("abcdefghijkl"), "2 more")]
)
def test_a_long_list_is_cut_and_counted(names: list[str], shown: str) -> None:
    assert listed(names).endswith(shown)


@pytest.mark.parametrize(("seconds", "shown"), [(0.04, "0.0 s"), (59.9, "59.9 s"), (61.2, "1 min 1 s")])
def test_how_long_it_took_is_said_in_units_people_use(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_an_import_that_taught_nothing_says_why() -> None:
    *_, last = imported(Imported("T0ACME", 1.0, people=3))

    assert "nothing to learn" in str(last)
