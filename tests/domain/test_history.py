"""Which messages of the past are somebody's own words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.domain.history import Skipped, countable


@dataclass(frozen=True, slots=True)
class Message:
    """No more than is looked at."""

    user: str | None = "U1"
    text: str = "I know Power BI"
    subtype: str | None = None
    bot_id: str | None = None
    hidden: bool = False


@pytest.mark.parametrize(
    "subtype", [None, "", "me_message", "file_share", "file_comment", "thread_broadcast", "reply_broadcast"]
)
def test_somebody_s_own_words_count(subtype: str | None) -> None:
    assert countable(Message(subtype=subtype)) is None


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        *(
            (Message(subtype=f"{kind}_{move}"), Skipped.MOVE)
            for kind in ("channel", "group")
            for move in ("join", "leave")
        ),
        (Message(subtype="channel_topic"), Skipped.SYSTEM),
        (Message(subtype="bot_add", bot_id="B1"), Skipped.SYSTEM),
        (Message(subtype="message_changed", hidden=True), Skipped.SYSTEM),
        (Message(subtype="not_yet_invented"), Skipped.SYSTEM),
        (Message(hidden=True), Skipped.SYSTEM),
        (Message(subtype="bot_message", user=None, bot_id="B1"), Skipped.BOT),
        (Message(bot_id="B1"), Skipped.BOT),
        (Message(subtype="file_share", bot_id="B1"), Skipped.BOT),
        (Message(user="USLACKBOT"), Skipped.BOT),
        (Message(subtype="tombstone", user="USLACKBOT"), Skipped.DELETED),
        (Message(subtype="message_deleted", hidden=True), Skipped.DELETED),
        (Message(user=None), Skipped.NO_AUTHOR),
        (Message(user=""), Skipped.NO_AUTHOR),
        (Message(text=""), Skipped.NO_TEXT),
        (Message(text=" \n\u00a0"), Skipped.NO_TEXT),
        (Message(subtype="file_share", text=""), Skipped.NO_TEXT),
    ],
)
def test_what_teaches_nothing_has_its_reason(message: Message, reason: Skipped) -> None:
    assert countable(message) is reason
