"""The vocabulary of a workspace: the starter list, what the company adds, and what people say they know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from bot.domain import decay
from bot.domain.answers import Declared
from bot.domain.matching import SkillIndex
from bot.domain.skills import Prose, Skill, key, merge
from bot.domain.text import BARE_ID
from bot.errors import KindError
from bot.services.everybody import Held
from bot.services.privacy import PrivacyService
from storage.store import Store, Unit
from storage.values import EvidenceRow, ExpertiseRow, Kind, WorkspaceRow

LONGEST_SKILL = 60
MOST_AT_ONCE = 10
LISTED = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
Names = Iterable[tuple[str, tuple[str, ...]]]
MARKUP = re.compile(r"<[@#!][^<>]*>")  # a person's name is no skill


@dataclass(frozen=True, slots=True)
class Book:
    """A workspace's vocabulary at one moment: what finds skills in text, and what each is called. `former` are those
    that became another, by the key of that one.
    """

    version: int
    index: SkillIndex
    own: Mapping[str, Skill]
    base: Mapping[str, Skill]
    ordinary: frozenset[str]
    former: Mapping[str, tuple[Skill, ...]] = field(default_factory=dict)

    def known(self, name: str) -> list[Skill]:
        """What is known of a skill: as the workspace has it, as we come with it, and what became it."""
        at = key(name)
        return [*(skills[at] for skills in (self.own, self.base) if at in skills), *self.former.get(at, ())]

    def written(self, name: str) -> tuple[str, ...]:
        """The ways of writing a skill by which its words can be told from others: "word" is not always Word."""
        known = self.known(name)
        own = [skill for skill in known if key(skill.name) == key(name)]
        names = [name] if all(skill.prose == Prose.ANYWHERE for skill in own) else []
        others = [skill.name for skill in known if skill not in own and skill.prose == Prose.ANYWHERE]
        aliases = (alias for skill in known for alias in skill.aliases)
        others += [alias for alias in aliases if key(alias) not in self.ordinary]
        return tuple(dict.fromkeys((*names, *others)))

    def called(self, name: str) -> tuple[str, ...]:
        """All its names."""
        known = [skills[key(name)] for skills in (self.own, self.base) if key(name) in skills]
        return tuple(dict.fromkeys((name, *(alias for skill in known for alias in skill.aliases))))


class SkillService:
    """`base` is the vocabulary every workspace begins with; `ordinary` are words that are no misspelt skills."""

    def __init__(self, store: Store, privacy: PrivacyService, base: Iterable[Skill], ordinary: frozenset[str]) -> None:
        self.store = store
        self.privacy = privacy
        self.base = {key(skill.name): skill for skill in base}
        self.ordinary = ordinary
        self.index = index_of(tuple(self.base.values()), ordinary)
        self.books: dict[str, Book] = {}
        self.held = Held()  # what everybody does, for whoever ranks
        privacy.on_forgotten(self.held.drop)

    def book(self, unit: Unit, workspace: WorkspaceRow | None = None) -> Book:
        """The workspace's names, held in memory until the workspace's version says that they changed."""
        workspace = workspace or unit.workspace.get()
        version = workspace.graph_version if workspace else 0
        held = self.books.get(unit.team_id)
        if held and held.version == version:
            return held
        book = self.made(version, unit.skills.vocabulary(), unit.skills.former())
        self.books[unit.team_id] = book
        return book

    def made(self, version: int, names: Names, former: Iterable[tuple[str, str]]) -> Book:
        own = {key(name): self.own_skill(name, aliases) for name, aliases in names}
        became = {at: skill.name for at, skill in own.items() if at in self.base and self.base[at].name != skill.name}
        were: defaultdict[str, list[Skill]] = defaultdict(list)
        for name, kept in former:
            became[key(name)] = kept
            were[key(kept)].append(self.base.get(key(name)) or self.own_skill(name, ()))
        gone = [skill for skills in were.values() for skill in skills if key(skill.name) not in self.base]
        added = [*(skill for at, skill in own.items() if skill.aliases or at not in self.base), *gone]
        index = self.index.with_added(added, became=became) if added or became else self.index
        return Book(version, index, own, self.base, self.ordinary, {at: tuple(skills) for at, skills in were.items()})

    def own_skill(self, name: str, aliases: tuple[str, ...]) -> Skill:
        """A skill a workspace added. An ordinary word that somebody declared is not looked for in running text."""
        known = self.base.get(key(name))
        if known:
            return replace(known, name=name, aliases=aliases)
        return Skill(name, aliases, prose=Prose.NEVER if key(name) in self.ordinary else Prose.ANYWHERE)

    def declare(self, team_id: str, user_id: str, text: str, *, seen: str = "", now: datetime) -> Declared:
        """Somebody says that they know something: once for each `seen`, whatever they take back meanwhile."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            names = self.names_in(unit, text)
            if seen and not unit.workspace.first_time(seen, now=now):
                return Declared(", ".join(self.name_for(unit, name) for name in names), new=False)
            declared = [self.declare_in(unit, user_id, name, now=now) for name in names]
            return Declared(", ".join(one.skill for one in declared), new=any(one.new for one in declared))

    def declare_in(self, unit: Unit, user_id: str, text: str, *, now: datetime) -> Declared:
        self.may_declare(unit, user_id)
        unit.people.ensure([user_id])
        name = self.name_for(unit, text)
        skill_id = self.id_for(unit, name)
        shown = unit.ledger.show_skill(user_id, skill_id)  # whoever says so wants to be found for it
        return Declared(name, enter_declared(unit, user_id, skill_id, now=now) or shown)

    def id_for(self, unit: Unit, text: str) -> int:
        """The skill that was typed, which may be new to the workspace."""
        name = self.name_for(unit, text)
        if key(name) not in self.base and not unit.skills.ids([key(name)]):
            unit.workspace.raise_graph_version()  # a name nobody can find yet
        return unit.skills.ensure({key(name): name})[key(name)]

    def may_declare(self, unit: Unit, user_id: str) -> None:
        """Raises KindError for those of whom nothing is noted."""
        wishes = self.privacy.wishes(unit, user_id)
        if wishes.forgotten:
            raise KindError("You asked me to forget you, so I note nothing. `/whoknows remember me` changes that.")
        if wishes.left:
            raise KindError("You left, so I note nothing. `/whoknows learn from me` brings you back.")
        person = unit.people.get(user_id)
        if person and not person.may_be_named:
            raise KindError("Guests can ask, but I name only members of the workspace. So I noted nothing.")

    def withdraw(self, team_id: str, user_id: str, text: str, *, seen: str = "", now: datetime) -> Declared:
        """Somebody takes back that they know something, once for each `seen`; what they have shown stays."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            name = self.name_for(unit, text)
            if seen and not unit.workspace.first_time(seen, now=now):
                return Declared(name, new=False)
            skill_id = unit.skills.ids([key(name)]).get(key(name), 0)
            return Declared(name, take_back_declared(unit, user_id, skill_id, now=now))

    def names_in(self, unit: Unit, text: str) -> list[str]:
        """The skills of a list ("Excel, SQL and French"); "Research and development" is one."""
        parts = [part.strip() for part in LISTED.split(text)]
        if len(parts) < 2 or not all(key(part) for part in parts) or len(parts) > MOST_AT_ONCE:
            return [text]
        whole = self.book(unit).index.understand(text).matches
        return [text] if len(whole) == 1 and whole[0].how != "sentence" else parts

    def name_for(self, unit: Unit, text: str) -> str:
        """The customary name of what was typed; what nobody has heard of is kept as typed."""
        typed = as_typed(text)
        if not key(typed):
            raise KindError("Tell me what, for example `/whoknows add PowerPoint`.")
        if len(typed) > LONGEST_SKILL:
            raise KindError(f"A skill's name has at most {LONGEST_SKILL} characters. A short one is found best.")
        understood = self.book(unit).index.understand(typed).matches
        if len(understood) == 1 and understood[0].how != "sentence":
            return understood[0].skill
        return typed

    def add(self, team_id: str, skills: Iterable[Skill]) -> int:
        """Take names and aliases into a workspace's vocabulary; how many."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            entries = list(skills)
            ids = unit.skills.ensure({key(skill.name): skill.name for skill in entries})
            for skill in entries:
                unit.skills.add_aliases(ids[key(skill.name)], {key(alias): alias for alias in skill.aliases})
            unit.workspace.raise_graph_version()
        return len(entries)

    def vocabulary(self, team_id: str) -> list[Skill]:
        """The workspace's own, each with its aliases and the names of what became it."""
        with self.store.team(team_id).reading() as unit:
            book = self.book(unit)
            return [Skill(name, (*aliases, *former_names(book, name))) for name, aliases in unit.skills.vocabulary()]

    def whole_vocabulary(self, team_id: str) -> list[Skill]:
        """The same, and what we come with, but for what became another skill there."""
        own = self.vocabulary(team_id)
        with self.store.team(team_id).reading() as unit:
            gone = {key(skill.name) for skills in self.book(unit).former.values() for skill in skills}
        return merge((skill for at, skill in self.base.items() if at not in gone), own)


