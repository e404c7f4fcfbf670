"""Who knows, in words for the terminal: plain text and a little weight, no markup and no control characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from bot.domain.answers import Answer, Suggestion
from bot.views.ask import SHOWN_REASONS, says_otherwise
from bot.views.reasons import permalink, reason_text
from storage.values import PersonRow

TOPIC = 80


def answer_lines(answer: Answer) -> Iterator[Text]:
    """The people first, each with the reason why."""
    for match in answer.matches:
        if says_otherwise(match):
            yield Text(f"I took \u201c{visible(match.typed)}\u201d for {visible(match.skill)}.", style="dim")
    if not answer.people:
        yield from nobody(answer)
        return
    for place, one in enumerate(answer.people, 1):
        yield from person_lines(place, one, answer)
    if answer.related:
        yield Text(f"Also shown by them: {listed(answer.related)}.")


def person_lines(place: int, one: Suggestion, answer: Answer) -> Iterator[Text]:
    title = visible(one.person.title)
    yield Text.assemble(f"{place}. ", (name_of(one.person), "bold"), (f", {title}" if title else "", "dim"))
    for reason in one.reasons[:SHOWN_REASONS]:
        yield Text(f"   {visible(reason_text(reason, channels=answer.channels))}")
        address = permalink(answer.url, reason)
        if address:
            yield Text(f"   {address}", style="dim", no_wrap=True, overflow="ignore")


def nobody(answer: Answer) -> Iterator[Text]:
    yield Text(f"Nobody has shown yet that they know {visible(answer.label, limit=TOPIC) or 'that'}.")
    near = [name for name in answer.near if name not in answer.label]
    if near:
        yield Text(f"Did you mean {listed(near, last=' or ')}?")


def as_json(answer: Answer) -> dict[str, Any]:
    """One answer as `whoknows ask --json` gives it."""
    return {
        "text": answer.text,
        "understood": [
            {"typed": match.typed, "skill": match.skill, "how": str(match.how), "score": round(match.score, 4)}
            for match in answer.matches
        ],
        "people": [person_json(one, answer.channels, answer.url) for one in answer.people],
        "related": list(answer.related),
    }


def person_json(one: Suggestion, channels: Mapping[str, str], url: str) -> dict[str, Any]:
    reasons = [
        {"kind": str(reason.kind), "text": reason_text(reason, channels=channels), "link": permalink(url, reason)}
        for reason in one.reasons
    ]
    return {"user": one.person.user_id, "name": name_of(one.person), "reasons": reasons}


def name_of(person: PersonRow) -> str:
    return visible(person.name) or person.user_id


def several(count: int, one: str, more: str) -> str:
    """Such as "1 person", "1,204 people"."""
    return f"{count:,} {one if count == 1 else more}"


def visible(text: str, *, limit: int = 120) -> str:
    """Somebody's words on one line, with nothing in them that a terminal would obey."""
    words = " ".join("".join(char if char.isprintable() else " " for char in text[: 4 * limit]).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "\u2026"


def listed(names: Iterable[str], *, most: int = 10, last: str = ", ") -> str:
    """Names one after the other, of many the first."""
    every: Sequence[str] = [visible(name) for name in names]
    if len(every) > most:
        return f"{', '.join(every[:most])} and {len(every) - most:,} more"
    return last.join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)
