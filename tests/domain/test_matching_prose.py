"""What people write to each other names a skill only where no reader would doubt it."""

from __future__ import annotations

import pytest

from bot.domain.matching import SkillIndex
from bot.domain.skills import Prose, Skill

ORDINARY = frozenset(("goes", "going", "words", "made", "marketing", "try"))
INDEX = SkillIndex(
    [
        Skill("C", ("c lang",), Prose.CAPITALISED),
        Skill("C++"),
        Skill("C#"),
        Skill("R", ("rstats",), Prose.CAPITALISED),
        Skill("Go", ("golang",), Prose.CAPITALISED),
        Skill("Make", ("makefile",), Prose.NEVER),
        Skill("REST", ("rest api",), Prose.CAPITALISED),
        Skill("Word", ("ms word",), Prose.CAPITALISED, ("doc",)),
        Skill("Node.js", ("nodejs",), Prose.NEVER, ("node",)),
        Skill(".NET"),
        Skill("Excel", ("xlsx",), Prose.CAPITALISED),
        Skill("Pivot tables"),
        Skill("Tables"),
        Skill("Machine learning"),
        Skill("Data structures", ("trie",)),
        Skill("LIMS and lab informatics", ("lims",)),
        Skill("Marketing"),
        Skill("R&D"),
        Skill("機械学習"),
    ],
    ordinary=ORDINARY,
)


def named(text: str) -> list[str]:
    return [match.skill for match in INDEX.in_prose(text)]


@pytest.mark.parametrize("word", ["make", "go", "word", "rest", "node", "c", "r", "doc", "marketing"])
def test_an_ordinary_word_in_small_letters_is_no_skill(word: str) -> None:
    assert named(f"we had a look at {word} yesterday") == []


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("I wrote that in C and R, plus a little Go for the rest", ["C", "R", "Go"]),
        ("C++, C# and .NET are all here.", ["C++", "C#", ".NET"]),
        ("look at node.js", ["Node.js"]),
        ("look at nodejs", ["Node.js"]),
        ("machine\nlearning, machine  learning, Machine-Learning", ["Machine learning"]),
        ("the golang service has a rest api and a makefile", ["Go", "REST", "Make"]),
        ("our REST endpoints", ["REST"]),
        ("I fixed it in Excel's newest version", ["Excel"]),
        ("a pivot table on top of it", ["Pivot tables"]),
        ("R&D pays for it", ["R&D"]),
        ("私は機械学習が好き", ["機械学習"]),
        ("ask Marketing about it", ["Marketing"]),
    ],
)
def test_names_are_found_at_word_boundaries_whatever_stands_between_their_words(text: str, skills: list[str]) -> None:
    assert named(text) == skills


@pytest.mark.parametrize(
    "text",
    [
        "Go to the office. Word has it that they moved.",
        "HOW TO MAKE THE WORD GO ROUND",
        "How To Go Faster Than Your Rest",
        "plan C, vitamin C, A/C, Objective-C, D.R., C'mon",
        "C is what you see",
        "excelling at gopher, wordings and restful machines. Learning that",
        "he never tries",
        "we sold the machine. Learning that",
        "the lim of this",
    ],
)
def test_what_merely_looks_like_a_name_is_none(text: str) -> None:
    assert named(text) == []


def test_the_longest_name_wins_where_two_overlap() -> None:
    (match,) = INDEX.in_prose("pivot tables")

    assert (match.skill, match.typed) == ("Pivot tables", "pivot tables")


def test_each_skill_is_named_once() -> None:
    assert named("Excel in Excel with Excel") == ["Excel"]


def test_slack_marks_and_pictures_are_not_read() -> None:
    assert named("<@U1|golang> <!subteam^S1|golang> :golang: <https://golang.test|see this>") == []


def test_typos_are_not_guessed_in_other_peoples_messages() -> None:
    assert named("the pivto tabels") == []
