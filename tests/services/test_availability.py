"""When people may be asked: what they set holds for them alone, once, and answers tell it to colleagues."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.answers import Press, Query
from bot.domain.availability import Availability, Hindrance, WorkingWeek
from bot.domain.availability_own import Entered
from bot.errors import KindError
from bot.services.availability import reaches
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, named, rows
from tests.homes import press
from tests.thankers import team_on

# NOW is Monday the 2nd of March 2026, noon; Lisbon has UTC then.
THURSDAY, NEXT_MONDAY = datetime(2026, 3, 5, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
URL = "https://hooks.example/1"


def of(bot: Bot, user_id: str = "U0BOB", *, days: float = 0) -> Availability:
    return bot.services.availability.of(TEAM, user_id, now=NOW + timedelta(days=days))


def test_whoever_set_nothing_works_when_most_do_in_their_zone(store: Store) -> None:
    bot = team_on(store)

    assert of(bot) == Availability(WorkingWeek(tz="Europe/Lisbon"))
    assert of(bot, "U0STRANGER") == Availability()


def test_a_limit_holds_until_its_day_and_for_this_person_alone(store: Store) -> None:
    bot = team_on(store)
    told = bot.services.availability.limit(TEAM, press("U0BOB"), "until thursday", now=NOW)

    assert told == of(bot)
    assert told.limit_until == THURSDAY
    assert of(bot, days=3).limit_until is None
    assert of(bot, "U0ANA").limit_until is None


def test_a_limit_is_taken_back(store: Store) -> None:
    bot = team_on(store)
    bot.services.availability.limit_this_week(TEAM, press("U0BOB", "a:1"), now=NOW)
    assert of(bot).limit_until == NEXT_MONDAY

    bot.services.availability.limit(TEAM, press("U0BOB", "a:2"), "off", now=NOW)
    assert of(bot).limit_until is None

    bot.services.availability.limit(TEAM, press("U0BOB", "a:3"), "2 weeks", now=NOW)
    bot.services.availability.no_limit(TEAM, press("U0BOB", "a:4"), now=NOW)
    assert of(bot).limit_until is None


def test_what_slack_repeats_later_brings_nothing_back(store: Store) -> None:
    bot = team_on(store)
    for seen, text in (("c:1", "2 weeks"), ("c:2", "off"), ("c:1", "2 weeks")):
        bot.services.availability.limit(TEAM, press("U0BOB", seen), text, now=NOW)

    assert of(bot).limit_until is None


def test_pausing_holds_until_it_is_ended(store: Store) -> None:
    bot = team_on(store)
    bot.services.availability.pause(TEAM, press("U0BOB", "a:1"), paused=True, now=NOW)
    assert of(bot, days=300).paused

    bot.services.availability.pause(TEAM, press("U0BOB", "a:2"), paused=False, now=NOW)
    assert not of(bot).paused


@pytest.mark.parametrize("text", ["yesterday", "until 1 january 2020", "100 months", ""])
def test_what_is_no_day_ahead_changes_nothing(store: Store, text: str) -> None:
    bot = team_on(store)
    with pytest.raises(KindError):
        bot.services.availability.limit(TEAM, press("U0BOB"), text, now=NOW)

    assert rows(store, "preference") == []


def test_what_is_pressed_in_a_message_is_said_there_and_at_home_it_shows(store: Store) -> None:
    bot = team_on(store)
    bot.services.availability.limit_this_week(TEAM, Press("U0BOB", "a:1", URL), now=NOW)
    bot.services.availability.pause(TEAM, Press("U0BOB", "a:2", ""), paused=True, at_home=True, now=NOW)
    bot.services.availability.pause(TEAM, Press("U0BOB", "c:3", ""), paused=False, now=NOW)

    left = [(row.kind, row.user_id, row.facts) for row in sorted(rows(store, "outbox"), key=lambda row: row.id)]
    assert left == [("availability", "U0BOB", {"url": URL}), ("home", "U0BOB", {})]


FORM = Entered(("mon", "thu"), "08:00", "12:30", until="2026-03-05", paused=True)


def test_the_form_is_kept_once(store: Store) -> None:
    bot = team_on(store)
    for _ in range(2):
        assert bot.services.availability.set(TEAM, press("U0BOB", "v:1"), FORM, now=NOW) == {}

    week = WorkingWeek(frozenset({"mon", "thu"}), time(8), time(12, 30), "Europe/Lisbon")
    assert of(bot) == Availability(week, limit_until=THURSDAY, paused=True)
    assert [row.kind for row in rows(store, "outbox")] == ["home"]


def test_a_form_that_cannot_be_changes_nothing(store: Store) -> None:
    bot = team_on(store)
    wrong = bot.services.availability.set(TEAM, press("U0BOB"), Entered((), "8", "12:30"), now=NOW)

    assert wrong.keys() == {"days", "begins"}
    assert rows(store, "preference") == rows(store, "outbox") == []


def test_the_form_opens_once(store: Store) -> None:
    bot = team_on(store)

    assert bot.services.availability.to_set(TEAM, press("U0BOB"), now=NOW) == of(bot)
    assert bot.services.availability.to_set(TEAM, press("U0BOB"), now=NOW) is None


@pytest.mark.parametrize("who", ["guest", "outsider", "forgotten"])
def test_whom_nobody_is_led_to_has_nothing_to_set(store: Store, who: str) -> None:
    bot, ours = team_on(store), team_on(store).services.availability
    strangers = [PersonRow("U0GUEST", is_guest=True), PersonRow("U0OUTSIDER", is_outside=True)]
    bot.services.workspaces.save_people(TEAM, strangers)
    bot.services.privacy.forget(TEAM, "U0FORGOTTEN", now=NOW)
    by = press(f"U0{who.upper()}")

    for attempt in (
        lambda: ours.limit(TEAM, by, "2 weeks", now=NOW),
        lambda: ours.limit_this_week(TEAM, by, now=NOW),
        lambda: ours.no_limit(TEAM, by, now=NOW),
        lambda: ours.pause(TEAM, by, paused=True, now=NOW),
        lambda: ours.to_set(TEAM, by, now=NOW),
        lambda: ours.set(TEAM, by, FORM, now=NOW),
    ):
        with pytest.raises(KindError):
            attempt()
    assert rows(store, "preference") == []


def test_another_workspace_knows_nothing_of_it(store: Store) -> None:
    bot = team_on(store)
    bot.services.availability.limit(TEAM, press("U0BOB"), "2 weeks", now=NOW)

    assert bot.services.availability.of(OTHER_TEAM, "U0BOB", now=NOW) == Availability()


def test_whoever_is_forgotten_leaves_nothing_of_it(store: Store) -> None:
    bot = team_on(store)
    bot.services.availability.set(TEAM, press("U0BOB"), FORM, now=NOW)
    bot.services.workspaces.save_people(TEAM, [PersonRow("U0BOB", away="away", away_until=THURSDAY)])

    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)

    assert rows(store, "preference") == []
    assert "U0BOB" not in {row.user_id for row in rows(store, "person")}


def test_several_people_are_told_of_at_once(store: Store) -> None:
    bot = team_on(store)
    bot.services.availability.limit(TEAM, press("U0BOB"), "until thursday", now=NOW)
    with store.team(TEAM).reading() as unit:
        people = unit.people.by_id(["U0ANA", "U0BOB", "U0EVE"])
        told = reaches(unit, people, now=NOW, full={"U0EVE": NEXT_MONDAY})

    assert {user: (one.hindrance, one.until) for user, one in told.items()} == {
        "U0ANA": (None, None),
        "U0BOB": (Hindrance.LIMIT, THURSDAY),
        "U0EVE": (Hindrance.LIMIT, NEXT_MONDAY),
    }


def knowing(bot: Bot, *names: str) -> None:
    for name in names:
        bot.services.skills.declare(TEAM, f"U0{name}", "Excel", now=NOW)


def away(bot: Bot, *names: str, until: datetime | None = THURSDAY) -> None:
    bot.services.workspaces.save_people(
        TEAM, [PersonRow(f"U0{name}", name.title(), away="away", away_until=until) for name in names]
    )


def test_those_who_can_be_reached_come_first_and_the_others_stay(store: Store) -> None:
    bot = team_on(store)
    knowing(bot, "ANA", "BOB", "CARL")
    first, *others = named(bot.look("excel"))
    bot.services.availability.limit(TEAM, press(first), "2 weeks", now=NOW)

    answer = bot.look("excel")

    assert named(answer) == [*others, first]
    assert [one.reach.hindrance for one in answer.people] == [None, None, Hindrance.LIMIT]
    assert not answer.people[-1].reach.may_be_asked


def test_where_nobody_on_the_page_can_be_reached_the_next_one_who_can_is_named(store: Store) -> None:
    bot = team_on(store)
    knowing(bot, "ANA", "BOB", "CARL", "DORA", "EVE", "FAY", "JIM")
    before = named(bot.services.ask.look(TEAM, query(shown=9), now=NOW))
    away(bot, *(user.removeprefix("U0") for user in before[:6]))

    shown = [named(bot.services.ask.look(TEAM, query(skip=skip), now=NOW)) for skip in (0, 3, 6)]

    assert shown[0] == [before[6], *before[:2]]
    assert [*shown[0], *shown[1], *shown[2]] == [before[6], *before[:6]]


def query(*, skip: int = 0, shown: int = 3) -> Query:
    return Query("excel", "U0ASKER", skip=skip, shown=shown)


def test_an_absence_that_is_over_changes_nothing(store: Store) -> None:
    bot = team_on(store)
    knowing(bot, "ANA", "BOB")
    before = named(bot.look("excel"))
    away(bot, before[0].removeprefix("U0"), until=NOW)

    assert named(bot.look("excel")) == before
