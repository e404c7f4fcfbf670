"""`whoknows skills merge` and `rename`: two names for one skill."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import DAY, MAY, Whoknows, objects, one_line
from tests.exports import person, said, write_export


@pytest.fixture
def decks(learned_on_both: Whoknows, tmp_path: Path) -> Whoknows:
    """Decksmith is a skill of its own, for which Dora is found."""
    whoknows = learned_on_both
    (tmp_path / "own.csv").write_text("name,aliases\nDecksmith,dsm\n")
    assert whoknows("skills", "import", tmp_path / "own.csv").exit_code == 0
    question = said("UANA", "Who knows Decksmith?", MAY + 3 * DAY)
    answer = said("UDORA", "I do, gladly", MAY + 3 * DAY + 60, thread_ts=question["ts"])
    export = write_export(
        tmp_path / "more",
        people=[person("UANA", "Ana Ribeiro"), person("UDORA", "Dora Li")],
        channels={"more": {}},
        messages={"more": [question, answer]},
    )
    assert whoknows("import", export).exit_code == 0
    return whoknows


def people(whoknows: Whoknows, query: str) -> set[str]:
    [answer] = objects(whoknows("ask", query, "--json"))
    return {one["user"] for one in answer["people"]}


def test_a_merged_skill_is_found_by_both_names(decks: Whoknows) -> None:
    plan = decks("skills", "merge", "decksmith", "PowerPoint", "--dry-run")
    assert plan.output == (
        "“Decksmith” would become “PowerPoint”. What moves along: what one person has shown, one question.\n"
    )
    assert people(decks, "dsm") == {"UDORA"}

    done = decks("skills", "merge", "Decksmith", "PowerPoint", "--team", "T0ACME")

    assert done.output == (
        "“Decksmith” is “PowerPoint” from now on. Moved along: what one person has shown, one question.\n"
    )
    assert people(decks, "dsm") == people(decks, "powerpoint") == {"UDORA", "USCOTT", "UMEI"}
    again = one_line(decks("skills", "merge", "Decksmith", "PowerPoint"))
    assert again.endswith("“Decksmith” means “PowerPoint” already.")


def test_a_renamed_skill_is_found_by_both_names(decks: Whoknows) -> None:
    done = decks("skills", "rename", "PowerPoint", "Slides", "--team", "T0ACME")

    assert done.output == "“PowerPoint” is called “Slides” from now on. It is found by both names.\n"
    [answer] = objects(decks("ask", "ppt", "--json"))
    assert [one["skill"] for one in answer["understood"]] == ["Slides"]
    assert answer["people"][0]["reasons"][0]["text"].startswith("answered two questions about Slides")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("merge", "Excell", "PowerPoint"), "I know no skill called “Excell”. Did you mean “Excel”?"),
        (("merge", "PowerPoint", "Nothing like it"), "rename it"),
        (("merge", "PowerPoint", "powerpoint"), "“PowerPoint” cannot be merged into itself."),
        (("merge", "ppt", "Excel"), "“ppt” is another word for “PowerPoint”."),
        (("merge", "\x1b[31mred", "Excel"), "“[31mred”"),
        (("rename", "PowerPoint", "Excel"), "“Excel” is another skill: merge “PowerPoint” into “Excel” instead."),
        (("rename", "PowerPoint", "!!"), "needs a letter or a digit"),
        (("rename", "PowerPoint", "PowerPoint"), "“PowerPoint” is called so already."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(learned: Whoknows, words: tuple[str, ...], says: str) -> None:
    assert says in one_line(learned("skills", *words))


@pytest.mark.parametrize("verb", ["merge", "rename"])
def test_where_nothing_was_learned_nothing_is_made(cli: Whoknows, verb: str) -> None:
    assert "begin with `whoknows import" in one_line(cli("skills", verb, "PowerPoint", "Excel"))
