"""How often messages are questions and look for a person: aggregates, `measure_questions.py DATA_DIR`.

DATA_DIR holds zips, each with Slack exports in train/ and test/ and the known questions in *.jsonl.
"""

from __future__ import annotations

import json
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.questions import is_question, sought
from bot.domain.terms import terms
from bot.domain.text import plain

NO_ROOT = {"channel_join", "channel_leave", "bot_message", "channel_topic", "channel_purpose"}


@dataclass(frozen=True, slots=True)
class Root:
    key: tuple[str, str]
    text: str


def _files(archive: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(opened.namelist()):
            if name.endswith(ending):
                yield name, opened.read(name)


def _roots(archive: Path) -> Iterator[Root]:
    for name, data in _files(archive, ".json"):
        *_, channel, day = ["", "", *name.split("/")]
        messages = json.loads(data) if day[:2] in {"19", "20"} else []
        for message in messages:
            is_root = message.get("thread_ts", message["ts"]) == message["ts"]
            if is_root and message.get("text") and message.get("subtype") not in NO_ROOT:
                yield Root((channel, message["ts"]), message["text"])


def _known(archive: Path) -> dict[tuple[str, str], str]:
    lines = [line for _, data in _files(archive, "queries.jsonl") for line in data.splitlines()]
    lines += [line for _, data in _files(archive, "train_questions.jsonl") for line in data.splitlines()]
    rows = [json.loads(line) for line in lines]
    return {(row["channel"], row["ts"]): row["text"] for row in rows}


def _share(texts: list[str], asks: Callable[[str], object]) -> str:
    return f"{sum(bool(asks(text)) for text in texts) / len(texts):.3f} of {len(texts)}" if texts else "none"


def _microseconds(texts: list[str], reads: Callable[[str], object]) -> float:
    begun = time.process_time()
    for text in texts:
        reads(text)
    return (time.process_time() - begun) / len(texts) * 1e6


def measure(archive: Path) -> None:
    known, roots = _known(archive), list(_roots(archive))
    texts = [root.text for root in roots]
    others = [root.text for root in roots if root.key not in known]
    words = sum(len(text.split()) for text in texts) / max(1, len(texts))
    print(f"{archive.stem}: {len(roots)} root messages of {words:.0f} words")
    print(f"  looks for a person        {_share(texts, sought)}")
    print(f"  is a question             {_share(texts, is_question)}")
    print(f"  known questions found     {_share(list(known.values()), is_question)}")
    print(f"  fires on all other roots  {_share(others, is_question)}")
    sample = random.Random(1).sample(texts, min(5000, len(texts)))  # noqa: S311 a sample needs no secrecy
    for reads in (terms, plain, is_question, sought):
        print(f"  {reads.__name__:<12} {_microseconds(sample, reads):6.1f} microseconds a message")


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.zip")):
        measure(path)
