"""One thing happens in the middle of another: somebody is forgotten while they ask, or two forms are sent at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.domain.referrals import Move
from bot.errors import KindError
from storage.store import Store
from tests.builders import TEAM, bot_on, rows
from tests.databases import PostgresDatabases
from tests.referring import JILL, KATIE, SCOTT, Referring, referring_on


@pytest.fixture
def desk(store: Store) -> Referring:
    return referring_on(store)


@pytest.fixture
def postgres_desk(postgres_databases: PostgresDatabases, tmp_path: Path) -> Iterator[Referring]:
    """SQLite's writing transactions are one at a time."""
    for url in postgres_databases.fresh(tmp_path):
        with closing(Store(url)) as store:
            yield referring_on(store)


def holds(desk: Referring) -> list[str]:
    """Who is held from now on, in this order."""
    order: list[str] = []

    @event.listens_for(desk.store.engine, "before_cursor_execute")
    def noted(_connection: object, _cursor: object, statement: str, parameters: dict[str, str], *_more: object) -> None:
        if "FOR UPDATE" in statement and "FROM person" in statement:
            order.append(next(value for name, value in parameters.items() if name.startswith("user_id")))

    return order


def before_people_are_held(desk: Referring, deed: Callable[[Referring], object]) -> list[object]:
    """What `deed` of another process came to, once the first people are about to be held."""
    done: list[object] = []

    def held(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if done or "FOR UPDATE" not in statement or "FROM person" not in statement:
            return
        with closing(Store(desk.store.url.render_as_string(hide_password=False))) as other:
            done.append(deed(replace(desk, bot=bot_on(other), number=5000)))

    event.listen(desk.store.engine, "before_cursor_execute", held)
    return done


@pytest.mark.parametrize("unnamed", [False, True])
def test_a_form_that_is_sent_while_its_asker_is_forgotten_asks_nobody(
    postgres_desk: Referring, *, unnamed: bool
) -> None:
    desk = postgres_desk
    question = desk.looks()
    before_people_are_held(desk, lambda own: own.ours.privacy.forget(TEAM, KATIE, now=own.at))

    with pytest.raises(KindError, match="forget"):
        desk.sends(question, unnamed=unnamed)

    assert rows(desk.store, "handoff") == []
    assert desk.left("referral.ask") == []
    assert [row.user_id for row in rows(desk.store, "person") if row.user_id == KATIE] == []


@pytest.mark.parametrize("unnamed", [False, True])
def test_what_is_asked_while_its_asker_is_being_forgotten_is_forgotten_too(
    postgres_desk: Referring, *, unnamed: bool
) -> None:
    desk = postgres_desk
    sent = before_people_are_held(desk, lambda own: own.asks(unnamed=unnamed))

    desk.ours.privacy.forget(TEAM, KATIE, now=desk.at)

    (question,) = sent
    assert isinstance(question, int)
    handoff = desk.handoff(question)
    assert (handoff.asker_id, handoff.sealed, handoff.digest, handoff.words) == ("", "", "", "")
    assert desk.stage(question) == "withdrawn"
    assert desk.states(question) == {SCOTT: "withdrawn"}


def test_two_forms_of_one_answer_come_one_after_the_other(postgres_desk: Referring) -> None:
    """The second would hold people before the question, and others the question before people: it is to come anew."""
    desk = postgres_desk
    question = desk.looks()
    before_people_are_held(desk, lambda own: own.sends(question, JILL))

    assert "once more" in desk.sends(question).wrong["words"]
    assert desk.states(question) == {JILL: "asked"}
    assert desk.sends(question).people
    assert desk.states(question) == {JILL: "asked", SCOTT: "asked"}


def test_people_are_held_in_one_order(postgres_desk: Referring) -> None:
    desk = postgres_desk
    question = desk.asks()
    desk.answers(question, Move.LATER)
    order = holds(desk)

    desk.next(question, JILL)

    assert order[:2] == sorted([JILL, KATIE])


def test_a_forgotten_asker_of_whom_nothing_is_left_keeps_nobody_waiting(desk: Referring) -> None:
    """A process of before the forgetting may have written once more."""
    question = desk.asks()
    desk.ours.privacy.forget(TEAM, KATIE, now=desk.at)
    with desk.unit() as unit:
        unit.referrals.change(question, asker_id=KATIE, state="asking")
        unit.referrals.settle(question, SCOTT, state="asked")

    desk.due(seconds=30)

    assert desk.stage(question) == "withdrawn"
