"""Tables and charts: the shapes of Slack's data blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.demo.richtext import RICH_TEXT
from bot.demo.shapes import (
    Check,
    array,
    boolean,
    choice,
    integer,
    number,
    problem,
    record,
    string,
    tagged,
)

_ID: dict[str, Check] = {"block_id": string(255)}
_RAW_TEXT = record({"type": choice("raw_text"), "text": string(shortest=0)}, {"emoji": boolean})
_RAW_NUMBER = record({"type": choice("raw_number"), "value": number()}, {"text": string()})
_HEAD = tagged({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER})
_CELL = tagged({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_COLUMN = record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})


def _column(value: Any, path: str) -> Iterator[str]:
    if value is not None:  # a column without settings is null
        yield from _COLUMN(value, path)


TABLE: Check = record(
    {"type": choice("table"), "rows": array(array(_CELL, 20), 100)},
    {**_ID, "column_settings": array(_column, 20)},
)


def _even(value: Any, path: str) -> Iterator[str]:
    rows = value["rows"]
    if len({len(row) for row in rows}) > 1:
        yield problem("all rows must have the same number of columns", f"{path}/rows")
    yield from array(_HEAD)(rows[0], f"{path}/rows/0")
    if characters(rows) > 20_000:
        yield problem("must be less than 20001 characters in all", f"{path}/rows")


def characters(node: Any) -> int:
    """All characters in `text` fields below."""
    if isinstance(node, list):
        return sum(characters(item) for item in node)
    if isinstance(node, dict):
        own = sum(len(v) for k, v in node.items() if k == "text" and isinstance(v, str))
        return own + sum(characters(v) for v in node.values() if isinstance(v, dict | list))
    return 0


DATA_TABLE: Check = record(
    {"type": choice("data_table"), "rows": array(array(_CELL, 20), 201, least=2), "caption": string()},
    {**_ID, "page_size": integer(1, 100), "row_header_column_index": integer(0)},
    _even,
)

_POINT = record({"label": string(20), "value": number()})
_SERIES = record({"name": string(20), "data": array(_POINT, 20)})
_AXES = record({"categories": array(string(20), 20)}, {"x_label": string(50), "y_label": string(50)})
_SEGMENT = record({"label": string(20), "value": number(above=0)})


def _complete(value: Any, path: str) -> Iterator[str]:
    names = [series["name"] for series in value["series"]]
    if len(set(names)) < len(names):
        yield problem("series names must be unique", f"{path}/series")
    categories = sorted(value["axis_config"]["categories"])
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            yield problem("must have exactly one point for every category", f"{path}/series/{index}/data")


def _axis_chart(kind: str) -> Check:
    return record({"type": choice(kind), "series": array(_SERIES, 12), "axis_config": _AXES}, {}, _complete)


_CHART = tagged(
    {
        "pie": record({"type": choice("pie"), "segments": array(_SEGMENT, 12)}),
        **{kind: _axis_chart(kind) for kind in ("bar", "area", "line")},
    }
)

DATA_VISUALIZATION: Check = record({"type": choice("data_visualization"), "title": string(50), "chart": _CHART}, _ID)
