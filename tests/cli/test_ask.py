"""`whoknows ask`: the answer in words and as JSON, whatever is thrown at it, and that it leaves no trace."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.command_line import Whoknows, objects, one_line

HOSTILE = [
    "x" * 40_000,
    "how do I " * 5_000,
    "\U0001f32e\U0001f32e\U0001f32e",
    ":taco: :shrug:",
    "\u202e\u05de\u05d9 \u05d9\u05d5\u05d3\u05e2 PowerPoint?",
    "<!channel> <@U123> <https://example.org|PowerPoint>",
    "\x1b[31mred\x1b[0m",
    "'; DROP TABLE person; --",
    "[bold]not markup[/bold]",
    "?",
]


def test_the_answer_names_the_people_with_reasons_and_links(learned: Whoknows) -> None:
    printed = learned("ask", "powerpoint").stdout

    assert printed.splitlines()[:3] == [
        "1. Scott Reid",
        "   answered two questions about PowerPoint, last on 2 May 2026",
        "   https://slack.com/archives/C-sales/p1777712460000000?thread_ts=1777712400.000000&cid=C-sales",
    ]
    assert "2. Mei Tan" in printed


def test_json_has_exactly_the_promised_form(learned_on_both: Whoknows) -> None:
    [answer] = objects(learned_on_both("ask", "powerpont", "--json"))

    assert set(answer) == {"text", "understood", "people", "related"}
    assert answer["text"] == "powerpont"
    [understood] = answer["understood"]
    assert set(understood) == {"typed", "skill", "how", "score"}
    assert (understood["typed"], understood["skill"], understood["how"]) == ("powerpont", "PowerPoint", "typo")
    first = answer["people"][0]
    assert set(first) == {"user", "name", "reasons"}
    assert (first["user"], first["name"]) == ("USCOTT", "Scott Reid")
    assert [set(reason) for reason in first["reasons"]] == [{"kind", "text", "link"}] * len(first["reasons"])


@pytest.mark.parametrize(
    ("text", "how"),
    [("PowerPoint", "exact"), ("ppt", "alias"), ("powerpont", "typo"), ("a PowerPoint deck for the board", "sentence")],
)
def test_json_says_how_a_skill_was_understood(learned: Whoknows, text: str, how: str) -> None:
    [answer] = objects(learned("ask", text, "--json"))

    assert [(one["skill"], one["how"]) for one in answer["understood"]] == [("PowerPoint", how)]


def test_a_reason_without_a_place_has_no_link(learned: Whoknows) -> None:
    [answer] = objects(learned("ask", "how do I shrink this?", "--channel", "#sales", "--json"))

    links = {reason["kind"]: reason["link"] for one in answer["people"] for reason in one["reasons"]}
    assert links["here"] is None
    assert links["answered"].startswith("https://")


def test_the_asker_is_not_named_by_id_or_by_name(learned_on_both: Whoknows) -> None:
    for asker in ("USCOTT", "scott reid", "@Scott Reid"):
        [answer] = objects(learned_on_both("ask", "powerpoint", "--asker", asker, "--json"))
        assert [one["user"] for one in answer["people"]] == ["UMEI"]


def test_what_nobody_knows_is_said_plainly(learned: Whoknows) -> None:
    assert "Nobody has shown yet that they know Kubernetes." in learned("ask", "kubernetes").stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--channel", "#nowhere"), "no channel '#nowhere'"),
        (("--asker", "Nobody Atall"), "nobody called 'Nobody Atall'"),
        (("--team", "T0NONE"), "no workspace 'T0NONE'"),
    ],
)
def test_a_wrong_channel_asker_or_team_is_named(learned: Whoknows, options: tuple[str, str], says: str) -> None:
    assert says in one_line(learned("ask", "powerpoint", *options))


def test_with_several_workspaces_one_has_to_be_said(learned_on_both: Whoknows, export: Path) -> None:
    learned_on_both("import", export, "--team", "T0OTHER")

    line = one_line(learned_on_both("ask", "powerpoint"))

    assert "T0ACME" in line
    assert "T0OTHER" in line
    assert learned_on_both("ask", "powerpoint", "--team", "T0OTHER").exit_code == 0


@pytest.mark.parametrize("words", [(), ("",), ("   ",)])
def test_nothing_asked_is_answered_with_how_to_ask(learned: Whoknows, words: tuple[str, ...]) -> None:
    result = learned("ask", *words)

    assert result.exit_code == 2
    assert "say what you want to know" in result.stderr.lower()


def test_an_empty_database_is_told_apart_and_not_made(cli: Whoknows, tmp_path: Path) -> None:
    assert "whoknows import" in one_line(cli("ask", "excel"))
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_gets_an_answer(learned: Whoknows, text: str) -> None:
    result = learned("ask", "--", text)

    assert result.exit_code == 0, result.output
    assert result.stdout.strip()
    assert "\x1b" not in result.stdout


def test_stdin_answers_a_line_with_a_line_and_goes_on_after_a_broken_one(learned_on_both: Whoknows) -> None:
    lines = [
        "powerpoint",
        '{"text": "powerpoint", "asker": "USCOTT"}',
        '{"text": "powerpoint", "channel": "nowhere"}',
        '{"text": "powerp',
        '{"text": 7}',
        "{}",
        "",
        "null \0 byte",
        json.dumps({"text": "shrink a deck?", "channel": "sales"}),
    ]

    answers = objects(learned_on_both("ask", "--stdin", stdin="\n".join(lines)))

    assert [("error" in answer, len(answer.get("people", ()))) for answer in answers] == [
        (False, 2), (False, 1), (True, 0), (True, 0), (True, 0), (True, 0), (False, 0), (False, 2),
    ]  # fmt: skip
    assert answers[2] == {"text": "powerpoint", "error": "There is no channel 'nowhere' in T0ACME."}
    assert answers[3]["text"] == '{"text": "powerp'


def test_stdin_survives_bytes_that_are_no_text(learned: Whoknows) -> None:
    answers = objects(learned("ask", "--stdin", stdin=b"\xff\xfe\x00\npowerpoint\n"))

    assert [one["user"] for one in answers[-1]["people"]] == ["USCOTT", "UMEI"]


def test_asking_changes_nothing_that_is_stored(cli: Whoknows, export: Path, tmp_path: Path) -> None:
    cli("import", export)
    before = hashlib.sha256((tmp_path / "new.db").read_bytes()).digest()

    cli("ask", "powerpoint")
    cli("ask", "--stdin", stdin="powerpoint\nkubernetes\n")

    assert hashlib.sha256((tmp_path / "new.db").read_bytes()).digest() == before
