"""Words about thanks: kind, short, and harmless whatever somebody is called or wrote."""

from __future__ import annotations

import pytest

from bot.domain.bounds import Bounds
from bot.domain.kudos import Digest, Problem
from bot.domain.kudos_rules import Refusal
from bot.domain.kudos_told import Mine, Outcome, Received, Rules, Thanked
from bot.views.kudos import digest_view, help_view, mine_view, noted_view, outcome_view, problem_view, undone_view
from bot.views.kudos_digest import received_view
from bot.views.kudos_forms import settings_form, skill_form
from storage.values import PersonRow

EVIL = "<!channel> *x* & `y` <@U0EVIL>"
SCOTT, ANA = PersonRow("U0SCOTT", name="Scott"), PersonRow("U0ANA", name=EVIL)
THANKED = Thanked((1, 2), (SCOTT, ANA), ("PowerPoint",))


def raw(*views: object) -> str:
    return repr(views)


EVERYTHING = [
    noted_view(THANKED),
    noted_view(Thanked((1,), (ANA,), (EVIL,))),
    undone_view(THANKED, taken=True),
    mine_view(Mine((THANKED, Thanked((3,), (ANA,))), Digest.WEEKLY)),
    received_view([Received("U0ANA", (EVIL,), EVIL)] * 40, weekly=True),
    help_view(Rules(Bounds(kudos_left_out=("C1", "C2")), {"C1": "<!here>"})),
]


@pytest.mark.parametrize("view", EVERYTHING, ids=lambda view: view.text[:20])
def test_nothing_pings_and_nothing_is_too_long(view: object) -> None:
    words = raw(view)

    assert "<!channel>" not in words
    assert "<!here>" not in words
    assert "U0EVIL" not in words
    assert all(len(block.get("text", {}).get("text", "")) <= 3000 for block in view.blocks)  # type: ignore[attr-defined]
    assert view.text  # type: ignore[attr-defined]
    assert len(view.blocks) <= 50  # type: ignore[attr-defined]


def test_names_are_written_for_the_eye_and_for_screen_readers() -> None:
    view = noted_view(Thanked((1,), (SCOTT,), ("PowerPoint", "Excel")))

    assert view.text == "Noted: thanks to Scott for PowerPoint and Excel."
    assert "<@U0SCOTT>" in raw(view.blocks)


def test_a_thanks_without_a_skill_claims_none_and_offers_to_say_so() -> None:
    view = noted_view(Thanked((1,), (SCOTT,)))

    assert view.text == "Noted: thanks to Scott."
    assert [button["text"]["text"] for button in view.blocks[-1]["elements"]] == ["Change skill", "Undo"]


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_has_words_of_its_own(why: Refusal) -> None:
    words = outcome_view(Outcome(refusal=why, who="U0SCOTT", per_day=5)).text

    assert [
        each for each in Refusal if outcome_view(Outcome(refusal=each, who="U0SCOTT", per_day=5)).text == words
    ] == [why]
    assert "{" not in words
    assert "!" not in words.replace("<@", "")


@pytest.mark.parametrize("problem", Problem)
def test_a_wrong_call_is_answered_with_how_to_call(problem: Problem) -> None:
    assert "/kudos help" in raw(problem_view(problem))


@pytest.mark.parametrize(
    ("digest", "words"), [(Digest.ONCE, "at once"), (Digest.NEVER, "never tell you"), (None, "When would you like")]
)
def test_a_choice_is_confirmed(digest: Digest | None, words: str) -> None:
    assert words in digest_view(digest).text


def test_a_digest_names_givers_skills_and_words_and_no_numbers() -> None:
    view = received_view([Received("U0ANA", ("PowerPoint",), "saved my deck"), Received("", (), "")], weekly=True)
    words = view.blocks[1]["text"]["text"]

    assert words == "\u2022 <@U0ANA> for *PowerPoint*: _saved my deck_\n\u2022 Somebody"
    assert [one["value"] for one in view.blocks[2]["elements"]] == ["once", "never"]
    assert view.text == "Colleagues said thanks to you: <@U0ANA> and Somebody"


@pytest.mark.parametrize(
    ("givers", "first"), [(["U0ANA", "U0ANA"], "A colleague said"), (["U0ANA", ""], "Colleagues said")]
)
def test_several_thanks_of_one_colleague_are_of_one_colleague(givers: list[str], first: str) -> None:
    assert received_view([Received(giver, ()) for giver in givers], weekly=True).text.startswith(first)


def test_what_a_thanks_was_for_is_not_said_twice() -> None:
    view = received_view([Received("U0ANA", ("PowerPoint",), "for powerpoint, saved my deck")], weekly=True)

    assert view.blocks[1]["text"]["text"] == "\u2022 <@U0ANA> for *PowerPoint*: _saved my deck_"


def test_a_week_of_long_letters_fits_into_one_message() -> None:
    view = received_view([Received(f"U0{at}", (EVIL,), "so & so " * 62) for at in range(25)], weekly=True)

    texts = [block["text"]["text"] for block in view.blocks if block["type"] == "section"]
    assert 9_000 < sum(map(len, texts)) < 12_000  # Slack refuses more than about 13,000
    assert texts[-1].endswith("and others, too many to list")


@pytest.mark.parametrize("digest", Digest)
def test_how_somebody_hears_of_thanks_stands_below_their_own(digest: Digest) -> None:
    below = {mine_view(Mine((), each)).blocks[-1]["elements"][0]["text"] for each in Digest}

    assert len(below) == len(Digest)
    assert "`/kudos digest" in mine_view(Mine((THANKED,), digest)).blocks[-1]["elements"][0]["text"]


def test_a_screen_reader_says_each_name_once() -> None:
    one = Thanked((1,), (SCOTT,))

    assert mine_view(Mine((one, one), Digest.WEEKLY)).text == "Your latest thanks: Scott"


def test_at_once_offers_the_week_instead() -> None:
    view = received_view([Received("U0ANA", ())], weekly=False)

    assert [one["value"] for one in view.blocks[2]["elements"]] == ["weekly", "never"]


def test_help_says_the_bounds_as_they_are() -> None:
    words = raw(help_view(Rules(Bounds(kudos_emoji=("star",), kudos_per_day=40, kudos_left_out=("C1",)), {"C1": "hr"})))

    assert ":star:" in words
    assert ":taco:" not in words
    assert "40 thanks a day" in words
    assert "not in #hr" in words


def test_forms_begin_with_what_stands() -> None:
    skill = skill_form(THANKED, kept="one:1,2 https://x")
    settings = settings_form(Rules(Bounds(kudos_left_out=("C1", "C9")), {"C1": "hr"}))

    assert skill["blocks"][0]["element"]["initial_value"] == "PowerPoint"
    assert skill["private_metadata"] == "one:1,2 https://x"
    assert [block["element"].get("initial_value") for block in settings["blocks"]] == [
        ":taco: :raised_hands: :bulb:",
        "5",
        None,
    ]
    assert settings["blocks"][2]["element"]["initial_channels"] == ["C1"]
