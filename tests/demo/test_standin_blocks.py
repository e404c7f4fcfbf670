"""Block Kit as Slack takes it: a table of what it takes and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from bot.demo.checks import block_characters, block_problems
from tests.demo.bots import actions, button, field_for, plain, section

Json = dict[str, Any]

RAW = {"type": "raw_text", "text": "x"}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]},
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
        },
    ],
}
IMAGE = {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"}
CARD = {"type": "card", "title": plain("Scott"), "body": plain("PowerPoint"), "actions": [button("Ask", "ask")]}
AXES = {"categories": ["a", "b"]}
POINTS = [{"label": "a", "value": 1}, {"label": "b", "value": 2.5}]
BARS = {"type": "bar", "series": [{"name": "s", "data": POINTS}], "axis_config": AXES}
TASK = {"task_id": "1", "title": "Look", "status": "complete"}


CONFIRM = {"title": plain("x"), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}


def options(count: int) -> list[Json]:
    return [{"text": plain(f"o{n}"), "value": str(n)} for n in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options(2), **more}


TEXT_INPUT = {"type": "plain_text_input"}

GOOD: dict[str, Json] = {
    "section": section("x" * 3000),
    "section with fields": {"type": "section", "fields": [plain("x" * 2000)] * 10},
    "section with accessory": section("x", accessory=select(placeholder=plain("x" * 150))),
    "section that does not fold": section("x", expand=True),
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider", "block_id": "x" * 255},
    "context": {"type": "context", "elements": [plain("x"), {"type": "mrkdwn", "text": "*x*"}, IMAGE]},
    "actions": actions(*[button("x" * 75, f"a{n}", value="v" * 2000) for n in range(25)]),
    "button": actions(button("x", "a", style="primary", url="https://a.example", accessibility_label="x")),
    "select of 100": actions(select(options=options(100), initial_option=options(1)[0])),
    "overflow": section("x", accessory={"type": "overflow", "action_id": "o", "options": options(5)}),
    "date and time": actions(
        {"type": "datepicker", "action_id": "d", "initial_date": "2025-11-03"},
        {"type": "timepicker", "action_id": "t", "initial_time": "23:59", "timezone": "Europe/Lisbon"},
        {"type": "datetimepicker", "action_id": "dt", "initial_date_time": 1_700_000_000},
    ),
    "input": field_for("x", "i", TEXT_INPUT, hint=plain("x"), optional=True, dispatch_action=True),
    "image": {**IMAGE, "title": plain("x")},
    "file": {"type": "file", "external_id": "x", "source": "remote"},
    "markdown": {"type": "markdown", "text": "# x"},
    "rich text": RICH,
    "table": {"type": "table", "rows": [[RAW, RICH]] * 100, "column_settings": [None, {"align": "right"}]},
    "video": {
        "type": "video",
        "title": plain("x"),
        "alt_text": "x",
        "video_url": "https://a.example/v",
        "thumbnail_url": "https://a.example/t",
    },
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD] * 10},
    "container": {"type": "container", "title": plain("x"), "child_blocks": [section("x")]},
    "context actions": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            },
            {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("Remove")},
        ],
    },
    "data table": {"type": "data_table", "caption": "x", "rows": [[RAW], [{"type": "raw_number", "value": 1}]]},
    "bars": {"type": "data_visualization", "title": "x", "chart": BARS},
    "pie": {
        "type": "data_visualization",
        "title": "x",
        "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]},
    },
    "plan": {"type": "plan", "title": "x", "tasks": [{**TASK, "status": "pending"}]},
    "task card": {"type": "task_card", **TASK, "details": RICH},
}

BAD: dict[str, Json] = {
    "unknown block": {"type": "banner", "text": plain("x")},
    "no type": {"text": plain("x")},
    "unknown field": section("x", colour="red"),
    "section without anything": {"type": "section"},
    "section too long": section("x" * 3001),
    "section empty": section(""),
    "eleven fields": {"type": "section", "fields": [plain("x")] * 11},
    "field too long": {"type": "section", "fields": [plain("x" * 2001)]},
    "text as a string": {"type": "section", "text": "x"},
    "emoji on mrkdwn": {"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}},
    "verbatim on plain text": {"type": "section", "text": {**plain("x"), "verbatim": True}},
    "header in mrkdwn": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "header too long": {"type": "header", "text": plain("x" * 151)},
    "block_id too long": {"type": "divider", "block_id": "x" * 256},
    "eleven context elements": {"type": "context", "elements": [plain("x")] * 11},
    "no context elements": {"type": "context", "elements": []},
    "button in a context": {"type": "context", "elements": [button("x", "a")]},
    "twenty-six buttons": actions(*[button("x", f"a{n}") for n in range(26)]),
    "no buttons": actions(),
    "the same action twice": actions(button("x", "a"), button("y", "a")),
    "button too long": actions(button("x" * 76, "a")),
    "button value too long": actions(button("x", "a", value="v" * 2001)),
    "button in a colour of its own": actions(button("x", "a", style="green")),
    "action_id too long": actions(button("x", "a" * 256)),
    "confirm too long": actions(button("x", "a", confirm={**CONFIRM, "title": plain("x" * 101)})),
    "text field among buttons": actions({"type": "plain_text_input", "action_id": "a"}),
    "multi select among buttons": actions({"type": "multi_static_select", "options": options(1)}),
    "select of 101": actions(select(options=options(101))),
    "select of nothing": actions(select(options=[])),
    "select with both lists": actions(select(option_groups=[{"label": plain("x"), "options": options(1)}])),
    "option too long": actions(select(options=[{"text": plain("x" * 76), "value": "x"}])),
    "option value too long": actions(select(options=[{"text": plain("x"), "value": "x" * 151}])),
    "option in mrkdwn": actions(select(options=[{"text": {"type": "mrkdwn", "text": "x"}, "value": "x"}])),
    "initial option from elsewhere": actions(select(initial_option={"text": plain("x"), "value": "9"})),
    "overflow of six": section("x", accessory={"type": "overflow", "action_id": "o", "options": options(6)}),
    "eleven checkboxes": actions({"type": "checkboxes", "action_id": "c", "options": options(11)}),
    "no such day": actions({"type": "datepicker", "action_id": "d", "initial_date": "3.11.2025"}),
    "no such time": actions({"type": "timepicker", "action_id": "t", "initial_time": "24:00"}),
    "input without label": {"type": "input", "element": TEXT_INPUT},
    "input with a button": field_for("x", "i", button("x", "a")),
    "input shorter than short": field_for("x", "i", {**TEXT_INPUT, "min_length": 9, "max_length": 3}),
    "image without words": {"type": "image", "image_url": "https://a.example/x.png"},
    "image from nowhere": {"type": "image", "alt_text": "x"},
    "markdown too long": {"type": "markdown", "text": "x" * 12_001},
    "rich text of nothing": {"type": "rich_text", "elements": []},
    "rich text of the unknown": {"type": "rich_text", "elements": [{"type": "rich_text_poem", "elements": []}]},
    "table of 101 rows": {"type": "table", "rows": [[RAW]] * 101},
    "table of 21 columns": {"type": "table", "rows": [[RAW] * 21]},
    "alert in a message": {"type": "alert", "text": plain("x")},
    "card of nothing": {"type": "card"},
    "card with four actions": {**CARD, "actions": [button("x", f"a{n}") for n in range(4)]},
    "carousel of eleven": {"type": "carousel", "elements": [CARD] * 11},
    "container without title": {"type": "container", "child_blocks": [section("x")]},
    "data table uneven": {"type": "data_table", "caption": "x", "rows": [[RAW], [RAW, RAW]]},
    "data table without caption": {"type": "data_table", "rows": [[RAW], [RAW]]},
    "chart title too long": {"type": "data_visualization", "title": "x" * 51, "chart": BARS},
    "chart with a gap": {
        "type": "data_visualization",
        "title": "x",
        "chart": {**BARS, "axis_config": {"categories": ["a", "b", "c"]}},
    },
    "task that waits alone": {"type": "task_card", **TASK, "status": "pending"},
}  # fmt: skip


@pytest.mark.parametrize("block", GOOD.values(), ids=GOOD)
def test_slack_takes(block: Json) -> None:
    assert block_problems([block]) == []


@pytest.mark.parametrize("block", BAD.values(), ids=BAD)
def test_slack_refuses(block: Json) -> None:
    found = block_problems([block])

    assert found
    assert all(problem.startswith("[ERROR] ") and "[json-pointer:/blocks" in problem for problem in found)


def test_a_message_has_fifty_blocks_and_a_view_a_hundred() -> None:
    many = [section("x")] * 51

    assert block_problems(many) == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert block_problems(many, surface="modal") == []
    assert block_problems([section("x")] * 101, surface="home") != []


def test_ids_are_unique_in_a_message() -> None:
    assert block_problems([section("x", block_id="b"), section("y", block_id="b")]) != []
    assert block_problems([actions(button("x", "a")), actions(button("x", "a"))]) == []


def test_each_surface_has_its_own_blocks() -> None:
    table, alert = GOOD["table"], BAD["alert in a message"]

    assert block_problems([table], surface="modal") != []
    assert block_problems([table], surface="home") == []
    assert block_problems([alert], surface="modal") == []


def test_the_budget_counts_texts_and_not_what_has_a_budget_of_its_own() -> None:
    assert block_characters([section("x" * 10), actions(button("12345", "a"))]) == 15
    assert block_characters([GOOD["data table"]]) == 0
