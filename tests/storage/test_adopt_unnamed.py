"""Joining two workspaces: who asked without a name stays unnamed, and their question goes on; who left stays away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.referrals import Move
from bot.errors import CommandLineError
from bot.services import Services, services
from bot.services.adopt import Adopted, adopt_history
from storage.store import Store
from storage.values import PersonRow
from tests.builders import ORDINARY, TEAM, VOCABULARY, everything, rows
from tests.referring import ANA, JILL, KATIE, LEE, SCOTT, Referring, referring_on

NEW = "T0NEW"


@pytest.fixture
def desk(store: Store) -> Referring:
    made = referring_on(store)
    made.ours.workspaces.save_people(NEW, [PersonRow("U9", "Nia")])
    return made


def with_key(store: Store, secret: str) -> Services:
    return services(store, VOCABULARY, ORDINARY, secret=secret)


def adopt(desk: Referring, ours: Services | None = None) -> Adopted:
    return adopt_history(desk.store, (ours or desk.ours).privacy, TEAM, NEW, now=desk.at)


def asker(desk: Referring, question_id: int) -> str:
    return desk.ours.referrals.said.asker(NEW, question_id)


def told(desk: Referring) -> set[str]:
    """Whom what is left to be said to an asker will reach."""
    kinds = ("referral.asked", "referral.offer")
    return {asker(desk, int(row.facts["question_id"])) for row in rows(desk.store, "outbox") if row.kind in kinds}


def test_with_the_key_a_question_without_a_name_goes_on(desk: Referring) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    going, over = desk.asks(unnamed=True), desk.asks(who=LEE, unnamed=True)
    desk.withdraws(over, who=LEE)
    desk.delivers()

    assert adopt(desk) == Adopted(resealed=1, withdrawn=0)

    assert (asker(desk, going), asker(desk, over)) == (KATIE, LEE)
    assert not [row for row in everything(desk.store, without={"person"})["handoff"] if KATIE in row or LEE in row]
    desk.at += timedelta(days=3)
    desk.ours.referrals.due(NEW, desk.at)
    with desk.store.team(NEW).reading() as unit:
        assert {row.state for row in unit.referrals.referrals(going)} == {"expired"}
        digest = desk.ours.referrals.asking.askers.digest(NEW, KATIE)
        assert [row.question_id for row in unit.referrals.of_asker(KATIE, digest)] == [going]
    assert told(desk) == {KATIE}


@pytest.mark.parametrize("secret", ["", "another key altogether"])
def test_without_it_what_goes_on_is_withdrawn(desk: Referring, secret: str) -> None:
    desk.bounds(asks_per_day=5, asks_per_week=9)
    asking, talking, named = desk.asks(unnamed=True), desk.asks(ANA, unnamed=True, text="pandas"), desk.asks(JILL)
    desk.answers(talking, Move.ACCEPT, ANA)
    with desk.unit() as unit:
        unit.referrals.settle(asking, SCOTT, channel_id="D1", ts="1.0")

    assert adopt(desk, with_key(desk.store, secret)) == Adopted(resealed=0, withdrawn=2)

    with desk.store.team(NEW).reading() as unit:
        stages = {at: unit.referrals.get(at) for at in (asking, talking, named)}
        assert [row.state for row in stages.values() if row] == ["withdrawn", "withdrawn", "asking"]
        assert {row.user_id: row.state for row in unit.referrals.referrals(asking) if row.asked_at} == {
            SCOTT: "withdrawn"
        }
    assert [row.kind for row in rows(desk.store, "outbox")] == ["referral.ask.now"]
    desk.ours.referrals.due(NEW, desk.at + timedelta(days=30))
    assert "referral.check" not in {row.kind for row in rows(desk.store, "outbox")}


def test_of_whoever_left_the_new_workspace_the_old_one_brings_nothing_back(desk: Referring) -> None:
    desk.asks(unnamed=True)
    desk.asks(JILL, who=LEE)
    for who in (KATIE, SCOTT):
        desk.ours.privacy.forget(NEW, who, now=desk.at)

    assert adopt(desk) == Adopted(resealed=0, withdrawn=0)

    held = {name for name, found in everything(desk.store).items() for row in found if SCOTT in row or KATIE in row}
    assert held == set()
    assert desk.ours.privacy.about(NEW, SCOTT) == []
    assert desk.ours.privacy.about(NEW, JILL) != []


def test_that_needs_the_key(desk: Referring) -> None:
    desk.ours.privacy.forget(NEW, SCOTT, now=desk.at)

    with pytest.raises(CommandLineError, match="WHOKNOWS_SECRET_KEY is not set"):
        adopt(desk, with_key(desk.store, ""))
    assert desk.ours.privacy.about(TEAM, SCOTT) != []
