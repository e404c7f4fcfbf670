"""Stories of those who are thanked: a digest a week, a message at once, or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app import now
from bot.demo.people import Person
from bot.domain.kudos_rules import next_digest
from tests.bots import Company
from tests.builders import rows


def thanks(acme: Company, words: str, who: Person | None = None) -> None:
    answer = (who or acme.jill).types("/kudos", words)
    assert answer.message
    assert "Noted" in answer.message.shown


def passes(acme: Company, **time: float) -> None:
    comes(acme, now() + timedelta(**time))


def comes(acme: Company, at: datetime) -> None:
    """That moment has come, and the bot looks what is due."""
    acme.bot.outbox.clock = lambda: at
    acme.bot.services.kudos.due(acme.team, at)
    acme.settles()


def told(who: Person) -> list[str]:
    return [message.shown for message in who.dms() if message.bot_id and not message.only_for]


def test_a_week_of_thanks_comes_in_one_message_with_names_skills_and_words(once: Company) -> None:
    thanks(once, "@Scott for powerpoint, saved @Katie's deck")
    thanks(once, "@Scott for excel", who=once.katie)
    once.settles()
    assert told(once.scott) == []

    passes(once, days=8)
    passes(once, days=16)

    (digest,) = told(once.scott)
    for words in (once.jill.mention, once.katie.mention, "PowerPoint", "Excel", "saved @katie's deck"):
        assert words in digest
    assert all(row.told_at for row in rows(once.bot.services.store, "kudos"))


def test_nothing_is_said_before_friday_at_four_where_the_reader_is(once: Company) -> None:
    thanks(once, "@Scott for powerpoint")
    due = next_digest(now(), "America/New_York")
    comes(once, due - timedelta(seconds=5))
    assert told(once.scott) == []

    comes(once, due + timedelta(seconds=5))
    assert len(told(once.scott)) == 1


def test_of_what_was_taken_back_nothing_is_said(once: Company) -> None:
    given = once.jill.types("/kudos", "@Scott for excel", channel=once.general).message
    assert given
    once.jill.presses(given, "Undo")
    once.settles()

    passes(once, days=8)

    assert told(once.scott) == []


def test_what_comes_after_the_digest_waits_for_the_next(once: Company) -> None:
    thanks(once, "@Scott for excel")
    passes(once, days=8)
    thanks(once, "@Scott for powerpoint", who=once.katie)
    passes(once, days=16)

    first, second = told(once.scott)
    assert "PowerPoint" not in first
    assert "Excel" not in second


def test_never_means_never_and_weekly_begins_anew(once: Company) -> None:
    thanks(once, "@Scott for excel")
    never = once.scott.types("/kudos", "digest never").message
    assert never
    assert "never tell you of thanks" in never.shown
    thanks(once, "@Scott for powerpoint", who=once.katie)
    once.scott.types("/kudos", "digest weekly")
    passes(once, days=8)
    assert told(once.scott) == []

    thanks(once, "@Scott")
    passes(once, days=16)
    assert len(told(once.scott)) == 1
    assert "Excel" not in told(once.scott)[0]


def test_the_digest_itself_offers_the_other_ways(acme: Company) -> None:
    thanks(acme, "@Scott for excel")
    passes(acme, days=8)
    digest = next(message for message in acme.scott.dms() if message.bot_id)
    acme.scott.presses(digest, "Tell me at once")
    acme.settles()

    assert any("hear of thanks at once" in one.shown for one in acme.scott.whispers(digest.channel))
    assert "at once" in (acme.scott.types("/kudos", "").message or digest).shown


def test_whoever_was_forgotten_or_left_gets_no_digest(once: Company) -> None:
    thanks(once, "@Scott for excel")
    thanks(once, "@Katie for excel")
    once.scott.becomes(deleted=True)
    once.looks("forget me yes", who=once.katie)
    once.settles()

    passes(once, days=8)

    assert told(once.scott) == []
    assert told(once.katie) == []


def test_a_forgotten_giver_is_somebody_in_the_digest(once: Company) -> None:
    thanks(once, "@Scott for excel, in my own words", who=once.katie)
    once.looks("forget me yes", who=once.katie)
    passes(once, days=8)

    (digest,) = told(once.scott)
    assert "Somebody for *Excel*" in digest
    assert "own words" not in digest


def test_who_wants_it_at_once_is_told_when_there_was_time_to_think_better(once: Company) -> None:
    once.scott.types("/kudos", "digest at once")
    thanks(once, "@Scott for excel")
    undone = once.katie.types("/kudos", "@Scott for powerpoint", channel=once.general).message
    assert undone
    once.katie.presses(undone, "Undo")
    once.settles()
    assert told(once.scott) == []

    passes(once, seconds=40)
    passes(once, days=8)

    (message,) = told(once.scott)
    assert f"{once.jill.mention} for *Excel*" in message
    assert "PowerPoint" not in message
