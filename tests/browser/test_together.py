"""Two windows are two people: what one does the other sees at once, and nothing that they write becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from bot.demo.company import Company
from tests.browser.screens import Desk

KATIE, SCOTT = "U0KATIE", "U0SCOTT"
GENERAL = "#/C0GENERAL"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>document.title = 'gone'</script>",
    "[click](javascript:alert(1)) <javascript:alert(1)|here>",
    "</div></body><style>*{display:none}</style>",
    "&lt;b&gt; &amp;amp; \u202eevil\u202c \u0000 '\"`${1}",
    "https://example.com/\"onmouseover='alert(1)'",
)


def test_what_one_writes_the_other_reads_at_once(small_desk: Desk) -> None:
    katie, scott = small_desk.opens(KATIE, GENERAL), small_desk.opens(SCOTT, GENERAL)
    katie.says("The coffee machine is back")
    expect(scott.message("coffee machine")).to_be_visible()

    scott.message("coffee machine").hover()
    scott.button("Reply in thread").click()
    scott.reply.fill("A good day then")
    scott.reply.press("Enter")
    katie.message("coffee machine").get_by_role("button", name=re.compile("1 reply")).click()
    expect(katie.thread).to_contain_text("A good day then")


def test_what_comes_elsewhere_is_marked_in_the_sidebar_until_it_is_read(small_desk: Desk) -> None:
    katie, scott = small_desk.opens(KATIE, "#/C0OPEN"), small_desk.opens(SCOTT, GENERAL)
    expect(scott.messages.or_(scott.composer).first).to_be_visible()
    scott.says("@Katie, lunch?")
    expect(katie.row("general")).to_contain_text("1")

    katie.row("general").click()
    expect(katie.message("lunch?")).to_be_visible()
    expect(katie.row("general")).not_to_contain_text("1")


def test_one_becomes_somebody_else_with_the_switcher(small_desk: Desk) -> None:
    katie = small_desk.opens(KATIE, "#/C0BOARD")
    expect(katie.row("board")).to_be_visible()
    katie.button("You are Katie. Be somebody else").click()
    katie.page.get_by_role("option", name=re.compile("Scott")).click()

    expect(katie.button("You are Scott. Be somebody else")).to_be_visible()
    expect(katie.row("general")).to_be_visible()
    expect(katie.row("board")).to_have_count(0)


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_somebody_writes_stays_text(small_desk: Desk, words: str) -> None:
    katie = small_desk.opens(KATIE, GENERAL)
    count = katie.page.locator("img, script, style, a[href^='javascript']").count()
    katie.says(f"look: {words}")

    expect(katie.messages.last).to_contain_text("look:")
    expect(katie.messages.last).not_to_have_class(re.compile("sending"))
    assert katie.page.locator("img, script, style, a[href^='javascript']").count() == count
    assert katie.page.locator("[onerror], [onmouseover], [onclick]").count() == 0
    assert "gone" not in katie.page.title()


def test_a_name_that_is_markup_is_shown_as_it_is(small_desk: Desk, small: Company) -> None:
    name, world = "<img src=x onerror=alert(1)> & Söhne", small.slack.world
    eve = small.slack.add_person("eve", id="U0EVE")
    world.save_account(replace(world.accounts[eve.id], real_name=name, title="<b>boss</b>"))
    eve.joins("#general")
    eve.says("#general", "hello from <!channel> & <script>x</script>")

    katie = small_desk.opens(KATIE, GENERAL)
    expect(katie.messages.last).to_contain_text(name)
    katie.messages.last.get_by_role("button", name=name, exact=True).click()
    expect(katie.page.get_by_text("<b>boss</b>")).to_be_visible()
    katie.presses("Escape")
    katie.composer.click()
    katie.types("@ev")
    expect(katie.page.get_by_role("option").filter(has_text=name)).to_be_visible()
    assert katie.page.locator("img[src=x]").count() == 0
