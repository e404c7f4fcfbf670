"""Whatever people type, they get a kind answer; nobody else is pinged, and no trace of an exception is seen or kept."""

from __future__ import annotations

import logging

import pytest

from tests.bots import Company, pings

LONG = "PowerPoint " * 3636
HOSTILE = {
    "a book": LONG[:40_000],
    "no space in 40,000 letters": "x" * 40_000,
    "emoji only": "\U0001f389\U0001f389 :tada:",
    "right to left": "\u0645\u0646 \u064a\u0639\u0631\u0641 PowerPoint\u061f",
    "a direction turned round": "\u202eexcel\u202c",
    "mrkdwn": "*PowerPoint* _Excel_ ~x~ `code` ```block``` > quote",
    "a broadcast": "<!channel> <!here|here> <!everyone> @channel @here excel",
    "an escaped broadcast": "&lt;!channel&gt; excel",
    "a group": "<!subteam^S0123|@designers> excel",
    "a broken mention": "<@U0NOBODY> <@U0NOBODY|ghost> <@|> <@> excel",
    "an escaped person": "<@U000000102|Scott> excel",
    "a link": "<https://example.com|<!channel>> excel",
    "null bytes": "excel\x00powerpoint\x00",
    "half a character": "excel \ud83d pptx",
    "a format string": "%s %(x)s {0} {x!r} $(id) ';--",
    "json": '{"text": "<!channel>"}',
    "lines": "excel\n\n\t<!channel>\r\npowerpoint",
    "a zero-width joiner": "\u200d\u200b excel",
    "combining marks": "e\u0301\u0302\u0303" * 500,
}


def test_a_command_is_answered_kindly(once: Company, caplog: pytest.LogCaptureFixture) -> None:
    once.learns()
    for name, text in HOSTILE.items():
        for typed in (text, f"add {text}", f"remove {text}", f"me {text}", f"forget {text}"):
            answer = once.jill.types("/whoknows", typed, channel=once.general)
            assert answer.acked, (name, answer.error)
            assert "not work" not in answer.shown, name
    once.settles()

    assert pings(once.slack) == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_everything_is_answered_kindly_wherever_it_is_written(
    anywhere: Company, caplog: pytest.LogCaptureFixture
) -> None:
    anywhere.learns()
    bot = anywhere.slack.settings.bot_user_id
    for text in HOSTILE.values():
        message = anywhere.asks(f"Who knows {text}?", who=anywhere.jill)
        anywhere.asks(text, who=anywhere.katie, thread=message)
        anywhere.asks(f"<@{bot}> {text}", who=anywhere.jill)
        anywhere.jill.uses_shortcut("Find somebody who knows", message)
        anywhere.jill.dms_bot(text)
        anywhere.settles()
        answer = anywhere.jill.types("/whoknows", text)
        assert answer.shown.startswith(("I ", "This", "These")), (text[:40], answer)
        if answer.message and "I know this" in answer.shown:
            anywhere.jill.presses(answer.message, "I know this")
            anywhere.settles()
    anywhere.looks("me")

    assert pings(anywhere.slack) == []
    assert anywhere.slack.posts(anywhere.general) == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert anywhere.bot.services.store.outbox_states().keys() == {"sent"}


def test_a_person_mentioned_in_a_question_is_not_told(once: Company) -> None:
    """With `should_escape` a name arrives as a person's id: it stays a word, and pings nobody."""
    shown = once.looks("what @scott knows about quantum physics")

    assert once.scott.mention not in shown.shown
    assert once.scott.mention not in repr(shown.blocks)
