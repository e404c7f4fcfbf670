"""Somebody who is forgotten, in what others wrote: by id, by mention, as `@name`, by full name, however typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import JSON
from sqlmodel import SQLModel

from bot.services.heard import Heard
from storage.erase_words import TITLES, texts
from storage.models import Base, InsightSnapshot, Question, Topic
from storage.store import Store
from storage.upserts import table_of
from storage.values import ChannelKind, Delivery, PersonRow
from tests.builders import NOW, TEAM, bot_on, everything, rows
from tests.everywhere import enter, fill
from tests.practices import ANA, CEM, Act, practising
from tests.storage.test_erase import holds_a_person

ME, NAME = "U0SCOTT", "Scott Reid"
WAYS = [
    "ask <@U0SCOTT>",
    "<@U0SCOTT|scott> knows",
    "like u0scott does",
    "_U0SCOTT_!",
    "with SCOTT Reid",
    "@Scott Reid?",
]
OTHERS = ["ask <@U0SCOTTY>", "Scott Reider", "Great Scott", "a scotch"]
# Columns that hold what Slack or the product itself calls things, or nothing that a person typed of another.
OURS = {
    "act", "alias", "area", "at", "away", "bot_user_id", "cell", "channel_id", "clock", "currency", "day", "digest",
    "due", "emoji", "error", "event_ts", "facts", "fault", "format", "how", "job", "key", "kind", "level", "origin",
    "page", "post_ts", "pressed", "question_ts", "questions", "role", "sealed", "seat", "since", "skill_ids",
    "skips", "stage", "state", "steps", "subject", "team_id", "term", "term_ids", "thread_ts", "ts", "tz", "url",
    "value", "week", "weekday",
}  # fmt: skip
# `name` and `title` of what is no person's to name: people and channels as Slack says, skills, settings.
NAMES = {("channel", "name"), ("person", "name"), ("person", "title"), ("preference", "name"), ("setting", "name"),
         ("skill", "name"), ("workspace", "name")}  # fmt: skip
COLUMNS = list(texts())
CALLED = [(model, column) for model, columns in TITLES.items() for column in columns]


@pytest.fixture
def home(store: Store) -> Store:
    fill(store, user_id="U0BEN")  # rows that others refer to
    with store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ME, NAME), PersonRow("U0ANA", "Ana")])
    return store


def wrote(store: Store, model: type[SQLModel], column: str, text: str) -> None:
    words = {"groups": [{"name": text}]} if isinstance(table_of(model).c[column].type, JSON) else text
    with store.team(TEAM).writing() as unit:
        enter(unit.connection, table_of(model), {"team_id": TEAM, column: words})


def written(store: Store) -> list[str]:
    """What is left of what was written, as marked by a number."""
    return re.findall(r"[^'\"]+#\d+", str(everything(store)))


def forget(store: Store) -> None:
    bot_on(store).services.privacy.forget(TEAM, ME, now=NOW)


def test_every_column_with_words_is_thought_of() -> None:
    """A new one is words of people (TEXTS, TITLES), or ours."""
    told = {(table_of(model).name, column) for model, column in [*COLUMNS, *CALLED]}
    columns = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if str(column.type) in {"VARCHAR", "JSON", "TEXT"}
        if not holds_a_person(column.name) and column.name not in OURS
    }

    assert columns - told == NAMES
    assert not {column for _table, column in told} & (OURS - {"url"})


@pytest.mark.parametrize("text", WAYS)
def test_a_text_that_names_them_goes(home: Store, text: str) -> None:
    for number, (model, column) in enumerate(COLUMNS):
        wrote(home, model, column, f"{text} #{number}")
    assert len(written(home)) == len(COLUMNS)
    forget(home)

    assert written(home) == []


@pytest.mark.parametrize("text", WAYS)
def test_in_what_something_is_called_they_are_somebody(home: Store, text: str) -> None:
    for number, (model, column) in enumerate(CALLED):
        wrote(home, model, column, f"{text} #{number}")
    forget(home)

    assert len(written(home)) == len(CALLED)
    for words in written(home):
        assert "somebody" in words
        assert "scott" not in words.lower()


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_looks_like_them_stays(home: Store, text: str) -> None:
    wrote(home, Topic, "name", f"{text} #1")
    wrote(home, Question, "topic", f"{text} #2")
    forget(home)

    assert sorted(written(home)) == [f"{text} #1", f"{text} #2"]


def test_a_name_of_one_word_is_theirs_after_an_at_sign_alone(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ME, "May")])
    wrote(home, Topic, "name", "Taxes in May, by @may #1")
    forget(home)

    assert written(home) == ["Taxes in May, by somebody #1"]


def test_a_name_that_json_writes_otherwise_is_found_in_a_frozen_group(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.people.save([PersonRow(ME, "Zo\u00eb 100%")])
    wrote(home, InsightSnapshot, "figures", "Zo\u00eb 100% and friends #1")
    forget(home)

    assert written(home) == ["somebody and friends #1"]


def test_an_id_that_was_typed_is_no_word_and_no_skill(home: Store) -> None:
    bot, kept = bot_on(home), ("term", "skill", "skill_alias", "question")
    text = f"{ME} and @{ME}, who knows Excel? {ME}'s sheets"
    bot.services.history.hear(TEAM, Heard("C1", "1.5", "U0ANA", text), kind=ChannelKind.PUBLIC, now=NOW)
    bot.services.skills.declare(TEAM, "U0ANA", f"sheets by {ME}", now=NOW)

    held = everything(home)
    assert held["term"]
    assert [name for name in kept if ME.lower() in str(held[name]).lower()] == []


def test_an_id_that_became_a_word_before_goes(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        unit.connection.execute(
            Base.metadata.tables["term"].insert(), [{"team_id": TEAM, "term": one} for one in (ME.lower(), "excel")]
        )
    forget(home)

    terms = {row.term for row in rows(home, "term")}
    assert "excel" in terms
    assert ME.lower() not in terms


def test_what_the_bot_said_in_words_is_not_kept(home: Store) -> None:
    """Words may name somebody: "Scott Reid has been asked today already"."""
    bot = bot_on(home)
    bot.services.workspaces.say(TEAM, f"{NAME} has been asked today already.", "https://a.url", now=NOW)
    with home.team(TEAM).writing() as unit:
        (said,) = [row for row in rows(home, "outbox") if NAME in str(row.facts)]
        assert unit.outbox.settle(said.id, Delivery.SENT)

    assert NAME not in str(rows(home, "outbox"))


def test_whom_a_host_named_is_in_no_mark_of_what_was_handled(sqlite_store: Store) -> None:
    hal = practising(sqlite_store)
    hal.planned()
    hal.press(ANA, Act.DECLINE)
    assert hal.name(CEM) == {}
    bot_on(sqlite_store).services.privacy.forget(TEAM, CEM, now=NOW)

    path = Path(str(sqlite_store.url.database))
    files = [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]
    assert [file.name for file in files if file.exists() and CEM.encode() in file.read_bytes()] == []


def test_what_is_said_of_them_goes_and_of_somebody_with_a_longer_id_stays(home: Store) -> None:
    with home.team(TEAM).writing() as unit:
        for number, about in enumerate((ME, f"{ME}Y", f"ask <@{ME}>", "U0ANA")):
            unit.outbox.leave("a.kind", key=f"k{number}", now=NOW, user_id="U0ANA", facts={"about": [about]})
    forget(home)

    kept = sorted(str(row.facts) for row in rows(home, "outbox") if row.kind == "a.kind")
    assert kept == ["{'about': ['U0ANA']}", f"{{'about': ['{ME}Y']}}"]
