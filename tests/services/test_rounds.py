"""What is due and keeps failing: tried ever more rarely, given up after a day, and nobody is forgotten over it."""

from __future__ import annotations

import logging
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.referrals import Move
from bot.domain.retries import PAUSES, TRIES
from bot.outbox_referrals import errands
from bot.services.referral_moves import CHECK, EXPIRE, LAPSE
from bot.services.rounds import Rounds
from storage.store import Store, Unit
from storage.values import DueRow, OutboxItem, StuckRow
from tests.builders import NOW, TEAM, rows
from tests.faults import WORDS, fault
from tests.referring import KATIE, SCOTT, Referring, referring_on


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def once(sqlite_store: Store) -> Referring:
    return referring_on(sqlite_store)


def fails(_unit: Unit) -> None:
    raise ValueError(WORDS)


def rounds(desk: Referring, times: int) -> None:
    """So many looks, each after the longest pause."""
    for _time in range(times):
        desk.due(delivers=False, hours=16)


def stuck(store: Store) -> list[StuckRow]:
    with store.team(TEAM).reading() as unit:
        return unit.stuck.all()


def told(desk: Referring) -> list[int]:
    kept = [row for row in rows(desk.store, "outbox") if row.kind == "referral.stuck"]
    assert all(row.user_id == "" for row in kept)
    return [int(row.facts["question_id"]) for row in kept]


def test_the_pauses_grow_and_a_day_is_enough() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert timedelta(hours=20) < sum(PAUSES, timedelta()) < timedelta(hours=28)


def test_what_fails_rests_and_is_tried_so_many_times_alone(desk: Referring, caplog: pytest.LogCaptureFixture) -> None:
    team, due, at, tries = desk.store.team(TEAM), DueRow("job", "7", "", desk.at), desk.at, []
    with desk.unit() as unit:
        unit.agenda.put("job", desk.at, subject="7")

    def act(unit: Unit) -> None:
        tries.append(at)
        fails(unit)

    for minute in range(60 * 48):
        at = desk.at + timedelta(minutes=minute)
        with team.reading() as unit:
            ready = unit.agenda.by(at, of="job")
        for one in ready:
            Rounds(team, at).do(one, act)

    assert [later - earlier for earlier, later in pairwise(tries)] == list(PAUSES)
    assert len(tries) == TRIES
    [row] = stuck(desk.store)
    assert (row.job, row.subject, row.tries, row.again_at) == (due.job, "7", TRIES, None)
    assert row.fault.startswith("ValueError")
    levels = [record.levelno for record in caplog.records]
    assert (levels.count(logging.ERROR), levels.count(logging.WARNING)) == (1, TRIES - 1)
    assert WORDS not in caplog.text
    assert WORDS not in str(rows(desk.store, "stuck"))


def test_what_works_at_last_is_no_longer_on_record(desk: Referring) -> None:
    team = desk.store.team(TEAM)
    with desk.unit() as unit:
        unit.agenda.put("job", desk.at, subject="7")
    due = DueRow("job", "7", "", desk.at)
    Rounds(team, desk.at).do(due, fails)
    assert [row.tries for row in stuck(desk.store)] == [1]

    Rounds(team, desk.at + PAUSES[0]).do(due, lambda unit: unit.agenda.take(due))

    assert stuck(desk.store) == []


def test_of_two_that_fail_at_once_one_counts_it(desk: Referring) -> None:
    team, due = desk.store.team(TEAM), DueRow("job", "7", "", desk.at)
    with desk.unit() as unit:
        unit.agenda.put("job", desk.at, subject="7")
    for _process in range(2):
        Rounds(team, desk.at).do(due, fails)

    assert [row.tries for row in stuck(desk.store)] == [1]


def test_what_somebody_else_did_meanwhile_is_no_failure(desk: Referring) -> None:
    Rounds(desk.store.team(TEAM), desk.at).do(DueRow("job", "7", "", desk.at), fails)

    assert stuck(desk.store) == []


def test_what_comes_anew_begins_anew(desk: Referring) -> None:
    team = desk.store.team(TEAM)
    for at, later in ((desk.at, desk.at + timedelta(seconds=5)), (desk.at, desk.at)):
        with desk.unit() as unit:
            unit.agenda.put("job", at, subject="7")
        Rounds(team, at).do(DueRow("job", "7", "", at), fails)
        with desk.unit() as unit:
            assert unit.agenda.by(at, of="job") == []
            unit.agenda.put("job", later, subject="7")
            assert [row.at for row in unit.agenda.by(later, of="job")] == [later]
            unit.agenda.drop("job", subject="7")


def test_without_a_row_it_rests_too_and_is_given_up_all_the_same(desk: Referring) -> None:
    team, tries, at = desk.store.team(TEAM), [], desk.at

    def act(unit: Unit) -> None:
        tries.append(at)
        fails(unit)

    for _hour in range(24 * 5):
        Rounds(team, at).mend("job", 7, act)
        at += timedelta(hours=1)

    assert len(tries) == TRIES
    assert [row.again_at for row in stuck(desk.store)] == [None]


