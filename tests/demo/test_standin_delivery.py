"""How the bot is told: signatures, retries with their fields, repetitions, and what happens without it."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.signature import SignatureVerifier

from bot.demo.errors import TimedOutError
from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import new_app, over_http, over_sockets, reached, serving

Json = dict[str, Any]


class Recorder:
    """A request URL that notes what comes and answers as told."""

    def __init__(self, *statuses: int, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.statuses = iter(statuses)
        self.headers = headers
        self.requests: list[tuple[dict[str, str], bytes]] = []

    def __call__(self, environ: Json, start_response: Any) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
        self.requests.append((headers, body))
        start_response(f"{next(self.statuses, 200)} X", [("Content-Length", "0"), *self.headers])
        return [b""]


def test_every_request_is_signed(slack: StandIn, server: Server, general: Channel, katie: Person) -> None:
    del server
    recorder = Recorder()
    with serving(recorder) as url:
        slack.deliver_http(url)
        katie.says(general, "hello")
        slack.settled()
        katie.types("/whoknows", "x", channel=general)

    verifier = SignatureVerifier(slack.settings.signing_secret)
    assert [verifier.is_valid_request(body, headers) for headers, body in recorder.requests] == [True, True]
    assert not SignatureVerifier("another").is_valid_request(recorder.requests[0][1], recorder.requests[0][0])


def test_a_forged_request_is_refused_by_bolt(slack: StandIn, server: Server, general: Channel, katie: Person) -> None:
    app = new_app(slack, server)
    app.event("message")(lambda: None)
    forger = StandIn(signing_secret="another", retry_delays=())
    mallory = forger.add_person("Mallory")
    with over_http(slack, app) as way, forger.running():
        forger.deliver_http(way.url)
        mallory.dms_bot("let me in")
        katie.says(general, "hello")
        forger.settled()
        slack.settled()

    assert [delivery.attempts[0].reply.status for delivery in forger.delivered("message")] == [401]
    assert [delivery.acked for delivery in slack.delivered("message")] == [True]


def test_an_event_not_taken_comes_three_times_more(slack: StandIn, server: Server, katie: Person) -> None:
    del server
    recorder = Recorder(500, 404, 503, 500)
    with serving(recorder) as url:
        slack.deliver_http(url)
        katie.dms_bot("hello")
        slack.settled()

    retries = [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")) for headers, _ in recorder.requests
    ]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({json.loads(body)["event_id"] for _, body in recorder.requests}) == 1
    assert len(slack.violations) == 4
    assert not slack.delivered("message")[0].acked


def test_repeating_stops_when_it_is_taken_or_unwanted(slack: StandIn, server: Server, katie: Person) -> None:
    del server
    taken, unwanted = Recorder(500, 200), Recorder(500, headers=(("X-Slack-No-Retry", "1"),))
    for recorder in (taken, unwanted):
        with serving(recorder) as url:
            slack.deliver_http(url)
            katie.dms_bot("hello")
            slack.settled()

    assert (len(taken.requests), len(unwanted.requests)) == (2, 1)


@pytest.mark.parametrize(("delay", "tries"), [(0.01, 2), (3600, 1)])
def test_repeating_waits_its_time_and_ends_with_the_workspace(delay: float, tries: int) -> None:
    slack, recorder = StandIn(retry_delays=(delay,)), Recorder(500, 200)
    with serving(recorder) as url, slack.running():
        slack.deliver_http(url)
        slack.add_person("Katie").dms_bot("hello")
        slack.until(lambda: len(slack.delivered("message")[0].attempts) == tries)

    assert len(recorder.requests) == tries


def test_a_request_url_that_nobody_serves(slack: StandIn, server: Server, katie: Person) -> None:
    del server
    slack.deliver_http("http://127.0.0.1:9/slack/events")
    answer = katie.types("/whoknows", "x")

    assert (answer.acked, answer.error) == (False, "dispatch_failed")


def test_a_request_url_is_verified_before_it_is_used(slack: StandIn, server: Server) -> None:
    with over_http(slack, new_app(slack, server)) as way:
        assert way.verifies()
    with serving(Recorder()) as url:
        assert not slack.deliver_http(url).verifies()


@pytest.mark.parametrize("way", ["sockets", "http"])
def test_who_answers_too_late_is_told_again_and_noted(hasty: tuple[StandIn, Server], way: str) -> None:
    slack, server = hasty
    katie = slack.add_person("Katie")
    app, go_on, seen = new_app(slack, server), threading.Event(), []

    @app.event("message")
    def slow(request: Any) -> None:
        seen.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        if len(seen) == 1:
            go_on.wait(5)

    with reached(slack, app, by=way):
        katie.dms_bot("hello")
        slack.settled()
        go_on.set()

    reason = "timeout" if way == "sockets" else "http_timeout"
    assert seen[1] == (["1"], [reason])
    assert [attempt.reply.reason for attempt in slack.delivered("message")[0].attempts] == [reason, ""]
    assert slack.violations[0].endswith(reason)


@pytest.mark.parametrize("way", ["sockets", "http"])
def test_a_command_answered_too_late_has_failed(hasty: tuple[StandIn, Server], way: str) -> None:
    slack, server = hasty
    katie = slack.add_person("Katie")
    app, go_on = new_app(slack, server), threading.Event()

    @app.command("/whoknows")
    def slow(ack: Any) -> None:
        go_on.wait(5)
        ack("too late")

    with reached(slack, app, by=way):
        answer = katie.types("/whoknows", "x")
        go_on.set()
        if way == "sockets":
            slack.until(lambda: any("late" in violation for violation in slack.violations))

    assert answer.error == "operation_timeout"
    assert [message.text for message in katie.dms()] == ['/whoknows failed with the error "operation_timeout"']


def keeping(app: App, kind: str) -> list[Json]:
    bodies: list[Json] = []

    @app.event(kind)
    def keep(body: Json) -> None:
        bodies.append(body)

    return bodies


@pytest.mark.parametrize("same_id", [True, False])
def test_slack_repeats_itself(slack: StandIn, server: Server, katie: Person, *, same_id: bool) -> None:
    app = new_app(slack, server)
    bodies = keeping(app, "message")

    with over_sockets(slack, app):
        katie.dms_bot("once")
        slack.settled()
        slack.redeliver(slack.delivered("message")[0], same_id=same_id)
        slack.settled()

    first, again = bodies
    assert (first["event_id"] == again["event_id"]) is same_id
    assert first["event"] == again["event"]


def test_any_event_can_be_sent_from_any_team(slack: StandIn, server: Server) -> None:
    app = new_app(slack, server)
    bodies = keeping(app, "unheard_of")

    with over_sockets(slack, app):
        slack.sends({"type": "unheard_of"}, team_id="T9")
        slack.settled()

    assert [body["team_id"] for body in bodies] == ["T9"]


def test_while_nobody_is_connected_nothing_is_held_against_anybody(
    slack: StandIn, server: Server, katie: Person
) -> None:
    del server
    katie.dms_bot("hello?")
    slack.settled()

    assert slack.violations == []
    assert not slack.delivered("message")[0].acked


def test_waiting_ends_with_a_word_about_what_did_not_happen(slack: StandIn, server: Server) -> None:
    del server
    with pytest.raises(TimedOutError, match="a miracle"):
        slack.until(lambda: False, timeout=0, what="a miracle")


def test_two_workspaces_in_one_process_know_nothing_of_each_other() -> None:
    first, second = StandIn(), StandIn()
    with first.running() as one, second.running() as two:
        first.add_person("Katie").dms_bot("hello")
        assert one.port != two.port
        assert second.deliveries == []


def test_a_workspace_can_be_started_again() -> None:
    slack = StandIn(retry_delays=())
    katie = slack.add_person("Katie")
    for _ in range(2):
        with slack.running() as server:
            app = new_app(slack, server)
            app.event("message")(lambda: None)
            with over_sockets(slack, app):
                katie.dms_bot("hello")
                slack.settled()
    assert isinstance(app, App)
    assert [delivery.acked for delivery in slack.delivered("message")] == [True, True]
