"""What one message says for the bot."""

from __future__ import annotations

import pytest

from bot.domain.matching import SkillIndex
from bot.domain.reading import asked, in_order, read
from tests.builders import ORDINARY, VOCABULARY

INDEX = SkillIndex(VOCABULARY, ordinary=ORDINARY)
NOTHING = frozenset[str]()


def test_a_message_gives_its_words_and_its_skills() -> None:
    reading = read("The pandas pivot of our k8s bill is done", INDEX, is_reply=False)

    assert {"pandas", "pivot", "k8s", "bill"} <= reading.terms
    assert reading.skills == ("pandas", "Kubernetes")
    assert not reading.asks
    assert reading.wish is None


def test_who_looks_for_somebody_asks_and_wishes() -> None:
    reading = read("Does anybody here know Excel well?", INDEX, is_reply=False)

    assert reading.asks
    assert reading.wish is not None
    assert reading.skills == ("Excel",)


def test_a_question_of_fact_asks_and_wishes_nothing() -> None:
    reading = read("How do I freeze a row in Excel?", INDEX, is_reply=False)

    assert reading.asks
    assert reading.wish is None
    assert reading.skills == ("Excel",)


def test_a_question_in_a_thread_is_its_talk() -> None:
    assert not read("How do I freeze a row in Excel?", INDEX, is_reply=True).asks


def test_who_looks_for_somebody_in_a_thread_asks() -> None:
    reading = read("Who knows Excel?", INDEX, is_reply=True)

    assert reading.asks
    assert reading.wish is not None


def test_a_wish_is_about_its_own_words_in_their_order() -> None:
    reading = read("We are behind, sorry. Who knows pandas and Excel?", INDEX, is_reply=False)

    assert reading.about == ("pandas", "excel")


def test_another_question_is_about_all_its_words() -> None:
    reading = read("How do I freeze a row in Excel?", INDEX, is_reply=False)

    assert set(reading.about) == reading.terms


def test_a_wish_for_something_nobody_listed_keeps_its_words() -> None:
    reading = read("Who knows lockpicking?", INDEX, is_reply=False)

    assert reading.skills == ()
    assert reading.about == ("lockpicking",)


def test_words_stand_in_the_order_in_which_they_were_written() -> None:
    assert in_order("Zebra crossing paint") == ("zebra", "crossing", "paint")


def test_the_bot_is_asked_by_name_or_by_sentence() -> None:
    assert asked("ppt", INDEX, NOTHING).skills == ("PowerPoint",)
    assert asked("who knows powerpoint?", INDEX, NOTHING).skills == ("PowerPoint",)
    assert asked("powerpont", INDEX, NOTHING).skills == ("PowerPoint",)


def test_a_word_of_the_house_is_no_typing_error() -> None:
    assert asked("powerpont", INDEX, frozenset({"powerpont"})).skills == ()


def test_a_name_typed_rightly_stays_although_people_use_its_words() -> None:
    assert asked("machine learning", INDEX, frozenset({"machine", "learning"})).skills == ("machine learning",)


@pytest.mark.parametrize("text", ["", "   ", ":tada:", "\x00", "<@U0SCOTT>"])
def test_what_says_nothing_asks_for_nothing(text: str) -> None:
    understood = asked(text, INDEX, NOTHING)

    assert understood.skills == ()
    assert "U0SCOTT" not in read(text, INDEX, is_reply=False).terms


def test_a_mention_alone_does_not_become_a_topic() -> None:
    assert "U0SCOTT" not in asked("<@U0SCOTT>", INDEX, NOTHING).text
