"""Every error of ours, and who sees it.

WhoknowsError
├── SettingsError        the admin who starts the bot, in one line; the start ends
├── CommandLineError     whoever typed a `whoknows` command, in one line; the command ends
│   ├── ExportError      the path is no Slack export
│   └── VocabularyError  a vocabulary file has a faulty entry
├── KindError            the person in Slack, in these very words; Slack gets its 200
└── SlackError           the log; what the Web API refused (`code` is Slack's own error name)
    └── TryLaterError         the outbox; Slack asked to wait `seconds`
"""

from __future__ import annotations


class WhoknowsError(Exception):
    """The root: whatever we raise on purpose."""


class SettingsError(WhoknowsError):
    """A setting is missing or wrong; the message says which and how to mend it."""


class CommandLineError(WhoknowsError):
    """A command of the terminal cannot be carried out; the message says why and what would help."""


class ExportError(CommandLineError):
    """The path holds no readable Slack export."""


class VocabularyError(CommandLineError):
    """A vocabulary file is not in the form we read; the message names file, entry and fault."""


class KindError(WhoknowsError):
    """Somebody asked for what cannot be; the message is shown to that person as it stands."""


class SlackError(WhoknowsError):
    """The Web API refused a call, or could not be reached (`code` "unreachable", or "unknown" when it may have
    taken effect all the same).
    """

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method}: {code}")
        self.method = method
        self.code = code


class TryLaterError(SlackError):
    """Slack asked us to wait (HTTP 429)."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(method, "ratelimited")
        self.seconds = seconds
