"""Stories of the buttons under an answer: near misses, whoever comes next, and `I know this`."""

from __future__ import annotations

import re

from bot.demo.values import Message
from tests.bots import Company


def labels(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row if element["type"] == "button"]


def named(message: Message) -> list[str]:
    return re.findall(r"<@(\w+)>", message.shown)


def test_a_near_miss_is_one_press_away(acme: Company) -> None:
    acme.looks("add Power BI", who=acme.scott)
    asked = acme.jill.types("/whoknows", "power", channel=acme.general)
    assert asked.message is not None
    assert "Power BI" in labels(asked.message)

    assert acme.jill.presses(asked.message, "Power BI").acked
    acme.settles()

    (shown,) = acme.jill.whispers(acme.general)
    assert named(shown) == [acme.scott.id]


def test_someone_else_leads_on_until_there_is_nobody_more(once: Company) -> None:
    experts = [once.slack.add_person(f"Expert {number}") for number in range(7)]
    for expert in experts:
        assert expert.types("/whoknows", "add powerpoint").acked
    asked = once.jill.types("/whoknows", "powerpoint", channel=once.general)
    assert asked.message is not None
    seen = named(asked.message)

    while "Someone else" in labels(once.jill.whispers(once.general)[-1]):
        once.jill.presses(once.jill.whispers(once.general)[-1], "Someone else")
        once.settles()
        seen += named(once.jill.whispers(once.general)[-1])

    assert sorted(seen) == sorted(expert.id for expert in experts)
    assert len(once.jill.whispers(once.general)) == 1


def test_whoever_knows_it_says_so_and_is_named_from_then_on(once: Company) -> None:
    asked = once.katie.types("/whoknows", "Kubernetes", channel=once.general)
    assert asked.message is not None

    once.katie.presses(asked.message, "I know this")
    once.settles()

    (shown,) = once.katie.whispers(once.general)
    assert "you can help with *Kubernetes*" in shown.shown
    assert named(once.looks("k8s")) == [once.katie.id]
    assert "says they know Kubernetes" in once.looks("k8s").shown


def test_what_nobody_ever_heard_of_can_be_claimed_too(once: Company) -> None:
    asked = once.katie.types("/whoknows", "lockpicking", channel=once.general)
    assert asked.message is not None

    once.katie.presses(asked.message, "I know this")
    once.settles()

    assert named(once.looks("lockpicking")) == [once.katie.id]


def test_a_press_that_slack_repeats_is_one_press(acme: Company) -> None:
    asked = acme.katie.types("/whoknows", "Kubernetes", channel=acme.general)
    assert asked.message is not None
    acme.katie.presses(asked.message, "I know this")
    (press,) = acme.slack.delivered("block_actions")

    acme.slack.redeliver(press)
    acme.settles()

    assert "you told me" in acme.looks("me", who=acme.katie).shown
    assert len(acme.katie.whispers(acme.general)) == 1


def test_a_button_of_long_ago_says_that_it_is_gone(once: Company) -> None:
    asked = once.katie.types("/whoknows", "Kubernetes", channel=once.general)
    assert asked.message is not None
    (row,) = (block for block in asked.message.blocks if block["type"] == "actions")
    row["elements"][-1] |= {"action_id": "ask:someone_else", "value": "999999:3"}

    once.katie.presses(asked.message, "I know this")
    once.settles()

    assert "Ask again with `/whoknows`" in once.katie.whispers(once.general)[-1].shown
