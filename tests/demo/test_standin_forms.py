"""Forms as people fill them: every kind of field, what Slack's client lets through, and dialogs that ask first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.demo.errors import StandInError
from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import actions, button, field_for, modal, new_app, over_sockets, plain

Json = dict[str, Any]
RED = {"text": plain("Red"), "value": "red"}
BLUE = {"text": plain("Blue"), "value": "blue"}


@pytest.fixture
def app(slack: StandIn, server: Server) -> App:
    return new_app(slack, server)


def opened(client: WebClient, slack: StandIn, katie: Person, *blocks: Json) -> None:
    ticket = slack.world.tickets.trigger(katie.id)
    client.views_open(trigger_id=ticket, view=modal(*blocks, callback_id="form"))


def everything() -> list[Json]:
    kinds: list[tuple[str, Json]] = [
        ("Day", {"type": "datepicker"}),
        ("Time", {"type": "timepicker"}),
        ("People", {"type": "multi_users_select"}),
        ("Channels", {"type": "multi_channels_select"}),
        ("Place", {"type": "conversations_select"}),
        ("Colours", {"type": "checkboxes", "options": [RED, BLUE]}),
        ("Colour", {"type": "radio_buttons", "options": [RED, BLUE]}),
        ("Seats", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "50"}),
        ("Link", {"type": "url_text_input"}),
        ("Title", {"type": "plain_text_input", "max_length": 10}),
        ("Topic", {"type": "external_select", "min_query_length": 1}),
    ]
    return [field_for(label, label.lower(), element) for label, element in kinds]


def test_every_kind_of_field_arrives_as_slack_sends_it(
    app: App, slack: StandIn, katie: Person, scott: Person, *, general: Channel
) -> None:
    @app.view("form")
    def on_form(ack: Any) -> None:
        ack()

    @app.options("a")
    def on_typing(ack: Any, payload: Json) -> None:
        ack(options=[{"text": plain(payload["value"].title()), "value": "found"}])

    with over_sockets(slack, app):
        opened(app.client, slack, katie, *everything())
        answer = katie.submits(
            values={
                "Day": date(2026, 3, 3),
                "Time": time(12, 30),
                "People": [katie, scott],
                "Channels": [general],
                "Place": general,
                "Colours": ["Red", "Blue"],
                "Colour": "Blue",
                "Seats": 12,
                "Link": "https://example.com/slides",
                "Title": "Pivot",
                "Topic": "Pivot",
            }
        )

    assert answer.acked
    [delivery] = slack.delivered("view_submission")
    held = {block: state["a"] for block, state in delivery.envelope.payload["view"]["state"]["values"].items()}
    values = {block: next(value for key, value in state.items() if key != "type") for block, state in held.items()}
    assert values == {
        "day": "2026-03-03",
        "time": "12:30",
        "people": [katie.id, scott.id],
        "channels": [general.id],
        "place": general.id,
        "colours": [RED, BLUE],
        "colour": BLUE,
        "seats": "12",
        "link": "https://example.com/slides",
        "title": "Pivot",
        "topic": {"text": plain("Pivot"), "value": "found"},
    }
    assert katie.views() == []


WRONG = {
    "a day there is none of": ("Day", "2026-02-30"),
    "a time there is none of": ("Time", "25:00"),
    "too few seats": ("Seats", 0),
    "too many seats": ("Seats", 51),
    "half a seat": ("Seats", "1.5"),
    "words for a number": ("Seats", "many"),
    "no link": ("Link", "my slides"),
    "a long title": ("Title", "x" * 11),
}


@pytest.mark.parametrize(("name", "value"), WRONG.values(), ids=WRONG)
def test_slacks_client_sends_no_form_with(
    name: str, value: Any, client: WebClient, slack: StandIn, *, katie: Person
) -> None:
    blocks = [{**block, "optional": True} for block in everything()]
    opened(client, slack, katie, *blocks)

    with pytest.raises(StandInError):
        katie.submits(values={name: value})

    assert slack.delivered("view_submission") == []


def test_without_slacks_client_anything_can_be_sent(app: App, slack: StandIn, katie: Person) -> None:
    sent: list[Json] = []

    @app.view("form")
    def on_form(ack: Any, view: Json) -> None:
        sent.append(view["state"]["values"])
        ack(response_action="errors", errors={"link": "Not a link"})

    with over_sockets(slack, app):
        opened(app.client, slack, katie, field_for("Link", "link", {"type": "url_text_input"}))
        answer = katie.submits(values={"Link": "javascript:x"}, unchecked=True)

    assert sent[0]["link"]["a"]["value"] == "javascript:x"
    assert (dict(answer.errors), len(katie.views())) == ({"link": "Not a link"}, 1)


CONFIRM = {"title": plain("Sure"), "text": plain("It is gone then"), "confirm": plain("Yes"), "deny": plain("No")}


def test_a_dialog_asks_before_a_press_is_sent(app: App, slack: StandIn, katie: Person, *, general: Channel) -> None:
    pressed: list[Json] = []

    @app.action("cancel")
    def on_cancel(ack: Any, body: Json) -> None:
        pressed.append(body)
        ack()

    with over_sockets(slack, app):
        app.client.chat_postMessage(
            channel=general.id, text="x", blocks=[actions(button("Cancel", "cancel", confirm=CONFIRM))]
        )
        [message] = slack.posts(general)
        declined = katie.presses(message, "Cancel", confirms=False)
        accepted = katie.presses(message, "Cancel")

    assert (declined.acked, accepted.acked, len(pressed)) == (False, True, 1)
    assert "It is gone then" in declined.confirm
    assert declined.confirm == accepted.confirm
    assert "It is gone then" not in message.shown


def test_a_press_says_who_when_where_and_on_what(app: App, slack: StandIn, katie: Person, *, general: Channel) -> None:
    bodies: list[Json] = []

    @app.action("go")
    def on_go(ack: Any, body: Json) -> None:
        bodies.append(body)
        ack()

    with over_sockets(slack, app):
        app.client.chat_postMessage(channel=general.id, text="x", blocks=[actions(button("Go", "go", value="7"))])
        [message] = slack.posts(general)
        for _ in range(2):
            katie.presses(message, "Go")

    first, second = bodies
    assert first["team"]["id"] == first["user"]["team_id"] == slack.settings.team_id
    assert (first["message"]["ts"], first["channel"]["id"]) == (message.ts, general.id)
    assert first["actions"][0]["value"] == "7"
    assert float(first["actions"][0]["action_ts"]) < float(second["actions"][0]["action_ts"])
    assert first["trigger_id"] != second["trigger_id"]


DATES = {
    "<!date^1773144000^{date_short_pretty} at {time}|later>": "Mar 10, 2026 at 8:00 AM",
    "<!date^1773144000^{date_long}^https://example.com|later>": "Tuesday, March 10, 2026",
    "<!date^1773144000^{date_num} {time_secs}|later>": "2026-03-10 8:00:00 AM",
    "<!date^1773144000^{century}|in spring>": "in spring",
    "no date": "no date",
}


@pytest.mark.parametrize(("text", "read"), DATES.items())
def test_dates_are_read_in_the_readers_zone(text: str, read: str) -> None:
    slack = StandIn(wall=lambda: datetime(2026, 3, 2, tzinfo=UTC).timestamp())
    ana = slack.add_person("Ana", tz="America/New_York")
    place = slack.add_channel("place", members=[ana])

    assert ana.reads(slack.webhook(place, text)) == read


def test_a_day_that_is_near_is_called_so() -> None:
    slack = StandIn(wall=lambda: datetime(2026, 3, 9, 22, tzinfo=UTC).timestamp())
    ana, hiro = slack.add_person("Ana", tz="America/New_York"), slack.add_person("Hiro", tz="Asia/Tokyo")
    place = slack.add_channel("place", members=[ana, hiro])
    message = slack.webhook(place, "<!date^1773144000^{date_pretty}|x>")

    assert [ana.reads(message), hiro.reads(message)] == ["tomorrow", "today"]
