"""Stories of people who may ask but are never named, and of people who change."""

from __future__ import annotations

from bot.demo.people import Person
from tests.bots import Company


def answers(acme: Company, who: Person) -> None:
    question = acme.katie.says(acme.general, "Who knows Excel?")
    acme.slack.settled()
    who.says(acme.general, "Me, I am glad to help you with that", thread=question)
    acme.settles()


def test_a_guest_is_answered_without_links_to_where_they_are_not(acme: Company) -> None:
    acme.learns()
    guest = acme.slack.add_person("Gus", is_guest=True)
    acme.bot.jobs.arrive()

    shown = acme.looks("powerpoint", who=guest).shown

    assert acme.scott.mention in shown
    assert "answered one question about PowerPoint" in shown
    assert "archives" not in shown


def test_a_guest_follows_links_into_the_channels_they_are_in(acme: Company) -> None:
    acme.learns()
    guest = acme.slack.add_person("Gus", is_guest=True)
    acme.bot.jobs.arrive()

    guest.joins(acme.general)
    acme.settles()
    assert f"archives/{acme.general.id}" in acme.looks("powerpoint", who=guest).shown

    guest.leaves(acme.general)
    acme.settles()
    assert "archives" not in acme.looks("powerpoint", who=guest).shown


def test_a_guest_is_never_named(acme: Company) -> None:
    guest = acme.slack.add_person("Gus", is_guest=True)
    guest.joins(acme.general)
    acme.bot.jobs.arrive()
    answers(acme, guest)

    assert "Guests can ask" in acme.looks("add excel", who=guest).shown
    assert guest.mention not in acme.looks("excel").shown


def test_a_guest_who_claims_to_know_hears_kind_words_beside_the_answer(once: Company) -> None:
    guest = once.slack.add_person("Gus", is_guest=True)
    guest.joins(once.general)
    once.bot.jobs.arrive()
    asked = guest.types("/whoknows", "lockpicking", channel=once.general)
    assert asked.message is not None

    guest.presses(asked.message, "I know this")
    once.settles()

    assert [message.shown[:12] for message in guest.whispers(once.general)] == ["I don't know", "Guests can a"]


def test_somebody_from_outside_is_neither_answered_nor_named(acme: Company) -> None:
    stranger = acme.slack.add_person("Olga", outside=True)
    stranger.joins(acme.general)
    acme.settles()
    answers(acme, stranger)
    acme.asks("Who knows PowerPoint?", who=stranger)

    assert stranger.mention not in acme.looks("excel").shown
    assert stranger.whispers(acme.general) == []


def test_a_bot_is_never_named(acme: Company) -> None:
    robot = acme.slack.add_person("Robo", is_bot=True)
    robot.joins(acme.general)
    acme.bot.jobs.arrive()
    answers(acme, robot)
    acme.slack.webhook(acme.general, "I know all about Excel")
    acme.settles()

    assert robot.mention not in acme.looks("excel").shown


def test_who_leaves_the_company_is_named_no_more_at_once(acme: Company) -> None:
    acme.learns()
    assert acme.scott.mention in acme.looks("powerpoint").shown

    acme.scott.becomes(deleted=True)
    acme.settles()

    assert acme.scott.mention not in acme.looks("powerpoint").shown


def test_who_becomes_a_guest_is_named_no_more_at_once(once: Company) -> None:
    once.learns()

    once.scott.becomes(is_guest=True)
    once.settles()

    assert once.scott.mention not in once.looks("powerpoint").shown


def test_a_newcomer_is_known_by_what_slack_says_of_them(once: Company) -> None:
    nora = once.slack.add_person("Nora", tz="Asia/Tokyo", announced=True)
    once.settles()
    once.looks("add excel", who=nora)

    assert "in Tokyo" in once.looks("excel").shown


def test_the_asker_is_not_named_to_themselves(acme: Company) -> None:
    acme.learns()

    assert acme.scott.mention not in acme.looks("powerpoint", who=acme.scott).shown
