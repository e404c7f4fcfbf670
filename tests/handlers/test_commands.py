"""`/whoknows` called in every way people think of."""

from __future__ import annotations

import pytest

from tests.bots import Company

WRONG = {
    "add": "/whoknows add PowerPoint",
    "  add  ": "/whoknows add PowerPoint",
    "remove": "/whoknows remove PowerPoint",
    "forget": "/whoknows forget me",
    "forget you": "/whoknows forget me",
    "forget me please": "/whoknows forget me",
    "remember": "/whoknows remember me",
    ":tada:": "/whoknows powerpoint",
    "?!": "/whoknows powerpoint",
    "\u200b": "/whoknows",
    "add :tada:": "/whoknows add PowerPoint",
    "add " + "x" * 61: "at most 60 characters",
}


def test_called_wrongly_it_says_how_to_call_it(once: Company) -> None:
    for text, hint in WRONG.items():
        answer = once.katie.types("/whoknows", text)
        assert hint in answer.shown, text
        assert answer.message is not None
        assert answer.message.only_for == once.katie.id


@pytest.mark.parametrize("text", ["", "   ", "help", "HELP", " Help "])
def test_alone_or_asked_for_help_it_says_how_it_works(once: Company, text: str) -> None:
    shown = once.katie.types("/whoknows", text).shown

    assert "/whoknows forget me" in shown
    assert "I hear one channel;" in shown


def test_words_of_commands_begin_questions_too(once: Company) -> None:
    once.looks("add Excel", who=once.scott)

    for text in ("help me with excel", "me and excel", "channels about excel"):
        assert once.scott.mention in once.looks(text).shown, text


def test_a_command_may_be_typed_with_any_spaces_and_capitals(once: Company) -> None:
    assert "*Excel*" in once.looks("ADD\texcel", who=once.scott).shown
    assert "*Power BI*" in once.looks("add\n power   bi ", who=once.scott).shown


def test_a_whole_sentence_is_understood(once: Company) -> None:
    once.looks("add Excel", who=once.scott)

    assert once.scott.mention in once.looks("somebody who can help me with spreadsheets by Friday").shown


def test_what_was_not_typed_so_is_said(once: Company) -> None:
    once.looks("add PowerPoint", who=once.scott)

    shown = once.looks("powerpont").shown
    assert "PowerPoint, for _powerpont_" in shown
    assert once.scott.mention in shown


def test_help_in_a_workspace_without_channels_says_how_to_begin(once: Company) -> None:
    once.slack.remove_bot(once.general)
    once.settles()

    assert "I am in no channel yet: `/invite @whoknows`" in once.looks("help").shown


def test_a_slip_in_something_private_makes_no_question_of_it(once: Company) -> None:
    assert "Did you mean `/whoknows forget me`?" in once.looks("foget me").shown
