"""Who is none of ours: people from another company, and ids that Slack has yet to tell us of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.kudos import Command, Verb
from bot.domain.kudos_rules import Refusal
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, PersonRow
from tests.builders import NOW, TEAM, Bot, Talk, rows
from tests.thankers import gives, reaction, team_on


@pytest.fixture
def quick(sqlite_store: Store) -> Bot:
    """#partners, C2, is shared with another company."""
    bot = team_on(sqlite_store)
    with bot.store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C2", name="partners", is_shared=True, bot_is_in=True)])
    return bot


def test_in_a_shared_channel_a_stranger_may_be_from_another_company(quick: Bot) -> None:
    with quick.store.team(TEAM).writing() as unit:
        unit.people.save([PersonRow("U0OUT", is_outside=True)])
    quick.services.kudos.reacted(TEAM, reaction("CARL", "NEW", channel="C2"), now=NOW)
    quick.services.kudos.reacted(TEAM, reaction("OUT", "CARL", channel="C2"), now=NOW)
    quick.services.kudos.reacted(TEAM, reaction("NEW", "CARL", channel="C2"), now=NOW)
    quick.services.kudos.reacted(TEAM, reaction("CARL", "OUT", channel="C2"), now=NOW)
    assert rows(quick.store, "kudos") == []

    quick.services.kudos.reacted(TEAM, reaction("CARL", "BOB", channel="C2"), now=NOW)
    assert len(rows(quick.store, "kudos")) == 1


def test_a_stranger_who_takes_a_reaction_back_is_a_stranger_still(quick: Bot) -> None:
    """Whoever is noted is taken for a member, until Slack says otherwise."""
    gone = replace(reaction("NEW", "CARL", channel="C2"), added=False)
    quick.services.kudos.reacted(TEAM, gone, now=NOW)
    quick.services.kudos.reacted(TEAM, reaction("NEW", "CARL", channel="C2", emoji="bulb"), now=NOW)

    assert "U0NEW" not in [row.user_id for row in rows(quick.store, "person")]
    assert rows(quick.store, "kudos") == []


def test_in_a_shared_channel_no_words_thank_a_stranger(quick: Bot) -> None:
    heard = Talk(channel="C2").say("U0ANA", "<@U0NEW> ++ for pandas")
    quick.services.kudos.said(TEAM, heard, kind=ChannelKind.PUBLIC, now=NOW)
    wanted = Command(Verb.GIVE, ("U0NEW",), "for pandas")
    outcome = quick.services.kudos.give(TEAM, "U0ANA", wanted, channel_id="C2", seen="c:1", now=NOW)

    assert outcome.refusal is Refusal.OUTSIDE
    assert rows(quick.store, "kudos") == []


@pytest.mark.parametrize(
    ("who", "stand"),
    [
        (PersonRow("U0NEW", name="New"), 2),
        (PersonRow("U0NEW", is_outside=True), 0),
        (PersonRow("U0NEW", is_guest=True), 0),
        (PersonRow("U0NEW", is_bot=True), 0),
    ],
)
def test_when_slack_says_who_it_was_only_thanks_among_members_stand(quick: Bot, who: PersonRow, stand: int) -> None:
    gives(quick, "ANA", "NEW")
    quick.services.kudos.reacted(TEAM, reaction("NEW", "BOB"), now=NOW)
    gives(quick, "ANA", "BOB", note="")
    for _again in range(2):
        quick.services.kudos.met(TEAM, who, now=NOW)

    standing = [row.receiver_id for row in rows(quick.store, "kudos") if row.revoked_at is None]
    assert len(standing) == stand + 1
    told = [row.user_id for row in rows(quick.store, "outbox") if row.kind == "kudos.withdrawn"]
    assert told == ([] if stand else ["U0ANA"])
    assert sum(row.times for row in rows(quick.store, "expertise")) == (1 if stand else 0)
