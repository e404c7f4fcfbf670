"""Rich text as Slack lets apps write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.demo.shapes import Check, any_of, array, boolean, choice, integer, record, string, tagged

_MARKS = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE = record({}, dict.fromkeys(_MARKS, boolean))


def _piece(kind: str, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return record({"type": choice(kind), **required}, {"style": _STYLE, **(optional or {})})


_LINK = _piece("link", {"url": string()}, {"text": string(shortest=0), "unsafe": boolean})
_PIECES: Mapping[str, Check] = {
    "text": _piece("text", {"text": string()}),
    "link": _LINK,
    "user": _piece("user", {"user_id": string()}),
    "usergroup": _piece("usergroup", {"usergroup_id": string()}),
    "channel": _piece("channel", {"channel_id": string()}),
    "team": _piece("team", {"team_id": string()}),
    "emoji": _piece("emoji", {"name": string()}, {"skin_tone": integer(), "unicode": string()}),
    "broadcast": _piece("broadcast", {"range": choice("here", "channel", "everyone")}),
    "color": _piece("color", {"value": string()}),
    "date": _piece("date", {"timestamp": integer(), "format": string()}, {"url": string(), "fallback": string()}),
}
_BORDER: Mapping[str, Check] = {"border": integer(0, 1)}
_SECTION = record({"type": choice("rich_text_section"), "elements": array(tagged(_PIECES), least=0)})


def _list(value: Any, path: str) -> Iterator[str]:
    yield from record(
        {
            "type": choice("rich_text_list"),
            "style": choice("bullet", "ordered"),
            "elements": array(tagged({"rich_text_section": _SECTION, "rich_text_list": _list})),
        },
        {"indent": integer(0, 8), "offset": integer(0), **_BORDER},
    )(value, path)


_GROUPS: Mapping[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_list": _list,
    "rich_text_quote": record({"type": choice("rich_text_quote"), "elements": array(tagged(_PIECES))}, _BORDER),
    "rich_text_preformatted": record(
        {
            "type": choice("rich_text_preformatted"),
            "elements": array(tagged({"text": _PIECES["text"], "link": _LINK})),
        },
        {**_BORDER, "language": string()},
    ),
}

RICH_TEXT: Check = record(
    {"type": choice("rich_text"), "elements": array(tagged(_GROUPS), least=1)},
    {"block_id": string(255)},
    any_of("rich_text", "elements"),
)
