"""Spelling rules: under which other normal forms something typed may stand, most faithful first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.domain.skills import key, plain

_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])")
_VERSION_WORD = re.compile(r"v?\d+(?:\.(?:\d+|x))*|x|es\d+")
_VERSION_TAIL = re.compile(r"(?<=[^\W\d_]{2})(?:v?\d{1,4}(?:\.(?:\d+|x))*)$|(?<=\w[+#])\d{1,2}$")
_GLUED_TAILS = ("js", "lang", "framework", "library", "language", "apps", "app", "api", "sdk")
# A single letter is a language only when these words say so.
_OF_A_LETTER = frozenset(("code", "coding", "developer", "development", "lang", "language", "program", "programming"))

# Words around a name that say what kind of thing it is, not which one.
_AFTER_WORDS = """
administration administrator admin algorithm algorithms api apis app application applications apps basics
beginner beginners best binding bindings bot bots builder certification certificate client clients cli
cloud code coding collection command commands community compiler component components concept concepts
config configuration consultant consulting core course courses database databases db demo design designer
desktop dev developer developers developing development device devices docs document documentation
documents driver drivers editor emulator engine engineer engineering engines environment example examples
experience expert expertise experts extension extensions file files for format framework frameworks
function functions game games generator guide gui help helper html implementation integration interface
issues knowledge lang language languages level lib libraries library libs linux list management manager
method methods model models modeling modelling module modules online os package packages parser pattern
patterns platform platforms playlist plugin plugins practice practices pro processing professional program
programmer programmers programming programs project projects protocol questions quiz resource resources
runtime scripting scripts script sdk server servers service services setup site skill skills software
solution solutions specialist stack standard studio stuff suite support syntax system systems team
technique techniques technology template templates test testing tests theme themes theory tool toolkit
toolbox tooling tools topic topics training tutorial tutorials tips ui user users utility utilities web
webapp webapps webmvc website websites work workflow workflows wrapper x js net py io
"""
_AFTER = frozenset(_AFTER_WORDS.split())
_BEFORE_WORDS = """
a adobe advanced ai amazon an apache apple atlassian autodesk aws awesome azure basic beginner business
cloud corporate digital facebook gnu google hashicorp html ibm java jetbrains js learn learning meta
microsoft modern mozilla ms my open oracle our practical python react salesforce sap simple the using web
windows
"""
_BEFORE = frozenset(_BEFORE_WORDS.split())


def tight(folded: str) -> str:
    """`folded` without spaces, inner dots and accents: what "power point", "node-js" and "nodejs" share."""
    squeezed = folded.replace(" ", "")
    squeezed = squeezed[:1] + squeezed[1:].replace(".", "")
    if squeezed.isascii():
        return squeezed
    letters = unicodedata.normalize("NFD", squeezed)
    return unicodedata.normalize("NFC", "".join(c for c in letters if not "\u0300" <= c <= "\u036f"))


def singular(word: str) -> str:
    """`word` without a plural ending, or as it is."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def variants(text: str) -> Iterator[str]:
    """Normal forms of `text` other than its own key, one rule applied first, then two, then three."""
    start = key(text)
    seen = {start}
    front = [start]
    camel = key(_CAMEL.sub(" ", plain(text)))
    if camel not in seen:
        seen.add(camel)
        front.append(camel)
        yield camel
    for _ in range(3):
        found: list[str] = []
        for form in front:
            found += [other for other in _steps(form) if _telling(other, form) and not _add(seen, other)]
        yield from found
        front = found


def _telling(shorter: str, form: str) -> bool:
    return len(tight(shorter)) > 1 or form.rpartition(" ")[2] in _OF_A_LETTER


def _add(seen: set[str], form: str) -> bool:
    known = form in seen
    seen.add(form)
    return known


def _steps(form: str) -> Iterator[str]:
    """`form` after one rule, for each rule that changes it."""
    words = form.split(" ")
    yield from _without_plural(words)
    yield from _without_version(words)
    if len(words) > 1 and words[-1] in _AFTER:
        yield " ".join(words[:-1])
    if len(words) > 1 and words[0] in _BEFORE:
        yield " ".join(words[1:])
    last = words[-1]
    for tail in _GLUED_TAILS:
        if last.endswith(tail) and len(last) >= len(tail) + 3:
            yield " ".join([*words[:-1], last[: -len(tail)].rstrip(".")])


def _without_plural(words: list[str]) -> Iterator[str]:
    single = [singular(word) for word in words]
    if single[-1] != words[-1]:
        yield " ".join([*words[:-1], single[-1]])
    if single[:-1] != words[:-1]:
        yield " ".join(single)


def _without_version(words: list[str]) -> Iterator[str]:
    if len(words) > 1 and _VERSION_WORD.fullmatch(words[-1]):
        yield " ".join(words[:-1])
    shorter = _VERSION_TAIL.sub("", words[-1])
    if shorter != words[-1]:
        yield " ".join([*words[:-1], shorter])


_ENDINGS = (
    "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ors", "or",
    "ists", "ist", "ize", "ise", "ies", "ed", "es", "s", "y", "e",
)  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude root, so that testing, tests and tester meet; at least four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            root = word[: -len(ending)]
            return root[:-1] if root[-1] == root[-2] and len(root) > 4 else root
    return word


def stemmed(folded: str) -> str:
    """The roots of all words, in an order of their own: "C, ANSI" is "ANSI C"."""
    return " ".join(sorted(map(stem, folded.split(" "))))
