"""Charts and tables as Slack draws them (docs.slack.dev/reference/block-kit): raw blocks within Slack's limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.text import CONTROL
from bot.views.blocks import Block, clip

TITLE = 50
NAME = 20
MOST_POINTS = 20
MOST_SERIES = 6
MOST_ROWS = 100
CELL = 200


def chart(kind: str, title: str, series: Mapping[str, Mapping[str, float]], *, y: str = "") -> Block | None:
    """A `bar` or `line` chart of a few series over the same categories; none where there is nothing to be seen."""
    points = next(iter(series.values()), {})
    labels = distinct(list(points)[-MOST_POINTS:])
    drawn = {
        name: {label: held[at] for at, label in labels.items()} for name, held in list(series.items())[:MOST_SERIES]
    }
    if not any(value for held in drawn.values() for value in held.values()):
        return None
    names = distinct(list(drawn))
    data = [
        {"name": names[name], "data": [{"label": label, "value": value} for label, value in held.items()]}
        for name, held in drawn.items()
    ]
    axes: Block = {"categories": list(labels.values())}
    if y:
        axes["y_label"] = clip(y, TITLE)
    drawing = {"type": kind, "series": data, "axis_config": axes}
    return {"type": "data_visualization", "title": clip(title, TITLE), "chart": drawing}


def distinct(names: Sequence[str]) -> dict[str, str]:
    """Short names that stay apart, by the long ones."""
    found: dict[str, str] = {}
    for name in names:
        short, at = clip(visible(name), NAME), 2
        while short in found.values():
            short, at = f"{clip(visible(name), NAME - 3)} {at}", at + 1
        found[name] = short
    return found


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    lines = [head, *rows[: MOST_ROWS - 1]]
    settings = [{"align": "left", "is_wrapped": True}, *({"align": "right"} for _column in head[1:])]
    return {"type": "table", "rows": [[cell(text) for text in line] for line in lines], "column_settings": settings}


def cell(text: str) -> Block:
    return {"type": "raw_text", "text": clip(visible(text), CELL)}


def visible(text: str) -> str:
    """Never empty, on one line."""
    return " ".join(CONTROL.sub(" ", text).split()) or "\u2013"
