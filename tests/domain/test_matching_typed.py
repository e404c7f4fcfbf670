"""What somebody types to the bot is understood: names, other spellings, mistakes, whole sentences."""

from __future__ import annotations

import pytest

from bot.domain.matching import How, Match, SkillIndex, Understanding
from bot.domain.skills import Prose, Skill

ORDINARY = frozenset(
    (
        "a",
        "goes",
        "going",
        "words",
        "rested",
        "made",
        "plan",
        "teach",
        "train",
        "stable",
        "pages",
        "house",
        "window",
        "should",
    )
)
SKILLS = [
    Skill("C", ("c lang",), Prose.CAPITALISED),
    Skill("C#", ("c sharp",)),
    Skill("C++", ("cpp",)),
    Skill("R", ("rstats",), Prose.CAPITALISED),
    Skill("Go", ("golang",), Prose.CAPITALISED),
    Skill(".NET", ("dotnet",)),
    Skill("Node.js", (), Prose.NEVER, ("node",)),
    Skill("Vue.js", ("vue",)),
    Skill("PowerPoint", ("ppt", "slide deck")),
    Skill("Excel", ("xlsx",), Prose.CAPITALISED),
    Skill("Word", (), Prose.CAPITALISED),
    Skill("Pivot tables", ()),
    Skill("Machine learning", ("ml",)),
    Skill("Kubernetes", ("k8s",)),
    Skill("Terraform"),
    Skill("Objective-C", ("objc",)),
    Skill("SQL"),
    Skill("T-SQL"),
    Skill("CI/CD"),
    Skill("R&D", ("research and development",)),
    Skill("A/B testing", ("split testing",)),
    Skill("Qualitätsmanagement", ("quality management",)),
    Skill("エクセル関数"),
    Skill("機械学習"),
    Skill("Unit testing"),
    Skill("Python"),
    Skill("HTML"),
    Skill("Angular"),
    Skill("Windows", (), Prose.CAPITALISED),
    Skill("Tables"),
    Skill("Rust"),
    Skill("Public speaking", ("speech",)),
]
INDEX = SkillIndex(SKILLS, ordinary=ORDINARY)


def understood(text: str) -> list[str]:
    return [match.skill for match in INDEX.understand(text).matches]


@pytest.mark.parametrize("name", [skill.name for skill in SKILLS])
def test_every_name_is_understood_as_itself(name: str) -> None:
    assert INDEX.understand(name) == Understanding((Match(name, name, How.EXACT, 1.0),), ())


@pytest.mark.parametrize(
    ("typed", "skill"),
    [
        ("c", "C"),
        ("c#", "C#"),
        ("C Sharp", "C#"),
        ("c++", "C++"),
        ("C++17", "C++"),
        ("go", "Go"),
        ("golang", "Go"),
        ("go programming language", "Go"),
        ("r", "R"),
        ("R programming", "R"),
        (".net", ".NET"),
        (".NET framework", ".NET"),
        ("node", "Node.js"),
        ("nodejs", "Node.js"),
        ("node-js", "Node.js"),
        ("PPT", "PowerPoint"),
        ("power point", "PowerPoint"),
        ("Power-Point", "PowerPoint"),
        ("Microsoft PowerPoint", "PowerPoint"),
        ("MS Word", "Word"),
        ("K8S", "Kubernetes"),
        ("machine\n  learning", "Machine learning"),
        ("MachineLearning", "Machine learning"),
        ("machine_learning", "Machine learning"),
        ("machine learning algorithms", "Machine learning"),
        ("objective c", "Objective-C"),
        ("t sql", "T-SQL"),
        ("tsql", "T-SQL"),
        ("ci cd", "CI/CD"),
        ("cicd", "CI/CD"),
        ("R and D", "R&D"),
        ("a/b tests", "A/B testing"),
        ("AB testing", "A/B testing"),
        ("qualitatsmanagement", "Qualitätsmanagement"),
        ("エクセル 関数", "エクセル関数"),
        ("unit tests", "Unit testing"),
        ("pivot table", "Pivot tables"),
        ("python3", "Python"),
        ("python-3.x", "Python"),
        ("Python 3.12", "Python"),
        ("html5", "HTML"),
        ("angular2", "Angular"),
        ("vuejs", "Vue.js"),
        ("VueFramework", "Vue.js"),
        ("the sql server tools", "SQL"),
    ],
)
def test_another_spelling_finds_the_skill(typed: str, skill: str) -> None:
    assert understood(typed) == [skill]


