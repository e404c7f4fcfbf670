"""`whoknows demo` as a process: it says where it is, ends at once, and is there again when it was kept."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.command_line import Whoknows
from tests.exports import person, said, write_export

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
ENDS_WITHIN = 20  # a bound for the test, not a measurement


@contextmanager
def demo(home: Path, *options: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address, once it says that it is ready."""
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "APPDATA": str(home), **more}
    words = [sys.executable, "-m", "bot", "demo", "--no-open", *options]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - ours
    try:
        yield process, address(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def address(process: subprocess.Popen[str]) -> str:
    printed = []
    assert process.stdout is not None
    for line in process.stdout:
        printed.append(line)
        if found := ADDRESS.search(line):
            return found.group()
    raise AssertionError("".join(printed))


def ended(process: subprocess.Popen[str], by: signal.Signals) -> str:
    """What it printed last."""
    process.send_signal(by)
    printed, _ = process.communicate(timeout=ENDS_WITHIN)
    assert process.returncode == 0, printed
    return printed


def start(url: str) -> dict[str, object]:
    with urlopen(f"{url}/page/start") as answer:  # noqa: S310 - ours
        found: dict[str, object] = json.load(answer)
    return found


def test_it_tells_where_it_is_ends_when_asked_and_goes_on_from_there(tmp_path: Path) -> None:
    with demo(tmp_path, "--port", "0") as (process, url):
        with urlopen(url) as page:  # noqa: S310 - ours
            assert b"<html" in page.read()
        first = start(url)
        printed = ended(process, signal.SIGINT)
    assert " demo --keep" in printed
    assert "Traceback" not in printed

    with demo(tmp_path, "--port", "0", "--keep") as (process, url):
        again = start(url)
        assert "Traceback" not in ended(process, signal.SIGTERM)
    assert again["me"] == first["me"]
    assert float(str(again["now"])) >= float(str(first["now"]))


def test_an_export_is_opened_in_the_page(tmp_path: Path) -> None:
    export = write_export(
        tmp_path / "acme", people=[person("U0ANA", "Ana")], messages={"general": [said("U0ANA", "hello", 1.7e9)]}
    )
    nowhere = "http://127.0.0.1:9"  # a proxy, as many companies have one: it is not asked
    with demo(tmp_path, "--port", "0", "--export", str(export), HTTP_PROXY=nowhere, LOG_LEVEL="odd") as (process, url):
        assert start(url)["me"] == "U0ANA"
        printed = ended(process, signal.SIGINT)

    assert "--keep" not in printed


def test_a_port_that_is_taken_is_said_with_what_to_do(cli: Whoknows) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = cli("demo", "--no-open", "--port", str(port))

    assert result.exit_code == 2
    assert f"Port {port} is in use" in result.stderr
    assert f"--port {port + 1}" in result.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--keep"], "No earlier demo is kept here"),
        (["--export", "nowhere.zip"], "nowhere.zip"),
        (["--export", "nowhere.zip", "--keep"], "leave --keep out"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(
    cli: Whoknows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], words: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("HOME", str(tmp_path / "empty"))
    result = cli("demo", "--no-open", *options)

    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
