"""The forms of the Home tab: what somebody can help with, where they showed it, and for how long to pause."""

from __future__ import annotations

from bot.domain.home import Choice, Closer, Shown
from bot.domain.ranking_facts import Reason, ReasonKind
from bot.domain.text import safe
from bot.views.blocks import Block, actions, button, link, section
from bot.views.forms import PLACEHOLDER, Modal, field, modal, plain, text_input, words_modal
from bot.views.ids import HOME_FORM, PAUSE_FORM, PIECES_FORM, Press
from bot.views.reasons import permalink
from storage.values import Kind

NAME = 80
FIELD = "skill"
NO_SKILL = "One short name, or several with commas between them, like PowerPoint, Excel."
HINT = "I may name you to colleagues who ask. You can take it back at any time."

DAY, OTHER, PIECE = "day", "other", "piece"
UNTIL = "From that day on I may name you again. Without a day it lasts until you say so."
TOO_EARLY = "A day from tomorrow on, and within a year."
EACH = " What you hide counts nowhere. You can bring it back."
ONLY_IF = "Only if you chose \u201cShows something else\u201d above."
WHAT_ELSE = "Say what it shows: one short name, like Excel."
COUNTS = ("Counts", Choice.COUNT)
HIDDEN = ("Does not count", Choice.HIDE)
ELSE = ("Shows something else", Choice.OTHER)
HOW = {
    Kind.ANSWER: "You answered a question",
    Kind.KUDOS: "You were thanked",
    Kind.TAUGHT: "You hosted a lunch & learn",
    Kind.ENDORSED: "Somebody found your lunch & learn useful",
    Kind.DECLARED: "You said so yourself",
}


def skill_form() -> Modal:
    element = text_input(most=200, placeholder="PowerPoint, Excel")
    return modal("I can help with", HOME_FORM, [field(FIELD, "What can you help with?", element, hint=HINT)])


def pause_form() -> Modal:
    element = {"type": "datepicker", "placeholder": plain("Until I say so", PLACEHOLDER)}
    day = field(DAY, "Until which day?", element, hint=UNTIL, optional=True)
    return modal("Don't name me for now", PAUSE_FORM, [day], submit="Don't name me")


def pieces_form(closer: Closer) -> Modal:
    """Where somebody showed a skill, with what they say of each piece; `about` is the skill and the page."""
    about = f"{closer.skill_id}:{closer.page}"
    name = safe(closer.name, limit=NAME)
    if not closer.shown:
        return words_modal(f"There is no single place where you showed *{name}*: I only counted words.")
    blocks = [
        section(f"Where you showed *{name}*, the newest first.{EACH}"),
        *(piece(one, closer) for one in closer.shown),
    ]
    if any(one.may_move for one in closer.shown):
        asked = text_input(most=60, placeholder="Excel")
        blocks.append(field(OTHER, "What does it show instead?", asked, hint=ONLY_IF, optional=True))
    if closer.more:
        older = f"{closer.skill_id}:{closer.page + 1}"
        blocks.append(actions([button("Older ones", Press.HOME_PIECES, older)]))
    return modal("Where you showed it", PIECES_FORM, blocks, about=about)


def piece(one: Shown, closer: Closer) -> Block:
    """Its block_id is the key of the evidence: the form comes back with what was chosen of each."""
    words = safe(HOW.get(one.entry.kind, "You showed it"))
    spot = Reason(ReasonKind.ANSWERED, channel_id=one.entry.channel_id, ts=one.entry.ts, thread_ts=one.entry.thread_ts)
    address = permalink(closer.url, spot)
    by = f" by <@{one.entry.from_user_id}>" if one.entry.kind is Kind.KUDOS and one.entry.from_user_id else ""
    moved = f"\nYou said that it shows {safe(one.moved_to, limit=NAME)}." if one.moved_to else ""
    at, where = one.entry.at, f"in #{safe(one.channel, limit=NAME)}, " if one.channel else ""
    text = f"{link(address, words) if address else words}{by}\n{where}{at.day} {at:%B %Y}{moved}"
    choices = [COUNTS, HIDDEN, *([ELSE] if one.may_move else [])]
    options = [{"text": plain(label, 75), "value": value} for label, value in choices]
    element = {
        "type": "static_select",
        "action_id": PIECE,
        "options": options,
        "initial_option": options[1 if one.is_hidden else 0],
    }
    block = section(text, accessory=element)
    return {**block, "block_id": one.entry.key}
