"""What is sought: from the words after "who knows" to the few that name the topic, or none."""

from __future__ import annotations

import re

from bot.domain.questions_phrases import either, then
from bot.domain.questions_sentences import without_tail

LONGEST = 120

THEY = either("i, we, you, they, it, i'm, we're, i'd, i've, we've, it's, my")
NEW_CLAUSE = either(
    "because, since, cause, cuz, so that, although, though, who's, i'm, i've, i'd, we're, let me know",
    "please",
    rf"(?:so|as|and|but|if|when|while|where|before|after|that|which|until) {THEY}\b",
    r"(?:and|or|who|that) (?:can|could|might|may|would|is|are|has|have|wants?|who)\b",
    "i (?:am|have|need|want|was|keep|can't|cannot|don't|would), we (?:need|have|want|are)",
    r"to (?:help|assist|join|chat|talk|pair|review|teach|explain)\b, would (?:be|like|love)",
    "by (?:today|tomorrow|tonight|eod|end of|monday|tuesday|wednesday|thursday|friday|next)",
)
CLAUSE_END = re.compile(
    r"\s*[;()\[\]?!\u2013\u2014\u2026]|(?<!:):(?=\s|$)|\s-+\s|[.](?=\s|$)"
    rf"|\s{NEW_CLAUSE}(?=\W|$)",
    re.IGNORECASE,
)
ONE_CAN = either("(?:i|we|you|one) (?:can|could|should|would|might), (?:can|could|do|should|would) (?:i|we|you|one)")
HEADS = re.compile(
    "(?:"
    + then(
        "by any chance, please, exactly, either, somehow, specifically, actually, properly, about",
        "regarding, of",
        r"in (?:simple|plain|layman's|easy) \w+, (?:me|us) (?:with|to|on|about), the use of, e\.g\.?",
        "understand(?:ing)?(?= (?:why|how|what|which|if|when) ), figur(?:e|ing) out, mak(?:e|ing) sense of",
        f"(?:stuff|things|something|anything) like, how (?:best )?(?:to|{ONE_CAN})",
        "(?:(?:the|a|any) )?(?:(?:best|good|better|easy|easiest|right|proper|quick|simple) )?ways? (?:to|of)",
        "the, an?, some, any, our, my, all things",
    )
    + "){0,4}",
    re.IGNORECASE,
)
# A topic that begins so is a fact, a person or talk, not something one can be good at.
NO_TOPIC = re.compile(
    either(
        "why, if, whether, when, where, what, what's, which, who, who's, whom, whose, how, reasons?, anyone",
        "anybody",
        "someone, somebody, nobody, everyone, maybe, perhaps, right, lol, haha, tho, though, anyway",
        "anymore, yet",
        "honestly, better, best, more, each other, your, yours, his, her, their, you, me, him, us, it, its",
        "them, such",
        "myself, yourself, but, and, or, is, are, was, will, would, could, can, may, might, i, i'm, we, he",
        "she, they",
        "it's, that's, there, not, for, to, into, from, as, except, across, than, in, on, by, like",
    )
    + r"(?=[\s,/]|$)",
    re.IGNORECASE,
)
HOW_IT_WORKS = re.compile(
    r"^how\s(?:do\s|does\s)?(?!long|many|much|often|far|well|come|soon|old|big)([^,;:\n]{1,80}?)\sworks?$",
    re.IGNORECASE,
)
PARTICLE = either("out, off, on, up, down, in, away, again, work, better, properly, issue, problem, error")
DOES_IT = re.compile(rf"\w+\s(?:it|this|that|them|these|those)(?:\s{PARTICLE})?", re.IGNORECASE)
PICTURES = re.compile("[\u2600-\u27bf\u200d\ufe0f\U0001f000-\U0001faff]+")
EMPTY_WORDS = """
roughly a about achieve again all along also an and answer any anyone anything approach area as at background be
begin behind bit bug change channel code context correct decision direction do doing draw else error errors
everything example examples field fix following for from further general get going guidance he help her here
him his i idea implement improve in info information investigation issue issues it its itself kind life link
lot make matter me merge mine more my next obvious of ok on one or other our out place pointing problem
problems progress project proper question reason related resolve result review right run same she similar
situation so solution solve some someone something sort start started step stuck stuff subject task that the
their them then there these they thing things this those to too topic trick truth understand unstuck us use
using way ways we what with work yes you your
"""
EMPTY = frozenset(EMPTY_WORDS.split())
WORD = re.compile(r"[^\W_][\w+#.'-]*")
JOINS = re.compile(r"(?:^|\s)(?:and|or|&)\s", re.IGNORECASE)
ENDS_OPEN = re.compile(r"\b(?:a|an|the|of|in|with|to|for|on|and|or|our|my)$", re.IGNORECASE)


def topic(raw: str) -> str | None:
    """The words that name what is sought, as typed; None when they name nothing."""
    words = HOW_IT_WORKS.sub(r"\1", _trimmed(_first_lines(raw.strip())))
    words = HEADS.sub("", words, count=1)
    if NO_TOPIC.match(words):
        return None
    clause = CLAUSE_END.search(words)
    words = _trimmed(_list_or_first(words[: clause.start()] if clause else words))
    if len(words) > LONGEST:
        words = _trimmed(words[: LONGEST + 1].rpartition(" ")[0] or words[:LONGEST])
    return words if _names_something(words) else None


def _first_lines(raw: str) -> str:
    """The first line; the next one too where the first cannot have been the end."""
    first, _, rest = raw.partition("\n")
    first = first.strip()
    if ENDS_OPEN.search(first):
        return f"{first} {rest.partition(chr(10))[0].strip()}"
    return first


def _list_or_first(words: str) -> str:
    """Keeps "Excel, Word or PowerPoint" whole, and of "Excel, it is urgent" the beginning."""
    first, *others = words.split(",")
    short = all(len(other.split()) <= 4 for other in others)
    return words if others and short and JOINS.search(others[-1]) else first


def _trimmed(words: str) -> str:
    words = without_tail(PICTURES.sub(" ", words)).strip(" \t\"',;:!?()[]{}*_~\u2013\u2014\u2026-")
    return re.sub(r"\s+", " ", words)


def _names_something(words: str) -> bool:
    if DOES_IT.fullmatch(words):
        return False
    return any(word.lower() not in EMPTY for word in WORD.findall(words))
