"""Asking without a name: until somebody says yes nothing that is stored, said or logged tells who asks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.demo.people import Person
from tests.bots import a_slack, connected, settings_for
from tests.databases import SqliteDatabases
from tests.handoffs import QUESTION, Handoff, handoff
from tests.unmasking import in_files, in_tables, marks, told_to_others

TOPIC = "powerpoint"


@dataclass(frozen=True)
class Masked:
    told: Handoff
    mia: Person
    log: pytest.LogCaptureFixture

    def looks(self, text: str = TOPIC):  # noqa: ANN201 - what she sees
        return self.told.acme.looks(text, who=self.mia)

    def asks(self, label: str = "Ask scott", **more: object) -> None:
        answer = self.told.sends(self.looks(), label, unnamed=True, who=self.mia, **more)
        assert "Your name stays with me until they agree" in str(answer.body)

    def is_unknown(self) -> None:
        store = self.told.acme.bot.services.store
        assert in_tables(store, self.mia) == []
        self.told.later(seconds=30)  # the next look at what is due clears the log of the database
        assert in_files(store, self.mia, TOPIC) == []
        assert told_to_others(self.told.acme.slack, self.mia) == []
        ours = [one for one in self.log.records if one.name.startswith(("bot", "handlers", "storage"))]
        assert [one.getMessage() for one in ours if any(mark in one.getMessage() for mark in marks(self.mia))] == []


@pytest.fixture
def masked(sqlite_databases: SqliteDatabases, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Masked]:
    caplog.set_level(logging.DEBUG)
    slack = a_slack()
    mia = slack.add_person("Miafarrow", tz="Europe/Lisbon")
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path, slack=slack) as told:
            mia.joins(told.acme.general)
            told.settles()
            yield Masked(told, mia, caplog)


def test_the_search_finds_who_asks_by_name(masked: Masked) -> None:
    """Else the tests below could not fail."""
    masked.told.asks(who=masked.mia)
    store = masked.told.acme.bot.services.store

    assert {row.partition(":")[0] for row in in_tables(store, masked.mia)} >= {"handoff", "question"}
    assert in_files(store, masked.mia, TOPIC)
    assert told_to_others(masked.told.acme.slack, masked.mia)


def test_whoever_is_asked_learns_who_asks_with_their_yes(masked: Masked) -> None:
    masked.asks()

    asked = masked.told.told(masked.told.scott)[-1]
    assert asked.startswith("A colleague would like your help with *PowerPoint*.")
    assert QUESTION in asked
    assert "unnamed until you say yes" in asked
    masked.is_unknown()

    masked.told.presses(masked.told.scott, "Happy to help")
    assert f"{masked.mia.mention}, meet {masked.told.scott.mention}" in masked.told.introductions()[0]
    assert f"A conversation with {masked.mia.mention} is open" in masked.told.told(masked.told.scott)[-1]


def looked_before(masked: Masked) -> None:
    masked.looks()
    masked.looks("somebody for ppt")


def someone_else(masked: Masked) -> None:
    acme = masked.told.acme
    acme.looks("add powerpoint", who=acme.katie)
    for name in ("Nia", "Otis"):
        acme.looks("add powerpoint", who=acme.slack.add_person(name))
    assert masked.mia.presses(masked.looks(), "Someone else").acked
    masked.told.settles()


def mentioned_the_bot(masked: Masked) -> None:
    masked.mia.says(masked.told.acme.general, f"<@{masked.told.acme.slack.settings.bot_user_id}> powerpoint")
    masked.told.settles()


def wrote_directly(masked: Masked) -> None:
    masked.mia.dms_bot(TOPIC)
    masked.told.settles()


@pytest.mark.parametrize("before", [looked_before, someone_else, wrote_directly])
def test_what_was_asked_before_leads_nowhere(masked: Masked, before: Callable[[Masked], None]) -> None:
    before(masked)

    masked.asks()

    masked.is_unknown()


def test_what_everybody_read_in_the_channel_stays_but_leads_not_to_the_question(masked: Masked) -> None:
    mentioned_the_bot(masked)

    masked.asks()

    store = masked.told.acme.bot.services.store
    tables = {row.partition(":")[0] for row in in_tables(store, masked.mia)}
    assert not tables & {"handoff", "question", "referral", "outbox", "evidence", "due", "wish"}
    assert told_to_others(masked.told.acme.slack, masked.mia) == []


def test_what_is_asked_afterwards_leads_nowhere_either(masked: Masked) -> None:
    masked.asks()
    masked.looks()
    wrote_directly(masked)

    masked.told.later(minutes=1)

    masked.is_unknown()


def test_to_wait_for_somebody_and_then_to_ask_them_unnamed(masked: Masked) -> None:
    assert masked.mia.presses(masked.looks("excel"), "Tell me when somebody does").acked
    masked.told.settles()
    masked.told.acme.looks("add excel", who=masked.told.scott)
    masked.told.later(hours=1)
    assert "wanted to hear" in masked.told.told(masked.mia)[-1]

    masked.told.sends(masked.looks("excel"), "Ask scott", unnamed=True, who=masked.mia)

    masked.is_unknown()


def quietly(masked: Masked) -> None:
    masked.asks("Ask all quietly")


def not_now(masked: Masked) -> None:
    masked.asks()
    masked.told.presses(masked.told.scott, "Not now")
    masked.told.presses(masked.mia, "Ask jill")
    assert QUESTION in masked.told.told(masked.told.jill)[-1]


def no_answer(masked: Masked) -> None:
    masked.asks()
    masked.told.later(hours=4, minutes=1)
    assert "has not answered" in masked.told.told(masked.mia)[-1]


def passed_on(masked: Masked) -> None:
    masked.asks()
    assert masked.told.scott.presses(masked.told.said(masked.told.scott)[-1], "Not me, but...").acked
    masked.told.scott.submits(values={"person": masked.told.jill.id})
    masked.told.settles()
    assert "named you for this" in masked.told.told(masked.told.jill)[-1]


def withdrawn(masked: Masked) -> None:
    masked.asks()
    masked.told.presses(masked.mia, "I no longer need it")


def repeated(masked: Masked) -> None:
    masked.asks()
    masked.told.everything()


def named_oneself(masked: Masked) -> None:
    masked.asks(words=f"It is {masked.mia.mention} here, how do I shrink a deck?")
    assert "It is me here" in masked.told.told(masked.told.scott)[-1]


def erased(masked: Masked) -> None:
    masked.asks()
    assert masked.mia.types("/whoknows", "forget me yes").acked
    masked.told.settles()
    assert "They no longer need it" in masked.told.told(masked.told.scott)[-1]


@pytest.mark.parametrize("story", [quietly, not_now, no_answer, passed_on, withdrawn, repeated, named_oneself, erased])
def test_however_it_goes_on_nobody_learns_who_asks(masked: Masked, story: Callable[[Masked], None]) -> None:
    story(masked)
    masked.told.later(minutes=1)

    masked.is_unknown()


def test_a_no_afterwards_leaves_the_next_one_in_the_dark(masked: Masked) -> None:
    masked.asks()
    masked.told.presses(masked.told.scott, "Happy to help")
    masked.told.later(hours=25)
    masked.told.presses(masked.mia, "No, not really")
    masked.told.presses(masked.mia, "Ask jill")

    assert masked.told.told(masked.told.jill)[-1].startswith("A colleague would like")
    assert in_tables(masked.told.acme.bot.services.store, masked.mia) == []


def test_to_name_whoever_asks_tells_nothing(masked: Masked) -> None:
    """It looks to Scott, and in the tables, as if he had named anybody; Mia knows what it means."""
    masked.asks()
    assert masked.told.scott.presses(masked.told.said(masked.told.scott)[-1], "Not me, but...").acked
    masked.told.scott.submits(values={"person": masked.mia.id})
    masked.told.settles()

    assert f"I'll take it to {masked.mia.mention}" in masked.told.told(masked.told.scott)[-1]
    own = masked.told.told(masked.mia)[-1]
    assert f"{masked.told.scott.mention} named you for your own question" in own
    with masked.told.acme.bot.services.store.team(masked.told.acme.team).reading() as unit:
        [row] = unit.referrals.waiting_for(masked.mia.id)
        assert row.passed_by == masked.told.scott.id
        assert row.ts

    masked.told.presses(masked.mia, "Look for somebody else")
    assert f"Shall I ask {masked.told.jill.mention}" in masked.told.told(masked.mia)[-1]
    assert "this was your own question" in masked.told.told(masked.mia)[-2]


def test_a_bot_that_starts_anew_still_knows_whose_question_it_is(masked: Masked) -> None:
    masked.asks()
    with restarted(masked) as told:
        told.presses(told.scott, "Not now")
        assert "Shall I ask" in told.told(masked.mia)[-1]
        assert in_tables(told.acme.bot.services.store, masked.mia) == []


def test_posted_in_a_channel_without_a_name(masked: Masked) -> None:
    assert masked.mia.presses(masked.looks(), "Ask in a channel").acked
    ticked = {"anonymous": ["unnamed"], "channel": masked.told.acme.general.id, "words": QUESTION}
    assert masked.mia.submits(values=ticked).acked
    masked.told.settles()

    post = masked.told.acme.slack.posts(masked.told.acme.general)[-1]
    assert post.shown.startswith("A colleague asks:")
    masked.is_unknown()


@contextmanager
def restarted(masked: Masked) -> Iterator[Handoff]:
    acme, clock = masked.told.acme, masked.told.clock
    acme.bot.mouth.stop()
    url = acme.bot.services.store.url.render_as_string(hide_password=False)
    with connected(acme.slack, settings_for(acme.slack, acme.server, url, by="sockets"), clock=clock) as bot:
        yield Handoff(replace(acme, bot=bot), clock)


def test_no_home_tab_tells_who_asks(masked: Masked) -> None:
    masked.asks()
    told = masked.told
    for who in (told.scott, told.jill, told.katie, masked.mia):
        who.opens_home()
        told.settles()
    told.later(minutes=1)

    found = in_tables(told.acme.bot.services.store, masked.mia)
    assert [row for row in found if "'home'" not in row] == []
    assert not any("question_id" in row for row in found)
    assert in_files(told.acme.bot.services.store, masked.mia, TOPIC) == []
    assert told_to_others(told.acme.slack, masked.mia) == []
