"""`whoknows backtest --queries --out`: a ranking for each query, learned from the export alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import DAY, MAY, Whoknows, one_line

LATER = MAY + 10 * DAY


def asked(path: Path, *queries: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps({"ts": f"{LATER:.6f}", **query}) + "\n" for query in queries))
    return path


def ranked(path: Path) -> list[list[str]]:
    return [json.loads(line)["ranked"] for line in path.read_text().splitlines()]


def test_each_query_gets_a_line_in_its_order(cli: Whoknows, export: Path, tmp_path: Path) -> None:
    queries = asked(
        tmp_path / "queries.jsonl",
        {"text": "powerpoint", "channel": "", "asker": ""},
        {"text": "kubernetes", "channel": "", "asker": "UANA"},
        {"text": "powerpoint", "channel": "", "asker": "USCOTT", "answerers": ["UMEI"]},
    )

    done = cli("backtest", export, "--queries", queries, "--out", tmp_path / "ranked.jsonl")

    assert done.exit_code == 0, done.output
    assert ranked(tmp_path / "ranked.jsonl") == [["USCOTT", "UMEI"], [], ["UMEI"]]
    assert "for 2 of three queries" in done.stdout


def test_the_database_of_the_environment_is_not_touched(cli: Whoknows, export: Path, tmp_path: Path) -> None:
    queries = asked(tmp_path / "queries.jsonl", {"text": "powerpoint"})

    cli("backtest", export, "--queries", queries, "--out", tmp_path / "ranked.jsonl")

    assert not (tmp_path / "new.db").exists()


def test_the_summary_can_be_one_object(cli: Whoknows, export: Path, tmp_path: Path) -> None:
    queries = asked(tmp_path / "queries.jsonl", {"text": "powerpoint"})

    done = cli("backtest", export, "--queries", queries, "--out", tmp_path / "ranked.jsonl", "--json")

    summary = json.loads(done.stdout)
    assert {name: summary[name] for name in ("messages", "queries", "answered")} == {
        "messages": 5, "queries": 1, "answered": 1,
    }  # fmt: skip


def test_a_text_may_hold_any_mark_that_ends_a_line(cli: Whoknows, export: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text(json.dumps({"ts": f"{LATER}", "text": "power\u2028point\x85"}, ensure_ascii=False) + "\n", "utf-8")

    done = cli("backtest", export, "--queries", file, "--out", tmp_path / "ranked.jsonl")

    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "no time"}', '{"ts": "soon", "text": "x"}', '{"ts": "1e999"}'])
def test_a_broken_query_is_named_by_its_line(cli: Whoknows, export: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "queries.jsonl").write_text('{"ts": "1", "text": "fine"}\n' + line + "\n")

    refused = one_line(cli("backtest", export, "--queries", tmp_path / "queries.jsonl", "--out", tmp_path / "o.jsonl"))

    assert "queries.jsonl, line 2" in refused


def test_queries_and_out_go_together(cli: Whoknows, export: Path, tmp_path: Path) -> None:
    assert "--queries and --out" in one_line(cli("backtest", export, "--out", tmp_path / "ranked.jsonl"))


def test_a_missing_queries_file_and_a_folder_that_is_not_there_are_named(
    cli: Whoknows, export: Path, tmp_path: Path
) -> None:
    queries = asked(tmp_path / "queries.jsonl", {"text": "powerpoint"})

    assert "none.jsonl" in one_line(cli("backtest", export, "--queries", "none.jsonl", "--out", "out.jsonl"))
    assert "cannot be written" in one_line(
        cli("backtest", export, "--queries", queries, "--out", tmp_path / "no" / "out.jsonl")
    )
