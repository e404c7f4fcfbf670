"""Presses and forms of insights that no screen of ours offers: forged values, strangers, stale and hostile words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.demo.delivery import Envelope, Reply, Sort
from bot.demo.people import Person
from tests.bots import Company, pings
from tests.builders import everything
from tests.journeys.test_hostile import HOSTILE

Json = dict[str, Any]
FORGED = ("", "horoscope", "people; DROP TABLE person", "overview\x00", "x" * 2000)


def press(acme: Company, who: Person, action_id: str, value: str = "", *, team: str = "", number: int = 0) -> Reply:
    """A press as Slack would send it; the address it is answered at leads nowhere."""
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": f"{number}.1"}
    body = {"type": "block_actions", "actions": [action], "trigger_id": f"{action_id}{number}", "response_url": ""}
    return send(acme, who, body, team=team)


def submit(acme: Company, who: Person, callback_id: str, fields: dict[str, Json], *, number: int = 0) -> Reply:
    values = {name: {name: held} for name, held in fields.items()}
    view = {"id": f"V{number}", "type": "modal", "callback_id": callback_id, "hash": "1", "state": {"values": values}}
    return send(acme, who, {"type": "view_submission", "view": view, "trigger_id": f"{callback_id}{number}"})


def send(acme: Company, who: Person, body: Json, *, team: str = "") -> Reply:
    own = {"team": {"id": acme.team, "domain": "acme"}, "user": {"id": who.id, "team_id": team or acme.team}}
    return acme.slack.postman.ask(Envelope(acme.slack.world.counters.id("E"), Sort.INTERACTIVE, {**own, **body})).reply


def kept(acme: Company) -> dict[str, list[str]]:
    """All but what says that something was handled, or is to be said."""
    return everything(acme.bot.services.store, without=("seen", "outbox", "claim"))


def csv_form(text: str) -> dict[str, Json]:
    return {"source": {"selected_option": {"value": "csv"}}, "csv": {"value": text}, "field": {"value": None}}


def test_a_page_that_does_not_exist_is_taken_and_changes_nothing(acme: Company) -> None:
    before = kept(acme)
    for number, value in enumerate(FORGED):
        for action in ("insights:page:x", "insights:counted"):
            assert press(acme, acme.jill, action, value, number=number).acked
    acme.settles()

    assert kept(acme) == before
    assert acme.jill.views() == []


@pytest.mark.parametrize("action", ["insights:page:flow", "insights:counted", "insights:assume"])
def test_who_is_no_coordinator_gets_nothing_by_pressing(once: Company, action: str) -> None:
    before = kept(once)
    guest = once.slack.add_person("Gus", is_guest=True)
    outsider = once.slack.add_person("Otto", outside=True)
    for who, team in ((once.katie, ""), (guest, ""), (outsider, "T0OUTSIDE1")):
        assert press(once, who, action, "flow", team=team).acked
    once.settles()

    assert kept(once)["insight_look"] == before["insight_look"] == []
    assert once.slack.called("views.open") == []


@pytest.mark.parametrize("action", ["insights:yes", "insights:no"])
def test_who_was_not_asked_cannot_agree_for_anybody(once: Company, action: str) -> None:
    before = kept(once)
    assert press(once, once.katie, action, once.scott.id).acked
    once.settles()

    assert kept(once) == before


def test_forms_of_others_are_not_taken(once: Company) -> None:
    before = kept(once)
    text = {name: {"value": "1 2 3"} for name in ("minutes", "hour", "fee")}
    refused = submit(once, once.katie, "insights:form:assume", {**text, "currency": {"value": "EUR"}})
    csv = csv_form(f"user,group\n{once.scott.id},Sales")
    again = submit(once, once.katie, "insights:form:groups", csv)

    assert "for coordinators" in repr(refused.body)
    assert "for coordinators" in repr(again.body)
    assert kept(once) == before


def test_a_source_that_does_not_exist_is_none(once: Company) -> None:
    form = {"source": {"selected_option": {"value": "horoscope"}}}

    assert submit(once, once.jill, "insights:form:groups", form).acked
    assert kept(once)["insight_placement"] == []


def test_the_same_form_sent_twice_is_taken_once(once: Company) -> None:
    csv = csv_form(f"user,group\n{once.scott.id},Sales")
    for _again in range(2):
        assert submit(once, once.jill, "insights:form:groups", csv).acked

    assert len(kept(once)["insight_look"]) == 1


def test_hostile_words_are_answered_kindly(once: Company, caplog: pytest.LogCaptureFixture) -> None:
    for number, (name, text) in enumerate(HOSTILE.items()):
        answer = once.jill.types("/insights", text, channel=once.general)
        assert answer.acked, name
        assert "`/insights help`" in answer.shown, name
        row = text.replace('"', "").replace("\n", " ")[:2900]
        csv = csv_form(f'user,group,site\n{once.scott.id},"{row}","{row[:90]}"')
        assert submit(once, once.jill, "insights:form:groups", csv, number=number).acked, name
        odd = {one: {"value": text[:3000]} for one in ("minutes", "hour", "fee", "currency")}
        assert submit(once, once.jill, "insights:form:assume", odd, number=number).body["response_action"] == "errors"
    once.settles()

    assert len(kept(once)["insight_placement"]) == 1
    assert pings(once.slack) == []
    assert [record.getMessage() for record in caplog.records if record.levelname in {"WARNING", "ERROR"}] == []
