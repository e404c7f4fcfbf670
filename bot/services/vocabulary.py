"""The skills we come with, and the files in which a company keeps its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from bot.documents import parse_yaml
from bot.domain.skills import Skill, checked_name, key, merge, parse_vocabulary
from bot.errors import VocabularyError

_BIGGEST_FILE = 20_000_000
_HEADERS = ("name", "names", "skill", "skills")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A company's own skills, which extend ours or, with `replace`, stand in their place."""

    skills: tuple[Skill, ...]
    replace: bool = False


def starter() -> list[Skill]:
    return list(_starter())


@cache
def _starter() -> tuple[Skill, ...]:
    skills: list[Skill] = []
    for file in sorted(_folder().iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            skills += _parsed(_loaded(file.read_text(encoding="utf-8"), file.name), file.name)
    return tuple(merge([], skills))


@cache
def ordinary_words() -> frozenset[str]:
    """English words that are no skill when somebody merely writes them."""
    lines = (_folder() / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(key(line) for line in lines if line and not line.startswith("#"))


def _folder() -> Traversable:
    return resources.files("bot") / "vocabulary"


def read_yaml(path: Path) -> Vocabulary:
    """A list of entries extends our vocabulary; `replace: true` beside `skills:` puts them in its place."""
    document = _loaded(_text(path), str(path))
    if not isinstance(document, Mapping):
        return Vocabulary(tuple(merge([], _parsed(document, str(path)))))
    unknown = [field for field in document if field not in ("replace", "skills")]
    if unknown:
        raise VocabularyError(f"{path}: `{unknown[0]!s:.40}` is not expected here; there are `replace` and `skills`.")
    replaces = document.get("replace", False)
    if not isinstance(replaces, bool):
        raise VocabularyError(f"{path}: `replace` is true or false, found {replaces!r:.40}.")
    return Vocabulary(tuple(merge([], _parsed(document.get("skills"), str(path)))), replaces)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _BIGGEST_FILE:
            raise VocabularyError(f"{path}: larger than {_BIGGEST_FILE // 1_000_000} MB, which no list of skills is.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise VocabularyError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path}: not UTF-8; save it as “CSV UTF-8” or as UTF-8 text.") from error


def _loaded(text: str, name: str) -> object:
    try:
        document: object = parse_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise VocabularyError(
            f"{name}{where}: no valid YAML ({getattr(error, 'problem', None) or error!s:.80})."
        ) from error
    return document


def _parsed(document: object, name: str) -> list[Skill]:
    try:
        return parse_vocabulary(document)
    except VocabularyError as error:
        raise VocabularyError(f"{name}: {error}") from error


def read_csv(path: Path) -> list[Skill]:
    """Columns `name,aliases`, aliases separated by `;`; the header may be missing."""
    text = _text(path).replace("\0", "")
    skills = [_skill(cells, f"{path}, line {line}") for line, cells in _rows(text, path)]
    if not skills:
        raise VocabularyError(f"{path}: no skill in it; expected the columns name,aliases.")
    return merge([], skills)


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with the line on which it ends."""
    csv.field_size_limit(_BIGGEST_FILE)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader):
            stripped = [cell.strip() for cell in cells]
            header = number == 0 and stripped[:1] != [] and stripped[0].casefold() in _HEADERS
            if any(stripped) and not header:
                yield reader.line_num, stripped
    except csv.Error as error:
        raise VocabularyError(f"{path}, line {reader.line_num}: no valid CSV ({error}).") from error


def _delimiter(text: str) -> str:
    """A comma, unless the first line shows what a spreadsheet wrote in its place."""
    first = text.lstrip().partition("\n")[0].casefold()
    if first.startswith(tuple(f"{header};" for header in _HEADERS)):
        return ";"
    return "\t" if "\t" in first and "," not in first else ","


def _skill(cells: list[str], where: str) -> Skill:
    name, *rest = cells
    if not name:
        raise VocabularyError(f"{where}: aliases without a name.")
    aliases = (alias.strip() for cell in rest for alias in cell.split(";"))
    return Skill(checked_name(name, where), tuple(checked_name(alias, where) for alias in aliases if alias))
