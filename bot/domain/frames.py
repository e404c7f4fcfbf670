"""The words around what is asked for: "who is good at ... please"."""

from __future__ import annotations

_FRAME = """
a able about advice advise all already am an another any anybody anyone anything are around as ask asking
at be been before can colleague colleagues could did do does doing done ever everybody everyone experience
experienced expert expertise experts familiar find for from get getting give got guide had has have having
hello help helped helping helps here hey hi how i idea ideas if in into is it its knew know knowledge
knowledgeable known knows learn learning like looking look maybe me mentor might more most my need needed
needs of on or our out people person please question questions quick really recommend see seeking show
skill skilled skills so some somebody someone something strong teach tell than thank thanks that the their
them there they thing things this to tool tools train understand understands up us use used user users
uses using want wanted was we well were what when where which who whom whose why will with worked work
working works would you your good great best better basics solid proficient und oder wer kann kennt sich
mit aus kennen jemand der die das gut
"""
FRAME = frozenset(_FRAME.split())
CONNECTORS = frozenset(("and", "or", "und", "oder", "plus", "y", "et"))
VENDORS = frozenset(("microsoft", "ms", "apache", "google", "amazon", "aws", "adobe", "the"))


def core(words: list[str], *, vendors: bool = False) -> tuple[int, int]:
    """Where in `words` the frame ends and where it begins again; everything when all of it is frame.

    With `vendors`, "in microsoft" counts as frame as well.
    """
    start, end = 0, len(words)
    while start < end and (words[start] in FRAME or (vendors and start and words[start] in VENDORS)):
        start += 1
    while end > start and words[end - 1] in FRAME:
        end -= 1
    return (start, end) if start < end else (0, len(words))
