"""How people ask for somebody who knows: a table of small patterns, each tried where a question may begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain import questions_phrases as p
from bot.domain.questions_sentences import Sentence, sentences, starts, without_tail
from bot.domain.questions_topics import topic


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is sought is the group `topic`, else everything after the match."""

    name: str
    regex: re.Pattern[str]
    but_not: re.Pattern[str] | None = None  # facts are asked for so as well ("anyone know the door code?")
    offers: bool = False  # help is offered so as well ("Need help with pivot tables? Come to ...")
    asked: bool = False  # headings look like this, so a question mark is needed


# Most sentences look for nobody: this settles it before any pattern is tried.
CUES = re.compile(rf"who|which|any|some|person|people|folks|look|search|seek|{p.AID}|{p.EXPERT}", re.IGNORECASE)
FACT = re.compile(
    r"(?:the|(?:about\s)?(?:an?|any|some)|our|my|your|this|that|these|those|its?|his|her|their|all|every|of)\s"
    r"(?!(?:\w+\s)?ways?\s(?:to|of)\b)",
    re.IGNORECASE,
)
OURS = re.compile(r"(?:my|your|this|that|these|those|his|her|their|the\snew)\s", re.IGNORECASE)
BY_SOMEBODY = re.compile(r"(?:i|we|can|could|may)\b", re.IGNORECASE)
# "Someone built a shelf" and "Anyone who has used SAP may join" tell; with a question mark they ask.
TELLS = re.compile(r"some|any\s?(?:one|body)\s(?:who|that|with)\b", re.IGNORECASE)
ANNOUNCES = re.compile(r"\s*(?:reminder|fyi|announcement|psa|webinar|poll|join\sus|register|new:)\b", re.IGNORECASE)


def _pattern(
    name: str,
    regex: str,
    *,
    but_not: re.Pattern[str] | None = None,
    offers: bool = False,
    asked: bool = False,
) -> Pattern:
    compiled = re.compile(regex, re.IGNORECASE)
    return Pattern(name, compiled, but_not=but_not, offers=offers, asked=asked)


WHO = p.ASKS_WHO
ANY = rf"(?:(?:{p.FINDS}|{p.CALLING}){p.ANY}|any\s)"
ANYONE = rf"{p.ASKS_ANYONE}(?:(?:who|that)(?:'s|'d)?\s+)?"
SOMEONE = rf"{p.FINDS}{p.SOMEONE}{p.LINK}"
DOES = rf"(?:{p.HAVING}(?:{p.DONE}|{p.EXPERIENCE})|{p.ABLE}|{p.HANDLES}|{p.EXPERIENCE})"
IN = r"\s(?:in|on|at|with|of|for|around|about|when\sit\scomes\sto)\s"
CLAIM = r"\s(?:experience|expertise|knowledge|know-?how|background|skills?)$"

