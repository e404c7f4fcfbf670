"""`whoknows import`: what it learns, what it says of the rest, and that it may be repeated."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.command_line import MAY, Whoknows, one_line
from tests.exports import said, write_export


def test_the_summary_counts_what_was_learned_and_names_what_was_not_read(cli_on_both: Whoknows, export: Path) -> None:
    result = cli_on_both("import", export)

    assert result.exit_code == 0, result.output
    assert "3  people" in result.stdout
    assert "5  messages learned" in result.stdout
    assert "One channel not public, so not read: #board." in result.stdout


def test_a_second_import_finds_everything_known(cli_on_both: Whoknows, export: Path) -> None:
    cli_on_both("import", export)
    before = cli_on_both("ask", "powerpoint").stdout

    again = cli_on_both("import", export)

    assert "0  messages learned" in again.stdout
    assert "5  already known" in again.stdout
    assert cli_on_both("ask", "powerpoint").stdout == before


def test_what_is_skipped_is_counted_by_its_reason(cli: Whoknows, tmp_path: Path) -> None:
    messages = [
        said("U1", "hello all", MAY),
        said("U1", "<@U1> has joined the channel", MAY + 1, subtype="channel_join"),
        said("U2", "build 7 is green", MAY + 2, subtype="bot_message", bot_id="B1"),
    ]
    folder = write_export(tmp_path / "small", people=["U1"], messages={"general": messages})

    printed = cli("import", folder).stdout

    assert "1  passed over: join or leave" in printed
    assert "1  passed over: bot" in printed


def test_an_export_without_threads_is_said_to_be_guessed_at(cli: Whoknows, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "old", people=["U1"], messages={"general": [said("U1", "hello all", MAY)]})

    words = " ".join(cli("import", folder).stdout.split())

    assert "One channel without threads (Slack had none before 2017)" in words
    assert "#general" in words


def test_of_many_broken_files_twenty_are_named_and_the_rest_counted(cli: Whoknows, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "broken", people=["U1"], messages={"general": [said("U1", "hello all", MAY)]})
    for day in range(1, 26):
        (folder / "general" / f"2020-01-{day:02}.json").write_text('[\n{"ts": "1.0", "text": "tor')

    result = cli("import", folder)

    assert result.exit_code == 0
    assert "1  messages learned" in result.stdout
    assert "general/2020-01-01.json, line 2" in result.stdout
    assert result.stdout.count("general/2020-01-") == 20
    assert "and 5 more" in result.stdout


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.zip", None, "does not exist"),
        ("empty.zip", b"", "is empty"),
        ("paper.zip", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" * 50, "no zip archive"),
        ("page.zip", b"<!doctype html><title>Sign in</title>", "web page"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line_and_no_database_made(
    cli: Whoknows, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    line = one_line(cli("import", tmp_path / name))

    assert says in line
    assert name in line
    assert not (tmp_path / "new.db").exists()


def test_an_archive_of_something_else_is_refused(cli: Whoknows, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("beach.jpg", b"\xff\xd8")

    assert "no Slack export" in one_line(cli("import", tmp_path / "photos.zip"))


def test_the_workspace_is_the_one_given_else_the_one_the_export_names(cli: Whoknows, export: Path) -> None:
    cli("import", export)
    cli("import", export, "--team", "T0OTHER")

    assert "T0ACME" in cli("doctor").stdout
    assert "T0OTHER" in cli("doctor").stdout


def test_an_export_that_names_no_workspace_gets_a_name_to_be_adopted_under(cli: Whoknows, tmp_path: Path) -> None:
    message = {"type": "message", "user": "U1", "text": "hello all", "ts": f"{MAY:.6f}"}
    folder = write_export(tmp_path / "nameless", people=[{"id": "U1", "name": "u"}], messages={"general": [message]})

    assert "whoknows db adopt TLOCAL" in " ".join(cli("import", folder).stdout.split())


def test_a_team_that_cannot_be_one_is_refused(cli: Whoknows, export: Path) -> None:
    assert "no workspace's id" in one_line(cli("import", export, "--team", "acme corp"))
