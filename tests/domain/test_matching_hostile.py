"""Nothing that can be typed breaks the matching, makes up a skill, or holds it up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.matching import SkillIndex
from bot.domain.skills import Prose, Skill
from bot.services.vocabulary import ordinary_words, starter

SKILLS = [
    Skill("C", (), Prose.CAPITALISED),
    Skill("R&D"),
    Skill(".NET"),
    Skill("C++"),
    Skill("Node.js", ("node",)),
    Skill("Machine learning", ("ml",)),
    Skill("機械学習"),
    Skill("PowerPoint", ("ppt",)),
]
INDEX = SkillIndex(SKILLS, ordinary=frozenset(("going", "words"))).with_added([Skill("Straße")])
NAMES = {skill.name for skill in SKILLS} | {"Straße"}
WORDS = (
    "c",
    "C",
    "R",
    "D",
    "node",
    "js",
    ".net",
    "machine",
    "learning",
    "learnig",
    "機",
    "械学習",
    "pptt",
    "powerpont",
)
MARKS = (
    "++",
    "#",
    ".",
    "&",
    "/",
    " ",
    "  ",
    "\n",
    "\0",
    ",",
    "and",
    "<",
    ">",
    "|",
    ":",
    "'s",
    "who",
    "knows",
)
AWKWARD = ("\u202e", "\ud800", "\u0130", "\u00df", "\u0345")
PIECES = st.sampled_from(WORDS + MARKS + AWKWARD)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=14).map("".join)


@pytest.fixture(scope="module")
def ours() -> SkillIndex:
    return SkillIndex(starter(), ordinary=ordinary_words())


@given(TEXTS)
@example("\u0130" * 9)
@example("& & &")
def test_whatever_is_typed_only_known_skills_come_out(text: str) -> None:
    understanding = INDEX.understand(text)

    assert {match.skill for match in understanding.matches} | set(understanding.near) <= NAMES
    assert all(0 < match.score <= 1 for match in understanding.matches)
    assert {name for name, _ in INDEX.closest(text)} <= NAMES


@given(TEXTS)
def test_whatever_is_written_only_known_skills_are_named_and_each_once(text: str) -> None:
    named = [match.skill for match in INDEX.in_prose(text)]

    assert set(named) <= NAMES
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\0\0",
        "\U0001f600\U0001f389",
        "<!channel>",
        "<!here|here> :wave:",
        "مرحبا بالعالم",
        "\ud800",
        "a" * 40_000,
        "(" * 40_000,
    ],
)
def test_a_text_without_a_skill_is_simply_not_understood(text: str) -> None:
    assert INDEX.understand(text).matches == ()
    assert INDEX.in_prose(text) == ()


def test_a_name_without_letters_and_a_letter_that_stands_in_every_word_are_never_found() -> None:
    index = SkillIndex([Skill("\U0001f600"), Skill("書"), Skill("Python")])

    assert [match.skill for match in index.in_prose("\U0001f600 図書館 Python")] == ["Python"]
    assert index.understand("\U0001f600").matches == ()


def test_a_pasted_flood_is_read_only_at_its_beginning() -> None:
    flood = "PowerPoint " + "lorem ipsum, " * 4_000 + "machine learning"

    assert [match.skill for match in INDEX.understand(flood).matches] == ["PowerPoint"]
    assert [match.skill for match in INDEX.in_prose(flood)] == ["PowerPoint"]


@pytest.mark.parametrize(
    "word", ["make", "go", "word", "rest", "node", "c", "r", "access", "numbers", "pages", "should"]
)
def test_no_ordinary_word_in_small_letters_is_one_of_the_skills_we_come_with(ours: SkillIndex, word: str) -> None:
    assert ours.in_prose(f"we had a look at {word} yesterday") == ()


def test_many_threads_get_the_answers_one_gets(ours: SkillIndex) -> None:
    typed = ["powerpont", "kuberntes", "exel pivot", "machin learning", "help with pyhton", "negotation"] * 20
    alone = [ours.closest(text) for text in typed]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ours.closest, typed))

    assert together == alone
