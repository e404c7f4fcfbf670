"""Tables as they are printed, and as they stand in a page: between marks, so that nobody types a figure by hand."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


def mark(name: str, side: str) -> str:
    return f"<!-- measured: {name}, {side} -->"


def written(page: str, name: str, table: str) -> str:
    """The page with this table between its marks; as it was, if it has none."""
    begins, ends = mark(name, "begin"), mark(name, "end")
    between = re.compile(f"(?<={re.escape(begins)}\n).*?(?={re.escape(ends)})", re.DOTALL)
    return between.sub(lambda _old: f"{table}\n", page)


@dataclass
class Table:
    name: str
    lines: list[str] = field(default_factory=list)

    def row(self, *cells: object) -> None:
        self.lines.append("| " + " | ".join(map(str, cells)) + " |")
        print(self.lines[-1], flush=True)


@dataclass(frozen=True)
class Page:
    """Where tables go besides the terminal, if anywhere."""

    path: Path | None = None

    @contextmanager
    def table(self, name: str, *head: object) -> Iterator[Table]:
        print()
        table = Table(name)
        table.row(*head)
        table.row(*("---" for _ in head))
        yield table
        if self.path:
            page = self.path.read_text(encoding="utf-8")
            self.path.write_text(written(page, name, "\n".join(table.lines)), encoding="utf-8")


def data_and_page(about: str | None) -> tuple[Path, Page]:
    """What the measuring scripts are given: a folder of real conversations, and perhaps a page to write into."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the tables into this page, between its marks")
    options = parser.parse_args()
    return options.data, Page(options.write)
