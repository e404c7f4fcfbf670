"""Block elements: their fields and Slack's limits on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.demo.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    ID,
    LINK_OPTION,
    OPTION,
    RICH_OPTION,
    SLACK_FILE,
    plain,
)
from bot.demo.richtext import RICH_TEXT
from bot.demo.shapes import (
    Check,
    array,
    boolean,
    choice,
    integer,
    just_one_of,
    problem,
    record,
    string,
)


def element(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    common = {"action_id": ID, **optional}
    return record({"type": choice(kind), **required}, common, *rules)


def _offered(*chosen: str) -> Check:
    """A rule: what is chosen from the start is one of the options."""

    def check(value: Any, path: str) -> Iterator[str]:
        groups = [{"options": value.get("options") or []}, *(value.get("option_groups") or [])]
        offered = [option["value"] for group in groups for option in group["options"]]
        for name in chosen:
            picked = value.get(name) or []
            for option in picked if isinstance(picked, list) else [picked]:
                if option["value"] not in offered:
                    yield problem("initial option is not among the options", f"{path}/{name}")

    return check


def _ordered(low: str, high: str) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        least, most = value.get(low), value.get(high)
        if least is not None and most is not None and float(least) > float(most):
            yield problem(f"{low} must not be greater than {high}", path)

    return check


_HINTS: Mapping[str, Check] = {"placeholder": plain(150), "focus_on_load": boolean}
_ASKED: Mapping[str, Check] = {"confirm": CONFIRM, "focus_on_load": boolean}
_TYPED: Mapping[str, Check] = {
    **_HINTS,
    "dispatch_action_config": DISPATCH,
    "initial_value": string(shortest=0),
}
_MENU: Mapping[str, Check] = {**_ASKED, "placeholder": plain(150)}
_MANY: Mapping[str, Check] = {**_MENU, "max_selected_items": integer(1)}
_LISTS: Mapping[str, Check] = {"options": array(OPTION, 100), "option_groups": array(GROUP, 100)}
_ONE_LIST = just_one_of("select", "options", "option_groups")
_HERE: Mapping[str, Check] = {"default_to_current_conversation": boolean, "filter": FILTER}
_ANSWER: Mapping[str, Check] = {"response_url_enabled": boolean}
_STYLE = choice("primary", "danger")
_DATE = string(pattern=r"\d{4}-\d\d-\d\d")
_TIME = string(pattern=r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = string(pattern=r"-?\d+(\.\d+)?")
_LENGTHS = _ordered("min_length", "max_length")


def _needs_prompt(value: Any, path: str) -> Iterator[str]:
    if value.get("agent_prompt_display") and not value.get("agent_prompt"):
        yield problem("agent_prompt_display needs agent_prompt", path)


_BUTTON = {
    "url": string(3000),
    "value": string(2000, shortest=0),
    "style": _STYLE,
    "confirm": CONFIRM,
    "accessibility_label": string(75),
    "agent_prompt": string(4000),
    "agent_prompt_display": string(),
    "visible_to_user_ids": array(string(), 10),
}
_FEEDBACK = record({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
_WORKFLOW = record(
    {
        "trigger": record(
            {"url": string(3000)},
            {"customizable_input_parameters": array(record({"name": string(), "value": string()}))},
        )
    }
)

MENUS: Mapping[str, Check] = {
    "static_select": element(
        "static_select",
        {},
        {**_MENU, **_LISTS, "initial_option": OPTION},
        _ONE_LIST,
        _offered("initial_option"),
    ),
    "external_select": element(
        "external_select", {}, {**_MENU, "initial_option": OPTION, "min_query_length": integer(0)}
    ),
    "users_select": element("users_select", {}, {**_MENU, "initial_user": string()}),
    "conversations_select": element(
        "conversations_select", {}, {**_MENU, **_HERE, **_ANSWER, "initial_conversation": string()}
    ),
    "channels_select": element("channels_select", {}, {**_MENU, **_ANSWER, "initial_channel": string()}),
}
MULTI_MENUS: Mapping[str, Check] = {
    "multi_static_select": element(
        "multi_static_select",
        {},
        {**_MANY, **_LISTS, "initial_options": array(OPTION, 100)},
        _ONE_LIST,
        _offered("initial_options"),
    ),
    "multi_external_select": element(
        "multi_external_select",
        {},
        {**_MANY, "initial_options": array(OPTION, 100), "min_query_length": integer(0)},
    ),
    "multi_users_select": element("multi_users_select", {}, {**_MANY, "initial_users": array(string())}),
    "multi_conversations_select": element(
        "multi_conversations_select", {}, {**_MANY, **_HERE, "initial_conversations": array(string())}
    ),
    "multi_channels_select": element("multi_channels_select", {}, {**_MANY, "initial_channels": array(string())}),
}
PICKERS: Mapping[str, Check] = {
    "datepicker": element("datepicker", {}, {**_MENU, "initial_date": _DATE}),
    "timepicker": element("timepicker", {}, {**_MENU, "initial_time": _TIME, "timezone": string()}),
    "datetimepicker": element(
        "datetimepicker", {}, {**_ASKED, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
    "checkboxes": element(
        "checkboxes",
        {"options": array(RICH_OPTION, 10)},
        {**_ASKED, "initial_options": array(RICH_OPTION, 10)},
        _offered("initial_options"),
    ),
    "radio_buttons": element(
        "radio_buttons",
        {"options": array(RICH_OPTION, 10)},
        {**_ASKED, "initial_option": RICH_OPTION},
        _offered("initial_option"),
    ),
}
TYPED: Mapping[str, Check] = {
    "plain_text_input": element(
        "plain_text_input",
        {},
        {**_TYPED, "multiline": boolean, "min_length": integer(0, 3000), "max_length": integer(1, 3000)},
        _LENGTHS,
    ),
    "email_text_input": element("email_text_input", {}, _TYPED),
    "url_text_input": element("url_text_input", {}, _TYPED),
    "number_input": element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {**_TYPED, "min_value": _NUMBER, "max_value": _NUMBER},
        _ordered("min_value", "max_value"),
    ),
    "rich_text_input": element(
        "rich_text_input",
        {},
        {**_TYPED, "initial_value": RICH_TEXT, "min_lines": integer(1, 100), "max_lines": integer(1, 100)},
        _ordered("min_lines", "max_lines"),
    ),
    "file_input": element("file_input", {}, {"filetypes": array(string()), "max_files": integer(1, 10)}),
}
BUTTONS: Mapping[str, Check] = {
    "button": element("button", {"text": plain(75)}, _BUTTON, _needs_prompt),
    "workflow_button": element(
        "workflow_button",
        {"text": plain(75), "workflow": _WORKFLOW},
        {"style": _STYLE, "accessibility_label": string(75)},
    ),
    "overflow": element("overflow", {"options": array(LINK_OPTION, 5)}, {"confirm": CONFIRM}),
}
IMAGE: Mapping[str, Check] = {
    "image": record(
        {"type": choice("image"), "alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": SLACK_FILE},
        just_one_of("image", "image_url", "slack_file"),
    ),
}
ROW_END: Mapping[str, Check] = {
    "feedback_buttons": element("feedback_buttons", {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {}),
    "icon_button": element(
        "icon_button",
        {"icon": choice("trash"), "text": plain(75)},
        {
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string(), 10),
        },
    ),
}
