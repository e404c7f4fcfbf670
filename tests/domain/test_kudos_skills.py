"""Which words of a thanks name a skill, as tables."""

from __future__ import annotations

import pytest

from bot.domain.kudos_skills import is_small_talk, new_name, slipped_once

ORDINARY = frozenset({"patience", "everything", "tip", "good"})


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("lockpicking", "lockpicking"),
        ("lockpicking!!!", "lockpicking"),
        ("\u201cFrobnicator\u201d", "Frobnicator"),
        ("Pr\u00e4sentationen", "Pr\u00e4sentationen"),
        ("lock-picking", "lock-picking"),
        ("patience", ""),
        ("tips", ""),
        ("kindness", ""),
        ("cake", ""),
        ("being lockpicked", ""),
        ("the frobnicator", ""),
        ("help", ""),
        ("qa", ""),
        ("42", ""),
        ("<script>", ""),
        ("\U0001f389", ""),
        ("", ""),
    ],
)
def test_one_word_that_nobody_has_heard_of_is_a_new_skill(about: str, name: str) -> None:
    assert new_name(about, ORDINARY) == name


@pytest.mark.parametrize(
    ("typed", "spelled", "near"),
    [
        ("powerpiont", ["PowerPoint", "ppt"], True),
        ("exel", ["Excel"], True),
        ("excell", ["Excel"], True),
        ("pttt", ["PowerPoint", "ppt"], False),
        ("clarification", ["Classification"], False),
        ("carpooling", ["Cash pooling"], False),
        ("excel", [], False),
    ],
)
def test_of_mistakes_only_one_slip_is_forgiven(typed: str, spelled: list[str], near: bool) -> None:  # noqa: FBT001 - a table
    assert slipped_once(typed, spelled) is near


@pytest.mark.parametrize(
    ("typed", "small"),
    [
        ("support", True),
        ("your support", True),
        ("Coffee", True),
        ("customer support", False),
        ("excel", False),
        ("", False),
    ],
)
def test_what_everybody_is_thanked_for_is_no_skill(typed: str, small: bool) -> None:  # noqa: FBT001 - a table
    assert is_small_talk(typed) is small
