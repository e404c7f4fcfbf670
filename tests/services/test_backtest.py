"""The backtest ranks as the bot would have ranked, spreads the load, and leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.answers import Query
from bot.services import Services, services
from bot.services.backtest import PastQuery, replay
from bot.services.exports import open_export
from bot.services.vocabulary import ordinary_words, starter
from storage.store import Store
from tests.command_line import DAY, MAY, powerpoint_export

TEXTS = ["powerpoint", "How do I shrink a PowerPoint deck?", "pictures", "kubernetes", "", "who knows \0 powerpoint"]
LATER = MAY + 10 * DAY


@pytest.fixture
def ours(sqlite_store: Store, tmp_path: Path) -> Services:
    made = services(sqlite_store, starter(), ordinary_words())
    with open_export(powerpoint_export(tmp_path / "export")) as export:
        made.imports.run(export, "T0ACME", now=datetime.fromtimestamp(LATER, UTC), progress=lambda _day, _size: None)
    return made


def rankings(ours: Services, *queries: PastQuery) -> list[tuple[str, ...]]:
    return [one.ranked for one in replay(ours.store, ours.skills, "T0ACME", queries)]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("channel", ["", "sales"])
def test_a_first_query_is_ranked_as_the_bot_would_answer_it(ours: Services, text: str, channel: str) -> None:
    channel_id = f"C-{channel}" if channel else ""
    query = Query(text.replace("\0", " "), "UANA", channel_id, shown=10)

    answer = ours.ask.look("T0ACME", query, now=datetime.fromtimestamp(LATER, UTC))

    [ranked] = rankings(ours, PastQuery(f"{LATER}", text, channel, "UANA"))
    assert list(ranked) == [one.person.user_id for one in answer.people]


def test_who_was_named_often_lately_makes_room_for_others(ours: Services) -> None:
    """Ana asks again and again: everybody's load grows alike, until the others' is lower than Scott's."""
    alone = [PastQuery(f"{LATER + at}", "powerpoint", asker="UMEI") for at in range(60)]

    *_, last = rankings(ours, *alone, PastQuery(f"{LATER + 60}", "powerpoint", asker="UANA"))

    assert last == ("UMEI", "USCOTT")


def test_load_is_forgotten_with_time(ours: Services) -> None:
    alone = [PastQuery(f"{LATER + at}", "powerpoint", asker="UMEI") for at in range(60)]

    *_, last = rankings(ours, *alone, PastQuery(f"{LATER + 40 * DAY}", "powerpoint", asker="UANA"))

    assert last == ("USCOTT", "UMEI")


def test_a_channel_that_is_new_is_a_channel_without_answers_yet(ours: Services) -> None:
    [ranked] = rankings(ours, PastQuery(f"{LATER}", "How do I shrink a PowerPoint deck?", "brand-new"))

    assert ranked[0] == "USCOTT"


def test_nothing_is_stored(ours: Services) -> None:
    rankings(ours, PastQuery(f"{LATER}", "powerpoint"))

    with ours.store.team("T0ACME").reading() as unit:
        assert unit.asks.named_since(datetime.fromtimestamp(0, UTC)) == []
