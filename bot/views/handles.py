"""Questions leave for Slack under a name that tells nothing: in the values of buttons, and in what a form carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.views.blocks import Block
from bot.views.ids import Press, ReferralForm

# Whose value begins with the id of a question; after a colon there may be more.
OF_QUESTIONS = frozenset(
    {
        Press.SOMEONE_ELSE,
        Press.I_KNOW,
        Press.TELL_ME,
        Press.ASK_PERSON,
        Press.ASK_ALL,
        Press.ASK_CHANNEL,
        Press.REFERRAL_YES,
        Press.REFERRAL_HAND_ON,
        Press.REFERRAL_LATER,
        Press.REFERRAL_NEVER,
        Press.REFERRAL_LIMIT,
        Press.REFERRAL_NEXT,
        Press.REFERRAL_WITHDRAW,
        Press.REFERRAL_HELPED,
        Press.REFERRAL_UNHELPED,
    }
)
FORMS = frozenset(ReferralForm)

Rename = Callable[[str], str]


def renamed(blocks: Iterable[Block], rename: Rename) -> list[Block]:
    """The same blocks, with the question of each button under another name."""
    return [renamed_in(block, rename) for block in blocks]


def renamed_in(node: Any, rename: Rename) -> Any:
    if isinstance(node, list):
        return [renamed_in(one, rename) for one in node]
    if not isinstance(node, dict):
        return node
    found = {name: renamed_in(one, rename) for name, one in node.items()}
    if node.get("action_id") in OF_QUESTIONS and "value" in node:
        found["value"] = first_renamed(str(node["value"]), rename)
    return found


def renamed_form(form: Any, rename: Rename) -> Any:
    """What a form carries, likewise."""
    return {**form, "private_metadata": first_renamed(str(form.get("private_metadata") or ""), rename)}


def first_renamed(value: str, rename: Rename) -> str:
    question, colon, rest = value.partition(":")
    return f"{rename(question)}{colon}{rest}"
