"""What is said to those who stand beside a host, and to hosts about them; the questions of an interview."""

from __future__ import annotations

from bot.domain.gatherings import Gathering, Preparation
from bot.domain.interviews import MOST_QUESTIONS
from bot.domain.text import safe
from bot.views.blocks import Block, View, actions, button, context, section
from bot.views.formats import to_do
from bot.views.forms import ENTERED, Modal, field, modal, text_input
from bot.views.ids import LunchForm, Press
from bot.views.lunch import host, plain_when, title
from bot.views.lunch_private import manage_buttons, out_button
from storage.values_formats import PairingRow, Reply
from storage.values_lunch import Format, LunchRow, LunchState, Standing

OPENERS = "Good to begin with: How did you come to it? What went wrong at first? What would you show somebody today?"
HINTS = {
    True: "If not, nobody hears of it: I ask somebody else.",
    False: "Your name stands beside theirs once you say yes.",
}
NO_NAMES = "The questions are what colleagues asked me, without their names."


def pairing_view(told: Gathering) -> View:
    """Somebody is asked whether they stand beside the host."""
    lunch, who = told.lunch, host(told)
    if lunch.format is Format.INTERVIEW:
        words = (
            f"{who} would like to be interviewed about *{title(lunch)}*, on {plain_when(lunch)}. Would you ask the "
            "questions? Being curious is all it takes: I bring a list of what colleagues want to know."
        )
    else:
        words = f"{who} would like to host *{title(lunch)}* together with you, on {plain_when(lunch)}. Would you?"
    value = str(lunch.lunch_id)
    buttons = [
        button("I'd like to", Press.PAIR_YES, value, style="primary"),
        button("Not this time", Press.PAIR_NO, value),
    ]
    return View(words, [section(words), actions(buttons), context(HINTS[lunch.format is Format.INTERVIEW])])


def paired_view(told: Gathering, row: PairingRow) -> View | None:
    """What stands in the place of the question once it is answered, or answered by somebody else."""
    lunch, value = told.lunch, str(told.lunch.lunch_id)
    name = f"*{title(lunch)}*"
    if row.state is Reply.ASKED:
        return None
    if lunch.state is LunchState.CANCELLED:
        return plain_view(f"{name} does not take place, so there is nothing to do for you. Thank you.")
    if row.state is not Reply.YES:
        words = (
            "not this time, then. Thank you for saying so." if row.state is Reply.NO else "it is settled, thank you."
        )
        return plain_view(f"{name}: {words}")
    if lunch.state is LunchState.HELD:
        return plain_view(f"{name} is over. Thank you for standing beside {host(told)}.")
    back = button("I can't after all", Press.PAIR_NO, value)
    if lunch.format is not Format.INTERVIEW:
        words = f"You host {name} together with {host_alone(told)}, on {plain_when(lunch)}. Thank you."
        return View(words, [section(words), actions([*manage_buttons(lunch), back])])
    words = f"You ask {host(told)} about {name}, on {plain_when(lunch)}. Thank you."
    return View(words, [section(words), actions([questions_button(lunch), back]), context(NO_NAMES)])


def host_alone(told: Gathering) -> str:
    return safe(told.name(told.lunch.host_id))


def host_paired_view(told: Gathering) -> View | None:
    """The host hears who stands beside them."""
    lunch = told.lunch
    if not told.partner:
        return None
    name = safe(told.name(told.partner))
    if lunch.format is not Format.INTERVIEW:
        return plain_view(f"{name} hosts *{title(lunch)}* with you.")
    words = f"{name} asks the questions in *{title(lunch)}*. Both of you can look through them and change them."
    return View(words, [section(words), actions([questions_button(lunch)]), context(NO_NAMES)])


def replaced_view(told: Gathering, user_id: str) -> View:
    """Somebody who said yes is needed no longer: with thanks, and with what remains for them."""
    lunch = told.lunch
    part = "asks the questions in" if lunch.format is Format.INTERVIEW else "stands beside the host of"
    words = f"Somebody else {part} *{title(lunch)}* now. Thank you for having said yes."
    if not any(row.user_id == user_id and row.state is Standing.COMING for row in told.signups):
        return plain_view(words)
    words += " Your seat stays yours: it is good to have you there."
    return View(words, [section(words), actions([out_button(lunch)])])


def unpaired_view(told: Gathering) -> View:
    """Nobody stands beside the host so far."""
    lunch = told.lunch
    if lunch.format is not Format.INTERVIEW:
        return plain_view(f"Your second host cannot be there for *{title(lunch)}*. You can host it on your own.")
    words = (
        f"I have found nobody yet who asks the questions in *{title(lunch)}*. I go on looking, and you can choose "
        "somebody yourself."
    )
    return View(words, [section(words), actions([questions_button(lunch)])])


def steps_view(told: Gathering) -> View | None:
    """What is still to be done, once it is due."""
    lunch = told.lunch
    words = to_do(lunch, told.todos)
    if not words:
        return None
    held = lunch.state is LunchState.HELD
    first = f"*{title(lunch)}*" if held else f"*{title(lunch)}* is on {plain_when(lunch)}."
    row = [button("Add the recording", Press.LUNCH_NOTES, str(lunch.lunch_id))] if held else []
    row += [questions_button(lunch)] if lunch.format is Format.INTERVIEW and not held else []
    return View(f"{first} {words}", [section(f"{first}\n{words}"), *([actions(row)] if row else [])])


def questions_button(lunch: LunchRow) -> Block:
    return button("The questions", Press.LUNCH_PREPARE, str(lunch.lunch_id))


def questions_form(preparation: Preparation) -> Modal:
    told = preparation.told
    text = "\n".join(preparation.questions)
    asked = f"A line each, {MOST_QUESTIONS} at most. {'' if preparation.questions else OPENERS}".strip()
    blocks = [
        section(f"*{title(told.lunch)}*, {plain_when(told.lunch)}\n{NO_NAMES}"),
        field("questions", "Questions", text_input(text, most=ENTERED, multiline=True), hint=asked, optional=True),
    ]
    if preparation.may_choose:
        people: Block = {"type": "users_select"}
        if told.partner:
            people["initial_user"] = told.partner
        hint = "Leave it to me, and I ask those who wanted to know."
        blocks.append(field("partner", "Who asks them", people, hint=hint, optional=True))
    return modal("The questions", LunchForm.PREPARE, blocks, about=str(told.lunch.lunch_id))


def plain_view(words: str) -> View:
    return View(words, [section(words)])
