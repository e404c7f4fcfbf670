"""Which words of a message are counted for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.terms import terms

ABOUT = [
    ("How do I use the Spreadsheets?", {"spreadsheet"}),
    ("parseHttpDate", {"parsehttpdate", "parse", "http", "date"}),
    ("HTTPServer", {"httpserver", "http", "server"}),
    ("parse_http_date", {"parse_http_date", "parse", "http", "date"}),
    ("lunch-menu", {"lunch-menu", "lunch", "menu"}),
    ("node.js", {"node.js", "node", "js"}),
    ("foo.barBaz", {"foo.barbaz", "foo", "bar", "baz"}),
    ("C++, C# or F#.", {"c++", "c#", "f#"}),
    (
        "`pip install pandas` ```import numpy```",
        {"pip", "install", "pandas", "import", "numpy"},
    ),
    ("ask <@U123> or <@W9|ben> in <#C1|general> <!here>", {"ask"}),
    ("<https://example.com/a/b|the plan>", {"plan"}),
    ("<https://example.com/a/b> https://example.org/c", set()),
    ("great :tada: :wave::skin-tone-2: &amp; calm &lt;", {"calm"}),
    ("2024 3.11 10:30 401k 3d", {"401k", "3d"}),
    ("don't can't Ana's it\u2019s", {"ana"}),
    (
        "queries classes boxes branches caches glass status analysis",
        {"query", "class", "box", "branch", "cache", "glass", "status", "analysis"},
    ),
    ("tomatoes heroes vetoes echoes shoes canoes", {"tomato", "hero", "veto", "echo", "shoe", "canoe"}),
    ("U0SCOTT's deck, _U0SCOTT_ @U012ABCDE U2F", {"deck", "u2f", "u2"}),
    ("Kubernetes sales series", {"kubernetes", "sales", "series"}),
    (
        "M\u00fcllers \u0434\u0430\u043d\u043d\u044b\u0435",
        {"m\u00fcller", "\u0434\u0430\u043d\u043d\u044b\u0435"},
    ),
    ("a I x " + "y" * 41, set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "about"), ABOUT)
def test_the_terms_of_a_message(text: str, about: set[str]) -> None:
    assert about == terms(text)


def test_the_first_two_hundred_terms_of_a_long_message_count() -> None:
    found = terms(" ".join(f"shelf{number}" for number in range(900)))

    assert found == {f"shelf{number}" for number in range(200)}


@given(st.text() | st.text(alphabet="aAbBsS1._-'+#:<>&@/ \n", max_size=400))
def test_terms_are_few_short_lower_case_and_hold_a_letter(text: str) -> None:
    found = terms(text)

    assert len(found) <= 200
    assert all(2 <= len(term) <= 40 for term in found)
    assert all(any(char.isalpha() for char in term) for term in found)
    assert all(term == term.lower() for term in found)
