"""Stories of people who may ask but are never named, and of people who change."""

from __future__ import annotations

from bot.demo.people import Person
from tests.bots import Company


def answers(acme: Company, who: Person) -> None:
    question = acme.katie.says(acme.general, "Who knows Excel?")
    acme.slack.settled()
    who.says(acme.general, "Me, I am glad to help you with that", thread=question)
    acme.settles()


def test_a_guest_is_answered_without_links_to_where_they_are_not(once: Company) -> None:
    once.learns()
    guest = once.slack.add_person("Gus", is_guest=True)
    once.bot.jobs.arrive()

    shown = once.looks("powerpoint", who=guest).shown

    assert once.scott.mention in shown
    assert "answered one question about PowerPoint" in shown
    assert "archives" not in shown


def test_a_guest_follows_links_into_the_channels_they_are_in(once: Company) -> None:
    once.learns()
    guest = once.slack.add_person("Gus", is_guest=True)
    once.bot.jobs.arrive()

    guest.joins(once.general)
    once.settles()
    assert f"archives/{once.general.id}" in once.looks("powerpoint", who=guest).shown

    guest.leaves(once.general)
    once.settles()
    assert "archives" not in once.looks("powerpoint", who=guest).shown


def test_a_guest_is_never_named(once: Company) -> None:
    guest = once.slack.add_person("Gus", is_guest=True)
    guest.joins(once.general)
    once.bot.jobs.arrive()
    answers(once, guest)

    assert "Guests can ask" in once.looks("add excel", who=guest).shown
    assert guest.mention not in once.looks("excel").shown


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


def test_a_bot_is_never_named(once: Company) -> None:
    robot = once.slack.add_person("Robo", is_bot=True)
    robot.joins(once.general)
    once.bot.jobs.arrive()
    answers(once, robot)
    once.slack.webhook(once.general, "I know all about Excel")
    once.settles()

    assert robot.mention not in once.looks("excel").shown


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


def test_the_asker_is_not_named_to_themselves(once: Company) -> None:
    once.learns()

    assert once.scott.mention not in once.looks("powerpoint", who=once.scott).shown
