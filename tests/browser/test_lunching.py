"""Lunch & learn in the browser: signing up, setting up by keyboard alone, and the clock that brings the reminder."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bot.demo.company import Company
from tests.browser.screens import Desk

LUNCH = "#/C0LUNCHANDLEARN"
MARCUS, TOM, INES = "U06MARCUS", "U08TOM", "U09INES"
PLANNED = "PowerPoint without the pain"


def test_a_seat_that_one_takes_is_seen_in_anothers_window(desk: Desk) -> None:
    marcus, tom = desk.opens(MARCUS, LUNCH), desk.opens(TOM, LUNCH)
    expect(tom.message(PLANNED)).not_to_contain_text("Marcus Lindqvist")
    marcus.message(PLANNED).get_by_role("button", name="Count me in").click()

    for window in (marcus, tom):
        expect(window.message(PLANNED)).to_contain_text("Marcus Lindqvist")
    expect(marcus.row("Whoknows")).to_contain_text("1")
    marcus.row("Whoknows").click()
    expect(marcus.messages.last).to_contain_text("You're in")
    expect(marcus.messages.last).to_contain_text(".ics")


def test_a_form_is_filled_and_its_faults_are_read_by_keyboard_alone(desk: Desk, harbour: Company) -> None:
    ines = desk.opens(INES, LUNCH)
    expect(ines.composer).to_be_focused()
    ines.types("/lunch setup")
    ines.presses("Enter")
    form = ines.form
    minutes = form.get_by_role("textbox", name="Length in minutes")
    expect(minutes).to_be_visible()
    for _ in range(40):
        if minutes.evaluate("field => field === document.activeElement"):
            break
        ines.presses("Tab")
    expect(minutes).to_be_focused()
    ines.presses("Control+a")
    ines.types("999")
    ines.presses("Enter")

    expect(minutes).to_have_attribute("aria-invalid", "true")
    expect(minutes).to_be_focused()
    expect(form).to_contain_text(re.compile("240"))
    ines.presses("Control+a")
    ines.types("45")
    ines.presses("Enter")
    expect(form).to_contain_text("is set up: every Tuesday at 12:00 (Lisbon time), 45 minutes")
    expect(form.get_by_role("button", name="Close").last).to_be_focused()
    ines.presses("Enter")
    expect(form).to_have_count(0)
    expect(ines.composer).to_be_focused()
    assert harbour.log.errors == 0


def test_escape_leaves_a_form_as_if_nothing_had_been(desk: Desk) -> None:
    ines = desk.opens(INES, LUNCH)
    ines.says("/lunch setup")
    expect(ines.form).to_be_visible()
    ines.presses("Escape")
    expect(ines.form).to_have_count(0)
    ines.page.reload()
    expect(ines.messages.last).to_be_visible()
    expect(ines.form).to_have_count(0)


def test_the_clock_turned_to_tuesday_noon_brings_the_reminder(desk: Desk, harbour: Company) -> None:
    marcus, tom = desk.opens(MARCUS, LUNCH), desk.opens(TOM, LUNCH)
    seat = marcus.message(PLANNED)
    expect(seat).to_be_visible()
    if not seat.get_by_text("Marcus Lindqvist").count():
        seat.get_by_role("button", name="Count me in").click()
    expect(seat).to_contain_text("Marcus Lindqvist")
    marcus.turns_the_clock("Next Tuesday noon")
    expect(marcus.clock.get_by_role("button")).to_be_disabled()

    expect(marcus.page.get_by_text("Tuesday 20 October, 12:00", exact=True)).to_be_visible(timeout=60_000)
    expect(marcus.clock.get_by_role("button")).to_be_enabled()
    expect(marcus.clock).to_contain_text("Tue 20 Oct")
    expect(tom.clock).to_contain_text("07:00")
    marcus.row("Whoknows").click()
    expect(marcus.messages.filter(has_text=re.compile(r"begins in \d+ minutes")).last).to_be_visible()
    assert harbour.slack.violations == []
    assert harbour.log.errors == 0