def test_what_is_done_in_its_place_may_fail_too(desk: Referring, caplog: pytest.LogCaptureFixture) -> None:
    team, ends = desk.store.team(TEAM), []
    for number in range(TRIES):
        Rounds(team, desk.at + timedelta(days=number)).mend("job", 7, fails, fails, lambda _unit: ends.append(1))

    assert ends == [1]
    assert [row.again_at for row in stuck(desk.store)] == [None]
    assert WORDS not in caplog.text


def test_whoever_is_stopped_before_it_is_settled_comes_back_to_it(desk: Referring) -> None:
    team, ends = desk.store.team(TEAM), []
    for number in range(TRIES - 1):
        Rounds(team, desk.at + timedelta(days=number)).mend("job", 7, fails)
    at = desk.at + timedelta(days=TRIES)

    def is_stopped(_unit: Unit) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Rounds(team, at).mend("job", 7, fails, is_stopped)
    Rounds(team, at + PAUSES[0]).mend("job", 7, fails, lambda _unit: ends.append(1))

    assert ends == [1]


# -- questions


@pytest.mark.parametrize(
    ("job", "kind"), [(EXPIRE, "referral.offer"), (CHECK, "referral.check")], ids=["no answer", "did it help"]
)
@pytest.mark.parametrize("unnamed", [False, True])
def test_of_a_question_that_is_stuck_the_asker_is_told_once(
    desk: Referring, caplog: pytest.LogCaptureFixture, job: str, kind: str, *, unnamed: bool
) -> None:
    question = desk.asks(unnamed=unnamed)
    if job == CHECK:
        desk.answers(question, Move.ACCEPT)
    desk.delivers()
    desk.at += timedelta(days=3)
    with fault(desk.store, "INSERT", "outbox", f"NEW.kind = '{kind}'"):
        rounds(desk, TRIES + 3)

    assert [(row.job, row.subject, row.again_at) for row in stuck(desk.store)] == [(job, str(question), None)]
    assert told(desk) == [question]
    assert desk.stage(question) == "closed"
    assert "asked" not in desk.states(question).values()
    assert not [row for row in rows(desk.store, "due") if row.subject == str(question)]
    assert WORDS not in caplog.text
    rounds(desk, 2)
    assert told(desk) == [question]


def test_nobody_hears_of_what_the_asker_let_lie(once: Referring) -> None:
    question = once.asks()
    once.answers(question, Move.LATER)
    once.delivers()
    once.at += timedelta(days=8)
    at_first = "NEW.state = 'closed' AND NOT EXISTS (SELECT 1 FROM stuck WHERE again_at IS NULL)"
    with fault(once.store, "UPDATE", "handoff", at_first):
        rounds(once, TRIES)

    assert [row.job for row in stuck(once.store)] == [LAPSE]
    assert (told(once), once.stage(question)) == ([], "closed")


def test_where_it_cannot_even_be_closed_the_word_to_the_asker_remains(once: Referring) -> None:
    question = once.asks()
    once.delivers()
    once.at += timedelta(days=3)
    with fault(once.store, "UPDATE", "referral", "NEW.state != 'asked'"):
        rounds(once, TRIES)

    assert told(once) == [question]
    assert once.stage(question) == "asking"


def test_another_question_goes_on(once: Referring) -> None:
    once.asks()
    once.delivers()
    with once.unit() as unit:
        unit.agenda.put(EXPIRE, once.at, subject="no number", user_id=SCOTT)
    once.due(days=3)

    assert [row.subject for row in stuck(once.store)] == ["no number"]
    assert once.left("referral.offer") == ["1"]


def test_what_was_given_up_is_on_record_for_a_month(once: Referring) -> None:
    with once.unit() as unit:
        unit.stuck.note(StuckRow("job", "7", "", TRIES, None, NOW, "ValueError"))

    once.ours.history.tidy(TEAM, now=NOW + timedelta(days=29))
    assert len(stuck(once.store)) == 1
    once.ours.history.tidy(TEAM, now=NOW + timedelta(days=31))
    assert stuck(once.store) == []


@pytest.mark.parametrize("unnamed", [False, True])
def test_the_word_to_the_asker_reaches_them_and_says_what_it_was_about(once: Referring, *, unnamed: bool) -> None:
    question = once.asks(unnamed=unnamed)
    item = OutboxItem(0, "referral.stuck", "", "", "", {"question_id": question}, 1, "k", once.at)
    errand = errands(once.ours)["referral.stuck"]

    assert errand.reader is not None
    assert errand.reader(TEAM, item) == KATIE
    view = errand.words(item, TEAM, once.at)
    assert view is not None
    assert "your question about *Excel*" in view.text
