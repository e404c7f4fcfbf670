"""What somebody is found for, as colleagues are told it: the same facts, and the same function makes the reasons. They
alone decide what of it is right, what counts, and what they are named for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.answers import Press
from bot.domain.home import Choice, Closer, Known, Skills
from bot.domain.ranking import on_topic
from bot.domain.ranking_facts import OnTopic, Reason, ReasonKind, Topic
from bot.domain.ranking_reasons import topic_reasons
from bot.domain.ranking_weights import NAME
from bot.domain.spans import microseconds
from bot.services.candidates import Wanted, on_skill, spellings, tallied, with_words
from bot.services.heard import moment
from bot.services.home_shown import show_home
from bot.services.own_evidence import Pieces, closer
from bot.services.places import at_thanks
from bot.services.skills import Book, SkillService, enter_declared, is_name
from storage.store import Store, Unit
from storage.values import EvidenceRow, ExpertiseRow, Kind, SkillRow

SHOWN_SKILLS = 12


class OwnSkills:
    """What somebody does about their own skills, from the Home tab or a message. Each press counts once, and nobody
    reaches what is another's.
    """

    def __init__(self, store: Store, skills: SkillService) -> None:
        self.store = store
        self.skills = skills
        self.pieces = Pieces(skills)

    def hide(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """They do not want to be named for a skill, whatever they show of it."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now) and unit.skills.by_id([skill_id]):
                unit.ledger.hide_skill(press.user_id, skill_id, now=now)

    def show(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """They may be named for it again."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now):
                unit.ledger.show_skill(press.user_id, skill_id)

    def confirm(self, team_id: str, press: Press, skill_id: int, *, now: datetime) -> None:
        """They say that they know what they were found for: from now on by their own word, too."""
        with self.store.team(team_id).writing() as unit:
            if self.begin(unit, press, now) and unit.skills.by_id([skill_id]):
                unit.ledger.show_skill(press.user_id, skill_id)
                enter_declared(unit, press.user_id, skill_id, now=now)

    def hide_evidence(self, team_id: str, press: Press, key: str, *, now: datetime) -> None:
        """One thing they showed counts no more."""
        self.settle(team_id, press, {key: Choice.HIDE}, now=now)

    def show_evidence(self, team_id: str, press: Press, key: str, *, now: datetime) -> None:
        """It counts again; where they had said that it shows another skill, for its own."""
        self.settle(team_id, press, {key: Choice.COUNT}, now=now)

    def correct(self, team_id: str, press: Press, key: str, text: str, *, now: datetime) -> bool:
        """It shows another skill, they say. False for what is no skill's name."""
        return self.settle(team_id, press, {key: Choice.OTHER}, other=text, now=now)

    def settle(
        self, team_id: str, press: Press, choices: Mapping[str, Choice], *, other: str = "", now: datetime
    ) -> bool:
        """What counts of several pieces, and what shows the skill `other`. False where that is no skill's name."""
        if Choice.OTHER in choices.values() and not is_name(other):
            return False
        with self.store.team(team_id).writing() as unit:
            unit.workspace.hold()
            if self.begin(unit, press, now):
                for key, choice in choices.items():
                    self.pieces.settle(unit, press.user_id, key, choice, other=other, now=now)
                unit.workspace.raise_graph_version()  # how much everybody answers is held in memory
            return True

    def look_closer(self, team_id: str, press: Press, skill_id: int, *, page: int = 0, now: datetime) -> Closer | None:
        """Where they showed a skill, the newest first; None if they have looked already, or there is nothing."""
        with self.store.team(team_id).writing() as unit:
            unit.workspace.ensure()
            self.skills.may_declare(unit, press.user_id)
            if not unit.workspace.first_time(press.seen, now=now):
                return None
            return closer(unit, press.user_id, skill_id, page)

    def begin(self, unit: Unit, press: Press, now: datetime) -> bool:
        """Whether this is pressed for the first time, by somebody of whom anything is kept."""
        unit.workspace.ensure()
        self.skills.may_declare(unit, press.user_id)
        if not unit.workspace.first_time(press.seen, now=now):
            return False
        show_home(unit, press.user_id, now=now)
        return True


@dataclass(frozen=True, slots=True)
class Places:
    """Where somebody showed what, by skill and kind, the newest last; links lead nowhere that they cannot go."""

    entries: Mapping[tuple[int, Kind], list[EvidenceRow]]
    hidden: Collection[str] = field(default_factory=set)

    def of(self, reason: Reason, skill_id: int) -> Reason:
        placed = self.found(reason, skill_id)
        return replace(placed, channel_id="", ts="", thread_ts="") if placed.channel_id in self.hidden else placed

    def found(self, reason: Reason, skill_id: int) -> Reason:
        if reason.kind is ReasonKind.THANKED:
            return at_thanks(reason, self.entries.get((skill_id, Kind.KUDOS), []))
        spots = self.entries.get((skill_id, Kind.ANSWER), [])
        if reason.kind is not ReasonKind.ANSWERED or not spots:
            return reason
        # As in an answer: the newest question counts, whenever it was answered.
        spot = max(spots, key=lambda entry: microseconds(entry.thread_ts or entry.ts))
        at = moment(spot.thread_ts or spot.ts)
        return replace(reason, channel_id=spot.channel_id, ts=spot.ts, thread_ts=spot.thread_ts, last_at=at)


def places(unit: Unit, user_id: str, skill_ids: Collection[int], hidden: Collection[str]) -> Places:
    found: defaultdict[tuple[int, Kind], list[EvidenceRow]] = defaultdict(list)
    for entry in unit.ledger.entries_of(user_id, skill_ids):
        found[entry.skill_id, entry.kind].append(entry)
    return Places(found, hidden)


def own_skills(
    unit: Unit,
    user_id: str,
    rows: Sequence[ExpertiseRow],
    names: Mapping[int, SkillRow],
    *,
    book: Book,
    hidden: Collection[str],
    page: int = 0,
    now: datetime,
) -> Skills:
    """The strongest first; `rows` are what the ledger adds up to for this person."""
    mine = [row for row in rows if row.skill_id in names]
    if not mine:
        return Skills()
    shown = own_topics(unit, user_id, mine, names, book=book, now=now)
    order = sorted(shown, key=lambda at: (-on_topic(shown[at], 0.0, NAME), names[at].name))
    told = ((at, topic_reasons([Topic(names[at].name, 1.0, {user_id: shown[at]})], user_id)) for at in order)
    known = [(at, reasons) for at, reasons in told if reasons]
    first = SHOWN_SKILLS * min(page, max(len(known) - 1, 0) // SHOWN_SKILLS)  # one page may be gone meanwhile
    here = known[first : first + SHOWN_SKILLS]
    spots = places(unit, user_id, [at for at, _reasons in here], hidden)
    return Skills(
        tuple(Known(at, names[at].name, tuple(spots.of(reason, at) for reason in reasons)) for at, reasons in here),
        more=max(len(known) - first - SHOWN_SKILLS, 0),
        page=first // SHOWN_SKILLS,
    )


def own_topics(
    unit: Unit,
    user_id: str,
    rows: Sequence[ExpertiseRow],
    names: Mapping[int, SkillRow],
    *,
    book: Book,
    now: datetime,
) -> dict[int, OnTopic]:
    """What this person has shown of each skill: by the ledger, and by the words it goes by."""
    sums: defaultdict[int, list[ExpertiseRow]] = defaultdict(list)
    for row in rows:
        sums[row.skill_id].append(row)
    shown = {at: on_skill(of_it, now) for at, of_it in sums.items()}
    wanted = [Wanted(at, names[at].name, spellings(book.written(names[at].name))) for at in shown]
    counts = unit.terms.uses_of(user_id, {word for one in wanted for spelling in one.spellings for word in spelling})
    ids = {word: count.term_id for word, count in counts}
    found = tallied((count for _word, count in counts), now)
    return {one.skill_id: with_words(shown[one.skill_id], one, ids, found)[user_id] for one in wanted}
