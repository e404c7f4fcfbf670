"""Stories of the library: a reader says that a link doesn't work, and whoever put it in mends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.builders import rows
from tests.journeys.test_gatherings import newest
from tests.lunchers import Gather, Gathered

WEEKS = timedelta(days=14)


@contextmanager
def a_page() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and who asked for it."""
    asked: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - as the standard library calls it

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/notes", asked
    finally:
        server.shutdown()
        server.server_close()


def kept(here: Gathered, url: str) -> None:
    """Scott held it and put notes into the library."""
    acme = here.time.acme
    here.presses(acme.katie, "Count me in")
    here.due(here.lunch.ends_at)
    form = here.opens(acme.scott, "Add notes or a recording", newest(here, "scott", "Thank you for hosting"))
    assert not acme.scott.submits(form, {"Title": "Notes", "Link": url}).errors
    here.settles()


def looks(here: Gathered, text: str = "library excel") -> str:
    return here.time.types(text, here.time.acme.katie)


def reports(here: Gathered) -> None:
    acme = here.time.acme
    answer = acme.katie.types("/lunch", "library excel", channel=acme.general)
    assert answer.message is not None
    here.presses(acme.katie, "Link doesn't work", answer.message)


def test_a_dead_link_is_mended_by_whoever_put_it_in(gather: Gather) -> None:
    here = gather()
    acme = here.time.acme
    with a_page() as (url, asked):
        kept(here, url)
        reports(here)
        assert "Whoever can mend the link hears of it, without your name" in acme.katie.whispers("#general")[-1].shown
        reports(here)
        here.repeat_everything()
        told = newest(here, "scott", "Somebody could not open the link of *Notes*")
        assert len([one for one in here.told(acme.scott) if "could not open" in one]) == 1
        assert "katie" not in told.shown.lower()

        form = here.opens(acme.scott, "Put in another link", told)
        label = "Link that colleagues can open"
        assert set(acme.scott.submits(form, {label: "javascript:alert(1)"}).errors) == {"link"}
        assert not acme.scott.submits(form, {label: f"{url}/open"}).errors
        here.settles()
        assert f"{url}/open" in looks(here)
        assert "Notes" in here.told(acme.scott)[-1]
        assert asked == []  # nobody but people open links


def test_what_nobody_mends_may_no_longer_work(gather_once: Gather) -> None:
    here = gather_once()
    kept(here, "https://files.example.com/1")
    reports(here)
    assert "may no longer work" not in looks(here)
    here.time.clock.at += WEEKS
    here.time.acme.bot.jobs.tick(here.time.clock.at)

    assert "may no longer work" in looks(here)
    assert "may no longer work" in here.time.acme.looks("excel", who=here.time.acme.katie).shown


def test_it_can_be_taken_out_and_whoever_comes_late_hears_so(gather_once: Gather) -> None:
    here = gather_once()
    acme = here.time.acme
    kept(here, "https://files.example.com/1")
    answer = acme.katie.types("/lunch", "library", channel=acme.general)
    reports(here)
    here.presses(acme.scott, "Take it out", newest(here, "scott", "could not open the link"))

    assert "It is out of the library" in " ".join(here.told(acme.scott))
    assert rows(acme.bot.services.store, "recording") == []
    assert answer.message is not None
    here.presses(acme.katie, "Link doesn't work", answer.message)
    assert "no longer in the library" in acme.katie.whispers("#general")[-1].shown
