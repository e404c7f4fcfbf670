"""A newcomer opens the page and is led round: what it is for, five steps, each done by hand."""

from __future__ import annotations

from playwright.sync_api import expect

from bot.demo.company import Company
from tests.browser.screens import Desk

NIA = "U18NIA"
STEPS = 5


def test_a_newcomer_is_told_what_it_is_and_led_through_the_whole_circle(desk: Desk, harbour: Company) -> None:
    nia = desk.opens(tour=True)
    tour = nia.tour
    expect(nia.button("You are Nia Andrade. Be somebody else")).to_be_visible()
    expect(tour).to_contain_text("Whoknows leads you to the colleague who knows, and says why")
    tour.get_by_role("button", name=f"Show me in {STEPS} steps").click()

    expect(tour.get_by_role("heading", name="Ask who knows")).to_be_visible()
    tour.get_by_role("button", name="Type it for me").click()
    expect(nia.composer).to_be_focused()
    nia.presses("Enter")
    expect(nia.message("can help with PowerPoint")).to_contain_text("Only visible to you")

    expect(tour.get_by_role("heading", name="Say thanks")).to_be_visible()
    answer = nia.thread.locator('[data-user="U02SCOTT"]')
    answer.hover()
    answer.get_by_role("button", name="Add a reaction").click()
    nia.page.get_by_role("dialog", name="React with").get_by_role("button", name="taco").first.click()

    expect(tour.get_by_role("heading", name="The bot learns")).to_be_visible()
    expect(nia.thread.get_by_text("Noted: thanks to")).to_be_visible()
    tour.get_by_role("button", name="Next").click()

    expect(tour.get_by_role("heading", name="Ask again")).to_be_visible()
    tour.get_by_role("button", name="Type it for me").click()
    nia.presses("Enter")
    expect(nia.messages.last).to_contain_text("thanked")

    expect(tour.get_by_role("heading", name="Sign up")).to_be_visible()
    tour.get_by_role("button", name="Show me").click()
    nia.button("Count me in").click()
    expect(tour).to_contain_text("Turn the clock to Tuesday noon")
    expect(nia.message("PowerPoint without the pain")).to_contain_text("Nia Andrade")

    tour.get_by_role("button", name="Close").click()
    nia.page.reload()
    expect(nia.messages.last).to_be_visible()
    expect(tour).to_have_count(0)
    assert harbour.slack.violations == []
    assert harbour.log.errors == 0


def test_the_tour_is_skipped_with_the_keyboard_alone_and_begun_again_by_its_button(desk: Desk) -> None:
    nia = desk.opens(NIA, tour=True)
    nia.tour.get_by_role("button", name="Skip the tour").focus()
    nia.presses("Enter")
    expect(nia.tour).to_have_count(0)

    nia.button("Take the tour").press("Enter")
    expect(nia.tour).to_be_focused()
    nia.presses("Escape")
    expect(nia.tour).to_have_count(0)


def test_whoever_is_somebody_else_meets_no_tour_and_may_take_it_as_the_newcomer(desk: Desk) -> None:
    scott = desk.opens("U02SCOTT", tour=True)
    expect(scott.messages.last).to_be_visible()
    expect(scott.tour).to_have_count(0)

    scott.button("Take the tour").click()
    scott.tour.get_by_role("button", name=f"Show me in {STEPS} steps").click()
    scott.tour.get_by_role("button", name="Be Nia").click()
    expect(scott.button("You are Nia Andrade. Be somebody else")).to_be_visible()
    expect(scott.tour.get_by_role("heading", name="Ask who knows")).to_be_visible()


def test_on_a_phone_the_tour_leaves_the_composer_free(desk: Desk) -> None:
    nia = desk.opens(NIA, width=360, height=740, tour=True)
    nia.tour.get_by_role("button", name=f"Show me in {STEPS} steps").click()
    nia.tour.get_by_role("button", name="Type it for me").click()
    card, field = nia.tour.bounding_box(), nia.composer.bounding_box()

    assert card is not None
    assert field is not None
    assert card["y"] + card["height"] <= field["y"]
    expect(nia.composer).to_have_value("/whoknows powerpoint")
    nia.button("Send").click()
    expect(nia.message("can help with PowerPoint")).to_be_visible()
