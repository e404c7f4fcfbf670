"""Who coordinates, and what a workspace sets for itself."""

from __future__ import annotations

import pytest

from bot.domain.bounds import DEFAULTS
from bot.errors import KindError
from storage.store import Store
from storage.values import PersonRow
from tests.builders import NOW, OTHER_TEAM, TEAM, Bot, bot_on

PEOPLE = [
    PersonRow("U0ADA", name="Ada", is_admin=True),
    PersonRow("U0BOB", name="Bob"),
    PersonRow("U0GUS", name="Gus", is_guest=True),
    PersonRow("U0OUT", name="Olga", is_outside=True),
    PersonRow("U0OLD", name="Otto", is_deleted=True, is_admin=True),
    PersonRow("U0BOT", name="Robo", is_bot=True),
]


@pytest.fixture
def bot(store: Store) -> Bot:
    made = bot_on(store)
    made.services.workspaces.save_people(TEAM, PEOPLE)
    return made


def names(bot: Bot) -> list[str]:
    return [person.name for person in bot.services.settings.coordinators_of(TEAM)]


def test_admins_coordinate_unless_they_left(bot: Bot) -> None:
    assert names(bot) == ["Ada"]
    assert bot.services.settings.may_coordinate(TEAM, "U0ADA")
    assert not bot.services.settings.may_coordinate(TEAM, "U0OLD")
    assert not bot.services.settings.may_coordinate(TEAM, "U0BOB")
    assert not bot.services.settings.may_coordinate(TEAM, "U0NOBODY")


def test_an_admin_names_somebody_and_takes_it_back(bot: Bot) -> None:
    assert bot.services.settings.name(TEAM, "U0ADA", "U0BOB", now=NOW)
    assert not bot.services.settings.name(TEAM, "U0ADA", "U0BOB", now=NOW)
    assert names(bot) == ["Bob", "Ada"]

    assert bot.services.settings.drop(TEAM, "U0ADA", "U0BOB")
    assert not bot.services.settings.drop(TEAM, "U0ADA", "U0BOB")
    assert names(bot) == ["Ada"]


def test_whoever_was_named_may_step_down_and_name_nobody(bot: Bot) -> None:
    settings = bot.services.settings
    settings.name(TEAM, "U0ADA", "U0BOB", now=NOW)

    with pytest.raises(KindError, match="admins and owners"):
        settings.name(TEAM, "U0BOB", "U0ADA", now=NOW)
    assert settings.drop(TEAM, "U0BOB", "U0BOB")


@pytest.mark.parametrize("whom", ["U0GUS", "U0OUT", "U0OLD", "U0BOT", "U0NOBODY"])
def test_only_members_can_be_named(bot: Bot, whom: str) -> None:
    with pytest.raises(KindError, match="members"):
        bot.services.settings.name(TEAM, "U0ADA", whom, now=NOW)
    assert names(bot) == ["Ada"]


def test_who_leaves_or_is_forgotten_coordinates_no_more(bot: Bot) -> None:
    settings = bot.services.settings
    settings.name(TEAM, "U0ADA", "U0BOB", now=NOW)
    bot.services.privacy.forget(TEAM, "U0BOB", now=NOW)

    assert names(bot) == ["Ada"]
    with pytest.raises(KindError, match="I keep nothing"):
        settings.name(TEAM, "U0ADA", "U0BOB", now=NOW)


def test_there_is_an_end_to_naming(bot: Bot) -> None:
    with bot.store.team(TEAM).writing() as unit:
        for number in range(50):
            unit.choices.name_coordinator(f"U{number}", now=NOW)

    with pytest.raises(KindError, match="50 coordinators"):
        bot.services.settings.name(TEAM, "U0ADA", "U0BOB", now=NOW)


def test_a_coordinator_sets_a_bound_for_this_workspace_alone(bot: Bot) -> None:
    settings = bot.services.settings
    settings.change(TEAM, "U0ADA", {"kudos_per_day": "9", "kudos_emoji": "heart"})

    bounds = settings.bounds_of(TEAM)
    assert (bounds.kudos_per_day, bounds.kudos_emoji) == (9, ("heart",))
    assert settings.bounds_of(OTHER_TEAM) == DEFAULTS


def test_what_no_bound_can_be_changes_nothing(bot: Bot) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        bot.services.settings.change(TEAM, "U0ADA", {"kudos_emoji": "heart", "kudos_per_day": "0"})

    assert bot.services.settings.bounds_of(TEAM) == DEFAULTS


def test_who_does_not_coordinate_sets_nothing(bot: Bot) -> None:
    with pytest.raises(KindError, match="for coordinators"):
        bot.services.settings.change(TEAM, "U0BOB", {"kudos_per_day": 9})

    assert bot.services.settings.bounds_of(TEAM) == DEFAULTS
