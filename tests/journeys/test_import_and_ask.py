"""A stranger imports their export and asks it, in processes of their own; the import may be stopped at any moment."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from subprocess import run

from bot.demo.story import story, write_export
from tests.exports import said, zip_export
from tests.exports import write_export as write_other
from tests.house import ROOT

QUESTIONS = 400  # twenty a day


def environment(url: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": url}


def whoknows(*words: str, at: Path, url: str, stdin: str = "") -> str:
    program = [sys.executable, "-m", "bot", *words]
    done = run(program, cwd=at, env=environment(url), input=stdin, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_an_archive_to_the_colleague_who_knows(empty_database_url: str, tmp_path: Path) -> None:
    archive = zip_export(write_export(tmp_path / "story"), tmp_path / "slack-export.zip", inside="Harbour & Pine")

    summary = whoknows("import", str(archive), at=tmp_path, url=empty_database_url)
    lines = ["powerpoint", "who can help me with pivot tables?", json.dumps({"text": "sql", "asker": "katie novak"})]
    answers = whoknows("ask", "--stdin", at=tmp_path, url=empty_database_url, stdin="\n".join(lines))

    assert "21  people" in summary
    assert "One channel not public, so not read: #leadership." in summary
    best = [json.loads(line)["people"][0]["name"] for line in answers.splitlines()]
    assert best == ["Scott Reid", "Katie Novak", "Marcus Lindqvist"]


# The same program, interrupted as by Ctrl-C when it comes to a day in the middle.
STOPPED_HALFWAY = """
import signal
from bot.__main__ import main
from bot.services.export_files import FolderFiles

read = FolderFiles.read

def stopped(files, path):
    if path.endswith("/2026-05-16.json"):
        signal.raise_signal(signal.SIGINT)
    return read(files, path)

FolderFiles.read = stopped
main()
"""


def test_an_import_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = twenty_days(tmp_path / "long")
    url = f"sqlite:///{tmp_path / 'stopped.db'}"
    whole = f"sqlite:///{tmp_path / 'whole.db'}"

    program = [sys.executable, "-c", STOPPED_HALFWAY, "import", str(folder)]
    done = run(program, cwd=tmp_path, env=environment(url), capture_output=True, text=True, check=False)  # noqa: S603 - ours

    assert done.returncode == 130, done.stderr
    assert done.stderr.strip().endswith("\nStopped. The same command goes on where it was.")
    rest = whoknows("import", str(folder), at=tmp_path, url=url)
    assert " already known" in rest
    assert " already known" not in whoknows("import", str(folder), at=tmp_path, url=whole)
    query = ("ask", "kubernetes", "--json")
    assert whoknows(*query, at=tmp_path, url=url) == whoknows(*query, at=tmp_path, url=whole)


def twenty_days(folder: Path) -> Path:
    begin = 1_777_626_000.0
    messages = []
    for number in range(QUESTIONS):
        at = begin + 4_320 * number
        asked = said("U1", f"How do I scale Kubernetes pod {number}?", at)
        messages += [asked, said(f"U{2 + number % 3}", "Like this.", at + 60, thread_ts=asked["ts"])]
    return write_other(folder, people=["U1", "U2", "U3", "U4"], messages={"platform": messages})


def test_the_story_is_told_in_order_and_everybody_in_it_is_introduced() -> None:
    tale = story()
    said_there = [one for channel in tale.channels.values() for one in channel]

    assert len(said_there) >= 100
    assert {one.who for one in said_there} <= tale.people.keys()
    assert all(channel == sorted(channel, key=lambda one: one.at) for channel in tale.channels.values())
    assert max(one.at for one in said_there) < tale.ends
