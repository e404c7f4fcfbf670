"""What the app's manifest lets it do: scopes, events, commands, shortcuts; everything without a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.demo.scopes import SCOPES

Json = dict[str, Any]

_SURFACES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry of the message menu or the global one."""

    name: str
    callback_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`known` is false where no manifest was given: then nothing is refused."""

    known: bool = False
    commands: Mapping[str, bool] = field(default_factory=dict)
    shortcuts: tuple[Shortcut, ...] = ()
    described: tuple[Mapping[str, str], ...] = ()
    events: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Mapping[str, Any] | None) -> Manifest:
        """From the parsed `manifest.yml`."""
        if document is None:
            return cls()
        features = document.get("features", {})
        settings = document.get("settings", {})
        return cls(
            known=True,
            commands={c["command"]: bool(c.get("should_escape")) for c in features.get("slash_commands", [])},
            described=tuple(
                {name: str(c.get(name, "")) for name in ("command", "description", "usage_hint")}
                for c in features.get("slash_commands", [])
            ),
            shortcuts=tuple(Shortcut(s["name"], s["callback_id"], s["type"]) for s in features.get("shortcuts", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            scopes=frozenset(document.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        )

    def hears(self, event: Json) -> bool:
        """Whether the app subscribed to the event; messages by the kind of conversation they are in."""
        if not self.known:
            return True
        name = event["type"]
        if name == "message":
            name = f"message.{event_name(event)}"
        return name in self.events

    def escapes(self, command: str) -> bool:
        return self.commands.get(command, True)

    def offers(self, command: str) -> bool:
        return not self.known or command in self.commands

    def missing(self, method: str) -> str:
        """The scope the app would need for the method, "" when it has one that will do."""
        wanted = SCOPES.get(method, ())
        if not self.known or not wanted or self.scopes.intersection(wanted):
            return ""
        return wanted[0]

    def may_post_anywhere(self) -> bool:
        return "chat:write.public" in self.scopes

    def shortcut(self, name: str) -> Shortcut | None:
        """By the name people read or by its callback_id."""
        return next((s for s in self.shortcuts if name in {s.name, s.callback_id}), None)


def event_name(event: Json) -> str:
    """`channels`, `groups`, `im` or `mpim`."""
    return _SURFACES.get(event.get("channel_type", ""), "channels")
