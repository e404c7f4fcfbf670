"""Which words a message is about: the terms that are counted for a person."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice

from bot.domain.text import BARE_ID

LOOKED_AT = 8000
MOST = 200
SHORTEST, LONGEST = 2, 40

# What is not words: Slack's markup, addresses (a link's label stays), emoji, escapes. Each has its own sign
# and its own gate, because one pattern for all costs more than everything else here together.
MARKUP = re.compile(r"<(?:[@#!][^<>]*|(?:https?|mailto):[^<>|]*)")
ADDRESS = re.compile(r"https?://[^\s|<>]+")
EMOJI = re.compile(r":(?<![\w:]:)[\w+'-]{1,100}:(?::?[\w+'-]{1,100}:)*(?!\w)")
ESCAPE = re.compile(r"&(?:amp|lt|gt);")

WORD = re.compile(r"[^\W_][\w.'\u2019-]*[+#]*")
PART = re.compile(r"[A-Z]+(?![^\W\dA-Z_])\d*|[A-Z]?[^\W\dA-Z_]+\d*|\d+[^\W\d_]*")
SEAM = re.compile(r"[-._'\u2019+#]+")
CONTRACTION = re.compile(r"['\u2019](?:s|t|re|ve|ll|d|m)$", re.IGNORECASE)

STOP_WORDS = """
a about above actually after again against ago all almost already also although always am among an and
another any anybody anyone anything anyway are aren around as at away back basically be became because
become been before behind being below between both but by bye came can cannot come comes coming could
couldn did didn do does doesn doing don done down each either else enough etc even ever every everybody
everyone everything few for from further gave get gets getting give gives go goes going gone gonna good
got great had hadn happen has hasn have haven having he hello her here hers herself hey hi him himself
his hmm how however i i'd i'm idea if in indeed instead into is isn it its itself just keep kind knew
know known knows last later least less let like likely little ll look looking looks lot lots made make
makes making many may maybe me mean means might mine more most mostly much must my myself need needed
needs neither never new next nice no nobody none nor not nothing now of off ok okay often oh on once one
only onto or other others ought our ours out over own perhaps please possible possibly pretty probably
put quite rather re really right said same say saying says see seem seems seen shall she should shouldn
since so some somebody somehow someone something sometimes soon sorry still such sure take taken than
thank thanks that the their theirs them themselves then there therefore these they thing things think
this those though thought through thus to today together tomorrow too took toward tried try trying two
under until up upon us use used uses using usually ve very via want wanted wants was wasn way we well
went were weren what whatever when where whether which while who whoever whole whom whose why will with
within without won wonder wondering would wouldn yeah yep yes yesterday yet you your yours yourself e.g
i.e vs
"""
STOP = frozenset(STOP_WORDS.split())

# Names that end in s without being plurals, and plurals no rule gets right.
NO_PLURALS = """
kubernetes jenkins windows postgres sales news series species always teams keras rails express aws paas saas
iaas gas bias atlas canvas pandas logistics
"""
SINGULAR = {name: name for name in NO_PLURALS.split()} | {
    "movies": "movie",
    "cookies": "cookie",
    "caches": "cache",
    "analyses": "analysis",
}


def terms(text: str) -> frozenset[str]:
    """At most 200, of 2 to 40 characters. Code is kept: its names are the best evidence of what people do."""
    words = WORD.findall(_without_marks(text[:LOOKED_AT]))
    found = frozenset(chain.from_iterable(map(_terms_of, words)))
    if len(found) <= MOST:
        return found
    return frozenset(islice(dict.fromkeys(chain.from_iterable(map(_terms_of, words))), MOST))


def _without_marks(text: str) -> str:
    if "<" in text:
        text = MARKUP.sub(" ", text)
    if ":" in text:
        text = EMOJI.sub(" ", ADDRESS.sub(" ", text))
    return ESCAPE.sub(" ", text) if "&" in text else text


@lru_cache(maxsize=65_536)  # words repeat: remembering them makes a message three times as fast
def _terms_of(word: str) -> tuple[str, ...]:
    if word.isalpha() and word.islower():
        term = _singular(word)
        return (term,) if _counts(term) else ()
    whole = CONTRACTION.sub("", word.rstrip(".'\u2019-"))
    if BARE_ID.fullmatch(whole.strip("_")):
        return ()  # a person is no topic
    parts = [part for piece in SEAM.split(whole) for part in PART.findall(piece)]
    candidates = [whole, *parts] if len(parts) > 1 else [whole]
    return tuple(dict.fromkeys(filter(_counts, map(_singular, map(str.lower, candidates)))))


def _counts(term: str) -> bool:
    return SHORTEST <= len(term) <= LONGEST and term not in STOP and not _is_number(term)


def _is_number(term: str) -> bool:
    return not any(char.isalpha() for char in term)


def _singular(term: str) -> str:
    """Without the plural s, so that "spreadsheets" and "spreadsheet" are one term."""
    if not term.endswith("s") or len(term) < 4 or term in STOP:
        return term
    if term in SINGULAR:
        return SINGULAR[term]
    if term.endswith(("ss", "us", "is", "os", "ics", "ops", ".js")):
        return term
    if term.endswith("ies") and len(term) > 4:
        return term[:-3] + "y"
    if term.endswith(("sses", "xes", "shes", "ches", "zzes", "atoes", "eroes", "choes", "etoes")):
        return term[:-2]
    return term[:-1]
