"""Thanking: a command, a reaction or `++` is counted, changed and taken back; whoever was thanked hears of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache, partial

from bot.domain.answers import Press
from bot.domain.kudos import Command, Digest, plusplus, reason
from bot.domain.kudos_rules import MOST_SKILLS, Refusal
from bot.domain.kudos_told import Mine, Outcome, Received, Rules, Thanked
from bot.domain.skills import key
from bot.domain.text import MENTION, plain
from bot.errors import KindError
from bot.services.heard import Heard
from bot.services.kudos_counting import Counting, Given, digest_of
from bot.services.kudos_digest import bring, choose, due_digests, received
from bot.services.kudos_heard import (
    CHOSEN,
    Reacted,
    asked_in,
    concerns,
    delete,
    react,
    redirect,
    speak,
    undone,
    withdraw,
)
from bot.services.kudos_skills import given_skills, heard_skills, typed_skills
from bot.services.privacy import PrivacyService
from bot.services.rounds import Rounds
from bot.services.settings import SettingsService
from bot.services.skills import LONGEST_SKILL, SkillService
from storage.kudos import How, KudosRow, Sign
from storage.store import Store, Unit
from storage.values import ChannelKind, DueRow, PersonRow

SHOWN = 5
SIGNS_FOR = timedelta(days=180)
NOTES_FOR = timedelta(days=90)


class KudosService:
    def __init__(self, store: Store, skills: SkillService, privacy: PrivacyService, settings: SettingsService) -> None:
        self.store = store
        self.skills = skills
        self.privacy = privacy
        self.settings = settings

    def give(
        self, team_id: str, giver_id: str, wanted: Command, *, channel_id: str, seen: str, now: datetime
    ) -> Outcome:
        """`/kudos @scott for excel`: all of those named are thanked, or nobody is and the giver learns why."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            counting = self.counting(unit, now)
            if why := counting.refuses_giver(giver_id):
                return Outcome(refusal=why)
            counting.begin(giver_id)
            public, private = is_public(unit, channel_id), is_private(unit, channel_id)
            unsaid = private and bool(wanted.note)
            if earlier := unit.kudos.of_event(giver_id, seen):
                return Outcome(self.shown(unit, earlier), unsaid=unsaid)
            for receiver in wanted.receivers:
                if why := counting.refuses(giver_id, receiver, channel_id=channel_id):
                    return Outcome(refusal=why, who=receiver)
            if not unit.workspace.first_time(seen, now=now):
                return Outcome(refusal=Refusal.AGAIN)
            if not counting.has_room(giver_id, len(wanted.receivers), now):
                return Outcome(refusal=Refusal.LIMIT, per_day=counting.bounds.kudos_per_day)
            given = Given(
                giver_id=giver_id,
                how=How.COMMAND,
                at=now,
                event_ts=seen,
                skill_ids=(heard_skills if private else given_skills)(unit, self.skills, wanted.note),
                note="" if private else self.without_forgotten(unit, wanted.note),
                channel_id=channel_id if public else "",
            )
            return Outcome(self.shown(unit, counting.count(given, wanted.receivers)), unsaid=unsaid)

    def reacted(self, team_id: str, heard: Reacted, *, now: datetime) -> None:
        """A reaction was added or taken away. Most are none of ours: those cost a look and no more."""
        team = self.store.team(team_id)
        with team.reading() as unit:
            if not concerns(unit, heard, self.settings.bounds(unit).kudos_emoji):
                return
        with team.writing() as unit:
            unit.workspace.ensure()
            react(self.counting(unit, now), heard)

    def said(self, team_id: str, heard: Heard, *, kind: ChannelKind, now: datetime) -> None:
        """Somebody wrote in a channel: `@scott ++ for excel` thanks Scott. The words are not kept."""
        if heard.thanks and kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE):
            self.spoken(team_id, heard, heard.ts, kind=kind, now=now)
        if heard.thanks and kind == ChannelKind.DIRECT:
            with self.store.team(team_id).writing() as unit:
                redirect(self.counting(unit, now), heard)

    def edited(
        self, team_id: str, heard: Heard, edited_ts: str, *, kind: ChannelKind, before: str = "", now: datetime
    ) -> None:
        """A message says something else now: it thanks whom it names now. `before` is what it said, if Slack tells."""
        if kind != ChannelKind.PUBLIC:
            return
        if "++" not in heard.text + before:
            with self.store.team(team_id).reading() as unit:
                if not unit.kudos.knows(Sign(heard.channel_id, heard.ts)):
                    return
        self.spoken(team_id, heard, edited_ts, kind=kind, now=now)

    def spoken(self, team_id: str, heard: Heard, event_ts: str, *, kind: ChannelKind, now: datetime) -> None:
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            said = plusplus(heard.text)
            public = kind == ChannelKind.PUBLIC
            skill_ids = heard_skills(unit, self.skills, said.words) if said.receivers and public else ()
            if not skill_ids and heard.is_reply:
                skill_ids = asked_in(unit, heard.channel_id, heard.thread_ts)
            speak(self.counting(unit, now), heard, said, skill_ids, kind=kind, event_ts=event_ts)

    def deleted(
        self,
        team_id: str,
        channel_id: str,
        ts: str,
        *,
        kind: ChannelKind = ChannelKind.PUBLIC,
        before: str = "",
        now: datetime,
    ) -> None:
        """A message is gone. What was thanked for it stands; what it thanked for itself does not."""
        if before and "++" not in before:
            return
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if kind != ChannelKind.PUBLIC and not unit.kudos.knows(Sign(channel_id, ts)):
                return  # nothing of such a place is kept
            delete(self.counting(unit, now), channel_id, ts)

    def mine(self, team_id: str, user_id: str) -> Mine:
        """What somebody gave lately; never how much they got."""
        with self.store.team(team_id).reading() as unit:
            rows = unit.kudos.recent(user_id, limit=SHOWN)
            return Mine(tuple(self.shown(unit, [row]) for row in rows), digest_of(unit, user_id))

    def given(self, team_id: str, user_id: str, kudos_ids: Collection[int]) -> Thanked | None:
        """A thanks as its giver sees it, if it is still there; nobody else may."""
        with self.store.team(team_id).reading() as unit:
            rows = own(unit, user_id, kudos_ids)
            return self.shown(unit, rows) if rows else None

    def undo(self, team_id: str, press: Press, kudos_ids: Collection[int], *, listed: bool, now: datetime) -> None:
        """The giver takes a thanks back; a second time it is gone already."""
        with self.store.team(team_id).writing() as unit:
            counting = self.counting(unit, now)
            rows = held(counting, press.user_id, kudos_ids)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            gone = undone(counting, rows)
            facts = {"kudos_ids": list(kudos_ids), "taken": bool(gone), "listed": listed, "url": press.response_url}
            unit.outbox.leave("kudos.undone", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def rename(
        self, team_id: str, press: Press, kudos_ids: Collection[int], text: str, *, listed: bool, now: datetime
    ) -> bool:
        """The giver says what it was for; nothing typed means nothing in particular. False for what is no skill."""
        with self.store.team(team_id).writing() as unit:
            counting = self.counting(unit, now)
            rows = held(counting, press.user_id, kudos_ids)
            names = self.skills.names_in(unit, text) if text.strip() else []
            if len(names) > MOST_SKILLS or not all(key(name) and len(name) <= LONGEST_SKILL for name in names):
                return False
            if not unit.workspace.first_time(press.seen, now=now):
                return True
            words = any(row.how == How.WORDS for row in rows)
            counting.reskill(rows, typed_skills(unit, self.skills, names), event_ts=CHOSEN if words else "")
            facts = {"kudos_ids": list(kudos_ids), "listed": listed, "url": press.response_url}
            unit.outbox.leave("kudos.changed", key=press.seen, now=now, user_id=press.user_id, facts=facts)
            return True

    def prefer(self, team_id: str, user_id: str, digest: Digest, *, press: Press | None = None, now: datetime) -> None:
        """Somebody chooses how they hear of thanks; what a button chose is said beside it."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            if self.privacy.who_left(unit)(user_id):
                raise KindError("You asked me to forget you, so I keep no wish of yours. Nothing will reach you.")
            if press is None or unit.workspace.first_time(press.seen, now=now):
                choose(unit, user_id, digest, now=now)
            if press is not None:
                facts = {"digest": digest, "url": press.response_url}
                unit.outbox.leave("kudos.chosen", key=press.seen, now=now, user_id=user_id, facts=facts)

    def met(self, team_id: str, person: PersonRow, *, now: datetime) -> None:
        """Slack says who somebody is of whom we knew nothing: of those who are no members no thanks stand."""
        if person.may_be_named:
            return
        with self.store.team(team_id).writing() as unit:
            withdraw(self.counting(unit, now), person.user_id)

    def received(self, team_id: str, kudos_ids: Collection[int]) -> list[Received]:
        """What there is to tell of these, in the words' own moment: nothing of what was taken back or told."""
        with self.store.team(team_id).reading() as unit:
            return received(unit, unit.kudos.get(kudos_ids))

    def rules(self, team_id: str) -> Rules:
        with self.store.team(team_id).reading() as unit:
            names = {row.channel_id: row.name for row in unit.people.channels() if row.kind == ChannelKind.PUBLIC}
            return Rules(self.settings.bounds(unit), names)

    def due(self, team_id: str, now: datetime) -> None:
        """Bring the digests whose time has come, each in a transaction of its own."""
        team = self.store.team(team_id)
        rounds = Rounds(team, now)
        for due in due_digests(team, now):
            rounds.do(due, partial(self.bring, due=due, now=now))

    def bring(self, unit: Unit, *, due: DueRow, now: datetime) -> None:
        bring(self.counting(unit, now), due)

    def tidy(self, team_id: str, *, now: datetime) -> None:
        """Forget what was kept long enough: old states of reactions, and old notes."""
        with self.store.team(team_id).writing() as unit:
            unit.kudos.forget(signs_before=now - SIGNS_FOR, notes_before=now - NOTES_FOR)

    def counting(self, unit: Unit, now: datetime) -> Counting:
        wishes = cache(partial(self.privacy.wishes, unit))
        return Counting(unit, self.settings.bounds(unit), wishes, now=now)

    def shown(self, unit: Unit, rows: Sequence[KudosRow]) -> Thanked:
        """Thanks given together; of those taken back nothing is shown where others stand."""
        standing = [row for row in rows if row.stands] or rows
        known = unit.people.by_id(row.receiver_id for row in standing)
        names = unit.skills.by_id(rows[0].skill_ids)
        return Thanked(
            kudos_ids=tuple(row.kudos_id for row in rows),
            people=tuple(known.get(row.receiver_id, PersonRow(row.receiver_id)) for row in standing),
            skills=tuple(names[at].name for at in rows[0].skill_ids if at in names),
            by_reaction=rows[0].how == How.REACTION,
            stands=any(row.stands for row in rows),
            meant="" if rows[0].skill_ids else reason(plain(rows[0].note)),
        )

    def without_forgotten(self, unit: Unit, note: str) -> str:
        left = self.privacy.who_left(unit)
        return MENTION.sub(lambda found: "someone" if left(found[1]) else found[0], note)


def own(unit: Unit, user_id: str, kudos_ids: Collection[int]) -> list[KudosRow]:
    rows = unit.kudos.get(kudos_ids)
    if any(row.giver_id != user_id for row in rows):
        raise KindError("Only whoever gave a thanks can change it or take it back.")
    return rows


def held(counting: Counting, user_id: str, kudos_ids: Collection[int]) -> list[KudosRow]:
    """The same, and until the end of the transaction nobody else changes what this person gave."""
    if not own(counting.unit, user_id, kudos_ids):
        return []
    counting.begin(user_id)
    return own(counting.unit, user_id, kudos_ids)


def is_private(unit: Unit, channel_id: str) -> bool:
    """Whether what is said there is for its members: all public channels are known, and D begins one's own with us."""
    return not channel_id.startswith("D") and not is_public(unit, channel_id)


def is_public(unit: Unit, channel_id: str) -> bool:
    channel = unit.people.channel(channel_id)
    return channel is not None and channel.kind == ChannelKind.PUBLIC
