"""What can go wrong in the stand-in: Slack refuses a call, a person tries what Slack's clients do not offer.

Exception
├── SlackError      the bot sees it, as `{"ok": false, "error": ...}`
└── StandInError    the test or the page sees it
    ├── NotOnScreenError  the thing to press, choose or fill is not there
    └── TimedOutError     what was waited for did not happen
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """A Web API call refused with one of Slack's own error names."""

    def __init__(self, name: str, *, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(name)
        self.name = name
        self.messages = tuple(messages)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error": self.name, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": list(self.messages)}
        return answer


class StandInError(Exception):
    """A person tried what nobody could do in Slack's own clients."""


class NotOnScreenError(StandInError):
    """The thing to press, choose or fill is not on the person's screen."""


class TimedOutError(StandInError):
    """What was waited for did not happen in time."""
