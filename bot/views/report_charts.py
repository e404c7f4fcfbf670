"""Pictures of the report: matplotlib draws them as SVG, with text that stays text; the same figures, the same bytes."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import matplotlib as mpl
import rustworkx as rx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from rustworkx.visualization import mpl_draw

from bot.domain.insights import Snapshot
from bot.views.insights_words import count_words

STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "whoknows",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
INK, ACCENT, SOFT = "#2f4858", "#2a7f9e", "#cfe3ea"
SEED = 7
# Beyond these nobody would see anything.
MOST_NODES, MOST_WAYS = 30, 80
LONGEST_NAME = 24


def lines(labels: Sequence[str], values: Sequence[float | None], *, y: str) -> str:
    """A line, broken where nothing may be told."""
    with mpl.rc_context(STYLE):
        figure, axes = canvas(7.0, 2.6)
        axes.plot(range(len(labels)), [math.nan if one is None else one for one in values], color=ACCENT, marker="o")
        axes.set_xticks(range(len(labels)), labels, rotation=45, ha="right")
        axes.set_ylim(bottom=0)
        axes.set_ylabel(y)
        return svg(figure)


def bars(heights: Mapping[str, float], *, y: str) -> str:
    """A bar that is not there stands for fewer than five, not for none."""
    with mpl.rc_context(STYLE):
        figure, axes = canvas(7.0, 2.6)
        drawn = axes.bar([escaped(name) for name in heights], list(heights.values()), color=ACCENT, width=0.6)
        axes.bar_label(drawn, [f"{height:g}" if height else count_words(0) for height in heights.values()])
        axes.set_ylabel(y)
        return svg(figure)


def pathways(newest: Snapshot) -> str:
    """Groups as circles, as large as they are; arrows from who helped to who was helped, as wide as it was often."""
    names = [one.name for one in newest.groups[:MOST_NODES]]
    shown = set(names)
    ways = [path for path in newest.paths if path.asker != path.helper and {path.asker, path.helper} <= shown]
    ways = sorted(ways, key=lambda path: -path.times)[:MOST_WAYS]
    graph: rx.PyDiGraph[str, str] = rx.PyDiGraph()
    nodes = dict(zip(names, graph.add_nodes_from(names), strict=True))
    for path in ways:
        graph.add_edge(nodes[path.helper], nodes[path.asker], f"{path.times:,}")
    within = {path.asker: path.times for path in newest.paths if path.asker == path.helper}
    most = max((path.times for path in ways), default=1)
    people = {one.name: one.people for one in newest.groups}
    largest = max(*people.values(), 1)
    # What it takes beyond the types it declares.
    more: dict[str, Any] = {"edgecolors": INK, "width": [1 + 4 * path.times / most for path in ways] or 1}
    with mpl.rc_context(STYLE):
        figure, axes = canvas(7.5, 4.6)
        axes.set_axis_off()
        axes.margins(0.25)
        mpl_draw(
            graph,
            pos=rx.spring_layout(graph, seed=SEED, k=1.6) if ways else rx.circular_layout(graph),
            ax=axes,
            with_labels=True,
            labels=lambda name: named(name, within.get(name, 0)),
            node_size=[1200 + 2600 * people[name] // largest for name in names],
            node_color=SOFT,
            edge_labels=str,
            edge_color=ACCENT,
            font_size=9,
            connectionstyle="arc3,rad=0.12",
            **more,
        )
        return svg(figure)


def named(name: str, within: int) -> str:
    short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "\u2026"
    return escaped(f"{short}\n{within:,} within" if within else short)


def escaped(text: str) -> str:
    """A dollar would begin a formula."""
    return text.replace("$", r"\$")


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def svg(figure: Figure) -> str:
    """The picture as an element of a page."""
    drawn = StringIO()
    with warnings.catch_warnings():
        # It measures with a font of its own; whoever opens the page has others.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(drawn, format="svg", metadata=NO_METADATA, transparent=True)
    text = drawn.getvalue()
    return text[text.index("<svg") :]
