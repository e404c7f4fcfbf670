"""Sentences on which the bot stays quiet, because they look for no person."""

from __future__ import annotations

import pytest

from bot.domain.questions import sought

LOOKS_FOR_NOBODY = [
    # rhetoric
    "who knows :shrug:",
    "who knows?",
    "Who knows!",
    "who knows what will happen",
    "who knows, maybe",
    "Who knows, perhaps it rains",
    "who knows maybe next year",
    "who knows why it broke",
    "who knows if they come",
    "Who knows when the lift is repaired?",
    "who knows how long this takes",
    "who knows how many there are",
    "who knows where the keys went",
    "who knows whether we get the budget",
    "who knows anymore",
    "who knows \U0001f937",
    "god only knows",
    "you never know who knows",
    "It could be Tuesday or Friday, who knows",
    "But who knows...",
    "Who knows the answer?",
    "who has time for that?",
    "who needs sleep?",
    "who cares about fonts?",
    "who wants cake?",
    "Who is coming to the party?",
    "who's in?",
    "who left the window open?",
    "who used my mug?",
    "anyone else tired?",
    "anyone up for lunch?",
    "anyone want coffee?",
    "Anybody going to the fair?",
    "anyone seen my charger?",
    "anyone here?",
    "anyone?",
    "Any questions?",
    "Any news?",
    "any new people here?",
    # statements
    "I know who knows Excel",
    "Katie is good at excel",
    "Ask Ben, who knows Excel.",
    "Have you met Ana, who knows Excel?",
    "My neighbour, who is good at chess, won",
    "I know someone who knows Excel",
    "Everybody who knows Excel can skip this part",
    "People who have experience with SAP are rare",
    "He asked me who is good at maths",
    "I don't need help with that",
    "I don't need help with Excel",
    "they need help with the booth",
    "She needs help with Excel",
    "No need for help with the move",
    "If you need help with Excel, ask Ana",
    "Let me know if anyone needs help with Excel",
    "We are not looking for someone who knows Excel",
    "Thanks to everyone who helped with the move",
    "The expert in payroll is on leave",
    "It needs somebody who listens",
    "Need help with pivot tables? Come to room 4 at noon",
    "Need help with your taxes?",
    "Reminder: who knows Excel? Tell us in the survey",
    "I met Ana, who knows Excel?",
    "Help with pivot tables",
    # quotes and code
    "who knows ```pandas```?",
    "> who knows Excel?",
    "&gt; who knows Excel?",
    ">>> who knows Excel?\nanyone good at Word?",
    "```who knows Excel?```",
    "`who knows Excel?`",
    "they wrote:\n&gt; anyone know Figma?\nand I said yes",
    '"who knows Excel?" was the most read post',
    "```pandas``` who knows",
    "Someone built a shelf for the kitchen",
    "Anyone who has used SAP may join the call.",
    # facts
    "does anyone know about a good caterer?",
    "Has anyone used my mug?",
    "does anyone know of a good caterer?",
    "does anyone know if/how the printer works?",
    "can someone run the tests?",
    "does anyone know when the meeting starts?",
    "does anyone know if the VPN is down?",
    "Does anyone know why the build fails?",
    "anyone know where the projector is?",
    "does anybody know whether Ben is in today",
    "does anyone know what the dress code is?",
    "Does anyone know the door code?",
    "anyone know a good dentist?",
    "does anyone know which floor it is?",
    "does anyone know who took the ladder?",
    "does anyone know how much it costs?",
    "Can someone explain why the report is empty?",
    "What is the best tool for charts?",
    "How do I set up a pivot table?",
    "Is there a way to export to PDF?",
    "Can someone approve my holiday?",
    "could somebody open the door please",
    # no topic
    "does anyone know how to turn it off?",
    "does anyone know how to fix this?",
    "",
    "who knows this?",
    "who knows about it?",
    "Who knows that stuff?",
    "who can help?",
    "Can anyone help me with this?",
    "can somebody help me please?",
    "I need help",
    "need help with something",
    "who is good at these things?",
    "who should I ask?",
    "who should I ask about that?",
    "Who is the right person for this?",
    "anyone familiar with it?",
    "who knows <@U1>?",
    "who knows :tada: :tada:",
    "who knows \U0001f389\U0001f389",
    "looking for someone",
    "any experts here?",
    "who knows me",
    "who knows ???",
    "who knows <https://example.com>?",
    # written by machines
    "<@U1> has joined the channel",
    "set the channel topic: who to ask",
    "Join us: who knows Excel best?",
]


@pytest.mark.parametrize("text", LOOKS_FOR_NOBODY)
def test_a_message_that_looks_for_no_person_is_left_alone(text: str) -> None:
    assert sought(text) is None


def test_a_question_behind_forty_places_where_one_may_begin_is_not_found() -> None:
    assert sought("one:\n" * 60 + "who knows Excel?") is None
    assert sought("one:\n" * 10 + "who knows Excel?") is not None


def test_what_stands_behind_six_hundred_characters_is_not_looked_at() -> None:
    assert sought("We moved the shelves again. " * 30 + "Who knows Excel?") is None
