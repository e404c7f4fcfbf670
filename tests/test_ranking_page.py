"""docs/ranking.md says what the code says, and nobody types its figures by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.ranking_weights import QUESTION, SPREAD
from tests.benchmarks.pages import Page, mark, written
from tests.house import ROOT

PAGE = (ROOT / "docs" / "ranking.md").read_text(encoding="utf-8")
SCRIPTS = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "benchmarks").glob("measure_*.py")]
ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
WEIGHTS = ROW.findall(PAGE[PAGE.index("| weight |") :].partition("\n\n")[0])
MEASURED = re.compile(r"<!-- measured: (\w+), begin -->\n(.*?)<!-- measured: \1, end -->\n", re.DOTALL)


def test_the_weights_are_those_of_the_code() -> None:
    told = [float(number) for row in WEIGHTS for number in re.findall(r"\d*\.\d+", row.split("|")[1])]

    assert sorted(told) == sorted(QUESTION.numbers)
    assert f"({SPREAD:g} for a question".replace("(0.", "(.") in PAGE


def test_all_other_tables_are_measured_by_a_script() -> None:
    measured = dict(MEASURED.findall(PAGE))
    named = {name for script in SCRIPTS for name in re.findall(r'page\.table\(\s*"(\w+)"', script)}

    assert set(measured) == named | {"joined", "split"}
    assert all(ROW.findall(table) for table in measured.values())
    assert ROW.findall(MEASURED.sub("", PAGE)) == WEIGHTS


PLAIN = f"before\n{mark('figures', 'begin')}\nold\n{mark('figures', 'end')}\nafter\n"


@pytest.mark.parametrize("page", [PLAIN, PLAIN.replace("old\n", "")], ids=["a table", "none yet"])
def test_a_table_takes_the_place_of_the_old_one(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.md"
    path.write_text(page, encoding="utf-8")
    with Page(path).table("figures", "a", "b") as table:
        table.row(1, r"\1")

    told = "| a | b |\n| --- | --- |\n| 1 | \\1 |\n"
    assert path.read_text(encoding="utf-8") == PLAIN.replace("old\n", told)
    assert capsys.readouterr().out == f"\n{told}"


def test_a_page_without_the_marks_stays_as_it_is() -> None:
    assert written("nothing here", "figures", "| a |") == "nothing here"
