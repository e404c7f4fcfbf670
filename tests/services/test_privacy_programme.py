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
from storage.referrals import HandoffRow, ReferralRow, Referred, Stage
from storage.store import Store, Unit
from storage.teachbacks import Area, Level, MarkRow, PeerRow, TeachbackRow
from storage.upserts import table_of
from storage.values import Origin, QuestionRow, StuckRow
from tests.builders import NOW, TEAM, Bot, bot_on, everything, rows

GONE = "U0FORGETME"
OWN_QUESTION = "Who knows Excel well enough?"
THANKS = KudosRow(0, GONE, "U0BOB", How.COMMAND, NOW, "2026-03-02", note="saved my deck", event_ts="1.0")
NEW = {
    "coordinator",
    "due",
    "feedback",
    "hidden_skill",
    "interest",
    "invite",
    "kudos",
    "lunch",
    "lunch_series",
    "preference",
    "stuck",
    "handoff",
    "referral",
    "wish",
}
TABLES = NEW | {"question", "reaction", "recording", "signup", "topic", "outbox"}
PRACTICE = {"approach", "pairing", "search", "teachback", "teachback_peer", "mark", "link_report"}
TABLES = TABLES | PRACTICE
INSIGHTS = {"insight_consent", "insight_look", "insight_member", "insight_placement"}
TABLES = TABLES | INSIGHTS


def took_part(unit: Unit) -> None:
    """Everything there is to do in thanks and lunches, and notes of others that name them."""
    unit.kudos.add(THANKS)
    unit.kudos.add(replace(THANKS, giver_id="U0BOB", receiver_id=GONE, note="thanks", event_ts="2.0"))
    unit.kudos.add(replace(THANKS, giver_id="U0BOB", receiver_id="U0ZOE", note=f"with <@{GONE}>", event_ts="3.0"))
    unit.kudos.turn(Sign("C1", "1.0", GONE, "taco"), event_ts="1.0", stands=True, at=NOW)
    unit.choices.prefer(GONE, "kudos_digest", "never")
    unit.choices.name_coordinator(GONE, now=NOW)
    unit.agenda.put("kudos.digest", NOW, user_id=GONE)
    unit.stuck.note(StuckRow("kudos.digest", "", GONE, 1, NOW, NOW, "ValueError"))
    series = unit.programme.add_series(SeriesRow(0, "C1", "tue", "12:00", "UTC", NOW, user_id=GONE))
    topic = unit.programme.add_topic(TopicRow(0, series.series_id, "Excel", NOW, user_id=GONE))
    unit.programme.would_come(topic.topic_id, GONE, now=NOW)
    unit.programme.invite(topic.topic_id, GONE, now=NOW)
    lunch = unit.lunches.add(
        LunchRow(0, series.series_id, "Excel", GONE, NOW, "UTC", 45, "C1", NOW, about=f"ask <@{GONE}>")
    )
    theirs = SignupRow(GONE, Standing.COMING, "1.0", "1.0", "why  & how?", NOW)
    others = SignupRow("U0BOB", Standing.COMING, "2.0", "2.0", f"Will <@{GONE}> come?", NOW)
    unit.lunches.sign(lunch.lunch_id, [theirs, others])
    unit.lunches.give_feedback(lunch.lunch_id, FeedbackRow(GONE, NOW, useful=True, line="Good"))
    unit.lunches.give_feedback(lunch.lunch_id, FeedbackRow("U0BOB", NOW, useful=True, line=f"<@{GONE}> was good"))
    kept = unit.lunches.record(RecordingRow(0, lunch.lunch_id, "Excel", "https://x.example", NOW, user_id=GONE))
    unit.library.report(kept.recording_id, GONE, now=NOW)
    for host, peer in ((GONE, "U0BOB"), ("U0BOB", GONE), ("U0BOB", "U0ZOE")):
        lesson = unit.teachbacks.add(TeachbackRow(0, lunch.lunch_id, host, NOW, NOW, place=f"with <@{GONE}>"))
        unit.teachbacks.seat(lesson.teachback_id, [PeerRow(peer, NOW)])
        said = MarkRow(peer, Area.SUBJECT, Level.THERE, f"as good as <@{GONE}>", NOW)
        unit.teachbacks.mark(lesson.teachback_id, [said])
    unit.speakers.pair(lunch.lunch_id, GONE, now=NOW)
    skill = unit.skills.ensure({"excel": "Excel"})["excel"]
    mine, other = (unit.speakers.look_for(skill, who, now=NOW) for who in (GONE, "U0BOB"))
    unit.speakers.approach(mine.search_id, "U0BOB", now=NOW)
    unit.speakers.approach(other.search_id, GONE, now=NOW)
    take_to_colleagues(unit)
    unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", GONE, NOW, (skill,), (), OWN_QUESTION))
    asked = (OWN_QUESTION.upper(), "Why &amp; how?", f"What does {GONE} think of it?", "How do I begin?")
    unit.lunches.change(replace(lunch, questions=asked))
    unit.ledger.hide_skill(GONE, skill, now=NOW)
    unit.insights.ask_consent(ConsentRow(GONE, "rising", None, NOW))
    unit.insights.look(GONE, "overview", now=NOW)
    unit.insights.set_members([MemberRow(GONE, "cell", {"group": "Sales"})])
    unit.insights.place({GONE: {"group": "Sales"}})
    unit.outbox.leave("lunch.in", key=f"lunch.in:{GONE}", now=NOW, user_id=GONE)


