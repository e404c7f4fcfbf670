"""Asking who knows: understand, rank, and remember the demand and whom it was answered with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.answers import Answer, Place, Press, Query, Suggestion
from bot.domain.bounds import Bounds
from bot.domain.interviews import whole_question
from bot.domain.ranking_facts import Ranked, Reason
from bot.domain.reading import in_order
from bot.domain.skills import key
from bot.errors import KindError
from bot.services.counts import Counts
from bot.services.found import Found, in_reach
from bot.services.load import named_lately
from bot.services.places import placed
from bot.services.privacy import PrivacyService
from bot.services.referral_askers import NOT_YOURS, Askers, is_own
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from bot.services.subjects import Spot, Subject, remembered_subject, subject_of
from bot.services.visibility import hidden_from, visible
from storage.store import Store, Unit
from storage.values import Origin, QuestionRow
from storage.values_lunch import RecordingRow

RELATED = 5
LONGEST_TOPIC = 300
SHOWN_RECORDINGS = 2


class AskService:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.settings = settings
        self.askers = Askers(privacy.secret)
        self.held = skills.held

    def ask(self, team_id: str, query: Query, origin: Origin, *, seen: str, now: datetime) -> Answer:
        """Answer somebody who asked the bot, and remember what was asked and who was named: once for each `seen`."""
        with self.store.team(team_id).writing() as unit:
            new = self.begin(unit, query.asker_id, seen, now=now)
            counts = Counts(unit, now, held=self.held)
            subject = self.subject(counts, query)
            answer = answer_to(counts, subject, query, bounds=self.settings.bounds(unit))
            if not new:
                return answer
            question = self.keep(unit, subject, query, origin, now=now)
            unit.asks.name(question.question_id, [one.person.user_id for one in answer.people], at=now)
            return replace(answer, question_id=question.question_id)

    def note(
        self, team_id: str, query: Query, origin: Origin, *, place: Place, seen: str, url: str = "", now: datetime
    ) -> None:
        """Take down a question that is answered by a message of its own: for the asker's eyes, once.

        `url` reaches the asker where the bot cannot go: in a channel it is not in.
        """
        with self.store.team(team_id).writing() as unit:
            # A direct conversation is as good as a name: its key must not tell when somebody asked something there.
            once = f"q:{self.privacy.digest(team_id, seen)}" if origin == Origin.DIRECT else seen
            if not self.begin(unit, query.asker_id, once, now=now):
                return
            subject = self.subject(Counts(unit, now, held=self.held), query)
            question = self.keep(unit, subject, query, origin, now=now)
            unit.outbox.leave(
                "answer" if origin == Origin.DIRECT else "suggestions",
                # A mention that asks "who knows X?" is a message of its channel, too: one answer is enough for both.
                key=seen if url else f"suggestions:{place.channel_id}:{place.ts}",
                now=now,
                channel_id=place.channel_id,
                user_id=query.asker_id,
                thread_ts=place.thread_ts,
                facts={"question_id": question.question_id, "url": url},
            )

    def help(self, team_id: str, user_id: str, place: Place, *, now: datetime) -> None:
        """Somebody greeted the bot, or asked how it works: said once, where they stand."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, user_id, f"q:{place.channel_id}:{place.ts}", now=now):
                unit.outbox.leave(
                    "help",
                    key=f"help:{place.channel_id}:{place.ts}",
                    now=now,
                    channel_id=place.channel_id,
                    user_id=user_id,
                    thread_ts=place.thread_ts,
                )

    def claimed(self, team_id: str, press: Press, *, now: datetime) -> None:
        """Somebody who was told that nobody knows says: I do."""
        with self.store.team(team_id).writing() as unit:
            question = self.own(unit, press)
            if question is None or not self.begin(unit, press.user_id, press.seen, now=now):
                return
            rows = unit.skills.by_id(question.skill_ids)
            names = [row.name for row in rows.values()] or [question.topic]
            for name in names:
                self.skills.declare_in(unit, press.user_id, name, now=now)
            facts = {"skills": names, "url": press.response_url}
            unit.outbox.leave("declared", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def next_ones(self, team_id: str, press: Press, *, skip: int, now: datetime) -> None:
        """Somebody wants to see who comes next: left to be said where they pressed."""
        with self.store.team(team_id).writing() as unit:
            self.own(unit, press)
            if self.begin(unit, press.user_id, press.seen, now=now):
                facts = {"question_id": press.question_id, "skip": skip, "url": press.response_url}
                unit.outbox.leave("response", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def instead(self, team_id: str, press: Press, text: str, *, now: datetime) -> None:
        """Somebody meant another of the names that came close."""
        with self.store.team(team_id).writing() as unit:
            if not self.begin(unit, press.user_id, press.seen, now=now):
                return
            query = Query(text, press.user_id)
            subject = self.subject(Counts(unit, now, held=self.held), query)
            question = self.keep(unit, subject, query, Origin.COMMAND, now=now)
            facts = {"question_id": question.question_id, "skip": 0, "url": press.response_url}
            unit.outbox.leave("response", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def own(self, unit: Unit, press: Press) -> QuestionRow | None:
        """What was asked, for whoever asked it; None if it is gone. Raises KindError for everybody else."""
        question, handoff = unit.asks.get(press.question_id), unit.referrals.get(press.question_id)
        if question and not is_own(question, press.user_id, self.askers.of(unit, handoff) if handoff else None):
            raise KindError(NOT_YOURS)
        return question

    def begin(self, unit: Unit, user_id: str, seen: str, *, now: datetime) -> bool:
        """Whether this is heard for the first time. Who spoke is known from now on, unless they were forgotten."""
        unit.workspace.ensure()
        if not self.privacy.who_left(unit)(user_id):
            unit.people.ensure([user_id])
        return unit.workspace.first_time(seen, now=now)

    def keep(self, unit: Unit, subject: Subject, query: Query, origin: Origin, *, now: datetime) -> QuestionRow:
        """Keep a question; of somebody who left or wanted to be forgotten, without saying whose it is."""
        if self.privacy.wishes(unit, query.asker_id).left:
            query = replace(query, asker_id="")
        return unit.asks.add(question_row(unit, subject, query, origin, now))

    def look(self, team_id: str, query: Query, *, now: datetime) -> Answer:
        """The same answer, leaving no trace: for the terminal."""
        with self.store.team(team_id).reading() as unit:
            counts = Counts(unit, now, held=self.held)
            return answer_to(counts, self.subject(counts, query), query, bounds=self.settings.bounds(unit))

    def subject(self, counts: Counts, query: Query) -> Subject:
        spot = Spot(query.channel_id, query.asker_id, counts.now)
        return subject_of(counts, self.skills.book(counts.unit), query.text, spot)

    def again(self, team_id: str, question_id: int, *, reader: str = "", skip: int = 0, now: datetime) -> Answer | None:
        """The answer to a question that was put before, `skip` people further on, for the eyes of `reader`, or of
        whoever asked; None if it is gone.
        """
        with self.store.team(team_id).writing() as unit:
            question = unit.asks.get(question_id)
            if question is None:
                return None
            question = replace(question, asker_id=reader or question.asker_id)
            query = Query(question.topic, question.asker_id, question.channel_id, skip=skip)
            counts = Counts(unit, now, held=self.held)
            subject = remembered_subject(counts, self.skills.book(unit), question)
            # Whom this question named already has no load from it: else they would move, and be shown twice.
            answer = answer_to(counts, subject, query, bounds=self.settings.bounds(unit), again=question_id)
            unit.asks.name(question_id, [one.person.user_id for one in answer.people], after=skip, at=now)
            return replace(answer, question_id=question_id)


def question_row(unit: Unit, subject: Subject, query: Query, origin: Origin, now: datetime) -> QuestionRow:
    """A question as it is kept. Its text only where it was given to the bot, not where it was read in a channel."""
    given = origin != Origin.SHORTCUT
    words = in_order(query.text)
    known = unit.terms.ids(words)  # words that channels taught: what is given to the bot adds none
    skills = unit.skills.ensure({key(name): name for name in subject.asked.skills})
    return QuestionRow(
        question_id=0,
        origin=origin,
        channel_id=query.channel_id,
        ts="",
        asker_id=query.asker_id,
        at=now,
        skill_ids=tuple(skills.values()),
        term_ids=tuple(sorted(known.values())),
        topic=subject.asked.text[:LONGEST_TOPIC] if given else "",
        words=whole_question(query.text) if given else "",
    )


def answer_to(counts: Counts, subject: Subject, query: Query, *, bounds: Bounds, again: int = 0) -> Answer:
    """Rank, keep those who may be named, and give each name its reasons with the links the asker may follow."""
    unit = counts.unit
    load, without = named_lately(unit, counts.now, again=again), not_named(unit, query.asker_id)
    found = in_reach(counts, subject, query, load=load, without=without, bounds=bounds)
    chosen = found.ranked[query.skip : query.skip + query.shown]
    workspace, channels = unit.workspace.get(), unit.people.channels()
    hidden = hidden_from(unit, unit.people.get(query.asker_id), channels)
    return Answer(
        text=query.text,
        label=subject.label,
        matches=subject.asked.matches,
        near=subject.asked.near,
        people=suggestions(unit, subject, chosen, found, hidden),
        recordings=tuple(recordings_on(unit, subject.skill_ids, query.asker_id)[:SHOWN_RECORDINGS]),
        related=related(unit, [one.user_id for one in chosen], subject.skill_ids),
        more=len(found.ranked) > query.skip + query.shown,
        skipped=query.skip,
        channels={channel.channel_id: channel.name for channel in channels},
        url=workspace.url if workspace else "",
    )


def not_named(unit: Unit, asker_id: str) -> set[str]:
    workspace = unit.workspace.get()
    bot = workspace.bot_user_id if workspace else ""
    return unit.people.never_named() | {asker_id, bot}


def suggestions(
    unit: Unit, subject: Subject, chosen: Sequence[Ranked], found: Found, hidden: set[str]
) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            found.people[one.user_id],
            tuple(
                unlinked(reason) if reason.channel_id in hidden else reason
                for reason in placed(unit, one, subject.about)
            ),
            found.told[one.user_id],
        )
        for one in chosen
    )


def recordings_on(unit: Unit, skill_ids: Sequence[int], asker_id: str) -> list[RecordingRow]:
    """What earlier gatherings left on these skills, the newest first, as far as the asker may see it."""
    wanted = set(skill_ids)
    return visible(unit, [one for one in unit.lunches.recordings() if wanted & set(one.skill_ids)], asker_id)


def unlinked(reason: Reason) -> Reason:
    return replace(reason, channel_id="", ts="", thread_ts="")


def related(unit: Unit, users: Sequence[str], skill_ids: Sequence[int]) -> tuple[str, ...]:
    """What else these people have shown; skills that several of them share come first."""
    shown = {at: people for at, people in unit.ledger.shown_by(users).items() if at not in skill_ids}
    names = {row.name: shown[skill_id] for skill_id, row in unit.skills.by_id(shown).items()}
    return tuple(sorted(names, key=lambda name: (-names[name], name))[:RELATED])
