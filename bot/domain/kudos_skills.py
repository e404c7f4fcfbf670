"""Which words of a thanks name a skill: precise rather than eager, because what is noted here names somebody later."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

from bot.domain.frames import FRAME
from bot.domain.skills import key

LEAST_LETTERS = 3
ONE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What people thank for every day, and no skill, though each is a short name of one: "for your support", "for the cake".
_SMALL_TALK = "support coffee coffees cake cakes cookie cookies lunch lunches listening"
# Kind words and treats that are in no list of ordinary words.
_KINDNESS = """
awesomeness brilliance brownies christmas collaboration cooperation croissants dedication diligence donuts doughnuts
encouragement excellence friendliness generosity greatness grit halloween heads-up honesty hospitality hustle
inspiration kindness loyalty nudge perseverance persistence positivity professionalism reliability responsiveness
shoutout snacks taco tacos thoughtfulness thx vibes
"""
SMALL_TALK = frozenset(_SMALL_TALK.split())
NO_SKILL = SMALL_TALK | FRAME | frozenset(_KINDNESS.split())


def slipped_once(typed: str, spellings: Iterable[str]) -> bool:
    """Whether one slip of the finger lies between: "clarification" is no misspelt "classification"."""
    return any(OSA.distance(key(typed), key(each), score_cutoff=1) <= 1 for each in spellings)


def is_small_talk(typed: str) -> bool:
    words = [word for word in key(typed).split() if word not in FRAME]
    return len(words) == 1 and words[0] in SMALL_TALK


def new_name(about: str, ordinary: Collection[str]) -> str:
    """Of "for lockpicking" the one word nobody has heard of: a skill from now on. "" for anything else."""
    word = about.strip(" .,:;!?\"'()*_~\u201c\u201d\u2018\u2019")
    folded = key(word)
    known = any(each in names for each in (folded, folded.removesuffix("s")) for names in (NO_SKILL, ordinary))
    return word if ONE_WORD.fullmatch(word) and len(word) >= LEAST_LETTERS and not known else ""
