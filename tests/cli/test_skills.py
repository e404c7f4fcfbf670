"""`whoknows skills`: a company's names in, the whole vocabulary out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.command_line import Whoknows, objects, one_line


def test_an_imported_alias_is_understood_at_once(learned_on_both: Whoknows, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,aliases\nPowerPoint,deckware;slidey\nOrinoco,the big ledger\n")

    taken = learned_on_both("skills", "import", tmp_path / "own.csv")

    assert taken.stdout.startswith("2 skills taken in.")
    [answer] = objects(learned_on_both("ask", "deckware", "--json"))
    assert answer["understood"][0]["skill"] == "PowerPoint"
    assert answer["people"][0]["user"] == "USCOTT"


def test_the_export_is_the_whole_vocabulary_and_can_be_imported_again(learned: Whoknows, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,aliases\nOrinoco,the big ledger;Oro\n")
    learned("skills", "import", tmp_path / "own.csv")

    printed = learned("skills", "export").stdout

    rows = names(printed)
    assert len(rows) > 800
    assert rows["Orinoco"] == {"Oro", "the big ledger"}
    assert "ppt" in [alias.lower() for alias in rows["PowerPoint"]]
    (tmp_path / "all.csv").write_text(printed, encoding="utf-8")
    assert learned("skills", "import", tmp_path / "all.csv").exit_code == 0
    assert names(learned("skills", "export").stdout) == rows


def names(printed: str) -> dict[str, set[str]]:
    return {row["name"]: set(row["aliases"].split(";")) for row in csv.DictReader(printed.splitlines())}


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "no skill in it"), (b"\xff\xfe\x00", "UTF-8"), (b'name\n"open', "line 2")]
)
def test_a_file_that_is_no_list_of_skills_is_refused(
    learned: Whoknows, tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "own.csv").write_bytes(content)

    assert says in one_line(learned("skills", "import", tmp_path / "own.csv"))
