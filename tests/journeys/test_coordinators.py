"""Stories of who looks after the programme."""

from __future__ import annotations

import pytest

from tests.bots import Company


def test_admins_coordinate_and_name_others(acme: Company) -> None:
    assert acme.jill.mention in acme.looks("coordinators", who=acme.katie).shown

    assert "is a coordinator now" in acme.looks("coordinators add @Katie").shown
    assert "was a coordinator already" in acme.looks("coordinators add @Katie").shown
    assert acme.katie.mention in acme.looks("coordinators", who=acme.scott).shown

    assert "no coordinator any more" in acme.looks("coordinators remove @Katie").shown
    assert acme.katie.mention not in acme.looks("coordinators", who=acme.scott).shown


def test_who_is_no_admin_names_nobody(once: Company) -> None:
    assert "Only workspace admins" in once.looks("coordinators add @Scott", who=once.katie).shown
    assert once.scott.mention not in once.looks("coordinators").shown


@pytest.mark.parametrize("words", ["coordinators add", "coordinators add @Katie @Scott", "coordinators promote @Katie"])
def test_a_wrong_call_is_answered_with_how_to_call_it(once: Company, words: str) -> None:
    assert "coordinators add @ana" in once.looks(words).shown
    assert once.katie.mention not in once.looks("coordinators").shown
