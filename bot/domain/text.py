"""What of a message is a person's own words, whom it names, and how free text may be echoed without harm."""

from __future__ import annotations

import re
import unicodedata

LOOKED_AT = 4000

CODE_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
CODE_INLINE = re.compile(r"`[^`\n]*`")
QUOTE_REST = re.compile(r"^[ \t]*(?:>>>|(?:&gt;){3}).*\Z", re.DOTALL | re.MULTILINE)
QUOTE_LINE = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
MARKUP = re.compile(r"<([^<>]*)>")
URL = re.compile(r"(?:https?://|mailto:)\S+")
# A colon after a letter or another colon is a clock time or a path (std::vec::Vec), not an emoji.
EMOJI = re.compile(r":(?<![\w:]:)[\w+'-]{1,100}:(?::?[\w+'-]{1,100}:)*(?!\w)")
MENTION = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
# An id that somebody typed; all that Slack gave away for years begin so.
BARE_ID = re.compile(r"@?\b[UW][0-9][A-Z0-9]{5,}\b")
MARKS = re.compile(r"[*_~]+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

PINGS = re.compile(r"@(?=channel|here|everyone|group)", re.IGNORECASE)
EDGE_UNDERSCORE = re.compile(r"(?<!\w)_+|_+(?!\w)")
# Look-alikes, because an invisible character beside a star is no promise that Slack will not read it.
INERT = str.maketrans({"*": "\u2217", "`": "\u02cb", "~": "\u223c"})
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ZERO_WIDTH_SPACE = "\u200b"
ZERO_WIDTH_JOINER = "\u200d"


def plain(text: str) -> str:
    """What a person said: no code, quotes, addresses, mentions, ids, channels or emoji; link labels stay."""
    said = text[:LOOKED_AT]
    if "`" in said:
        said = CODE_INLINE.sub(" ", CODE_BLOCK.sub(" ", said))
    if ">" in said or "&gt;" in said:
        said = QUOTE_LINE.sub(" ", QUOTE_REST.sub(" ", said))
    if "<" in said:
        said = MARKUP.sub(_label, said)
    if ":" in said:
        said = EMOJI.sub(" ", URL.sub(" ", said))
    said = BARE_ID.sub(" ", MARKS.sub(_unmarked, CONTROL.sub(" ", unescaped(said))))
    return "\n".join(" ".join(line.split()) for line in said.split("\n")).strip()


def unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mentions(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(MENTION.findall(text)))


def safe(text: str, *, limit: int = 300) -> str:
    """One line of somebody's words for mrkdwn: pings nobody, formats nothing, never longer than `limit`."""
    # No echo needs more than a few times its limit; the rest of a huge paste is not worth reading.
    shown = unescaped(MARKUP.sub(_shown, text[: LOOKED_AT + 4 * limit]))
    shown = " ".join(CONTROL.sub(" ", shown).split())
    shown = EDGE_UNDERSCORE.sub("\u02cd", shown).translate(INERT)
    shown = PINGS.sub(f"@{ZERO_WIDTH_SPACE}", shown)
    if shown.startswith(">"):  # Slack draws a quote for an escaped one too
        shown = "\u203a" + shown[1:]
    return "".join(ESCAPES.get(char, char) for char in _cut(shown, limit))


def _label(match: re.Match[str]) -> str:
    """Of `<address|label>` the label; of mentions, channels and bare addresses nothing."""
    target, _, label = match[1].partition("|")
    if target.startswith(("@", "#", "!")):
        return " "
    if URL.match(target):
        return f" {label} "
    return match[0]


def _unmarked(match: re.Match[str]) -> str:
    """Nothing where the marks open or close bold, italics or strike-through; snake_case and 5 * 3 stay."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    opens = not before.isalnum() and after.strip()
    closes = not after.isalnum() and before.strip()
    return "" if opens or closes else match[0]


def _shown(match: re.Match[str]) -> str:
    """How Slack would draw a piece of markup, as words."""
    target, _, label = match[1].partition("|")
    if target.startswith("@"):
        return f"@{label.lstrip('@') or 'someone'}"
    if target.startswith("#"):
        return f"#{label or 'channel'}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return (label or target) if URL.match(target) else match[0]


def _cut(text: str, limit: int) -> str:
    """The longest beginning that fits once escaped, never splitting a letter from its accents."""
    if sum(len(ESCAPES.get(char, char)) for char in text) <= limit:
        return text
    room, end = limit - 1, 0
    while end < len(text) and room >= len(ESCAPES.get(text[end], text[end])):
        room -= len(ESCAPES.get(text[end], text[end]))
        end += 1
    whole = end
    while whole and _joined(text[whole - 1], text[whole]):
        whole -= 1
    return text[: whole or end].rstrip() + "\u2026"


def _joined(left: str, right: str) -> bool:
    """Whether two characters draw one sign: accents, emoji sequences, skin tones."""
    if ZERO_WIDTH_JOINER in (left, right):
        return True
    return unicodedata.category(right) in {"Mn", "Mc", "Me"} or "\U0001f3fb" <= right <= "\U0001f3ff"
