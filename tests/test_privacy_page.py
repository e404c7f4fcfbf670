"""The page for a works council lists every table of the schema and no other, in the words the bot itself uses."""

from __future__ import annotations

import re

from bot.domain.held import HELD
from storage.models import Base
from storage.own_data import columns_by_table
from tests.house import read

ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


def page() -> dict[str, tuple[str, str, str]]:
    return {table: (what, seen, stays) for table, what, seen, stays in ROW.findall(read("docs/privacy.md"))}


def test_the_page_lists_every_table_and_no_other() -> None:
    assert page().keys() == Base.metadata.tables.keys()


def test_the_page_says_what_the_bot_says() -> None:
    assert page() == {table: (rule.keeps, rule.seen_by, rule.stays) for table, rule in HELD.items()}


def test_personal_is_what_holds_a_persons_id() -> None:
    assert {table for table, rule in HELD.items() if rule.personal} == {table.name for table in columns_by_table()}
