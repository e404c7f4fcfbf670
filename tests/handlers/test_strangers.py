"""Presses that nobody's screen offers: of people from other workspaces, and on what somebody else asked."""

from __future__ import annotations

import pytest

from tests.bots import Company, sent_words
from tests.builders import everything, rows
from tests.handlers.test_insights import kept, press

ELSEWHERE = "T0ELSEWHERE"


@pytest.fixture
def asked(once: Company) -> int:
    """Katie asked what nobody knows; the number of her question."""
    once.looks("kubernetes", who=once.katie)
    once.settles()
    (row,) = rows(once.bot.services.store, "question")
    return int(row.id)


@pytest.mark.parametrize("action", ["ask:i_know", "ask:someone_else", "topic:come", "lunch:in"])
def test_whoever_is_at_home_elsewhere_is_taken_for_no_colleague(once: Company, asked: int, action: str) -> None:
    olga = once.slack.add_person("Olga", outside=True)
    before = kept(once)
    assert press(once, olga, action, f"{asked}:0", team=ELSEWHERE).acked
    once.settles()

    after = kept(once)
    assert {name for name in after if after[name] != before[name]} <= {"person"}
    assert [row.is_outside for row in rows(once.bot.services.store, "person") if row.user_id == olga.id] == [True]
    assert olga.id not in str(once.bot.services.insights.groups.members(once.team))


def test_a_colleague_whose_home_is_said_to_be_elsewhere_stays_one(once: Company, asked: int) -> None:
    """What Slack told of somebody counts more."""
    assert press(once, once.katie, "ask:i_know", str(asked), team=ELSEWHERE).acked
    once.settles()

    (katie,) = [row for row in rows(once.bot.services.store, "person") if row.user_id == once.katie.id]
    assert not katie.is_outside
    assert once.katie.id in str(everything(once.bot.services.store)["expertise"])


def test_whoever_was_forgotten_is_not_kept_for_pressing_from_outside(once: Company) -> None:
    olga = once.slack.add_person("Olga", outside=True)
    once.bot.services.privacy.forget(once.team, olga.id, now=once.bot.outbox.clock())
    assert press(once, olga, "ask:i_know", "1", team=ELSEWHERE).acked
    once.settles()

    assert olga.id not in str(everything(once.bot.services.store))


@pytest.mark.parametrize("action", ["ask:i_know", "ask:someone_else"])
def test_what_a_colleague_asked_tells_nothing_to_another(once: Company, asked: int, action: str) -> None:
    before, said = kept(once), len(sent_words(once.slack))
    assert press(once, once.scott, action, f"{asked}:0").acked
    once.settles()

    assert kept(once) == before
    assert "ubernetes" not in str(sent_words(once.slack)[said:])