def former_names(book: Book, name: str) -> tuple[str, ...]:
    """What became a skill, by every name it had."""
    return tuple(each for skill in book.former.get(key(name), ()) for each in (skill.name, *skill.aliases))


def as_typed(text: str) -> str:
    return " ".join(BARE_ID.sub(" ", MARKUP.sub(" ", text)).split())


def is_name(text: str) -> bool:
    """Whether a skill can be called so."""
    typed = as_typed(text)
    return bool(key(typed)) and len(typed) <= LONGEST_SKILL


@lru_cache(maxsize=2)
def index_of(base: tuple[Skill, ...], ordinary: frozenset[str]) -> SkillIndex:
    """Never changed once it is made, and made in a quarter of a second: one process makes it once."""
    return SkillIndex(base, ordinary=ordinary)


def enter_declared(unit: Unit, user_id: str, skill_id: int, *, now: datetime) -> bool:
    row = EvidenceRow(
        key=declared_key(user_id, skill_id), user_id=user_id, skill_id=skill_id, kind=Kind.DECLARED, at=now
    )
    return enter(unit, row)


def take_back_declared(unit: Unit, user_id: str, skill_id: int, *, now: datetime) -> bool:
    gone = unit.ledger.revoke(now=now, key=declared_key(user_id, skill_id))
    unit.ledger.add(minus(row) for row in gone)
    return bool(gone)


def declared_key(user_id: str, skill_id: int) -> str:
    return f"declared:{user_id}:{skill_id}"


def enter(unit: Unit, row: EvidenceRow) -> bool:
    """Enter a fact and count it; False where it counts already."""
    new = unit.ledger.enter(row) or unit.ledger.revive(row)
    if new:
        unit.ledger.add([plus(row)])
    return new


def plus(row: EvidenceRow) -> ExpertiseRow:
    """What an entry adds to the sum it goes into."""
    worth = decay.forward(row.at, half_life=decay.EXPERTISE[row.kind], weight=row.weight)
    return ExpertiseRow(row.user_id, row.skill_id, row.kind, worth, 1, row.at)


def minus(row: EvidenceRow) -> ExpertiseRow:
    """What taking an entry back takes from the sum it went into."""
    worth = decay.forward(row.at, half_life=decay.EXPERTISE[row.kind], weight=row.weight)
    return ExpertiseRow(row.user_id, row.skill_id, row.kind, -worth, -1, decay.LONG_AGO)
