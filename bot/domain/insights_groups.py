"""Who is counted together: groups of five and more that no two weeks, however they are laid side by side, take apart.

Everybody whom the figures count belongs to a cell: people who were never shown apart. A new grouping may divide a
cell only into pieces of at least five. So whatever is added and subtracted, of all weeks and of teams, sites and
levels, what remains is about five people or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

FEWEST = 5
OTHER = "other"
DIMENSIONS = ("group", "site", "level")

Labels = Mapping[str, str]
Cells = dict[str, list["Counted"]]


def five(count: float) -> int:
    """A count as it is shown: to the nearest five."""
    return int(count + 2.5) // 5 * 5


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody whom the figures count: with whom they were always shown, and as what they were shown last. Who `rides`
    goes wherever most of the cell go, since fewer than five of their own are left.
    """

    user_id: str
    cell: str
    labels: Labels = field(default_factory=dict)
    rides: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """Today's members, where each belongs, and a mark that tells the cells of this week from others."""

    here: frozenset[str]
    wanted: Mapping[str, Labels]
    mark: str

    def wants(self, user_id: str, dimension: str) -> str:
        return self.wanted.get(user_id, {}).get(dimension, "") or OTHER

    def size(self, people: Iterable[Counted]) -> int:
        return sum(one.user_id in self.here and not one.rides for one in people)


def settled(
    before: Sequence[Counted], active: Collection[str], wanted: Mapping[str, Labels], *, mark: str
) -> list[Counted]:
    """Who is counted from now on, and as what; nobody, where fewer than five could be."""
    week = Week(frozenset(active), wanted, mark)
    people = [*before, *newcomers({one.user_id for one in before}, week)]
    if not before:
        people = [Counted(user_id, mark) for user_id in sorted(week.here)]
    cells = merged(cells_of(people), week)
    if not cells:
        return []
    for dimension in DIMENSIONS:
        cells = divided(cells, dimension, week)
    return named(cells, mark=mark)


def newcomers(known: Collection[str], week: Week) -> list[Counted]:
    """Nobody joins alone: of each group those who are new wait until they are five."""
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for user_id in sorted(week.here - set(known)):
        waiting[week.wants(user_id, "group")].append(user_id)
    groups = [people for _label, people in sorted(waiting.items()) if len(people) >= FEWEST]
    return [Counted(user_id, f"{week.mark}+{at}") for at, people in enumerate(groups) for user_id in people]


def cells_of(people: Iterable[Counted]) -> Cells:
    cells: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in people:
        cells[one.cell].append(one)
    return dict(cells)


def merged(cells: Cells, week: Week) -> Cells:
    """Cells whose people left until fewer than five remain ride with another from now on, best one shown alike."""
    sizes = {cell: week.size(people) for cell, people in cells.items()}
    while len(sizes) > 1 and min(sizes.values()) < FEWEST:
        small = min(sizes, key=lambda cell: (sizes[cell], cell))
        shown = cells[small][0].labels
        rest = [cell for cell in sizes if cell != small]
        to = min(rest, key=lambda cell: (-alike(shown, cells[cell][0].labels), sizes[cell], cell))
        labels = cells[to][0].labels
        cells[to] = cells[to] + [replace(one, cell=to, labels=labels, rides=True) for one in cells.pop(small)]
        del sizes[small]
    return {} if not sizes or min(sizes.values()) < FEWEST else cells


def alike(one: Labels, other: Labels) -> int:
    return sum(one.get(dimension) == other.get(dimension) for dimension in DIMENSIONS)


def divided(cells: Cells, dimension: str, week: Week) -> Cells:
    """Divide each cell by what its people are to be shown as, as far as five stay together."""
    found: Cells = {}
    for cell, people in cells.items():
        pieces: defaultdict[str, list[Counted]] = defaultdict(list)
        for one in people:
            if not one.rides:
                pieces[week.wants(one.user_id, dimension)].append(one)
        kept = whole(pieces, week, shown_before=people[0].labels.get(dimension, ""))
        most = max(kept, key=lambda label: (week.size(kept[label]), label))
        kept[most] = kept[most] + [one for one in people if one.rides]
        for label, piece in kept.items():
            at = f"{cell}/{label}"
            found[at] = [Counted(one.user_id, at, {**one.labels, dimension: label}, one.rides) for one in piece]
    return found


def whole(pieces: Mapping[str, list[Counted]], week: Week, *, shown_before: str) -> dict[str, list[Counted]]:
    """Pieces of one cell with five people or more each. Too small ones go together as *other*. Where that is still too
    few, they stay with most of those whom they were shown with, or else the smallest piece goes to *other* with them.
    """
    sizes = {label: week.size(piece) for label, piece in pieces.items()}
    large = {label: piece for label, piece in pieces.items() if sizes[label] >= FEWEST and label != OTHER}
    rest = [one for label, piece in pieces.items() if label not in large for one in piece]
    if not large or not rest or week.size(rest) >= FEWEST:
        return {**large, OTHER: rest} if rest else large
    if shown_before:
        most = max(large, key=lambda label: (sizes[label], label == shown_before, label))
        return {**large, most: [*large[most], *rest]}
    least = min(large, key=lambda label: (sizes[label], label))
    return {**{label: piece for label, piece in large.items() if label != least}, OTHER: [*large[least], *rest]}


def named(cells: Cells, *, mark: str) -> list[Counted]:
    """Cells by short names: one that stayed whole keeps its own."""
    pieces: defaultdict[str, list[list[Counted]]] = defaultdict(list)
    for cell in sorted(cells):
        pieces[cell.partition("/")[0]].append(cells[cell])
    return [
        Counted(one.user_id, origin if len(parts) == 1 else f"{origin}.{mark}.{at}", one.labels, one.rides)
        for origin, parts in pieces.items()
        for at, people in enumerate(parts)
        for one in people
    ]