PATTERNS = (
    _pattern("who knows X", rf"{WHO}(?:{p.KNOWS_ABOUT}|{p.KNOWS}(?:of\s)?)"),
    _pattern("who is good at X", rf"{WHO}(?:is\s|are\s)?{p.ABLE}"),
    _pattern("who has used X", rf"{WHO}(?:(?:{p.HAVING}(?:{p.DONE}|{p.EXPERIENCE}))|{p.HANDLES})"),
    _pattern("who's done X", rf"who's{p.HERE}{{0,2}}\s{p.DONE}", but_not=OURS),
    _pattern("who can help me with X", rf"{WHO}{p.CAN}(?:{p.HELP}|{p.SKILFUL})"),
    _pattern("who has X experience", rf"{WHO}{p.HAVING}{p.CLAIMS}{p.NAMED}{CLAIM}"),
    _pattern("who should I ask about X", rf"{p.WHOM}\s{p.TO_ASK}{p.HERE}{{0,2}}\s{p.ABOUT}"),
    _pattern(
        "who is the right person for X",
        rf"{p.WHO_IS}(?:\w[\w-]*\s){{0,3}}?(?:{p.PERSON}|{p.EXPERT})"
        rf"(?:\s(?:to|i\s(?:can|should|could))\s{p.TO_ASK})?{p.HERE}{{0,2}}(?:\s{p.ABOUT}|{IN})",
    ),
    _pattern("who is our X person", rf"{p.WHO_IS}{p.NOT_A_TOPIC}{p.NAMED}\s(?:{p.PERSON}|{p.EXPERT})$"),
    _pattern("who is in charge of X", rf"who(?:\s?'s|\sis|\sare)(?:\sthe\sone)?{p.HERE}?\s{p.IN_CHARGE}"),
    _pattern(
        "could somebody who knows X explain",
        rf"(?:can|could|would|will)\s{p.ANYONE}{p.HERE}{{0,3}}\s(?:(?:who|that)(?:'s)?{p.HERE}{{0,2}}\s)?"
        rf"(?:{p.KNOWS_ABOUT}|{p.KNOWS}|{DOES}){p.NAMED}\s{p.DO_SO}",
    ),
    _pattern("anyone know X", rf"{ANYONE}{p.KNOWS}", but_not=FACT),
    _pattern("anyone familiar with X", rf"{ANYONE}(?:{DOES}|{p.USE})"),
    _pattern("anyone used X", rf"(?!(?:can|could|would|will|do|does|did)\s){ANYONE}{p.DONE}", but_not=OURS),
    _pattern("anyone with X experience", rf"{ANYONE}{p.HAVING}{p.CLAIMS}{p.NAMED}{CLAIM}"),
    _pattern("can somebody help me with X", rf"{ANYONE}(?:{p.CAN})?{p.HELP}"),
    _pattern("looking for somebody who knows X", rf"{SOMEONE}(?:{p.KNOWS_ABOUT}|{p.KNOWS}|{DOES}|{p.DONE})"),
    _pattern("looking for somebody who can do X", rf"{SOMEONE}{p.CAN}(?:{p.HELP}|{p.SKILFUL})"),
    _pattern(
        "looking for somebody who can X", r"looking\sfor\s(?:some|any)(?:one|body)\s(?:who|that)\s(?:can|could)\s"
    ),
    _pattern("looking for somebody with X experience", rf"{SOMEONE}{p.HAVING}{p.CLAIMS}{p.NAMED}{CLAIM}"),
    _pattern("any experts in X", rf"{ANY}(?:\w+\s)?{p.EXPERT}{p.HERE}{{0,2}}{IN}"),
    _pattern("expert in X", rf"(?:an?\s)?(?:\w+\s)?{p.EXPERT}{p.HERE}{{0,2}}{IN}", asked=True),
    _pattern(
        "any X experts",
        rf"{ANY}{p.NOT_A_TOPIC}{p.NAMED}\s{p.EXPERT}{p.HERE}{{0,2}}(?:$|\s(?:who|that|to)\s)",
    ),
    _pattern(
        "any X people",
        rf"(?:(?:is|are)\sthere\s)?any\s{p.NOT_A_TOPIC}{p.NAMED}\s{p.PEOPLE}{p.HERE}{{0,2}}(?:$|\s(?:who"
        rf"|that)\s)",
        asked=True,
    ),
    _pattern("I need help with X", rf"{p.NEEDS}{p.SOME}{p.AID}{p.HERE}{{0,2}}\s{p.WITH}", offers=True),
    _pattern("I need X help", rf"{p.NEEDS}{p.SOME}{p.NAMED}\s(?:help|expertise|assistance)$", offers=True),
    _pattern("help me with X", r"help\sme\s(?:out\s)?(?:with|on|to)\s"),
    _pattern("any help with X", r"(?:any|some|a\slittle)\s(?:\w+\s)?help\s(?:with|on|in|regarding)\s"),
    _pattern("help needed with X", rf"help\s(?:is\s)?(?:needed|wanted|required|requested|please)[\s:,]+{p.WITH}"),
    _pattern("help with X", r"help\s(?:us\s)?(?:with|on)\s(?!your\b)", asked=True),
)


def topic_sought(said: str) -> str | None:
    """The topic of the first sentence that looks for a person."""
    if ANNOUNCES.match(said):
        return None
    found = (_topic_in(sentence) for sentence in sentences(said))
    return next((words for words in found if words), None)


def _topic_in(sentence: Sentence) -> str | None:
    if not CUES.search(sentence.text):
        return None
    for start in starts(sentence):
        words = without_tail(start)
        for pattern in PATTERNS:
            match = pattern.regex.match(words)
            named = match and _named(pattern, match, sentence)
            if named:
                return named
    return None


def _named(pattern: Pattern, match: re.Match[str], sentence: Sentence) -> str | None:
    if not sentence.asked and (pattern.asked or TELLS.match(match[0])):
        return None
    if pattern.offers and sentence.asked and not BY_SOMEBODY.match(match[0]):
        return None
    raw = match.groupdict().get("topic") or match.string[match.end() :]
    if pattern.but_not and pattern.but_not.match(raw):
        return None
    return topic(raw)
