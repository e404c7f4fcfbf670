"""What questions and posts are called where Slack sees it: names that tell neither how many there are nor in which
order they came. Ids count up, and whoever is asked by somebody unnamed could compare them with those of their own.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

# So begins every one of ours: what else is pressed keeps its meaning.
SIGN = "q."
LONGEST = 60


class Handles:
    """The same question has the same name each time, in one workspace; only the key leads back."""

    def __init__(self, secret: str) -> None:
        self.key = hashlib.sha512(f"whoknows handles\0{secret}".encode()).digest()
        self.cipher = AESSIV(self.key)

    def of_question(self, team_id: str, question_id: int) -> str:
        sealed = self.cipher.encrypt(question_id.to_bytes(8, "big"), [team_id.encode()])
        return SIGN + urlsafe_b64encode(sealed).decode().rstrip("=")

    def question(self, team_id: str, handle: str) -> int:
        """The question of that name; 0 of what is no name of ours, or another workspace's."""
        text = handle.removeprefix(SIGN)
        if text == handle or len(handle) > LONGEST:
            return 0
        try:
            sealed = urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
            return int.from_bytes(self.cipher.decrypt(sealed, [team_id.encode()]), "big")
        except (InvalidTag, ValueError):
            return 0

    def of_post(self, team_id: str, key: str) -> str:
        """What a post is known by in its metadata, which every app of the workspace may read."""
        return hmac.new(self.key, f"{team_id}:{key}".encode(), hashlib.sha256).hexdigest()[:32]


def naming(handles: Handles, team_id: str) -> Callable[[str], str]:
    """From ids to names, as texts; what is no id stays as it is."""
    return lambda text: handles.of_question(team_id, int(text)) if text.isdecimal() else text
