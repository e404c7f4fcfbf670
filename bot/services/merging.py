"""Two names for one skill: one of them is kept, and all that was shown, asked and thanked for moves there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from bot.domain import decay
from bot.domain.answers import Press
from bot.domain.bounds import DEFAULTS
from bot.domain.matching import How
from bot.domain.merging import (
    Meant,
    Merge,
    Names,
    Pair,
    Refused,
    Renamed,
    Taken,
    Typed,
    chosen,
    refuses_merge,
    refuses_rename,
    takes,
)
from bot.domain.privacy import Wishes
from bot.domain.skills import key
from bot.domain.text import unescaped
from bot.services.kudos_counting import Counting
from bot.services.settings import SettingsService
from bot.services.skills import Book, SkillService, as_typed, is_name, minus
from storage.history import MessageRow
from storage.store import Store, Unit
from storage.values import ExpertiseRow, Kind

NEAR = 3


class MergingService:
    """Who asks is a coordinator, or None: whoever runs the bot, at the terminal."""

    def __init__(self, store: Store, skills: SkillService, settings: SettingsService) -> None:
        self.store = store
        self.skills = skills
        self.settings = settings

    def names(self, team_id: str, user_id: str) -> Names:
        """Which names became which."""
        with self.store.team(team_id).reading() as unit:
            book = self.skills.book(unit)
            former = book.former.items()
            listed = ((book.own[at].name, tuple(skill.name for skill in skills)) for at, skills in former)
            return Names(tuple(sorted(listed)), self.settings.is_coordinator(unit, user_id))

    def plan(self, team_id: str, user_id: str | None, read: Sequence[Pair]) -> Merge | Refused:
        """What a merge would move. Nothing is changed."""
        with self.store.team(team_id).reading() as unit:
            self.must_be_allowed(unit, user_id)
            return self.planned(unit, self.wanted(unit, read))

    def merge(self, team_id: str, user_id: str | None, pair: Pair) -> Merge | Refused:
        """All that is known as the one is known as the other from now on."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.hold()
            self.must_be_allowed(unit, user_id)
            return self.merge_in(unit, pair)

    def pressed(self, team_id: str, press: Press, pair: Pair, *, now: datetime) -> None:
        """A coordinator who was told what it moves says yes; what came of it is said in the place of the question."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.hold()
            self.must_be_allowed(unit, press.user_id)
            if unit.workspace.first_time(press.seen, now=now):
                kind, facts = told(self.merge_in(unit, pair))
                facts["url"] = press.response_url
                unit.outbox.leave(kind, key=press.seen, now=now, user_id=press.user_id, facts=facts)

    def rename(self, team_id: str, user_id: str | None, read: Sequence[Pair]) -> Renamed | Refused | Taken:
        """A skill is called otherwise from now on; the name it had still finds it."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.hold()
            self.must_be_allowed(unit, user_id)
            pair, meant = self.wanted(unit, read), self.meaning(unit)
            name = as_typed(unescaped(pair.new))
            old, new = meant(pair.old), meant(name)
            if refused := refuses_rename(old, new, is_name=is_name(name)):
                return refused
            if takes(old, new):
                merge = self.planned(unit, Pair(old.name, new.name))
                return Taken(name, merge) if isinstance(merge, Merge) else merge
            skill_id = unit.skills.ensure({key(old.name): old.name})[key(old.name)]
            unit.merging.rename(skill_id, key(name), name)
            unit.workspace.raise_graph_version()
            return Renamed(old.name, name)

    def must_be_allowed(self, unit: Unit, user_id: str | None) -> None:
        if user_id is not None:
            self.settings.must_coordinate(unit, user_id)

    def wanted(self, unit: Unit, read: Sequence[Pair]) -> Pair:
        return read[0] if len(read) == 1 else chosen(read, self.meaning(unit))

    def meaning(self, unit: Unit) -> Callable[[str], Meant]:
        book = self.skills.book(unit)
        return lambda typed: meant_by(book, typed)

    def planned(self, unit: Unit, pair: Pair) -> Merge | Refused:
        meant = self.meaning(unit)
        old, kept = meant(pair.old), meant(pair.new)
        if refused := refuses_merge(old, kept):
            return refused
        skill_id = unit.skills.ids([key(old.name)]).get(key(old.name), 0)
        return Merge(old.name, kept.name, unit.merging.touched(skill_id))

    def merge_in(self, unit: Unit, pair: Pair) -> Merge | Refused:
        done = self.planned(unit, pair)
        if isinstance(done, Merge):
            ids = unit.skills.ensure({key(name): name for name in (done.old, done.kept)})
            fold(unit, ids[key(done.old)], ids[key(done.kept)])
            unit.workspace.raise_graph_version()
        return done


