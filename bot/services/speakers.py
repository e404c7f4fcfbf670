"""Looking for speakers: a coordinator sees topics and how many could; who it is they learn from those who agree."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.domain.answers import Answer
from bot.domain.skills import key
from bot.domain.speakers import (
    NEXT_AFTER_DAYS,
    OPEN_FOR_DAYS,
    TOLD_AFTER_DAYS,
    Approached,
    Found,
    SpeakerPress,
    Speakers,
    is_unexpected,
)
from bot.errors import KindError
from bot.services.ask import related, suggestions
from bot.services.counts import Counts
from bot.services.found import looked_up
from bot.services.load import named_lately
from bot.services.peace import left_in_peace
from bot.services.privacy import PrivacyService
from bot.services.programme_topics import declined, likely_hosts
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from bot.services.skills import SkillService
from bot.services.speakers_topics import candidate_of, sought, topic_row, wanted
from bot.services.subjects import name_subject, understand
from bot.services.visibility import hidden_channels
from storage.speakers import ApproachRow, Reply, SearchRow
from storage.store import Store, Unit
from storage.values import DueRow, SkillRow

NEXT, CLOSING = "speakers.next", "speakers.closing"
LOOKED_THROUGH = 500
GONE = "This is from a while ago, so I noted nothing. `/lunch speakers` looks anew."
SAID = "You have answered this already, and it stays so. `/lunch host` is open to you whenever you like."
FORGOTTEN = "You asked me to forget you, so I note nothing. `/whoknows remember me` changes that."


class SpeakerService:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.settings = settings

    def look(self, team_id: str, user_id: str, text: str, *, now: datetime) -> Speakers:
        """Topics, and how many could speak about each: of what was typed, else of what people ask most."""
        with self.store.team(team_id).reading() as unit:
            self.settings.must_coordinate(unit, user_id)
            since = now - timedelta(days=self.settings.bounds(unit).lunch_demand_days)
            rows = sought(unit, self.skills.book(unit), text) if key(text) else wanted(unit, since)
            return Speakers(text, tuple(candidate_of(row, self.could(unit, row, now)) for row in rows))

    def could(self, unit: Unit, skill: SkillRow, now: datetime) -> int:
        """How many have shown it: whoever said no, or was asked lately, is one of them still."""
        return len(self.shown_by(unit, skill, set(), now))

    def shown_by(self, unit: Unit, skill: SkillRow, without: set[str], now: datetime) -> list[str]:
        workspace = unit.workspace.get()
        out = unit.people.never_named() | {workspace.bot_user_id if workspace else ""} | without
        book, held = self.skills.book(unit), self.skills.held
        return likely_hosts(unit, book, topic_row(skill, now), without=out, now=now, held=held)

    def ask_them(self, team_id: str, press: SpeakerPress, *, now: datetime) -> None:
        """A coordinator wants them asked: one after the other, and they hear no more than who agreed."""
        with self.store.team(team_id).writing() as unit:
            self.settings.must_coordinate(unit, press.user_id)
            unit.people.hold(press.user_id)
            skill = unit.skills.by_id([press.number]).get(press.number)
            if skill is None:
                raise KindError(GONE)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            facts = {"skill": skill.name, "url": press.url}
            unit.outbox.leave("speakers.asking", key=press.seen, now=now, user_id=press.user_id, facts=facts)
            mine = unit.speakers.searches(skill.skill_id, now - timedelta(days=OPEN_FOR_DAYS))
            search = next((one for one in mine if one.user_id == press.user_id), None)
            if search is None:
                search = unit.speakers.look_for(skill.skill_id, press.user_id, now=now)
            unit.agenda.put(CLOSING, now + timedelta(days=TOLD_AFTER_DAYS), subject=str(search.search_id))
            self.ask_next(unit, search, now=now)

    def ask_next(self, unit: Unit, search: SearchRow, *, now: datetime) -> None:
        """Ask the best who may be asked, unless somebody is thinking about it; and look at it again in some days."""
        again = now + timedelta(days=NEXT_AFTER_DAYS)
        unit.agenda.put(NEXT, again, subject=str(search.search_id))
        asked = unit.speakers.approaches(search.search_id)
        if any(one.state is Reply.ASKED and now - one.at < again - now for one in asked):
            return
        skill = unit.skills.by_id([search.skill_id]).get(search.skill_id)
        found = self.shown_by(unit, skill, self.not_asked(unit, skill, search, now), now) if skill else []
        peace = left_in_peace(unit, found, now=now)
        for user_id in (one for one in found if one not in peace):
            unit.people.hold(user_id)
            if user_id not in unit.speakers.approached_since(self.lately(unit, now)):
                row = unit.speakers.approach(search.search_id, user_id, now=now)
                facts = {"approach_id": row.approach_id}
                name = f"speakers.ask:{row.approach_id}"
                unit.outbox.leave("speakers.ask", key=name, now=now, user_id=user_id, facts=facts)
                return

    def lately(self, unit: Unit, now: datetime) -> datetime:
        """Whoever was asked since then is not asked a second time."""
        return now - timedelta(days=self.settings.bounds(unit).lunch_invite_days)

    def not_asked(self, unit: Unit, skill: SkillRow, search: SearchRow, now: datetime) -> set[str]:
        """Who said no to this, was asked to speak or to host not long ago, hosts already, or is the one who looks."""
        since = self.lately(unit, now)
        lately = unit.speakers.approached_since(since) | unit.programme.invited_since(since)
        no = unit.speakers.declined(skill.skill_id) | declined(unit, topic_row(skill, now))
        asked = {one.user_id for one in unit.speakers.approaches(search.search_id)}
        busy = {lunch.host_id for lunch in unit.lunches.upcoming(now)}
        return lately | no | asked | busy | {search.user_id}

    def answer(self, team_id: str, press: SpeakerPress, *, yes: bool, now: datetime) -> None:
        """Somebody says whether the coordinator may see it. A no goes no further than here."""
        with self.store.team(team_id).writing() as unit:
            unit.people.hold(press.user_id)  # of two answers at once the first one counts
            row = unit.speakers.approached(press.number)
            if row is None or row.user_id != press.user_id:
                raise KindError(GONE)
            if self.privacy.who_left(unit)(press.user_id):
                raise KindError(FORGOTTEN)
            search = unit.speakers.search(row.search_id)
            if search is None or now - row.at > timedelta(days=OPEN_FOR_DAYS):
                raise KindError(GONE)
            if not row.ts:
                unit.speakers.change_approach(row.approach_id, channel_id=press.channel_id, ts=press.ts)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            if row.state is not Reply.ASKED:
                raise KindError(SAID)
            unit.speakers.change_approach(row.approach_id, state=Reply.YES if yes else Reply.NO)
            self.refresh(unit, row.approach_id, row.channel_id or press.channel_id, now=now)
            if yes:
                unit.agenda.drop(NEXT, subject=str(row.search_id))
                self.tell(unit, search, "speakers.found", f"{row.approach_id}", now=now, approach_id=row.approach_id)
            else:
                self.ask_next(unit, search, now=now)

    def tell(self, unit: Unit, search: SearchRow, kind: str, about: str, *, now: datetime, **facts: object) -> None:
        """The coordinator who looks, as long as they are one."""
        if self.settings.is_coordinator(unit, search.user_id):
            name = f"{kind}:{search.search_id}:{about}"
            told = {"search_id": search.search_id, **facts}
            unit.outbox.leave(kind, key=name, now=now, user_id=search.user_id, facts=told)

    def refresh(self, unit: Unit, approach_id: int, channel_id: str, *, now: datetime) -> None:
        unit.outbox.refresh(
            "speakers.ask_now",
            key=f"speakers.ask_now:{approach_id}",
            now=now,
            channel_id=channel_id,
            facts={"approach_id": approach_id},
            paced=False,
        )

    def due(self, team_id: str, now: datetime) -> None:
        """Who does not answer is not waited for; a search that found nobody is closed on its day, whatever was said."""
        with self.store.team(team_id).reading() as unit:
            dues = unit.agenda.by(now, of="speakers.")
        rounds = Rounds(self.store.team(team_id), now)
        for due in dues:
            rounds.do(due, partial(self.bring, due=due, now=now))

    def bring(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        search = unit.speakers.search(int(due.subject))
        if not unit.agenda.take(due) or search is None or not self.settings.is_coordinator(unit, search.user_id):
            return
        found = any(one.state is Reply.YES for one in unit.speakers.approaches(search.search_id))
        if due.job == CLOSING:
            unit.agenda.drop(NEXT, subject=due.subject)
            if not found:
                self.tell(unit, search, "speakers.nobody", due.at.isoformat(), now=now)
        elif not found:
            self.ask_next(unit, search, now=now)

    # -- what is said, as it stands when it is said

    def approached(self, team_id: str, approach_id: int) -> tuple[ApproachRow, Approached] | None:
        """What somebody is asked; None once there is nobody any more who asks."""
        with self.store.team(team_id).reading() as unit:
            row = unit.speakers.approached(approach_id)
            search = unit.speakers.search(row.search_id) if row else None
            coordinator = unit.people.get(search.user_id) if search else None
            skill = unit.skills.by_id([search.skill_id]).get(search.skill_id) if search else None
            if row is None or skill is None or coordinator is None or not coordinator.may_be_named:
                return None
            return row, Approached(skill.name, coordinator, row.state)

    def topic(self, team_id: str, search_id: int) -> str:
        with self.store.team(team_id).reading() as unit:
            search = unit.speakers.search(search_id)
            skill = unit.skills.by_id([search.skill_id]).get(search.skill_id) if search else None
            return skill.name if skill else ""

    def found(self, team_id: str, approach_id: int, reader: str, *, now: datetime) -> Found | None:
        """Who agreed, for the one they agreed to: with what they have shown, as far as the reader may look."""
        with self.store.team(team_id).reading() as unit:
            row = unit.speakers.approached(approach_id)
            search = unit.speakers.search(row.search_id) if row else None
            if row is None or search is None or row.state is not Reply.YES or search.user_id != reader:
                return None
            person = unit.people.get(row.user_id)
            skill = unit.skills.by_id([search.skill_id]).get(search.skill_id)
            away = not (person and person.may_be_named) or row.user_id in unit.people.never_named()
            if skill is None or away or not self.settings.is_coordinator(unit, reader):
                return None
            return self.as_found(unit, search, skill, row.user_id, now)

    def as_found(self, unit: Unit, search: SearchRow, skill: SkillRow, user_id: str, now: datetime) -> Found | None:
        book = self.skills.book(unit)
        counts = Counts(unit, now, held=self.skills.held)
        subject = name_subject(counts, book, understand(unit, book, skill.name))
        ranked = subject.ranked(counts, named_lately(unit, now), best=LOOKED_THROUGH)
        theirs = looked_up(counts, [one for one in ranked if one.user_id == user_id], self.settings.bounds(unit))
        hidden = hidden_channels(unit, search.user_id)
        shown = suggestions(unit, subject, theirs.ranked, theirs, hidden)
        if not shown:
            return None
        names = [skill.name, *book.written(skill.name)]
        near = related(unit, [one.user_id for one in ranked], subject.skill_ids)
        workspace = unit.workspace.get()
        channels = {channel.channel_id: channel.name for channel in unit.people.channels()}
        url = workspace.url if workspace else ""
        answer = Answer(skill.name, skill.name, people=shown, channels=channels, url=url)
        return Found(search.search_id, skill.name, answer, is_unexpected(shown[0].person.title, names, near))
