"""How many could speak, in words that tell nobody apart; and whom nobody would have expected."""

from __future__ import annotations

import pytest

from bot.domain.speakers import HowMany, how_many, is_unexpected


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, HowMany.NONE),
        (1, HowMany.ONE),
        (2, HowMany.FEW),
        (4, HowMany.FEW),
        (5, HowMany.MANY),
        (12, HowMany.MANY),
    ],
)
def test_how_many_is_said_roughly(count: int, said: HowMany) -> None:
    assert how_many(count) is said


@pytest.mark.parametrize(
    ("title", "names", "related", "unexpected"),
    [
        ("Accounts payable", ["PowerPoint", "ppt"], ["slides", "Excel"], True),
        ("Office manager", ["Pivot tables"], ["Excel"], True),
        ("Warehouse lead", ["SQL"], ["Python", "dashboards"], True),
        ("Head of Analytics", ["pandas"], ["data analysis"], False),  # analytics goes with analysis
        ("Product designer", ["Figma"], ["design systems"], False),
        ("Presentation designer", ["PowerPoint"], ["presentations"], False),
        ("Marketing manager", ["marketing"], [], False),
        ("Backend engineer", ["Kubernetes"], ["platform engineering"], False),
        ("Legal counsel", ["GDPR"], [], True),
        ("SQL developer", ["SQL"], [], False),
        ("C++ developer", ["C++"], [], False),
        ("Finance controller", ["Excel"], ["Finance reporting"], False),
        ("", ["PowerPoint"], [], False),  # nobody knows
        ("Senior manager", ["PowerPoint"], [], False),  # a rank tells nothing
        ("Team lead", ["team building"], [], False),
    ],
)
def test_somebody_is_unexpected_where_the_title_has_nothing_to_do_with_it(
    title: str, names: list[str], related: list[str], *, unexpected: bool
) -> None:
    assert is_unexpected(title, names, related) is unexpected
