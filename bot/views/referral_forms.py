"""Forms of the hand-off: the question for a colleague, somebody else's name, a question for a channel."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.referral_told import LONGEST_WORDS, Asked, Form
from bot.domain.text import safe
from bot.views.blocks import Block, View, section
from bot.views.forms import Modal, field, modal, plain, text_input
from bot.views.ids import ReferralForm
from storage.values import ChannelRow, PersonRow

UNNAMED = "unnamed"
MOST_OPTIONS = 100
WITHOUT_NAME = "Otherwise your name comes with the question. After a yes you meet in a conversation of your own."
OPTION = 75


def ask_form(form: Form) -> Modal:
    who = listed(form.people)
    title = "Ask quietly" if form.quiet else f"Ask {form.people[0].name or 'a colleague'}"
    hint = "Each of them sees it in private. Whoever is free first takes it." if form.quiet else f"Only {who} sees it."
    blocks = [
        field("words", f"What would you like to ask {who}?", words_input(form), hint=hint),
        field("anonymous", "Without your name", unnamed(), optional=True, hint=WITHOUT_NAME),
    ]
    return modal(title, ReferralForm.ASK, blocks, submit="Ask", about=f"{form.question_id}:{form.to}")


def words_input(form: Form) -> Block:
    return text_input(form.words, most=LONGEST_WORDS, multiline=True, placeholder="What are you trying to do?")


def unnamed() -> Block:
    option = {"text": plain("Stay anonymous until they agree", OPTION), "value": UNNAMED}
    return {"type": "checkboxes", "options": [option]}


def asked_view(asked: Asked) -> View:
    if not asked.people:
        return View("That is on its way.")
    unnamed = " Your name stays with me until they agree." if asked.anonymous else ""
    words = f"I have asked {listed(asked.people)}.{unnamed} I'll write to you as soon as there is an answer."
    return View(words, [section(words)])


def pass_form(question_id: int) -> Modal:
    person = {"type": "users_select", "placeholder": plain("Choose a colleague", 150)}
    hint = "They are asked as you were, and hear that you named them."
    block = field("person", "Who would know?", person, hint=hint)
    return modal("Not me, but...", ReferralForm.HAND_ON, [block], submit="Pass it on", about=str(question_id))


def passed_view(*, late: bool = False) -> View:
    words = "It is settled already, so I asked nobody else." if late else "Thank you. I'll take it from here."
    return View(words, [section(words)])


def channel_form(question_id: int, words: str, channels: Sequence[ChannelRow]) -> Modal:
    options = [
        {"text": plain(f"#{channel.name}", OPTION), "value": channel.channel_id} for channel in channels[:MOST_OPTIONS]
    ]
    chosen: Block = {"type": "static_select", "options": options, "initial_option": options[0]}
    blocks = [
        field("channel", "Where?", chosen, hint="The channels that I am in."),
        field("words", "What would you like to ask?", text_input(words, most=LONGEST_WORDS, multiline=True)),
        field("anonymous", "Without your name", anonymous_post(), optional=True),
    ]
    return modal("Ask in a channel", ReferralForm.CHANNEL, blocks, submit="Post it", about=str(question_id))


def anonymous_post() -> Block:
    option = {"text": plain("Post it without my name", OPTION), "value": UNNAMED}
    return {"type": "checkboxes", "options": [option]}


def posted_view(channel: str) -> View:
    words = f"I post it in #{safe(channel)}. Whoever answers in the thread, I will remember."
    return View(words, [section(words)])


def listed(people: Sequence[PersonRow]) -> str:
    shown = [safe(person.name) or "a colleague" for person in people]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}"
