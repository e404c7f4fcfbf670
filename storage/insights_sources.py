"""What insights are worked out from, read in a few passes over what the workspace knows of one window of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, Table, case, cast, exists, func, literal, select

from storage.hiding import asks_first, is_learned, may_count
from storage.models import Answer, Evidence, Expertise, Feedback, Handoff, Kudos, Lunch, Question, Referral, Signup
from storage.people import nameless
from storage.upserts import table_of
from storage.values import Kind, Origin
from storage.values_insights import AskedRow, GatheredRow, ShownRow
from storage.values_kudos import How
from storage.values_lunch import LunchState, Standing
from storage.values_referrals import Referred

# What somebody who was named may have said to it that is help: they agreed, or the asker said that it helped.
TOOK_ON = (Referred.ACCEPTED, Referred.HELPED)
# What is shown by others' word or by deeds; what somebody says of themselves is no trend.
SHOWN = (Kind.ANSWER, Kind.KUDOS, Kind.TAUGHT, Kind.ENDORSED)
AT_ONCE = 10_000


class Sources:
    def __init__(self, connection: Connection, team_id: str) -> None:
        self.connection = connection
        self.team_id = team_id

    def asked(self, since: datetime, until: datetime) -> Iterator[AskedRow]:
        question, answer, referral = table_of(Question), table_of(Answer), table_of(Referral)
        there = self._answered(answer) & (answer.c.channel_id == question.c.channel_id)
        others = (answer.c.question_ts == question.c.ts) & (answer.c.user_id != question.c.asker_id)
        first = select(func.min(answer.c.ts)).where(there & others & (question.c.ts != "")).scalar_subquery()
        of_it = (referral.c.team_id == self.team_id) & (referral.c.question_id == question.c.id)
        helped = exists().where(of_it & referral.c.state.in_(TOOK_ON))
        named = (question.c.named > 0) | exists().where(of_it)  # whom an unnamed asker took it to was named to them
        chosen = select(
            question.c.asker_id, question.c.at, question.c.skill_ids, question.c.origin, question.c.ts,
            func.coalesce(first, ""), named, helped,
        ).where(self._within(question, since, until) & self._asked(question))  # fmt: skip
        for asker, at, skills, origin, ts, answered, was_named, took_on in self._each(chosen):
            in_channel = origin == Origin.CHANNEL
            yield AskedRow(asker, at, tuple(skills), in_channel, ts, answered, bool(was_named), bool(took_on))

    def last_asked(self) -> datetime | None:
        """When the last question was asked."""
        question = table_of(Question)
        last = select(question.c.at).where(question.c.team_id == self.team_id).order_by(question.c.at.desc()).limit(1)
        return self.connection.scalar(last)

    def helped(self, since: datetime, until: datetime, *, of: Container[str]) -> Iterator[tuple[str, str, datetime]]:
        """Who of these people helped whom of them, and when: by an answer, a thanks for something else, a request that
        was taken on. Who asked without a name is nobody, also after they said that it helped.
        """
        messages, questions = set[tuple[str, str, str]](), set[tuple[str, int]]()
        for question_id, helper, asker, channel_id, ts in self._each(self._answers(since, until)):
            at = datetime.fromtimestamp(float(ts), UTC)
            if at >= until or helper not in of or (asker and asker not in of):
                continue  # where an answer does not count, what else there was of it may
            messages.add((helper, channel_id, ts))
            questions.add((helper, question_id))
            yield helper, asker, at
        hidden = self._hidden_thanks()
        for kudos_id, skills, helper, asker, at, channel_id, ts in self._each(self._thanks(since, until)):
            is_hidden = 0 < len(set(skills)) <= hidden[kudos_id]
            is_new = (helper, channel_id, ts) not in messages and not is_hidden
            if is_new and helper in of and asker in of:
                yield helper, asker, at
        for question_id, helper, asker, at in self._each(self._taken_on(since, until)):
            if (helper, question_id) not in questions and helper in of and (not asker or asker in of):
                yield helper, asker, at

    def _answers(self, since: datetime, until: datetime) -> Select[Any]:
        question, answer = table_of(Question), table_of(Answer)
        same = (answer.c.team_id == question.c.team_id) & (answer.c.channel_id == question.c.channel_id)
        told = select(question.c.id, answer.c.user_id, question.c.asker_id, answer.c.channel_id, answer.c.ts)
        joined = told.join(answer, same & (answer.c.question_ts == question.c.ts))
        whole = (
            self._asked(question)
            & self._answered(answer)
            & (question.c.asker_id != answer.c.user_id)
            & (answer.c.ts != "")
        )
        return joined.where(self._within(question, since, until) & whole & (question.c.origin == Origin.CHANNEL))

    def _thanks(self, since: datetime, until: datetime) -> Select[Any]:
        kudos, referral = table_of(Kudos), table_of(Referral)
        told = select(
            kudos.c.id, kudos.c.skill_ids, kudos.c.receiver_id, kudos.c.giver_id, kudos.c.at, kudos.c.channel_id,
            kudos.c.ts,
        )  # fmt: skip
        stands = kudos.c.revoked_at.is_(None) & (kudos.c.giver_id != "") & (kudos.c.receiver_id != "")
        taken = (referral.c.team_id == self.team_id) & (referral.c.user_id == kudos.c.receiver_id)
        act = literal("helped:") + cast(referral.c.question_id, String) + ":" + referral.c.user_id
        again = exists().where(taken & referral.c.state.in_(TOOK_ON) & (act == kudos.c.event_ts))
        stands &= (kudos.c.how != How.HELPED) | ~again  # of a request that was taken on the thanks are no second help
        return told.where(self._within(kudos, since, until) & stands)

    def _hidden_thanks(self) -> Counter[int]:
        """For how many skills whoever was thanked wants a thanks to count nowhere; its id stands second in a key."""
        table = table_of(Evidence)
        hidden = (table.c.team_id == self.team_id) & (table.c.kind == Kind.KUDOS) & table.c.revoked_at.is_(None)
        hidden &= table.c.hidden_at.is_not(None) & table.c.moved_to.is_(None) & table.c.key.startswith("kudos:")
        return Counter(int(key.split(":")[1]) for key in self.connection.scalars(select(table.c.key).where(hidden)))

    def _taken_on(self, since: datetime, until: datetime) -> Select[Any]:
        question, referral = table_of(Question), table_of(Referral)
        told = select(question.c.id, referral.c.user_id, question.c.asker_id, question.c.at)
        joined = told.join(referral, referral.c.question_id == question.c.id)
        taken = (referral.c.team_id == self.team_id) & referral.c.state.in_(TOOK_ON)
        return joined.where(self._within(question, since, until) & taken & self._asked(question))

    def _asked(self, question: Table) -> ColumnElement[bool]:
        """Whose question it is is known; or it was asked without a name, where people need not be asked first. Of those
        who were forgotten, and of whom nothing is learned, nothing is counted.
        """
        handoff = table_of(Handoff)
        same = (handoff.c.team_id == self.team_id) & (handoff.c.question_id == question.c.id)
        unnamed = exists().where(same & (handoff.c.sealed != "")) & ~asks_first(self.team_id)
        return (question.c.asker_id != "") | unnamed

    def _answered(self, answer: Table) -> ColumnElement[bool]:
        """Answers that may be counted."""
        return (answer.c.team_id == self.team_id) & answer.c.hidden_at.is_(None) & is_learned(answer, self.team_id)

    def gathered(self, since: datetime, until: datetime) -> list[GatheredRow]:
        """What was held, with those who signed up and did not say otherwise, and who of them will use it."""
        lunch, signup, feedback = table_of(Lunch), table_of(Signup), table_of(Feedback)
        held = (lunch.c.team_id == self.team_id) & (lunch.c.state == LunchState.HELD)
        chosen = select(lunch.c.id, lunch.c.starts_at, lunch.c.seats, lunch.c.host_id)
        lunches = list(
            self.connection.execute(chosen.where(held & (lunch.c.starts_at >= since) & (lunch.c.starts_at < until)))
        )
        came: defaultdict[int, list[str]] = defaultdict(list)
        there = (signup.c.team_id == self.team_id) & (signup.c.state == Standing.COMING)
        come = there & (signup.c.came.is_(None) | signup.c.came) & is_learned(signup, self.team_id)
        for lunch_id, user_id in self._each(select(signup.c.lunch_id, signup.c.user_id).where(come)):
            came[lunch_id].append(user_id)
        liked = (feedback.c.team_id == self.team_id) & feedback.c.useful & is_learned(feedback, self.team_id)
        useful = set(self._each(select(feedback.c.lunch_id, feedback.c.user_id).where(liked)))
        found = []
        for lunch_id, at, seats, host in lunches:
            seated = tuple(one for one in sorted(came[lunch_id]) if one != host)
            found.append(GatheredRow(at, seats, seated, tuple(one for one in seated if (lunch_id, one) in useful)))
        return found

    def knowing(self, skill_ids: Collection[int], *, without: Collection[str], most: int) -> dict[int, frozenset[str]]:
        """Who has shown each skill by more than writing the word; at most so many are told of each."""
        table = table_of(Expertise)
        mine = (table.c.team_id == self.team_id) & (table.c.times > 0) & (table.c.kind != Kind.SAID)
        mine &= may_count(table, self.team_id)
        wanted, out = set(skill_ids), set(without)
        found: defaultdict[int, set[str]] = defaultdict(set)
        for skill_id, user_id in self._each(select(table.c.skill_id, table.c.user_id).where(mine)):
            if skill_id in wanted and len(found[skill_id]) < most and user_id not in out:
                found[skill_id].add(user_id)
        return {skill_id: frozenset(people) for skill_id, people in found.items()}

    def alone(self, *, times: int) -> list[int]:
        """The skills that exactly one person who may be named has shown, at least so often."""
        table = table_of(Expertise)
        mine = (table.c.team_id == self.team_id) & (table.c.times > 0) & table.c.kind.in_(SHOWN)
        mine &= may_count(table, self.team_id) & table.c.user_id.not_in(nameless(self.team_id))
        grouped = select(table.c.skill_id).where(mine).group_by(table.c.skill_id)
        one = (func.count(table.c.user_id.distinct()) == 1) & (func.sum(table.c.times) >= times)
        return list(self.connection.scalars(grouped.having(one)))

    def shown(self, since: datetime, lately: datetime, until: datetime, *, least: int) -> list[ShownRow]:
        """What people have shown at least so often since then, and how much of it lately."""
        table = table_of(Evidence)
        recent = func.sum(case((table.c.at >= lately, 1), else_=0))
        people = func.count(func.nullif(table.c.from_user_id, "").distinct())
        told = select(table.c.user_id, table.c.skill_id, recent, func.count() - recent, people)
        stands = self._within(table, since, until) & table.c.revoked_at.is_(None) & table.c.hidden_at.is_(None)
        stands &= table.c.kind.in_(SHOWN) & may_count(table, self.team_id)
        grouped = told.where(stands).group_by(table.c.user_id, table.c.skill_id).having(func.count() >= least)
        return [ShownRow(*row) for row in self._each(grouped)]

    def named(self, since: datetime) -> dict[str, int]:
        """How often the bot named whom."""
        table = table_of(Referral)
        mine = (table.c.team_id == self.team_id) & (table.c.at >= since)
        rows = self._each(select(table.c.user_id, func.count()).where(mine).group_by(table.c.user_id))
        return {user_id: int(times) for user_id, times in rows}

    def _within(self, table: Any, since: datetime, until: datetime) -> Any:
        return (table.c.team_id == self.team_id) & (table.c.at >= since) & (table.c.at < until)

    def _each(self, chosen: Select[Any]) -> Iterator[Any]:
        """Row by row: a year of a large workspace is no list to hold."""
        yield from self.connection.execute(chosen, execution_options={"yield_per": AT_ONCE})
