"""The rules of the house that no linter knows: sizes, clocks, imports, what lies where, what stays unsaid."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.house import ROOT, Function, Module, files, length, modules, product_modules, read

PLACES = {"pyproject.toml", "bot", "handlers", "storage", "manifest.yml", "tests", "README.md"}
TOOLS = {"Makefile", "LICENSE", "CHANGELOG.md", "requirements.txt", "requirements-dev.txt", "docs", "deploy"}

CLOCKS = {
    "bot/app.py": "the composition root hands its clock down to everybody else",
    "bot/demo/standin.py": "Slack's own clocks: a workspace outside the bot",
}
CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}

TABLES_OF_CONTENTS = {"handlers/__init__.py", "bot/services/__init__.py"}

# A name, extras, a version, for which Pythons, hashes.
PINNED = re.compile(
    r"[a-z0-9.-]+(\[[a-z0-9,-]+\])?==[\w.]+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*",
)

UNSAID = {
    "a package index": r"https?://\S+/simple\b|--(?:extra-)?index-url\b|--find-link[s]",
    "a registry's host": r"//[^\s/]*(?:pypi|pythonhosted|artifactory|nexus|devpi)\.",
    "a path of somebody's machine": r"(?<![\w.~-])/(?:root|work|home/\w+|Users/\w+|opt/\w+)/",
}


def functions(of: Iterable[Module]) -> list[tuple[str, Function]]:
    return [(f"{module.name}:{found.lineno} {found.name}", found) for module in of for found in module.functions]


def nine_of_ten(sizes: Iterable[int]) -> float:
    return statistics.quantiles(sizes, n=10, method="inclusive")[-1]


def test_the_house_is_being_looked_at() -> None:
    """An empty listing would please every rule below."""
    assert {"bot/errors.py", "tests/house.py"} <= {module.name for module in modules()}
    assert {".gitignore", "pyproject.toml"} <= set(files())


def test_no_function_is_longer_than_50_lines() -> None:
    assert [name for name, found in functions(modules()) if length(found) > 50] == []


def test_no_file_is_longer_than_300_lines() -> None:
    assert [f"{module.name}: {module.lines}" for module in modules() if module.lines > 300] == []


def test_nine_of_ten_functions_have_fewer_than_25_lines() -> None:
    assert nine_of_ten(length(found) for _, found in functions(product_modules())) < 25


def test_nine_of_ten_files_have_fewer_than_200_lines() -> None:
    assert nine_of_ten(module.lines for module in product_modules()) < 200


def test_every_module_says_what_it_decides() -> None:
    assert [module.name for module in modules() if module.text and not ast.get_docstring(module.tree)] == []


def test_packages_are_empty_except_the_tables_of_contents() -> None:
    packages = [module for module in modules() if module.name.endswith("__init__.py")]

    assert [package.name for package in packages if package.text and package.name not in TABLES_OF_CONTENTS] == []


def test_only_the_roots_read_the_clock() -> None:
    outside = [module for module in product_modules() if module.name not in CLOCKS]

    assert [f"{module.name}:{line}" for module in outside for line in clock_readings(module.tree)] == []


def clock_readings(tree: ast.AST) -> list[int]:
    """Lines that name a clock, called or handed on."""
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return [node.lineno for node in attributes if (last_name(node.value), node.attr) in CLOCK_CALLS] + [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time" and any(n.name == "time" for n in node.names)
    ]


def last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "field(default_factory=time.time)",
        "from time import time",
    ],
)
def test_a_clock_is_recognised_however_it_is_read(source: str) -> None:
    assert clock_readings(ast.parse(source)) == [1]


def test_imports_stand_at_the_top() -> None:
    assert [
        f"{name} line {node.lineno}"
        for name, found in functions(modules())
        for node in ast.walk(found)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ] == []


def test_tests_replace_nothing_in_the_middle() -> None:
    tests = [module for module in modules() if not module.is_product]

    assert [f"{module.name}:{line}" for module in tests for line in replacements(module.tree)] == []


def replacements(tree: ast.AST) -> list[int]:
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any("mock" in name.name.split(".") for name in node.names):
            lines.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module in ("mock", "unittest.mock", "unittest"):
            lines.append(node.lineno)
        if isinstance(node, ast.Attribute) and (last_name(node.value), node.attr) == (
            "monkeypatch",
            "setattr",
        ):
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(
    "source",
    ["import unittest.mock", "from unittest import mock", "monkeypatch.setattr(store, 'close', quiet)"],
)
def test_a_replacement_is_recognised(source: str) -> None:
    assert replacements(ast.parse(source)) == [1]


def test_imports_go_down_only() -> None:
    """The contracts of pyproject.toml hold. Read in a process of its own: the linter switches other loggers off."""
    run = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_the_top_level_holds_what_it_may_hold() -> None:
    top = {name.split("/")[0] for name in files()}

    assert {name for name in top if not name.startswith(".")} - PLACES - TOOLS == set()
    assert PLACES - top == set()


@pytest.mark.parametrize("what", UNSAID)
def test_the_repository_never_names(what: str) -> None:
    pattern = re.compile(UNSAID[what])

    assert [f"{name}: {found}" for name in files() for found in pattern.findall(text_of(name))] == []


def text_of(name: str) -> str:
    try:
        return read(name)
    except UnicodeDecodeError:
        return ""  # a picture


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    entries = read(lock).replace("\\\n", " ").splitlines()

    assert entries != []
    assert [entry for entry in entries if not PINNED.fullmatch(entry)] == []
