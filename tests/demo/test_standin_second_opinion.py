"""Another library's idea of Block Kit: what it builds we take, what it refuses we refuse."""

from __future__ import annotations

from typing import Any

import pytest
import slackblocks as sb
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, HeaderBlock, InputBlock, PlainTextInputElement
from slack_sdk.models.blocks import SectionBlock as SdkSection
from slackblocks.errors import InvalidUsageError

from bot.demo.checks import block_problems, view_problems
from tests.demo.bots import actions, button, field_for, plain, section

Json = dict[str, Any]

OPTIONS = [sb.Option(sb.PlainText("one"), "1"), sb.Option(sb.PlainText("two"), "2")]
BUILT: list[sb.Block] = [
    sb.SectionBlock("hello *you*"),
    sb.SectionBlock("x", fields=["a", "b"], accessory=sb.Button("Press", action_id="a", value="v", style="danger")),
    sb.HeaderBlock("x"),
    sb.DividerBlock(),
    sb.ContextBlock([sb.Text("x"), sb.Image("https://a.example/x.png", "x")]),
    sb.ImageBlock("https://a.example/x.png", "x", title="x"),
    sb.MarkdownBlock("# x"),
    sb.FileBlock("x"),
    sb.ActionsBlock(
        [
            sb.StaticSelectMenu(action_id="s", options=OPTIONS, placeholder="x"),
            sb.UserSelectMenu(action_id="u", placeholder="x"),
            sb.ConversationSelectMenu(action_id="c", placeholder="x"),
            sb.DatePicker(action_id="d", initial_date="2025-11-03"),
            sb.TimePicker(action_id="t", initial_time="12:30"),
            sb.CheckboxGroup(action_id="k", options=OPTIONS, initial_options=OPTIONS[:1]),
            sb.RadioButtonGroup(action_id="r", options=OPTIONS),
            sb.OverflowMenu(action_id="o", options=OPTIONS),
        ]
    ),
    sb.InputBlock("Label", sb.PlainTextInput(action_id="p", multiline=True, max_length=300), hint="x", optional=True),
    sb.InputBlock("Label", sb.StaticMultiSelectMenu(action_id="m", options=OPTIONS, max_selected_items=2)),
    sb.InputBlock("Label", sb.EmailInput(action_id="e", placeholder="x")),
    sb.InputBlock("Label", sb.NumberInput(is_decimal_allowed=False, action_id="n", min_value="1")),
    sb.RichTextBlock(sb.RichTextSection([sb.RichText("x", bold=True), sb.RichTextLink("https://a.example", "x")])),
    sb.RichTextBlock(sb.RichTextList("bullet", [sb.RichTextSection([sb.RichText("x")])])),
    sb.TableBlock([[sb.RawText("a"), sb.RawText("b")]], column_settings=[sb.ColumnSettings(align="right")]),
    sb.DataTableBlock([[sb.RawText("a")], [sb.RawNumber(1, "1")]], caption="x"),
    sb.DataVisualizationBlock("x", sb.PieChart([sb.ChartSegment("a", 1)])),
    sb.CardBlock(title="x", body="y", actions=[sb.Button("x", action_id="a")]),
    sb.CarouselBlock([sb.CardBlock(title="x")]),
    sb.TaskCardBlock("1", "x", status="complete"),
    sb.PlanBlock("x", [sb.TaskCardBlock("1", "x", status="pending")]),
]


@pytest.mark.parametrize("block", BUILT, ids=lambda block: type(block).__name__)
def test_what_slackblocks_builds_is_taken(block: sb.Block) -> None:
    assert block_problems([block._resolve()]) == []


def test_the_modal_slackblocks_builds_is_taken() -> None:
    view = sb.ModalView("Title", [BUILT[9]], submit="Send", close="Close", callback_id="x", private_metadata="y")

    assert view_problems(view.to_dict()) == []
    assert view_problems(sb.HomeTabView([BUILT[0], BUILT[15]]).to_dict()) == []


REFUSED: dict[str, tuple[Any, Json]] = {
    "header": (lambda: sb.HeaderBlock("x" * 151), {"type": "header", "text": plain("x" * 151)}),
    "section": (lambda: sb.SectionBlock("x" * 3001), section("x" * 3001)),
    "empty section": (sb.SectionBlock, {"type": "section"}),
    "fields": (lambda: sb.SectionBlock("x", fields=["x"] * 11), section("x", fields=[plain("x")] * 11)),
    "markdown": (lambda: sb.MarkdownBlock("x" * 12_001), {"type": "markdown", "text": "x" * 12_001}),
    "block_id": (lambda: sb.DividerBlock("x" * 256), {"type": "divider", "block_id": "x" * 256}),
    "button": (lambda: sb.Button("x" * 76, action_id="a"), actions(button("x" * 76, "a"))),
    "value": (lambda: sb.Button("x", action_id="a", value="x" * 2001), actions(button("x", "a", value="x" * 2001))),
    "action_id": (lambda: sb.Button("x", action_id="a" * 256), actions(button("x", "a" * 256))),
    "actions": (
        lambda: sb.ActionsBlock([sb.Button("x", action_id=f"a{n}") for n in range(26)]),
        actions(*[button("x", f"a{n}") for n in range(26)]),
    ),
    "label": (
        lambda: sb.InputBlock("x" * 2001, sb.PlainTextInput(action_id="a")),
        field_for("x" * 2001, "b", {"type": "plain_text_input"}),
    ),
    "input": (lambda: sb.InputBlock("x", sb.Button("x", action_id="a")), field_for("x", "b", button("x", "a"))),
    "table": (
        lambda: sb.TableBlock([[sb.RawText("x")]] * 101),
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101},
    ),
    "card": (sb.CardBlock, {"type": "card"}),
    "pie": (
        lambda: sb.ChartSegment("x", 0),
        {
            "type": "data_visualization",
            "title": "x",
            "chart": {"type": "pie", "segments": [{"label": "x", "value": 0}]},
        },
    ),
}


@pytest.mark.parametrize(("build", "block"), REFUSED.values(), ids=REFUSED)
def test_what_slackblocks_refuses_is_refused(build: Any, block: Json) -> None:
    with pytest.raises(InvalidUsageError):
        build()

    assert block_problems([block]) != []


def test_what_slacks_own_sdk_builds_is_taken() -> None:
    blocks = [
        SdkSection(text="x", accessory=ButtonElement(text="Press", action_id="a", value="v")),
        HeaderBlock(text="x"),
        ActionsBlock(elements=[ButtonElement(text="x", action_id="b", style="primary")]),
        InputBlock(label="x", element=PlainTextInputElement(action_id="c", multiline=True)),
    ]

    assert block_problems([block.to_dict() for block in blocks]) == []
