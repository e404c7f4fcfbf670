"""What an import came to, in words for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.views.reasons import counted
from bot.views.terminal import listed, visible

PROBLEMS = 20
CHANNELS = 8


@dataclass(frozen=True, slots=True)
class Imported:
    """The figures of one import; `named` unless the export does not say which workspace it came from."""

    team_id: str
    seconds: float
    named: bool = True
    people: int = 0
    channels: int = 0
    learned: int = 0
    known: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    not_public: Sequence[str] = ()
    without_threads: Sequence[str] = ()
    problems: Sequence[str] = ()
    unlisted_problems: int = 0
    damaged: int = 0


def imported(figures: Imported) -> Iterator[RenderableType]:
    yield figures_table(figures)
    yield from remarks(figures)
    yield from problems(figures)
    yield Text(farewell(figures), style="bold")


def figures_table(figures: Imported) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    rows = [(figures.people, "people"), (figures.channels, "public channels"), (figures.learned, "messages learned")]
    if figures.known:
        rows.append((figures.known, "already known"))
    rows += [(count, f"passed over: {reason}") for reason, count in by_size(figures.skipped)]
    if figures.damaged:
        rows.append((figures.damaged, "passed over: damaged"))
    for count, what in rows:
        table.add_row(f"{count:,}", what)
    return table


def by_size(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def remarks(figures: Imported) -> Iterator[Text]:
    if figures.not_public:
        count = counted(len(figures.not_public), "channel").capitalize()
        yield Text(f"{count} not public, so not read: {channels(figures.not_public)}.")
    if figures.without_threads:
        count = counted(len(figures.without_threads), "channel").capitalize()
        yield Text(
            f"{count} without threads (Slack had none before 2017): there I took for answers what followed a question: "
            f"{channels(figures.without_threads)}."
        )
    if not figures.named:
        yield Text(
            f"The export does not say which workspace it is of, so I call it {figures.team_id}. Once the bot runs: "
            f"`whoknows db adopt {figures.team_id} YOUR_TEAM_ID`."
        )


def channels(names: Sequence[str]) -> str:
    return listed([f"#{name}" for name in names], most=CHANNELS)


def problems(figures: Imported) -> Iterator[Text]:
    if not figures.problems:
        return
    yield Text("What could not be read (the rest was):", style="yellow")
    for line in figures.problems[:PROBLEMS]:
        yield Text(f"  {visible(line, limit=300)}")
    more = len(figures.problems) + figures.unlisted_problems - len(figures.problems[:PROBLEMS])
    if more:
        yield Text(f"  and {more:,} more")


def farewell(figures: Imported) -> str:
    took = f"Done in {duration(figures.seconds)}."
    if figures.learned or figures.known:
        return f"{took} Ask it: whoknows ask powerpoint"
    return f"{took} There was nothing to learn from: no messages by people in public channels."


def duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
