"""The repository as a thing to look at: its files as Git would keep them, its modules as syntax trees."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pathspec import GitIgnoreSpec

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("bot", "handlers", "storage")
MIGRATIONS = "storage/migrations/"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    name: str
    text: str

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def is_product(self) -> bool:
        return self.name.split("/")[0] in PRODUCT

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.name)

    @property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@cache
def files() -> list[str]:
    """Every file that a commit would hold, without asking Git: a downloaded archive has none."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())
    return sorted(walk(ignored))


def walk(ignored: GitIgnoreSpec) -> Iterator[str]:
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        folders[:] = [
            name for name in folders if name != ".git" and not ignored.match_file(f"{(here / name).as_posix()}/")
        ]
        for name in names:
            path = (here / name).as_posix()
            if path != ".git" and not ignored.match_file(path):
                yield path


@cache
def modules() -> list[Module]:
    """Our Python files, without the migrations, whose shape Alembic decides."""
    ours = [name for name in files() if name.endswith(".py") and name.split("/")[0] in (*PRODUCT, "tests")]
    return [Module(name, read(name)) for name in ours if not name.startswith(MIGRATIONS)]


def product_modules() -> list[Module]:
    return [module for module in modules() if module.is_product]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
