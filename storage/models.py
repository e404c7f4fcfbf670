"""The schema: every table, declared once. Each row belongs to one workspace and goes with it."""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the class is made.
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.base import CLUSTERED, Base, team, team_key
from storage.models_formats import Approach, Pairing, Search
from storage.models_insights import InsightConsent, InsightLook, InsightMember, InsightPlacement, InsightSnapshot
from storage.models_kudos import Kudos, Reaction
from storage.models_lunch import Feedback, Interest, Invite, Lunch, LunchSeries, Recording, Signup, Topic
from storage.models_privacy import HiddenSkill, Left
from storage.models_referrals import Handoff, Referral, Wish
from storage.models_settings import Coordinator, Due, Preference, Setting
from storage.models_stuck import Stuck
from storage.models_teachback import LinkReport, Mark, Teachback, TeachbackPeer

__all__ = [
    "Activity", "Answer", "Approach", "Base", "Channel", "Claim", "Coordinator", "Due", "Evidence", "Expertise",
    "Feedback", "Handoff", "HiddenSkill", "InsightConsent", "InsightLook", "InsightMember", "InsightPlacement",
    "InsightSnapshot", "Installation", "Interest", "Invite", "Kudos", "LearnedSpan", "Left", "LinkReport", "Lunch",
    "LunchSeries", "Mark", "Membership", "Message", "Outbox", "Pairing", "Person", "Preference", "Question",
    "Reaction", "Recording", "Referral", "Rhythm", "Search", "Seen", "Setting", "Signup", "Skill", "SkillAlias",
    "Stuck", "Teachback", "TeachbackPeer", "Term", "TermUse", "Topic", "Wish", "Workspace",
]  # fmt: skip


class Workspace(Base, table=True):
    team_id: str = Field(primary_key=True)
    name: str = ""
    url: str = ""
    bot_user_id: str = ""
    graph_version: int = 0
    installed_at: datetime | None = None
    removed_at: datetime | None = None


class Person(Base, table=True):
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
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


class Channel(Base, table=True):
    team_id: str = team_key()
    channel_id: str = Field(primary_key=True)
    name: str = Field(default="", index=True)
    kind: str = "public"
    is_archived: bool = False
    is_shared: bool = False
    bot_is_in: bool = False
    members: int = 0


class Membership(Base, table=True):
    """Which channels a guest is in: what they may follow a link to. Members need no row, public channels are theirs."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)


class Skill(Base, table=True):
    __table_args__ = (UniqueConstraint("team_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    key: str
    name: str
    merged_into: int | None = Field(default=None, foreign_key="skill.id")


class SkillAlias(Base, table=True):
    __tablename__ = "skill_alias"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    key: str = Field(primary_key=True)
    alias: str
    skill_id: int = Field(foreign_key="skill.id", index=True)


class Evidence(Base, table=True):
    """`hidden_at`: the person does not want it to count; `moved_to`: it shows another skill, they say."""

    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        Index("ix_evidence_team_id_skill_id_user_id", "team_id", "skill_id", "user_id"),
        Index("ix_evidence_team_id_channel_id_ts", "team_id", "channel_id", "ts"),
        Index("ix_evidence_team_id_user_id_at", "team_id", "user_id", "at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    key: str
    user_id: str
    skill_id: int = Field(foreign_key="skill.id")
    kind: str
    weight: float = 1.0
    at: datetime
    channel_id: str = ""
    ts: str = ""
    thread_ts: str = ""
    from_user_id: str = ""
    revoked_at: datetime | None = None
    hidden_at: datetime | None = None
    moved_to: int | None = Field(default=None, foreign_key="skill.id")


class Expertise(Base, table=True):
    """Forward-decayed sums (Cormode et al., ICDE 2009): one upsert an event, never rewritten."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    skill_id: int = Field(primary_key=True, foreign_key="skill.id")
    user_id: str = Field(primary_key=True, index=True)
    kind: str = Field(primary_key=True)
    score: float = 0.0
    times: int = 0
    last_at: datetime


