"""Counting thanks: what a thanks is worth, whose day it is of, and what is left when somebody is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.kudos import Digest
from bot.domain.kudos_rules import Refusal
from storage.store import Store
from storage.values import ChannelKind
from tests.builders import NOW, TEAM, Bot, Talk, everything, named, rows, ts
from tests.thankers import gives, reaction, team_on


@pytest.fixture
def bot(store: Store) -> Bot:
    return team_on(store)


@pytest.fixture
def quick(sqlite_store: Store) -> Bot:
    return team_on(sqlite_store)


def weights(bot: Bot) -> list[float]:
    return [round(row.weight, 4) for row in rows(bot.store, "kudos")]


def skills(bot: Bot) -> list[tuple[str, ...]]:
    names = {row.id: row.name for row in rows(bot.store, "skill")}
    return [tuple(names[at] for at in row.skill_ids) for row in rows(bot.store, "kudos")]


def test_four_people_once_outrank_one_person_four_times(bot: Bot) -> None:
    for number, giver in enumerate(("ANA", "BOB", "CARL", "DORA")):
        gives(bot, "EVE", "JIM", days=number)
        gives(bot, giver, "SCOTT", days=number)

    assert named(bot.look("pandas", now=NOW + timedelta(days=4))) == ["U0SCOTT", "U0JIM"]
    sums = {row.user_id: row.score for row in rows(bot.store, "expertise")}
    assert sums["U0SCOTT"] > 1.8 * sums["U0JIM"]


def test_thanks_between_the_same_two_count_ever_less_until_they_are_long_ago(quick: Bot) -> None:
    for days in (0, 1, 2, 93):
        gives(quick, "ANA", "BOB", days=days)

    assert weights(quick) == [1.0, 0.5, 0.3333, 1.0]


def test_a_thanks_for_two_skills_gives_each_half(quick: Bot) -> None:
    gives(quick, "ANA", "BOB", note="for pandas and k8s")

    assert [row.weight for row in rows(quick.store, "evidence")] == [0.5, 0.5]


def test_a_ring_that_thanks_only_itself_counts_for_a_quarter(quick: Bot) -> None:
    for days in (0, 1):
        for giver, receiver in (("ANA", "BOB"), ("BOB", "CARL"), ("CARL", "ANA")):
            gives(quick, giver, receiver, days=days)
    gives(quick, "ANA", "BOB", days=2)
    gives(quick, "DORA", "BOB", days=2)

    assert weights(quick)[6:] == [round(0.25 / 3, 4), 1.0]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("for pandas", ("pandas",)),
        ("for k8s, saved my deck", ("Kubernetes",)),
        ("for powerpiont", ("PowerPoint",)),
        ("for being great at Excel", ("Excel",)),
        ("saved me with pandas", ("pandas",)),
        ("for excel and powerpoint", ("Excel", "PowerPoint")),
        ("for pandas, k8s, excel and ppt", ("pandas", "Kubernetes", "Excel")),
        ("for lunch", ()),
        ("for your help on Monday", ()),
        ("have a go at it", ()),
        ("for lockpicking, saved my day", ("lockpicking",)),
        ("for being a lockpicker", ()),
        ("for Jim", ()),
        ("for powrpont", ()),
        ("`for pandas`", ()),
        ("", ()),
    ],
)
def test_the_skill_comes_from_the_words(quick: Bot, note: str, found: tuple[str, ...]) -> None:
    gives(quick, "ANA", "BOB", note=note)

    assert skills(quick) == [found]


def test_a_new_skill_is_found_from_now_on_and_only_words_given_to_the_bot_make_one(quick: Bot) -> None:
    heard = Talk().say("U0ANA", "<@U0BOB> ++ for beekeeping")
    quick.services.kudos.said(TEAM, heard, kind=ChannelKind.PUBLIC, now=NOW)
    gives(quick, "ANA", "SCOTT", note="for lockpicking")

    assert skills(quick) == [(), ("lockpicking",)]
    assert named(quick.look("lockpicking")) == ["U0SCOTT"]


def test_what_is_too_much_for_today_teaches_nothing(quick: Bot) -> None:
    assert gives(quick, "ANA", "BOB", "CARL", "DORA", "EVE", "FAY", "JIM", note="for lockpicking").refusal
    assert rows(quick.store, "skill") == []


def test_five_a_day_are_of_the_givers_own_day(bot: Bot) -> None:
    """In Lisbon it is noon; at 23:30 it is still that day, half an hour later the next."""
    for receiver in ("BOB", "CARL", "DORA", "EVE", "FAY"):
        assert gives(bot, "ANA", receiver).thanked

    assert gives(bot, "ANA", "JIM", days=11.5 / 24).refusal is Refusal.LIMIT
    assert gives(bot, "ANA", "JIM", days=12.5 / 24).thanked


def test_a_receiver_is_told_at_once_never_or_on_friday(quick: Bot) -> None:
    for name, digest in (("BOB", Digest.ONCE), ("CARL", Digest.NEVER)):
        quick.services.kudos.prefer(TEAM, f"U0{name}", digest, now=NOW)
    gives(quick, "ANA", "BOB", "CARL", "DORA")

    assert {row.user_id: (row.job, row.at.isoformat()) for row in rows(quick.store, "due")} == {
        "U0DORA": ("kudos.digest", "2026-03-06T16:00:00+00:00")
    }
    (left,) = [row for row in rows(quick.store, "outbox") if row.user_id == "U0BOB"]
    assert left.not_before - left.created_at == timedelta(seconds=30)
    assert {row.receiver_id: bool(row.told_at) for row in rows(quick.store, "kudos")} == {
        "U0BOB": False,
        "U0CARL": True,
        "U0DORA": False,
    }


def test_a_forgotten_givers_thanks_stand_without_them(bot: Bot) -> None:
    gives(bot, "ANA", "BOB", note="for pandas, said Ana")
    gives(bot, "CARL", "BOB", days=1)
    bot.services.privacy.forget(TEAM, "U0ANA", now=NOW)
    gives(bot, "DORA", "BOB", days=2)

    (blank,) = [row for row in rows(bot.store, "kudos") if row.giver_id not in ("U0CARL", "U0DORA")]
    assert (blank.giver_id, blank.note, blank.weight) == ("", "", 1.0)
    assert named(bot.look("pandas")) == ["U0BOB"]
    assert [name for name, kept in everything(bot.store).items() if "U0ANA" in str(kept)] == []


def test_how_many_colleagues_thanked_is_never_said_too_high(quick: Bot) -> None:
    """Of those who were forgotten it is known that they were somebody, not how many they were."""
    for days in range(3):
        gives(quick, "ANA", "BOB", days=days)
    gives(quick, "CARL", "BOB", days=3)
    quick.services.privacy.forget(TEAM, "U0ANA", now=NOW)

    (suggestion,) = quick.look("pandas").people
    assert [(reason.count, reason.people) for reason in suggestion.reasons] == [(4, 2)]


def test_a_forgotten_receivers_thanks_go(bot: Bot) -> None:
    gives(bot, "ANA", "BOB")
    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)

    assert rows(bot.store, "kudos") == []
    assert gives(bot, "ANA", "BOB").refusal is Refusal.FORGOTTEN
    assert [name for name, kept in everything(bot.store).items() if "U0BOB" in str(kept)] == []


def test_what_is_kept_long_enough_is_forgotten_and_the_thanks_stand(bot: Bot) -> None:
    gives(bot, "ANA", "BOB")
    bot.services.kudos.reacted(TEAM, reaction("ANA", "CARL"), now=NOW)
    for days, notes, signs in ((89, ["for pandas", ""], 1), (91, ["", ""], 1), (181, ["", ""], 0)):
        bot.services.kudos.tidy(TEAM, now=NOW + timedelta(days=days))

        assert [row.note for row in rows(bot.store, "kudos")] == notes
        assert len(rows(bot.store, "reaction")) == signs


def test_a_reaction_thanks_for_the_message_the_thread_or_nothing_in_particular(quick: Bot) -> None:
    talk = Talk()
    question = talk.say("U0ANA", "Who knows pandas?")
    answer, other = talk.say("U0BOB", "Me", under=question), talk.say("U0BOB", "Or Excel", under=question)
    chat = talk.say("U0BOB", "Good morning")
    quick.hear(*talk.said)
    for message in (question, answer, other, chat):
        quick.services.kudos.reacted(TEAM, reaction("CARL", "", place=message.ts), now=NOW)

    assert skills(quick) == [(), ("pandas",), ("Excel",), ()]
    assert [row.receiver_id for row in rows(quick.store, "kudos")] == ["U0ANA", "U0BOB", "U0BOB", "U0BOB"]


def test_a_reaction_on_what_nobody_wrote_thanks_nobody(quick: Bot) -> None:
    quick.services.kudos.reacted(TEAM, reaction("CARL", ""), now=NOW)

    assert rows(quick.store, "kudos") == []


def test_what_was_taken_back_in_the_meantime_is_not_told_and_comes_again_if_it_is_given_again(quick: Bot) -> None:
    quick.services.kudos.prefer(TEAM, "U0BOB", Digest.ONCE, now=NOW)
    for added in (True, False):
        sign = replace(reaction("ANA", "BOB"), added=added, event_ts=ts(NOW + timedelta(seconds=1 - added)))
        quick.services.kudos.reacted(TEAM, sign, now=NOW)
    (row,) = rows(quick.store, "kudos")
    with quick.store.team(TEAM).writing() as unit:
        unit.kudos.tell(now=NOW, kudos_ids=[row.id])

    quick.services.kudos.reacted(TEAM, replace(sign, added=True, event_ts=ts(NOW + timedelta(seconds=2))), now=NOW)
    assert [one.skills for one in quick.services.kudos.received(TEAM, [row.id])] == [()]


def test_words_of_thanks_teach_nothing_about_their_author(quick: Bot) -> None:
    talk = Talk()
    question = talk.say("U0ANA", "Who knows pandas?")
    thanks = talk.say("U0CARL", "<@U0BOB> ++ for Excel, who knows Kubernetes?", under=question)
    for said in ((question, thanks), (thanks, question)):
        for heard in said:
            quick.hear(heard)
            quick.services.kudos.said(TEAM, heard, kind=ChannelKind.PUBLIC, now=NOW)

    assert {row.user_id for row in rows(quick.store, "expertise")} == {"U0BOB"}
    assert rows(quick.store, "answer") == []
    assert [row.asker_id for row in rows(quick.store, "question")] == ["U0ANA"]
    assert "Excel" not in str(rows(quick.store, "kudos"))
