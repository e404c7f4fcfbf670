"""What a demo begins with: the story, somebody's export, or where the last demo ended."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

from bot.demo import exported, kept
from bot.demo.company import Company
from bot.demo.page.tale import STORY, Tale
from bot.demo.standin import StandIn
from bot.demo.story import Story
from bot.demo.telling import cast_into, tell
from bot.demo.wiring import DATABASE
from bot.errors import ExportError
from bot.services.exports import Export, open_export
from bot.services.insights_groups import Source

log = logging.getLogger(__name__)

BOT = "U0WHOKNOWS"


@dataclass(frozen=True, slots=True)
class StoryScene:
    """Six weeks of a made-up company, lived through with the bot there."""

    story: Story

    @property
    def tale(self) -> Tale:
        one = self.story
        return Tale(STORY, one.title, one.about, one.you, one.cast, one.tour)

    @property
    def settings(self) -> dict[str, Any]:
        one = self.story
        return {"team_id": one.team_id, "team_name": one.name, "domain": one.domain, "bot_user_id": BOT}

    @property
    def begins(self) -> float:
        return self.story.begins.timestamp()

    def set_up(self, slack: StandIn) -> None:
        cast_into(slack, self.story)

    def play(self, company: Company) -> None:
        group_by_teams(company, self.story)
        tell(
            company.slack,
            self.story,
            company.clock,
            company.settle,
            company.tick,
            settle_quickly=company.settle_quickly,
        )

    def end(self) -> None:
        """Nothing goes on beside it."""


def group_by_teams(company: Company, story: Story) -> None:
    """What a coordinator chose before it all began: insights go by user groups."""
    (by,) = [one["id"] for one in story.people.values() if one.get("admin")]
    groups, fields = company.bot.services.insights.groups, {"source": Source.USER_GROUPS}
    groups.choose(story.team_id, by, fields, seen="groups", now=company.now())


@dataclass(slots=True)
class ExportScene:
    """A real history, which the bot learns while people look around."""

    path: Path
    opened: exported.Opened
    learned: Event = field(default_factory=Event)
    _stopping: Event = field(default_factory=Event)
    _thread: Thread | None = None

    @property
    def tale(self) -> Tale:
        return exported.tale_of(self.opened, self.path.name)

    @property
    def settings(self) -> dict[str, Any]:
        return exported.settings_of(self.opened, self.path.stem)

    @property
    def begins(self) -> float:
        return self.opened.last + 60

    def set_up(self, slack: StandIn) -> None:
        self.learned.clear()
        exported.put_into(slack.world, self.opened)

    def play(self, company: Company) -> None:
        self._stopping = Event()
        self._thread = Thread(target=self._learn, args=(company, self._stopping), name="learning", daemon=True)
        self._thread.start()

    def _learn(self, company: Company, stopping: Event) -> None:
        try:
            with open_export(self.path) as export:
                self._learn_from(company, export, stopping, now=company.now())
        except _EndedError:
            return
        except Exception:
            log.exception("the export could not be learned")
        self.learned.set()
        company.tell_progress(None, 0, 0)

    def _learn_from(self, company: Company, export: Export, stopping: Event, *, now: datetime) -> None:
        total, done = sum(root.total_bytes for root in export.roots), 0

        def progress(day: str, size: int) -> None:
            nonlocal done
            if stopping.is_set():
                raise _EndedError
            done += size
            company.tell_progress(f"Learning from #{day.split('/')[-2]}", done, total)

        company.tell_progress("Learning the history", 0, total)
        company.bot.services.imports.run(export, self.opened.team_id, now=now, progress=progress)

    def end(self) -> None:
        """Before the database goes: what learns stops between two files."""
        self._stopping.set()
        if self._thread:
            self._thread.join()


class _EndedError(Exception):
    """The demo ends while the history is being learned."""


@dataclass(frozen=True, slots=True)
class KeptScene:
    """Where the last demo ended; `folder` is where it was kept."""

    folder: Path
    kept: kept.Kept

    @property
    def tale(self) -> Tale:
        return self.kept.tale

    @property
    def settings(self) -> dict[str, Any]:
        return self.kept.settings

    @property
    def begins(self) -> float:
        return self.kept.now

    def bring(self, folder: Path) -> None:
        """The bot's database, before the bot begins."""
        for file in self.folder.glob(f"{DATABASE}*"):
            shutil.copy2(file, folder)

    def set_up(self, slack: StandIn) -> None:
        kept.put_back(slack.world, self.kept)

    def play(self, company: Company) -> None:
        company.reading.reads.update(kept.reads_of(self.kept))
        company.reading.read_until = self.kept.read_until

    def end(self) -> None:
        """Nothing goes on beside it."""


def open_scene(path: Path, progress: exported.Progress) -> ExportScene:
    """Raises ExportError where there is nothing to open."""
    with open_export(path) as export:
        opened = exported.read_export(export, progress)
    if not any(opened.messages.values()):
        raise ExportError(f"{path} holds no messages of a channel.")
    return ExportScene(path, opened)
