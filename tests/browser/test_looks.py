"""How the page looks to everybody: from a phone to a wide screen, light and dark, and to those who listen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.screens import Desk, Screen

INES, LUNCH = "U09INES", "#/C0LUNCHANDLEARN"
QUESTION = "#/C0SALES/1792057200.000000"
GRAVE = {"serious", "critical"}


def channel(window: Screen) -> None:
    window.goes_to(LUNCH)
    expect(window.message("Count me in")).to_be_visible()


def thread(window: Screen) -> None:
    window.goes_to(QUESTION)
    expect(window.thread.locator('[data-user="U02SCOTT"]')).to_be_visible()


def home(window: Screen) -> None:
    window.goes_to("#/home")
    expect(window.page.locator('[data-part="home"]').get_by_role("heading").first).to_be_visible()


def answer(window: Screen) -> None:
    window.says("/whoknows powerpoint")
    expect(window.messages.last).to_contain_text("Only visible to you")


def form(window: Screen) -> None:
    window.goes_to(LUNCH)
    expect(window.composer).to_be_visible()
    window.says("/lunch setup")
    expect(window.form).to_be_visible()


def inspector(window: Screen) -> None:
    window.inspects()
    window.inspector.get_by_role("option").last.click()
    expect(window.inspector.get_by_role("region", name="The chosen call")).to_be_visible()


def clock(window: Screen) -> None:
    window.clock.get_by_role("button").click()
    expect(window.page.get_by_role("menu")).to_be_visible()


def tour(window: Screen) -> None:
    window.button("Take the tour").click()
    window.tour.get_by_role("button", name="Show me").click()
    expect(window.tour).to_contain_text("Step 1")


VIEWS: list[Callable[[Screen], None]] = [channel, thread, home, answer, form, inspector, clock, tour]


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_shuts_anybody_out_in_light_or_dark(desk: Desk, view: Callable[[Screen], None]) -> None:
    window = desk.opens(INES, examined=True)
    expect(window.messages.last).to_be_visible()
    view(window)

    assert grave(window) == []
    window.page.emulate_media(color_scheme="dark")
    expect(window.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert grave(window) == []


def grave(window: Screen) -> list[str]:
    """What axe-core finds that would keep somebody from using it."""
    found: list[dict[str, Any]] = Axe().run(window.page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("view", [channel, thread, home, answer, form, inspector])
def test_on_a_phone_nothing_is_wider_than_the_screen(desk: Desk, view: Callable[[Screen], None]) -> None:
    window = desk.opens(INES, width=360, height=740)
    expect(window.messages.last).to_be_visible()
    view(window)

    assert window.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert window.page.evaluate(_OUTSIDE) == []


# What can be pressed and lies, even in part, where no finger reaches it; what scrolls on its own may.
_OUTSIDE = """
() => [...document.querySelectorAll("button, a[href], input, textarea, [role=option]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert], .unseen"))
  .filter((one) => {
    const box = one.getBoundingClientRect();
    let parent = one.parentElement;
    while (parent && !/(auto|scroll)/.test(getComputedStyle(parent).overflowX)) parent = parent.parentElement;
    const scrolls = parent && parent.scrollWidth > parent.clientWidth;
    return box.width > 0 && box.top < innerHeight && !scrolls && (box.right > innerWidth + 1 || box.left < -1);
  })
  .map((one) => one.outerHTML.slice(0, 120))
"""


def test_the_theme_follows_the_system_until_a_person_chooses(desk: Desk) -> None:
    window = desk.opens(INES, theme="dark")
    root = window.page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    window.button("Switch to light").click()
    expect(root).to_have_attribute("data-theme", "light")
    window.page.reload()
    expect(root).to_have_attribute("data-theme", "light")


def test_a_phone_reaches_channels_and_threads_and_comes_back(desk: Desk) -> None:
    window = desk.opens(INES, "#/C0SALES", width=360, height=740)
    window.button("Channels").click()
    window.row("lunch-and-learn").click()
    expect(window.message("Count me in")).to_be_visible()
    window.goes_to(QUESTION)
    expect(window.thread).to_be_visible()
    window.thread.get_by_role("button", name=re.compile("Close|Back")).first.click()
    expect(window.thread).to_have_count(0)
    expect(window.messages.last).to_be_visible()
