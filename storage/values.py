"""The values that storage, rules and words share: plain, frozen, free of SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """How somebody showed a skill."""

    ANSWER = "answer"
    DECLARED = "declared"
    SAID = "said"
    KUDOS = "kudos"
    TAUGHT = "taught"
    ENDORSED = "endorsed"
    ACCEPTED = "accepted"


# What people say of themselves, or do before everybody's eyes to be found by it: nothing of it is inferred.
SAID_SO = frozenset({Kind.DECLARED, Kind.TAUGHT})
# What people choose: whether the bot may learn from what they do ("on", "off"), and that nobody is led to them for now.
LEARNING, PAUSED = "learning", "paused"
# The workspace's setting that asks people before anything is learned of them.
WORKS_COUNCIL = "works_council"


class ChannelKind(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "direct"
    GROUP = "group"


class Origin(StrEnum):
    """Where a question was put."""

    COMMAND = "command"
    CHANNEL = "channel"
    MENTION = "mention"
    DIRECT = "direct"
    SHORTCUT = "shortcut"
    POSTED = "posted"  # the bot is about to put it to a channel


class TermKind(StrEnum):
    """Which words a person's count is about: their own, or those of the questions they answered."""

    SAID = "said"
    ANSWERED = "answered"


class Act(StrEnum):
    """What a person's activity counts: messages, questions answered, replies in threads, words used (in all channels
    together).
    """

    MESSAGE = "message"
    ANSWER = "answer"
    REPLY = "reply"
    WORDS = "words"


class Delivery(StrEnum):
    """The life of an outbox row; `unknown` may have been delivered and is not repeated."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    team_id: str
    name: str = ""
    url: str = ""
    bot_user_id: str = ""
    graph_version: int = 0
    installed: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A colleague as Slack knows them; whoever Slack told nothing about yet is a plain member. `away` is how their
    status keeps them from answering, `away_until` when it ends, as far as it says.
    """

    user_id: str
    name: str = ""
    title: str = ""
    tz: str = ""
    is_bot: bool = False
    is_guest: bool = False
    is_outside: bool = False
    is_deleted: bool = False
    is_admin: bool = False
    away: str = ""
    away_until: datetime | None = None

    @property
    def may_be_named(self) -> bool:
        """Bots, guests, people from outside and those who left are never experts."""
        return not (self.is_bot or self.is_guest or self.is_outside or self.is_deleted)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    channel_id: str
    name: str = ""
    kind: ChannelKind = ChannelKind.PUBLIC
    is_archived: bool = False
    is_shared: bool = False
    bot_is_in: bool = False
    members: int = 0


@dataclass(frozen=True, slots=True)
class SkillRow:
    skill_id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Touched:
    """How much refers to a skill: people who showed it, what they showed, questions, thanks, gatherings and topics."""

    people: int = 0
    entries: int = 0
    questions: int = 0
    thanks: int = 0
    gatherings: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One entry of the ledger. `key` is natural: the same fact has the same key however often it is told."""

    key: str
    user_id: str
    skill_id: int
    kind: Kind
    at: datetime
    weight: float = 1.0
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""
    from_user_id: str = ""


@dataclass(frozen=True, slots=True)
class ExpertiseRow:
    """What the ledger adds up to for (person, skill, kind); `score` is a forward-decayed sum."""

    user_id: str
    skill_id: int
    kind: Kind
    score: float
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionRow:
    question_id: int
    origin: Origin
    channel_id: str
    ts: str
    asker_id: str
    at: datetime
    skill_ids: tuple[int, ...]
    term_ids: tuple[int, ...]
    topic: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """What comes at `at`: `subject` is the id of what it is about, `user_id` whom it is for."""

    job: str
    subject: str
    user_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StuckRow:
    """What was due and failed so many times, the last at `at`: given up where it is not tried again."""

    job: str
    subject: str
    user_id: str
    tries: int
    again_at: datetime | None
    at: datetime
    fault: str


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Something to be said: facts and a place, never words. What is `doubtful` may have been said already."""

    row_id: int
    kind: str
    channel_id: str
    user_id: str
    thread_ts: str
    facts: dict[str, object]
    attempts: int
    key: str
    created_at: datetime
    doubtful: bool = False
    claimed_at: datetime | None = None
