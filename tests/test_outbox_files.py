"""A file goes out with its words, once; and where files are not allowed the words go alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.demo.faults import Trouble
from bot.views.blocks import File, View
from storage.store import Store
from tests.desk import Table, a_table


@pytest.fixture
def desk(sqlite_store: Store) -> Iterator[Table]:
    with a_table(sqlite_store) as table:
        yield table


def test_a_file_comes_with_its_words_and_once_though_its_answer_is_lost(desk: Table) -> None:
    desk.feature.words = calendar()
    desk.slack.troubles("files.completeUploadExternal", Trouble.LOST_ANSWER)
    desk.leaves("t.tell", "k")

    for _ in range(4):
        desk.later(20)

    [message] = desk.katie.dms()
    [file] = [desk.slack.world.files[name] for name in message.files]
    assert (message.text, file.name, file.title) == ("See you there", "lunch.ics", "Lunch")
    assert file.content == b"BEGIN:VCALENDAR"
    assert desk.states() == {"sent": 1}


def calendar() -> View:
    return View("See you there", [], file=File("lunch.ics", "Lunch", b"BEGIN:VCALENDAR"))


def test_another_file_of_the_same_name_is_not_mistaken_for_it(desk: Table) -> None:
    desk.feature.words = calendar()
    desk.leaves("t.tell", "first")
    desk.later(0)
    desk.slack.troubles("files.completeUploadExternal", Trouble.LOST_CALL)
    desk.leaves("t.tell", "second")

    for _ in range(4):
        desk.later(20)

    assert len(desk.katie.dms()) == 2


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_where_files_are_not_allowed_the_words_come_alone(
    desk: Table, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.feature.words = calendar()
    desk.slack.troubles(method, Trouble.REFUSED, error="missing_scope")
    desk.leaves("t.tell", "k")

    with caplog.at_level(logging.WARNING):
        desk.later(0)

    [message] = desk.katie.dms()
    assert (message.text, message.files) == ("See you there", ())
    assert "no file" in caplog.text
    assert desk.feature.stands == {"k": message.ts}
