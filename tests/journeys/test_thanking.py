"""Stories of thanking: by reaction, by command and by `++`, and what the giver can do about it."""

from __future__ import annotations

import pytest

from bot.demo.people import Person
from bot.demo.values import Message
from tests.bots import Company
from tests.builders import everything, rows


def standing(acme: Company) -> list[tuple[str, str]]:
    """Who thanked whom: what stands in the table."""
    kept = rows(acme.bot.services.store, "kudos")
    return [(row.giver_id, row.receiver_id) for row in kept if row.revoked_at is None]


def told(acme: Company, who: Person) -> list[str]:
    return [message.shown for message in who.whispers(acme.general)]


def answered(acme: Company) -> Message:
    """Scott's answer to a question about PowerPoint."""
    acme.learns()
    return acme.slack.world.history(acme.general.id)[-1]


def reacts(acme: Company, who: Person, message: Message, emoji: str = "taco") -> None:
    who.reacts(message, emoji)
    acme.settles()


def test_a_reaction_on_an_answer_thanks_for_what_was_asked(acme: Company) -> None:
    reacts(acme, acme.jill, answered(acme))

    assert standing(acme) == [(acme.jill.id, acme.scott.id)]
    (whisper,) = acme.jill.whispers(acme.general)
    assert "Noted: thanks to scott for PowerPoint" in whisper.text
    assert whisper.thread_ts
    assert "thanked" in acme.looks("powerpoint").shown


def test_taking_the_reaction_away_takes_the_thanks_away(once: Company) -> None:
    answer = answered(once)
    before = once.looks("powerpoint").shown
    reacts(once, once.jill, answer)
    once.jill.unreacts(answer, "taco")
    once.settles()

    assert standing(once) == []
    assert once.looks("powerpoint").shown == before


def test_several_emoji_of_one_person_are_one_thanks_while_any_stands(once: Company) -> None:
    answer = answered(once)
    for emoji in ("taco", "bulb", "raised_hands::skin-tone-3", "eyes"):
        reacts(once, once.jill, answer, emoji)
    assert standing(once) == [(once.jill.id, once.scott.id)]

    for emoji in ("taco", "raised_hands::skin-tone-3", "eyes"):
        once.jill.unreacts(answer, emoji)
        once.settles()
    assert standing(once) == [(once.jill.id, once.scott.id)]

    once.jill.unreacts(answer, "bulb")
    once.settles()
    assert standing(once) == []


def test_a_reaction_that_comes_and_goes_and_comes_is_one_thanks(once: Company) -> None:
    answer = answered(once)
    for _ in range(3):
        reacts(once, once.jill, answer)
        once.jill.unreacts(answer, "taco")
        once.settles()
    reacts(once, once.jill, answer)

    assert standing(once) == [(once.jill.id, once.scott.id)]
    assert len(rows(once.bot.services.store, "kudos")) == 1


def test_a_command_thanks_several_people_for_a_skill(acme: Company) -> None:
    answer = acme.jill.types("/kudos", "@Scott @Katie for powerpoint, saved my deck")

    assert answer.message
    assert "Noted: thanks to katie and scott for PowerPoint" in answer.message.text
    assert answer.message.only_for == acme.jill.id
    assert sorted(standing(acme)) == sorted([(acme.jill.id, acme.scott.id), (acme.jill.id, acme.katie.id)])
    assert acme.scott.id in acme.looks("powerpoint", who=acme.katie).shown


def test_pluses_thank_for_what_they_say(acme: Company) -> None:
    acme.asks("@Scott ++ for excel", who=acme.jill)

    assert standing(acme) == [(acme.jill.id, acme.scott.id)]
    assert "Noted: thanks to scott for Excel" in acme.jill.whispers(acme.general)[0].text
    assert acme.scott.id in acme.looks("excel").shown


def test_pluses_in_a_thread_thank_for_what_was_asked_and_are_no_answer(once: Company) -> None:
    question = once.learns()
    once.asks("thanks @Scott ++", who=once.jill, thread=question)

    assert "for PowerPoint" in once.jill.whispers(once.general)[0].text
    assert "would not name you" in once.looks("me", who=once.jill).shown


@pytest.mark.parametrize(
    "words", ["@Scott knows C++", "Thanks for nothing, @Scott", "`@Scott ++`", "> @Scott ++", "++"]
)
def test_what_is_no_thanks_gives_none(once: Company, words: str) -> None:
    once.asks(words, who=once.jill)

    assert standing(once) == []
    assert told(once, once.jill) == []


def test_editing_pluses_makes_them_what_they_say_now(once: Company) -> None:
    message = once.asks("@Scott ++ for excel", who=once.jill)
    once.jill.edits(message, "@Katie ++ for powerpoint")
    once.settles()
    assert standing(once) == [(once.jill.id, once.katie.id)]

    once.jill.edits(message, "never mind")
    once.settles()
    assert standing(once) == []


def test_a_message_that_becomes_thanks_thanks(once: Company) -> None:
    message = once.asks("good morning", who=once.jill)
    once.jill.edits(message, "@Scott ++")
    once.settles()

    assert standing(once) == [(once.jill.id, once.scott.id)]


def test_deleting_pluses_takes_them_back_and_deleting_what_was_thanked_does_not(once: Company) -> None:
    answer = answered(once)
    reacts(once, once.jill, answer)
    message = once.asks("@Scott ++ for excel", who=once.katie)
    once.scott.deletes(answer)
    once.katie.deletes(message)
    once.settles()

    assert standing(once) == [(once.jill.id, once.scott.id)]
    assert "thanked" in once.looks("powerpoint").shown
    assert once.scott.id not in once.looks("excel").shown


