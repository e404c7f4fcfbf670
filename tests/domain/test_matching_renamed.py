"""A skill that became another is understood by all it was understood by, under the other's name."""

from __future__ import annotations

import pytest

from bot.domain.matching import How, SkillIndex
from bot.domain.skills import Prose, Skill

BASE = SkillIndex(
    [
        Skill("PowerPoint", ("ppt",)),
        Skill("Kubernetes", ("k8s",)),
        Skill("Go", ("golang",), prose=Prose.CAPITALISED),
        Skill("Programming"),
    ],
    ordinary=frozenset({"go"}),
)
INDEX = BASE.with_added(
    [Skill("Slides"), Skill("Decks")], became={"powerpoint": "Slides", "decks": "Slides", "go": "Programming"}
)


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("Slides", How.EXACT),
        ("PowerPoint", How.ALIAS),
        ("ppt", How.ALIAS),
        ("Decks", How.ALIAS),
        ("power point", How.ALIAS),
        ("powerpont", How.TYPO),
        ("help with slides", How.SENTENCE),
        ("help with PowerPoint", How.SENTENCE),
    ],
)
def test_every_way_of_typing_it_leads_to_the_kept_name(typed: str, how: How) -> None:
    assert [(match.skill, match.how) for match in INDEX.understand(typed).matches] == [("Slides", how)]


def test_running_text_names_it_once() -> None:
    said = INDEX.in_prose("My PowerPoint, the ppt, my decks and these slides")

    assert [match.skill for match in said] == ["Slides"]


@pytest.mark.parametrize(("said", "skills"), [("let us go home", []), ("We write it in Go now", ["Programming"])])
def test_a_name_that_is_an_ordinary_word_stays_one(said: str, skills: list[str]) -> None:
    assert [match.skill for match in INDEX.in_prose(said)] == skills


def test_near_misses_are_called_by_the_kept_name() -> None:
    assert [name for name, _likeness in INDEX.closest("powerpoint")][:1] == ["Slides"]
    assert "PowerPoint" not in [name for name, _likeness in INDEX.closest("powerpoin", limit=9)]


def test_the_index_it_was_made_from_knows_nothing_of_it() -> None:
    assert [match.skill for match in BASE.understand("ppt").matches] == ["PowerPoint"]
