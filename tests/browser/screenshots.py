"""The pictures of the README: the story played in a browser up to moments worth showing, each in light and in dark.

Run by `make screenshots`; everything but the fonts of the machine is the same each time.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Error, Route, expect

from bot.demo.company import Company, company
from bot.demo.scenes import StoryScene
from bot.demo.story import story
from tests.browser.screens import MISSING, Desk, Screen, chromium

# Sharp where a README shows it at half the size, and a third of the bytes of twice the scale.
WIDTH, HEIGHT, SCALE = 1280, 800, 1.5
PORT = 3000  # as shown, whichever it really is
NIA, MARCUS = "U18NIA", "U06MARCUS"
SALES, QUESTION, LUNCH = "#/C0SALES", "#/C0SALES/1792057200.000000", "#/C0LUNCHANDLEARN"


@dataclass(frozen=True)
class Picture:
    """Who looks, at which place, and what they do before it is taken."""

    name: str
    user: str
    place: str
    do: Callable[[Screen], None]


def ask(window: Screen) -> None:
    window.says("/whoknows powerpoint")
    expect(window.message("can help with PowerPoint")).to_be_visible()


def thank(window: Screen) -> None:
    answer = window.thread.locator('[data-user="U02SCOTT"]')
    answer.hover()
    answer.get_by_role("button", name="Add a reaction").click()
    window.page.get_by_role("dialog", name="React with").get_by_role("button", name="taco").first.click()
    expect(window.thread.get_by_text("Noted: thanks to")).to_be_visible()


def sign_up(window: Screen) -> None:
    post = window.message("PowerPoint without the pain")
    post.get_by_role("button", name="Count me in").click()
    expect(post).to_contain_text("Marcus Lindqvist")


def steady(route: Route) -> None:
    """The log as it is, but for what the machine has to do with it: ports, and how long something took."""
    answer = route.fetch()
    told = json.loads(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{PORT}", answer.text()))
    for entry in told["entries"]:
        entry["ms"] = None if entry["ms"] is None else 3 + entry["n"] * 37 % 60
    route.fulfill(response=answer, json=told)


def inspect(window: Screen) -> None:
    window.page.route("**/page/log?*", steady)
    window.says("/whoknows pivot tables")
    expect(window.message("can help with Pivot tables")).to_be_visible()
    window.inspects()
    window.inspector.get_by_role("option").filter(has_text="/whoknows").last.click()
    expect(window.inspector.get_by_role("region", name="Slack sent")).to_be_visible()


PICTURES = (
    Picture("inspector", NIA, SALES, inspect),
    Picture("ask", NIA, SALES, ask),
    Picture("thank", NIA, QUESTION, thank),
    Picture("signup", MARCUS, LUNCH, sign_up),
)


def take(desk: Desk, picture: Picture, now: datetime, folder: Path) -> None:
    window = desk.opens(picture.user, picture.place, width=WIDTH, height=HEIGHT, scale=SCALE, now=now)
    expect(window.messages.last).to_be_visible()
    picture.do(window)
    window.page.evaluate("document.activeElement.blur()")
    window.page.mouse.move(0, 0)
    for theme in ("light", "dark"):
        window.page.emulate_media(color_scheme=theme)
        expect(window.page.locator("html")).to_have_attribute("data-theme", theme)
        path = folder / f"{picture.name}-{theme}.png"
        window.page.screenshot(path=path, animations="disabled", caret="hide")
        sys.stdout.write(f"{path}\n")


def stopped(ours: Company, at: datetime) -> datetime:
    """The clock stands still, so that no picture shows another minute than the last time."""
    ours.clock.set(at.timestamp())
    return at


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    told = story()
    with (
        tempfile.TemporaryDirectory() as place,
        chromium() as browser,
        company(StoryScene(told), Path(place)) as ours,
    ):
        now = stopped(ours, told.ends.astimezone(UTC))
        desk = Desk(browser, ours)
        for picture in PICTURES:
            take(desk, picture, now, folder)
        desk.close()
        sys.stderr.writelines(f"{trouble}\n" for trouble in desk.troubles)
        return 1 if desk.troubles else 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except Error as error:
        sys.exit(MISSING if "Executable doesn't exist" in str(error) else str(error))
