"""Reading Slack's payloads: past this line there are only values of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from slack_bolt import BoltContext

from bot.domain.answers import Press
from bot.domain.history import SLACKBOT
from bot.domain.skills import key
from bot.domain.text import CONTROL, EMOJI, MENTION
from bot.services.heard import Heard
from bot.views.blocks import View
from storage.values import ChannelKind

Clock = Callable[[], datetime]
Payload = Mapping[str, Any]

KINDS = {
    "channel": ChannelKind.PUBLIC,
    "C": ChannelKind.PUBLIC,
    "group": ChannelKind.PRIVATE,
    "G": ChannelKind.PRIVATE,
    "im": ChannelKind.DIRECT,
    "mpim": ChannelKind.GROUP,
}
ORGANISATION = "E"  # on Enterprise Grid a colleague's home may be the organisation
# Messages of these kinds are somebody's own words; all others are Slack's doing, or a bot's.
SPOKEN = frozenset({None, "file_share", "me_message", "thread_broadcast"})


def team_of(context: BoltContext) -> str:
    """The workspace the bot was installed in: with Slack Connect not always the one an event came from."""
    result = context.authorize_result
    return str((result.team_id if result else None) or context.team_id or "")


def kind_of(event: Payload, known: Callable[[str], ChannelKind | None]) -> ChannelKind:
    """What kind of channel an event is from; where it does not say, what is `known` of the channel.

    One nobody knows anything of is taken for private: nothing is learned by mistake.
    """
    said = KINDS.get(str(event.get("channel_type") or ""))
    channel_id = str(event.get("channel") or "")
    if said is None and channel_id.startswith("D"):
        return ChannelKind.DIRECT
    return said or known(channel_id) or ChannelKind.PRIVATE


def is_person(event: Payload, team_id: str) -> bool:
    """Whether a colleague of this workspace said this: no bot, and nobody from outside."""
    if event.get("bot_id") or event.get("subtype") not in SPOKEN or event.get("user") in (None, "", SLACKBOT):
        return False
    home = str(event.get("user_team") or event.get("source_team") or event.get("team") or team_id)
    return home == team_id or home.startswith(ORGANISATION)


def text_of(payload: Payload) -> str:
    """What somebody wrote, without what no database takes and no reader sees: NUL, half characters, turned lines."""
    return CONTROL.sub(" ", str(payload.get("text") or "")).strip()


def has_words(text: str) -> bool:
    """Whether there is anything to look for, beside emoji and names."""
    return bool(key(EMOJI.sub(" ", MENTION.sub(" ", text))))


def heard(event: Payload, channel_id: str, *, to_bot: bool = False) -> Heard:
    return Heard(
        channel_id=channel_id,
        ts=str(event["ts"]),
        user_id=str(event["user"]),
        text=text_of(event),
        thread_ts=str(event.get("thread_ts") or ""),
        to_bot=to_bot,
    )


def is_outside(body: Payload, team_id: str) -> bool:
    """Whether somebody of another workspace pressed, in a channel shared with it."""
    home = str(body["user"].get("team_id") or team_id)
    return home != team_id and not home.startswith(ORGANISATION)


def press_of(body: Payload, question_id: int = 0) -> Press:
    action = body["actions"][0]
    return Press(
        user_id=str(body["user"]["id"]),
        seen=f"a:{body.get('trigger_id')}:{action.get('action_ts')}:{action['action_id']}",
        response_url=str(body.get("response_url") or ""),
        question_id=question_id,
    )


def at_home(body: Payload) -> bool:
    """Whether something was pressed on somebody's Home tab: such a press has no response_url."""
    return (body.get("view") or {}).get("type") == "home"


def whispered_in(body: Payload) -> str:
    """The channel of a message that only whoever pressed sees; "" for any other."""
    container = body.get("container") or {}
    return str(container.get("channel_id") or "") if container.get("is_ephemeral") is True else ""


def ephemeral(view: View) -> dict[str, Any]:
    """What an acknowledgement carries: for the eyes of whoever typed the command."""
    return {"response_type": "ephemeral", "text": view.text, "blocks": view.blocks}
