"""What a call that merges or renames means, and when it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.merging import (
    Meant,
    Pair,
    Refusal,
    Refused,
    Typed,
    chosen,
    pairs,
    refuses_merge,
    refuses_rename,
    takes,
)

PPT = Meant("PPT", Typed.NAME, "PPT")
SLIDES = Meant("slides", Typed.NAME, "Slides")
ONCE = Meant("PPT", Typed.FORMER, "Slides")
DECKS = Meant("decks", Typed.ALIAS, "Slides")
NOBODY = Meant("xyzzy", near=("Xylophone",))
EMPTY = Meant("!!")


@pytest.mark.parametrize(
    ("text", "word", "read"),
    [
        ("PPT into PowerPoint", "into", [("PPT", "PowerPoint")]),
        ("  machine   learning INTO ml ", "into", [("machine learning", "ml")]),
        ("\u201cPPT\u201d into 'Power Point'", "into", [("PPT", "Power Point")]),
        ("C++ into C", "into", [("C++", "C")]),
        ("back to back to pairing", "to", [("back", "back to pairing"), ("back to back", "pairing")]),
        ("a to to b", "to", [("a", "to b")]),
        ("PPT", "into", []),
        ("PPT into", "into", []),
        ("into PowerPoint", "into", []),
        ("into", "into", []),
        ("PPTinto PowerPoint", "into", []),
        ("", "to", []),
    ],
)
def test_a_call_is_read_in_every_way_it_can_be(text: str, word: str, read: list[tuple[str, str]]) -> None:
    assert [(pair.old, pair.new) for pair in pairs(text, word)] == read


@given(st.text(), st.sampled_from(["to", "into"]))
def test_whatever_is_typed_gives_pairs_of_names(text: str, word: str) -> None:
    assert all(pair.old.strip() and pair.new.strip() for pair in pairs(text, word))


@pytest.mark.parametrize(
    ("known", "pair"),
    [
        ({"back to back", "pairing"}, Pair("back to back", "pairing")),
        ({"back", "back to pairing"}, Pair("back", "back to pairing")),
        ({"back to back"}, Pair("back to back", "pairing")),
        (set(), Pair("back", "back to pairing")),
    ],
)
def test_of_several_readings_the_one_that_is_known_counts(known: set[str], pair: Pair) -> None:
    def meant(typed: str) -> Meant:
        return Meant(typed, Typed.NAME, typed) if typed in known else Meant(typed)

    assert chosen(pairs("back to back to pairing", "to"), meant) == pair


@pytest.mark.parametrize(
    ("old", "kept", "refused"),
    [
        (PPT, SLIDES, None),
        (PPT, DECKS, None),
        (PPT, ONCE, None),
        (NOBODY, SLIDES, Refused(Refusal.UNKNOWN, "xyzzy", near=("Xylophone",))),
        (EMPTY, SLIDES, Refused(Refusal.NO_NAME, "!!")),
        (PPT, NOBODY, Refused(Refusal.NOWHERE, "xyzzy", near=("Xylophone",))),
        (PPT, EMPTY, Refused(Refusal.NO_NAME, "!!")),
        (SLIDES, SLIDES, Refused(Refusal.ITSELF, "slides", "Slides")),
        (ONCE, SLIDES, Refused(Refusal.ALREADY, "PPT", "Slides")),
        (SLIDES, ONCE, Refused(Refusal.ALREADY, "PPT", "Slides")),
        (DECKS, ONCE, Refused(Refusal.ALREADY, "decks", "Slides")),
        (ONCE, PPT, Refused(Refusal.ANOTHER_WORD, "PPT", "Slides")),
        (DECKS, PPT, Refused(Refusal.ANOTHER_WORD, "decks", "Slides")),
    ],
)
def test_what_cannot_be_merged(old: Meant, kept: Meant, refused: Refused | None) -> None:
    assert refuses_merge(old, kept) == refused


@pytest.mark.parametrize(
    ("old", "new", "is_name", "refused"),
    [
        (SLIDES, NOBODY, True, None),
        (SLIDES, Meant("SLIDES", Typed.NAME, "Slides"), True, None),
        (SLIDES, ONCE, True, None),
        (SLIDES, PPT, True, None),
        (NOBODY, SLIDES, True, Refused(Refusal.UNKNOWN, "xyzzy", near=("Xylophone",))),
        (SLIDES, EMPTY, False, Refused(Refusal.NO_NAME, "!!")),
        (SLIDES, Meant("Slides", Typed.NAME, "Slides"), True, Refused(Refusal.ALREADY, "slides", "Slides")),
        (ONCE, Meant("Slides", Typed.NAME, "Slides"), True, Refused(Refusal.ALREADY, "PPT", "Slides")),
        (DECKS, NOBODY, True, Refused(Refusal.ANOTHER_WORD, "decks", "Slides")),
    ],
)
def test_what_cannot_be_renamed(old: Meant, new: Meant, is_name: bool, refused: Refused | None) -> None:  # noqa: FBT001
    assert refuses_rename(old, new, is_name=is_name) == refused


@pytest.mark.parametrize(("new", "taken"), [(PPT, True), (DECKS, False), (ONCE, False), (NOBODY, False)])
def test_a_name_is_taken_by_another_skill_alone(new: Meant, taken: bool) -> None:  # noqa: FBT001
    assert takes(SLIDES, new) is taken
