"""How well names, typos and running text are understood: `measure_skills.py DATA_DIR`, where DATA_DIR holds
skills/aliases.tsv, skills/typos.tsv and forum.zip. Prints shares only, never a word of the data.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.domain.matching import SkillIndex
from bot.domain.skills import Skill, key, merge
from bot.services.vocabulary import ordinary_words, starter

HERE = Path(__file__).parent
FORBIDDEN = ("make", "go", "word", "rest", "node", "c", "r")
CODE = re.compile(r"```.*?```|`[^`]*`|<[^>]*>", re.DOTALL)
WORD = re.compile(r"(?<![\w'.-])[a-z]+(?![\w'-]|\.\w)")


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def first(index: SkillIndex, text: str) -> str | None:
    matches = index.understand(text).matches
    return matches[0].skill if matches else None


def measure_aliases(index: SkillIndex, pairs: list[list[str]]) -> None:
    known = {canonical: skill for _, canonical in pairs if (skill := first(index, canonical))}
    exact = {canonical for canonical in known if index.understand(canonical).matches[0].how in ("exact", "alias")}
    asked = [(alias, canonical) for alias, canonical in pairs if canonical in exact]
    right = sum(first(index, alias) == known[canonical] for alias, canonical in asked)
    show("distinct canonicals in the vocabulary", len(exact), len({canonical for _, canonical in pairs}))
    show("aliases whose canonical is in it, to the same skill", right, len(asked))


def measure_typos(index: SkillIndex, typos: list[list[str]]) -> None:
    right = sum(
        (found := first(index, typo)) is not None and found in (first(index, intended), first(index, canonical))
        for typo, intended, canonical, _ in typos
    )
    show("typos, names loaded", right, len(typos))


def measure_ordinary(index: SkillIndex, words: Iterable[str], label: str) -> None:
    words = list(words)
    show(
        f"ordinary words that match nothing, {label}",
        sum(first(index, word) is None for word in words),
        len(words),
    )


def common_words(archive: Path, count: int) -> list[str]:
    """The commonest lower-case words of an archive's messages, code left out."""
    tally: Counter[str] = Counter()
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if not re.fullmatch(r"\w+/train/[^/]+/[\d-]+\.json", name):
                continue
            for message in json.loads(opened.read(name)):
                tally.update(WORD.findall(CODE.sub(" ", message.get("text") or "")))
    return [word for word, _ in tally.most_common(count)]


def measure_prose(index: SkillIndex, words: list[str], reviewed: dict[str, str]) -> list[str]:
    """Prints the share of words that wrongly turn into skills; returns those that nobody has reviewed."""
    matched = [word for word in words if index.in_prose(f"we had a look at {word} yesterday")]
    wrong = [word for word in matched if reviewed.get(word) != "skill"]
    skills = len(matched) - len(wrong)
    show("common words wrongly taken for skills in a sentence", len(wrong), len(words) - skills)
    show("  of these not yet reviewed", sum(word not in reviewed for word in wrong), len(words))
    show("  true skills among the common words", skills, len(words))
    never = sum(bool(index.in_prose(f"we had a look at {word} yesterday")) for word in FORBIDDEN)
    show("  make, go, word, rest, node, c, r in small letters", never, len(FORBIDDEN))
    return [word for word in wrong if word not in reviewed]


def show(label: str, count: int, total: int) -> None:
    print(f"| {label:<62} | {count:>5} of {total:<5} | {count / max(total, 1):7.2%} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--unreviewed", type=Path, help="write matched words without a review to this file")
    options = parser.parse_args()
    vocabulary, ordinary = starter(), ordinary_words()
    typos = rows(options.data / "skills" / "typos.tsv")
    loaded = merge([Skill(name) for row in typos for name in row[1:3] if key(name)], vocabulary)
    index, full = SkillIndex(vocabulary, ordinary=ordinary), SkillIndex(loaded, ordinary=ordinary)
    bare = SkillIndex(loaded)
    names = {key(text) for skill in loaded for text in (skill.name, *skill.aliases, *skill.risky)}
    words = [row[0] for row in rows(HERE / "ordinary_words.tsv") if row[0] not in names][:500]
    held_out = [word for word in words if word not in ordinary]
    measure_aliases(index, rows(options.data / "skills" / "aliases.tsv"))
    measure_typos(full, typos)
    measure_typos(bare, typos)
    measure_ordinary(full, words, "with the built-in list")
    measure_ordinary(bare, words, "without any list")
    measure_ordinary(full, held_out, "those the list lacks")
    reviewed = {row[0]: row[1] for row in rows(HERE / "reviewed_words.tsv")}
    unreviewed = measure_prose(index, common_words(options.data / "forum.zip", 2_000), reviewed)
    if options.unreviewed:
        options.unreviewed.write_text("\n".join(unreviewed), encoding="utf-8")


if __name__ == "__main__":
    main()
