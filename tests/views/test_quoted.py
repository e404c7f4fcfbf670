"""What somebody wrote is quoted whole, in as many blocks as it takes, and never cut within an escape."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.referral_told import LONGEST_WORDS
from bot.views.blocks import SECTION_TEXT, parted
from bot.views.referrals import quoted

HALF_AN_ESCAPE = re.compile(r"&(?!amp;|lt;|gt;)")


def shown(words: str) -> str:
    texts = [block["text"]["text"] for block in quoted(words)]
    assert all(len(text) <= SECTION_TEXT for text in texts)
    lines = [line for text in texts for line in text.split("\n")]
    assert all(line.startswith(">") and not HALF_AN_ESCAPE.search(line) for line in lines)
    return "".join(unescape(line[1:]) for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        "&" * (LONGEST_WORDS - 3) + "end",
        "a" + "&" * (LONGEST_WORDS - 4) + "end",
        "\n".join(["x & y"] * 300) + "\nend",
        "Where is it?\n\nend",
    ],
)
def test_nothing_of_it_is_lost(words: str) -> None:
    assert shown(words) == words.replace("\n", "")


def test_between_two_words_where_there_is_one() -> None:
    parts = list(parted("word " * 1000, 100))
    assert all(part.endswith(("word", "word ")) for part in parts)


@given(st.text(alphabet="a& <>", max_size=300), st.integers(min_value=20, max_value=60))
def test_parts_are_short_enough_and_whole(text: str, most: int) -> None:
    line = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parts = list(parted(line, most))

    assert all(len(part) <= most and not HALF_AN_ESCAPE.search(part) for part in parts)
    assert "".join(parts).replace(" ", "") == line.replace(" ", "")
