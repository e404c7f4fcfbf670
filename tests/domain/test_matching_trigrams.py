"""The shortlist holds the names that share the rarest trigrams with what was typed."""

from __future__ import annotations

import random

from bot.domain.trigrams import TrigramIndex

NAMES = ["data analysis", "data science", "data mining", "data entry", "analysis of variance", "rare zyzzyva"]


def nearest(index: TrigramIndex, typed: str, size: int = 3) -> list[str]:
    return [NAMES[at] for at in index.shortlist(typed, size)[0]]


def test_the_name_itself_leads_with_a_cosine_of_one() -> None:
    ids, cosine = TrigramIndex(NAMES).shortlist("data mining", 3)

    assert NAMES[ids[0]] == "data mining"
    assert abs(float(cosine[0]) - 1) < 1e-5
    assert list(cosine) == sorted(cosine, reverse=True)
    assert len(ids) == 3


def test_letters_amiss_leave_the_name_in_front() -> None:
    index = TrigramIndex(NAMES)

    assert nearest(index, "dta scienec", 1) == ["data science"]
    assert nearest(index, "variance analysis", 1) == ["analysis of variance"]


def test_a_spent_budget_still_follows_the_rarest_trigrams() -> None:
    assert nearest(TrigramIndex(NAMES, budget=1), "data zyzzyva", 1) == ["rare zyzzyva"]


def test_nothing_in_common_gives_nothing() -> None:
    assert nearest(TrigramIndex(NAMES), "xxxx") == []
    assert TrigramIndex([]).shortlist("anything", 5)[0].tolist() == []


def test_every_name_among_many_finds_itself() -> None:
    chance = random.Random(3)  # noqa: S311 - made-up names need no secrecy
    names = list(dict.fromkeys("".join(chance.choices("abcdefg ", k=12)).strip() or "a" for _ in range(500)))
    index = TrigramIndex(names)

    assert all(at in index.shortlist(name, 5)[0] for at, name in enumerate(names))
