"""The Home tab as it stands in the tables: whose it is, what it holds, and how little is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.domain.home import HomeTab, Reader
from bot.domain.kudos import Digest
from bot.domain.programme import Part
from bot.domain.signups import Wish
from storage.store import Store
from storage.values import ChannelKind, ChannelRow
from tests.builders import NOW, TEAM, Bot, Talk, named
from tests.gatherings import ANA, BEN, HOST, club_on
from tests.homes import learns, names, press, tab
from tests.thankers import gives, team_on

MOST_STATEMENTS = 12
CRAFTS = (
    "Juggling", "Origami", "Beekeeping", "Welding", "Calligraphy", "Fencing", "Knitting", "Sailing", "Baking", "Chess",
    "Yodelling", "Topiary", "Mosaics", "Archery", "Puppetry",
)  # fmt: skip


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the database, without what begins and ends a transaction."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def test_a_newcomer_has_nothing_here_yet(store: Store) -> None:
    shown = tab(team_on(store), "U0NEW")

    assert (shown.reader, shown.is_new) == (Reader.MEMBER, True)


def test_one_is_found_for_what_one_showed_the_strongest_first(store: Store) -> None:
    bot = team_on(store)
    learns(bot)
    gives(bot, "ANA", "BOB", note="for pandas")
    gives(bot, "CARL", "BOB", note="for pandas")
    bot.services.skills.declare(TEAM, "U0BOB", "Go", now=NOW)

    shown = tab(bot, "U0BOB")

    assert names(shown) == ["pandas", "Excel", "Go"]
    assert [one.declared for one in shown.skills.shown] == [False, False, True]
    assert [one.ts != "" for one in shown.skills.shown[1].reasons[:1]] == [True]


@pytest.mark.parametrize("skill", ["Excel", "pandas", "Go"])
def test_colleagues_are_told_the_same(store: Store, skill: str) -> None:
    bot = team_on(store)
    learns(bot)
    learns(bot, about="spreadsheets and pandas")
    gives(bot, "ANA", "BOB", note="for pandas")
    bot.services.skills.declare(TEAM, "U0BOB", "Go", now=NOW)

    answer = bot.look(skill, asker="U0CARL")
    mine = next(one for one in tab(bot, "U0BOB").skills.shown if one.name == skill)

    assert named(answer)[0] == "U0BOB"
    assert mine.reasons == answer.people[0].reasons


def test_a_word_said_once_is_no_skill(store: Store) -> None:
    bot, talk = team_on(store), Talk()
    bot.hear(talk.say("U0BOB", "The Excel bill"))
    assert names(tab(bot, "U0BOB")) == []

    bot.hear(talk.say("U0BOB", "Excel again"))
    assert names(tab(bot, "U0BOB")) == ["Excel"]


def test_no_link_leads_where_one_cannot_go(store: Store) -> None:
    bot = team_on(store)
    learns(bot)
    with store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", "general", kind=ChannelKind.PRIVATE)])

    [excel] = tab(bot, "U0BOB").skills.shown

    assert {reason.ts for reason in excel.reasons} == {""}


def test_more_skills_than_fit_are_counted(store: Store) -> None:
    bot = team_on(store)
    for name in CRAFTS:
        bot.services.skills.declare(TEAM, "U0BOB", name, now=NOW)

    shown = tab(bot, "U0BOB").skills

    assert (len(shown.shown), shown.more) == (12, 3)


def test_thanks_of_the_last_month_stand_there_the_newest_first(store: Store) -> None:
    bot = team_on(store)
    gives(bot, "DORA", "BOB", note="for Excel", days=-40)
    gives(bot, "ANA", "BOB", note="for pandas, saved me", days=-3)
    gives(bot, "CARL", "BOB", note="just because", days=-1)

    shown = tab(bot, "U0BOB").thanks

    assert [(one.giver_id, one.skills) for one in shown.shown] == [("U0CARL", ()), ("U0ANA", ("pandas",))]
    assert "saved me" in shown.shown[1].note
    assert not shown.more
    assert tab(bot, "U0ANA").thanks.shown == ()


def test_many_thanks_are_cut_and_none_that_was_taken_back_is_shown(store: Store) -> None:
    bot = team_on(store)
    for at, giver in enumerate(("ANA", "CARL", "DORA", "EVE", "FAY", "SCOTT")):
        gives(bot, giver, "BOB", days=-at)
    assert (len(tab(bot, "U0BOB").thanks.shown), tab(bot, "U0BOB").thanks.more) == (5, True)

    bot.services.kudos.undo(TEAM, press("U0ANA"), [1], listed=False, now=NOW)

    assert "U0ANA" not in {one.giver_id for one in tab(bot, "U0BOB").thanks.shown}


def test_whoever_wants_to_hear_of_no_thanks_is_shown_none(store: Store) -> None:
    bot = team_on(store)
    gives(bot, "ANA", "BOB")
    bot.services.kudos.prefer(TEAM, "U0BOB", Digest.NEVER, now=NOW)

    thanks = tab(bot, "U0BOB").thanks

    assert (thanks.shown, thanks.unwanted) == ((), True)


def test_gatherings_are_ones_own_and_what_else_comes(store: Store) -> None:
    club = club_on(store)
    bot = Bot(store, club.services)
    pivot, other = club.plan(), club.plan(title="Charts", host=ANA)
    club.announce(pivot)
    club.press(pivot, BEN)

    mine = tab(bot, BEN).gatherings
    assert [(one.lunch.title, one.part, one.host) for one in mine.mine] == [("Pivot tables", Part.COMING, "Hal")]
    assert [(one.lunch.title, one.part) for one in mine.others] == [("Charts", None)]

    club.press(pivot, BEN, Wish.OUT)
    assert tab(bot, BEN).gatherings.mine == ()
    assert [one.part for one in tab(bot, HOST).gatherings.mine] == [Part.HOST]
    assert [one.lunch.lunch_id for one in tab(bot, ANA).gatherings.mine] == [other.lunch_id]
    assert tab(bot, BEN, days=30).gatherings == HomeTab(Reader.MEMBER).gatherings


def test_gatherings_of_a_private_channel_are_for_those_who_have_a_part_in_them(store: Store) -> None:
    club = club_on(store)
    bot, pivot = Bot(store, club.services), club.plan()
    with store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", "board", kind=ChannelKind.PRIVATE)])
    club.press(pivot, ANA)

    assert tab(bot, BEN).gatherings.others == ()
    assert [(one.part, one.channel) for one in tab(bot, ANA).gatherings.mine] == [(Part.COMING, "")]


def test_a_guest_sees_what_they_may_come_to_and_no_more(store: Store) -> None:
    club = club_on(store)
    bot, _pivot = Bot(store, club.services), club.plan()
    with store.team(TEAM).writing() as unit:
        unit.people.save_channels([ChannelRow("C1", "general")])
    assert tab(bot, "U0GUEST") == HomeTab(Reader.GUEST)

    with store.team(TEAM).writing() as unit:
        unit.people.joined("C1", "U0GUEST")

    assert [one.lunch.title for one in tab(bot, "U0GUEST").gatherings.others] == ["Pivot tables"]


def test_people_from_outside_and_the_forgotten_see_nothing(store: Store) -> None:
    club = club_on(store)
    bot, _pivot = Bot(store, club.services), club.plan()
    bot.services.privacy.forget(TEAM, ANA, now=NOW)

    assert tab(bot, "U0OUT") == HomeTab(Reader.OUTSIDE)
    assert tab(bot, ANA) == HomeTab(Reader.FORGOTTEN)


def test_few_statements_show_all_of_it(store: Store) -> None:
    club = club_on(store)
    bot = Bot(store, club.services)
    for number, craft in enumerate(CRAFTS):
        club.announce(club.plan(title=craft), key=f"post:{number}")
        bot.services.skills.declare(TEAM, "U0BEN", craft, now=NOW)
        gives(bot, "ANA", "BEN", note="for pandas", days=-number)
    learns(bot, user="U0BEN")
    before = tab(bot, "U0BEN")

    with statements(store) as asked:
        assert tab(bot, "U0BEN") == before

    assert before.skills.shown
    assert before.thanks.shown
    assert before.gatherings.others
    assert len(asked) <= MOST_STATEMENTS
