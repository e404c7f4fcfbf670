"""What must not lie in the database in clear is sealed (Fernet) under WHOKNOWS_SECRET_KEY."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

TOKENS = "whoknows tokens"
ASKERS = "whoknows askers"


class Vault:
    """Seals and opens. What was sealed for one purpose is not opened for another."""

    def __init__(self, secret: str, purpose: str = TOKENS) -> None:
        digest = hashlib.sha256(f"{purpose}\0{secret}".encode()).digest()
        self.fernet = Fernet(base64.urlsafe_b64encode(digest))

    def seal(self, value: dict[str, Any]) -> str:
        return self.fernet.encrypt(json.dumps(value).encode()).decode()

    def open(self, sealed: str) -> dict[str, Any] | None:
        """What was sealed; None when it was sealed under another key."""
        try:
            opened = json.loads(self.fernet.decrypt(sealed.encode()))
        except (InvalidToken, ValueError):
            return None
        return opened if isinstance(opened, dict) else None
