"""Importing real archives: broken files that are mended later, people and channels, and what teaches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.exports import open_export
from storage.store import Store
from storage.values import ChannelKind, PersonRow
from tests.builders import NOW, TEAM, Bot, Talk, bot_on, difference, learned, named, rows, ts, weighed_alike
from tests.databases import SqliteDatabases
from tests.exports import person, said, write_export
from tests.talks import export_of, threaded, without_threads


@pytest.fixture
def bot(sqlite_store: Store) -> Bot:
    return bot_on(sqlite_store)


@pytest.fixture
def other(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Bot]:
    for url in sqlite_databases.fresh(tmp_path):
        with closing(Store(url)) as store:
            yield bot_on(store)


HELLO = {"general": [said("U0ANA", "hello", NOW.timestamp() - 60)]}


def break_off(text: str) -> str:
    return text[: len(text) // 2]


def break_one_entry(text: str) -> str:
    return text.replace('"ts": "', '"ts": "on Monday, ', 1)


@pytest.mark.parametrize("broken", [break_off, break_one_entry])
@pytest.mark.parametrize("talk", [threaded(), without_threads()], ids=["threads", "no threads"])
@pytest.mark.parametrize("day", range(3))
def test_a_day_that_was_broken_is_learned_when_it_has_been_mended(
    bot: Bot, other: Bot, tmp_path: Path, *, talk: Talk, day: int, broken: object
) -> None:
    export = export_of(talk.said, tmp_path / "export")
    other.take_in(export)
    file = sorted((export / "general").iterdir())[day]
    whole = file.read_text()
    file.write_text(broken(whole))  # type: ignore[operator]
    first = bot.take_in(export)
    rare = {at[0] for at, (messages,) in learned(bot.store)["term"].items() if messages == 1}
    file.write_text(whole)
    second = bot.take_in(export)

    assert second.learned > 0
    assert first.learned + second.learned == len(talk.said)
    found = difference(
        weighed_alike(learned(bot.store), asker="U0ANA"), weighed_alike(learned(other.store), asker="U0ANA")
    )
    # Which question a message without a thread had answered was not noted with it: a guess, and nobody asks for it.
    guessed = ("message", "'reply'") if talk.said[1].thread_ts == "" else ()
    known = [one for one in found if not any(guess in one for guess in guessed)]
    assert [one for one in known if not is_about(one, rare)] == []


def is_about(found: str, words: set[object]) -> bool:
    return any(f"'{word}', 'said'" in found for word in words)


def test_a_word_said_once_is_counted_from_the_second_time_on(bot: Bot, tmp_path: Path) -> None:
    """The price of forgetting, at an import's end, who said a word that was said once."""
    talk = Talk()
    talk.say("U0ANA", "lockpicking")
    bot.take_in(export_of(talk.said, tmp_path / "export"))
    bot.hear(talk.say("U0ANA", "lockpicking"), talk.say("U0ANA", "lockpicking"))

    assert learned(bot.store)["term"]["lockpicking",] == (3,)
    assert learned(bot.store)["term_use"]["U0ANA", "lockpicking", "said"][1] == 2


def test_people_and_channels_come_with_the_export(bot: Bot, tmp_path: Path) -> None:
    people = [
        person("U0ANA", "Ana Silva", profile={"title": "Analyst"}),
        person("U0GUEST", "Gil", is_restricted=True),
        person("U0GONE", "Gus", deleted=True),
        person("U0ROBOT", "Rob", is_bot=True),
    ]
    channels = {"general": {"id": "C1", "members": ["U0ANA", "U0GUEST"]}, "board": {"id": "G1", "kind": "private"}}
    report = bot.take_in(write_export(tmp_path / "export", people=people, channels=channels, messages=HELLO))

    with bot.store.team(TEAM).reading() as unit:
        ana = unit.people.get("U0ANA")
        assert ana is not None
        assert (ana.name, ana.title, ana.tz, ana.may_be_named) == ("Ana Silva", "Analyst", "Europe/Lisbon", True)
        assert unit.people.never_named() == {"U0GUEST", "U0GONE", "U0ROBOT"}
        assert unit.people.channels_of_guest("U0GUEST") == {"C1"}
        assert unit.people.channels_of_guest("U0ANA") == set()
        assert {channel.name: channel.kind for channel in unit.people.channels()} == {
            "general": ChannelKind.PUBLIC,
            "board": ChannelKind.PRIVATE,
        }
    assert report.people == 4
    assert report.not_public == ["board"]


