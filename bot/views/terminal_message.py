"""What the bot says in Slack, as it reads there, in words for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from rich.text import Text

from bot.domain.text import MENTION, unescaped
from bot.views.blocks import Block, View
from bot.views.terminal import visible

SIGN = "  \u2502 "
LONGEST = 500
EMOJI = re.compile(r":[a-z_]+: ")
DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
LABELLED = re.compile(r"<[^|>]*\|([^>]*)>|<([^>]*)>")
SLANTED = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")
BOLD = re.compile(r"\*([^*]+)\*")


def message_lines(view: View, *, names: Mapping[str, str]) -> Iterator[Text]:
    """Buttons in brackets, people by the names they go by."""
    for block in view.blocks:
        style = "dim" if block["type"] == "context" else ""
        for line in lines_of(block):
            yield Text.assemble((SIGN, "dim"), weighted(line, names), style=style)


def lines_of(block: Block) -> list[str]:
    if block["type"] == "actions":
        return [" ".join(f"[{element['text']['text']}]" for element in block["elements"])]
    if block["type"] == "context":
        return [line for element in block["elements"] for line in element["text"].splitlines()]
    return str(block["text"]["text"]).splitlines()


def weighted(line: str, names: Mapping[str, str]) -> Text:
    """One line without its markup, bold where it was."""
    parts = BOLD.split(EMOJI.sub("", line, count=1))
    return Text.assemble(*((read(part, names), "bold" if at % 2 else "") for at, part in enumerate(parts)))


def read(words: str, names: Mapping[str, str]) -> str:
    called = MENTION.sub(partial(name_in, names), words)
    shown = SLANTED.sub(r"\1", LABELLED.sub(r"\1\2", DATE.sub(r"\1", called)))
    edges = len(shown) - len(shown.lstrip()), len(shown) - len(shown.rstrip())
    return " " * min(edges[0], 1) + visible(unescaped(shown), limit=LONGEST) + " " * min(edges[1], 1)


def name_in(names: Mapping[str, str], found: re.Match[str]) -> str:
    return f"@{names.get(found[1], found[1])}"
