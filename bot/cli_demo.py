"""`whoknows demo`: the bot in a workspace of its own, to be used in the browser, without a Slack."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli_stage import play
from bot.errors import CommandLineError


@click.command("demo", short_help="A small made-up company in the browser: try it without a Slack.")
@click.option("--port", type=click.IntRange(0, 65535), default=3000, show_default=True, help="0: any that is free.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.option(
    "--export", "path", type=click.Path(path_type=Path), metavar="PATH", help="A Slack export (.zip, folder)."
)
@click.option("--keep", is_flag=True, help="Go on where the last demo ended, instead of from the beginning.")
def demo(port: int, path: Path | None, *, no_open: bool, keep: bool) -> None:
    """The bot at work in a made-up company, or in your own history, in the browser.

    Everything stays on this machine. Each start tells the story from its beginning; what you did in the last one is
    there again with --keep.

    \b
      whoknows demo
      whoknows demo --keep
      whoknows demo --export slack-export.zip
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if path and keep:
        raise CommandLineError("--export opens the export anew each time: leave --keep out.")
    play(port, path, opens=not no_open, keep=keep)
