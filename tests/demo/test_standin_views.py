"""views.*: triggers, hashes, the stack, and what Slack refuses in a view."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.demo.people import Person
from bot.demo.standin import StandIn
from tests.demo.bots import Hours, field_for, modal, plain, refused, section

Json = dict[str, Any]
TEXT = {"type": "plain_text_input"}


def trigger(slack: StandIn, person: Person, *, view_id: str = "") -> str:
    return slack.world.tickets.trigger(person.id, view_id=view_id)


def test_a_modal_opens_before_who_pressed(client: WebClient, slack: StandIn, katie: Person, scott: Person) -> None:
    answer = client.views_open(trigger_id=trigger(slack, katie), view=modal(callback_id="form"))

    [view] = katie.views()
    assert (view.id, view.callback_id, view.hash) == (answer["view"]["id"], "form", answer["view"]["hash"])
    assert scott.views() == []


def test_a_trigger_opens_one_view(client: WebClient, slack: StandIn, katie: Person) -> None:
    once = trigger(slack, katie)
    client.views_open(trigger_id=once, view=modal())

    assert refused(client.views_open, trigger_id=once, view=modal()) == "exchanged_trigger_id"
    assert refused(client.views_open, trigger_id="1.2.x", view=modal()) == "invalid_trigger_id"
    assert len(slack.violations) == 2


@pytest.mark.parametrize(("seconds", "answer"), [(2.9, None), (3.1, "expired_trigger_id")])
def test_a_trigger_lives_three_seconds(
    client: WebClient, slack: StandIn, katie: Person, *, hours: Hours, seconds: float, answer: str | None
) -> None:
    ticket = trigger(slack, katie)
    hours.pass_by(seconds)

    if answer is None:
        assert client.views_open(trigger_id=ticket, view=modal())["ok"] is True
        return
    assert refused(client.views_open, trigger_id=ticket, view=modal()) == answer


def test_three_modals_are_the_limit(client: WebClient, slack: StandIn, katie: Person) -> None:
    view = client.views_open(trigger_id=trigger(slack, katie), view=modal())["view"]
    root = view["id"]
    for _ in range(2):
        above = client.views_push(trigger_id=trigger(slack, katie, view_id=view["id"]), view=modal())["view"]
        assert (above["previous_view_id"], above["root_view_id"]) == (view["id"], root)
        view = above

    ticket = trigger(slack, katie, view_id=view["id"])
    assert refused(client.views_push, trigger_id=ticket, view=modal()) == "push_limit_reached"
    assert len(katie.views()) == 3


def test_an_update_needs_the_version_it_was_made_for(client: WebClient, slack: StandIn, katie: Person) -> None:
    view = client.views_open(trigger_id=trigger(slack, katie), view=modal(external_id="mine"))["view"]

    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("new")))["view"]

    assert katie.views()[0].shown == "new"
    assert refused(client.views_update, view_id=view["id"], hash=view["hash"], view=modal()) == "hash_conflict"
    assert newer["hash"] != view["hash"]
    assert refused(client.views_update, view_id="V404", view=modal()) == "not_found"


def test_a_closed_modal_cannot_be_updated(client: WebClient, slack: StandIn, katie: Person) -> None:
    view = client.views_open(trigger_id=trigger(slack, katie), view=modal())["view"]
    katie.closes()

    assert refused(client.views_update, view_id=view["id"], view=modal()) == "not_found"


def test_what_was_filled_in_survives_an_update(client: WebClient, slack: StandIn, katie: Person) -> None:
    form = modal(field_for("Name", "name", TEXT), field_for("Age", "age", TEXT, optional=True))
    view = client.views_open(trigger_id=trigger(slack, katie), view=form)["view"]
    katie.chooses(katie.views()[0], "Name", "Katie")

    client.views_update(view_id=view["id"], view=modal(field_for("Name", "name", TEXT), section("more")))

    assert katie.views()[0].state == {"name": {"a": {"type": "plain_text_input", "value": "Katie"}}}


def test_the_home_tab_is_published_for_one_person(client: WebClient, katie: Person, scott: Person) -> None:
    home = {"type": "home", "blocks": [section("your skills")]}
    first = client.views_publish(user_id=katie.id, view=home)["view"]

    assert katie.home() is not None
    assert scott.home() is None
    again = client.views_publish(user_id=katie.id, view=home, hash=first["hash"])["view"]
    assert again["id"] == first["id"]
    assert refused(client.views_publish, user_id=katie.id, view=home, hash=first["hash"]) == "hash_conflict"
    assert refused(client.views_publish, user_id="U404", view=home) == "user_not_found"
    assert refused(client.views_publish, user_id=katie.id, view=modal()) == "invalid_arguments"


LONG = "x" * 25
INPUT = field_for("Name", "name", TEXT)
BAD: dict[str, Json] = {
    "a title over 24 characters": modal(title=plain(LONG)),
    "no title": modal(title=None),
    "a submit over 24 characters": modal(submit=plain(LONG)),
    "a close over 24 characters": modal(close=plain(LONG)),
    "an input without submit": modal(INPUT, submit=None),
    "private_metadata over 3000": modal(private_metadata="x" * 3001),
    "callback_id over 255": modal(callback_id="x" * 256),
    "over 100 blocks": modal(*[section("x")] * 101),
    "an unknown field": modal(colour="red"),
    "an unknown type": modal(type="popup"),
    "no blocks": modal(blocks=None),
    "a title in mrkdwn": modal(title={"type": "mrkdwn", "text": "x"}),
    "a table": modal({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}),
    "two focused fields": modal(
        field_for("A", "a", {**TEXT, "focus_on_load": True}),
        field_for("B", "b", {**TEXT, "focus_on_load": True}),
    ),
    "the same block twice": modal(INPUT, INPUT),
}


@pytest.mark.parametrize("view", BAD.values(), ids=BAD)
def test_slack_refuses_a_modal_with(view: Json, client: WebClient, slack: StandIn, katie: Person) -> None:
    assert refused(client.views_open, trigger_id=trigger(slack, katie), view=view) == "invalid_arguments"
    assert katie.views() == []


def test_a_view_has_a_weight(client: WebClient, slack: StandIn, katie: Person) -> None:
    heavy = modal(*[section("x" * 2900, block_id=f"b{n}") for n in range(90)])

    assert refused(client.views_open, trigger_id=trigger(slack, katie), view=heavy) == "view_too_large"
    assert client.views_open(trigger_id=trigger(slack, katie), view=modal(*[section("x")] * 100))["ok"] is True
