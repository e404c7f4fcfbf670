"""The inspector: every call between the bot and Slack, with what broke a rule or failed in red."""

from __future__ import annotations

import logging
import re

from playwright.sync_api import expect

from bot.demo.company import Company
from tests.browser.screens import Desk

KATIE = "U0KATIE"
GENERAL = "#/C0GENERAL"


def test_a_command_and_its_answer_are_seen_as_they_went(small_desk: Desk) -> None:
    katie = small_desk.opens(KATIE, GENERAL)
    katie.inspects()
    katie.says("/whoknows powerpoint")
    rows = katie.inspector.get_by_role("option")
    command = rows.filter(has_text="/whoknows").last
    expect(command).to_contain_text("#general")
    expect(command).to_contain_text(re.compile(r"\d (ms|s)"))
    command.click()

    detail = katie.inspector.get_by_role("region", name="Slack sent")
    expect(detail).to_contain_text('"text": "powerpoint"')
    expect(detail.get_by_role("button", name="Copy: Slack sent")).to_be_visible()
    expect(katie.inspector.get_by_text("Acknowledged in")).to_be_visible()


def test_the_list_is_walked_with_arrows_opened_with_enter_and_left_with_escape(small_desk: Desk) -> None:
    katie = small_desk.opens(KATIE, GENERAL)
    katie.says("/whoknows excel")
    expect(katie.messages.last).to_contain_text("Only visible to you")
    katie.inspects()
    calls = katie.inspector.get_by_role("listbox")
    expect(calls).to_be_focused()
    expect(calls.get_by_role("option").last).to_be_visible()
    katie.presses("ArrowDown")
    katie.presses("ArrowUp")
    expect(calls.get_by_role("option", selected=True)).to_have_count(1)
    katie.presses("Enter")
    expect(katie.inspector.get_by_role("region", name="The chosen call")).to_be_visible()
    katie.presses("Escape")
    expect(katie.inspector.get_by_role("region", name="The chosen call")).to_be_hidden()
    katie.presses("Escape")
    expect(katie.inspector).to_have_count(0)
    expect(katie.page.get_by_role("button", name=re.compile("^Inspector"))).to_be_focused()


def test_filters_and_search_leave_what_is_looked_for(small_desk: Desk) -> None:
    katie = small_desk.opens(KATIE, GENERAL)
    katie.says("/whoknows kubernetes")
    expect(katie.messages.last).to_contain_text("Only visible to you")
    katie.inspects()
    rows = katie.inspector.get_by_role("option")
    katie.inspector.get_by_role("button", name=re.compile("^To Slack")).click()
    expect(rows.filter(has_text="/whoknows")).to_have_count(0)
    katie.inspector.get_by_role("button", name=re.compile("^All")).click()
    katie.inspector.get_by_role("searchbox").fill("kubernetes")
    expect(rows.filter(has_text="/whoknows")).to_have_count(1)
    katie.inspector.get_by_role("searchbox").fill("no such words")
    expect(katie.inspector).to_contain_text("Nothing matches")


def test_a_broken_rule_and_a_failure_of_the_bot_are_red_for_everybody(small_desk: Desk, small: Company) -> None:
    katie = small_desk.opens(KATIE, GENERAL)
    expect(katie.button("Inspector")).to_be_visible()
    rule = "chat.postMessage: msg_too_long: text is longer than 40000 characters"
    small.slack.world.broke(rule)
    failure = ValueError("<b>the digest</b> could not be made")
    logging.getLogger("bot.jobs").error("a job failed", exc_info=failure)

    expect(katie.page.get_by_role("button", name="Inspector, 1 error, 1 broken rule")).to_be_visible()
    katie.button("Look").click()
    katie.inspector.get_by_role("button", name=re.compile("^Problems")).click()
    rows = katie.inspector.get_by_role("option")
    rows.filter(has_text="A rule of Slack's was broken").click()
    expect(katie.inspector.get_by_text(rule).last).to_be_visible()
    katie.inspector.get_by_role("button", name="Back to the list").click()
    rows.filter(has_text="bot.jobs").click()
    noted = katie.inspector.get_by_role("region", name="What the bot noted")
    expect(noted).to_contain_text("a job failed")
    expect(noted).to_contain_text("ValueError: <b>the digest</b> could not be made")


def test_thousands_of_calls_are_a_list_of_a_few_rows(small_desk: Desk, small: Company) -> None:
    for number in range(6_000):
        small.log._add({**_ENTRY, "summary": f"call {number}"})
    katie = small_desk.opens(KATIE, GENERAL)
    katie.inspects()
    rows = katie.inspector.get_by_role("option")
    expect(rows.filter(has_text="call 5999")).to_be_visible()
    katie.inspector.get_by_role("button", name="Show earlier calls").click()
    katie.presses("Home")
    expect(rows.first).to_contain_text(re.compile(r"call 1\d\d\d"))
    assert rows.count() < 60


_ENTRY = {
    "kind": "call",
    "title": "chat.update",
    "ok": True,
    "ms": 3.0,
    "late": False,
    "tries": 1,
    "request": {"channel": "C0GENERAL"},
    "response": {"ok": True},
    "words": "",
}
