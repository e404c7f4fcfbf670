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


def test_a_week_of_thanks_comes_in_one_message_with_names_skills_and_words(acme: Company) -> None:
    thanks(acme, "@Scott for powerpoint, saved @Katie's deck")
    thanks(acme, "@Scott for excel", who=acme.katie)
    acme.settles()
    assert told(acme.scott) == []

    passes(acme, days=8)
    passes(acme, days=16)

    (digest,) = told(acme.scott)
    for words in (acme.jill.mention, acme.katie.mention, "PowerPoint", "Excel", "saved @katie's deck"):
        assert words in digest
    assert all(row.told_at for row in rows(acme.bot.services.store, "kudos"))


def test_nothing_is_said_before_friday_at_four_where_the_reader_is(once: Company) -> None:
    thanks(once, "@Scott for powerpoint")
    due = next_digest(now(), "America/New_York")
    comes(once, due - timedelta(seconds=5))
    assert told(once.scott) == []

    comes(once, due + timedelta(seconds=5))
    assert len(told(once.scott)) == 1


def test_of_what_was_taken_back_nothing_is_said(acme: Company) -> None:
    given = acme.jill.types("/kudos", "@Scott for excel", channel=acme.general).message
    assert given
    acme.jill.presses(given, "Undo")
    acme.settles()

    passes(acme, days=8)

    assert told(acme.scott) == []


def test_what_comes_after_the_digest_waits_for_the_next(acme: Company) -> None:
    thanks(acme, "@Scott for excel")
    passes(acme, days=8)
    thanks(acme, "@Scott for powerpoint", who=acme.katie)
    passes(acme, days=16)

    first, second = told(acme.scott)
    assert "PowerPoint" not in first
    assert "Excel" not in second


def test_never_means_never_and_weekly_begins_anew(acme: Company) -> None:
    thanks(acme, "@Scott for excel")
    never = acme.scott.types("/kudos", "digest never").message
    assert never
    assert "never tell you of thanks" in never.shown
    thanks(acme, "@Scott for powerpoint", who=acme.katie)
    acme.scott.types("/kudos", "digest weekly")
    passes(acme, days=8)
    assert told(acme.scott) == []

    thanks(acme, "@Scott")
    passes(acme, days=16)
    assert len(told(acme.scott)) == 1
    assert "Excel" not in told(acme.scott)[0]


def test_the_digest_itself_offers_the_other_ways(acme: Company) -> None:
    thanks(acme, "@Scott for excel")
    passes(acme, days=8)
    digest = next(message for message in acme.scott.dms() if message.bot_id)
    acme.scott.presses(digest, "Tell me at once")
    acme.settles()

    assert any("hear of thanks at once" in one.shown for one in acme.scott.whispers(digest.channel))
    assert "at once" in (acme.scott.types("/kudos", "").message or digest).shown


def test_whoever_was_forgotten_or_left_gets_no_digest(acme: Company) -> None:
    thanks(acme, "@Scott for excel")
    thanks(acme, "@Katie for excel")
    acme.scott.becomes(deleted=True)
    acme.looks("forget me yes", who=acme.katie)
    acme.settles()

    passes(acme, days=8)

    assert told(acme.scott) == []
    assert told(acme.katie) == []


def test_a_forgotten_giver_is_somebody_in_the_digest(acme: Company) -> None:
    thanks(acme, "@Scott for excel, in my own words", who=acme.katie)
    acme.looks("forget me yes", who=acme.katie)
    passes(acme, days=8)

    (digest,) = told(acme.scott)
    assert "Somebody for *Excel*" in digest
    assert "own words" not in digest


def test_who_wants_it_at_once_is_told_when_there_was_time_to_think_better(acme: Company) -> None:
    acme.scott.types("/kudos", "digest at once")
    thanks(acme, "@Scott for excel")
    undone = acme.katie.types("/kudos", "@Scott for powerpoint", channel=acme.general).message
    assert undone
    acme.katie.presses(undone, "Undo")
    acme.settles()
    assert told(acme.scott) == []

    passes(acme, seconds=40)
    passes(acme, days=8)

    (message,) = told(acme.scott)
    assert f"{acme.jill.mention} for *Excel*" in message
    assert "PowerPoint" not in message
