"""What happens in channels: messages heard, edited and taken back. Nothing of their text is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.reading import Reading
from bot.domain.skills import key
from bot.domain.spans import covers, microseconds, with_span
from bot.services.answered import count_answer
from bot.services.heard import Heard, moment
from bot.services.learning import SEEN_FOR, Learner, note_question, of_nobody, prune, reading_of
from bot.services.privacy import PrivacyService
from bot.services.referral_askers import Askers
from bot.services.settings import SettingsService
from bot.services.skills import SkillService, minus
from storage.history import MessageRow
from storage.store import Store, Unit
from storage.values import ChannelKind, ChannelRow

MESSAGES_FOR = timedelta(days=180)
OUTBOX_FOR = timedelta(days=30)


class HistoryService:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.settings = settings

    def hear(self, team_id: str, heard: Heard, *, kind: ChannelKind, now: datetime) -> None:
        """Somebody wrote in a channel: learn from it where everybody may read, and answer "who knows X?"."""
        with self.store.team(team_id).writing() as unit:
            if not self.is_new(unit, heard, now=now):
                return
            wishes = self.privacy.wishes(unit, heard.user_id)
            if wishes.left:
                return
            unit.people.ensure_channel(ChannelRow(heard.channel_id, kind=kind, bot_is_in=True))
            if kind == ChannelKind.PUBLIC:
                unnamed = partial(Askers(self.privacy.secret).of_question, unit)
                learner = Learner(unit, self.skills.book(unit).index, now=now, unnamed=unnamed)
                reading = learner.hear(heard) if wishes.learns else learner.hear_of_nobody(heard)
                if reading.asks:
                    learner.late += [reply_of(row) for row in unit.history.replies(heard.channel_id, heard.ts)]
                learner.write()
            else:
                reading = reading_of(heard, self.skills.book(unit).index)
            if reading.wish is not None:
                answer_wish(unit, heard, reading, now=now)

    def is_new(self, unit: Unit, heard: Heard, *, now: datetime) -> bool:
        """Whether this message is handled for the first time: neither heard nor imported before."""
        unit.workspace.ensure()
        if not unit.workspace.first_time(heard.key, now=now):
            return False
        return not covers(unit.history.spans(heard.channel_id), microseconds(heard.ts))

    def edited(self, team_id: str, heard: Heard, edited_ts: str, *, kind: ChannelKind, now: datetime) -> None:
        """A message says something else now: its skills follow, and a wish that it became is answered."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if not unit.workspace.first_time(f"{heard.key}:{edited_ts}", now=now) or kind != ChannelKind.PUBLIC:
                return
            wishes = self.privacy.wishes(unit, heard.user_id)
            if wishes.left:
                return
            reading = reading_of(heard, self.skills.book(unit).index)
            skills = unit.skills.ensure({key(name): name for name in reading.skills})
            unit.history.change(heard.channel_id, heard.ts, skill_ids=sorted(set(skills.values())))
            question = unit.asks.at(heard.channel_id, heard.ts)
            if question is not None:
                words = unit.terms.ensure(reading.about)
                unit.asks.change(
                    question.question_id,
                    skill_ids=list(skills.values()),
                    term_ids=[words[word] for word in reading.about],
                )
            elif reading.asks:
                note_question(unit, heard if wishes.learns or reading.wish else of_nobody(heard), reading)
            if reading.wish is not None:
                answer_wish(unit, heard, reading, now=now)

    def deleted(self, team_id: str, channel_id: str, ts: str, *, now: datetime) -> None:
        """A message is gone: what it showed is taken back, what others showed under it stands."""
        with self.store.team(team_id).writing() as unit:
            unit.history.drop(channel_id, ts)
            for answer in unit.asks.take_answers_at(channel_id, ts):
                count_answer(unit, self.skills.book(unit), answer, moment(ts), times=-1)
            unit.ledger.add(minus(row) for row in unit.ledger.revoke(now=now, place=(channel_id, ts)))

    def tidy(self, team_id: str, *, now: datetime) -> None:
        """Drop what has been kept long enough."""
        with self.store.team(team_id).writing() as unit:
            for channel_id, stamps in by_channel(unit.workspace.forget_seen(before=now - SEEN_FOR)).items():
                spans = unit.history.spans(channel_id)
                unit.history.set_spans(channel_id, with_span(spans, (min(stamps), max(stamps))))
            unit.history.forget_messages(before=now - MESSAGES_FOR)
            text_for = timedelta(days=self.settings.bounds(unit).question_text_days)
            unit.asks.forget_topics(before=now - text_for)
            unit.outbox.forget_delivered(before=now - OUTBOX_FOR)
            unit.stuck.forget(before=now - OUTBOX_FOR)
        prune(self.store.team(team_id), now=now)
        if self.store.is_sqlite:
            self.store.compact()  # what is erased stays in the write-ahead log until then


def reply_of(row: MessageRow) -> Heard:
    """A reply that reached us before the question it answers: events come in any order."""
    return Heard(row.channel_id, row.ts, row.user_id, "", row.thread_ts)


def answer_wish(unit: Unit, heard: Heard, reading: Reading, *, now: datetime) -> None:
    """Leave the suggestions for somebody who asked a channel who knows something: for their eyes, once."""
    question = unit.asks.at(heard.channel_id, heard.ts) or note_question(unit, heard, reading)
    unit.outbox.leave(
        "suggestions",
        key=f"suggestions:{heard.channel_id}:{heard.ts}",
        now=now,
        channel_id=heard.channel_id,
        user_id=heard.user_id,
        thread_ts=heard.thread_ts if heard.is_reply else "",
        facts={"question_id": question.question_id},
    )


def by_channel(keys: Iterable[str]) -> dict[str, list[int]]:
    """The moments of messages among seen keys, `m:channel:ts`, by channel."""
    found: dict[str, list[int]] = {}
    for seen in keys:
        parts = seen.split(":")
        if len(parts) == 3 and parts[0] == "m":
            found.setdefault(parts[1], []).append(microseconds(parts[2]))
    return found
