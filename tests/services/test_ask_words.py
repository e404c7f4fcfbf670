"""Names that are words of every day, too: counted where they plainly are the name; if that finds nobody, as words."""

from __future__ import annotations

import pytest

from bot.domain.ranking_facts import ReasonKind
from bot.domain.skills import Prose, Skill
from bot.services import services
from bot.services.programme_topics import likely_hosts
from storage.store import Store
from storage.values_programme import TopicRow
from tests.builders import NOW, ORDINARY, TEAM, Bot, Talk, bot_on, named, rows
from tests.homes import press
from tests.known import answer_key, hide

NAMES = (
    Skill("Arrays", risky=("array",), prose=Prose.NEVER),
    Skill("Spark", prose=Prose.CAPITALISED),
    Skill("Pandas"),
    Skill("Array tables", prose=Prose.NEVER),
)


@pytest.fixture
def bot(sqlite_store: Store) -> Bot:
    """Bob answers two questions with an array in them, Carl writes the word often, and there is much other talk."""
    bot = Bot(sqlite_store, services(sqlite_store, NAMES, ORDINARY, secret="s3cret"))
    bot_on(sqlite_store)
    talk = Talk()
    for text in ("How do I sort an array?", "How do I turn an array round?"):
        talk.say("U0BOB", "Like this", under=talk.say("U0ANA", text))
    for number in range(100):
        talk.say("U0CARL", "An array, a spark" if number < 2 else f"Lunch number {number}")
    bot.hear(*talk.said)
    return bot


@pytest.mark.parametrize("typed", ["array", "Array", "arrays", "Arrays", "who knows arrays?"])
def test_whoever_answered_questions_with_the_word_is_better_than_nobody(bot: Bot, typed: str) -> None:
    answer = bot.ask(typed)

    [bob] = answer.people
    assert (answer.label, bob.person.user_id) == ("Arrays", "U0BOB")
    assert [(one.kind, one.about, one.count) for one in bob.reasons] == [(ReasonKind.ANSWERED, "array", 2)]
    assert bob.reasons[0].ts


def test_what_was_wanted_is_still_the_skill(bot: Bot) -> None:
    answer = bot.ask("array")

    [question] = [row for row in rows(bot.store, "question") if row.id == answer.question_id]
    with bot.store.team(TEAM).reading() as unit:
        assert [row.name for row in unit.skills.by_id(question.skill_ids).values()] == ["Arrays"]


def test_whoever_is_known_for_the_skill_itself_is_named_alone(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, "U0DORA", "Arrays", now=NOW)

    assert named(bot.look("array")) == ["U0DORA"]


def test_to_have_written_the_word_is_not_enough(bot: Bot) -> None:
    assert named(bot.look("spark")) == []
    assert bot.look("spark").label == "Spark"


def test_words_of_a_longer_name_and_several_names_are_not_taken_apart(bot: Bot) -> None:
    assert named(bot.look("array tables")) == []
    assert named(bot.look("spark and pandas")) == []


def test_a_word_of_every_day_here_names_nobody(bot: Bot) -> None:
    talk = Talk(at=NOW)
    bot.hear(*(talk.say("U0CARL", f"My array number {number}") for number in range(9)))

    assert named(bot.look("array")) == []


def test_whoever_hid_the_skill_is_not_named_for_its_word(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, "U0BOB", "Arrays", now=NOW)
    hide(bot, "Arrays")

    for typed in ("array", "Arrays"):
        assert named(bot.look(typed)) == []


def test_an_answer_that_shows_something_else_counts_for_the_word_no_more(bot: Bot) -> None:
    talk = Talk(at=NOW)
    bot.hear(talk.say("U0ANA", "How do I read a file with Spark?"), talk.say("U0BOB", "So", under=talk.said[0]))
    assert named(bot.look("spark")) == ["U0BOB"]

    bot.services.own_skills.correct(TEAM, press("U0BOB"), answer_key(bot, "Spark"), "Pandas", now=NOW)

    assert named(bot.look("spark")) == []
    assert named(bot.look("pandas")) == ["U0BOB"]


def test_nobody_is_asked_to_host_for_a_word(bot: Bot) -> None:
    topic = TopicRow(0, 1, "Arrays", NOW)
    with bot.store.team(TEAM).reading() as unit:
        assert likely_hosts(unit, bot.services.skills.book(unit), topic, without=(), now=NOW) == []
