"""The page's own files: small, self-contained, and nothing in them that could turn words into markup."""

from __future__ import annotations

import re

import pytest

from bot.demo.page.routes import STATIC

FONTS = "fonts/"
FILES = sorted(
    name
    for path in STATIC.rglob("*")
    if path.is_file() and not (name := path.relative_to(STATIC).as_posix()).startswith(FONTS)
)
SCRIPTS = [name for name in FILES if name.endswith(".js")]
STYLES = [name for name in FILES if name.endswith(".css")]
# The namespace of drawings is a name, no address that anybody asks.
NAMES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
ADDRESS = re.compile(r"""https?://[^\s"'`)<>,;]+""")
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
MARKUP = re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|DOMParser)\b")


def read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def test_the_page_is_there() -> None:
    assert {"index.html", "js/main.js", "css/tokens.css"} <= set(FILES)
    assert {name.rpartition(".")[2] for name in FILES} <= {"html", "js", "css", "svg"}


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_longer_than_300_lines_or_wider_than_120(name: str) -> None:
    lines = read(name).splitlines()

    assert len(lines) <= 300
    assert [number for number, line in enumerate(lines, 1) if len(line) > 120] == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_asked_of_another_address(name: str) -> None:
    found = {address for address in ADDRESS.findall(read(name)) if address not in NAMES}

    assert {address for address in found if ".example" not in address} == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_words_never_become_markup(name: str) -> None:
    assert MARKUP.findall(read(name)) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_module_says_what_it_decides_and_imports_what_is_there(name: str) -> None:
    text = read(name)

    assert text.startswith(("//", "/*"))
    assert [path for path in IMPORT.findall(text) if not (STATIC / name).parent.joinpath(path).is_file()] == []


def test_every_module_and_every_style_is_used() -> None:
    index, scripts = read("index.html"), "".join(map(read, SCRIPTS))

    assert [name for name in STYLES if f"/static/{name}" not in index and name.partition("/")[2] not in scripts] == []
    used = {path.rpartition("/")[2] for path in IMPORT.findall(scripts)}
    assert [name for name in SCRIPTS if name.rpartition("/")[2] not in used and f"/static/{name}" not in index] == []


def test_fonts_come_with_their_licence() -> None:
    assert {path.suffix for path in (STATIC / FONTS).iterdir()} == {".txt", ".woff2"}


def test_no_script_or_style_stands_in_the_page_itself() -> None:
    """What the content security policy would refuse."""
    index = read("index.html")

    assert re.findall(r"<script(?![^>]*\bsrc=)", index) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", index) == []
