"""What Slack is told of a question has a name that says nothing of its id: in buttons, forms, answers and metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.views.handles import FORMS, OF_QUESTIONS
from tests.builders import rows
from tests.databases import SqliteDatabases
from tests.handoffs import Handoff, handoff

NAME = re.compile(r"q\.[\w-]{32}(:.*)?")
MARK = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def told(sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Handoff]:
    for url in sqlite_databases.fresh(tmp_path):
        with handoff(url, folder=tmp_path) as made:
            yield made


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in what was sent, however deep, also in what was sent as text."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from nodes(child)


def sent(told: Handoff) -> Iterator[dict[str, Any]]:
    """All that left for Slack: calls, and what acknowledgements and answers carried."""
    slack = told.acme.slack
    for call in slack.calls:
        yield from nodes(dict(call.arguments))
    for delivery in slack.deliveries:
        for attempt in delivery.attempts:
            yield from nodes(attempt.reply.body if attempt.reply else None)


def all_of_it(told: Handoff, *, unnamed: bool) -> None:
    shown = told.acme.looks("powerpoint", who=told.katie)
    assert told.katie.presses(shown, "Ask in a channel").acked
    told.asks(unnamed=unnamed)
    told.presses(told.scott, "Not me, but...")
    told.scott.submits(values={"person": told.jill})
    told.settles()
    told.presses(told.jill, "Happy to help")
    told.later(days=1, hours=2)
    told.presses(told.katie, "No, not really")
    told.katie.opens_home()
    told.settles()


@pytest.mark.parametrize("unnamed", [False, True])
def test_nothing_that_leaves_tells_the_id_of_a_question(told: Handoff, *, unnamed: bool) -> None:
    all_of_it(told, unnamed=unnamed)

    found = list(sent(told))
    values = [str(one["value"]) for one in found if one.get("action_id") in OF_QUESTIONS and "value" in one]
    carried = [str(one["private_metadata"]) for one in found if one.get("callback_id") in FORMS]
    marks = [str(one["key"]) for one in found if set(one) == {"key"}]
    assert len({value.partition(":")[0] for value in values}) >= 2
    assert len(carried) >= 3
    assert len(marks) >= 4
    assert [one for one in (*values, *carried) if not NAME.fullmatch(one)] == []
    assert [mark for mark in marks if not MARK.fullmatch(mark)] == []


def test_what_was_posted_before_still_works(told: Handoff) -> None:
    told.asks()
    asked = told.said(told.scott)[-1]
    [row] = rows(told.acme.bot.services.store, "handoff")
    with_id = replace(
        asked, blocks=json.loads(re.sub(r'"q\.[\w-]+"', f'"{row.question_id}"', json.dumps(asked.blocks)))
    )
    assert with_id != asked

    told.presses_late(told.scott, "Happy to help", with_id)

    assert len(told.together()) == 1


def test_a_name_from_elsewhere_leads_nowhere(told: Handoff) -> None:
    told.asks()
    asked = told.said(told.scott)[-1]
    handles = told.acme.bot.services.handles
    other = handles.of_question("T0OTHER", 1)
    forged = replace(asked, blocks=json.loads(re.sub(r'"q\.[\w-]+"', f'"{other}"', json.dumps(asked.blocks))))

    told.presses_late(told.scott, "Happy to help", forged)

    assert told.together() == []
