"""Stories of asking: from a workspace where nothing is known to a name, a reason and a link."""

from __future__ import annotations

import pytest

from bot.demo.people import Person
from tests.bots import Company


def whispered(acme: Company, who: Person) -> list[str]:
    return [message.shown for message in who.whispers(acme.general)]


def test_with_nothing_known_the_asker_hears_so_and_what_helps(acme: Company) -> None:
    shown = acme.looks("powerpoint")

    assert "don't know of anybody for *PowerPoint* yet" in shown.shown
    assert shown.only_for == acme.jill.id
    assert [button["text"]["text"] for button in shown.blocks[-1]["elements"]] == [
        "Ask in a channel", "Tell me when somebody does", "I know this",
    ]  # fmt: skip


def test_whoever_answered_in_a_thread_is_named_with_reason_and_link(once: Company) -> None:
    question = once.learns()
    answer = once.slack.world.history(once.general.id)[-1]

    shown = once.looks("powerpoint").shown

    assert once.scott.mention in shown
    assert "answered one question about PowerPoint" in shown
    assert f"https://acme.slack.com/archives/{once.general.id}/p{answer.ts.replace('.', '')}" in shown
    assert f"thread_ts={question.ts}" in shown


def test_who_knows_in_a_channel_is_answered_to_the_asker_alone(acme: Company) -> None:
    acme.learns()
    acme.asks("who knows PowerPoint?", who=acme.jill)

    (shown,) = whispered(acme, acme.jill)
    assert acme.scott.mention in shown
    assert acme.slack.posts(acme.general) == []
    assert whispered(acme, acme.scott) == []


def test_in_a_thread_the_asker_is_answered_in_that_thread(once: Company) -> None:
    root = once.asks("Lunch is served", who=once.scott)
    once.asks("who knows PowerPoint?", who=once.jill, thread=root)

    assert [message.thread_ts for message in once.jill.whispers(once.general)] == [root.ts]


def test_it_is_said_once_however_often_slack_repeats_itself(acme: Company) -> None:
    acme.learns()
    acme.asks("who knows PowerPoint?", who=acme.jill)
    mentioned = f"<@{acme.slack.settings.bot_user_id}> who knows PowerPoint?"
    acme.asks(mentioned, who=acme.scott)
    before = acme.looks("me", who=acme.scott).shown

    for same_id in (True, False):
        for delivery in acme.slack.deliveries:
            if delivery.envelope.sort == "events_api":
                acme.slack.redeliver(delivery, same_id=same_id)
        acme.settles()

    assert len(whispered(acme, acme.jill)) == 1
    assert len(whispered(acme, acme.scott)) == 1
    assert acme.looks("me", who=acme.scott).shown == before


def test_a_private_channel_is_answered_and_nothing_is_learned_there(once: Company) -> None:
    board = once.slack.add_channel("board", members=[once.katie, once.scott], private=True, with_bot=True)
    question = once.learns(where=board)

    (whisper,) = once.katie.whispers(board)
    assert "don't know of anybody" in whisper.shown
    assert "would not name you" in once.looks("me", who=once.scott).shown
    assert once.scott.id not in once.looks("powerpoint").shown
    assert question.text not in str(once.slack.calls)


def test_a_direct_message_is_answered_with_a_message(acme: Company) -> None:
    acme.learns()
    acme.jill.dms_bot("who can help me with powerpoint?")
    acme.settles()

    asked, answer = acme.jill.dms()
    assert answer.bot_id
    assert not answer.only_for
    assert not answer.thread_ts
    assert acme.scott.mention in answer.shown
    assert asked.ts < answer.ts


def test_who_greets_the_bot_directly_learns_how_it_works_and_can_read_it_tomorrow(once: Company) -> None:
    for words in ("hi", "help", "Hello"):
        once.jill.dms_bot(words)
        once.settles()

        answer = once.jill.dms()[-1]
        assert "/whoknows powerpoint" in answer.shown
        assert not answer.only_for


@pytest.mark.parametrize("words", ["powerpoint", "who knows PowerPoint?"])
def test_a_mention_is_answered_once_though_it_is_also_a_message(acme: Company, words: str) -> None:
    acme.learns()
    acme.asks(f"<@{acme.slack.settings.bot_user_id}> {words}", who=acme.jill)

    (shown,) = whispered(acme, acme.jill)
    assert acme.scott.mention in shown
    assert len(acme.slack.delivered("app_mention")) == 1


def test_a_bare_mention_says_how_it_works(once: Company) -> None:
    once.asks(f"<@{once.slack.settings.bot_user_id}>", who=once.jill)

    (shown,) = whispered(once, once.jill)
    assert "/whoknows powerpoint" in shown


def test_the_message_shortcut_finds_somebody_for_a_message(acme: Company) -> None:
    acme.learns()
    message = acme.asks("My powerpoint crashed again", who=acme.katie)

    assert acme.jill.uses_shortcut("Find somebody who knows", message).acked
    acme.settles()

    (shown,) = whispered(acme, acme.jill)
    assert acme.scott.mention in shown
    assert message in acme.jill.sees(acme.general)


def test_two_people_use_the_shortcut_on_one_message_and_both_are_answered(once: Company) -> None:
    message = once.learns()
    for who in (once.jill, once.katie):
        who.uses_shortcut("Find somebody who knows", message)
    once.settles()

    assert once.scott.mention in whispered(once, once.jill)[-1]
    assert once.scott.mention in whispered(once, once.katie)[-1]


def test_the_shortcut_on_a_question_that_has_replies_is_answered_where_it_was_pressed(once: Company) -> None:
    question = once.learns()
    once.jill.uses_shortcut("Find somebody who knows", once.slack.world.message(once.general.id, question.ts))
    once.settles()

    assert [message.thread_ts for message in once.jill.whispers(once.general)] == [""]


@pytest.mark.parametrize("words", ["thanks!", "Thank you.", "ok"])
def test_thanks_said_to_the_bot_are_no_question(once: Company, words: str) -> None:
    once.jill.dms_bot(words)
    once.settles()

    assert [message.shown for message in once.jill.dms()] == [words]


def test_the_shortcut_works_where_the_bot_is_not(once: Company) -> None:
    once.learns()
    random = once.slack.add_channel("random", members=[once.katie, once.jill])
    message = once.katie.says(random, "My PowerPoint crashed again")

    once.jill.uses_shortcut("Find somebody who knows", message)
    once.settles()

    (whisper,) = once.jill.whispers(random)
    assert once.scott.mention in whisper.shown


def test_an_edited_message_that_becomes_a_wish_is_answered_once(once: Company) -> None:
    once.learns()
    message = once.asks("good morning", who=once.jill)
    once.jill.edits(message, "who knows PowerPoint?")
    once.settles()
    once.jill.edits(message, "who knows PowerPoint, please?")
    once.settles()

    assert len(whispered(once, once.jill)) == 1


def test_it_is_quiet_where_nobody_asks(once: Company) -> None:
    for words in ("who knows :shrug:", "> who knows PowerPoint?", "`who knows PowerPoint?`", "lunch?"):
        once.asks(words, who=once.jill)

    assert whispered(once, once.jill) == []
