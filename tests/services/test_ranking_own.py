"""A workspace's own weights, and what happens to counts when people and channels change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.answers import Answer, Query
from bot.domain.ranking_facts import ReasonKind
from bot.domain.ranking_weights import QUESTION
from bot.services.exports import open_export
from bot.services.imports import ImportService
from storage.store import Store
from storage.values import ChannelRow, PersonRow
from tests.builders import NOW, TEAM, Bot, Talk, bot_on, named
from tests.databases import SqliteDatabases
from tests.talks import export_of, threaded

HOW = Query("How do I shrink a PowerPoint deck?", "U0ZOE", "C1")


@pytest.fixture
def bot(store: Store) -> Bot:
    """Bob answers Ana about PowerPoint three times, Carl once, and about something else often."""
    bot, talk = bot_on(store), Talk()
    for number in range(9):
        asked = "How do I shrink a PowerPoint deck?" if number < 3 else "How do I book the room upstairs?"
        question = talk.say("U0ANA", asked)
        talk.say("U0BOB" if number < 3 else "U0CARL", "Like this", under=question)
    bot.hear(*talk.said)
    return bot


def looked(bot: Bot, query: Query = HOW, *, now: datetime = NOW) -> Answer:
    return bot.services.ask.look(TEAM, query, now=now)


def kinds(bot: Bot) -> list[ReasonKind]:
    return [reason.kind for reason in looked(bot).people[0].reasons]


def test_own_weights_are_used_and_reasons_follow_them(bot: Bot) -> None:
    before = named(looked(bot))
    by_channel = replace(QUESTION, answered=0.0, said=0.0, shown=0.0, here=2.0)
    bot.services.settings.keep_weights(TEAM, by_channel)

    assert before == ["U0BOB", "U0CARL"]
    assert named(looked(bot)) == ["U0CARL", "U0BOB"]
    assert kinds(bot)[0] == ReasonKind.HERE


def test_whoever_left_the_company_is_not_named_and_comes_back_with_all_they_showed(bot: Bot) -> None:
    with bot.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0BOB", name="Bob", is_deleted=True)])
    assert named(looked(bot)) == ["U0CARL"]

    with bot.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0BOB", name="Bob")])
    assert named(looked(bot)) == ["U0BOB", "U0CARL"]


def test_a_channel_that_is_renamed_keeps_its_answers(bot: Bot) -> None:
    before = looked(bot)
    with bot.store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", name="slides-and-more", bot_is_in=True)])
    after = looked(bot)

    assert named(after) == named(before)
    assert after.channels["C1"] == "slides-and-more"


def test_a_channel_that_is_archived_keeps_its_answers(bot: Bot) -> None:
    before = looked(bot, Query("PowerPoint", "U0ZOE"))
    bot.services.workspaces.channel_changed(TEAM, "C1", is_archived=True, bot_is_in=False)

    assert looked(bot, Query("PowerPoint", "U0ZOE")).people == before.people
    assert named(looked(bot)) == ["U0BOB", "U0CARL"]


def test_whoever_changes_name_team_and_title_is_found_for_what_they_showed(bot: Bot) -> None:
    before = looked(bot).people[0]
    moved = PersonRow("U0BOB", name="Robert", title="Head of Sales, Lisbon", tz="Europe/Lisbon")
    bot.services.workspaces.save_people(TEAM, [moved])
    after = looked(bot).people[0]

    assert after.person == moved
    assert after.reasons == before.reasons


def test_whoever_is_forgotten_leaves_no_count(bot: Bot) -> None:
    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)

    assert named(looked(bot)) == ["U0CARL"]
    with bot.store.team(TEAM).reading() as unit:
        counted = [*unit.terms.activity(""), *unit.terms.activity("C1"), *unit.terms.rhythm()]
        assert {row.user_id for row in counted} == {"U0ANA", "U0CARL"}
        assert unit.asks.helped("U0ANA") != []
        assert "U0BOB" not in {user for user, _at in unit.asks.helped("U0ANA")}


def test_whoever_asks_is_helped_by_those_who_helped_before(bot: Bot) -> None:
    ana = replace(HOW, asker_id="U0ANA")

    assert ReasonKind.HELPED in [reason.kind for reason in looked(bot, ana).people[0].reasons]
    assert ReasonKind.HELPED not in kinds(bot)


ASKED = [Query("How do I pivot in pandas?", "U0ZOE", "C1"), Query("pandas", "U0ZOE"), Query("slides", "U0ANA", "C2")]


@pytest.fixture
def other(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Bot]:
    """A second bot, on a database of its own."""
    for url in sqlite_databases.fresh(tmp_path):
        with closing(Store(url)) as store:
            yield bot_on(store)


@pytest.mark.parametrize("size", [1, 3, 400])
def test_the_same_history_gives_the_same_ranking_whichever_way_it_came(
    sqlite_store: Store, other: Bot, tmp_path: Path, *, size: int
) -> None:
    """Heard message by message, or imported in batches, by a process that stops half way and begins again."""
    heard, talk = bot_on(sqlite_store), threaded()
    export = export_of(talk.said, tmp_path / "export")
    heard.hear(*talk.said)
    heard.services.history.tidy(TEAM, now=NOW)
    for until in (talk.said[6].at, NOW):
        importing = ImportService(other.store, other.services.skills, other.services.privacy, batch=size)
        with open_export(export) as opened:
            importing.run(opened, TEAM, now=NOW, progress=lambda _day, _size: None, before=until)

    assert [ranking(other, query) for query in ASKED] == [ranking(heard, query) for query in ASKED]
    assert all(ranking(heard, query) for query in ASKED)


def ranking(bot: Bot, query: Query) -> list[tuple[str, list[ReasonKind]]]:
    return [(one.person.user_id, [each.kind for each in one.reasons]) for one in looked(bot, query).people]


def test_a_workspace_that_has_been_silent_for_long_ranks_as_it_did(bot: Bot) -> None:
    later = NOW + timedelta(days=700)

    assert named(looked(bot, now=later)) == named(looked(bot))
