"""Somebody who needs help asks the bot, reads why it names whom, and thanks: all by hand, in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bot.demo.company import Company
from tests.browser.screens import Desk

QUESTION = "#/C0SALES/1792057200.000000"


def test_the_command_is_completed_while_typing_and_answered_to_the_asker_alone(desk: Desk, harbour: Company) -> None:
    lena, ana = (desk.opens(user, "#/C0SALES") for user in ("U11LENA", "U05ANA"))
    expect(ana.messages.last).to_be_visible()
    heard = ana.messages.filter(has_text="Only visible to you").count()
    lena.composer.click()
    lena.types("/who")
    expect(lena.page.get_by_role("option", name="/whoknows")).to_be_visible()
    lena.presses("Tab")
    expect(lena.composer).to_have_value("/whoknows ")
    lena.types("powerpoint")
    lena.presses("Enter")

    answer = lena.message("can help with PowerPoint")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer).to_contain_text("@Scott Reid")
    expect(lena.composer).to_have_value("")
    ana.says("Good morning, Lena")
    expect(lena.message("Good morning, Lena")).to_be_visible()
    expect(ana.messages.filter(has_text="Only visible to you")).to_have_count(heard)
    assert harbour.slack.violations == []


def test_a_reason_leads_to_the_message_it_comes_from(desk: Desk) -> None:
    lena = desk.opens("U11LENA", "#/C0SALES")
    lena.says("/whoknows powerpoint")
    lena.message("can help with PowerPoint").get_by_role("link", name=re.compile("answered")).first.click()

    found = lena.thread.locator('[data-part="message"][data-user="U02SCOTT"]')
    expect(found.filter(has_text=re.compile("powerpoint", re.IGNORECASE)).first).to_be_visible()


def test_a_taco_from_the_picker_is_thanks_and_the_next_asker_sees_a_reason_more(desk: Desk) -> None:
    ana, lena = desk.opens("U05ANA", QUESTION), desk.opens("U11LENA", "#/C0SALES")
    answer = ana.thread.locator('[data-user="U02SCOTT"]')
    answer.hover()
    answer.get_by_role("button", name="Add a reaction").click()
    picker = ana.page.get_by_role("dialog", name="React with")
    picker.get_by_role("searchbox").fill("taco")
    picker.get_by_role("button", name="taco").click()

    expect(answer.get_by_role("button", name="You reacted with :taco:")).to_have_attribute("aria-pressed", "true")
    expect(ana.thread.get_by_text("Noted: thanks to")).to_be_visible()
    lena.says("/whoknows powerpoint")
    expect(lena.messages.last).to_contain_text(re.compile("thanked", re.IGNORECASE))