def test_what_slack_told_of_somebody_is_newer_than_the_export(bot: Bot, tmp_path: Path) -> None:
    bot.services.workspaces.save_people(TEAM, [PersonRow("U0ANA", name="Ana Costa")])
    bot.hear(Talk().say("U0BOB", "hello"))
    people = [person("U0ANA", "Ana Silva"), person("U0BOB", "Bob")]
    bot.take_in(write_export(tmp_path / "export", people=people, messages=HELLO))

    assert {row.user_id: row.name for row in rows(bot.store, "person")} == {"U0ANA": "Ana Costa", "U0BOB": "Bob"}


def test_only_public_channels_teach(bot: Bot, tmp_path: Path) -> None:
    talk = [said("U0ANA", "pandas and lockpicking", NOW.timestamp() - 60)]
    channels = {"board": {"id": "G1", "kind": "private"}, "three": {"id": "G2", "kind": "group"}}
    export = write_export(tmp_path / "export", people=["U0ANA"], channels=channels, messages={"board": talk})
    report = bot.take_in(export)

    assert (report.learned, report.channels, sorted(report.not_public)) == (0, 0, ["board", "three"])
    assert rows(bot.store, "term") == []


def test_bots_system_messages_and_empty_ones_teach_nothing(bot: Bot, tmp_path: Path) -> None:
    at = NOW.timestamp() - 60
    messages = [
        said("U0ROBOT", "pandas", at, bot_id="B1"),
        said(None, "pandas", at + 1, subtype="bot_message"),
        said("USLACKBOT", "pandas", at + 2),
        said("U0ANA", "<@U0ANA> has joined", at + 3, subtype="channel_join"),
        said("U0ANA", " ", at + 4),
    ]
    report = bot.take_in(write_export(tmp_path / "export", people=["U0ANA"], messages={"general": messages}))

    assert report.learned == 0
    assert report.skipped.total() == 5
    assert rows(bot.store, "activity") == []


def test_a_message_from_the_future_is_left_out_and_hides_nothing(bot: Bot, tmp_path: Path) -> None:
    talk = Talk()
    talk.say("U0ANA", "hello")
    wrong = replace(talk.say("U0EVE", "pandas pandas"), ts=ts(NOW + timedelta(days=90_000)))
    report = bot.take_in(export_of([talk.said[0], wrong], tmp_path / "export"))
    bot.hear(talk.say("U0BOB", "good morning"))

    assert report.skipped == {"in the future": 1}
    assert {row.user_id for row in rows(bot.store, "activity")} == {"U0ANA", "U0BOB"}


def test_channels_without_threads_are_told_and_still_teach_answers(bot: Bot, tmp_path: Path) -> None:
    report = bot.take_in(export_of(without_threads().said, tmp_path / "export"))

    assert "general" in report.without_threads
    assert sorted(named(bot.look("pandas"))) == ["U0BOB", "U0CARL"]


def test_progress_counts_every_byte_that_is_passed(bot: Bot, tmp_path: Path) -> None:

    passed: list[int] = []
    with open_export(export_of(threaded().said, tmp_path / "export")) as export:
        total = sum(root.total_bytes for root in export.roots)
        bot.services.imports.run(export, TEAM, now=NOW, progress=lambda _day, size: passed.append(size))

    assert sum(passed) == total