def told(done: Merge | Refused) -> tuple[str, dict[str, object]]:
    """What the outbox is to say."""
    if isinstance(done, Merge):
        return "skills.merged", {"old": done.old, "kept": done.kept, **asdict(done.touched)}
    return "skills.not_merged", {"why": done.why, "typed": done.typed, "name": done.name}


def meant_by(book: Book, typed: str) -> Meant:
    """What a word is to a vocabulary. A name that people gave comes before one that we come with."""
    at = key(typed)
    former = {key(skill.name): kept for kept, skills in book.former.items() for skill in skills}
    if at in book.own:
        return Meant(typed, Typed.NAME, book.own[at].name)
    if at in former:
        return Meant(typed, Typed.FORMER, book.own[former[at]].name)
    if at in book.base:
        return Meant(typed, Typed.NAME, book.base[at].name)
    understood = book.index.understand(typed)
    for match in understood.matches:
        if match.how in (How.EXACT, How.ALIAS) and len(understood.matches) == 1:
            return Meant(typed, Typed.ALIAS, match.skill)
    close = (*(match.skill for match in understood.matches if match.how == How.TYPO), *understood.near)
    return Meant(typed, near=tuple(dict.fromkeys(close))[:NEAR])


def fold(unit: Unit, old: int, kept: int) -> None:
    """Move all of a skill to another, so that it stands as if it had always been called so: what was shown of both at
    once was shown once.
    """
    one_thanks_for_each(unit, old, kept)
    named_twice = [row for row in unit.merging.messages_with_both(old, kept) if is_telling(unit, row)]
    entered_twice = [replace(entry, skill_id=kept) for entry in unit.merging.move(old, kept)]
    unit.ledger.add([*map(minus, entered_twice), *(once(row, kept) for row in named_twice)])


def settle(unit: Unit) -> None:
    """Whatever came from another workspace, and refers to what has become another skill here, follows it."""
    for old, kept in unit.merging.merged().items():
        fold(unit, old, kept)


def one_thanks_for_each(unit: Unit, old: int, kept: int) -> None:
    """A thanks for both is shared among its skills anew."""
    counting = Counting(unit, DEFAULTS, lambda _user_id: Wishes(), now=decay.LANDMARK)  # no entry keeps this moment
    for row in unit.kudos.get(unit.merging.thanks_for_both(old, kept)):
        counting.reskill([row], tuple(dict.fromkeys(kept if one == old else one for one in row.skill_ids)))


def is_telling(unit: Unit, message: MessageRow) -> bool:
    """Whether a message counts as one about its skills: not if it asks, or goes on asking in a thread of one's own."""
    if unit.asks.at(message.channel_id, message.ts):
        return False
    begun = unit.asks.at(message.channel_id, message.thread_ts) if message.thread_ts else None
    return begun is None or begun.asker_id != message.user_id


def once(message: MessageRow, skill_id: int) -> ExpertiseRow:
    """What naming a skill twice in one message counted too much."""
    worth = decay.forward(message.at, half_life=decay.EXPERTISE[Kind.SAID])
    return ExpertiseRow(message.user_id, skill_id, Kind.SAID, -worth, -1, decay.LONG_AGO)
