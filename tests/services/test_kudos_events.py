"""Events in any order, repeated, and to several processes at once: what is counted is what stands in Slack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.answers import Press
from bot.domain.kudos import Command, Digest, Verb
from bot.errors import KindError
from bot.services.heard import Heard
from bot.services.kudos_heard import Reacted
from storage.store import Store
from storage.values import ChannelKind, ChannelRow, PersonRow
from tests.builders import NOW, TEAM, THREADS, Bot, at_once, bot_on, rows, ts

PUBLIC = ChannelKind.PUBLIC
places = count(1)


@pytest.fixture
def bot(store: Store) -> Bot:
    return prepared(store)


def prepared(store: Store) -> Bot:
    bot = bot_on(store)
    with store.team(TEAM).writing() as unit:
        unit.people.save(PersonRow(f"U{at}", name=f"P{at}", tz="Europe/Lisbon") for at in range(20))
        unit.people.save_channels([ChannelRow("C1", name="general", bot_is_in=True)])
    return bot


def standing(bot: Bot, place: str = "") -> set[str]:
    kept = rows(bot.store, "kudos")
    found = [row.receiver_id for row in kept if row.revoked_at is None and place in ("", row.ts)]
    assert len(found) == len(set(found)), "somebody is thanked twice for one thing"
    return set(found)


def sums_agree(bot: Bot) -> None:
    """Evidence and sums tell of what stands, and of nothing else."""
    kept = {row.id: row for row in rows(bot.store, "kudos")}
    shown = [row for row in rows(bot.store, "evidence") if row.revoked_at is None]
    expected = [(at, skill_id) for at, row in kept.items() if row.revoked_at is None for skill_id in row.skill_ids]
    assert sorted(tuple(map(int, row.key.split(":")[1:])) for row in shown) == sorted(expected)
    assert sum(row.times for row in rows(bot.store, "expertise")) == len(shown)


@dataclass(frozen=True)
class Move:
    emoji: str
    added: bool
    at: int


@st.composite
def reactions(draw: st.DrawFn) -> tuple[list[Move], set[str]]:
    """What somebody did with three emoji on one message, as it reaches us; and which of them stand in the end."""
    moves, on = [], set[str]()
    for at, emoji in enumerate(draw(st.lists(st.sampled_from(["taco", "bulb::skin-tone-2", "eyes"]), max_size=6)), 1):
        moves.append(Move(emoji, emoji not in on, at))
        on ^= {emoji}
    repeated = draw(st.lists(st.sampled_from(moves), max_size=4)) if moves else []
    return draw(st.permutations(moves + repeated)), on


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(reactions())
def test_whatever_the_order_a_thanks_stands_while_an_emoji_does(
    sqlite_bot: Bot, story: tuple[list[Move], set[str]]
) -> None:
    moves, on = story
    place = f"{next(places)}.000000"
    for move in moves:
        event_ts = ts(NOW + timedelta(seconds=move.at))
        heard = Reacted("U1", "C1", place, move.emoji, event_ts, added=move.added, author_id="U2")
        sqlite_bot.services.kudos.reacted(TEAM, heard, now=NOW + timedelta(hours=1))

    assert standing(sqlite_bot, place) == ({"U2"} if on - {"eyes"} else set())
    assert {row.emoji for row in rows(sqlite_bot.store, "reaction")} <= {"taco", "bulb::skin-tone-2"}


@pytest.fixture
def sqlite_bot(sqlite_store: Store) -> Bot:
    bot = prepared(sqlite_store)
    with bot.store.team(TEAM).writing() as unit:
        unit.choices.set({"kudos_per_day": "100"})
    return bot


TEXTS = ["<@U2> ++ for pandas", "<@U2> <@U3> ++", "never mind", "<@U3> ++ for Excel", "<@U2> ++ for Excel"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_whatever_the_order_a_message_thanks_whom_it_names_last(sqlite_bot: Bot, data: st.DataObject) -> None:
    giver, number = f"U{data.draw(st.integers(4, 19))}", next(places)
    texts = data.draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
    deleted = data.draw(st.booleans())
    steps = list(range(len(texts) + deleted))
    heard = Heard("C1", f"{1_700_000_000 + number}.000000", giver, texts[0])
    for step in data.draw(st.permutations(steps + data.draw(st.lists(st.sampled_from(steps), max_size=3)))):
        happens(sqlite_bot, heard, texts, step)

    last = "" if deleted else texts[-1]
    assert standing(sqlite_bot, heard.ts) == {user_id for user_id in ("U2", "U3") if f"<@{user_id}>" in last}
    sums_agree(sqlite_bot)
    sqlite_bot.services.kudos.deleted(TEAM, "C1", heard.ts, now=NOW)  # so that the day's allowance lasts


def happens(bot: Bot, heard: Heard, texts: list[str], step: int) -> None:
    if step == len(texts):
        bot.services.kudos.deleted(TEAM, "C1", heard.ts, before=texts[-1], now=NOW)
        return
    if step == 0:
        bot.services.kudos.said(TEAM, heard, kind=PUBLIC, now=NOW)
        return
    words, edited_ts = replace(heard, text=texts[step]), f"{1_800_000_000 + step}.000000"
    bot.services.kudos.edited(TEAM, words, edited_ts, kind=PUBLIC, before=texts[step - 1], now=NOW)


def gives(bot: Bot, giver: str, receiver: str, seen: str) -> bool:
    wanted = Command(Verb.GIVE, (receiver,), "for pandas")
    return bool(bot.services.kudos.give(TEAM, giver, wanted, channel_id="C1", seen=seen, now=NOW).thanked)


def test_of_many_thanks_at_once_five_are_counted(bot: Bot) -> None:
    given_thanks = at_once(lambda at: gives(bot, "U0", f"U{at + 1}", f"c:{at}"))

    assert sorted(given_thanks) == [False] * (THREADS - 5) + [True] * 5
    assert len(standing(bot)) == 5
    sums_agree(bot)


def test_one_command_that_reaches_many_processes_is_one_thanks(bot: Bot) -> None:
    assert at_once(lambda _at: gives(bot, "U0", "U1", "c:1")) == [True] * THREADS
    assert len(rows(bot.store, "kudos")) == 1
    sums_agree(bot)


def test_many_givers_and_receivers_at_once_do_not_stand_in_each_others_way(bot: Bot) -> None:
    def give(at: int) -> bool:
        receivers = [f"U{10 + (at + turn) % 5}" for turn in range(5)]
        wanted = Command(Verb.GIVE, tuple(receivers[:: -1 if at % 2 else 1]), "for pandas and k8s")
        outcome = bot.services.kudos.give(TEAM, f"U{at}", wanted, channel_id="C1", seen=f"c:{at}", now=NOW)
        return outcome.thanked is not None

    assert at_once(give) == [True] * THREADS
    assert {(row.user_id, row.times) for row in rows(bot.store, "expertise")} == {(f"U{at}", 8) for at in range(10, 15)}
    sums_agree(bot)


def test_one_reaction_and_its_end_that_reach_many_processes(bot: Bot) -> None:
    def react(at: int) -> None:
        event_ts = ts(NOW + timedelta(seconds=at % 2))
        heard = Reacted("U0", "C1", "1.0", "taco", event_ts, added=at % 2 == 0, author_id="U1")
        bot.services.kudos.reacted(TEAM, heard, now=NOW)

    at_once(react)

    assert standing(bot) == set()
    assert len(rows(bot.store, "kudos")) <= 1


def test_a_digest_is_brought_by_one_process(bot: Bot) -> None:
    gives(bot, "U0", "U1", "c:1")
    friday = NOW + timedelta(days=5)

    at_once(lambda _at: bot.services.kudos.due(TEAM, friday))

    assert len([row for row in rows(bot.store, "outbox") if row.kind == "kudos.received"]) == 1
    assert rows(bot.store, "due") == []


def test_what_the_giver_undid_no_edit_brings_again(bot: Bot) -> None:
    heard = Heard("C1", ts(NOW), "U1", "<@U2> ++ for pandas")
    bot.services.kudos.said(TEAM, heard, kind=PUBLIC, now=NOW)
    (row,) = rows(bot.store, "kudos")
    for seen in ("a:1", "a:1", "a:2"):
        bot.services.kudos.undo(TEAM, Press("U1", seen, ""), [row.id], listed=False, now=NOW)
    edited = replace(heard, text="<@U2> <@U3> ++ for pandas")
    bot.services.kudos.edited(TEAM, edited, ts(NOW + timedelta(seconds=9)), kind=PUBLIC, before=heard.text, now=NOW)

    assert standing(bot) == {"U3"}
    undone = [kept.facts for kept in rows(bot.store, "outbox") if kept.kind == "kudos.undone"]
    assert [facts["taken"] for facts in undone] == [True, False]
    sums_agree(bot)


def test_a_changed_skill_moves_the_evidence(bot: Bot) -> None:
    gives(bot, "U0", "U1", "c:1")
    (row,) = rows(bot.store, "kudos")
    for at, text in enumerate(("Excel, k8s", "", "pandas")):
        assert bot.services.kudos.rename(TEAM, Press("U0", f"v:{at}", ""), [row.id], text, listed=False, now=NOW)
        sums_agree(bot)

    shown = [(one.times, round(one.score, 6)) for one in rows(bot.store, "expertise") if one.times]
    assert len(shown) == 1


def test_what_is_undone_while_others_change_it_stays_undone(bot: Bot) -> None:
    gives(bot, "U0", "U1", "c:1")
    (row,) = rows(bot.store, "kudos")

    def change(at: int) -> None:
        press, skill = Press("U0", f"v:{at}", ""), ("Excel", "k8s")[at % 2]
        if at == THREADS // 2:
            bot.services.kudos.undo(TEAM, press, [row.id], listed=False, now=NOW)
        else:
            bot.services.kudos.rename(TEAM, press, [row.id], skill, listed=False, now=NOW)

    at_once(change)

    assert standing(bot) == set()
    sums_agree(bot)


def test_the_skill_that_its_giver_chose_no_edit_changes(sqlite_bot: Bot) -> None:
    heard = Heard("C1", ts(NOW), "U1", "<@U2> ++ for that")
    sqlite_bot.services.kudos.said(TEAM, heard, kind=PUBLIC, now=NOW)
    (row,) = rows(sqlite_bot.store, "kudos")
    sqlite_bot.services.kudos.rename(TEAM, Press("U1", "v:1", ""), [row.id], "pandas", listed=False, now=NOW)
    edited = replace(heard, text="<@U2> <@U3> ++ for all that, and Excel")
    later = ts(NOW + timedelta(seconds=9))
    sqlite_bot.services.kudos.edited(TEAM, edited, later, kind=PUBLIC, before=heard.text, now=NOW)

    assert {one.receiver_id: names(sqlite_bot, one.skill_ids) for one in rows(sqlite_bot.store, "kudos")} == {
        "U2": {"pandas"},
        "U3": {"Excel"},
    }
    sums_agree(sqlite_bot)


def names(bot: Bot, skill_ids: list[int]) -> set[str]:
    return {row.name for row in rows(bot.store, "skill") if row.id in skill_ids}


def test_a_command_that_was_refused_and_comes_again_stays_refused(bot: Bot) -> None:
    for at in range(5):
        gives(bot, "U0", f"U{at + 1}", f"c:{at}")
    assert not gives(bot, "U0", "U9", "c:9")
    first = rows(bot.store, "kudos")[0].id
    bot.services.kudos.undo(TEAM, Press("U0", "a:1", ""), [first], listed=False, now=NOW)

    assert not gives(bot, "U0", "U9", "c:9")
    assert gives(bot, "U0", "U9", "c:10")


def test_in_a_private_channel_an_edit_or_a_deletion_leaves_nothing(bot: Bot) -> None:
    heard = Heard("C9", ts(NOW), "U1", "<@U2> ++ for pandas")
    later = ts(NOW + timedelta(seconds=1))
    bot.services.kudos.edited(TEAM, heard, later, kind=ChannelKind.PRIVATE, before="hm", now=NOW)
    bot.services.kudos.deleted(TEAM, "C9", heard.ts, kind=ChannelKind.PRIVATE, now=NOW)

    assert rows(bot.store, "kudos") == []
    assert rows(bot.store, "reaction") == []


def test_whoever_was_forgotten_leaves_no_wish(bot: Bot) -> None:
    bot.services.privacy.forget(TEAM, "U1", now=NOW)

    with pytest.raises(KindError, match="forget you"):
        bot.services.kudos.prefer(TEAM, "U1", Digest.NEVER, now=NOW)
    assert rows(bot.store, "preference") == []
