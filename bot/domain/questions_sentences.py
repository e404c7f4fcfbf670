"""Where in a message a question may begin: sentences, and what people say before they come to the point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.domain.questions_phrases import ANYBODY, ME, any_of, either

STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})
MOST_STARTS = 40

# "node.js" and "e.g. Tableau" do not end a sentence.
END = re.compile(
    r"[.!?\u2026]+(?=[\s\"')*_]|\Z)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)|\n\s*\n",
)
BREAK = re.compile(r"\n|:\s|\s[-\u2013]+\s|\s?\u2014\s?|,\s+(?:(?:and|so|but|also)\s+)?")
GREETING = either(
    "hi, hey, hello, hiya, howdy, yo, dear, good (?:morning|afternoon|evening), morning, afternoon",
    "greetings",
    r"happy \w+day",
)
GREETED = either(
    "there, all, y'?all, everyone, everybody, every (?:one|body), team, folks, guys, people, friends, gang",
    "world",
    r"again, colleagues, hive ?mind, channel, and, you, lovely, fellow, dear, \w+ers",
)
KIND = any_of(
    "a, quick, random, small, dumb, silly, stupid, general, simple, another, long, odd, weird, newbie, one",
    "my",
)
TITLE = either("question, q, query, request, ask, ot, off[- ]topic, help")
FOR_YOU = r"(?:\sfor\s(?:you|the\s\w+|y'?all)(?:\sall)?)?"
SORRY = either("sorry, apologies, excuse me, pardon")
FILLER = either(
    "@\\w+, so, and, also, well, ok, okay, um, hmm+, oh, but, or, now, anyway, anyways, btw, by the way, wait",
    "guys, folks",
    "just, then, alternatively, otherwise, additionally, separately, lastly, finally, first, please, pls",
    "plz",
    "actually, basically, out of curiosity, just curious, curious, asking for a friend, long shot",
)
WONDERS = either(
    "(?:i ?(?:am|'m|was) )?(?:just |also )?(?:wonder|wondering|curious)",
    "(?:i (?:just )?)?(?:wanted|want|would like|'d like) to (?:ask|know|check|see|find out)",
)
WHO_KNOWS_WHO = either(
    f"(?:do|does|would) (?:you|you guys|{ANYBODY})(?: (?:here|happen to))* know, {ANYBODY}(?: here)? know",
    "any ?idea",
    f"(?:can|could|would) (?:you|{ANYBODY})(?: (?:here|please))* tell {ME}, (?:please )?tell {ME}",
    "let me know",
)
# It matches at the beginning, if only an empty string: up to six of "hi all, sorry, quick question: so".
OPENERS = re.compile(
    "(?:(?:"
    rf"{GREETING}(?:[\s,]+{GREETED})*(?=[\s,.:!-]|$)"
    rf"|{GREETED}(?=\s*[,:-])"
    rf"|{KIND}{TITLE}{FOR_YOU}(?=\s*[:,-])"
    rf"|{SORRY}(?:\s(?:to|if|for)\s[^,\n]{{1,60}})?(?=\s*[,-]|\sbut\b)"
    rf"|{FILLER}(?=[\s,:-])"
    rf"|{WONDERS}\s(?:if|whether)\b"
    r"|(?:i\s?(?:am|'m|was)\s)?(?:just\s)?(?:wondering|curious)(?=[\s,:]+(?:who|does|is|has|any)\b)"
    rf"|{WHO_KNOWS_WHO}(?=\swho\b)"
    r")[\s,:.!-]*){0,6}",
    re.IGNORECASE,
)
COURTESY = either(
    "please, pls, plz, kindly, thanks, thank ?you, thx, ty, tia, cheers, many thanks, a lot, so much",
    "in advance",
    "by any chance, perhaps, maybe, possibly, at all, everyone, guys, folks, anyone, anybody, someone",
    "somebody",
    "here, around, in here, on here, out there, too, to me, for me, with me, to us, for us, with us, btw",
    "etc",
    "(?:in|on) (?:this|our|the) (?:channel|team|company|group|office|room|org|community|workspace|server)",
    "now, right now, asap, urgently, already, lately, recently, before, yet, a bit, inside (?:and )?out",
    "or (?:something|so|anything|similar|not), like that, and (?:stuff|such|all that)",
    "(?:(?:really|very|pretty) )?well",
    "(?:(?:would|will) )?(?:be|is) (?:(?:much|very|really|greatly|highly|so) )?(?:appreciated|great|welcome"
    "|helpful|nice)",
    "(?:(?:much|greatly|highly) )?appreciated, needed, wanted",
)
TAIL = re.compile(rf"(?:[\s,(.!:;?-]{COURTESY}(?!\w)|[\s.,!?:;()*_~\"'-])+\Z", re.IGNORECASE)
BEGINS_ASKING = re.compile(
    either(
        "who, whom, what, where, when, why, how, which, is, are, was, were, do, does, did, has, have, had",
        "can",
        "could, would, will, should, may",
    )
    + r"\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    asked: bool  # it ended in a question mark


def sentences(said: str) -> Iterator[Sentence]:
    said, start = said.translate(STRAIGHT), 0
    for end in END.finditer(said):
        text = said[start : end.start()].strip()
        start = end.end()
        if text:
            yield Sentence(text, asked="?" in end[0])
    if rest := said[start:].strip():
        yield Sentence(rest, asked=False)


def starts(sentence: Sentence) -> Iterator[str]:
    """What follows from each place where a question may begin, without greetings and "quick question:"."""
    yield _without_openers(sentence.text)
    for place in islice(BREAK.finditer(sentence.text), MOST_STARTS):
        # "Have you met Ana, who knows Excel?" says who Ana is; "I'm stuck, who knows Excel?" asks.
        if place[0].startswith(",") and not _asks_after_comma(sentence, place):
            continue
        yield _without_openers(sentence.text[place.end() :])


def without_tail(text: str) -> str:
    """Without "please", "here", "thanks" and signs at the end."""
    # Only the end is looked at, because the pattern is tried at every blank.
    head, tail = text[:-80], text[-80:]
    return head + TAIL.sub("", tail)


def _without_openers(text: str) -> str:
    return OPENERS.sub("", text.lstrip(" \t\n*_~-\u2022>"), count=1)


def _asks_after_comma(sentence: Sentence, place: re.Match[str]) -> bool:
    before = sentence.text[: place.start()]
    if not sentence.asked or not before:
        return False
    named = before.split()[-1][:1].isupper() and len(before.split()) > 1
    return not named and not BEGINS_ASKING.match(before)
