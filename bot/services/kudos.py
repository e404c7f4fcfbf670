"""Thanking: a command, a reaction or `++` is counted, changed and taken back; whoever was thanked hears of it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.domain.answers import Press
from bot.domain.kudos import Command, Digest, plusplus, reason
from bot.domain.kudos_rules import MOST_SKILLS, Refusal
from bot.domain.kudos_told import Mine, Outcome, Received, Rules, Thanked
from bot.domain.matching import How as Matched
from bot.domain.skills import key
from bot.domain.text import MENTION, plain
from bot.errors import KindError
from bot.services.kudos_counting import Counting, Given, digest_of
from bot.services.kudos_digest import bring, choose, due_digests, received
from bot.services.kudos_heard import Reacted, asked_in, concerns, delete, react, speak, undone
from bot.services.learning import Heard
from bot.services.privacy import PrivacyService
from bot.services.settings import SettingsService
from bot.services.skills import LONGEST_SKILL, SkillService
from bot.services.subjects import understand
from storage.kudos import How, KudosRow, Sign
from storage.store import Store, Unit
from storage.values import ChannelKind, PersonRow

log = logging.getLogger(__name__)

SHOWN = 5
SIGNS_FOR = timedelta(days=180)
NOTES_FOR = timedelta(days=90)
# Of a longer reason only what is spelled right is a skill: "for being there on Monday" is no typing error.
TYPED_WORDS = 3


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
            if earlier := unit.kudos.of_event(giver_id, seen):
                return Outcome(self.shown(unit, earlier))
            for receiver in wanted.receivers:
                if why := counting.refuses(giver_id, receiver):
                    return Outcome(refusal=why, who=receiver)
            if not unit.workspace.first_time(seen, now=now):
                return Outcome(refusal=Refusal.AGAIN)
            given = Given(
                giver_id=giver_id,
                how=How.COMMAND,
                at=now,
                event_ts=seen,
                skill_ids=self.skills_in(unit, wanted.note),
                note=self.without_forgotten(unit, wanted.note),
                channel_id=channel_id if is_public(unit, channel_id) else "",
            )
            rows = counting.count(given, wanted.receivers)
            if not rows:
                return Outcome(refusal=Refusal.LIMIT, per_day=counting.bounds.kudos_per_day)
            return Outcome(self.shown(unit, rows))

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
            skill_ids = self.skills_in(unit, said.words) if said.receivers and kind == ChannelKind.PUBLIC else ()
            if not skill_ids and heard.is_reply:
                skill_ids = asked_in(unit, heard.channel_id, heard.thread_ts)
            speak(self.counting(unit, now), heard, said, skill_ids, kind=kind, event_ts=event_ts)

    def deleted(self, team_id: str, channel_id: str, ts: str, *, before: str = "", now: datetime) -> None:
        """A message is gone. What was thanked for it stands; what it thanked for itself does not."""
        if before and "++" not in before:
            return
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
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
            rows = own(unit, press.user_id, kudos_ids)
            if not unit.workspace.first_time(press.seen, now=now):
                return
            gone = undone(self.counting(unit, now), rows)
            facts = {"kudos_ids": list(kudos_ids), "taken": bool(gone), "listed": listed, "url": press.response_url}
            unit.outbox.leave("kudos.undone", key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def rename(
        self, team_id: str, press: Press, kudos_ids: Collection[int], text: str, *, listed: bool, now: datetime
    ) -> bool:
        """The giver says what it was for; nothing typed means nothing in particular. False for what is no skill."""
        with self.store.team(team_id).writing() as unit:
            rows = own(unit, press.user_id, kudos_ids)
            names = self.skills.names_in(unit, text) if text.strip() else []
            if len(names) > MOST_SKILLS or not all(key(name) and len(name) <= LONGEST_SKILL for name in names):
                return False
            if not unit.workspace.first_time(press.seen, now=now):
                return True
            self.counting(unit, now).reskill(rows, self.typed_skills(unit, names))
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
        for due in due_digests(team, now):
            try:
                with team.writing() as unit:
                    bring(self.counting(unit, now), due)
            except Exception:
                log.exception("a digest of thanks due at %s could not be brought", due.at)

    def tidy(self, team_id: str, *, now: datetime) -> None:
        """Forget what was kept long enough: old states of reactions, and old notes."""
        with self.store.team(team_id).writing() as unit:
            unit.kudos.forget(signs_before=now - SIGNS_FOR, notes_before=now - NOTES_FOR)

    def counting(self, unit: Unit, now: datetime) -> Counting:
        return Counting(unit, self.settings.bounds(unit), self.privacy.who_left(unit), now=now)

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
        )

    def skills_in(self, unit: Unit, words: str) -> tuple[int, ...]:
        """What a thanks says it is for: skills the workspace knows. Nothing new is made of words in passing."""
        book, said = self.skills.book(unit), plain(words)
        named = [match.skill for match in book.index.in_prose(said)]
        about = reason(said)
        meant = understand(unit, book, about).matches if key(about) else ()
        short = len(about.split()) <= TYPED_WORDS
        typed = [match.skill for match in meant if match.how != Matched.TYPO or short]
        names = list(dict.fromkeys((*typed, *named)))[:MOST_SKILLS]
        ids = unit.skills.ensure({key(name): name for name in names})
        return tuple(dict.fromkeys(ids[key(name)] for name in names))

    def typed_skills(self, unit: Unit, names: Sequence[str]) -> tuple[int, ...]:
        """What somebody typed in a form: also what nobody has heard of yet."""
        customary = {key(name): name for name in (self.skills.name_for(unit, name) for name in names)}
        if customary.keys() - self.skills.base.keys() - unit.skills.ids(customary).keys():
            unit.workspace.raise_graph_version()  # a name nobody can find yet
        ids = unit.skills.ensure(customary)
        return tuple(dict.fromkeys(ids[at] for at in customary))

    def without_forgotten(self, unit: Unit, note: str) -> str:
        left = self.privacy.who_left(unit)
        return MENTION.sub(lambda found: "someone" if left(found[1]) else found[0], note)


def own(unit: Unit, user_id: str, kudos_ids: Collection[int]) -> list[KudosRow]:
    rows = unit.kudos.get(kudos_ids)
    if any(row.giver_id != user_id for row in rows):
        raise KindError("Only whoever gave a thanks can change it or take it back.")
    return rows


def is_public(unit: Unit, channel_id: str) -> bool:
    channel = unit.people.channel(channel_id)
    return channel is not None and channel.kind == ChannelKind.PUBLIC
