"""A vocabulary: which spellings are one, what a file may say, how two vocabularies become one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.skills import Prose, Skill, key, merge, parse_vocabulary
from bot.errors import VocabularyError


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PowerPoint", "powerpoint"),
        ("  machine \n\t learning ", "machine learning"),
        ("machine-learning", "machine learning"),
        ("machine_learning", "machine learning"),
        ("CI/CD", "ci cd"),
        ("C", "c"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("C\u266f", "c#"),
        ("C++17", "c++ 17"),
        (".NET", ".net"),
        ("ASP.NET Core.", "asp.net core"),
        ("node.js", "node.js"),
        ("R&D", "r and d"),
        ("R &amp; D", "r and d"),
        ("\uff26\uff49\uff47\uff4d\uff41", "figma"),
        ("manager's guide", "manager guide"),
        ("Qualitätsmanagement", "qualitätsmanagement"),
        ("Stra\u00dfe", "strasse"),
        ("機械学習", "機 械 学 習"),
        ("エクセル", "エクセル"),
        ("#channel +1", "channel 1"),
        ("\U0001f600 :-)", ""),
    ],
)
def test_spellings_that_mean_the_same_share_a_key(written: str, folded: str) -> None:
    assert key(written) == folded


@given(st.text(max_size=60))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.text(alphabet="aA .+#&-'\u0130\ufb01\u00df\u1e9e\u0345\u03b1\u30a8\u6a5f", max_size=12))
def test_the_key_of_a_key_is_itself_where_case_and_marks_are_awkward(text: str) -> None:
    assert key(key(text)) == key(text)


def test_a_document_gives_skills_with_their_rules() -> None:
    document = [
        {"name": "Go", "aliases": ["golang"], "prose": "capitalised", "risky": ["gopher"]},
        "Figma",
        {"name": 5},
    ]

    assert parse_vocabulary(document) == [
        Skill("Go", ("golang",), Prose.CAPITALISED, ("gopher",)),
        Skill("Figma"),
        Skill("5"),
    ]


def test_an_empty_document_is_an_empty_vocabulary() -> None:
    assert parse_vocabulary(None) == []


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"name": "Excel"}, "A vocabulary is a list"),
        ([3], "Entry 1: expected `name:`"),
        (["Excel", {"aliases": ["xls"]}], r"Entry 2 \(without a name\): a name is missing"),
        ([{"name": True}], "quotes"),
        ([{"name": ["a"]}], "a name is a piece of text"),
        ([{"name": "x" * 81}], "at most 80 characters, this one has 81"),
        ([{"name": "\U0001f600"}], "has no letter or digit"),
        ([{"name": "Excel", "aliases": "xls"}], r"Entry 1 \(Excel\), aliases: expected a list"),
        ([{"name": "Excel", "aliases": [None]}], r"Entry 1 \(Excel\), aliases: a name is missing"),
        ([{"name": "Excel", "prose": "sometimes"}], "prose is anywhere, capitalised, never"),
        ([{"name": "Excel", "alias": ["xls"]}], "`alias` is no field"),
    ],
)
def test_a_faulty_entry_is_named_with_its_fault(document: object, sentence: str) -> None:
    with pytest.raises(VocabularyError, match=sentence):
        parse_vocabulary(document)


def test_merging_keeps_the_later_name_and_both_sets_of_aliases() -> None:
    merged = merge(
        [Skill("Excel", ("xls",), Prose.CAPITALISED, ("xl",))],
        [Skill("EXCEL", ("xlsx", "XLS"), risky=("ex",))],
    )

    assert merged == [Skill("EXCEL", ("xlsx", "XLS"), Prose.ANYWHERE, ("xl", "ex"))]


def test_an_alias_claimed_twice_goes_to_the_later_skill() -> None:
    merged = merge([Skill("Brand design", ("ci", "logo"))], [Skill("Continuous integration", ("CI",))])

    assert merged == [Skill("Brand design", ("logo",)), Skill("Continuous integration", ("CI",))]


def test_a_name_is_nobody_elses_alias() -> None:
    assert merge([Skill("Office", ("word", "excel"))], [Skill("Word")]) == [
        Skill("Office", ("excel",)),
        Skill("Word"),
    ]


def test_merging_a_vocabulary_with_nothing_changes_nothing() -> None:
    skills = [Skill("Excel", ("xls",)), Skill("Word", ("docx",))]

    assert merge(skills, []) == skills
    assert merge([], skills) == skills
