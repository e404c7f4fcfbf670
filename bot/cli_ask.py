"""`whoknows ask`: what `/whoknows` would answer, in the terminal or as JSON; nothing stored changes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TextIO

import click

from bot.app import now
from bot.cli_shared import as_it_is, console, print_json, team_meant
from bot.domain.answers import Answer, Query
from bot.errors import CommandLineError
from bot.services import Services
from bot.views.terminal import answer_lines, as_json, visible


@click.command("ask", short_help="Who knows? As /whoknows would answer, here in the terminal.")
@click.argument("text", nargs=-1)
@click.option("--channel", metavar="NAME", help="As a question put in this channel.")
@click.option("--asker", metavar="WHO", help="By whom (an id or a name): they are not named themselves.")
@click.option("--team", metavar="ID", help="In which workspace, when there are several.")
@click.option("--json", "as_objects", is_flag=True, help="One JSON object.")
@click.option("--stdin", "from_stdin", is_flag=True, help="A query a line in, a JSON object a line out.")
def ask(
    text: tuple[str, ...], channel: str | None, asker: str | None, team: str | None, *, as_objects: bool,
    from_stdin: bool,
) -> None:  # fmt: skip
    """Ask who knows something. Nothing that is stored changes.

    \b
      whoknows ask powerpoint
      whoknows ask "how do I merge two pivot tables?" --channel data-help
      echo '{"text": "excel", "asker": "U123"}' | whoknows ask --stdin
    """  # noqa: D301 - \b is click's mark for lines that stay as they are
    if bool(text) == from_stdin:
        raise click.UsageError("Say what you want to know: whoknows ask powerpoint (or --stdin for a query a line).")
    with as_it_is() as ours:
        desk = Desk(ours, team_meant(ours, team))
        if from_stdin:
            answer_lines_of(readable(sys.stdin), desk, channel or "", asker or "")
            return
        answer = desk.answer(" ".join(text), channel or "", asker or "")
    if as_objects:
        print_json(as_json(answer))
        return
    out = console()
    for line in answer_lines(answer):
        out.print(line, soft_wrap=True)


def readable(stream: TextIO) -> TextIO:
    """Bytes that are no UTF-8 spoil a word, not the whole input."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return stream


def answer_lines_of(lines: Iterable[str], desk: Desk, channel: str, asker: str) -> None:
    """One object out for each line in. A line that cannot be answered says why, and the next one has its turn."""
    for line in lines:
        if not line.strip():
            continue
        asked: dict[str, Any] = {"text": line.strip()}
        try:
            asked = read_line(line)
            answer = desk.answer(asked["text"], asked.get("channel") or channel, asked.get("asker") or asker)
            print_json(as_json(answer))
        except CommandLineError as error:
            print_json({"text": asked["text"], "error": str(error)})


def read_line(line: str) -> dict[str, Any]:
    """A query: a JSON object with text, channel and asker, or the text itself."""
    if not line.lstrip().startswith("{"):
        return {"text": line.strip()}
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise CommandLineError("This line begins like JSON and is none.") from None
    for name in ("text", "channel", "asker"):
        if not isinstance(asked.get(name) or "", str):
            raise CommandLineError(f"{name} is no text.")
    return {**asked, "text": asked.get("text") or ""}


@dataclass(frozen=True, slots=True)
class Known:
    """Ids by what people call them, in lower case."""

    channels: dict[str, str]
    people: dict[str, set[str]]


class Desk:
    """Answers queries on one workspace; channels and people may be given by name."""

    def __init__(self, ours: Services, team_id: str) -> None:
        self.ours = ours
        self.team_id = team_id
        self.known: Known | None = None

    def answer(self, text: str, channel: str, asker: str) -> Answer:
        words = text.replace("\0", " ").strip()
        if not words:
            raise CommandLineError("There is nothing to look for: say what you want to know.")
        query = Query(words, self.person(asker) if asker else "", self.channel(channel) if channel else "")
        return self.ours.ask.look(self.team_id, query, now=now())

    def channel(self, name: str) -> str:
        found = self.names().channels.get(name.strip().removeprefix("#").lower())
        if found is None:
            raise CommandLineError(f"There is no channel {visible(name)!r} in {self.team_id}.")
        return found

    def person(self, name: str) -> str:
        found = self.names().people.get(name.strip().removeprefix("@").lower(), set())
        if not found:
            raise CommandLineError(f"There is nobody called {visible(name)!r} in {self.team_id}.")
        if len(found) > 1:
            raise CommandLineError(f"Several people are called {visible(name)!r}: {', '.join(sorted(found))}.")
        return next(iter(found))

    def names(self) -> Known:
        """Read once, and only when a name is given."""
        if self.known is None:
            with self.ours.store.team(self.team_id).reading() as unit:
                rows = sorted(unit.people.channels(), key=lambda row: not row.is_archived)
                people: dict[str, set[str]] = {}
                for person in unit.people.everybody():
                    people.setdefault(person.name.lower(), set()).add(person.user_id)
                    people[person.user_id.lower()] = {person.user_id}
            channels = {row.name.lower(): row.channel_id for row in rows}
            self.known = Known(channels | {row.channel_id.lower(): row.channel_id for row in rows}, people)
        return self.known
