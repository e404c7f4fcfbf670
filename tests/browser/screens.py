"""Windows of a real browser as people use them: what they see and do, and what went wrong behind it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect, sync_playwright

from bot.demo.company import Company

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# It runs without a sandbox in containers, and asks nobody but us.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
HERE = {"127.0.0.1", "localhost", ""}  # none: blob: and data: stay in the page
MISSING = "There is no browser to try the page in: `apt install chromium`, or `.venv/bin/playwright install chromium`."
PATIENCE = 15_000  # ms until something that does not come counts as missing


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own browser, else Playwright's. Error where there is none."""
    expect.set_options(timeout=PATIENCE)
    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


def is_required() -> bool:
    return os.environ.get("WHOKNOWS_BROWSER_TESTS") == "required"


@dataclass
class Screen:
    """One window of one person; `troubles` are what nobody may find in its console."""

    page: Page
    user: str = ""
    troubles: list[str] = field(default_factory=list)

    # -- what is there

    @property
    def messages(self) -> Locator:
        """Of the conversation that is open."""
        return self.page.locator('[data-part="messages"] [data-part="message"]')

    @property
    def thread(self) -> Locator:
        return self.page.locator('[data-part="thread"]')

    @property
    def composer(self) -> Locator:
        return self.page.locator('[data-part="composer"] textarea').first

    @property
    def reply(self) -> Locator:
        return self.thread.locator("textarea")

    @property
    def form(self) -> Locator:
        return self.page.locator('[data-part="modal"]')

    @property
    def inspector(self) -> Locator:
        return self.page.locator('[data-part="inspector"]')

    @property
    def tour(self) -> Locator:
        return self.page.locator('[data-part="tour"]')

    @property
    def clock(self) -> Locator:
        return self.page.locator('[data-part="clock"]')

    def message(self, words: str | re.Pattern[str]) -> Locator:
        """The newest that has these words."""
        return self.messages.filter(has_text=words).last

    def row(self, name: str) -> Locator:
        """A line of the sidebar."""
        return self.page.locator('[data-part="sidebar"]').get_by_role("link", name=name).first

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name).first

    # -- what people do

    def goes_to(self, place: str) -> None:
        self.page.evaluate("place => { location.hash = place }", place)

    def says(self, words: str) -> None:
        self.composer.fill(words)
        self.composer.press("Enter")

    def presses(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def types(self, words: str) -> None:
        """Where the focus is, key by key."""
        self.page.keyboard.type(words)

    def turns_the_clock(self, to: str) -> None:
        self.clock.get_by_role("button").click()
        self.page.get_by_role("menuitem", name=to).click()

    def inspects(self) -> None:
        self.page.get_by_role("banner").get_by_role("button", name=re.compile("^Inspector")).click()


@dataclass
class Desk:
    """The windows that a test opens; all are closed in the end, and none may have troubles."""

    browser: Browser
    company: Company
    opened: list[tuple[BrowserContext, Screen]] = field(default_factory=list)

    def opens(
        self,
        user: str = "",
        place: str = "",
        *,
        theme: str = "light",
        width: int = 1280,
        height: int = 800,
        tour: bool = False,
        scale: float = 1,
        examined: bool = False,
        now: datetime | None = None,
    ) -> Screen:
        """A window as this person, in a browser of its own; `tour` comes as it does to newcomers. What examines the
        page from within may do in an `examined` window what the page itself may not; its clock stands still at `now`.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            device_scale_factor=scale,
            bypass_csp=examined,
        )
        context.set_default_timeout(PATIENCE)
        if not tour:
            context.add_init_script(f"localStorage.setItem({json.dumps(self._tour)}, 'yes')")
        if now:
            context.clock.set_fixed_time(now)
        screen = Screen(context.new_page(), user)
        _listen(screen)
        self.opened.append((context, screen))
        screen.page.goto(f"{self.company.url}/?as={user}{place}")
        screen.page.locator('[data-part="topbar"]').wait_for()
        return screen

    @property
    def _tour(self) -> str:
        """Under which a browser remembers that the tour was dismissed."""
        return f"whoknows-tour-gone-{self.company.slack.settings.team_id}-{self.company.scene.tale.title}"

    @property
    def troubles(self) -> list[str]:
        return [trouble for _, screen in self.opened for trouble in screen.troubles]

    def save(self, folder: Path) -> list[Path]:
        """A picture of each window as it is now."""
        folder.mkdir(parents=True, exist_ok=True)
        saved = []
        for number, (_, screen) in enumerate(self.opened, start=1):
            path = folder / f"window-{number}.png"
            screen.page.screenshot(path=path)
            saved.append(path)
        return saved

    def close(self) -> None:
        """Forms are left too: the workspace shows them to the next window of the same person."""
        for context, screen in self.opened:
            context.close()
            person = self.company.reading.first(screen.user)
            while views := person.views():
                person.closes(views[-1])


def _listen(screen: Screen) -> None:
    page, troubles = screen.page, screen.troubles

    def asked(request: Request) -> None:
        if (urlsplit(request.url).hostname or "") not in HERE:
            troubles.append(f"asked somebody else: {request.url}")

    page.on("request", asked)
    page.on("pageerror", lambda error: troubles.append(f"page error: {error}"))
    page.on("console", lambda said: troubles.append(f"console: {said.text}") if said.type == "error" else None)
