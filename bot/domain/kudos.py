"""How people say thanks: what `/kudos`, a message with `++` and a reaction mean. The text itself goes no further."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.skills import key
from bot.domain.text import CODE_BLOCK, CODE_INLINE, LOOKED_AT, MENTION, QUOTE_LINE, QUOTE_REST

PERSON = r"<@[UW][A-Z0-9]{1,30}(?:\|[^<>]*)?>"
SPACES = re.compile(r"[ \t\u00a0\u200b]+")
SPACE = " ?"
# Two at most, as in "@scott, and @ana".
AND = rf"{SPACE}(?:(?:,|/|&amp;|&|\+(?!\+)|\b(?:and|und|et|y|e)\b){SPACE}){{0,2}}"
DRAWN = r"[*_~]{0,3}"  # bold, italics and strike-through around a name
# Possessive: who is read is never read again, or a row of names without pluses would take for ever.
PEOPLE = rf"{DRAWN}{PERSON}{DRAWN}(?:{AND}{DRAWN}{PERSON}{DRAWN})*+"
# The pluses stand right behind the people, or begin their line; C++ and i++ have a letter there.
PLUSPLUS = re.compile(
    rf"^{SPACE}\+\+{SPACE}(?P<after>{PEOPLE})|(?P<before>{PEOPLE})(?P<pluses>{SPACE}[:,]?{SPACE}\+\+(?![\w+]))?",
    re.MULTILINE,
)
# Whom a command is for: the first people in it, one after the other. A group or a name that is none is not passed over.
WHO = r"(?:<[@!][^<>]+>|(?<!\w)@\w[\w.-]*)"
RUN = re.compile(rf"{WHO}(?:{AND}{WHO})*+(?:{SPACE}(?:\+\+|[:,])(?!\w))*")
GROUP = re.compile(r"<!(?:subteam\^|here|channel|everyone)")
FILLER = re.compile(r"(?:give |say |send )?(?:kudos|thanks|thank you|thx|to|for|and|[\s,:])*", re.IGNORECASE)
TONE = re.compile(r"::skin-tone-[2-6]$")
NAME_OF_EMOJI = re.compile(r"[\w+'-]{1,100}")  # a workspace's own may have a name in any script

FOR = re.compile(r"(?<!\w)for\s+", re.IGNORECASE)
ENDS = re.compile(r"[,.;:!?)](?=\s|$)|[\n(]|\s[\u2013\u2014-]\s|\s(?:because|who|that)\s")

MOST_AT_ONCE = 10
LONGEST_NOTE = 500
MOST_EMOJI = 20


# One emoji, two names: what is typed in a form need not be what Slack calls it in an event.
ALIASES = {
    "thumbsup": "+1", "thumbsdown": "-1", "hand": "raised_hand", "facepunch": "punch", "satisfied": "laughing",
    "collision": "boom", "flipper": "dolphin", "honeybee": "bee", "sports_medal": "medal", "envelope": "email",
    "pencil": "memo", "open_book": "book", "sign_of_the_horns": "the_horns", "star_struck": "star-struck",
    "grinning_face_with_star_eyes": "star-struck", "hand_with_index_and_middle_fingers_crossed": "crossed_fingers",
}  # fmt: skip


class Verb(StrEnum):
    MINE = "mine"
    HELP = "help"
    SETTINGS = "settings"
    DIGEST = "digest"
    GIVE = "give"


class Problem(StrEnum):
    """Why what was typed is no thanks."""

    NOBODY = "nobody"
    GROUP = "group"
    STRANGER = "stranger"
    MANY = "many"
    LONG = "long"


class Digest(StrEnum):
    """When somebody hears of the thanks they got."""

    ONCE = "once"
    WEEKLY = "weekly"
    NEVER = "never"


DIGESTS = {
    "at once": Digest.ONCE, "once": Digest.ONCE, "now": Digest.ONCE, "immediately": Digest.ONCE,
    "weekly": Digest.WEEKLY, "week": Digest.WEEKLY, "every week": Digest.WEEKLY,
    "never": Digest.NEVER, "off": Digest.NEVER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody typed behind `/kudos`. `digest` is None where a choice was asked for and none understood."""

    verb: Verb
    receivers: tuple[str, ...] = ()
    note: str = ""
    problem: Problem | None = None
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A message with `++`: whom it thanks, and the words around it."""

    receivers: tuple[str, ...] = ()
    words: str = ""


def command(text: str) -> Command:
    text = SPACES.sub(" ", text).strip()
    first, rest = (*text.lower().split(maxsplit=1), "", "")[:2]
    if not text:
        return Command(Verb.MINE)
    if first in (Verb.HELP, Verb.SETTINGS) and not rest:
        return Command(Verb(first))
    if first == Verb.DIGEST and not MENTION.search(text):
        return Command(Verb.DIGEST, digest=DIGESTS.get(" ".join(rest.split())))
    return given(text)


def given(text: str) -> Command:
    run = RUN.search(text)
    if run is None:
        return Command(Verb.GIVE, problem=Problem.NOBODY)
    if GROUP.search(run.group()):
        return Command(Verb.GIVE, problem=Problem.GROUP)
    receivers = tuple(dict.fromkeys(MENTION.findall(run.group())))
    if len(re.findall(WHO, run.group())) != len(MENTION.findall(run.group())):
        return Command(Verb.GIVE, problem=Problem.STRANGER)
    if len(receivers) > MOST_AT_ONCE:
        return Command(Verb.GIVE, problem=Problem.MANY)
    note = note_around(text[: run.start()], text[run.end() :])
    if len(note) > LONGEST_NOTE:
        return Command(Verb.GIVE, problem=Problem.LONG)
    return Command(Verb.GIVE, receivers, note)


def note_around(before: str, after: str) -> str:
    """What is said about it: behind the names, else before them, without "thanks to"."""
    before = "" if FILLER.fullmatch(before) else before
    return " ".join((after.strip() or before).split())


def plusplus(text: str) -> Said:
    """Whom a message in a channel thanks. Code and quotes are somebody else's words."""
    if "++" not in text:
        return NOTHING
    said = CODE_INLINE.sub(" ", CODE_BLOCK.sub(" ", text[:LOOKED_AT]))
    said = SPACES.sub(" ", QUOTE_LINE.sub(" ", QUOTE_REST.sub(" ", said)))
    thanked = [found for found in PLUSPLUS.finditer(said) if found["after"] or found["pluses"]]
    receivers = [user_id for found in thanked for user_id in MENTION.findall(found["after"] or found["before"])]
    if not receivers:
        return NOTHING
    words = PLUSPLUS.sub(lambda found: " " if found["after"] or found["pluses"] else found[0], said)
    return Said(tuple(dict.fromkeys(receivers))[:MOST_AT_ONCE], words.strip())


