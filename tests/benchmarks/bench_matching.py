"""How fast and how right `closest` is among 100,000 names, beside rapidfuzz scanning them all with WRatio.

The names are recombined word by word from our own vocabulary; nine kinds of mistakes are made on its names.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.domain.matching import SkillIndex
from bot.domain.skills import Skill, key
from bot.services.vocabulary import ordinary_words, starter

Mistake = Callable[[random.Random, str], str]
LETTERS = "etaoinsrlh"


class Query(NamedTuple):
    kind: str
    typed: str
    meant: str


def without_a_letter(chance: random.Random, name: str) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def with_a_letter_more(chance: random.Random, name: str) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + chance.choice(LETTERS) + name[at:]


def with_another_letter(chance: random.Random, name: str) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + chance.choice(LETTERS) + name[at + 1 :]


def with_two_swapped(chance: random.Random, name: str) -> str:
    at = chance.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def one_edit(chance: random.Random, name: str) -> str:
    return chance.choice((without_a_letter, with_a_letter_more, with_another_letter))(chance, name)


def two_edits(chance: random.Random, name: str) -> str:
    return one_edit(chance, chance.choice((one_edit, with_two_swapped))(chance, name))


def as_it_is(_: random.Random, name: str) -> str:
    return name


def reordered(_: random.Random, name: str) -> str:
    first, rest = name.split(" ", 1)
    return f"{rest} {first}"


def in_a_phrase(chance: random.Random, name: str) -> str:
    frames = ("{} skills", "in microsoft {}", "{} expert", "help with {}", "anyone {} please")
    return chance.choice(frames).format(name)


def space_moved(_: random.Random, name: str) -> str:
    half = len(name) // 2
    return name.replace(" ", "", 1) if " " in name else f"{name[:half]} {name[half:]}"


def phrase_with_an_edit(chance: random.Random, name: str) -> str:
    frames = ("{} expert", "in microsoft {}", "help with {}")
    return chance.choice(frames).format(with_another_letter(chance, name))


KINDS: dict[str, Mistake] = {
    "exact": as_it_is,
    "missing letter": without_a_letter,
    "1 edit": one_edit,
    "transposition": with_two_swapped,
    "2 edits": two_edits,
    "token reorder": reordered,
    "extra words": in_a_phrase,
    "space moved": space_moved,
    "extra + 1 edit": phrase_with_an_edit,
}


def recombined(real: list[str], count: int, chance: random.Random) -> list[str]:
    """`real` and made-up names, each word following one that it follows in a real name."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for name in real:
        words = ["", *name.split(" "), ""]
        for one, after in pairwise(words):
            follows[one].append(after)
    names = dict.fromkeys(real)
    while len(names) < count:
        made: list[str] = []
        while len(made) < 7 and (word := chance.choice(follows[made[-1] if made else ""])):
            made.append(word)
        name = " ".join(made)
        if 3 <= len(name) <= 60:
            names[name] = None
    return list(names)[:count]


def mistakes(names: list[str], real: list[str], per_kind: int, chance: random.Random) -> list[Query]:
    """Queries for names of five to forty letters; a mistake that makes another name is none."""
    known, pool = set(names), [name for name in real if 5 <= len(name) <= 40]
    queries: list[Query] = []
    for kind, mistake in KINDS.items():
        made = 0
        while made < per_kind:
            meant = chance.choice(pool)
            if kind == "token reorder" and " " not in meant:
                continue
            typed = mistake(chance, meant)
            if kind != "exact" and typed in known:
                continue
            queries.append(Query(kind, typed, meant))
            made += 1
    return queries


class Result(NamedTuple):
    seconds: list[float]
    first: dict[str, int]
    among_five: int


def timed(search: Callable[[str], list[str]], typed: str, *, times: int = 3) -> tuple[list[str], float]:
    """The answer, and the quickest of a few turns: what other programs took meanwhile is nobody's merit."""
    found: list[str] = []
    quickest = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        found = search(typed)
        quickest = min(quickest, time.perf_counter() - began)
    return found, quickest


def run(search: Callable[[str], list[str]], queries: list[Query]) -> Result:
    seconds: list[float] = []
    first: defaultdict[str, int] = defaultdict(int)
    among_five = 0
    for query in queries:
        found, quickest = timed(search, query.typed)
        seconds.append(quickest)
        first[query.kind] += found[:1] == [query.meant]
        among_five += query.meant in found
    return Result(sorted(seconds), first, among_five)


def at(seconds: list[float], percent: int) -> float:
    return seconds[min(len(seconds) - 1, len(seconds) * percent // 100)]


def show(label: str, result: Result) -> None:
    count = len(result.seconds)
    p50, p99 = at(result.seconds, 50) * 1e3, at(result.seconds, 99) * 1e3
    recall = sum(result.first.values()) / count
    print(f"{label:<10} n={count:<5} p50 {p50:8.3f} ms  p99 {p99:8.3f} ms  recall@1 {recall:.3f}", end="  ")
    print(f"recall@5 {result.among_five / count:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--per-kind", type=int, default=100, help="queries of each kind")
    parser.add_argument("--brute", type=int, default=8, help="of these, how many of each kind WRatio is asked too")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - mistakes need no secrecy
    began = time.perf_counter()
    SkillIndex(starter(), ordinary=ordinary_words())
    print(f"index of the vocabulary: {time.perf_counter() - began:.3f} s, with reading it")
    real = sorted({key(name) for skill in starter() for name in (skill.name, *skill.aliases)})
    chance.shuffle(real)
    names = recombined(real, options.names, chance)
    began = time.perf_counter()
    index = SkillIndex([Skill(name) for name in names], ordinary=ordinary_words())
    index.closest("warm up")
    print(f"index of {len(names):,} names: {time.perf_counter() - began:.2f} s")
    queries = mistakes(names, real[:1_000], options.per_kind, chance)
    few = [query for number, query in enumerate(queries) if number % options.per_kind < options.brute]
    ours = run(lambda typed: [name for name, _ in index.closest(typed)], queries)
    brute = run(lambda typed: [name for name, _, _ in process.extract(typed, names, scorer=fuzz.WRatio, limit=5)], few)
    show("closest", ours)
    show("WRatio", brute)
    print("recall@1 by kind:", {kind: right / options.per_kind for kind, right in ours.first.items()})
    print(f"p99 against p99: {at(brute.seconds, 99) / at(ours.seconds, 99):.0f}x", end="  ")
    print(f"p50 against p50: {at(brute.seconds, 50) / at(ours.seconds, 50):.0f}x")


if __name__ == "__main__":
    main()
