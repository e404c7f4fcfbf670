"""Somebody wrote: in a channel, to the bot directly, or mentioning it."""

from __future__ import annotations

import re

from slack_bolt import BoltContext

from bot.domain.answers import Place, Query
from bot.services import Services
from handlers.edge import Clock, Payload, has_words, heard, is_person, kind_of, team_of, text_of
from storage.values import ChannelKind, Origin

MENTION = re.compile(r"<@[^<>]*>")
# Said to somebody who helped: no question, and nothing to answer.
SMALL_TALK = frozenset({"thanks", "thank you", "thx", "cheers", "great", "ok", "okay", "perfect", "cool", "bye"})
HELP = frozenset({"help", "hi", "hello", "hey"})


class MessageHandlers:
    def __init__(self, services: Services, clock: Clock) -> None:
        self.services = services
        self.clock = clock

    def on_message(self, event: Payload, context: BoltContext) -> None:
        """Anything that happened to a message, in a channel or in the conversation with the bot."""
        team_id, channel_id = team_of(context), str(event.get("channel") or "")
        subtype, now = event.get("subtype"), self.clock()
        if subtype == "message_deleted":
            gone = str(event.get("deleted_ts") or "")
            self.on_gone(event, team_id, channel_id, gone)
            return
        if subtype == "message_changed":
            self.on_edited(event, team_id, channel_id)
            return
        if not is_person(event, team_id):
            return
        kind = self.kind_of(event, team_id)
        if kind == ChannelKind.DIRECT:
            self.on_direct(event, channel_id, team_id)
            return
        if kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE):
            to_bot = f"<@{context.bot_user_id}" in str(event.get("text") or "")
            words = heard(event, channel_id, to_bot=to_bot)
            self.services.history.hear(team_id, words, kind=kind, now=now)
            self.services.kudos.said(team_id, words, kind=kind, now=now)

    def on_gone(self, event: Payload, team_id: str, channel_id: str, ts: str) -> None:
        """Somebody deleted a message: what it showed goes with it, and what it thanked for."""
        before, now = text_of(event.get("previous_message") or {}), self.clock()
        kind = self.kind_of(event, team_id)
        self.services.kudos.deleted(team_id, channel_id, ts, kind=kind, before=before, now=now)
        self.services.history.deleted(team_id, channel_id, ts, now=now)

    def on_edited(self, event: Payload, team_id: str, channel_id: str) -> None:
        """Only what a person changed: Slack also reports that a link was unfurled, or a reply came."""
        message, before = event.get("message") or {}, event.get("previous_message") or {}
        if message.get("subtype") == "tombstone":  # a deleted message that has answers under it
            gone = str(message.get("ts") or "")
            self.on_gone(event, team_id, channel_id, gone)
            return
        edited = message.get("edited") or {}
        if not edited or not is_person(message, team_id) or message.get("text") == before.get("text"):
            return
        words, edited_ts = heard(message, channel_id), str(edited.get("ts") or "")
        kind, now = self.kind_of(event, team_id), self.clock()
        self.services.history.edited(team_id, words, edited_ts, kind=kind, now=now)
        self.services.kudos.edited(team_id, words, edited_ts, kind=kind, before=text_of(before), now=now)

    def kind_of(self, event: Payload, team_id: str) -> ChannelKind:
        return kind_of(event, lambda channel_id: self.services.workspaces.kind_of(team_id, channel_id))

    def on_direct(self, event: Payload, channel_id: str, team_id: str) -> None:
        words = heard(event, channel_id)
        if words.thanks:
            self.services.kudos.said(team_id, words, kind=ChannelKind.DIRECT, now=self.clock())
            return
        self.answer(event, team_id, text_of(event), Origin.DIRECT)

    def on_mention(self, event: Payload, context: BoltContext) -> None:
        """`@whoknows powerpoint` in a channel: the one who wrote it is answered alone."""
        team_id = team_of(context)
        if is_person(event, team_id) and not heard(event, str(event["channel"])).thanks:  # a thanks asks nothing
            self.answer(event, team_id, MENTION.sub(" ", text_of(event), count=1), Origin.MENTION)

    def answer(self, event: Payload, team_id: str, text: str, origin: Origin) -> None:
        place = Place(str(event["channel"]), str(event["ts"]), str(event.get("thread_ts") or ""))
        user_id, text, now = str(event["user"]), text.strip(), self.clock()
        if text.lower().strip(" .!,") in SMALL_TALK:
            return
        if text.lower() in HELP or not has_words(text):
            self.services.ask.help(team_id, user_id, place, now=now)
            return
        # Its own key: the same message also comes as a message of the channel, and is learned from there.
        seen = f"q:{place.channel_id}:{place.ts}"
        self.services.ask.note(team_id, Query(text, user_id), origin, place=place, seen=seen, now=now)
