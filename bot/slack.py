"""Slack going out: the Web API, its paging, and its errors as ours. Nothing else of ours speaks to Slack."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPException
from ssl import SSLContext, create_default_context
from threading import Event
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.domain.availability_status import away_by_status
from bot.errors import SlackError, TryLaterError
from bot.views.blocks import File
from storage.values import ChannelKind, ChannelRow, PersonRow

PAGE = 200
MOST_WAITS = 30
MOST_STUMBLES = 4
# A form opens within three seconds of the press, and so long Slack waits for an answer; others wait for the thread.
FORM_SECONDS = 2
UNREACHABLE = "unreachable"  # the call never arrived
UNKNOWN = "unknown"  # it may have taken effect
RATE_LIMITED = "ratelimited"
SLOW_DOWN = frozenset({RATE_LIMITED, "rate_limited"})
# Of these Slack says itself that the call may have taken effect.
DOUBTFUL = frozenset({"fatal_error", "internal_error", "service_unavailable"})
# The token is not taken now: replaced, revoked, its app being installed anew. Whoever keeps it puts that right.
LOCKED_OUT = frozenset(
    {"account_inactive", "ekm_access_denied", "invalid_auth", "not_authed", "org_login_required",
     "team_access_not_granted", "token_expired", "token_revoked"}
)  # fmt: skip
SHARE = "files.completeUploadExternal"
# The years 2001 and 2100, in seconds.
FIRST_MOMENT, LAST_MOMENT = 1e9, 4.1e9


def web_client(token: str | None, api_url: str, *, patience: int = 10) -> WebClient:
    """A client that never repeats a call by itself: a post that timed out may have been made."""
    return WebClient(token=token, base_url=api_url, retry_handlers=[], timeout=patience, ssl=trusted())


@cache
def trusted() -> SSLContext:
    """Whom this machine trusts, read once: the SDK would read all certificates again for each call."""
    return create_default_context()


class Slack:
    """One workspace's Web API. Errors are SlackError; TryLaterError when Slack asks to wait."""

    def __init__(self, client: WebClient, stopping: Event | None = None) -> None:
        self.client = client
        self.stopping = stopping
        self.direct: dict[str, str] = {}

    def patient(self, stopping: Event) -> Slack:
        """The same, for what may take minutes: where Slack asks to wait, or stumbles, while pages are read it waits."""
        return Slack(self.client, stopping)

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that does something, its arguments as JSON."""
        return self.send(method, json=without_none(arguments))

    def ask(self, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that reads, its arguments as a form: not every reading method takes JSON."""
        return self.send(method, data=without_none(arguments))

    def send(self, method: str, **body: dict[str, Any]) -> dict[str, Any]:
        data = self.sent(method, **body).data
        if not isinstance(data, dict):
            raise SlackError(method, UNKNOWN)
        return data

    def sent(self, method: str, **body: dict[str, Any]) -> SlackResponse:
        try:
            return self.client.api_call(method, **body)  # type: ignore[arg-type]  # one of `json` and `data`
        except SlackApiError as error:
            raise from_slack(method, error) from None
        except (SlackClientError, HTTPException, OSError) as error:
            raise SlackError(method, UNREACHABLE if never_sent(error) else UNKNOWN) from None

    def pages(self, method: str, items: str, **arguments: Any) -> Iterator[Any]:
        """Every item of a method that pages by cursor (docs.slack.dev/apis/web-api/pagination)."""
        cursor, waits = "", 0
        while True:
            try:
                page = self.ask(method, limit=PAGE, cursor=cursor or None, **arguments)
            except SlackError as error:
                waits += 1
                if not self.waits_out(error, waits):
                    raise
                continue
            yield from page.get(items) or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def waits_out(self, error: SlackError, waits: int) -> bool:
        """Whether a page that was not read may be asked for again by now: only patience waits, and for no refusal."""
        if self.stopping is None:
            return False
        if isinstance(error, TryLaterError):
            return waits <= MOST_WAITS and not self.stopping.wait(error.seconds)
        passes = error.code in (UNKNOWN, UNREACHABLE) and waits <= MOST_STUMBLES
        return passes and not self.stopping.wait(2.0 ** (waits - 1))

    def address(self) -> str:
        """Where the workspace lives, for links into it; "" if Slack will not say now."""
        try:
            return str(self.call("auth.test").get("url") or "")
        except SlackError:
            return ""

    def people(self, team_id: str) -> Iterator[PersonRow]:
        for member in self.pages("users.list", "members"):
            yield person_from(member, team_id)

    def person(self, user_id: str, team_id: str) -> PersonRow:
        return person_from(self.ask("users.info", user=user_id)["user"], team_id)

    def channels(self) -> Iterator[ChannelRow]:
        types = "public_channel,private_channel"
        for channel in self.pages("conversations.list", "channels", types=types, exclude_archived="false"):
            yield channel_from(channel)

    def channel(self, channel_id: str) -> ChannelRow:
        return channel_from(self.ask("conversations.info", channel=channel_id, include_num_members="true")["channel"])

    def members(self, channel_id: str) -> Iterator[str]:
        yield from self.pages("conversations.members", "members", channel=channel_id)

    def open_direct(self, user_id: str) -> str:
        """The id of the direct conversation with somebody. It stays, and Slack lets us ask 50 times a minute."""
        if user_id not in self.direct:
            self.direct[user_id] = str(self.call("conversations.open", users=user_id)["channel"]["id"])
        return self.direct[user_id]

    def scopes(self) -> frozenset[str]:
        """What the token may do: Slack says so beside each answer."""
        headers = {str(name).lower(): value for name, value in self.sent("auth.test").headers.items()}
        return frozenset(str(headers.get("x-oauth-scopes") or "").replace(",", " ").split())

    def publish(self, user_id: str, blocks: list[dict[str, Any]]) -> None:
        """Show somebody their Home tab; whatever stood there goes."""
        self.call("views.publish", user_id=user_id, view={"type": "home", "blocks": blocks})

    def posted(self, channel_id: str, key: str, *, thread_ts: str = "", since: str = "") -> str:
        """The `ts` of our post with that key, if it is there already."""
        for message in self.messages(channel_id, thread_ts=thread_ts, since=since):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("key") == key:
                return str(message["ts"])
        return ""

    def messages(self, channel_id: str, *, thread_ts: str = "", since: str = "") -> Iterator[dict[str, Any]]:
        """What stands in a conversation or a thread, written after `since`."""
        method = "conversations.replies" if thread_ts else "conversations.history"
        yield from self.pages(
            method,
            "messages",
            channel=channel_id,
            ts=thread_ts or None,
            oldest=since or None,
            include_all_metadata="true",
        )

    def has_file(self, channel_id: str, file_ids: list[str], *, since: str = "") -> bool:
        """Whether one of these files was shared there."""
        said = self.messages(channel_id, since=since)
        return any(file.get("id") in file_ids for message in said for file in message.get("files") or [])

    def upload(self, file: File) -> str:
        """The id of a file that nobody sees yet (docs.slack.dev/messaging/working-with-files)."""
        place = self.ask("files.getUploadURLExternal", filename=file.name, length=len(file.content))
        request = Request(str(place["upload_url"]), data=file.content, method="POST")  # noqa: S310 - Slack gave it
        try:
            with urlopen(request, timeout=10, context=trusted()):  # noqa: S310 - as above
                return str(place["file_id"])
        except HTTPError as error:
            raise SlackError("upload", UNKNOWN if error.code >= 500 else f"http {error.code}") from None
        except (URLError, HTTPException, OSError) as error:
            raise SlackError("upload", UNREACHABLE if never_sent(error) else UNKNOWN) from None

    def share(self, channel_id: str, file_id: str, title: str, comment: str) -> None:
        """Show an uploaded file in a conversation, with words to it."""
        self.call(SHARE, files=[{"id": file_id, "title": title}], channel_id=channel_id, initial_comment=comment)

    def respond(self, url: str, text: str, blocks: list[dict[str, Any]], *, in_place: bool) -> None:
        """Answer through a response_url, in the place of the message that was pressed or beside it."""
        try:
            answer = WebhookClient(url, timeout=10, retry_handlers=[], ssl=trusted()).send(
                text=text, blocks=blocks, response_type="ephemeral", replace_original=in_place
            )
        except (HTTPException, OSError) as error:
            raise SlackError("response_url", UNREACHABLE if never_sent(error) else UNKNOWN) from None
        if answer.status_code == 429:
            raise TryLaterError("response_url", wait_of(answer.headers))
        if answer.status_code != 200:
            raise SlackError("response_url", UNKNOWN if answer.status_code >= 500 else f"http {answer.status_code}")


