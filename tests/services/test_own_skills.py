"""People decide what of their skills is right and counts; whatever they hide leads nobody to them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, TEAM, Bot, Talk, everything, named, rows
from tests.homes import learns, names, press, tab
from tests.known import BOB, answer_key, hide, known_bob, show, skill
from tests.thankers import gives


@pytest.fixture
def bot(store: Store) -> Bot:
    return known_bob(store)


QUESTIONS = ["excel", "spreadsheets", "exel", "Who knows Excel?", "somebody who can help with Excel sheets"]


@pytest.mark.parametrize("channel", ["", "C1"])
@pytest.mark.parametrize("text", QUESTIONS)
def test_whoever_hid_a_skill_is_named_for_it_by_no_way_of_asking(bot: Bot, text: str, channel: str) -> None:
    assert BOB in named(bot.look(text, channel=channel))
    hide(bot)

    assert named(bot.look(text, channel=channel)) == ["U0CARL"]
    show(bot)
    assert BOB in named(bot.look(text, channel=channel))


def test_whatever_they_show_of_it_afterwards(bot: Bot) -> None:
    hide(bot)
    learns(bot)
    gives(bot, "DORA", "BOB", note="for excel")

    assert BOB not in named(bot.look("excel"))
    assert "Excel" not in names(tab(bot, BOB))


def test_a_question_put_before_leads_to_them_no_more(bot: Bot) -> None:
    answer = bot.ask("excel", asker="U0ANA")
    assert BOB in named(answer)
    hide(bot)

    again = bot.services.ask.again(TEAM, answer.question_id, now=NOW)

    assert again is not None
    assert BOB not in named(again)


def test_of_two_skills_the_other_one_leads_to_them(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, BOB, "pandas", now=NOW)
    hide(bot)
    found = {one.person.user_id: one.reasons for one in bot.look("Excel and pandas").people}

    assert {reason.about for reason in found[BOB]} == {"pandas"}


def test_it_is_not_told_as_related(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, BOB, "pandas", now=NOW)
    assert "Excel" in bot.look("pandas").related
    hide(bot)

    assert bot.look("pandas").related == ()


def test_a_word_that_nobody_takes_for_a_skill_leads_to_nobody_who_hid_it(bot: Bot) -> None:
    """An ordinary word that somebody declared is looked for as a word."""
    talk = Talk(at=NOW - timedelta(days=2))
    bot.hear(*[talk.say(BOB, "coffee beans, coffee beans") for _ in range(3)], talk.say("U0CARL", "coffee, coffee"))
    bot.hear(talk.say("U0CARL", "coffee again"))
    bot.services.skills.declare(TEAM, BOB, "coffee", now=NOW)
    hide(bot, "coffee")

    for text in ("coffee", "good coffee please", "is the coffee in the kitchen any good today?"):
        assert BOB not in named(bot.look(text, channel="C1"))
        assert BOB not in named(bot.look(text))


def test_nor_one_that_was_never_heard(bot: Bot) -> None:
    bot.services.skills.declare(TEAM, BOB, "tea", now=NOW)
    hide(bot, "tea")

    assert BOB not in named(bot.look("is the tea in the kitchen any good today?", channel="C1"))


def test_it_counts_in_no_supply(bot: Bot) -> None:
    def people() -> int:
        with bot.store.team(TEAM).reading() as unit:
            return unit.programme.supply()[skill(bot, "Excel")].people

    assert people() == 2
    hide(bot)
    assert people() == 1


def test_saying_that_one_knows_it_takes_the_hiding_back(bot: Bot) -> None:
    hide(bot)
    told = bot.services.skills.declare(TEAM, BOB, "Excel", now=NOW)

    assert told.new
    assert BOB in named(bot.look("excel"))


def test_confirming_says_so_by_ones_own_word(bot: Bot) -> None:
    at = skill(bot, "Excel")
    assert not any(row.kind == "declared" for row in rows(bot.store, "evidence") if row.user_id == "U0CARL")
    for _ in range(2):
        bot.services.own_skills.confirm(TEAM, press("U0CARL"), at, now=NOW)

    [excel] = tab(bot, "U0CARL").skills.shown
    assert excel.declared
    assert len([row for row in rows(bot.store, "evidence") if (row.user_id, row.kind) == ("U0CARL", "declared")]) == 1


def test_what_is_not_there_can_be_neither_hidden_nor_confirmed(bot: Bot) -> None:
    for act in (bot.services.own_skills.hide, bot.services.own_skills.confirm):
        act(TEAM, press(BOB, f"a:{act.__name__}"), 4711, now=NOW)

    assert rows(bot.store, "hidden_skill") == []


@pytest.mark.parametrize("user", ["U0GUEST", "U0GONE"])
def test_of_guests_and_the_forgotten_nothing_is_noted(bot: Bot, user: str) -> None:
    bot.services.workspaces.save_people(TEAM, [PersonRow("U0GUEST", is_guest=True)])
    bot.services.privacy.forget(TEAM, "U0GONE", now=NOW)
    before, at, found = everything(bot.store), skill(bot, "Excel"), answer_key(bot)
    ours = bot.services.own_skills

    for act in (
        lambda: ours.hide(TEAM, press(user), at, now=NOW),
        lambda: ours.show(TEAM, press(user), at, now=NOW),
        lambda: ours.confirm(TEAM, press(user), at, now=NOW),
        lambda: ours.hide_evidence(TEAM, press(user), found, now=NOW),
        lambda: ours.correct(TEAM, press(user), found, "pandas", now=NOW),
    ):
        with pytest.raises(KindError):
            act()
    assert everything(bot.store) == before
