"""What people say they know, and the names a company adds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.answers import Query
from bot.domain.skills import Skill
from bot.errors import KindError
from bot.services import services
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, ORDINARY, OTHER_TEAM, TEAM, VOCABULARY, Bot, Talk, bot_on, learned, named, rows


@pytest.fixture
def bot(sqlite_store: Store) -> Bot:
    return bot_on(sqlite_store)


def declare(bot: Bot, text: str, *, user: str = "U0ANA", team: str = TEAM) -> tuple[str, bool]:
    declared = bot.services.skills.declare(team, user, text, now=NOW)
    return declared.skill, declared.new


def withdraw(bot: Bot, text: str, *, user: str = "U0ANA") -> tuple[str, bool]:
    withdrawn = bot.services.skills.withdraw(TEAM, user, text, now=NOW)
    return withdrawn.skill, withdrawn.new


def test_declaring_twice_is_one_entry(store: Store) -> None:
    bot = bot_on(store)

    assert declare(bot, "powerpoint") == ("PowerPoint", True)
    assert declare(bot, "ppt") == ("PowerPoint", False)
    assert [(row.user_id, row.kind) for row in rows(store, "evidence")] == [("U0ANA", "declared")]
    assert learned(store)["expertise"]["U0ANA", "powerpoint", "declared"][1] == 1


def test_what_is_taken_back_counts_no_more_until_it_is_declared_again(store: Store) -> None:
    bot = bot_on(store)
    assert withdraw(bot, "powerpoint") == ("PowerPoint", False)
    declare(bot, "powerpoint")

    assert withdraw(bot, "ppt") == ("PowerPoint", True)
    assert withdraw(bot, "ppt") == ("PowerPoint", False)
    assert named(bot.look("powerpoint")) == []

    assert declare(bot, "powerpoint") == ("PowerPoint", True)
    assert named(bot.look("powerpoint")) == ["U0ANA"]
    assert learned(store)["expertise"]["U0ANA", "powerpoint", "declared"][1] == 1


def test_taking_back_leaves_what_was_shown(bot: Bot) -> None:
    talk = Talk()
    question = talk.say("U0ZOE", "Who knows pandas?")
    bot.hear(question, talk.say("U0ANA", "Me", under=question))
    declare(bot, "pandas")
    withdraw(bot, "pandas")

    assert named(bot.look("pandas")) == ["U0ANA"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("golang", "Go"),
        ("powerpont", "PowerPoint"),
        ("Machine  Learning", "machine learning"),
        ("Glassblowing", "Glassblowing"),
        ("coffee", "coffee"),
        ("C++", "C++"),
        ("日本語", "日本語"),
    ],
)
def test_what_is_typed_gets_its_customary_name(bot: Bot, typed: str, name: str) -> None:
    assert declare(bot, typed) == (name, True)
    assert named(bot.look(typed)) == ["U0ANA"]


@pytest.mark.parametrize("text", ["", "  ", "\x00", ":-)", "x" * 61])
def test_what_is_no_name_is_refused_kindly(bot: Bot, text: str) -> None:
    with pytest.raises(KindError):
        declare(bot, text)

    assert rows(bot.store, "skill") == []


@pytest.mark.parametrize(
    "guest",
    [
        PersonRow("U0ANA", is_guest=True),
        PersonRow("U0ANA", is_outside=True),
        PersonRow("U0ANA", is_bot=True),
        PersonRow("U0ANA", is_deleted=True),
    ],
)
def test_who_is_never_named_declares_nothing(bot: Bot, guest: PersonRow) -> None:
    bot.services.workspaces.save_people(TEAM, [guest])

    with pytest.raises(KindError):
        declare(bot, "pandas")

    assert rows(bot.store, "evidence") == []


@pytest.mark.parametrize("word", ["coffee", "go", "tea"])
def test_an_ordinary_word_that_is_declared_is_not_found_in_running_text(bot: Bot, word: str) -> None:
    declare(bot, word)
    bot.hear(Talk().say("U0BOB", f"Shall we {word} now, or have {word} later?"))

    assert [row.skill_ids for row in rows(bot.store, "message")] == [[]]
    assert named(bot.look(word))[:1] == ["U0ANA"]


def test_a_new_name_that_is_declared_is_found_in_running_text(bot: Bot) -> None:
    declare(bot, "Glassblowing")
    bot.hear(Talk().say("U0BOB", "We tried glassblowing on Saturday"))

    assert learned(bot.store)["expertise"]["U0BOB", "glassblowing", "said"][1] == 1


def test_aliases_hold_in_the_workspace_that_added_them(store: Store) -> None:
    bot = bot_on(store)
    added = bot.services.skills.add(TEAM, [Skill("PowerPoint", ("deckster",)), Skill("Glassblowing", ("hot glass",))])
    declare(bot, "powerpoint", team=OTHER_TEAM)
    declare(bot, "powerpoint")

    def skills(team: str, text: str) -> list[str]:
        return [match.skill for match in bot.services.ask.look(team, Query(text), now=NOW).matches]

    assert added == 2
    assert skills(TEAM, "deckster") == ["PowerPoint"]
    assert skills(TEAM, "hot glass") == ["Glassblowing"]
    assert skills(OTHER_TEAM, "deckster") == skills(OTHER_TEAM, "hot glass") == []
    assert skills(TEAM, "ppt") == ["PowerPoint"]


def test_an_alias_moves_to_the_skill_that_claimed_it_last(bot: Bot) -> None:
    bot.services.skills.add(TEAM, [Skill("Glassblowing", ("glass",))])
    bot.services.skills.add(TEAM, [Skill("Glazing", ("glass",))])

    assert [match.skill for match in bot.look("glass").matches] == ["Glazing"]
    assert bot.services.skills.vocabulary(TEAM) == [Skill("Glassblowing"), Skill("Glazing", ("glass",))]


def test_adding_the_same_again_changes_nothing(bot: Bot) -> None:
    for _ in range(2):
        bot.services.skills.add(TEAM, [Skill("Glassblowing", ("hot glass", "glass"))])

    assert bot.services.skills.vocabulary(TEAM) == [Skill("Glassblowing", ("glass", "hot glass"))]


def test_another_process_hears_of_a_new_name(store: Store) -> None:
    bot, other = bot_on(store), services(store, VOCABULARY, ORDINARY).skills

    def skills_there(text: str) -> list[str]:
        with store.team(TEAM).reading() as unit:
            return [match.skill for match in other.book(unit).index.understand(text).matches]

    assert skills_there("glassblowing") == []
    declare(bot, "Glassblowing")
    assert skills_there("glassblowing") == ["Glassblowing"]


def test_as_long_as_nothing_changes_the_names_are_built_once(bot: Bot) -> None:
    with bot.store.team(TEAM).reading() as unit:
        assert bot.services.skills.book(unit) is bot.services.skills.book(unit)


def test_what_was_declared_long_ago_still_counts(bot: Bot) -> None:
    declare(bot, "pandas")

    assert named(bot.look("pandas", now=NOW + timedelta(days=3000))) == ["U0ANA"]


def test_a_list_is_several_skills_and_a_name_with_an_and_is_one(bot: Bot) -> None:
    bot.services.skills.add(TEAM, [Skill("Research and development")])
    bot.services.skills.declare(TEAM, "U0ANA", "Excel, pandas and Glassblowing", now=NOW)
    bot.services.skills.declare(TEAM, "U0ANA", "research and development", now=NOW)

    shown = {one.name for one in bot.services.privacy.about(TEAM, "U0ANA")}
    assert shown == {"Excel", "pandas", "Glassblowing", "Research and development"}
