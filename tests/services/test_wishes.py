"""To pause, to leave, to come back; and workspaces where people are asked before anything is learned of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.bounds import Bounds
from bot.errors import KindError
from bot.services import services
from bot.services.workspaces import Home
from storage.store import Store
from storage.values import Kind
from tests.builders import NOW, ORDINARY, TEAM, VOCABULARY, Bot, Talk, difference, everything, learned, named, rows, ts
from tests.exports import person, said, write_export
from tests.homes import learns, names, press, tab
from tests.thankers import gives, reaction, team_on

ANA, BOB, CARL = "U0ANA", "U0BOB", "U0CARL"
DAY = timedelta(days=1)
INFERRED = ("activity", "answer", "evidence", "expertise", "message", "rhythm", "term_use")


@pytest.fixture
def bot(store: Store) -> Bot:
    """Bob has answered about Excel."""
    made = team_on(store)
    learns(made)
    return made


def ask_first(bot: Bot, value: str = "1") -> None:
    with bot.store.team(TEAM).writing() as unit:
        unit.choices.set({"works_council": value})


def say_yes(bot: Bot, user: str = BOB, seen: str = "a:yes") -> None:
    bot.services.wishes.learn(TEAM, press(user, seen), now=NOW)


def holding(bot: Bot, user: str = BOB) -> set[str]:
    return {table for table, held in everything(bot.store).items() if any(user in row for row in held)}


def of_one(bot: Bot, user: str = BOB) -> dict[str, list[str]]:
    """Every row of what was inferred that names them."""
    held = everything(bot.store)
    return {table: [row for row in held[table] if user in row] for table in INFERRED}


# -- pausing


def test_a_pause_takes_somebody_out_of_answers_until_they_take_it_back(bot: Bot) -> None:
    bot.services.wishes.pause(TEAM, press(BOB, "a:1"), now=NOW)
    assert named(bot.look("excel")) == []
    assert BOB not in named(bot.look("Who knows Excel?", channel="C1"))
    assert names(tab(bot, BOB)) == ["Excel"]

    bot.services.wishes.resume(TEAM, press(BOB, "a:2"), now=NOW)
    assert named(bot.look("excel")) == [BOB]


def test_a_pause_ends_by_itself(bot: Bot) -> None:
    bot.services.wishes.pause(TEAM, press(BOB), until=NOW + DAY, now=NOW)
    bot.services.wishes.due(TEAM, NOW + DAY - timedelta(seconds=1))
    assert named(bot.look("excel")) == []

    bot.services.wishes.due(TEAM, NOW + DAY)
    assert named(bot.look("excel")) == [BOB]
    assert rows(bot.store, "due") == []


def test_of_two_pauses_the_later_word_stands(bot: Bot) -> None:
    bot.services.wishes.pause(TEAM, press(BOB, "a:1"), until=NOW + DAY, now=NOW)
    bot.services.wishes.pause(TEAM, press(BOB, "a:2"), now=NOW)
    bot.services.wishes.due(TEAM, NOW + 2 * DAY)
    assert named(bot.look("excel")) == []

    bot.services.wishes.resume(TEAM, press(BOB, "a:3"), now=NOW)
    bot.services.wishes.pause(TEAM, press(BOB, "a:1"), now=NOW)  # Slack repeats the first one
    assert named(bot.look("excel")) == [BOB]


@pytest.mark.parametrize("until", [NOW, NOW - DAY, NOW + 400 * DAY])
def test_a_pause_that_cannot_be_changes_nothing(bot: Bot, until: object) -> None:
    before = everything(bot.store)
    with pytest.raises(KindError):
        bot.services.wishes.pause(TEAM, press(BOB), until=until, now=NOW)  # type: ignore[arg-type]
    assert everything(bot.store) == before


# -- leaving


def test_whoever_leaves_is_named_and_learned_of_no_more_and_nothing_new_is_kept(bot: Bot) -> None:
    bot.services.wishes.leave(TEAM, press(BOB), now=NOW)
    before, held = of_one(bot), holding(bot)
    talk = Talk(at=NOW - DAY)
    question = talk.say(ANA, "Who knows pandas?")
    bot.hear(question, talk.say(BOB, "I do", under=question), talk.say(BOB, "Who knows Kubernetes?"))
    bot.hear(talk.say(BOB, "The Excel bill"))
    bot.ask("pandas", asker=BOB)
    gives(bot, "ANA", "BOB", note="for excel")
    bot.services.kudos.reacted(TEAM, reaction("ANA", "BOB"), now=NOW)
    with pytest.raises(KindError, match="learn from me"):
        bot.services.skills.declare(TEAM, BOB, "pandas", now=NOW)

    assert named(bot.look("excel")) == []
    assert of_one(bot) == before
    assert holding(bot) - held == set()
    assert [row.asker_id for row in rows(bot.store, "question") if row.origin == "command"] == [""]


def test_an_import_learns_nothing_of_whoever_left(bot: Bot, tmp_path: Path) -> None:
    bot.services.wishes.leave(TEAM, press(BOB), now=NOW)
    before = learned(bot.store)
    messages = [said(BOB, "Excel Excel", NOW.timestamp() - 60), said(CARL, "Excel", NOW.timestamp() - 50)]
    export = write_export(
        tmp_path / "export", people=[person(BOB), person(CARL)], channels={"general": {"id": "C1"}},
        messages={"general": messages},
    )  # fmt: skip
    bot.take_in(export)

    for table in ("activity", "message", "rhythm", "term_use"):
        assert [at for at in learned(bot.store)[table].keys() - before[table].keys() if BOB in at] == []
    assert CARL in {row.user_id for row in rows(bot.store, "message")}


def test_coming_back_is_as_it_was(bot: Bot) -> None:
    before = learned(bot.store)
    bot.services.wishes.leave(TEAM, press(BOB, "a:1"), now=NOW)
    say_yes(bot)

    assert difference(learned(bot.store), before) == []
    assert named(bot.look("excel")) == [BOB]


def test_the_forgotten_choose_nothing(bot: Bot) -> None:
    bot.services.privacy.forget(TEAM, BOB, now=NOW)
    for act in (bot.services.wishes.pause, bot.services.wishes.leave, bot.services.wishes.learn):
        with pytest.raises(KindError, match="remember me"):
            act(TEAM, press(BOB), now=NOW)

    assert holding(bot) == set()


def test_forgetting_takes_the_choices_along(bot: Bot) -> None:
    bot.services.wishes.pause(TEAM, press(BOB, "a:1"), until=NOW + DAY, now=NOW)
    bot.services.wishes.stop_learning(TEAM, press(BOB, "a:2"), now=NOW)
    assert {"due", "preference"} <= holding(bot)
    bot.services.privacy.forget(TEAM, BOB, now=NOW)

    assert holding(bot) == set()


def test_who_is_not_learned_of_is_named_by_their_own_word(bot: Bot) -> None:
    bot.services.wishes.stop_learning(TEAM, press(BOB), now=NOW)
    assert named(bot.look("excel")) == []
    bot.services.skills.declare(TEAM, BOB, "Excel", now=NOW)

    [bob] = bot.look("excel").people
    assert (bob.person.user_id, [reason.kind.value for reason in bob.reasons]) == (BOB, ["declared"])


# -- works-council mode


def test_switching_it_on_hides_what_was_inferred_and_off_brings_it_back(bot: Bot) -> None:
    before = learned(bot.store)
    ask_first(bot)
    assert named(bot.look("excel")) == []
    assert BOB not in named(bot.look("Who knows Excel?", channel="C1"))
    assert tab(bot, BOB).skills.shown == ()
    assert bot.services.privacy.about(TEAM, BOB) == []
    with bot.store.team(TEAM).reading() as unit:
        assert unit.programme.supply() == {}
        assert (unit.terms.activity(""), unit.terms.rhythm(), unit.asks.helped(ANA)) == ([], [], [])

    ask_first(bot, "0")
    assert named(bot.look("excel")) == [BOB]
    assert difference(learned(bot.store), before) == []


def test_nothing_is_learned_of_those_who_did_not_say_yes(bot: Bot) -> None:
    ask_first(bot)
    before = {table: rows(bot.store, table) for table in INFERRED}
    talk = Talk(at=NOW - DAY)
    question = talk.say(ANA, "How do I join two tables in pandas?")
    bot.hear(question, talk.say(BOB, "With merge", under=question), talk.say(CARL, "pandas, pandas"))
    bot.services.kudos.reacted(TEAM, reaction("ANA", "BOB", place=ts(talk.at)), now=NOW)

    assert {table: rows(bot.store, table) for table in INFERRED} == before
    assert rows(bot.store, "kudos") == rows(bot.store, "reaction") == []
    assert [row.asker_id for row in rows(bot.store, "question")][1:] == [""]


def test_whoever_said_yes_is_learned_of_also_under_a_question_of_somebody_who_did_not(bot: Bot) -> None:
    ask_first(bot)
    say_yes(bot)
    talk = Talk(at=NOW - DAY)
    question = talk.say(ANA, "How do I join two tables in pandas?")
    bot.hear(question, talk.say(BOB, "With merge", under=question))

    assert named(bot.look("pandas")) == [BOB]
    assert named(bot.look("excel")) == [BOB]
    [entry] = [row for row in rows(bot.store, "evidence") if row.thread_ts == question.ts]
    assert entry.from_user_id == ""


def test_a_question_that_comes_after_its_answer_counts_all_the_same(bot: Bot) -> None:
    ask_first(bot)
    say_yes(bot)
    talk = Talk(at=NOW - DAY)
    question = talk.say(ANA, "How do I join two tables in pandas?")
    reply = talk.say(BOB, "With merge", under=question)
    bot.hear(reply, question)

    assert named(bot.look("pandas")) == [BOB]


def test_who_asks_who_knows_something_is_answered(bot: Bot) -> None:
    ask_first(bot)
    bot.hear(Talk(at=NOW - DAY).say(ANA, "Who knows pandas?"))

    assert [row.user_id for row in rows(bot.store, "outbox") if row.kind == "suggestions"][-1] == ANA


def test_an_import_counts_those_alone_who_said_yes(bot: Bot, tmp_path: Path) -> None:
    ask_first(bot)
    say_yes(bot)
    messages = [said(BOB, "Excel Excel", NOW.timestamp() - 60), said(CARL, "Excel", NOW.timestamp() - 50)]
    export = write_export(
        tmp_path / "export", people=[person(BOB), person(CARL)], channels={"general": {"id": "C1"}},
        messages={"general": messages},
    )  # fmt: skip
    bot.take_in(export)

    assert CARL not in {row.user_id for table in ("message", "activity", "rhythm") for row in rows(bot.store, table)}
    assert BOB in {row.user_id for row in rows(bot.store, "message") if row.ts == f"{NOW.timestamp() - 60:.6f}"}


def test_what_people_say_themselves_and_teach_counts(bot: Bot) -> None:
    ask_first(bot)
    bot.services.skills.declare(TEAM, BOB, "Excel", now=NOW)

    assert named(bot.look("excel")) == [BOB]


def test_thanks_reach_who_was_thanked_and_show_a_skill_once_they_agreed(bot: Bot) -> None:
    ask_first(bot)
    gives(bot, "ANA", "CARL", note="for pandas")
    assert [one.giver_id for one in tab(bot, CARL).thanks.shown] == [ANA]
    assert named(bot.look("pandas")) == []
    assert Kind.KUDOS not in {row.kind for row in rows(bot.store, "evidence")}

    say_yes(bot, CARL)
    gives(bot, "ANA", "CARL", note="for pandas")
    assert named(bot.look("pandas")) == [CARL]


def test_a_reaction_counts_between_two_who_agreed(bot: Bot) -> None:
    ask_first(bot)
    say_yes(bot, BOB, "a:1")
    bot.services.kudos.reacted(TEAM, reaction("ANA", "BOB"), now=NOW)
    bot.services.kudos.reacted(TEAM, reaction("BOB", "ANA"), now=NOW)
    assert rows(bot.store, "kudos") == rows(bot.store, "reaction") == []
    say_yes(bot, ANA, "a:2")
    bot.services.kudos.reacted(TEAM, reaction("ANA", "BOB", place="2.0"), now=NOW)

    assert len(rows(bot.store, "kudos")) == 1


def test_a_reaction_from_before_can_still_be_taken_back(bot: Bot) -> None:
    given = reaction("ANA", "BOB")
    bot.services.kudos.reacted(TEAM, given, now=NOW)
    ask_first(bot)
    gone = reaction("ANA", "BOB")
    object.__setattr__(gone, "added", False)
    object.__setattr__(gone, "event_ts", ts(NOW + DAY))
    bot.services.kudos.reacted(TEAM, gone, now=NOW)

    assert [row.revoked_at is None for row in rows(bot.store, "kudos")] == [False]


def test_an_installation_may_ask_first_in_every_workspace(store: Store) -> None:
    ours = services(store, VOCABULARY, ORDINARY, secret="s3cret", bounds=Bounds(works_council=1))
    ours.workspaces.arrive(Home("T9", "Nine", "https://nine", "UBOT"), now=NOW)
    with store.team("T9").reading() as unit:
        assert unit.choices.settings() == {"works_council": "1"}
    with store.team("T9").writing() as unit:
        unit.choices.set({"works_council": "0"})
    ours.workspaces.arrive(Home("T9", "Nine", "https://nine", "UBOT"), now=NOW)

    with store.team("T9").reading() as unit:
        assert unit.choices.settings() == {"works_council": "0"}
