"""What happens because time passes: Slack's people and channels are taken over, once a day, whatever it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.demo.faults import Trouble
from bot.demo.standin import StandIn
from bot.jobs import Jobs
from bot.services import Services, services
from bot.services.workspaces import Home
from bot.slack import Slack, web_client
from storage.store import Store
from storage.values import ChannelKind, Delivery
from tests.bots import Moment, a_slack, staff
from tests.builders import ORDINARY, VOCABULARY


@dataclass(frozen=True)
class Office:
    slack: StandIn
    ours: Services
    jobs: Jobs
    clock: Moment

    @property
    def team(self) -> str:
        return self.slack.settings.team_id

    def people(self) -> set[str]:
        with self.ours.store.team(self.team).reading() as unit:
            return {person.name for person in unit.people.everybody()}

    def channels(self) -> set[str]:
        return set(self.ours.workspaces.channel_names(self.team).values())


@pytest.fixture
def office(sqlite_store: Store) -> Iterator[Office]:
    slack, clock = a_slack(), Moment()
    staff(slack)
    ours = services(sqlite_store, VOCABULARY, ORDINARY, secret="s3cret")
    own = slack.settings
    ours.workspaces.arrive(Home(own.team_id, own.team_name, "", own.bot_user_id), now=clock())
    with slack.running() as server:
        client = Slack(web_client(own.bot_token, server.api_url))
        yield Office(slack, ours, Jobs(ours, lambda team_id: client if team_id == own.team_id else None), clock)
        assert slack.violations == []


def test_everybody_and_every_channel_is_taken_over_page_by_page(office: Office) -> None:
    for number in range(450):
        office.slack.add_person(f"Person {number}")
    for number in range(250):
        office.slack.add_channel(f"room-{number}")

    office.jobs.arrive()

    assert {"katie", "scott", "jill", "person.0", "person.449"} <= office.people()
    assert {"general", "room-0", "room-249"} <= office.channels()
    assert len(office.slack.called("users.list")) == 3
    assert len(office.slack.called("conversations.list")) == 2


def test_what_slack_knows_of_them_is_known(office: Office) -> None:
    guest = office.slack.add_person("Gus", is_guest=True, tz="Asia/Tokyo", title="Visitor")
    gone = office.slack.add_person("Gina", deleted=True)
    office.slack.add_channel("board", private=True, with_bot=True)

    office.jobs.arrive()

    with office.ours.store.team(office.team).reading() as unit:
        people = unit.people.by_id([guest.id, gone.id, "USLACKBOT", office.slack.settings.bot_user_id])
        board = unit.people.channel_named("board")
    assert (people[guest.id].is_guest, people[guest.id].tz, people[guest.id].title) == (True, "Asia/Tokyo", "Visitor")
    assert people[gone.id].is_deleted
    assert people["USLACKBOT"].is_bot
    assert people[office.slack.settings.bot_user_id].is_bot
    assert board is not None
    assert (board.kind, board.bot_is_in) == (ChannelKind.PRIVATE, True)


def test_members_are_asked_for_only_where_a_guest_might_be(office: Office) -> None:
    office.jobs.arrive()
    assert office.slack.called("conversations.members") == []

    guest = office.slack.add_person("Gus", is_guest=True)
    guest.joins(general_of(office))
    office.jobs.arrive()

    assert len(office.slack.called("conversations.members")) == 1
    with office.ours.store.team(office.team).reading() as unit:
        assert unit.people.channels_of_guest(guest.id) == {general_of(office)}


def general_of(office: Office) -> str:
    return next(channel.id for channel in office.slack.world.channels.values() if channel.name == "general")


def test_what_slack_refuses_is_logged_and_the_rest_is_done(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.slack.troubles("users.list", Trouble.REFUSED, error="missing_scope")

    office.jobs.arrive()

    assert "general" in office.channels()
    (line,) = (record.getMessage() for record in caplog.records if record.name == "bot.jobs")
    assert line.startswith("people not done: users.list said ")


def test_where_slack_stumbles_once_it_reads_on(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.slack.troubles("users.list", Trouble.SERVER_ERROR)
    office.slack.troubles("conversations.list", Trouble.LOST_CALL)

    office.jobs.arrive()

    assert {"katie", "scott"} <= office.people()
    assert "general" in office.channels()
    assert [record for record in caplog.records if record.name == "bot.jobs"] == []


def test_slowed_down_it_waits_and_reads_on(office: Office) -> None:
    for number in range(250):
        office.slack.add_person(f"Person {number}")
    office.slack.troubles("users.list", Trouble.RATE_LIMITED, retry_after=0)

    office.jobs.arrive()

    assert {"person.0", "person.249"} <= office.people()


def test_told_to_stop_it_does_not_wait_for_slack(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.slack.troubles("users.list", Trouble.RATE_LIMITED, retry_after=3600)
    office.jobs.stopping.set()

    office.jobs.arrive()

    assert "users.list said ratelimited" in caplog.text


def test_each_days_work_is_done_once_by_however_many_processes(office: Office) -> None:
    other = Jobs(office.ours, office.jobs.clients)
    for _ in range(3):
        office.jobs.tick(office.clock())
        other.tick(office.clock())
    assert len(office.slack.called("users.list")) == 1

    office.clock.pass_by(24 * 3600)
    other.tick(office.clock())
    assert len(office.slack.called("users.list")) == 2


def test_what_has_been_kept_long_enough_is_dropped(office: Office) -> None:
    with office.ours.store.team(office.team).writing() as unit:
        unit.outbox.leave("help", key="x", now=office.clock(), channel_id="D1", user_id="U1")
        item = unit.outbox.claim(now=office.clock())
        assert item is not None
    office.ours.history.tidy(office.team, now=office.clock())
    with office.ours.store.team(office.team).writing() as unit:
        unit.outbox.settle(item.row_id, Delivery.SENT)

    office.clock.pass_by(31 * 24 * 3600)
    office.jobs.tick(office.clock())

    assert office.ours.store.outbox_states() == {}


def test_a_workspace_whose_token_is_not_ours_is_left_alone(office: Office) -> None:
    office.ours.workspaces.arrive(Home("T0OTHER", "Other", "", "U0BOT"), now=office.clock())

    office.jobs.arrive()
    office.jobs.tick(office.clock())

    with office.ours.store.team("T0OTHER").reading() as unit:
        assert [person.user_id for person in unit.people.everybody()] == ["U0BOT"]


def chosen(office: Office, source: str, field: str = "") -> None:
    fields = {"source": source, "field": field}
    with office.ours.store.team(office.team).reading() as unit:
        (jill,) = unit.people.admins()
    office.ours.insights.groups.choose(office.team, jill.user_id, fields, seen=f"v:{source}", now=office.clock())


def placed(office: Office) -> dict[str, str]:
    """Who is placed in which group, by name."""
    with office.ours.store.team(office.team).reading() as unit:
        people = unit.people.by_id(unit.insights.placements())
        return {people[at].name: labels["group"] for at, labels in unit.insights.placements().items()}


def test_groups_are_slacks_user_groups_where_a_coordinator_says_so(office: Office) -> None:
    five = [office.slack.add_person(f"Designer {number}") for number in range(5)]
    office.slack.add_usergroup("designers", five)
    office.slack.add_usergroup("everybody", [*five, office.slack.add_person("Ana")])
    office.slack.add_usergroup("board", five[:4])
    office.jobs.arrive()
    assert placed(office) == {}

    chosen(office, "usergroups")
    office.jobs.arrive()

    assert placed(office) == {**{one.account.name: "designers" for one in five}, "ana": "everybody"}


def test_groups_are_a_field_of_profiles_by_its_label(office: Office) -> None:
    ana, bob = office.slack.add_person("Ana"), office.slack.add_person("Bob")
    for who, team in ((ana, " Sales\n"), (bob, "")):
        fields = {"Xf1": {"value": team, "label": "Team"}, "Xf2": {"value": "Ann", "label": "Pronounced"}}
        who.becomes(profile={"fields": fields})
    office.jobs.arrive()
    chosen(office, "field", "team")
    office.jobs.arrive()
    assert placed(office) == {"ana": "Sales"}

    chosen(office, "field", "No such field")
    office.jobs.arrive()
    assert placed(office) == {"ana": "Sales"}  # chosen once for each form: this was the same one


def test_of_a_field_that_nobody_has_there_are_no_groups(office: Office) -> None:
    office.jobs.arrive()
    chosen(office, "field", "No such field")
    office.jobs.arrive()

    assert placed(office) == {}


def test_slack_may_stumble_over_a_profile(office: Office) -> None:
    ana = office.slack.add_person("Ana")
    ana.becomes(profile={"fields": {"Xf1": {"value": "Sales", "label": "Team"}}})
    office.jobs.arrive()
    chosen(office, "field", "Team")
    office.slack.troubles("users.profile.get", Trouble.REFUSED, error="missing_scope")
    office.jobs.arrive()
    assert placed(office) == {}

    office.slack.troubles("users.profile.get", Trouble.RATE_LIMITED, retry_after=0)
    office.jobs.arrive()
    assert placed(office) == {"ana": "Sales"}


def test_groups_are_the_titles_people_have_by_now(office: Office) -> None:
    ana = office.slack.add_person("Ana", title="Sales")
    office.jobs.arrive()
    chosen(office, "title")
    assert placed(office) == {"ana": "Sales"}

    ana.becomes(title="Support")
    office.jobs.arrive()

    assert placed(office) == {"ana": "Support"}
