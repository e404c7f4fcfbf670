"""Whether a message asks its readers something, and whether it looks for a person who knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.questions_people import topic_sought
from bot.domain.questions_phrases import ANYBODY, any_of, either
from bot.domain.questions_sentences import STRAIGHT, Sentence, sentences, starts
from bot.domain.text import LOOKED_AT, plain

SOUGHT_IN = 600  # whoever looks for somebody says so early
ASKED_IN = 1500
LONGEST_TALK = 120
NAME_IN_CODE = re.compile(r"(?<!`)`([\w.+#/-]{1,40})`(?!`)")  # "who knows `pandas`?" names pandas
CUES = re.compile(
    either(
        r"any, some, help, what, who, why, where, when, which, how, can, could, should, not sure, wonder",
        r"curious, stuck",
        "confus, trouble, difficult, struggl, look, appreciate, question, feedback, advi[sc]e, suggest",
        "issue, problem",
        "is there, does, like to, want, need, unable, don't, let me",
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wish:
    topic: str


def sought(text: str) -> Wish | None:
    """What a message looks for a person to know; None for everything else, questions of fact included."""
    topic = topic_sought(_said(text)[:SOUGHT_IN])
    return Wish(topic) if topic else None


def is_question(text: str) -> bool:
    """Whether a message asks something that an answer in its thread could settle."""
    said = _said(text)
    if "?" in said and any(sentence.asked and not _only_talks(sentence) for sentence in sentences(said)):
        return True
    begins = said[:ASKED_IN].translate(STRAIGHT)
    if CUES.search(begins) and any(_asks_unmarked(sentence) for sentence in sentences(begins)):
        return True
    return topic_sought(said[:SOUGHT_IN]) is not None


def _said(text: str) -> str:
    return plain(NAME_IN_CODE.sub(r"\1", text[:LOOKED_AT]))


def _only_talks(sentence: Sentence) -> bool:
    """Whether a question mark ends small talk or rhetoric, which is short."""
    return len(sentence.text) <= LONGEST_TALK and any(map(NOT_ASKING.fullmatch, starts(sentence)))


def _asks_unmarked(sentence: Sentence) -> bool:
    if sentence.asked:
        return False
    return bool(STUCK.search(sentence.text)) or any(map(ASKING.match, starts(sentence)))


IS = either("is, are, was, were, do, does, did, can, could, should, would, will, has, have, had, am, may, might")
WHAT = either("how, what, where, when, why, which, who, whom, whose")
ANYONE = either(ANYBODY, "any of you, you guys")
ADVICE = either(
    "ideas?, suggestions?, tips?, thoughts?, advice, pointers?, recommendations?, hints?, help, clues?",
    "feedback, input",
    "insights?, guidance, way, chance, reason",
)
ASKING = re.compile(
    either(
        rf"{WHAT}(?:'s|'re)? (?:else )?(?:{IS}(?:n't)?|to|\w+ {IS}) \w+, {WHAT}'s, how come",
        r"(?:what|how) about",
        r"(?:is|are) (?:there|any|it (?:possible|ok|okay|safe|fine|worth))",
        r"(?:can|could|should|may|shall|would) (?:i|we|you)",
        rf"{IS} {ANYONE}, any {ADVICE}, help (?:needed|wanted|please|me)",
        r"please (?:help|advise|explain|tell)",
        f"{ANYBODY} (?:(?:here|else) )?(?:knows?|has|have|had|got|ever|able|aware|familiar|experienced"
        f"|us(?:ed|ing)|seen|tried)",
        "need (?:(?:some|a bit of|a little) )?(?:help|advice)",
    )
    + r"\b(?!\s(?:imagine|believe)\b)",
    re.IGNORECASE,
)
CANNOT = either("can't, cannot, can not, couldn't, don't, do not, am not able to, am unable to")
I_AM = either("i'm, i am, i was, we are, we're, been") + r"\s" + any_of("just, also, currently, still, a bit, a little")
STUCK = re.compile(
    r"\b"
    + either(
        f"i {CANNOT} (?:(?:seem to|really|quite|fully) )*(?:get|find|figure|understand|make|work out|think of|tell)",
        f"i {CANNOT} (?:(?:seem to|really|quite|fully) )*(?:know|see) (?:if|whether|a way|{WHAT})",
        f"not sure (?:if|whether|about|{WHAT})",
        rf"{I_AM}(?:wondering|curious|struggling|stuck|confused|unable to|looking for (?:an?|some|any|help"
        rf"|advice))",
        r"having (?:trouble|problems?|issues?|difficult\w*|a hard)",
        rf"(?:would|could|can|does|do|has|have|if|is) {ANYBODY}, any {ADVICE}, i have a (?:\w+ )?question",
        r"(?:appreciate|grateful for|welcome) (?:any|some|your)",
        rf"{ADVICE} (?:is|are|would be) (?:\w+ )?(?:appreciated|welcome|great|helpful)",
        "(?:i|we)(?:'d| would) (?:like|love) to (?:know|understand|hear)",
        "want(?:ed)? to (?:know|understand|ask|check)",
        "what(?:'s| is) the (?:best|right|easiest|proper|difference|recommended|correct)",
        "is there (?:an?|any|some)",
        "(?:needs?|could use) (?:(?:some|a little) )?(?:help|advice|assistance)",
        f"let me know (?:if|whether|{WHAT})",
    )
    + r"\b",
    re.IGNORECASE,
)
NOT_IT = either("is, are, was, were, does, do, did, wo, would, ca, could, should, has, have") + "n't"
THEY = either("it, they, that, he, she, we, you, there, this")
NOT_ASKING = re.compile(
    r"\W*"
    + either(
        r"(?:and )?how (?:are|r) (?:you|u|things|y'?all|we)(?: (?:all|doing|guys|today|every\w+|folks"
        r"|feeling|this \w+|going))*",
        r"how(?:'s| is) (?:it|every\w+|life|(?:your|the) \w+)(?: (?:going|doing|today|treating you))*",
        r"how do you do, how was your \w+",
        r"what'?s up, sup, you (?:ok|okay|good), god knows, why not, so what, what else is new",
        r"what could (?:possibly )?go wrong",
        r"who(?: the \w+)? (?:knows|cares|knew|asked|needs \w+|doesn't(?: \w+)*|has time(?: for \w+)?"
        r"|would have thought)",
        "right, really, seriously, ok, okay, yes, no, huh, eh, what, wow, cool, nice, see, deal, true",
        "agreed, who, oh, ah, hm+",
        "hello, hi, hey, yeah, sure, you know(?: what)?, guess what, make sense, am i right",
        "(?:sounds?|looks?) good",
        rf"{NOT_IT} {THEY}(?: \w+)?, (?:is|are|was|do|does|did|has|have|can) (?:it|they|he|she)",
        r"(?:any (?:(?:more|other) )?)?(?:questions?|comments?|volunteers|takers)(?: (?:or|and) \w+)?",
        "interested, ready, curious, excited, bored, hungry, tired",
        "(?:want|wanna|ready|interested|curious|excited|looking|missed|need|got|have)"
        " (?:to|in|help|an?|about|for|any|some|your|it|more|another)[^?]*",
        r"(?:did you know|have you ever wondered|(?:can|could) you (?:believe|imagine))\b[^?]*",
        "any ?(?:one|body) (?:else )?(?:up for|wants?|wanna|fancy|feel|feeling|tired|hungry|in for"
        "|interested|excited|joining"
        r"|coming|going|still around|awake|around|here)\b[^?]*",
    )
    + r"\W*",
    re.IGNORECASE,
)