def everything_again(acme: Company) -> None:
    for same_id in (True, False):
        for delivery in list(acme.slack.deliveries):
            acme.slack.redeliver(delivery, same_id=same_id)
        acme.settles()


def test_whatever_slack_repeats_counts_once(acme: Company) -> None:
    answer = answered(acme)
    reacts(acme, acme.jill, answer)
    reacts(acme, acme.jill, answer, "bulb")
    reacts(acme, acme.katie, answer)
    acme.katie.unreacts(answer, "taco")
    acme.jill.types("/kudos", "@Katie for excel", channel=acme.general)
    message = acme.asks("@Katie ++ for excel", who=acme.scott)
    acme.scott.edits(message, "@Katie ++ for powerpoint")
    gone = acme.asks("@Scott ++", who=acme.katie)
    acme.katie.deletes(gone)
    acme.settles()
    whisper = next(one for one in acme.jill.whispers(acme.general) if "Noted" in one.shown)
    acme.jill.presses(whisper, "Undo")
    acme.settles()
    before = everything(acme.bot.services.store, without=["seen"]), told(acme, acme.jill), told(acme, acme.scott)

    everything_again(acme)

    after = everything(acme.bot.services.store, without=["seen"]), told(acme, acme.jill), told(acme, acme.scott)
    assert [name for name in before[0] if before[0][name] != after[0][name]] == []
    assert after[1:] == before[1:]
    assert sorted(standing(acme)) == sorted([(acme.jill.id, acme.katie.id), (acme.scott.id, acme.katie.id)])


def test_five_a_day_and_one_more_is_told_once_and_counted_never(anywhere: Company) -> None:
    people = [anywhere.slack.add_person(f"P{at}") for at in range(7)]
    for person in people[:5]:
        assert "Noted" in (anywhere.jill.types("/kudos", f"@{person.name}").message or answered(anywhere)).shown
    refused = anywhere.jill.types("/kudos", "@P5 for excel")
    anywhere.asks("@P5 ++", who=anywhere.jill)
    anywhere.asks("@P6 ++", who=anywhere.jill)

    assert len(standing(anywhere)) == 5
    assert refused.message
    assert "more than your five thanks for today" in refused.message.shown
    assert len(told(anywhere, anywhere.jill)) == 1


def test_all_of_a_list_is_counted_or_nothing(once: Company) -> None:
    for at in range(6):
        once.slack.add_person(f"P{at}")
    answer = once.jill.types("/kudos", "@P0 @P1 @P2 @P3 @P4 @P5")

    assert answer.message
    assert "more than your five" in answer.message.shown
    assert standing(once) == []


def test_undo_gives_the_allowance_back_and_a_second_press_says_that_it_is_gone(acme: Company) -> None:
    for at in range(5):
        acme.slack.add_person(f"P{at}")
    everybody = acme.jill.types("/kudos", "@P0 @P1 @P2 @P3 @P4", channel=acme.general).message
    listed = acme.jill.types("/kudos", "", channel=acme.general).message
    assert everybody
    assert listed
    acme.jill.presses(everybody, "Undo")
    acme.settles()
    assert standing(acme) == []
    assert "Taken back" in told(acme, acme.jill)[0]

    acme.jill.presses(listed, "Undo")
    acme.settles()
    assert "gone already" in told(acme, acme.jill)[1]

    again = acme.jill.types("/kudos", "@P0 @P1")
    assert again.message
    assert "Noted" in again.message.shown


def test_the_giver_changes_the_skill_also_to_one_nobody_has_heard_of(acme: Company) -> None:
    given = acme.jill.types("/kudos", "@Scott for excel", channel=acme.general)
    assert given.message
    acme.jill.presses(given.message, "Change skill")
    assert acme.jill.submits(values={"skill": "lockpicking, powerpoint"}).errors == {}
    acme.settles()

    assert "for lockpicking and PowerPoint" in told(acme, acme.jill)[-1]
    assert acme.scott.id in acme.looks("lockpicking", who=acme.katie).shown
    assert acme.scott.id in acme.looks("ppt", who=acme.katie).shown
    assert acme.scott.id not in acme.looks("excel", who=acme.katie).shown


@pytest.mark.parametrize("words", ["a, b, c, d", "x" * 70, "???"])
def test_what_is_no_skill_is_said_in_the_form(once: Company, words: str) -> None:
    given = once.jill.types("/kudos", "@Scott for excel", channel=once.general)
    assert given.message
    once.jill.presses(given.message, "Change skill")

    assert list(once.jill.submits(values={"skill": words}).errors) == ["skill"]
    assert once.scott.id in once.looks("excel", who=once.katie).shown


def test_kudos_alone_lists_the_latest_each_with_its_undo(once: Company) -> None:
    once.jill.types("/kudos", "@Scott for excel")
    once.jill.types("/kudos", "@Katie for powerpoint")
    mine = once.jill.types("/kudos", "", channel=once.general).message
    assert mine
    assert mine.shown.index("PowerPoint") < mine.shown.index("Excel")

    once.jill.presses(mine, "Undo")
    once.settles()

    assert standing(once) == [(once.jill.id, once.scott.id)]
    (left,) = told(once, once.jill)
    assert "Taken back: your thanks to katie" in left
    assert "Excel" in left


def test_whoever_has_thanked_nobody_yet_learns_how(once: Company) -> None:
    shown = once.jill.types("/kudos").message

    assert shown
    assert "/kudos @scott for powerpoint" in shown.shown


def test_help_names_the_reactions_and_the_allowance(once: Company) -> None:
    shown = once.jill.types("/kudos", "help").message

    assert shown
    for words in (":taco:", ":raised_hands:", ":bulb:", "five thanks a day", "++"):
        assert words in shown.shown