@pytest.mark.parametrize(
    ("typed", "skill"),
    [
        ("powerpont", "PowerPoint"),
        ("pwoerpoint", "PowerPoint"),
        ("kuberntes", "Kubernetes"),
        ("machin learnig", "Machine learning"),
        ("pyhton", "Python"),
        ("exel", "Excel"),
        ("rsut", "Rust"),
        ("pivto tables", "Pivot tables"),
        ("who knows teraform", "Terraform"),
    ],
)
def test_a_mistyped_name_finds_the_skill_as_a_typo(typed: str, skill: str) -> None:
    (match,) = INDEX.understand(typed).matches

    assert (match.skill, match.how) == (skill, How.TYPO)
    assert 0 < match.score < 1


@pytest.mark.parametrize("typed", ["sq", "sqk", "cs", "must", "dust", "stable", "house", "words", "going", "ab", "gp"])
def test_short_or_ordinary_words_are_nobodys_typo(typed: str) -> None:
    assert understood(typed) == []


@pytest.mark.parametrize("typed", ["mython", "pithan", "tarrefirn"])
def test_another_first_letter_or_too_many_slips_are_no_typo(typed: str) -> None:
    assert understood(typed) == []


def test_two_letters_swapped_in_a_short_name_are_found_among_many_that_look_alike() -> None:
    alike = [Skill(f"ma{one}{two}s") for one in "bdefgh" for two in "aeiklmnrtuvwxyz"]

    assert SkillIndex([*alike, Skill("macos")]).understand("maocs").matches[0].skill == "macos"


def test_a_name_that_explains_every_word_goes_before_one_that_explains_the_rest() -> None:
    index = SkillIndex([Skill("Diff"), Skill("Diff tool")])

    assert index.closest("tool diff")[0][0] == "Diff tool"


def test_a_typo_brings_what_else_comes_near() -> None:
    index = SkillIndex([Skill("Terraform"), Skill("Terraforming")])

    assert index.understand("terrafrom").near == ("Terraforming",)


@pytest.mark.parametrize(
    ("typed", "skills"),
    [
        ("somebody who is good at power point and sql?", ["PowerPoint", "SQL"]),
        ("who knows R?", ["R"]),
        ("anyone here good with go or rust?", ["Go", "Rust"]),
        ("help with C/C++", ["C", "C++"]),
        ("excel, word & python please", ["Excel", "Word", "Python"]),
        ("I have to plot something in R until Friday", ["R"]),
        ("my deployment to kubernetes fails, is it the terraform state", ["Kubernetes", "Terraform"]),
        ("anyone used kuberntes or terrafrom in production?", ["Kubernetes", "Terraform"]),
        ("machine  learning\nwith python", ["Machine learning", "Python"]),
        ("we build pivot tables", ["Pivot tables"]),
        ("C++ experts who also know C#; .NET", ["C++", "C#", ".NET"]),
        ("Excelが得意な人 機械学習", ["Excel", "機械学習"]),
        ("<@U123> who knows <https://x.test|Python>", ["Python"]),
        ("I do not know what a window or a house should do", []),
        ("our plan C", []),
    ],
)
def test_a_sentence_gives_each_skill_it_names(typed: str, skills: list[str]) -> None:
    assert understood(typed) == skills


def test_in_a_sentence_every_match_says_what_was_read() -> None:
    matches = INDEX.understand("somebody who is good at power point").matches

    assert matches == (Match("power point", "PowerPoint", How.SENTENCE, 0.95),)


def test_the_closest_names_come_nearest_first() -> None:
    names = [name for name, _ in INDEX.closest("help with pivot tabels", limit=2)]

    assert names == ["Pivot tables", "Tables"]


def test_nothing_is_close_to_what_shares_no_letters() -> None:
    assert INDEX.closest("žžžž") == []
    assert SkillIndex([]).closest("excel") == []


def test_added_skills_are_found_in_every_way_beside_the_old_ones() -> None:
    index = INDEX.with_added([Skill("Sourdough baking", ("bread",))]).with_added([Skill("Kayaking")])

    assert [
        index.understand(typed).matches[0].skill for typed in ("bread", "kayakng", "powerpont", "souredough baking")
    ] == [
        "Sourdough baking",
        "Kayaking",
        "PowerPoint",
        "Sourdough baking",
    ]
    assert [match.skill for match in index.in_prose("kayaking and Python, then bread")] == [
        "Kayaking",
        "Python",
        "Sourdough baking",
    ]
    assert index.closest("kayakin")[0][0] == "Kayaking"
    assert INDEX.understand("bread").matches == ()
