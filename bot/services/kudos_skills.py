"""What a thanks is for: the skills its words name, or those that its giver typed in a form."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.kudos import reason
from bot.domain.kudos_rules import MOST_SKILLS
from bot.domain.kudos_skills import is_small_talk, new_name, slipped_once
from bot.domain.matching import How, Match
from bot.domain.skills import key
from bot.domain.text import plain
from bot.services.skills import LONGEST_SKILL, Book, SkillService
from bot.services.subjects import understand
from storage.store import Unit

# Of a longer reason only what is spelled right is a skill: "for being there on Monday" is no typing error.
TYPED_WORDS = 3
# A word this much like a skill's name is that name, misspelt beyond being sure.
MISSPELT = 0.85


def heard_skills(unit: Unit, skills: SkillService, words: str) -> tuple[int, ...]:
    """What words in a channel say a thanks is for: skills the workspace knows."""
    return ids_of(unit, known_names(unit, skills, words))


def given_skills(unit: Unit, skills: SkillService, note: str) -> tuple[int, ...]:
    """What a note given to the bot says. One word that nobody has heard of is a skill from now on."""
    known = known_names(unit, skills, note)
    fresh = "" if known else new_name(reason(plain(note)), skills.ordinary)
    if not fresh or any(likeness >= MISSPELT for _skill, likeness in skills.book(unit).index.closest(fresh, limit=1)):
        return ids_of(unit, known)
    people = {part for person in unit.people.everybody() for part in key(person.name).split()}
    if key(fresh) in people or len(fresh) > LONGEST_SKILL:
        return ()
    return typed_skills(unit, skills, [fresh])


def known_names(unit: Unit, skills: SkillService, words: str) -> list[str]:
    book, said = skills.book(unit), plain(words)
    about = reason(said)
    meant = understand(unit, book, about).matches if key(about) else ()
    short = len(about.split()) <= TYPED_WORDS
    typed = [match.skill for match in meant if is_meant(match, book, short=short)]
    named = [match.skill for match in book.index.in_prose(said)]
    return list(dict.fromkeys((*typed, *named)))[:MOST_SKILLS]


def is_meant(match: Match, book: Book, *, short: bool) -> bool:
    if match.how != How.TYPO:
        return not is_small_talk(match.typed)
    known = (name for one in book.known(match.skill) for name in (one.name, *one.aliases))
    return short and slipped_once(match.typed, known)


def ids_of(unit: Unit, names: Sequence[str]) -> tuple[int, ...]:
    ids = unit.skills.ensure({key(name): name for name in names})
    return tuple(dict.fromkeys(ids[key(name)] for name in names))


def typed_skills(unit: Unit, skills: SkillService, names: Sequence[str]) -> tuple[int, ...]:
    """What somebody typed in a form: also what nobody has heard of yet."""
    customary = {key(name): name for name in (skills.name_for(unit, name) for name in names)}
    if customary.keys() - skills.base.keys() - unit.skills.ids(customary).keys():
        unit.workspace.raise_graph_version()  # a name nobody can find yet
    return ids_of(unit, list(customary.values()))