class Term(Base, table=True):
    """A word, and how many messages held it: the `idf` of the ranking."""

    __table_args__ = (UniqueConstraint("team_id", "term"),)
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    term: str
    messages: int = 0


class TermUse(Base, table=True):
    __tablename__ = "term_use"
    __table_args__ = CLUSTERED
    team_id: str = team_key()
    term_id: int = Field(primary_key=True, foreign_key="term.id")
    kind: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True, index=True)
    score: float = 0.0
    times: int = 0


class Activity(Base, table=True):
    """How often somebody wrote, or answered questions, in a channel; `channel_id` "" counts all of them."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    channel_id: str = Field(primary_key=True)
    act: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True, index=True)
    score: float = 0.0
    times: int = 0
    last_at: datetime


class Rhythm(Base, table=True):
    """When somebody writes: by hour of the day (slots 0 to 23, UTC), on working days (24) and at weekends (25)."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    user_id: str = Field(primary_key=True)
    slot: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    score: float = 0.0


class Message(Base, table=True):
    """What a reaction, an edit or a deletion refers to. No text, public channels only, 180 days."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    channel_id: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    user_id: str
    thread_ts: str = ""
    skill_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(index=True)


class Question(Base, table=True):
    """What was asked, and where. `topic` is kept of what was given to the bot, and its `words` where an interviewer
    could ask them; of a channel there are ids alone.
    """

    __table_args__ = (
        Index("ix_question_team_id_channel_id_ts", "team_id", "channel_id", "ts"),
        Index("ix_question_team_id_at", "team_id", "at"),
        Index("ix_question_team_id_asker_id", "team_id", "asker_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    origin: str
    channel_id: str = ""
    ts: str = ""
    asker_id: str = ""
    at: datetime
    skill_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    term_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    topic: str = ""
    words: str = ""
    named: int = 0


class Answer(Base, table=True):
    """Who answered the question that stands at (channel, question_ts): once each, however much they wrote. With
    `hidden_at` it says nothing of them, as they wish.
    """

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    channel_id: str = Field(primary_key=True)
    question_ts: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True, index=True)
    ts: str = ""
    hidden_at: datetime | None = None


class LearnedSpan(Base, table=True):
    """A stretch of a channel's history that has been learned, in microseconds, both ends included."""

    __tablename__ = "learned_span"
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    channel_id: str = Field(index=True)
    from_us: int = Field(sa_column=Column(BigInteger, nullable=False))
    through_us: int = Field(sa_column=Column(BigInteger, nullable=False))


class Seen(Base, table=True):
    """What has been handled, by natural key, for seven days: Slack repeats itself, also under new event ids."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    key: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class Outbox(Base, table=True):
    """What is to be said to Slack: facts, worded when sent. A `paced` row keeps a second's distance from others of its
    channel; `again` is set where there is something newer to say while it is being said.
    """

    __table_args__ = (
        UniqueConstraint("team_id", "key"),
        Index("ix_outbox_state_not_before", "state", "not_before"),
        Index("ix_outbox_team_id_channel_id_claimed_at", "team_id", "channel_id", "claimed_at"),
        Index("ix_outbox_team_id_state_not_before", "team_id", "state", "not_before"),
        Index("ix_outbox_team_id_user_id", "team_id", "user_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = team()
    key: str
    kind: str
    channel_id: str = ""
    user_id: str = ""
    thread_ts: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: str = "pending"
    attempts: int = 0
    not_before: datetime
    claimed_at: datetime | None = None
    created_at: datetime
    error: str = ""
    paced: bool = False
    again: bool = False


class Claim(Base, table=True):
    """Who runs a due job: the first to write the row, of however many processes."""

    __table_args__ = CLUSTERED
    team_id: str = team_key()
    job: str = Field(primary_key=True)
    due: str = Field(primary_key=True)
    at: datetime


class Installation(Base, table=True):
    """What an OAuth installation handed us; `sealed` is encrypted under WHOKNOWS_SECRET_KEY."""

    team_id: str = team_key()
    sealed: str
    installed_at: datetime
