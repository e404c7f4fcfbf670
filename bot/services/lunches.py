"""Gatherings: planned, announced, signed up for, held, remembered. Each part of it stands in a file of its own."""

from __future__ import annotations

from bot.services.lunch_base import Tap
from bot.services.lunch_due import Dues
from bot.services.lunch_library import Library
from bot.services.lunch_preparing import Preparing

__all__ = ["LunchService", "Tap"]


class LunchService(Dues, Library, Preparing):
    """`plan`, `announce` and `host_left` join a transaction; all others are one."""
