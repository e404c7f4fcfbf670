"""What colleagues do with topics: say that they would come, host, answer an invitation, suggest something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.formats import format_of
from bot.domain.programme import Hosted, Slot, Suggested, Suggestion, TopicPress
from bot.domain.skills import key
from bot.domain.text import plain, safe
from bot.errors import KindError
from bot.services.programme_gate import Gate
from bot.services.programme_plans import Offer, Plans
from bot.services.programme_series import NONE_YET
from bot.services.programme_topics import skills_in
from bot.services.skills import SkillService
from bot.services.speakers_topics import sought
from storage.programme import Invited, SeriesRow, TopicRow
from storage.store import Store, Unit
from storage.values_lunch import Format

LIVE = timedelta(days=28)
LONGEST_TITLE = 150
LONGEST_ABOUT = 1000
LONGEST_TOPIC = 120

PAUSED = "The lunch & learn is paused, so nothing is planned now. Thank you for offering."
NOT_BESIDE = "Choose another member of this workspace who can be asked: no guests, no bots, nobody who left."
STALE = "This is from a while ago and no longer open. `/lunch` shows what comes next."


class HostingService:
    def __init__(self, store: Store, skills: SkillService, gate: Gate, plans: Plans) -> None:
        self.store = store
        self.skills = skills
        self.gate = gate
        self.plans = plans

    def interested(self, team_id: str, press: TopicPress, *, now: datetime) -> None:
        """Somebody would come to a topic: counted once, and shown in the post."""
        with self.store.team(team_id).writing() as unit:
            topic = self.live(unit, press, now)
            self.gate.may_come(unit, press.user_id, outside=press.outside)
            if not unit.workspace.first_time(press.seen, now=now):
                return  # by now somebody may host it, and that is no answer to what was pressed before
            unit.people.ensure([press.user_id])
            if host := self.plans.host_of(unit, topic):
                raise KindError(f"{safe(host)} hosts this already: the sign-up stands in the channel.")
            if not topic.post_ts:
                siblings = unit.programme.topics_of(topic.series_id, topic.week)
                unit.programme.change_topics([one.topic_id for one in siblings], post_ts=press.ts)
            if unit.programme.would_come(topic.topic_id, press.user_id, now=now):
                self.plans.refresh(unit, topic, now=now)

    def could_host(self, team_id: str, press: TopicPress, *, now: datetime) -> None:
        """Somebody hosts a topic: it is planned for the next date that is free."""
        with self.store.team(team_id).writing() as unit:
            topic = self.live(unit, press, now)
            self.host_topic(unit, topic, press, now)

    def answer(
        self, team_id: str, press: TopicPress, said: Invited, *, kind: Format = Format.TALK, now: datetime
    ) -> None:
        """Somebody answers an invitation to host, and in which way they would."""
        with self.store.team(team_id).writing() as unit:
            topic = self.live(unit, press, now)
            mine = next(
                (one for one in unit.programme.invites_of([topic.topic_id]) if one.user_id == press.user_id), None
            )
            if mine is None:
                raise KindError(STALE)
            if not mine.ts:
                unit.programme.change_invite(topic.topic_id, press.user_id, channel_id=press.channel_id, ts=press.ts)
            if mine.state in (Invited.YES, said):
                return
            if said is Invited.YES:
                self.host_topic(unit, topic, press, now, kind)
                return
            if unit.workspace.first_time(press.seen, now=now) and mine.state is not Invited.TAKEN:
                unit.programme.change_invite(topic.topic_id, press.user_id, state=said)
            self.plans.refresh_invites(unit, [topic.topic_id], now=now)

    def host_topic(
        self, unit: Unit, topic: TopicRow, press: TopicPress, now: datetime, kind: Format = Format.TALK
    ) -> None:
        self.gate.may_host(unit, press.user_id, outside=press.outside)
        if not unit.workspace.first_time(press.seen, now=now):
            return
        # From here on nobody else plans in this series: of two who press at once the second finds it taken.
        series = unit.programme.hold(topic.series_id)
        if series is None or series.paused or series.stopped_at:
            raise KindError(PAUSED)
        fresh = unit.programme.topic(topic.topic_id) or topic
        if host := self.plans.host_of(unit, fresh):
            you = "You host" if self.plans.is_hosted_by(unit, fresh, press.user_id) else f"{safe(host)} hosts"
            raise KindError(f"{you} this already, thank you. `/lunch host` offers you another date and topic.")
        starts_at = self.plans.free(unit, series, now)[0]
        offer = Offer(fresh.name, press.user_id, starts_at, fresh.skill_ids, kind=kind)
        self.plans.plan(unit, series, offer, now)

    def host(
        self, team_id: str, user_id: str, fields: Mapping[str, str], *, seen: str, now: datetime, outside: bool = False
    ) -> Hosted:
        """Somebody offers a gathering of their own on a date they chose. Once for each `seen`."""
        title = " ".join(plain(fields.get("title", "")).split())
        about = fields.get("about", "").strip()
        wrong = {}
        if not title or len(title) > LONGEST_TITLE:
            wrong["title"] = f"A title has 1 to {LONGEST_TITLE} characters. A short one is read most."
        if len(about) > LONGEST_ABOUT:
            wrong["about"] = f"At most {LONGEST_ABOUT} characters, please."
        if wrong:
            return Hosted(wrong)
        with self.store.team(team_id).writing() as unit:
            if trouble := self.gate.trouble_hosting(unit, user_id, outside=outside):
                return Hosted({"title": trouble})
            beside = fields.get("partner", "")
            if beside and not self.may_be_beside(unit, user_id, beside, title):
                return Hosted({"partner": NOT_BESIDE})
            free = {slot.value: slot for slot in self.plans.slots_in(unit, now)}
            slot = free.get(fields.get("slot", ""))
            if not unit.workspace.first_time(seen, now=now):
                return Hosted({}, slot, title)
            series = unit.programme.hold(slot.series.series_id) if slot else None
            if slot is None or series is None or slot.starts_at not in self.plans.free(unit, series, now):
                return Hosted({"slot": "That date is taken meanwhile, or too near. Please choose another."})
            skill_ids = skills_in(unit, self.skills.book(unit), title)
            kind = format_of(fields.get("format", ""))
            offer = Offer(title, user_id, slot.starts_at, skill_ids, about, kind, beside)
            self.plans.plan(unit, series, offer, now)
            return Hosted({}, slot, title)

    def may_be_beside(self, unit: Unit, host_id: str, user_id: str, title: str) -> bool:
        """Whether somebody may be asked to host this together with who offers it."""
        about = [row.skill_id for row in sought(unit, self.skills.book(unit), title)]
        return self.plans.lunches.may_stand_beside(unit, host_id, user_id, about)

    def slots(self, team_id: str, user_id: str, channel_id: str, *, now: datetime, outside: bool = False) -> list[Slot]:
        """The next free dates of every series, asked for in a channel. Raises KindError for who cannot host, or where
        there are none.
        """
        with self.store.team(team_id).reading() as unit:
            self.gate.may_host(unit, user_id, outside=outside)
            going = {series.series_id for series in self.gate.in_sight(unit, user_id, channel_id)}
            if not going:
                raise KindError(NONE_YET)
            free = [slot for slot in self.plans.slots_in(unit, now) if slot.series.series_id in going]
            if not free:
                raise KindError(PAUSED)
            return free

    def suggest(self, team_id: str, suggestion: Suggestion, *, now: datetime) -> Suggested:
        """Somebody suggests a topic for the series of a channel, else for the oldest."""
        topic = " ".join(plain(suggestion.text).split())
        if not key(topic):
            return Suggested("Tell me what you would like to learn: `/lunch suggest pivot tables`.")
        if len(topic) > LONGEST_TOPIC:
            return Suggested(f"A topic has at most {LONGEST_TOPIC} characters. A short one is read most.")
        with self.store.team(team_id).writing() as unit:
            if trouble := self.gate.trouble_coming(unit, suggestion.user_id, outside=suggestion.outside):
                return Suggested(trouble)
            going = self.gate.in_sight(unit, suggestion.user_id, suggestion.channel_id)
            if not going:
                return Suggested(NONE_YET)
            series = next((one for one in going if one.channel_id == suggestion.channel_id), going[0])
            if unit.workspace.first_time(suggestion.seen, now=now):
                self.note(unit, series, topic, suggestion.user_id, now)
            return Suggested("", topic)

    def note(self, unit: Unit, series: SeriesRow, topic: str, user_id: str, now: datetime) -> None:
        """Once for each person and topic."""
        mine = (one for one in unit.programme.suggestions(series.series_id) if one.user_id == user_id)
        if key(topic) in {key(one.name) for one in mine}:
            return
        unit.people.ensure([user_id])
        skill_ids = skills_in(unit, self.skills.book(unit), topic)
        unit.programme.add_topic(TopicRow(0, series.series_id, topic, now, skill_ids=skill_ids, user_id=user_id))

    def may_suggest(self, team_id: str, user_id: str, channel_id: str, *, outside: bool) -> None:
        """Raises KindError before somebody fills in a form for nothing."""
        with self.store.team(team_id).reading() as unit:
            self.gate.may_come(unit, user_id, outside=outside)
            if not self.gate.in_sight(unit, user_id, channel_id):
                raise KindError(NONE_YET)

    def live(self, unit: Unit, press: TopicPress, now: datetime) -> TopicRow:
        """The topic that was pressed, as long as its post is of now. Raises KindError."""
        topic = unit.programme.topic(press.topic_id)
        series = unit.programme.series_of(topic.series_id) if topic else None
        if topic is None or series is None or series.stopped_at or not topic.week or now - topic.at > LIVE:
            raise KindError(STALE)
        return topic
