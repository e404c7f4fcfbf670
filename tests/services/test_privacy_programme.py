"""Being forgotten by thanks and the weekly programme: nothing of them stays, and others keep what is theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storage.erase import OTHERS, THEIRS
from storage.insights import ConsentRow, MemberRow
from storage.kudos import How, KudosRow, Sign
from storage.lunches import FeedbackRow, LunchRow, RecordingRow, SignupRow, Standing
from storage.programme import SeriesRow, TopicRow
from storage.store import Store, Unit
from storage.upserts import table_of
from tests.builders import NOW, TEAM, Bot, bot_on, everything, rows

GONE = "U0FORGETME"
THANKS = KudosRow(0, GONE, "U0BOB", How.COMMAND, NOW, "2026-03-02", note="saved my deck", event_ts="1.0")
NEW = {"coordinator", "due", "feedback", "interest", "invite", "kudos", "lunch", "lunch_series", "preference"}
INSIGHTS = {"insight_consent", "insight_look", "insight_member", "insight_placement"}
TABLES = NEW | INSIGHTS | {"reaction", "recording", "signup", "topic", "outbox"}


def took_part(unit: Unit) -> None:
    """Everything there is to do in thanks and lunches, and notes of others that name them."""
    unit.kudos.add(THANKS)
    unit.kudos.add(replace(THANKS, giver_id="U0BOB", receiver_id=GONE, note="thanks", event_ts="2.0"))
    unit.kudos.add(replace(THANKS, giver_id="U0BOB", receiver_id="U0ZOE", note=f"with <@{GONE}>", event_ts="3.0"))
    unit.kudos.turn(Sign("C1", "1.0", GONE, "taco"), event_ts="1.0", stands=True, at=NOW)
    unit.choices.prefer(GONE, "kudos_digest", "never")
    unit.choices.name_coordinator(GONE, now=NOW)
    unit.agenda.put("kudos.digest", NOW, user_id=GONE)
    series = unit.programme.add_series(SeriesRow(0, "C1", "tue", "12:00", "UTC", NOW, user_id=GONE))
    topic = unit.programme.add_topic(TopicRow(0, series.series_id, "Excel", NOW, user_id=GONE))
    unit.programme.would_come(topic.topic_id, GONE, now=NOW)
    unit.programme.invite(topic.topic_id, GONE, now=NOW)
    lunch = unit.lunches.add(
        LunchRow(0, series.series_id, "Excel", GONE, NOW, "UTC", 45, "C1", NOW, about=f"ask <@{GONE}>")
    )
    theirs = SignupRow(GONE, Standing.COMING, "1.0", "1.0", "Why?", NOW)
    others = SignupRow("U0BOB", Standing.COMING, "2.0", "2.0", f"Will <@{GONE}> come?", NOW)
    unit.lunches.sign(lunch.lunch_id, [theirs, others])
    unit.lunches.give_feedback(lunch.lunch_id, FeedbackRow(GONE, NOW, useful=True, line="Good"))
    unit.lunches.give_feedback(lunch.lunch_id, FeedbackRow("U0BOB", NOW, useful=True, line=f"<@{GONE}> was good"))
    unit.lunches.record(RecordingRow(0, lunch.lunch_id, "Excel", "https://x.example", NOW, user_id=GONE))
    unit.insights.ask_consent(ConsentRow(GONE, "rising", None, NOW))
    unit.insights.look(GONE, "overview", now=NOW)
    unit.insights.set_members([MemberRow(GONE, "cell", {"group": "Sales"})])
    unit.insights.place({GONE: {"group": "Sales"}})
    unit.outbox.leave("lunch.in", key=f"lunch.in:{GONE}", now=NOW, user_id=GONE)


@pytest.fixture
def bot(store: Store) -> Bot:
    return lived_on(store)


def lived_on(store: Store) -> Bot:
    made = bot_on(store)
    with store.team(TEAM).writing() as unit:
        took_part(unit)
    return made


def forget(bot: Bot) -> None:
    bot.services.privacy.forget(TEAM, GONE, now=NOW)


def test_the_one_who_will_leave_is_in_every_table_of_it(bot: Bot) -> None:
    """Else the next test could not fail; and no table with a person in it is left out here."""
    held = {name for name, found in everything(bot.store).items() if any(GONE in row for row in found)}
    persons = {table_of(model).name for model in (*THEIRS, *OTHERS)}

    assert held == TABLES
    assert persons - TABLES == {
        "activity", "answer", "evidence", "expertise", "membership", "message", "person", "question", "referral",
        "rhythm", "term_use",
    }  # fmt: skip


def test_afterwards_they_are_in_no_table(bot: Bot) -> None:
    forget(bot)

    assert [name for name, found in everything(bot.store).items() if any(GONE in row for row in found)] == []


def test_afterwards_they_are_in_no_file(sqlite_store: Store) -> None:
    forget(lived_on(sqlite_store))
    path = Path(str(sqlite_store.url.database))
    files = [path, path.with_name(f"{path.name}-wal")]

    assert [file.name for file in files if file.exists() and GONE.encode() in file.read_bytes()] == []


def test_what_they_gave_stays_without_their_name_and_words(bot: Bot) -> None:
    forget(bot)

    kept = {(row.giver_id, row.receiver_id, row.note) for row in rows(bot.store, "kudos")}
    assert kept == {("", "U0BOB", ""), ("U0BOB", "U0ZOE", "")}
    assert [(row.user_id, row.question) for row in rows(bot.store, "signup")] == [("U0BOB", "")]
    assert [(row.user_id, row.line) for row in rows(bot.store, "feedback")] == [("U0BOB", "")]
    assert [(row.title, row.host_id, row.about) for row in rows(bot.store, "lunch")] == [("Excel", "", "")]
    assert [(row.title, row.user_id) for row in rows(bot.store, "recording")] == [("Excel", "")]
