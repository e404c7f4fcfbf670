"""The stage of `whoknows demo`: opened in the terminal, played in the browser, kept for the next time."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from bot import logs
from bot.cli_shared import console
from bot.demo import kept
from bot.demo.company import Company, Scene, company
from bot.demo.page.tale import STORY
from bot.demo.scenes import ExportScene, KeptScene, StoryScene, open_scene
from bot.demo.story import story
from bot.demo.wiring import DATABASE
from bot.errors import CommandLineError
from bot.services.exports import open_export
from bot.views import terminal_demo as words

log = logging.getLogger(__name__)


def play(port: int, path: Path | None, *, opens: bool, keep: bool) -> None:
    """Until Ctrl-C. Raises CommandLineError where it cannot begin."""
    logs.set_up("WARNING")
    stay_on_this_machine()
    out = console()
    scene = scene_of(path, keep=keep)
    with tempfile.TemporaryDirectory(prefix="whoknows-") as folder, ended() as end:
        if isinstance(scene, KeptScene):
            scene.bring(Path(folder))
        out.print(words.beginning(scene.tale.title), soft_wrap=True)
        with running(scene, Path(folder), port) as ours:
            out.print(words.ready(ours.url), soft_wrap=True)
            if opens:
                webbrowser.open(ours.url)
            end.wait()
            out.print(words.ending())
        if ours.scene.tale.kind == STORY and keep_it(ours, Path(folder)):
            out.print(words.kept(command()), soft_wrap=True)


def stay_on_this_machine() -> None:
    """A proxy of the company's would be asked for 127.0.0.1, and read along."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


def scene_of(path: Path | None, *, keep: bool) -> Scene:
    if path:
        return opened(path)
    if not keep:
        return StoryScene(story())
    found = kept.read_kept(kept_at())
    if found is None:
        raise CommandLineError("No earlier demo is kept here. Begin one with `whoknows demo`.")
    return KeptScene(kept_at(), found)


def command() -> str:
    """As it can be typed again: whoever began by `make demo` has no `whoknows` on the path."""
    if shutil.which("whoknows"):
        return "whoknows"
    typed = Path(sys.argv[0])
    return os.path.relpath(typed) if typed.name == "whoknows" else "python -m bot"


def kept_at() -> Path:
    return Path(click.get_app_dir("whoknows")) / "demo"


def opened(path: Path) -> ExportScene:
    """Shows how far reading is: a large export takes some seconds."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with open_export(path) as export:
        total = sum(root.total_bytes for root in export.roots)
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"Reading {path.name}", total=total)
        return open_scene(path, lambda size: bar.update(task, advance=size))


@contextlib.contextmanager
def running(scene: Scene, folder: Path, port: int) -> Iterator[Company]:
    again = StoryScene(story()) if isinstance(scene, KeptScene) else scene
    try:
        with company(scene, folder, again=again, port=port) as ours:
            yield ours
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise CommandLineError(words.taken(port, command())) from None


@dataclass(slots=True)
class End:
    """Ctrl-C and SIGTERM: what is still beginning is broken off, what runs is ended in order."""

    asked: Event = field(default_factory=Event)
    running: bool = False

    def on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.asked.set()
        if not self.running:
            logging.disable()  # whatever is torn in the middle now complains in vain
            raise KeyboardInterrupt

    def wait(self) -> None:
        self.running = True
        self.asked.wait()


@contextlib.contextmanager
def ended() -> Iterator[End]:
    end = End()
    before = {one: signal.signal(one, end.on_signal) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def keep_it(ours: Company, folder: Path) -> bool:
    """What cannot be kept is no reason to fail at the end."""
    try:
        kept.keep(kept_at(), folder / DATABASE, ours.slack.world, ours.reading, ours.scene.settings)
    except (OSError, ValueError) as error:
        log.warning("the demo could not be kept: %s", error)
        return False
    return True
