"""What happens in channels: heard, edited, taken back. Nothing of the text stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Float, Integer

from bot.services.heard import Heard
from storage.models import Base
from storage.store import Store
from storage.values import ChannelKind
from tests.builders import NOW, TEAM, Bot, Talk, bot_on, difference, everything, learned, named, rows
from tests.talks import threaded


@pytest.fixture
def bot(sqlite_store: Store) -> Bot:
    return bot_on(sqlite_store)


@pytest.fixture
def talk() -> Talk:
    return Talk()


def edited(bot: Bot, heard: Heard, text: str, *, at: str = "9.0", kind: ChannelKind = ChannelKind.PUBLIC) -> Heard:
    new = replace(heard, text=text)
    bot.services.history.edited(TEAM, new, at, kind=kind, now=NOW)
    return new


def deleted(bot: Bot, heard: Heard) -> None:
    bot.services.history.deleted(TEAM, heard.channel_id, heard.ts, now=NOW)


def suggested(bot: Bot) -> list[tuple[object, ...]]:
    return [(row.kind, row.channel_id, row.user_id) for row in rows(bot.store, "outbox")]


def test_whoever_answers_a_question_shows_what_it_asks_about(store: Store, talk: Talk) -> None:
    bot = bot_on(store)
    question = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(question, talk.say("U0BOB", "Me", under=question), talk.say("U0BOB", "Ask away", under=question))

    assert [at[:3] for at in learned(store)["evidence"]] == [("U0BOB", "pandas", "answer")]
    assert learned(store)["expertise"]["U0BOB", "pandas", "answer"][1] == 1
    assert named(bot.look("pandas")) == ["U0BOB"]


def test_a_message_that_is_delivered_again_counts_once(store: Store, talk: Talk) -> None:
    bot = bot_on(store)
    question = talk.say("U0ANA", "Who knows pandas?")
    answer = talk.say("U0BOB", "Me, I use pandas", under=question)
    bot.hear(question, answer)
    before = everything(store)
    bot.hear(answer, question, answer)

    assert everything(store) == before


def test_who_only_asked_is_not_named(bot: Bot, talk: Talk) -> None:
    question = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(question, talk.say("U0ANA", "Nobody?", under=question), talk.say("U0ANA", "Does anyone know pandas?"))

    assert named(bot.look("pandas")) == []


def test_said_once_is_no_lead_and_said_twice_is(bot: Bot, talk: Talk) -> None:
    bot.hear(talk.say("U0ANA", "The pandas job is done"))
    assert named(bot.look("pandas")) == []

    bot.hear(talk.say("U0ANA", "And pandas again"))
    assert named(bot.look("pandas")) == ["U0ANA"]


def test_who_asks_a_channel_is_shown_suggestions_alone_and_once(bot: Bot, talk: Talk) -> None:
    wish = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(wish, wish)

    assert suggested(bot) == [("suggestions", "C1", "U0ANA")]
    [row] = rows(bot.store, "outbox")
    assert row.facts == {"question_id": rows(bot.store, "question")[0].id}


def test_who_asks_in_a_thread_is_shown_suggestions_there_and_has_answered_nothing(bot: Bot, talk: Talk) -> None:
    question = talk.say("U0ANA", "How do I freeze a row in Excel?")
    wish = talk.say("U0BOB", "Good question. Who knows Excel?", under=question)
    bot.hear(question, wish)

    assert [(row.user_id, row.thread_ts) for row in rows(bot.store, "outbox")] == [("U0BOB", question.ts)]
    assert rows(bot.store, "answer") == []


def test_a_question_of_fact_brings_no_suggestions(bot: Bot, talk: Talk) -> None:
    bot.hear(talk.say("U0ANA", "How do I freeze a row in Excel?"))

    assert suggested(bot) == []
    assert len(rows(bot.store, "question")) == 1


@pytest.mark.parametrize("kind", [ChannelKind.PRIVATE, ChannelKind.GROUP])
def test_a_private_channel_teaches_nothing_but_is_answered(bot: Bot, talk: Talk, kind: ChannelKind) -> None:
    talk.channel = "G1"
    wish = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(wish, wish, talk.say("U0BOB", "Me, pandas pandas", under=wish), talk.say("U0BOB", "Go pandas"), kind=kind)

    found = learned(bot.store)
    assert [name for name in found if found[name] and name not in ("question", "term")] == []
    assert found["term"] == {("pandas",): (0,)}
    assert suggested(bot) == [("suggestions", "G1", "U0ANA")]
    assert named(bot.look("pandas")) == []


def test_an_edit_into_a_question_is_answered(bot: Bot, talk: Talk) -> None:
    said = talk.say("U0ANA", "Morning")
    bot.hear(said)
    asked = edited(bot, said, "Morning. Who knows pandas?")
    edited(bot, said, "Morning. Who knows pandas?")
    bot.hear(talk.say("U0BOB", "Me", under=asked))

    assert suggested(bot) == [("suggestions", "C1", "U0ANA")]
    assert named(bot.look("pandas")) == ["U0BOB"]


def test_an_edit_changes_what_is_asked(bot: Bot, talk: Talk) -> None:
    said = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(said)
    edited(bot, said, "Who knows Excel?")
    bot.hear(talk.say("U0BOB", "Me", under=said))

    assert named(bot.look("excel")) == ["U0BOB"]
    assert named(bot.look("pandas")) == []
    assert suggested(bot) == [("suggestions", "C1", "U0ANA")]


def test_an_edit_changes_which_skills_a_message_names(bot: Bot, talk: Talk) -> None:
    said = talk.say("U0ANA", "The pandas job is done")
    bot.hear(said)
    edited(bot, said, "The Excel job is done")

    assert learned(bot.store)["message"][said.channel_id, said.ts] == ("U0ANA", "", ("excel",))


def test_an_edit_in_a_private_channel_or_a_strange_workspace_teaches_nothing(bot: Bot, talk: Talk) -> None:
    edited(bot, talk.say("U0ANA", "Hm"), "Who knows pandas?", kind=ChannelKind.PRIVATE)
    bot.services.history.edited("T0NEW", talk.said[0], "9.0", kind=ChannelKind.PUBLIC, now=NOW)

    assert rows(bot.store, "question") == []


def test_a_deleted_answer_takes_its_traces_along_and_leaves_those_of_others(store: Store, talk: Talk) -> None:
    bot = bot_on(store)
    question = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(question, talk.say("U0CARL", "I do", under=question))
    before = learned(store)
    answer = talk.say("U0BOB", "Me", under=question)
    bot.hear(answer)
    deleted(bot, answer)
    deleted(bot, answer)

    after = learned(store)
    assert named(bot.look("pandas")) == ["U0CARL"]
    assert answered(after) == {**answered(before), **dict.fromkeys(answered(after).keys() - answered(before), (0.0, 0))}
    assert after["answer"] == before["answer"]


def answered(found: dict[str, dict[tuple[object, ...], tuple[object, ...]]]) -> dict[tuple[object, ...], object]:
    """The sums that answers go into, rounded to what floats can promise."""
    sums = {**found["expertise"], **found["activity"], **found["term_use"]}
    own = {at: facts for at, facts in sums.items() if {"answer", "answered"} & {*at}}
    return {at: (round(float(str(facts[0])), 9), facts[1]) for at, facts in own.items()}


def test_an_answer_that_is_given_again_counts_again(bot: Bot, talk: Talk) -> None:
    question = talk.say("U0ANA", "Who knows pandas?")
    answer = talk.say("U0BOB", "Me", under=question)
    bot.hear(question, answer)
    deleted(bot, answer)
    again = talk.say("U0BOB", "Me after all", under=question)
    bot.hear(again)

    [bob] = bot.look("pandas").people
    assert [(reason.count, reason.ts) for reason in bob.reasons] == [(1, again.ts)]
    assert learned(bot.store)["expertise"]["U0BOB", "pandas", "answer"][1] == 1


def test_a_deleted_question_leaves_what_others_showed(bot: Bot, talk: Talk) -> None:
    question = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(question, talk.say("U0BOB", "Me", under=question))
    deleted(bot, question)

    assert named(bot.look("pandas")) == ["U0BOB"]
    assert (question.channel_id, question.ts) not in learned(bot.store)["message"]


def test_nothing_that_was_said_is_stored(store: Store) -> None:
    """Single words are counted, in a table of words; no two of them stand together anywhere."""
    bot = bot_on(store)
    marked = "Marzipan gorgonzola keeps my_secret_token=hunter2hunter and zanzibar safe"
    question = Heard("C1", "1772100000.000100", "U0ANA", f"Who knows pandas? {marked}")
    bot.hear(
        question,
        Heard("C1", "1772100001.000100", "U0BOB", marked, question.ts),
        Heard("C1", "1772100002.000100", "U0BOB", f"```{marked}```"),
    )
    bot.hear(Heard("G1", "1772100003.000100", "U0ANA", f"Who knows Excel? {marked}"), kind=ChannelKind.PRIVATE)
    edited(bot, question, f"Who knows Excel? {marked}")

    words = marked.lower().split()
    pairs = [f"{one}{gap}{other}" for one, other in pairwise(words) for gap in (" ", '", "', "=")]
    held = [text for text in texts_of(store) if any(pair in text for pair in (*pairs, "hunter2hunter and"))]
    assert held == []
    assert [text for text in texts_of(store, without="term") if "marzipan" in text] == []
    assert "marzipan" in texts_of(store)


def texts_of(store: Store, *, without: str = "") -> list[str]:
    """Whatever is text, or may hold some, in any row of any table."""
    return [
        str(value).lower()
        for table in Base.metadata.sorted_tables
        if table.name != without
        for row in rows(store, table.name)
        for value, column in zip(row, table.columns, strict=True)
        if not isinstance(column.type, Integer | Float)
    ]


def test_what_was_kept_long_enough_is_dropped(bot: Bot) -> None:
    talk = threaded()
    bot.hear(*talk.said)
    bot.ask("pandas")
    bot.services.history.tidy(TEAM, now=NOW + timedelta(days=6))
    assert rows(bot.store, "seen")
    before = learned(bot.store)
    bot.services.history.tidy(TEAM, now=NOW + timedelta(days=8))
    assert rows(bot.store, "seen") == []
    assert difference(learned(bot.store), before) == []
    assert [row.topic for row in rows(bot.store, "question") if row.topic] == ["pandas"]

    bot.services.history.tidy(TEAM, now=NOW + timedelta(days=91))
    assert [row for row in rows(bot.store, "question") if row.topic or (row.origin == "command" and row.term_ids)] == []
    assert rows(bot.store, "message")

    bot.services.history.tidy(TEAM, now=NOW + timedelta(days=190))
    assert rows(bot.store, "message") == []
    blanked = {"message": {}, "question": {}}
    assert difference({**learned(bot.store), **blanked}, {**before, **blanked}) == []
