"""Those who wait for somebody to know what nobody knew: told once, when somebody does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.domain.answers import Answer, Press, Query
from bot.services.ask import answer_to
from bot.services.counts import Counts
from bot.services.referral_base import Desk
from bot.services.rounds import Rounds
from bot.services.skills import is_name
from bot.services.subjects import Spot, subject_of
from storage.store import Team, Unit
from storage.values import QuestionRow

JOB = "wishes"
MOST_LOOKED_AT = 200


class Wishes(Desk):
    def wish(self, team_id: str, press: Press, *, now: datetime) -> None:
        """[Tell me when somebody does]."""
        with self.store.team(team_id).writing() as unit:
            question = self.question(unit, press.question_id, press.user_id)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            skill_id = self.skill_of(unit, question, press.user_id)
            if skill_id:
                unit.referrals.wish(skill_id, press.user_id, now=now)
            facts = {
                "question_id": question.question_id,
                "skill": self.about(unit, question, press.user_id),
                "noted": bool(skill_id),
                "url": press.response_url,
            }
            unit.outbox.leave("wish.noted", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def skill_of(self, unit: Unit, question: QuestionRow, user_id: str) -> int:
        """What is waited for: a skill that was recognised, else what was typed, if it can be the name of one."""
        if question.skill_ids:
            return question.skill_ids[0]
        typed = self.typed(unit, question, user_id)
        return self.colleagues.skills.id_for(unit, typed) if is_name(typed) else 0

    def due(self, team_id: str, now: datetime) -> None:
        """Once an hour: whoever waited for what somebody knows by now hears of it, and waits no longer."""
        team = self.store.team(team_id)
        with team.reading() as unit:
            waiting = unit.referrals.wishes()
        if not waiting:
            return
        with team.writing() as unit:
            if not unit.workspace.claim(JOB, f"{now:%Y-%m-%dT%H}", now=now):
                return
        rounds = Rounds(team, now)
        for skill_id, wishes in looked_at(waiting, now):
            rounds.run("wish", skill_id, partial(self.look, team, skill_id, wishes, now))

    def look(self, team: Team, skill_id: int, wishes: Mapping[str, datetime], now: datetime) -> None:
        """One skill, for all who wait for it. Nobody else waits while it is looked for."""
        with team.reading() as unit:
            longest = timedelta(days=self.colleagues.settings.bounds(unit).wish_days)
            over = {user_id for user_id, since in wishes.items() if now - since > longest}
            answer = self.answer_in(unit, "", skill_id, now) if wishes.keys() - over else None
        found = {one.person.user_id for one in answer.people} if answer else set()
        # That somebody knows it themselves is no news to them.
        met = {user_id: since for user_id, since in wishes.items() if user_id not in over and found - {user_id}}
        if not over and not met:
            return
        with team.writing() as unit:
            for user_id in sorted(over):
                unit.referrals.grant(skill_id, user_id)
            for user_id, since in met.items():
                if unit.referrals.grant(skill_id, user_id):
                    told = f"wish.met:{skill_id}:{since.timestamp():.6f}:{user_id}"
                    unit.outbox.leave("wish.met", key=told, now=now, user_id=user_id, facts={"skill_id": skill_id})

    def answer(self, team_id: str, user_id: str, skill_id: int, *, now: datetime) -> Answer | None:
        """Who knows it now."""
        with self.store.team(team_id).reading() as unit:
            return self.answer_in(unit, user_id, skill_id, now)

    def answer_in(self, unit: Unit, user_id: str, skill_id: int, now: datetime) -> Answer | None:
        row = unit.skills.by_id([skill_id]).get(skill_id)
        if row is None:
            return None
        skills = self.colleagues.skills
        query, counts = Query(row.name, user_id), Counts(unit, now, held=skills.held)
        spot = Spot("", user_id, now)
        subject = subject_of(counts, skills.book(unit), query.text, spot)
        return answer_to(counts, subject, query, bounds=self.colleagues.settings.bounds(unit))


def looked_at(waiting: Iterable[tuple[int, str, datetime]], now: datetime) -> list[tuple[int, dict[str, datetime]]]:
    """The skills whose turn it is this hour, each with who waits for it and since when: all have their turn."""
    by_skill: dict[int, dict[str, datetime]] = {}
    for skill_id, user_id, since in waiting:
        by_skill.setdefault(skill_id, {})[user_id] = since
    skills = sorted(by_skill.items())
    turn = int(now.timestamp()) // 3600 * MOST_LOOKED_AT % len(skills) if len(skills) > MOST_LOOKED_AT else 0
    return [*skills[turn:], *skills[:turn]][:MOST_LOOKED_AT]
