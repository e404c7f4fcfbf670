"""`whoknows demo`: a small made-up company, and three questions put to it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from rich.text import Text

from bot.cli_shared import console, passing_store
from bot.demo.story import QUESTIONS, Story, story, write_export
from bot.domain.answers import Query
from bot.services import Services, services
from bot.services.exports import open_export
from bot.services.vocabulary import ordinary_words, starter
from bot.views.terminal import answer_lines


@click.command("demo", short_help="A small made-up company: try it without a Slack.")
@click.option("--port", type=click.IntRange(0, 65535), default=3000, hidden=True)
@click.option("--no-open", is_flag=True, hidden=True)
def demo(port: int, *, no_open: bool) -> None:
    """Learn the history of a made-up company and answer three questions. Nothing is kept afterwards."""
    del port, no_open  # for the local workspace
    tale = story()
    out = console()
    with tempfile.TemporaryDirectory(prefix="whoknows-") as folder, passing_store(Path(folder)) as store:
        ours = services(store, starter(), ordinary_words())
        out.print(introduction(tale, learn(ours, tale, Path(folder))))
        for question in QUESTIONS:
            answer = ours.ask.look(tale.team_id, Query(question), now=tale.ends)
            out.print(Text(f'\n$ whoknows ask "{question}"', style="bold cyan"))
            for line in answer_lines(answer):
                out.print(line, soft_wrap=True)
    out.print("\nNow your own: whoknows import slack-export.zip, then whoknows ask.")


def learn(ours: Services, tale: Story, folder: Path) -> int:
    with open_export(write_export(folder / "export")) as export:
        return ours.imports.run(export, tale.team_id, now=tale.ends, progress=lambda _day, _size: None).learned


def introduction(tale: Story, learned: int) -> Text:
    titles = len(tale.people)
    return Text(
        f"Harbour & Pine: {titles} people in three offices. Learned from six weeks in public channels, "
        f"{learned} messages; nothing of the private channel or the bot, and not a word of any message is kept."
    )
