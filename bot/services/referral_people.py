"""Whom a question can be taken to: who knows, who is free, and whom asker and helper both know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.availability import NOT_TO_BE_ASKED, Availability, Hindrance
from bot.domain.bounds import Bounds
from bot.domain.ranking_facts import Ranked
from bot.domain.referrals import Unfree
from bot.services.availability import availability
from bot.services.counts import Counts
from bot.services.load import named_lately
from bot.services.privacy import PrivacyService
from bot.services.referral_load import unfree_by_load
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from bot.services.subjects import Subject, remembered_subject
from storage.store import Unit
from storage.values import PersonRow, QuestionRow

LOOKED_AT = 25


class Colleagues:
    def __init__(self, skills: SkillService, privacy: PrivacyService, settings: SettingsService) -> None:
        self.skills = skills
        self.privacy = privacy
        self.settings = settings

    def person(self, unit: Unit, user_id: str) -> PersonRow:
        return unit.people.get(user_id) or PersonRow(user_id)

    def is_here(self, unit: Unit, user_id: str) -> bool:
        """Whether somebody can be asked at all: a member of this workspace who did not ask to be forgotten."""
        workspace, person = unit.workspace.get(), unit.people.get(user_id)
        if person is None or not person.may_be_named or (workspace and user_id == workspace.bot_user_id):
            return False
        return not self.privacy.who_left(unit)(user_id)

    def unfree(self, unit: Unit, user_id: str, now: datetime, *, hold: bool = False) -> Unfree | None:
        """Why somebody is not asked now; None where they can be. `hold`: and nobody else asks them meanwhile."""
        if not self.is_here(unit, user_id):
            return Unfree.NOT_HERE
        if hold:
            unit.people.hold(user_id)
        wishes = self.privacy.wishes(unit, user_id)
        if wishes.left or wishes.is_paused:
            return Unfree.NOT_HERE if wishes.left else Unfree.PAUSED
        hindered = NOT_TO_BE_ASKED & self.availability(unit, user_id, now).hindrances(now).keys()
        if hindered:
            return Unfree(next(each for each in Hindrance if each in hindered).value)
        people = {user_id: self.person(unit, user_id)}
        full = unfree_by_load(unit, people, self.settings.bounds(unit), now).get(user_id)
        return full[0] if full else None

    def availability(self, unit: Unit, user_id: str, now: datetime) -> Availability:
        return availability(unit, user_id, now=now)

    def ranking(self, unit: Unit, question: QuestionRow, asker_id: str, now: datetime) -> tuple[Subject, list[Ranked]]:
        """Who knows what is asked, best first: never the asker, also where the database does not know who that is."""
        counts = Counts(unit, now, held=self.skills.held)
        subject = remembered_subject(counts, self.skills.book(unit), replace(question, asker_id=asker_id))
        lately = named_lately(unit, now, again=question.question_id)
        return subject, subject.ranked(counts, lately, best=LOOKED_AT, without=self.never(unit, asker_id))

    def never(self, unit: Unit, asker_id: str) -> set[str]:
        workspace = unit.workspace.get()
        return unit.people.never_named() | {asker_id, workspace.bot_user_id if workspace else ""}

    def next_free(self, unit: Unit, question: QuestionRow, asker_id: str, asked: Collection[str], now: datetime) -> str:
        """The best of those who were not asked about it and are free; "" where there is nobody."""
        _subject, ranked = self.ranking(unit, question, asker_id, now)
        return next((one.user_id for one in ranked if self.can_be_next(unit, one.user_id, asked, now)), "")

    def can_be_next(self, unit: Unit, user_id: str, asked: Collection[str], now: datetime) -> bool:
        return user_id not in asked and self.unfree(unit, user_id, now) is None

    def label(self, unit: Unit, question: QuestionRow) -> str:
        """What a question is about, in the names of skills; else as it was typed."""
        return self.skill_names(unit, question) or question.topic

    def skill_names(self, unit: Unit, question: QuestionRow) -> str:
        rows = unit.skills.by_id(question.skill_ids)
        return ", ".join(rows[at].name for at in question.skill_ids if at in rows)

    def mutual(self, unit: Unit, one: str, other: str) -> PersonRow | None:
        """Somebody whom both have helped or been helped by where everybody may read, who is still here, and does not
        mind being named or learned of.
        """
        both = (unit.asks.company(one) & unit.asks.company(other)) - {one, other} - unit.people.never_named()
        people = unit.people.by_id(both)
        for user_id in sorted(both & people.keys()):
            if self.is_here(unit, user_id) and self.privacy.wishes(unit, user_id).learns:
                return people[user_id]
        return None

    def names(self, unit: Unit, user_ids: Iterable[str]) -> dict[str, PersonRow]:
        ids = list(user_ids)
        known = unit.people.by_id(ids)
        return {user_id: known.get(user_id, PersonRow(user_id)) for user_id in ids}


def within(bounds: Bounds, sent: int) -> bool:
    """Whether an asker may send one more today."""
    return sent < bounds.asks_sent_per_day
