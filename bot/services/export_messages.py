"""The messages of one day in the order they were said, in the words of whoever said them."""

from __future__ import annotations

import re

import msgspec

from bot.services.export_json import Decoded, Lists
from bot.services.export_values import Comment, ExportMessage

STAMP = re.compile(r"[0-9]{1,10}\.[0-9]{6}")
STAMP_SIZE, SECONDS_SIZE = 17, 10


def are_stamped(messages: list[ExportMessage]) -> bool:
    """Whether every `ts` and `thread_ts` is a time as Slack writes it."""
    stamps = [message.ts for message in messages]
    stamps += [message.thread_ts for message in messages if message.thread_ts is not None]
    return look_stamped(stamps) or all(STAMP.fullmatch(stamp) for stamp in stamps)


def look_stamped(stamps: list[str]) -> bool:
    """A quick look at all of them as one string: a pattern for each would double the time a file takes."""
    if not stamps or set(map(len, stamps)) != {STAMP_SIZE}:
        return False
    row = "".join(stamps)
    if row[SECONDS_SIZE::STAMP_SIZE] != "." * len(stamps):
        return False
    digits = row.replace(".", "")
    return len(digits) == len(row) - len(stamps) and digits.isascii() and digits.isdigit()


MESSAGES = Lists(ExportMessage, sound=are_stamped)


def decode_day(raw: bytes) -> Decoded[ExportMessage]:
    decoded = MESSAGES.decode(raw)
    messages = [
        message if message.file is None and message.comment is None else in_own_words(message)
        for message in decoded.items
        if message.type == "message"
    ]
    messages.sort(key=lambda message: float(message.ts))
    return Decoded(messages, decoded.fault, decoded.damaged)


def in_own_words(message: ExportMessage) -> ExportMessage:
    """Undoes what Slack did until 2018; the real words lie in the comment.

    The text was "<@U1> uploaded a file: <...> and commented: ...", and a comment on a file had no author.
    """
    if message.subtype == "file_comment" and message.comment is not None:
        author = message.user or message.comment.user
        return msgspec.structs.replace(message, user=author, text=message.comment.comment or "")
    if message.subtype == "file_share" and message.file is not None and message.text.startswith("<@"):
        return msgspec.structs.replace(message, text=said_with(message.file.initial_comment, message.user))
    return message


def said_with(comment: Comment | None, author: str | None) -> str:
    if comment is None or comment.user != author:
        return ""
    return comment.comment or ""
