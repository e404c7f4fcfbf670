"""Which messages ask something, and that no text of any kind upsets the reading."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.questions import is_question, sought

ASKS = [
    "How do I print on both sides?",
    "Does anyone know when the meeting starts?",
    "what is the difference between gross and net",
    "any idea how to unjam the shredder",
    "how do I reset my badge",
    "does anybody know where the ladder is",
    "is there a way to merge two calendars",
    "I can't get the scanner to work",
    "I can\u2019t figure out why the total is wrong",
    "help needed",
    "Help please, the projector is dead",
    "Not sure how to book the big room.",
    "I'm struggling with the new form",
    "I was wondering if there is a template for minutes.",
    "We are having trouble with the heating",
    "Any suggestions would be great",
    "Hi all, can I bring my dog",
    "Good morning! Where do we keep the toner",
    "Hello everyone. How are you? Where do we keep the toner?",
    "The report is empty.\n\nWhy is that?",
    "Can somebody approve my holiday?",
    "I have a question about the pension plan.",
    "What's the best way to reach payroll",
    "We could use some advice on carpets",
    "Who do I ask about carpets",
    "See <https://example.com/a?b=c|the plan>: is it final?",
    "Did the parcel arrive?!",
    "So the deadline moved to May, is that right for every team?",
    "Has anyone seen the key of the store room?",
]

DOES_NOT_ASK = [
    "",
    "How are you?",
    "Hi all, how are you doing today?",
    "how's everyone?",
    "What's up?",
    "who knows?",
    "Who cares?",
    "right?",
    "Isn't it?",
    "Lovely weather today, isn't it?",
    "Really?",
    "so what?",
    "why not?",
    "make sense?",
    "Any questions?",
    "The slides are online.",
    "Lunch is at noon.",
    "Thanks a lot!",
    "Want to learn how to juggle? Come to the yard at noon.",
    "Interested? Sign up below.",
    "The tour is tomorrow. Questions? Write to Ana.",
    "Did you know we have a library? It is on floor 3.",
    "anyone up for lunch?",
    "anyone else tired?",
    "`what = a ? b : c`",
    "```\nhow do I?\n```",
    "> where is the key?\nOn the shelf.",
    "&gt; where is the key?",
    "https://example.com/search?q=shelf",
    "<https://example.com/search?q=shelf>",
    "<@U1> has joined the channel",
    "I know who knows Excel",
    "?",
    ":question:",
]

HOSTILE = [
    "who knows " * 4000,
    "who " * 10_000,
    "any " * 10_000,
    "anyone " + "here " * 8000,
    "looking for " * 4000,
    " " * 40_000,
    "?" * 40_000,
    "." * 39_999 + "x",
    "hi " * 13_000,
    ", " * 20_000,
    "\n" * 40_000,
    "`" * 40_000,
    "<" * 40_000,
    "<@" * 20_000,
    ":a" * 20_000,
    "*_~" * 13_000,
    ">" * 40_000,
    "&gt;" * 10_000,
    "who is the " + "a b " * 10_000 + "expert",
    "help needed " * 4000,
    "\x00" * 40_000,
    "\u05de\u05d9 \u05d9\u05d5\u05d3\u05e2? " * 4000,
    "\U0001f937" * 40_000,
]
PHRASES = (
    "who knows|anyone|does|good at|here|, |. |? |\n|how to|it|I need help with|looking for|someone|who|is|our"
    "|person|expert|in|`|```|<@U1>|> |&gt; |:tada:|*|_|C++|\u2019s|\x00|please"
)
PIECES = st.sampled_from(PHRASES.split("|"))


@pytest.mark.parametrize("text", ASKS)
def test_a_message_that_asks_is_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", DOES_NOT_ASK)
def test_greetings_rhetoric_announcements_quotes_and_code_are_no_questions(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_forty_thousand_hostile_characters_are_read_to_an_end(text: str) -> None:
    wish = sought(text)

    assert isinstance(is_question(text), bool)
    assert wish is None or len(wish.topic) <= 120


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map(" ".join)))
@example("who knows \ud800")
def test_whatever_is_sought_has_a_trimmed_topic_of_one_line(text: str) -> None:
    wish = sought(text)

    assert isinstance(is_question(text), bool)
    assert wish is None or (wish.topic == wish.topic.strip() and 0 < len(wish.topic) <= 120)
    assert wish is None or "\n" not in wish.topic
