"""Several sockets and how they are lost: silent ones, cut ones, those asked to connect anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from tests.demo.bots import new_app, over_sockets

Json = dict[str, Any]


def noting(heard: Counter[str], name: str) -> Callable[[Json], None]:
    def note(event: Json) -> None:
        heard.update([name, event["text"]])

    return note


def test_each_envelope_goes_to_one_of_the_sockets(slack: StandIn, server: Server, katie: Person) -> None:
    heard: Counter[str] = Counter()
    one, two = new_app(slack, server), new_app(slack, server)
    for name, app in (("one", one), ("two", two)):
        app.event("message")(noting(heard, name))

    with over_sockets(slack, one), over_sockets(slack, two):
        for number in range(20):
            katie.dms_bot(f"message {number}")
        slack.settled()

    assert heard["one"] + heard["two"] == 20
    assert min(heard["one"], heard["two"]) > 0
    assert max(count for name, count in heard.items() if name.startswith("message")) == 1
    assert slack.violations == []


def test_a_socket_that_died_without_a_word_costs_a_retry(hasty: tuple[StandIn, Server]) -> None:
    slack, server = hasty
    katie = slack.add_person("Katie")
    app, heard = new_app(slack, server), []
    app.event("message")(lambda event: heard.append(event["text"]))
    slack.hub.chance = Random(3)  # noqa: S311 - no secret; the first envelope meets the silent one

    with over_sockets(slack, app), over_sockets(slack, app):
        slack.sockets[0].go_silent()
        katie.dms_bot("hello")
        slack.until(lambda: slack.delivered("message")[0].acked)
        slack.sockets[0].cut()

    assert "hello" in heard
    assert len(slack.delivered("message")[0].attempts) > 1


def test_a_silent_socket_answers_no_ping_so_the_client_connects_anew(slack: StandIn, server: Server) -> None:
    with over_sockets(slack, new_app(slack, server)):
        silent = slack.sockets[0]
        silent.go_silent()
        slack.until(lambda: len(slack.sockets) == 2)

        assert not silent.transport.is_reading()
        silent.cut()


def test_slack_asks_a_socket_to_connect_anew(slack: StandIn, server: Server, katie: Person) -> None:
    app, heard = new_app(slack, server), []
    app.event("message")(lambda event: heard.append(event["text"]))

    with over_sockets(slack, app):
        first = slack.sockets[0]
        first.disconnect("refresh_requested")
        slack.until(lambda: slack.sockets and first not in slack.sockets)
        katie.dms_bot("still here?")
        slack.until(lambda: heard)

    assert heard == ["still here?"]


def test_a_cut_wire_is_noticed_by_the_client(slack: StandIn, server: Server) -> None:
    with over_sockets(slack, new_app(slack, server)):
        first = slack.sockets[0]
        first.cut()
        slack.until(lambda: slack.sockets and first not in slack.sockets)
