"""Companies to try the page with in a real browser: the story, told once, and a small one that begins at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fasteners import InterProcessLock
from playwright.sync_api import Browser, Error

from bot.demo import kept
from bot.demo.company import Company, company
from bot.demo.scenes import KeptScene, StoryScene
from bot.demo.story import story
from bot.demo.wiring import DATABASE
from tests.browser.screens import MISSING, Desk, chromium, is_required
from tests.demo.pages import small_company

failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Whoever closes the windows wants to know how it went; that there is no browser is said once for all tests."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    if report.skipped and MISSING in str(report.longrepr):
        report.longrepr = (__file__, 1, f"Skipped: {MISSING}")
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its module: other tests want the loop that Playwright holds."""
    with ExitStack() as stack:
        try:
            found = stack.enter_context(chromium())
        except Error as error:
            if is_required():
                pytest.fail(f"{MISSING}\n{error}")
            pytest.skip(MISSING)
        yield found


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, told once for all workers and kept, so that every company begins where it ends."""
    root = tmp_path_factory.getbasetemp()
    place = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "told"
    with InterProcessLock(place.with_suffix(".lock")):
        if kept.read_kept(place) is None:
            folder = tmp_path_factory.mktemp("story")
            with company(StoryScene(story()), folder) as ours:
                pass
            kept.keep(place, folder / DATABASE, ours.slack.world, ours.reading, ours.scene.settings)
    return place


@pytest.fixture(scope="module")
def harbour(
    browser: Browser, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Company]:
    """Harbour & Pine after six weeks, for the tests of one module; no story is told where there is no browser."""
    assert browser.is_connected()
    told: Path = request.getfixturevalue("told")
    found, folder = kept.read_kept(told), tmp_path_factory.mktemp("harbour")
    assert found is not None
    scene = KeptScene(told, found)
    scene.bring(folder)
    with company(scene, folder) as ours:
        yield ours


@pytest.fixture(scope="module")
def small(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """Katie, Scott and a guest, who have said nothing yet."""
    assert browser.is_connected()
    with small_company(tmp_path_factory.mktemp("small")) as ours:
        yield ours


@pytest.fixture
def desk_at(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Company], Desk]]:
    """Desks in a company; pictures of their windows are saved where a test fails."""
    desks: list[Desk] = []

    def at(ours: Company) -> Desk:
        desks.append(Desk(browser, ours))
        return desks[-1]

    yield at
    if request.node.stash.get(failed, False):
        for number, desk in enumerate(desks, start=1):
            print(*desk.save(tmp_path / f"desk-{number}"), sep="\n")  # noqa: T201 - shown beside the failure
    for desk in desks:
        desk.close()
    assert [trouble for desk in desks for trouble in desk.troubles] == []


@pytest.fixture
def desk(harbour: Company, desk_at: Callable[[Company], Desk]) -> Desk:
    return desk_at(harbour)


@pytest.fixture
def small_desk(small: Company, desk_at: Callable[[Company], Desk]) -> Desk:
    return desk_at(small)
