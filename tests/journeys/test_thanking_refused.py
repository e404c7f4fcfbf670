"""Stories of thanks that do not count: each is answered kindly where it was meant, and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.demo.people import Person
from tests.bots import Company, pings
from tests.builders import everything, rows


def standing(acme: Company) -> list[tuple[str, str]]:
    kept = rows(acme.bot.services.store, "kudos")
    return [(row.giver_id, row.receiver_id) for row in kept if row.revoked_at is None]


def typed(acme: Company, words: str, who: Person | None = None) -> str:
    answer = (who or acme.jill).types("/kudos", words)
    assert answer.acked, answer.error
    assert answer.message
    return answer.message.shown


REFUSED = {
    "for powerpoint": "Tell me whom you thank",
    "***": "Tell me whom you thank",
    "x" * 3000: "Tell me whom you thank",
    "@Jill for powerpoint": "only for others",
    "@Scott @Jill": "only for others",
    "<@{bot}>": "Bots need no thanks",
    "<!subteam^S1|@sales> for excel": "not groups",
    "<!channel>": "not groups",
    "@nobody for excel": "could not tell whom you mean",
    "@Gina for excel": "is a guest",
    "@Scott @Gina": "is a guest",
    "@Leo for excel": "no longer here",
    "<@{scott}> " + "x" * 3000: "at most 500 characters",
    "digest sometimes": "digest at once",
}


@pytest.mark.parametrize(("words", "kind"), REFUSED.items(), ids=lambda value: value[:30])
def test_what_cannot_be_counted_is_answered_kindly(once: Company, words: str, kind: str) -> None:
    once.slack.add_person("Gina", is_guest=True)
    leo = once.slack.add_person("Leo")
    leo.becomes(deleted=True)
    once.bot.jobs.arrive()
    once.settles()
    before = everything(once.bot.services.store, without=["seen"])
    words = words.replace("{bot}", once.slack.settings.bot_user_id).replace("{scott}", once.scott.id)

    assert kind in typed(once, words)
    assert everything(once.bot.services.store, without=["seen"]) == before
    assert pings(once.slack) == []


def test_a_guest_who_thanks_is_told_kindly(acme: Company) -> None:
    gina = acme.slack.add_person("Gina", is_guest=True)
    acme.slack.world.channels[acme.general.id] = replace(
        acme.slack.world.channels[acme.general.id],
        members=(*acme.slack.world.channels[acme.general.id].members, gina.id),
    )
    acme.bot.jobs.arrive()
    message = acme.asks("I fixed your PowerPoint", who=acme.scott)
    gina.reacts(message, "taco")
    acme.asks("@Scott ++", who=gina)
    acme.asks("@Gina ++", who=acme.jill)

    assert "Guests can ask" in typed(acme, "@Scott for excel", who=gina)
    assert standing(acme) == []
    assert [("Guests can ask" in one.shown) for one in gina.whispers(acme.general)] == [True, True]
    assert ["is a guest" in one.shown for one in acme.jill.whispers(acme.general)] == [True]


def test_nothing_is_said_of_reactions_to_oneself_and_to_bots(once: Company) -> None:
    own = once.asks("I fixed it", who=once.jill)
    once.slack.webhook(once.general, "the build is green")
    hook = once.slack.world.history(once.general.id)[-1]
    for message in (own, hook):
        once.jill.reacts(message, "taco")
        once.settles()

    assert standing(once) == []
    assert once.jill.whispers(once.general) == []


def test_a_forgotten_person_is_not_thanked_and_does_not_thank(once: Company) -> None:
    message = once.asks("I fixed your PowerPoint", who=once.scott)
    once.looks("forget me yes", who=once.scott)
    once.jill.reacts(message, "taco")
    once.settles()

    assert "I keep nothing on" in typed(once, "@Scott for excel")
    assert "You asked me to forget you" in typed(once, "@Jill for excel", who=once.scott)
    assert "someone" in [row.note for row in rows(once.bot.services.store, "kudos")] or standing(once) == []
    typed(once, "@Katie for helping @Scott")
    once.asks("@Jill ++", who=once.scott)
    assert standing(once) == [(once.jill.id, once.katie.id)]
    left = everything(once.bot.services.store)
    assert [name for name, kept in left.items() if once.scott.id in str(kept)] == []


def test_in_a_private_channel_the_giver_is_told_once_and_the_command_counts(once: Company) -> None:
    board = once.slack.add_channel("board", members=[once.katie, once.scott], private=True, with_bot=True)
    once.bot.jobs.arrive()
    message = once.scott.says(board, "I fixed your PowerPoint")
    once.slack.settled()
    for emoji in ("taco", "bulb"):
        once.katie.reacts(message, emoji)
    once.katie.says(board, "@Scott ++ for excel")
    once.settles()
    assert standing(once) == []
    assert rows(once.bot.services.store, "reaction") == []
    (hint,) = once.katie.whispers(board)
    assert "`/kudos @scott for excel` counts here" in hint.shown

    given = once.katie.types("/kudos", "@Scott for excel, in secret", channel=board)
    assert given.message
    assert "without your words" in given.message.shown
    (row,) = rows(once.bot.services.store, "kudos")
    assert (row.channel_id, row.ts, row.note, len(row.skill_ids)) == ("", "", "", 1)
    once.katie.types("/kudos", "@Scott for falconry", channel=board)
    assert "falconry" not in str(rows(once.bot.services.store, "skill"))


def test_in_direct_and_group_conversations_nothing_happens(once: Company) -> None:
    group = once.slack.open_group([once.katie, once.scott, once.jill])
    message = once.scott.says(group, "I fixed it")
    once.katie.reacts(message, "taco")
    once.katie.says(group, "@Scott ++")
    once.settles()

    assert standing(once) == []
    assert once.katie.whispers(group) == []


def test_in_a_channel_that_was_left_out_nothing_counts(once: Company) -> None:
    message = once.asks("I fixed your PowerPoint", who=once.scott)
    once.jill.types("/kudos", "settings")
    once.jill.submits(values={"left_out": [once.general]})
    once.katie.reacts(message, "taco")
    once.asks("@Scott ++", who=once.katie)

    assert standing(once) == []
    assert once.katie.whispers(once.general) == []
    assert "not in #general" in typed(once, "help")


def test_settings_change_the_emoji_and_what_was_given_stands(once: Company) -> None:
    message = once.asks("I fixed your PowerPoint", who=once.scott)
    once.katie.reacts(message, "taco")
    once.settles()
    once.jill.types("/kudos", "settings")
    assert once.jill.submits(values={"emoji": ":star: :+1:", "per_day": "1"}).errors == {}
    assert standing(once) == [(once.katie.id, once.scott.id)]

    once.jill.reacts(message, "+1::skin-tone-4")
    once.settles()
    assert len(standing(once)) == 2
    once.katie.unreacts(message, "taco")
    once.settles()
    assert standing(once) == [(once.jill.id, once.scott.id)]
    assert "one thanks a day" in typed(once, "help")
    assert "more than your one thanks" in typed(once, "@Katie")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"emoji": "taco!"}, ["emoji"]),
        ({"emoji": "<!here>", "per_day": "7"}, ["emoji"]),
        ({"emoji": " ".join(f":e{at}:" for at in range(21))}, ["emoji"]),
    ],
)
def test_what_no_setting_can_be_is_said_in_the_form(once: Company, values: dict[str, str], wrong: list[str]) -> None:
    once.jill.types("/kudos", "settings")

    assert list(once.jill.submits(values=values).errors) == wrong
    assert rows(once.bot.services.store, "setting") == []


def test_settings_are_for_coordinators(once: Company) -> None:
    assert "for coordinators" in typed(once, "settings", who=once.katie)
    assert once.katie.views() == []


def test_somebody_else_can_neither_undo_nor_change_a_thanks(acme: Company) -> None:
    given = acme.jill.types("/kudos", "@Scott for excel", channel=acme.general).message
    own = acme.katie.types("/kudos", "@Scott for excel", channel=acme.general).message
    assert given
    assert own
    stolen = given.blocks[-1]["elements"][1]["value"]
    own.blocks[-1]["elements"][1]["value"] = stolen
    acme.katie.presses(own, "Undo")
    acme.settles()

    assert len(standing(acme)) == 2
    assert "Only whoever gave a thanks" in acme.katie.whispers(acme.general)[-1].shown
