"""What is held on somebody, and forgetting them: for good, in one transaction, everywhere."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import cache

from bot.domain.answers import Shown
from bot.domain.privacy import Wishes
from bot.domain.ranking_facts import FEWEST_MENTIONS
from bot.errors import CommandLineError
from bot.services.lunch_posts import refresh_post
from bot.services.referral_askers import Askers
from bot.services.referral_leaving import forget_asker
from storage.scraps import SMALL, cleared_of, rewrite
from storage.store import Store, Unit
from storage.values import LEARNING, PAUSED, WORKS_COUNCIL, EvidenceRow, Kind

log = logging.getLogger(__name__)

SCRAPS = "tidy.scraps"

Listener = Callable[[str, str], None]  # workspace and person


class PrivacyService:
    """`secret` keys the digests under which the bot remembers whom it may not remember. `asks_first`: whether new
    workspaces ask people before anything is learned of them.
    """

    def __init__(self, store: Store, secret: str, *, asks_first: bool = False) -> None:
        self.store = store
        self.secret = secret
        self.asks_first = asks_first
        self.listeners: list[Listener] = []

    def on_forgotten(self, listener: Listener) -> None:
        """Have somebody told of whom we have just forgotten, by word of mouth: nothing of it may be written down."""
        self.listeners.append(listener)

    def about(self, team_id: str, user_id: str) -> list[Shown]:
        """Everything the bot would name somebody for, the most shown first."""
        with self.store.team(team_id).reading() as unit:
            times: defaultdict[int, dict[Kind, int]] = defaultdict(dict)
            for row in unit.ledger.expertise_of([user_id]):
                times[row.skill_id][row.kind] = row.times
            newest: defaultdict[int, dict[Kind, EvidenceRow]] = defaultdict(dict)
            for entry in unit.ledger.entries_of(user_id):
                if entry.ts:
                    newest[entry.skill_id][entry.kind] = entry
            rows = unit.skills.by_id(times)
            person = unit.people.get(user_id)
            if person and not person.may_be_named:
                return []
            shown = [
                Shown(rows[at].name, counts, newest[at])
                for at, counts in times.items()
                if at in rows and (counts.keys() != {Kind.SAID} or counts[Kind.SAID] >= FEWEST_MENTIONS)
            ]
        return sorted(shown, key=lambda one: (Kind.DECLARED not in one.times, -sum(one.times.values()), one.name))

    def forget(self, team_id: str, user_id: str, *, now: datetime) -> None:
        """Erase somebody: every row that is about them goes, in others' rows their id is blanked."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.add_left(self.digest(team_id, user_id), now=now)
            forget_asker(unit, Askers(self.secret), user_id, now=now)
            posts = unit.lunches.naming(user_id)
            unit.erase(user_id)
            for lunch_id, channel_id in posts:
                refresh_post(unit, lunch_id, channel_id, now=now)
            unit.workspace.raise_graph_version()
        self.clear(team_id, user_id, now=now)
        for listener in self.listeners:
            listener(team_id, user_id)

    def clear(self, team_id: str, user_id: str, *, now: datetime) -> None:
        """What was erased stays in no file either. Where somebody is reading, or the file is large, at the next
        tidying.
        """
        if not self.store.compact() or not cleared_of(self.store, user_id):
            log.warning("scraps of what was erased stay in the database's files until the next tidying")
            with self.store.team(team_id).writing() as unit:
                unit.agenda.put(SCRAPS, now)

    def tidy(self, team_id: str) -> None:
        """A small file is written anew each time, so that no scraps of other texts stay either."""
        with self.store.team(team_id).reading() as unit:
            is_due = unit.agenda.get(SCRAPS) is not None
        if rewrite(self.store, most=None if is_due else SMALL) and is_due:
            with self.store.team(team_id).writing() as unit:
                unit.agenda.drop(SCRAPS)

    def remember(self, team_id: str, user_id: str, *, now: datetime) -> None:
        """Somebody who was forgotten wants to be found again. Who they are is asked of Slack first of all."""
        with self.store.team(team_id).writing() as unit:
            if self.who_left(unit)(user_id):
                unit.workspace.remove_left(self.digest(unit.team_id, user_id))
                unit.outbox.leave("person", key=f"person:{now.isoformat()}", now=now, user_id=user_id)

    def who_left(self, unit: Unit) -> Callable[[str], bool]:
        """Tells whether somebody asked to be forgotten: nothing may be learned, synced or imported of them."""
        digests = unit.workspace.left_digests()
        if not digests:
            return lambda _user_id: False
        return cache(lambda user_id: self.digest(unit.team_id, user_id) in digests)

    def settle(self, unit: Unit) -> None:
        """What holds for new workspaces of this installation holds in this one from its first day on: whatever reads
        the database alone then knows it.
        """
        if self.asks_first and WORKS_COUNCIL not in unit.choices.settings():
            unit.choices.set({WORKS_COUNCIL: "1"})
            unit.workspace.raise_graph_version()

    def wishes(self, unit: Unit, user_id: str) -> Wishes:
        """What one person wants."""
        return self.wishes_in(unit, user_id, *unit.choices.of(user_id))

    def wishes_in(
        self, unit: Unit, user_id: str, chosen: Mapping[str, str], settings: Mapping[str, str], gone: Collection[str]
    ) -> Wishes:
        """The same, where what they chose has been read; `gone` are the digests of those who were forgotten."""
        first, left = settings.get(WORKS_COUNCIL) == "1", bool(gone) and self.digest(unit.team_id, user_id) in gone
        return Wishes(chosen.get(LEARNING, ""), chosen.get(PAUSED, ""), first, left)

    def wishes_of_all(self, unit: Unit) -> Callable[[str], Wishes]:
        """The same for as many as are asked for."""
        learning, paused = unit.choices.chosen(LEARNING), unit.choices.chosen(PAUSED)
        first, left = asks_first(unit), self.who_left(unit)
        return cache(lambda user: Wishes(learning.get(user, ""), paused.get(user, ""), first, left(user)))

    def digest(self, team_id: str, user_id: str) -> str:
        if not self.secret:
            raise CommandLineError(
                "WHOKNOWS_SECRET_KEY is not set: somebody asked to be forgotten, and only the key tells whom. "
                "Set it to the key that `whoknows run` uses."
            )
        return hmac.new(self.secret.encode(), f"{team_id}:{user_id}".encode(), hashlib.sha256).hexdigest()


def asks_first(unit: Unit) -> bool:
    """Whether nobody is learned of here who has not said yes: works-council mode."""
    return unit.choices.settings().get(WORKS_COUNCIL) == "1"
