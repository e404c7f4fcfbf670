"""Runs `whoknows` as somebody at a terminal would: arguments in; what it printed, and how it ended, out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bot.cli import whoknows
from tests.exports import person, said, write_export

Whoknows = Callable[..., Result]
DAY = 86_400.0
MAY = 1_777_626_000.0  # 1 May 2026, 9:00 UTC


def on(url: str) -> Whoknows:
    """`whoknows` on this database."""

    def call(*arguments: object, stdin: str | bytes | None = None, **settings: str) -> Result:
        environment = {"DATABASE_URL": url, **settings}
        return CliRunner(env=environment).invoke(whoknows, [str(one) for one in arguments], input=stdin)

    return call


def powerpoint_export(folder: Path, *, channel: str = "sales", later: float = 0.0) -> Path:
    """Ana asks twice about PowerPoint; Scott answers both times, Mei once."""
    first, second = (MAY + later + at * DAY for at in (0, 1))
    asked = [said("UANA", "How do I shrink a PowerPoint deck?", at) for at in (first, second)]
    answers = [
        said("USCOTT", "Compress the pictures.", first + 60, thread_ts=asked[0]["ts"]),
        said("UMEI", "Compress the deck.", first + 90, thread_ts=asked[0]["ts"]),
        said("USCOTT", "Compress the pictures.", second + 60, thread_ts=asked[1]["ts"]),
    ]
    return write_export(
        folder,
        people=[person("UANA", "Ana Ribeiro"), person("USCOTT", "Scott Reid"), person("UMEI", "Mei Tan")],
        channels={channel: {}, "board": {"kind": "private"}},
        messages={channel: [*asked, *answers], "board": [said("UANA", "Nobody reads this.", first)]},
    )


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def one_line(result: Result) -> str:
    """The one line that a refused command says."""
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    [line] = result.stderr.strip().splitlines()
    assert line.startswith("whoknows: ")
    return line
