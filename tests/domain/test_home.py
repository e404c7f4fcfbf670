"""Who looks at a Home tab, and what in it is theirs."""

from __future__ import annotations

import pytest

from bot.domain.home import HomeTab, Known, Reader, Skills, Thanks, reader_of
from bot.domain.kudos_told import Received
from bot.domain.ranking_facts import Reason, ReasonKind
from storage.values import PersonRow


@pytest.mark.parametrize(
    ("person", "reader"),
    [
        (None, Reader.MEMBER),
        (PersonRow("U1"), Reader.MEMBER),
        (PersonRow("U1", is_guest=True), Reader.GUEST),
        (PersonRow("U1", is_outside=True), Reader.OUTSIDE),
        (PersonRow("U1", is_guest=True, is_outside=True), Reader.OUTSIDE),
    ],
)
def test_everybody_is_shown_what_holds_for_them(person: PersonRow | None, reader: Reader) -> None:
    assert reader_of(person) is reader


def test_a_skill_is_marked_that_one_named_oneself() -> None:
    answered, declared = Reason(ReasonKind.ANSWERED, "Excel", 1), Reason(ReasonKind.DECLARED, "Excel", 1)

    assert Known(1, "Excel", (answered, declared)).declared
    assert not Known(1, "Excel", (answered,)).declared


def test_a_newcomer_is_whoever_has_nothing_here_yet() -> None:
    assert HomeTab(Reader.MEMBER).is_new
    assert not HomeTab(Reader.MEMBER, Skills((Known(1, "Excel", ()),))).is_new
    assert not HomeTab(Reader.MEMBER, thanks=Thanks((Received("U2", ()),))).is_new
