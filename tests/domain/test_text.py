"""What counts as a person's own words, who is named, and that an echo can do no harm."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.text import mentions, plain, safe

SAID = [
    ("use ```x = 1\ny = 2``` then save", "use then save"),
    ("an open ``` fence hides the rest", "an open"),
    ("press `ctrl c` twice", "press twice"),
    ("> their words\nmy words", "my words"),
    ("&gt; their words\nmy words", "my words"),
    (">>> their words\nmore of them", ""),
    ("see <https://example.com/a|the plan> today", "see the plan today"),
    ("see <https://example.com/a> today", "see today"),
    ("see https://example.com/a?b=c today", "see today"),
    ("write to <mailto:ana@example.com|ana@example.com>", "write to ana@example.com"),
    ("ask <@U123> or <@W9|ben> in <#C1|general> <!here> <!subteam^S1|@ops>", "ask or in"),
    ("ask U0SCOTT, @W012ABC or _U0SCOTT_ about U2, WINDOWS10 and USB3", "ask , or about U2, WINDOWS10 and USB3"),
    ("well done :tada: :wave::skin-tone-2: :+1:", "well done"),
    ("at 10:30:45 in std::vec::Vec", "at 10:30:45 in std::vec::Vec"),
    ("R&amp;D: 1 &lt; 2 &amp;lt;", "R&D: 1 < 2 &lt;"),
    ("*bold* _italic_ ~gone~ *_both_*", "bold italic gone both"),
    ("snake_case and 5 * 3", "snake_case and 5 * 3"),
    ("a\x00b\u202ec", "a b c"),
    ("two   blanks\t and\n  a line", "two blanks and\na line"),
    ("the tag <b> is no markup of Slack", "the tag <b> is no markup of Slack"),
    ("", ""),
]

ECHOES = [
    ("<!channel> look", "@\u200bchannel look"),
    ("@here and @Everyone", "@\u200bhere and @\u200bEveryone"),
    ("&lt;!channel&gt;", "&lt;!channel&gt;"),
    ("<<!channel>>", "&lt;@\u200bchannel&gt;"),
    ("*bold* `code` ~gone~", "\u2217bold\u2217 \u02cbcode\u02cb \u223cgone\u223c"),
    ("_slanted_ but snake_case", "\u02cdslanted\u02cd but snake_case"),
    ("> a quote", "\u203a a quote"),
    ("&gt; a quote", "\u203a a quote"),
    ("<@U1|ana> and <@U2>", "@ana and @someone"),
    ("<#C1|general> <#C2>", "#general #channel"),
    ("<https://example.com|here>", "here"),
    ("<https://example.com>", "https://example.com"),
    ("<!date^1^{date}|in May> <!subteam^S1>", "in May @subteam"),
    ("R&amp;D & <b>", "R&amp;D &amp; &lt;b&gt;"),
    ("one\ntwo\r\n\x00three\u202e", "one two three"),
    ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
]
RISKY = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "!",
            "@",
            "channel",
            "here",
            "&lt;",
            "&amp;",
            "&",
            "|",
            "*",
            "_",
            "`",
            "~",
            "<!channel>",
            " ",
            "a",
        ]
    )
).map("".join)


@pytest.mark.parametrize(("text", "said"), SAID)
def test_plain_keeps_a_persons_own_words(text: str, said: str) -> None:
    assert said == plain(text)


def test_plain_looks_at_the_first_four_thousand_characters() -> None:
    assert plain("a" * 40_000) == "a" * 4000


@given(st.text(alphabet=string.ascii_letters + string.digits + " .,?!'\n"))
def test_plain_words_stay_as_they_are_when_read_twice(text: str) -> None:
    assert plain(text) == plain(plain(text))


@given(st.text() | RISKY)
def test_plain_never_adds_and_never_leaves_control_characters(text: str) -> None:
    said = plain(text)

    assert len(said) <= len(text)
    assert "\x00" not in said


def test_people_are_named_in_order_and_once() -> None:
    assert mentions("<@U2> and <@W1|ana>, <@U2> again, @ben, <#C1>, <@nobody>") == ("U2", "W1")


@pytest.mark.parametrize(("text", "echo"), ECHOES)
def test_an_echo_shows_words_and_does_nothing(text: str, echo: str) -> None:
    assert echo == safe(text)


@given(RISKY | st.text(), st.integers(min_value=2, max_value=400))
@example("<!channel>" * 40, 300)
def test_an_echo_never_pings_never_formats_and_keeps_its_limit(text: str, limit: int) -> None:
    echo = safe(text, limit=limit)

    assert len(echo) <= limit
    assert not set(echo) & set("<>*`~\n\x00")
    assert not any(ping in echo.lower() for ping in ("@channel", "@here", "@everyone"))


def test_a_long_echo_ends_in_an_ellipsis_and_splits_no_escape() -> None:
    assert safe("&" * 100, limit=12) == "&amp;&amp;\u2026"


@pytest.mark.parametrize("sign", ["e\u0301", "\U0001f44d\U0001f3fd", "\U0001f469\u200d\U0001f52c"])
def test_a_cut_falls_between_signs_not_within_one(sign: str) -> None:
    assert safe("ab" + sign + "cdefgh", limit=4) == "ab\u2026"


def test_a_single_sign_longer_than_the_limit_is_cut_all_the_same() -> None:
    assert safe("a" + "\u0301" * 50, limit=10) == "a" + "\u0301" * 8 + "\u2026"
