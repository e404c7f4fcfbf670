"""Being forgotten: for good, everywhere, and without taking from others what is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.answers import Query
from bot.errors import CommandLineError, KindError
from storage.models import Base
from storage.store import Store
from storage.values import ChannelKind, Kind, Origin, PersonRow
from tests.builders import NOW, TEAM, Bot, Talk, bot_on, everything, learned, named, rows
from tests.exports import person, said, write_export

GONE = "U0FORGETME"


def lived_in(bot: Bot, *, installer: str = GONE) -> Talk:
    """A workspace in which the one who will leave did everything there is to do."""
    talk = Talk()
    bot.services.workspaces.save_people(TEAM, [PersonRow(GONE, name="Gil", is_guest=True), PersonRow("U0BOB")])
    bot.services.workspaces.joined(TEAM, "C1", GONE, kind=ChannelKind.PUBLIC, now=NOW)
    bot.services.workspaces.save_people(TEAM, [PersonRow(GONE, name="Gil")])
    theirs = talk.say(GONE, "Who knows pandas?")
    others = talk.say("U0ZOE", "Who knows Excel?")
    bot.hear(theirs, others)
    bot.hear(talk.say("U0BOB", f"Me <@{GONE}>", under=theirs), talk.say(GONE, "Me, Excel", under=others))
    bot.hear(talk.say("U0BOB", "Excel, too", under=others), talk.say(GONE, "The Excel bill"))
    bot.services.skills.declare(TEAM, GONE, "Kubernetes", now=NOW)
    bot.ask("excel", asker=GONE, seen="c:1")
    bot.ask("excel", asker="U0ZOE", seen="c:2")
    bot.services.ask.ask(TEAM, Query(f"<@{GONE}>", "U0ZOE"), Origin.COMMAND, seen="c:3", now=NOW)
    with bot.store.team(TEAM).writing() as unit:
        unit.outbox.leave("welcome", key=f"welcome:{installer}", now=NOW, user_id=installer)
    return talk


def forget(bot: Bot) -> None:
    bot.services.privacy.forget(TEAM, GONE, now=NOW)


def tables_with(store: Store, text: str) -> list[str]:
    return [name for name, held in everything(store).items() if any(text in row for row in held)]


def test_the_one_who_will_leave_is_everywhere(store: Store) -> None:
    """Else the next test could not fail."""
    bot = bot_on(store)
    lived_in(bot)
    held = {"activity", "answer", "evidence", "expertise", "membership", "message", "outbox", "person", "question"}

    assert {*tables_with(store, GONE)} == held | {"referral", "rhythm", "term_use"}


def test_afterwards_the_id_is_in_no_table(store: Store) -> None:
    bot = bot_on(store)
    lived_in(bot)
    forget(bot)

    assert tables_with(store, GONE) == []
    assert len(rows(store, "left")) == 1


def test_afterwards_the_id_is_in_no_file(sqlite_store: Store) -> None:
    bot = bot_on(sqlite_store)
    lived_in(bot)
    path = Path(str(sqlite_store.url.database))
    files = [path, path.with_name(f"{path.name}-wal")]
    assert any(GONE.encode() in file.read_bytes() for file in files)

    forget(bot)

    assert [file.name for file in files if file.exists() and GONE.encode() in file.read_bytes()] == []


def test_a_topic_that_names_them_is_blanked_and_others_stay(store: Store) -> None:
    bot = bot_on(store)
    with store.team(TEAM).writing() as unit:
        for text in (f"does <@{GONE}> know excel", "excel"):
            question = Query(text, "U0ZOE")
            unit.connection.execute(
                Base.metadata.tables["question"].insert(),
                {"team_id": TEAM, "origin": "command", "asker_id": question.asker_id, "at": NOW, "topic": question.text}
                | {"channel_id": "", "ts": "", "skill_ids": [], "term_ids": [], "named": 0},
            )
    forget(bot)

    assert sorted(row.topic for row in rows(store, "question")) == ["", "excel"]


def test_the_facts_of_others_stand(store: Store) -> None:
    bot = bot_on(store)
    lived_in(bot)
    before = learned(store)
    forget(bot)
    after = learned(store)

    for table in ("expertise", "term_use", "activity", "rhythm", "answer", "message", "term"):
        kept = {at: facts for at, facts in before[table].items() if GONE not in (*at, *facts)}
        assert after[table] == kept, table
    assert len(after["question"]) == len(before["question"])
    assert named(bot.look("pandas")) == ["U0BOB"]
    assert {row.from_user_id for row in rows(store, "evidence")} == {"", "U0ZOE"}


def test_nothing_is_learned_of_them_again(store: Store, tmp_path: Path) -> None:
    bot = bot_on(store)
    talk = lived_in(bot)
    forget(bot)
    question = talk.say(GONE, "Who knows Excel?")
    bot.hear(question, talk.say(GONE, "The Excel bill, the Excel bill"))
    bot.services.history.edited(TEAM, question, "9.0", kind=ChannelKind.PUBLIC, now=NOW)
    bot.services.workspaces.save_people(TEAM, [PersonRow(GONE, name="Gil"), PersonRow("U0NEW")])
    bot.services.workspaces.save_members(TEAM, "C1", [GONE])
    messages = [said(GONE, "Excel Excel", NOW.timestamp() - 60), said("U0NEW", "Excel", NOW.timestamp() - 50)]
    people = [person(GONE, is_restricted=True), person("U0NEW")]
    channels = {"general": {"id": "C1", "members": [GONE]}}
    export = write_export(tmp_path / "export", people=people, channels=channels, messages={"general": messages})
    report = bot.take_in(export)

    assert tables_with(store, GONE) == []
    assert (report.learned, report.skipped) == (1, {"asked to be forgotten": 1})


def test_forgetting_twice_is_forgetting(store: Store) -> None:
    bot = bot_on(store)
    lived_in(bot)
    forget(bot)
    forget(bot)

    assert len(rows(store, "left")) == 1


def test_only_the_key_tells_who_left(store: Store) -> None:
    forget(bot_on(store))
    keyless = bot_on(store, secret="")

    with pytest.raises(CommandLineError, match="WHOKNOWS_SECRET_KEY"):
        keyless.hear(Talk().say("U0BOB", "hello"))
    assert rows(store, "seen") == []


def test_without_anybody_gone_no_key_is_needed(store: Store) -> None:
    keyless = bot_on(store, secret="")
    keyless.hear(Talk().say("U0BOB", "hello"))

    assert len(rows(store, "person")) == 1


def test_somebody_sees_what_is_held_on_them_the_declared_first(store: Store) -> None:
    bot = bot_on(store)
    talk = lived_in(bot)
    bot.services.skills.declare(TEAM, "U0BOB", "Kubernetes", now=NOW)

    shown = bot.services.privacy.about(TEAM, "U0BOB")

    assert [(one.name, one.times) for one in shown] == [
        ("Kubernetes", {Kind.DECLARED: 1}),
        ("Excel", {Kind.ANSWER: 1, Kind.SAID: 1}),
        ("pandas", {Kind.ANSWER: 1}),
    ]
    assert [{kind: entry.ts for kind, entry in one.newest.items()} for one in shown] == [
        {},
        {Kind.ANSWER: talk.said[4].ts},
        {Kind.ANSWER: talk.said[2].ts},
    ]
    assert bot.services.privacy.about(TEAM, "U0NOBODY") == []


def test_whoever_was_forgotten_can_ask_without_being_kept(store: Store) -> None:
    bot = bot_on(store)
    lived_in(bot)
    forget(bot)

    bot.ask("excel", asker=GONE, seen="c:9")

    assert [table for table, held in everything(store).items() if any(GONE in row for row in held)] == []


def test_whoever_was_forgotten_is_named_again_only_when_they_say_so(store: Store) -> None:
    bot = bot_on(store)
    lived_in(bot)
    forget(bot)
    with pytest.raises(KindError):
        bot.services.skills.declare(TEAM, GONE, "Kubernetes", now=NOW)
    assert GONE not in named(bot.ask("kubernetes", seen="c:8"))

    bot.services.privacy.remember(TEAM, GONE, now=NOW)
    bot.services.skills.declare(TEAM, GONE, "Kubernetes", now=NOW)

    assert GONE in named(bot.ask("kubernetes", seen="c:9"))
