"""What is heard and what is imported teach the same, however it is cut, repeated or interleaved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.services.exports import open_export
from bot.services.imports import ImportService
from storage.store import Store
from tests.builders import NOW, TEAM, Bot, Learned, Talk, bot_on, difference, everything, learned, weighed_alike
from tests.databases import SqliteDatabases
from tests.talks import DAYS_AGO_4, export_of, threaded, without_threads

OLD = DAYS_AGO_4 - timedelta(days=3000)


@pytest.fixture
def bot(sqlite_store: Store) -> Bot:
    return bot_on(sqlite_store)


@pytest.fixture
def other(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Bot]:
    """A second bot, on a database of its own."""
    for url in sqlite_databases.fresh(tmp_path):
        with closing(Store(url)) as store:
            yield bot_on(store)


def pruned(bot: Bot) -> Learned:
    """An import ends by forgetting who said a word that was said once."""
    with bot.store.team(TEAM).writing() as unit:
        unit.terms.prune()
    return learned(bot.store)


@pytest.mark.parametrize("begun", [DAYS_AGO_4, OLD], ids=["this week", "eight years ago"])
def test_hearing_and_importing_teach_the_same(store: Store, other: Bot, tmp_path: Path, begun: object) -> None:
    bot, talk = bot_on(store), threaded(DAYS_AGO_4 if begun == DAYS_AGO_4 else OLD)
    bot.hear(*talk.said)
    report = other.take_in(export_of(talk.said, tmp_path / "export"))

    assert report.learned == len(talk.said)
    assert len(pruned(bot)["answer"]) == 5
    assert difference(pruned(bot), learned(other.store)) == []


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("talk", [threaded(), without_threads()], ids=["threads", "no threads"])
def test_it_does_not_matter_where_batches_are_cut(
    bot: Bot, other: Bot, tmp_path: Path, *, talk: Talk, size: int
) -> None:
    export = export_of(talk.said, tmp_path / "export")
    other.take_in(export)
    take_in(bot, export, bot.store, batch=size)

    assert difference(learned(bot.store), learned(other.store)) == []


def take_in(bot: Bot, path: Path, store: Store, *, batch: int = 2) -> None:
    importing = ImportService(store, bot.services.skills, bot.services.privacy, batch=batch)
    with open_export(path) as export:
        importing.run(export, TEAM, now=NOW, progress=lambda _day, _size: None)


class PowerCutError(Exception):
    """The machine went off."""


class ShortLivedStore(Store):
    """Loses power in the middle of a transaction, when so many have been written."""

    def __init__(self, store: Store, *, writes: int) -> None:
        super().__init__(str(store.url))
        self.writes = writes

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        with super().transaction(writing=writing) as connection:
            yield connection
            self.writes -= writing
            if self.writes < 0:
                raise PowerCutError


@pytest.mark.parametrize("batches", range(4))
@pytest.mark.parametrize("talk", [threaded(), threaded(OLD), without_threads()], ids=["threads", "old", "no threads"])
def test_an_import_that_was_killed_goes_on_where_it_stopped(
    bot: Bot, other: Bot, tmp_path: Path, *, talk: Talk, batches: int
) -> None:
    export = export_of(talk.said, tmp_path / "export")
    other.take_in(export)
    roster = 1
    with closing(ShortLivedStore(bot.store, writes=roster + batches)) as store, pytest.raises(PowerCutError):
        take_in(bot, export, store)
    report = bot.take_in(export)

    assert report.known == 2 * batches
    assert report.learned == len(talk.said) - 2 * batches
    assert difference(learned(bot.store), learned(other.store)) == []


@pytest.mark.parametrize("begun", [DAYS_AGO_4, OLD], ids=["this week", "eight years ago"])
def test_importing_twice_finds_nothing_new(bot: Bot, tmp_path: Path, begun: object) -> None:
    talk = threaded(DAYS_AGO_4 if begun == DAYS_AGO_4 else OLD)
    export = export_of(talk.said, tmp_path / "export")
    bot.take_in(export)
    before = everything(bot.store, without=["workspace"])
    report = bot.take_in(export)

    assert (report.learned, report.known) == (0, len(talk.said))
    assert everything(bot.store, without=["workspace"]) == before


@pytest.mark.parametrize("heard", ["some", "all", "only replies"])
def test_what_was_heard_before_it_is_imported_counts_once(bot: Bot, other: Bot, tmp_path: Path, heard: str) -> None:
    talk = threaded()
    export = export_of(talk.said, tmp_path / "export")
    other.take_in(export)
    chosen = {"some": talk.said[3:9], "all": talk.said, "only replies": [one for one in talk.said if one.is_reply]}
    bot.hear(*chosen[heard])
    bot.take_in(export)

    asker = "U0ANA" if heard == "only replies" else ""
    here, there = weighed_alike(learned(bot.store), asker=asker), weighed_alike(learned(other.store), asker=asker)
    assert difference(here, there) == []


def test_whoever_goes_on_asking_in_their_own_thread_does_not_show_that_they_know(bot: Bot) -> None:
    talk = Talk()
    question = talk.say("U0ANA", "Who knows pandas?")
    talk.say("U0ANA", "The pandas pivot breaks", under=question)
    talk.say("U0BOB", "pandas needs an index", under=question)
    bot.hear(*talk.said)

    assert {at[0] for at in learned(bot.store)["term_use"] if at[1:] == ("pandas", "said")} == {"U0BOB"}


def test_what_is_heard_again_after_it_was_imported_counts_once(bot: Bot, tmp_path: Path) -> None:
    talk = threaded()
    bot.take_in(export_of(talk.said, tmp_path / "export"))
    before = learned(bot.store)
    bot.hear(*talk.said)

    assert difference(learned(bot.store), before) == []


class BusyStore(Store):
    """Between its transactions somebody else has theirs."""

    def __init__(self, store: Store, meanwhile: Callable[[], None]) -> None:
        super().__init__(str(store.url))
        self.meanwhile = meanwhile

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        with super().transaction(writing=writing) as connection:
            yield connection
        if writing:
            self.meanwhile()


def test_what_is_heard_while_it_is_imported_counts_once(bot: Bot, other: Bot, tmp_path: Path) -> None:
    talk = threaded()
    export = export_of(talk.said, tmp_path / "export")
    other.take_in(export)
    live = iter(talk.said[4:])
    with closing(BusyStore(bot.store, lambda: bot.hear(*islice(live, 2)))) as store:
        take_in(bot, export, store)

    assert difference(weighed_alike(learned(bot.store)), weighed_alike(learned(other.store))) == []


def test_after_a_week_the_channel_still_knows_what_it_heard(bot: Bot, tmp_path: Path) -> None:
    talk = threaded()
    bot.hear(*talk.said)
    before = pruned(bot)
    later = NOW + timedelta(days=8)
    bot.services.history.tidy(TEAM, now=later)
    bot.hear(*talk.said, now=later)
    bot.take_in(export_of(talk.said, tmp_path / "export"), now=later)

    assert difference(learned(bot.store), before) == []


def test_a_channel_that_is_heard_and_imported_grows_by_what_is_new_alone(bot: Bot, other: Bot, tmp_path: Path) -> None:
    """An export holds the past, what is said meanwhile is heard, the next export holds all of it."""
    talk = threaded()
    bot.take_in(export_of(talk.said[:6], tmp_path / "first"))
    rare = {at[0] for at, (messages,) in learned(bot.store)["term"].items() if messages == 1}
    bot.hear(*talk.said[6:])
    bot.take_in(export_of(talk.said, tmp_path / "second"))
    other.hear(*talk.said)

    assert without_words(difference(learned(bot.store), pruned(other)), rare) == []


def without_words(found: list[str], rare: set[object]) -> list[str]:
    return [one for one in found if not any(f"'{word}', 'said'" in one for word in rare)]


def test_what_happened_years_ago_keeps_its_time(bot: Bot, tmp_path: Path) -> None:
    """Also when some of it is taken back: what was done last stays the last."""
    talk = threaded(OLD)
    bot.take_in(export_of(talk.said, tmp_path / "export"))
    answer = talk.said[1]
    bot.services.history.deleted(TEAM, answer.channel_id, answer.ts, now=NOW)

    last = {at: facts[-1] for table in ("expertise", "activity") for at, facts in learned(bot.store)[table].items()}
    assert last["U0CARL", "pandas", "answer"] == talk.said[3].at
    assert last["U0BOB", "pandas", "answer"] == answer.at
    assert max(map(str, last.values())) < str(NOW - timedelta(days=2900))


def test_a_reply_that_reaches_us_before_its_question_is_an_answer(bot: Bot) -> None:
    """Several sockets, or several threads, hand events over in any order."""
    talk = Talk()
    question = talk.say("U0ANA", "Who knows pandas?")
    bot.hear(talk.say("U0BOB", "Me", under=question), question)

    assert list(learned(bot.store)["answer"]) == [("C1", question.ts, "U0BOB")]


def test_what_is_said_to_the_bot_shows_no_knowledge(bot: Bot) -> None:
    talk = Talk()
    bot.hear(replace(talk.say("U0ANA", "pandas, pandas"), to_bot=True))

    assert learned(bot.store)["term_use"] == {}
