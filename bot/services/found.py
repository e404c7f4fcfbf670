"""Who was found for a question, in the order in which they are shown: those first who can be reached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.answers import SHOWN, Query, reachable_first
from bot.domain.availability import Reach
from bot.domain.bounds import Bounds
from bot.domain.ranking_facts import Ranked
from bot.services.availability import reaches
from bot.services.counts import Counts
from bot.services.referral_load import unfree_by_load
from bot.services.subjects import Subject
from storage.values import PersonRow

# How far down somebody who can be reached is looked for, where a page has none.
LOOKED_FOR = 40


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, best first, who they are, and when they can be reached."""

    ranked: list[Ranked]
    people: dict[str, PersonRow]
    told: dict[str, Reach]

    @property
    def later(self) -> set[str]:
        return {user_id for user_id, told in self.told.items() if told.comes_later}

    def in_pages(self) -> Found:
        by_id = {one.user_id: one for one in self.ranked}
        order = reachable_first(list(by_id), self.later, page=SHOWN)
        return replace(self, ranked=[by_id[user_id] for user_id in order])


def in_reach(
    counts: Counts,
    subject: Subject,
    query: Query,
    *,
    load: Mapping[str, float],
    without: Collection[str],
    bounds: Bounds,
) -> Found:
    """Best first, and on each page those first who can be reached. Only where a page has none more are looked at."""
    best = query.skip + query.shown + 1
    found = looked_up(counts, subject.ranked(counts, load, best=best, without=without), bounds)
    pages = (found.ranked[start : start + SHOWN] for start in range(0, query.skip + query.shown, SHOWN))
    if any(page and all(one.user_id in found.later for one in page) for page in pages):
        ranked = subject.ranked(counts, load, best=max(best, LOOKED_FOR), without=without)
        found = looked_up(counts, ranked, bounds)
    return found.in_pages()


def looked_up(counts: Counts, ranked: list[Ranked], bounds: Bounds) -> Found:
    """Also whoever has been asked as much as is good for them cannot be reached now."""
    known = counts.unit.people.by_id(one.user_id for one in ranked)
    people = {one.user_id: known.get(one.user_id, PersonRow(one.user_id)) for one in ranked}
    load = unfree_by_load(counts.unit, people, bounds, counts.now)
    full = {user_id: until for user_id, (_why, until) in load.items()}
    return Found(ranked, people, reaches(counts.unit, people, now=counts.now, full=full))