def take_to_colleagues(unit: Unit) -> None:
    """What they asked, what they were asked, whom they named, and what others are told of them."""
    skill = unit.skills.ensure({"excel": "Excel"})["excel"]
    for asker, helper in ((GONE, "U0BOB"), ("U0BOB", GONE), ("U0ZOE", "U0BOB")):
        at = unit.asks.add(QuestionRow(0, Origin.COMMAND, "", "", asker, NOW, (skill,), (), "excel")).question_id
        unit.referrals.begin(HandoffRow(at, Stage.ASKING, NOW, NOW, asker_id=asker, words=f"Not <@{GONE}>, please"))
        passed_by = GONE if asker == "U0ZOE" else ""
        unit.referrals.ask(ReferralRow(at, helper, 1, Referred.ASKED, NOW, NOW, passed_by=passed_by))
        unit.agenda.put("referral.expire", NOW, subject=str(at), user_id=helper)
        facts = {"question_id": at, "about": helper}
        unit.outbox.leave("referral.introduce", key=f"referral.introduce:{at}:{helper}", now=NOW, facts=facts)
    unit.referrals.wish(skill, GONE, now=NOW)


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
        "activity", "answer", "evidence", "expertise", "membership", "message", "person", "rhythm", "term_use",
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
    assert sorted(row.user_id for row in rows(bot.store, "search")) == ["", "U0BOB"]
    assert [row.user_id for row in rows(bot.store, "approach")] == ["U0BOB"]


def test_what_they_asked_is_not_asked_in_an_interview_either(bot: Bot) -> None:
    forget(bot)

    assert [row.questions for row in rows(bot.store, "lunch")] == [["How do I begin?"]]
    assert sorted(row.host_id for row in rows(bot.store, "teachback")) == ["", "U0BOB", "U0BOB"]
    # What was said of them is gone, what they said too; of others' lessons others' words stay, without their name.
    assert [(row.user_id, row.line) for row in rows(bot.store, "mark")] == [("U0ZOE", "")]


def test_what_they_asked_is_settled_and_what_they_were_asked_goes_on_without_them(bot: Bot) -> None:
    forget(bot)

    with bot.store.team(TEAM).reading() as unit:
        asked, unattended, named = unit.referrals.get(1), unit.referrals.get(2), unit.referrals.referral(3, "U0BOB")
        assert asked
        assert (asked.state, asked.asker_id, asked.words) == (Stage.WITHDRAWN, "", "")
        assert [row.state for row in unit.referrals.referrals(1)] == [Referred.WITHDRAWN]
        assert unattended
        assert (unattended.state, unattended.asker_id) == (Stage.ASKING, "U0BOB")
        assert unit.referrals.unattended() == [2]
        assert named
        assert (named.state, named.passed_by) == (Referred.ASKED, "")
        assert unit.referrals.wishes() == []
    introductions = [row.key for row in rows(bot.store, "outbox") if row.kind == "referral.introduce"]
    assert introductions == ["referral.introduce:1:U0BOB", "referral.introduce:3:U0BOB"]
