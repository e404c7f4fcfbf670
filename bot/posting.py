"""Posts what stays, exactly once: our key goes with the words, and after a doubtful call it is looked for first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import SlackError, WhoknowsError
from bot.slack import RATE_LIMITED, UNKNOWN, UNREACHABLE, Slack
from bot.views.blocks import File, View
from storage.store import Team
from storage.values import OutboxItem

log = logging.getLogger(__name__)

Place = tuple[str, str]  # channel and ts of a message
NOWHERE: Place = ("", "")

CLOCKS_APART = timedelta(hours=1)
# A claim lasts 60 s and a call at most ten: whoever has taken longer than this asks whether it is still theirs.
SHORT = timedelta(seconds=20)
# Which uploads are perhaps shared already.
FILES = "files"


class TakenOverError(WhoknowsError):
    """Our claim ran out meanwhile and another process has the row: we stay silent."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One row on its way into a conversation."""

    team: Team
    item: OutboxItem
    slack: Slack
    clock: Callable[[], datetime]
    began: datetime
    mark: str  # what it is known by in its metadata

    def once(self, view: View) -> Place:
        """Where it stands now, whoever posted it."""
        item = self.item
        channel_id = item.channel_id or self.slack.open_direct(item.user_id)
        if view.file and self.shared(channel_id, view.file, view.text):
            return channel_id, ""
        if item.attempts > 1 and (ts := self.posted(channel_id)):
            return channel_id, ts
        self.must_be_ours()
        said = self.slack.call(
            "chat.postMessage",
            channel=channel_id,
            thread_ts=item.thread_ts or None,
            text=view.text,
            blocks=view.blocks,
            metadata={"event_type": "whoknows", "event_payload": {"key": self.mark}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return channel_id, str(said.get("ts") or "")

    def posted(self, channel_id: str) -> str:
        return self.slack.posted(channel_id, self.mark, thread_ts=self.item.thread_ts, since=self.since())

    def shared(self, channel_id: str, file: File, words: str) -> bool:
        """Share the words with their file. False where Slack takes no files of ours: the words do without."""
        before = files_of(self.item)
        if before and self.slack.has_file(channel_id, before, since=self.since()):
            return True
        try:
            file_id = self.slack.upload(file)
            self.must_be_ours(shares=[*before, file_id])
            self.slack.share(channel_id, file_id, file.title, words)
        except SlackError as error:
            if error.code in (UNREACHABLE, UNKNOWN, RATE_LIMITED):
                raise
            log.warning(
                "outbox row %s (%s): no file, %s said %s", self.item.row_id, self.item.kind, error.method, error.code
            )
            return False
        return True

    def must_be_ours(self, *, shares: list[str] | None = None) -> None:
        """Just before what cannot be taken back. What is about to be shared is written down: its name is no proof."""
        now = self.clock()
        if not shares and now - self.began < SHORT:
            return
        row_id, attempt = self.item.row_id, self.item.attempts
        with self.team.writing() as unit:
            ours = unit.outbox.hold(row_id, attempt, now=now)
            if ours and shares:
                unit.outbox.remember(row_id, attempt, {**self.item.facts, FILES: shares})
        if not ours:
            raise TakenOverError

    def since(self) -> str:
        """From when on it may have been said, by Slack's clock, which need not be ours."""
        return f"{(self.item.created_at - CLOCKS_APART).timestamp():.6f}"


def files_of(item: OutboxItem) -> list[str]:
    files = item.facts.get(FILES)
    return [str(file) for file in files] if isinstance(files, list) else []
