"""The page as a browser asks for it, and a company small enough to begin at once."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.demo.company import Company, company
from bot.demo.page.tale import STORY, Tale
from bot.demo.standin import StandIn

Json = dict[str, Any]

BEGINS = 1_759_740_800.0  # Monday 6 October 2025, 08:53:20 UTC


@dataclass
class Window:
    """Somebody's browser window."""

    url: str
    user: str = ""

    def asks(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, Json]:
        """Status, content type, and what came, if it is JSON."""
        place = urlsplit(self.url)
        line = http.client.HTTPConnection(place.netloc, timeout=60)
        try:
            line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            kind, raw = answer.headers.get("content-type", ""), answer.read()
        finally:
            line.close()
        return answer.status, kind, json.loads(raw) if kind.startswith("application/json") else {"raw": raw.decode()}

    def headers(self, path: str) -> http.client.HTTPMessage:
        line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            line.request("GET", path)
            return line.getresponse().headers
        finally:
            line.close()

    def get(self, path: str, **params: str) -> Json:
        status, _kind, body = self.asks("GET", f"{path}?{urlencode({'as': self.user, **params})}")
        assert status == 200, body
        return body

    def refused(self, path: str, **params: str) -> str:
        status, _kind, body = self.asks("GET", f"{path}?{urlencode({'as': self.user, **params})}")
        assert status >= 400
        return str(body["error"])

    def act(self, what: str, **body: Any) -> Json:
        """What came of it; a refusal has `ok` false and its words."""
        query, raw = urlencode({"as": self.user}), json.dumps({"do": what, **body}).encode()
        return self.asks("POST", f"/page/act?{query}", raw, content_type="application/json")[2]

    def history(self, channel: str, **params: str) -> list[Json]:
        messages: list[Json] = self.get("/page/history", channel=channel, **params)["messages"]
        return messages

    @contextmanager
    def events(self, since: int) -> Iterator[Iterator[Json]]:
        """The changes as they come."""
        line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            line.request("GET", f"/page/events?{urlencode({'as': self.user, 'since': since})}")
            yield changes(line.getresponse())
        finally:
            line.close()


def changes(answer: http.client.HTTPResponse) -> Iterator[Json]:
    while raw := answer.readline():
        if raw.startswith(b"data: "):
            yield from json.loads(raw.removeprefix(b"data: "))["changes"]


@dataclass
class Small:
    """Katie, Scott and a guest; #general with the bot, #board without Scott."""

    settings: Json = field(default_factory=dict)
    begins: float = BEGINS

    @property
    def tale(self) -> Tale:
        return Tale(STORY, "Small", "A small company.", "U0KATIE", [{"user": "U0KATIE", "role": "knows data"}])

    def set_up(self, slack: StandIn) -> None:
        katie = slack.add_person("Katie", id="U0KATIE", tz="Europe/Lisbon", is_admin=True)
        scott = slack.add_person("Scott", id="U0SCOTT", tz="America/Toronto")
        guest = slack.add_person("Pat", id="U0PAT", is_guest=True)
        slack.add_channel("general", id="C0GENERAL", members=[katie, scott, guest], with_bot=True)
        slack.add_channel("board", id="C0BOARD", members=[katie], private=True)
        slack.add_channel("open", id="C0OPEN", members=[katie])

    def play(self, company: Company) -> None:
        """Nothing was ever said."""

    def end(self) -> None:
        """Nothing goes on."""


@contextmanager
def small_company(folder: Path) -> Iterator[Company]:
    with company(Small(), folder) as ours:
        yield ours
