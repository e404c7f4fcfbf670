"""Every block Slack knows: its fields, its limits, and the surfaces it may stand on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.demo.charts import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.demo.elements import (
    BUTTONS,
    IMAGE,
    MENUS,
    MULTI_MENUS,
    PICKERS,
    ROW_END,
    TYPED,
)
from bot.demo.objects import ID, SLACK_FILE, TEXTS, markup, plain
from bot.demo.richtext import RICH_TEXT
from bot.demo.shapes import (
    Check,
    any_of,
    array,
    boolean,
    choice,
    integer,
    just_one_of,
    record,
    string,
    tagged,
)

_ACCESSORIES = tagged({**BUTTONS, **MENUS, **MULTI_MENUS, **PICKERS, **IMAGE})
_ACTIONS = tagged({**BUTTONS, **MENUS, **PICKERS})
_INPUTS = tagged({**TYPED, **MENUS, **MULTI_MENUS, **PICKERS})


def block(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    return record({"type": choice(kind), **required}, {"block_id": ID, **optional}, *rules)


_TASK_FIELDS: Mapping[str, Check] = {
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": array(record({"type": choice("url"), "url": string(), "text": string()})),
}
_TASK: Mapping[str, Check] = {"task_id": string(), "title": string()}
_ICON = record({"type": choice("icon"), "name": string()})
_CARD = block(
    "card",
    {},
    {
        "hero_image": tagged(IMAGE),
        "icon": tagged(IMAGE),
        "slack_icon": _ICON,
        "title": markup(150),
        "subtitle": markup(150),
        "body": markup(200),
        "subtext": markup(200),
        "actions": array(tagged(BUTTONS), 3),
    },
    any_of("card", "hero_image", "title", "actions", "body"),
)

PLAIN_BLOCKS: Mapping[str, Check] = {
    "actions": block("actions", {"elements": array(_ACTIONS, 25)}, {}),
    "context": block("context", {"elements": array(tagged({**TEXTS, **IMAGE}), 10)}, {}),
    "divider": block("divider", {}, {}),
    "file": block("file", {"external_id": string(), "source": choice("remote")}, {}),
    "header": block("header", {"text": plain(150)}, {"level": integer(1, 6)}),
    "image": block(
        "image",
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": SLACK_FILE, "title": plain(2000)},
        just_one_of("image", "image_url", "slack_file"),
    ),
    "input": block(
        "input",
        {"label": plain(2000), "element": _INPUTS},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "section": block(
        "section",
        {},
        {
            "text": markup(3000),
            "fields": array(markup(2000), 10),
            "accessory": _ACCESSORIES,
            "expand": boolean,
        },
        any_of("section", "text", "fields"),
    ),
    "table": TABLE,
    "video": block(
        "video",
        {
            "alt_text": string(2000),
            "title": plain(200),
            "thumbnail_url": string(3000),
            "video_url": string(3000),
        },
        {
            "title_url": string(2000),
            "description": plain(200),
            "provider_icon_url": string(2000),
            "provider_name": string(50),
            "author_name": string(50),
        },
    ),
}

BLOCKS: Mapping[str, Check] = {
    **PLAIN_BLOCKS,
    "alert": block("alert", {"text": markup(200)}, {"level": choice("default", "info", "warning", "error", "success")}),
    "card": _CARD,
    "carousel": block("carousel", {"elements": array(tagged({"card": _CARD}), 10)}, {}),
    "container": block(
        "container",
        {"child_blocks": array(tagged(PLAIN_BLOCKS), 10)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": plain(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": tagged(IMAGE),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        just_one_of("container", "title", "rich_text_title"),
    ),
    "context_actions": block("context_actions", {"elements": array(tagged(ROW_END), 5)}, {}),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "markdown": block("markdown", {"text": string(12_000)}, {}),
    "plan": block(
        "plan",
        {"title": string()},
        {
            "tasks": array(
                record(
                    _TASK,
                    {**_TASK_FIELDS, "status": choice("pending", "in_progress", "complete", "error")},
                ),
                50,
            )
        },
    ),
    "task_card": block("task_card", {**_TASK, "status": choice("in_progress", "complete", "error")}, _TASK_FIELDS),
}

_MESSAGE = frozenset(BLOCKS) - {"alert"}
_MODAL = frozenset(
    "actions alert card context divider header image input rich_text section video".split()  # noqa: SIM905 - reads as the list it is
)
_HOME = (_MODAL - {"alert"}) | {"carousel", "container", "data_table", "data_visualization", "table"}

SURFACES: Mapping[str, frozenset[str]] = {"message": _MESSAGE, "modal": _MODAL, "home": _HOME}
