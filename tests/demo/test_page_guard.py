"""Only who sits at this machine gets in: other names for its address, and other sites, are refused."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from bot.demo.company import Company
from tests.demo.pages import Window, small_company

HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1:1",
    "127.0.0.1",
    "localhost.evil.example:{port}",
    "",
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    with small_company(tmp_path_factory.mktemp("company")) as ours:
        yield ours


@pytest.fixture
def window(company: Company) -> Window:
    return Window(company.url)


def port(company: Company) -> int:
    return company.server.port


@pytest.mark.parametrize("path", ["/", "/page/start", "/page/events", "/static/js/dom.js", "/api/auth.test"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_name_somebody_else_gave_to_this_address_opens_nothing(company: Company, path: str, host: str) -> None:
    status, _kind, body = Window(company.url).asks("GET", path, Host=host.format(port=port(company)))

    assert status in {400, 421}
    assert "alone" in body["raw"] or status == 400


def test_the_machines_own_names_open_it(company: Company, window: Window) -> None:
    for name in ("127.0.0.1", "localhost"):
        status, _kind, body = window.asks("GET", "/page/start", Host=f"{name}:{port(company)}")
        assert (status, body["ok"]) == (200, True)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1"])
def test_another_site_can_neither_ask_nor_do(company: Company, window: Window, origin: str) -> None:
    said = json.dumps({"do": "say", "channel": "C0GENERAL", "text": "from elsewhere"}).encode()
    status, _kind, _body = window.asks(
        "POST", "/page/act?as=U0KATIE", said, Origin=origin, content_type="application/json"
    )

    assert status == 421
    assert window.asks("GET", "/page/start", Origin=origin)[0] == 421
    assert "from elsewhere" not in str(company.slack.world.history("C0GENERAL"))


@pytest.mark.parametrize(
    "path", ["/api/chat.postMessage?token=x&channel=C0GENERAL&text=x", "/page/start", "/static/js/dom.js"]
)
def test_another_site_gets_nothing_by_a_plain_request(window: Window, path: str) -> None:
    """A picture or a script of another site comes without an Origin; browsers say where it comes from all the same."""
    assert window.asks("GET", path, sec_fetch_site="cross-site", sec_fetch_mode="no-cors")[0] == 421
    assert window.asks("GET", "/", sec_fetch_site="cross-site", sec_fetch_mode="navigate")[0] == 200


def test_each_demo_has_tokens_of_its_own(company: Company) -> None:
    assert company.slack.settings.bot_token not in {"", "xoxb-stand-in"}
    assert len(company.slack.settings.bot_token) > 30


def test_another_site_gets_no_socket(company: Company) -> None:
    address = company.url.replace("http", "ws") + "/link/?ticket=guess"
    with pytest.raises(InvalidStatus), connect(address, origin="http://evil.example"):  # type: ignore[arg-type]
        pass


def test_the_page_may_load_nothing_from_elsewhere_and_stand_in_no_frame(window: Window) -> None:
    headers = window.headers("/page/start")

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_it_listens_on_this_machine_alone(company: Company) -> None:
    assert company.url == f"http://127.0.0.1:{port(company)}"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port(company))):
        pass


def test_no_answer_waits_until_its_first_piece_is_acknowledged(tmp_path: Path) -> None:
    with small_company(tmp_path) as company, Window(company.url).events(0):
        lines = [transport.get_extra_info("socket") for transport in company.server.wires.transports.values()]

        assert len(lines) >= 2  # the bot's socket, and this window
        assert all(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for line in lines if line.fileno() >= 0)