def reason(words: str) -> str:
    """Of "for powerpoint, saved my deck" what follows the `for`, as far as the next stop: "powerpoint"."""
    start = FOR.search(words)
    if start is None:
        return ""
    rest = words[start.end() :]
    end = ENDS.search(rest)
    return (rest[: end.start()] if end else rest).strip()


def beyond(note: str, skills: Sequence[str]) -> str:
    """What a note says besides its one skill: of "for powerpoint, saved my deck" the rest, "saved my deck"."""
    about, start = reason(note), FOR.match(note)
    if start is None or [key(about)] != [key(skill) for skill in skills]:
        return note
    return note[start.end() :].lstrip().removeprefix(about).strip(" ,.;:\u2013\u2014-")


def emoji(name: str) -> str:
    """A reaction's name without the colour of its hands; of several names of one emoji always the same."""
    plain_name = TONE.sub("", name)
    return ALIASES.get(plain_name, plain_name)


def emoji_named(text: str) -> tuple[str, ...] | None:
    """The emoji of a list like ":taco: :bulb:"; None where something in it is none, or they are too many or none."""
    typed = (emoji(part.strip(":")) for part in text.lower().replace(",", " ").split())
    apart = (each for part in typed for each in part.split("::"))  # typed without a blank between them
    names = tuple(dict.fromkeys(apart))
    right = all(NAME_OF_EMOJI.fullmatch(name) for name in names)
    return names if right and 0 < len(names) <= MOST_EMOJI else None


def thanks(name: str, chosen: Collection[str]) -> bool:
    """Whether a reaction thanks, whatever the colour of its hands."""
    return emoji(name) in map(emoji, chosen)


NOTHING = Said()
