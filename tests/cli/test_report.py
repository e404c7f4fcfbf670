"""`whoknows report` and `whoknows groups`: a page, JSON and CSV of what was frozen; groups for the next snapshot."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from storage.store import Store
from tests.command_line import Whoknows, on, one_line
from tests.histories import PLACED
from tests.house import ROOT
from tests.insighters import lived_on


@pytest.fixture
def lived(store: Store) -> Whoknows:
    """On a database where the history made by hand has happened."""
    lived_on(store)
    return on(store.url.render_as_string(hide_password=False))


def groups_csv(folder: Path) -> Path:
    rows = ["user,group,site", *(f"{at},{one['group']},{one['site']}" for at, one in PLACED.items())]
    path = folder / "groups.csv"
    path.write_text("\ufeff" + "\n".join(rows), encoding="utf-8")
    return path


def test_groups_then_a_report_in_each_form(lived: Whoknows, tmp_path: Path) -> None:
    assert "20 people have a group" in lived("groups", groups_csv(tmp_path)).stdout
    for ending in ("html", "json", "csv"):
        path = tmp_path / f"insights.{ending}"
        done = lived("report", "--team", "T1", "--out", path)
        assert done.exit_code == 0, done.output
        assert "up to 2026-03-" in done.stdout
        assert path.stat().st_size > 1000


def test_the_files_say_what_paper_says(lived: Whoknows, tmp_path: Path) -> None:
    """The last question of the history was put after its end: here the window ends a week later."""
    lived("groups", groups_csv(tmp_path))
    assert lived("report", "--out", tmp_path / "r.json").exit_code == 0
    assert lived("report", "--out", tmp_path / "r.csv").exit_code == 0
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(StringIO((tmp_path / "r.csv").read_text(encoding="utf-8"))))

    newest = told["snapshots"][0]
    assert newest["week"] == "2026-03-09"
    assert [one["name"] for one in newest["groups"]] == ["Engineering", "Sales", "other"]
    numbers = {row["figure"]: row["value"] for row in rows if row["part"] == "numbers"}
    assert numbers == {key: "" if value is None else str(value) for key, value in newest["numbers"].items()}
    assert {row["part"] for row in rows} >= {"numbers", "topics", "known", "groups", "pathways", "weeks", "return"}


def test_a_small_export_has_nothing_to_see_and_says_so(learned: Whoknows, tmp_path: Path) -> None:
    done = learned("report", "--out", tmp_path / "r.html")

    assert "nothing to see yet" in done.stdout
    assert "nothing to see yet" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_what_cannot_be_written_or_read_is_said_in_a_line(learned: Whoknows, tmp_path: Path) -> None:
    assert ".html, .json, .csv" in one_line(learned("report", "--out", tmp_path / "r.pdf"))
    assert "cannot be written" in one_line(learned("report", "--out", tmp_path / "nowhere" / "r.csv"))
    assert "There is no workspace" in one_line(learned("report", "--team", "T9", "--out", tmp_path / "r.csv"))
    (tmp_path / "g.csv").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in one_line(learned("groups", tmp_path / "g.csv"))
    (tmp_path / "g.csv").write_text("user,group\nnobody,Sales", encoding="utf-8")
    assert "nobody here has the name or id 'nobody'" in one_line(learned("groups", tmp_path / "g.csv"))


def test_only_who_wants_pictures_waits_for_what_draws_them() -> None:
    code = "import bot.cli, sys; sys.exit('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - ours

    assert done.returncode == 0, done.stderr


def test_before_anything_was_learned_there_is_no_report(cli: Whoknows, tmp_path: Path) -> None:
    assert "whoknows import" in one_line(cli("report", "--out", tmp_path / "r.csv"))
