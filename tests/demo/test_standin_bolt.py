"""A real Bolt app in both modes: messages, commands, buttons, forms, Home, shortcuts, and answers to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App

from bot.demo.errors import NotOnScreenError, StandInError
from bot.demo.people import Person
from bot.demo.server import Server
from bot.demo.standin import StandIn
from bot.demo.values import Channel
from tests.demo.bots import actions, button, field_for, modal, new_app, plain, reached, section

Json = dict[str, Any]

pytestmark = pytest.mark.filterwarnings("error")

FORM = modal(
    field_for("Question", "question", {"type": "plain_text_input", "max_length": 20}),
    field_for("Who", "who", {"type": "users_select"}, optional=True),
    field_for("Topic", "topic", {"type": "external_select", "min_query_length": 1}, optional=True),
    field_for("When", "when", {"type": "datepicker", "initial_date": "2025-11-03"}),
    callback_id="form",
    notify_on_close=True,
)


@pytest.fixture(params=["sockets", "http"])
def app(request: pytest.FixtureRequest, slack: StandIn, server: Server) -> Iterator[App]:
    app = new_app(slack, server)
    with reached(slack, app, by=request.param):
        yield app


def test_a_message_is_heard_and_answered(app: App, slack: StandIn, general: Channel, katie: Person) -> None:
    @app.event("message")
    def heard(event: Json, say: Any) -> None:
        say(f"heard {event['text']}", thread_ts=event["ts"])

    message = katie.says(general, "who knows Excel?")

    slack.until(lambda: slack.posts(general))
    slack.settled()
    assert [m.text for m in katie.sees(general, thread=message)] == [
        "who knows Excel?",
        "heard who knows Excel?",
    ]
    assert slack.violations == []


def test_a_command_is_answered_in_the_acknowledgement(
    app: App, slack: StandIn, general: Channel, katie: Person, scott: Person
) -> None:
    @app.command("/whoknows")
    def asked(ack: Any, command: Json) -> None:
        ack(text=f"{command['user_name']}: {command['text']}", blocks=[section("three people")])

    answer = katie.types("/whoknows", "@scott & #general", channel=general)

    assert answer.acked
    assert answer.shown == "three people"
    assert answer.message is not None
    assert answer.message.text == f"katie: <@{scott.id}|scott> &amp; <#{general.id}|general>"
    assert [m.shown for m in katie.whispers(general)] == ["three people"]
    assert scott.sees(general) == []
    assert slack.violations == []


def test_a_plain_text_answer_and_one_to_everybody(app: App, general: Channel, katie: Person, scott: Person) -> None:
    @app.command("/whoknows")
    def asked(ack: Any, command: Json) -> None:
        ack("only you") if command["text"] == "me" else ack("all of you", response_type="in_channel")

    katie.types("/whoknows", "me", channel=general)
    katie.types("/whoknows", "all", channel=general)

    assert [m.text for m in katie.sees(general)] == ["only you", "all of you"]
    assert [m.text for m in scott.sees(general)] == ["all of you"]


def test_a_button_opens_a_form_which_can_have_errors(app: App, slack: StandIn, katie: Person, scott: Person) -> None:
    sent: list[Json] = []

    @app.command("/whoknows")
    def asked(ack: Any) -> None:
        ack(text="x", blocks=[actions(button("Ask Scott", "ask", value=scott.id))])

    @app.action("ask")
    def pressed(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        sent.append(body)
        ack()

    @app.options("a")
    def topics(ack: Any, payload: Json) -> None:
        ack(options=[{"text": plain(payload["value"].title()), "value": "pp"}])

    @app.view("form")
    def submitted(ack: Any, view: Json) -> None:
        values = view["state"]["values"]
        if values["question"]["a"]["value"] == "?":
            ack(response_action="errors", errors={"question": "Say a little more"})
            return
        sent.append(values)
        ack()

    answer = katie.types("/whoknows", "powerpoint")
    assert answer.message is not None
    assert katie.presses(answer.message, "Ask").acked
    assert katie.submits(values={"Question": "?"}).errors == {"question": "Say a little more"}
    assert [view.title for view in katie.views()] == ["A form"]
    katie.submits(values={"Question": "Charts?", "Who": scott, "Topic": "Powerpoint", "when": "2025-12-24"})

    body, values = sent
    assert (body["actions"][0]["value"], body["user"]["id"]) == (scott.id, katie.id)
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    assert values["who"]["a"]["selected_user"] == scott.id
    assert values["topic"]["a"]["selected_option"]["value"] == "pp"
    assert values["when"]["a"]["selected_date"] == "2025-12-24"
    assert katie.views() == []
    assert slack.violations == []


def test_a_form_that_is_not_complete_is_not_sent(app: App, slack: StandIn, katie: Person) -> None:
    @app.shortcut("ask")
    def opened(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    katie.uses_shortcut("ask")
    with pytest.raises(StandInError, match=r"Question.*required"):
        katie.submits()
    with pytest.raises(StandInError, match=r"Question.*too long"):
        katie.submits(values={"Question": "x" * 21})
    with pytest.raises(NotOnScreenError, match="Quest"):
        katie.submits(values={"Answer": "x"})
    assert slack.delivered("view_submission") == []


def test_forms_go_deeper_change_and_close(app: App, slack: StandIn, katie: Person) -> None:
    closed: list[Json] = []

    @app.shortcut("ask")
    def opened(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(section("one"), callback_id="one"))
        ack()

    @app.view("one")
    def one(ack: Any) -> None:
        ack(response_action="push", view=modal(section("two"), callback_id="two", notify_on_close=True))

    @app.view("two")
    def two(ack: Any) -> None:
        ack(response_action="update", view=modal(section("three"), callback_id="three", notify_on_close=True))

    @app.view("three")
    def three(ack: Any) -> None:
        ack(response_action="clear")

    @app.view_closed("three")
    def gone(ack: Any, body: Json) -> None:
        closed.append(body)
        ack()

    katie.uses_shortcut("ask")
    katie.submits()
    katie.submits()
    assert [view.shown for view in katie.views()] == ["one", "three"]
    katie.closes()
    assert [view.shown for view in katie.views()] == ["one"]
    assert closed[0]["is_cleared"] is False
    katie.submits()
    katie.submits()
    katie.submits()
    assert katie.views() == []
    assert slack.violations == []


def test_home_is_published_when_it_is_opened(app: App, slack: StandIn, katie: Person) -> None:
    @app.event("app_home_opened")
    def opened(event: Json, client: Any) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [actions(button("Hide", "hide"))]})

    @app.action("hide")
    def hide(ack: Any, body: Json, client: Any) -> None:
        view = {"type": "home", "blocks": [section("hidden")]}
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        ack()

    katie.opens_home()
    home = slack.until(katie.home)
    assert home is not None
    katie.presses(home, "Hide")

    now = katie.home()
    assert now is not None
    assert now.shown == "hidden"
    slack.settled()
    assert slack.violations == []


def test_a_message_shortcut_carries_the_message(app: App, slack: StandIn, general: Channel, katie: Person) -> None:
    @app.shortcut("find")
    def found(ack: Any, shortcut: Json, respond: Any) -> None:
        ack()
        respond(f"about: {shortcut['message']['text']}")

    app.event("message")(lambda: None)
    message = katie.says(general, "Excel?")
    assert katie.uses_shortcut("find", message).acked

    assert slack.until(lambda: katie.whispers(general))[0].text == "about: Excel?"
    slack.settled()
    assert slack.violations == []


def test_choosing_tells_the_bot_what_else_was_chosen(app: App, slack: StandIn, general: Channel, katie: Person) -> None:
    told: list[Json] = []
    options = [{"text": plain(word), "value": word.lower()} for word in ("Mon", "Tue")]
    menu = {"type": "static_select", "action_id": "day", "placeholder": plain("Day"), "options": options}
    ticks = {"type": "checkboxes", "action_id": "ticks", "options": options}

    @app.action("day")
    def day(ack: Any, body: Json) -> None:
        told.append(body)
        ack()

    app.action("ticks")(lambda ack: ack())
    app.event("message")(lambda: None)
    app.client.chat_postMessage(channel=general.id, text="x", blocks=[actions(menu, ticks)])
    [post] = slack.posts(general)
    katie.chooses(post, "ticks", ["Mon", "tue"])
    katie.chooses(post, "Day", "Tue")

    [body] = told
    assert body["actions"][0]["selected_option"]["value"] == "tue"
    [state] = body["state"]["values"].values()
    assert [option["value"] for option in state["ticks"]["selected_options"]] == ["mon", "tue"]
    assert body["message"]["ts"] == post.ts
    with pytest.raises(NotOnScreenError, match="no option"):
        katie.chooses(post, "Day", "Sunday")


BAD_ANSWERS: dict[str, Json] = {
    "no input block has this id": {"response_action": "errors", "errors": {"nowhere": "x"}},
    "unknown response_action": {"response_action": "explode"},
    "must be less than 25 characters": {"response_action": "update", "view": modal(title=plain("x" * 25))},
    "push_limit_reached": {"response_action": "push", "view": modal()},
}


@pytest.mark.parametrize(("complaint", "answer"), BAD_ANSWERS.items(), ids=BAD_ANSWERS)
def test_a_wrong_answer_to_a_form_is_noted_and_leaves_it_open(
    app: App, slack: StandIn, katie: Person, *, complaint: str, answer: Json
) -> None:
    @app.shortcut("ask")
    def opened(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(callback_id="one"))
        ack()

    @app.view("one")
    def deeper(ack: Any, view: Json) -> None:
        ack(response_action="push", view=modal(callback_id="one" if view["previous_view_id"] is None else "last"))

    app.view("last")(lambda ack: ack(**answer))
    katie.uses_shortcut("ask")
    katie.submits()
    katie.submits()
    assert slack.violations == []
    katie.submits()

    assert complaint in slack.violations[0]
    assert len(katie.views()) == 3


def test_wrong_options_and_words_in_an_empty_acknowledgement_are_noted(
    app: App, slack: StandIn, general: Channel, katie: Person
) -> None:
    menu = {"type": "external_select", "action_id": "menu", "placeholder": plain("Topic")}
    app.options("menu")(lambda ack: ack(options=[{"text": plain("x" * 76), "value": "x"}]))
    app.action("go")(lambda ack: ack("words nobody sees"))
    app.event("message")(lambda: None)
    app.client.chat_postMessage(channel=general.id, text="x", blocks=[actions(menu, button("Go", "go"))])
    [post] = slack.posts(general)

    assert katie.searches(post, "Topic", "p") == []
    katie.presses(post, "Go")

    assert "less than 76" in slack.violations[0]
    assert "Slack ignores" in slack.violations[1]
