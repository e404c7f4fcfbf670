"""manifest.yml as the code needs it: the scopes the bot asks for."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.documents import parse_yaml


def manifest() -> dict[str, Any]:
    """The manifest beside the code: in the wheel within this package, in a clone one folder up."""
    packed = files("bot") / "manifest.yml"
    text = packed.read_text("utf-8") if packed.is_file() else clone_path().read_text("utf-8")
    loaded: dict[str, Any] = parse_yaml(text)
    return loaded


def clone_path() -> Path:
    return Path(__file__).parent.parent / "manifest.yml"


def bot_scopes() -> list[str]:
    return list(manifest()["oauth_config"]["scopes"]["bot"])