def from_slack(method: str, error: SlackApiError) -> SlackError:
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    if status == 429:
        return TryLaterError(method, wait_of(getattr(response, "headers", None) or {}))
    code = response.get("error") if isinstance(getattr(response, "data", None), dict) else None
    if code in SLOW_DOWN:
        return TryLaterError(method, wait_of({}))
    if status >= 500 or not code or code in DOUBTFUL:
        return SlackError(method, UNKNOWN)
    return SlackError(method, str(code))


def wait_of(headers: Mapping[str, Any]) -> float:
    """How many seconds Slack asks to wait."""
    try:
        return float({str(name).lower(): value for name, value in headers.items()}["retry-after"])
    except (KeyError, ValueError):
        return 1.0


def never_sent(error: BaseException) -> bool:
    """A connection that was refused, or had nowhere to go, was never made; anything later may have taken effect."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ConnectionRefusedError | socket.gaierror):
        return True
    return isinstance(cause, OSError) and cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH)


def without_none(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value is not None}


def person_from(member: dict[str, Any], team_id: str) -> PersonRow:
    """A user object of Slack (docs.slack.dev/reference/objects/user-object), as the workspace `team_id` sees them.

    Somebody of another workspace is from outside, unless both belong to one organisation.
    """
    elsewhere = member.get("team_id") not in (None, "", team_id) and not member.get("enterprise_user")
    profile = member.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or member.get("real_name") or member.get("name")
    away, away_until = away_by_status(
        str(profile.get("status_text") or ""),
        str(profile.get("status_emoji") or ""),
        moment(profile.get("status_expiration")),
    )
    person = PersonRow(
        user_id=str(member["id"]),
        name=str(name or ""),
        title=str(profile.get("title") or ""),
        tz=str(member.get("tz") or ""),
        is_bot=bool(member.get("is_bot")) or member["id"] == "USLACKBOT" or bool(member.get("is_workflow_bot")),
        is_guest=bool(member.get("is_restricted") or member.get("is_ultra_restricted")),
        is_outside=bool(member.get("is_stranger")) or elsewhere,
        is_deleted=bool(member.get("deleted")),
        is_admin=bool(member.get("is_admin") or member.get("is_owner")),
    )
    # Of whom nobody is led to nothing of the kind is kept.
    return replace(person, away=away or "", away_until=away_until) if person.may_be_named else person


def moment(seconds: Any) -> datetime | None:
    """A time as Slack gives it, in seconds; None for 0, which is none, and for what no calendar holds."""
    is_time = isinstance(seconds, int | float) and FIRST_MOMENT < seconds < LAST_MOMENT
    return datetime.fromtimestamp(seconds, UTC) if is_time else None


def channel_from(channel: dict[str, Any]) -> ChannelRow:
    """A conversation object of Slack (docs.slack.dev/reference/objects/conversation-object)."""
    return ChannelRow(
        channel_id=str(channel["id"]),
        name=str(channel.get("name") or ""),
        kind=ChannelKind.PRIVATE if channel.get("is_private") or channel.get("is_group") else ChannelKind.PUBLIC,
        is_archived=bool(channel.get("is_archived")),
        is_shared=bool(channel.get("is_ext_shared") or channel.get("is_shared")),
        bot_is_in=bool(channel.get("is_member")),
        members=int(channel.get("num_members") or 0),
    )
